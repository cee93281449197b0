/* breakpoint: the Nile by strucchange, lines, all segmentations, corners */
#include "unit.h"

#include <float.h>
#include <math.h>

#include "chaos.h"
#include "nile.h"
#include "statistics/breakpoint.h"

static void
near(double found, double expected, double tolerance)
{
	if (!(fabs(found - expected) <= tolerance * fabs(expected)))
		fail_msg("%.17g, not %.17g", found, expected);
}

/*
 * R strucchange 1.5.3; p by mpmath 1.2.1, betainc(49, 1/2, 0, 98/(98 + F)),
 * for R's 1 - pf() leaves no more than 3 digits of 7e-14.
 */
static void
test_nile(void **state)
{
	double year[100];
	struct breakpoint_test test;

	(void)state;
	for (int i = 0; i < 100; i++)
		year[i] = 1871 + i;
	assert_int_equal(
	    breakpoint_chow(BREAKPOINT_MEAN, year, nile, 100, 28, &test),
	    METHOD_OK);
	near(test.f, 75.9297694274854, 1e-12);
	near(test.p, 7.439042309812425e-14, 1e-12);
	assert_int_equal(test.df1, 1);
	assert_int_equal(test.df2, 98);
	assert_int_equal(
	    breakpoint_sup_f(BREAKPOINT_MEAN, year, nile, 100, 0.15, &test),
	    METHOD_OK);
	near(test.f, 75.9297694274854, 1e-12);
	assert_int_equal(test.at, 28);
	assert_true(year[test.at - 1] == 1898 && test.p < 1e-15);
}

/* breakpoints(Nile ~ 1); from 2 breaks on as
 * tests/Examples/strucchange-Ex.Rout.save prints them. */
static void
test_nile_segments(void **state)
{
	static const double rss[] = { 2835156.75, 1597457.19444444, 1552924,
		1538097, 1507888, 1659994 };
	static const double bic[] = { 1318.24180687618, 1270.08373573957,
		1276.46670075535, 1285, 1292, 1311 };
	static const size_t at[][5] = { { 0 }, { 28 }, { 28, 83 },
		{ 28, 68, 83 }, { 28, 45, 68, 83 }, { 15, 30, 45, 68, 83 } };
	struct breakpoint_segments s;

	(void)state;
	assert_int_equal(
	    breakpoint_segment(BREAKPOINT_MEAN, NULL, nile, 100, 15, 0, &s),
	    METHOD_OK);
	assert_int_equal(s.most, 5);
	assert_int_equal(s.best, 1);
	for (size_t m = 0; m <= 5; m++) {
		near(s.rss[m], rss[m], m < 2 ? 1e-14 : 4e-7);
		near(s.bic[m], bic[m], m < 3 ? 1e-14 : 4e-4);
		for (size_t i = 0; i < m; i++)
			assert_int_equal(breakpoint_of(&s, m)[i], at[m][i]);
	}
	breakpoint_clear(&s);
}

/*
 * Asymptotic critical values of the supremum at trim 0.15, Andrews (2003),
 * Econometrica 71:395-397, table I: 5 % and 1 % of k F.
 */
static void
test_sup_p(void **state)
{
	static const struct {
		enum breakpoint_model model;
		double k, value, p;
	} table[] = {
		{ BREAKPOINT_MEAN, 1, 8.68, 0.05 },
		{ BREAKPOINT_MEAN, 1, 12.16, 0.01 },
		{ BREAKPOINT_LINE, 2, 11.72, 0.05 },
		{ BREAKPOINT_LINE, 2, 15.56, 0.01 },
	};
	double y[100];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		double low = 0, high = 100;
		struct breakpoint_test test = { 0 };
		/* a step that makes k F the tabulated value */
		while (high - low > 1e-9) {
			double step = (low + high) / 2;
			for (int j = 0; j < 100; j++)
				y[j] = sin(j * j) + (j < 50 ? 0 : step);
			assert_int_equal(breakpoint_sup_f(table[i].model, NULL,
					     y, 100, 0.15, &test),
			    METHOD_OK);
			if (table[i].k * test.f < table[i].value)
				low = step;
			else
				high = step;
		}
		near(table[i].k * test.f, table[i].value, 1e-6);
		assert_true(fabs(test.p - table[i].p) <= 0.001);
	}
}

/* By hand: 1 2 4 and 8 9 7 around lines with slopes 3/2 and -1/2. */
static void
test_line(void **state)
{
	static const double x[] = { 2022, 2013, 2014, 2020, 2021, 2015 };
	static const double y[] = { 7, 1, 2, 8, 9, 4 };
	struct breakpoint_test test;
	struct breakpoint_segments s;

	(void)state;
	/* RSS of the parts: 14/3 - 9/2 = 1/6, 2 - 1/2 = 3/2; of one line: x of
	 * mean 2017.5, squares 77.5, products 61.5, y: 215 - 31^2/6 */
	double rss0 = 215 - 961. / 6 - 61.5 * 61.5 / 77.5;
	double rss1 = 5. / 3;
	assert_int_equal(
	    breakpoint_chow(BREAKPOINT_LINE, x, y, 6, 3, &test), METHOD_OK);
	near(test.f, (rss0 - rss1) / 2 / (rss1 / 2), 1e-13);
	/* of 2 and 2 degrees of freedom P(F >= f) = 1 / (1 + f) */
	near(test.p, 1 / (1 + test.f), 1e-14);
	assert_int_equal(
	    breakpoint_segment(BREAKPOINT_LINE, x, y, 6, 3, 0, &s), METHOD_OK);
	assert_int_equal(s.most, 1);
	near(s.rss[0], rss0, 1e-13);
	near(s.rss[1], rss1, 1e-13);
	assert_int_equal(breakpoint_of(&s, 1)[0], 3);
	breakpoint_clear(&s);
}

static double
rss_mean(const double *y, size_t from, size_t to)
{
	double mean = 0, rss = 0;

	for (size_t i = from; i < to; i++)
		mean += y[i] / (double)(to - from);
	for (size_t i = from; i < to; i++)
		rss += (y[i] - mean) * (y[i] - mean);
	return rss;
}

/* Two breaks against all pairs of places. */
static void
test_all_segmentations(void **state)
{
	enum { N = 14, LEAST = 2 };
	unsigned seed = 7;

	(void)state;
	for (long round = rounds(50); round > 0; round--) {
		double y[N], best = INFINITY;
		struct breakpoint_segments s;
		for (size_t i = 0; i < N; i++) {
			seed = seed * 1103515245 + 12345;
			y[i] = (double)(seed >> 16 & 63);
		}
		for (size_t a = LEAST; a + 2 * LEAST <= N; a++) {
			for (size_t b = a + LEAST; b + LEAST <= N; b++)
				best = fmin(best, rss_mean(y, 0, a) +
						      rss_mean(y, a, b) +
						      rss_mean(y, b, N));
		}
		assert_int_equal(breakpoint_segment(
				     BREAKPOINT_MEAN, NULL, y, N, LEAST, 2, &s),
		    METHOD_OK);
		near(s.rss[2], best, 1e-12);
		breakpoint_clear(&s);
	}
}

/* Two levels, nothing else: F infinite, one break and no more. */
static void
test_perfect(void **state)
{
	static const double y[] = { 0.1, 0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3 };
	struct breakpoint_test test;
	struct breakpoint_segments s;

	(void)state;
	assert_int_equal(
	    breakpoint_sup_f(BREAKPOINT_MEAN, NULL, y, 8, 0.15, &test),
	    METHOD_OK);
	assert_true(isinf(test.f) && test.p == 0);
	assert_int_equal(test.at, 4);
	assert_int_equal(
	    breakpoint_segment(BREAKPOINT_MEAN, NULL, y, 8, 2, 3, &s),
	    METHOD_OK);
	assert_int_equal(s.most, 3);
	assert_int_equal(s.best, 1);
	assert_true(s.rss[1] == 0 && isinf(s.bic[1]) && s.rss[3] == 0);
	assert_int_equal(breakpoint_of(&s, 1)[0], 4);
	breakpoint_clear(&s);
}

static void
test_corners(void **state)
{
	static const double y[] = { 1, 3, 2, 5, 4, 6 };
	static const double same[] = { 7, 7, 7, 7, 7, 7 };
	static const double line[] = { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 };
	static const double gap[] = { 1, 3, NAN, 5, 4, 6 };
	static const double twice[] = { 1, 2, 3, 3, 4, 5 };
	static double many[BREAKPOINT_MOST + 1];
	enum breakpoint_model mean = BREAKPOINT_MEAN;
	struct breakpoint_test t;
	struct breakpoint_segments s;

	(void)state;
	for (size_t n = 0; n <= 3; n++) {
		assert_int_equal(
		    breakpoint_chow(mean, NULL, y, n, 1, &t), METHOD_TOO_FEW);
		assert_int_equal(breakpoint_sup_f(mean, NULL, y, n, 0.15, &t),
		    METHOD_TOO_FEW);
		assert_int_equal(breakpoint_segment(mean, NULL, y, n, 2, 0, &s),
		    METHOD_TOO_FEW);
	}
	assert_int_equal(
	    breakpoint_chow(mean, NULL, y, 6, 1, &t), METHOD_TOO_FEW);
	assert_int_equal(
	    breakpoint_chow(mean, NULL, y, 6, 5, &t), METHOD_TOO_FEW);
	assert_int_equal(
	    breakpoint_sup_f(mean, NULL, y, 6, 0.5, &t), METHOD_LEVEL);
	assert_int_equal(
	    breakpoint_sup_f(mean, NULL, y, 6, NAN, &t), METHOD_LEVEL);
	assert_int_equal(
	    breakpoint_segment(mean, NULL, y, 6, 1, 0, &s), METHOD_TOO_FEW);
	assert_int_equal(
	    breakpoint_segment(mean, NULL, y, 6, 4, 0, &s), METHOD_TOO_FEW);
	assert_int_equal(
	    breakpoint_chow(mean, NULL, same, 6, 3, &t), METHOD_ALL_EQUAL);
	assert_int_equal(breakpoint_chow(BREAKPOINT_LINE, NULL, line, 6, 3, &t),
	    METHOD_ALL_EQUAL);
	assert_int_equal(
	    breakpoint_chow(mean, NULL, gap, 6, 3, &t), METHOD_NOT_FINITE);
	assert_int_equal(
	    breakpoint_chow(mean, twice, y, 6, 3, &t), METHOD_REPEATED_PERIOD);
	assert_int_equal(
	    breakpoint_chow(mean, NULL, many, COUNT_OF(many), 3, &t),
	    METHOD_TOO_LARGE);
	/* no evidence at all */
	static const double flat[] = { 1, 2, 1, 2, 1, 2, 1, 2 };
	assert_int_equal(
	    breakpoint_sup_f(mean, NULL, flat, 8, 0.25, &t), METHOD_OK);
	assert_true(t.p == 1);
}

static void
test_memory(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct breakpoint_segments s;
		chaos_start(n);
		enum method_status status = breakpoint_segment(
		    BREAKPOINT_MEAN, NULL, nile, 100, 15, 0, &s);
		chaos_stop();
		assert_int_equal(
		    status, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
		breakpoint_clear(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nile),
		cmocka_unit_test(test_nile_segments),
		cmocka_unit_test(test_sup_p),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_all_segmentations),
		cmocka_unit_test(test_perfect),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

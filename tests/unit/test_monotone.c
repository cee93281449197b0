/* monotone: Mann-Kendall, tau and Sen against R, exact p, corners */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "nile.h"
#include "statistics/monotone.h"

/*
 * R 4.2.2: the formulas of the packages Kendall and trend, tau by
 * cor(method = "kendall"); datasets Nile and LakeHuron, and short series.
 */
static const double lake[] = { 580.38, 581.86, 580.97, 580.8, 579.79, 580.39,
	580.42, 580.82, 581.4, 581.32, 581.44, 581.68, 581.17, 580.53, 580.01,
	579.91, 579.14, 579.16, 579.55, 579.67, 578.44, 578.24, 579.1, 579.09,
	579.35, 578.82, 579.32, 579.01, 579, 579.8, 579.83, 579.72, 579.89,
	580.01, 579.37, 578.69, 578.19, 578.67, 579.55, 578.92, 578.09, 579.37,
	580.13, 580.14, 579.51, 579.24, 578.66, 578.86, 578.05, 577.79, 576.75,
	576.75, 577.82, 578.64, 580.58, 579.48, 577.38, 576.9, 576.94, 576.24,
	576.84, 576.85, 576.9, 577.79, 578.18, 577.51, 577.23, 578.42, 579.61,
	579.05, 579.26, 579.22, 579.38, 579.1, 577.95, 578.12, 579.75, 580.85,
	580.41, 579.96, 579.61, 578.76, 578.18, 577.21, 577.13, 579.1, 578.25,
	577.91, 576.89, 575.96, 576.8, 577.68, 578.38, 578.52, 579.74, 579.31,
	579.89, 579.96 };
static const double series_short[] = { 61, 64, 63, 68, 70, 74, 73 };
static const double ties[] = { 5, 5, 6, 6, 6, 7, 5, 8, 8, 8 };
static const double flat[] = { 3, 3, 3, 3, 3, 3 };
static const double exactup[] = { 1, 2, 3, 4, 5, 6, 7, 8 };

static const struct {
	const double *y;
	size_t n;
	int64_t s;
	double variance, z, p_normal, tau, sen;
} golden[] = {
	{ nile, COUNT_OF(nile), -1387, 112728.333333333, -4.1280665228441,
	    3.65826292166433e-05, -0.280741334724613, -2.6 },
	{ lake, COUNT_OF(lake), -1682, 106136.666666667, -5.15982522603039,
	    2.47180483772576e-07, -0.354366707502826, -0.0251249999999999 },
	{ series_short, COUNT_OF(series_short), 17, 44.3333333333333,
	    2.40300563674444, 0.0162609367804503, 0.80952380952381, 2.25 },
	{ ties, COUNT_OF(ties), 28, 114, 2.52878169127057, 0.0114459196356358,
	    0.695665592999935, 0.333333333333333 },
	{ flat, COUNT_OF(flat), 0, 0, 0, 1, NAN, 0 },
	{ exactup, COUNT_OF(exactup), 28, 65.3333333333333, 3.34038370031141,
	    0.000836627131119304, 1, 1 },
};

static void
near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-12 * fabs(expected)))
		fail_msg("%.17g, not %.17g", found, expected);
}

static void
test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(golden); i++) {
		const double *y = golden[i].y;
		size_t n = golden[i].n;
		struct mann_kendall trend;
		struct sen_slope sen;
		double tau;
		assert_int_equal(
		    monotone_mann_kendall(NULL, y, n, &trend), METHOD_OK);
		assert_int_equal(trend.s, golden[i].s);
		near(trend.variance, golden[i].variance);
		near(trend.z, golden[i].z);
		near(trend.p_normal, golden[i].p_normal);
		assert_int_equal(
		    monotone_sen(NULL, y, n, 0.95, &sen), METHOD_OK);
		near(sen.slope, golden[i].sen);
		assert_true(sen.lower <= sen.slope && sen.slope <= sen.upper);
		enum method_status status = monotone_tau(NULL, y, n, &tau);
		if (isnan(golden[i].tau)) {
			assert_int_equal(status, METHOD_ALL_EQUAL);
		} else {
			assert_int_equal(status, METHOD_OK);
			near(tau, golden[i].tau);
		}
	}
}

/*
 * s = 17 of 21: at most 2 inversions, 1 + 6 + 20 of 5,040 orders; s = 28 of
 * 28: one of 40,320 orders; each twice.
 */
static void
test_exact(void **state)
{
	static const double up[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
	static const double even[] = { 2, 1, 4, 3, 0 };
	struct mann_kendall trend;

	(void)state;
	monotone_mann_kendall(NULL, series_short, 7, &trend);
	assert_true(trend.exact);
	near(trend.p, 2 * 27. / 5040);
	monotone_mann_kendall(NULL, exactup, 8, &trend);
	near(trend.p, 2 / 40320.);
	monotone_mann_kendall(NULL, ties, 10, &trend);
	assert_true(!trend.exact && trend.p == trend.p_normal);
	assert_int_equal(
	    monotone_mann_kendall(NULL, up, 10, &trend), METHOD_OK);
	near(trend.p, 2 / 3628800.);
	monotone_mann_kendall(NULL, up, 11, &trend);
	assert_true(!trend.exact && trend.p == trend.p_normal);
	/* of 3 values: 1 order of 6 has no inversion */
	monotone_mann_kendall(NULL, up, 3, &trend);
	near(trend.p, 1. / 3);
	/* s is -2: at most (10 - 2) / 2 = 4 inversions have 1 + 4 + 9 + 15 + 20
	 * of 120 orders */
	monotone_mann_kendall(NULL, even, 5, &trend);
	assert_int_equal(trend.s, -2);
	near(trend.p, 2 * 49. / 120);
}

/*
 * n = 5, y = 1 3 2 5 4: slopes -1 -1 1/3 1/2 3/4 1 1 4/3 2 3, variance 50/3, C
 * = 1.959964 * 4.0825 = 8.00: ranks 1 and 10.  At 0.9, C = 6.715, ranks
 * round(1.64) = 2 and round(9.36) = 9.
 */
static void
test_sen_limits(void **state)
{
	static const double y[] = { 1, 3, 2, 5, 4 };
	struct sen_slope sen;

	(void)state;
	assert_int_equal(monotone_sen(NULL, y, 5, 0.95, &sen), METHOD_OK);
	assert_int_equal(sen.pairs, 10);
	near(sen.slope, (3. / 4 + 1) / 2);
	assert_true(sen.lower == -1 && sen.upper == 3);
	assert_int_equal(monotone_sen(NULL, y, 5, 0.9, &sen), METHOD_OK);
	assert_true(sen.lower == -1 && sen.upper == 2);
	/* four values bound nothing at 0.95 */
	assert_int_equal(monotone_sen(NULL, y, 4, 0.95, &sen), METHOD_OK);
	assert_true(isinf(sen.lower) && sen.lower < 0 && isinf(sen.upper));
	assert_int_equal(monotone_sen(NULL, y, 5, 1, &sen), METHOD_LEVEL);
	assert_int_equal(monotone_sen(NULL, y, 5, 0, &sen), METHOD_LEVEL);
	assert_int_equal(monotone_sen(NULL, y, 5, NAN, &sen), METHOD_LEVEL);
}

/* Years with a gap, in any order. */
static void
test_times(void **state)
{
	static const double year[] = { 2022, 2016, 2013, 2014 };
	static const double y[] = { 28, 16, 10, 12 };
	struct mann_kendall trend;
	struct sen_slope sen;

	(void)state;
	assert_int_equal(monotone_sen(year, y, 4, 0.5, &sen), METHOD_OK);
	assert_true(sen.slope == 2 && sen.lower == 2 && sen.upper == 2);
	assert_int_equal(monotone_mann_kendall(year, y, 4, &trend), METHOD_OK);
	assert_int_equal(trend.s, 6);
	near(trend.p, 1. / 12);
}

/*
 * Ties in both, by hand: x 1 1 2 2 3, y 1 2 2 3 3: of the 8 pairs of different
 * x 6 go up (1-2 1-3 1-3, 2-3 2-3, 2-3) and 2 are tied in y.  Variance:
 * (5*4*15 - 2*18 - 2*18)/18 + 4*4/(2*5*4) = 12.666667 + 0.4; tau-b =
 * 6 / sqrt((10 - 2)(10 - 2)).
 */
static void
test_ties_of_both(void **state)
{
	static const double x[] = { 1, 1, 2, 2, 3 }, y[] = { 1, 2, 2, 3, 3 };
	struct mann_kendall trend;
	struct sen_slope sen;
	double tau;

	(void)state;
	assert_int_equal(monotone_mann_kendall(x, y, 5, &trend), METHOD_OK);
	assert_int_equal(trend.s, 6);
	near(trend.variance, 228. / 18 + 0.4);
	assert_false(trend.exact);
	assert_int_equal(monotone_tau(x, y, 5, &tau), METHOD_OK);
	near(tau, 0.75);
	assert_int_equal(monotone_sen(x, y, 5, 0.95, &sen), METHOD_OK);
	assert_int_equal(sen.pairs, 8);
}

static void
test_corners(void **state)
{
	static const double same[] = { 7, 7, 7, 7 }, up[] = { 1, 2, 3, 4 };
	static const double gap[] = { 1, NAN, 3, 4 };
	static const double big[] = { -1.7e308, 1, 1.7e308, 2 };
	static double many[MONOTONE_MOST + 1];
	struct mann_kendall trend;
	struct sen_slope sen;
	double tau;

	(void)state;
	for (size_t n = 0; n <= 2; n++) {
		assert_int_equal(
		    monotone_mann_kendall(NULL, up, n, &trend), METHOD_TOO_FEW);
		assert_int_equal(
		    monotone_sen(NULL, up, n, 0.95, &sen), METHOD_TOO_FEW);
	}
	assert_int_equal(monotone_tau(NULL, up, 1, &tau), METHOD_TOO_FEW);
	assert_int_equal(monotone_tau(NULL, up, 2, &tau), METHOD_OK);
	assert_true(tau == 1);
	assert_int_equal(
	    monotone_mann_kendall(NULL, same, 4, &trend), METHOD_OK);
	assert_true(trend.s == 0 && trend.z == 0 && trend.p == 1);
	assert_int_equal(
	    monotone_mann_kendall(same, up, 4, &trend), METHOD_ALL_EQUAL);
	assert_int_equal(
	    monotone_sen(same, up, 4, 0.95, &sen), METHOD_ALL_EQUAL);
	assert_int_equal(monotone_tau(same, up, 4, &tau), METHOD_ALL_EQUAL);
	assert_int_equal(
	    monotone_mann_kendall(NULL, gap, 4, &trend), METHOD_NOT_FINITE);
	assert_int_equal(monotone_tau(gap, up, 4, &tau), METHOD_NOT_FINITE);
	assert_int_equal(
	    monotone_sen(NULL, big, 4, 0.95, &sen), METHOD_TOO_LARGE);
	assert_int_equal(
	    monotone_tau(NULL, many, COUNT_OF(many), &tau), METHOD_TOO_LARGE);
}

static void
test_memory(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct sen_slope sen;
		chaos_start(n);
		enum method_status status =
		    monotone_sen(NULL, nile, COUNT_OF(nile), 0.95, &sen);
		chaos_stop();
		assert_int_equal(
		    status, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_sen_limits),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_ties_of_both),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

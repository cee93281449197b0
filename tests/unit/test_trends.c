/* trends: robust line, Sen, Kendall, Mann-Kendall and breaks against numbers
 * of others, and what has no number */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "measure/trends.h"
#include "nile.h"

#define MOST 100

static double years[MOST];

static void
fill_years(int first)
{
	size_t i;

	for (i = 0; i < MOST; i++)
		years[i] = first + (double)i;
}

static struct trends_value
value_of(enum statistic statistic, const double *levels, size_t n)
{
	struct trends_value v;

	assert_int_equal(
	    trends_statistic(statistic, years, levels, n, 0.95, &v), METHOD_OK);
	return v;
}

static void
near(double found, double expected, double tolerance)
{
	if (!(fabs(found - expected) <= tolerance * fabs(expected) + 1e-15))
		fail_msg("%.17g, not %.17g", found, expected);
}

static void
check(enum statistic statistic, const double *levels, size_t n, double expected)
{
	near(value_of(statistic, levels, n).value, expected, 1e-12);
}

static const double rising[] = { 61, 64, 63, 68, 70, 74, 73 };
static const double ties[] = { 5, 5, 6, 6, 6, 7, 5, 8, 8, 8 };
static const double flat[] = { 3, 3, 3, 3, 3, 3 };
static const double exact[] = { 1, 2, 3, 4, 5, 6, 7, 8 };

/*
 * R 4.2.2: tau by cor(method = "kendall"), p by the formulas of the package
 * Kendall, Sen's slope by those of trend; datasets Nile and short series.  Of
 * at most 10 levels without ties p is exact: of 7! = 5040 orders 1 + 6 + 20
 * have at most two pairs against the order, twice that is 54; of 8! = 40320 one
 * has none.
 */
static void
test_monotone(void **state)
{
	(void)state;
	fill_years(1871);
	check(STATISTIC_KENDALL_TAU, nile, 100, -0.280741334724613);
	check(STATISTIC_TREND_P_VALUE, nile, 100, 3.65826292166433e-05);
	check(STATISTIC_SEN_SLOPE, nile, 100, -2.6);
	check(STATISTIC_KENDALL_TAU, rising, 7, 0.80952380952381);
	check(STATISTIC_TREND_P_VALUE, rising, 7, 54 / 5040.0);
	check(STATISTIC_SEN_SLOPE, rising, 7, 2.25);
	check(STATISTIC_KENDALL_TAU, ties, 10, 0.695665592999935);
	check(STATISTIC_TREND_P_VALUE, ties, 10, 0.0114459196356358);
	check(STATISTIC_SEN_SLOPE, ties, 10, 1 / 3.0);
	check(STATISTIC_SEN_SLOPE, flat, 6, 0);
	check(STATISTIC_TREND_P_VALUE, flat, 6, 1);
	check(STATISTIC_KENDALL_TAU, exact, 8, 1);
	check(STATISTIC_TREND_P_VALUE, exact, 8, 2 / 40320.0);
	check(STATISTIC_SEN_SLOPE, exact, 8, 1);
}

/*
 * The variance of s of seven levels is 7 6 19 / 18 = 44.33, C = 1.96 sqrt 44.33
 * = 13.05, so of the 21 slopes the limits are the 4th and the 18th: in order
 * they are -1, -1, 1, 1.5, ..., 3, 3.5, 3.67, 4, 5.
 */
static void
test_limits(void **state)
{
	static const double four[] = { 1, 2, 4, 8 };
	struct trends_value v;

	(void)state;
	fill_years(2018);
	v = value_of(STATISTIC_SEN_SLOPE, rising, 7);
	assert_true(v.limits);
	near(v.lower, 1.5, 1e-15);
	near(v.upper, 3.5, 1e-15);
	/* too few for any limits of 95 % */
	assert_false(value_of(STATISTIC_SEN_SLOPE, four, 4).limits);
	assert_false(value_of(STATISTIC_KENDALL_TAU, rising, 7).limits);
}

/*
 * rlm of MASS with Huber's weights on ln L, its steps and summary repeated with
 * 50 digits; limits by Student's t, 1.984467 and 2.570582.  A year that stands out bends the
 * line of least squares, not this one: growth of 10 % a year.
 */
static void
test_robust(void **state)
{
	static const double outlier[] = { 100, 110, 121, 400, 146, 161, 177 };
	static const double doubled[] = { 3, 6, 12, 24, 48 };
	struct trends_value v;

	(void)state;
	fill_years(1871);
	v = value_of(STATISTIC_ROBUST_TREND, nile, 100);
	near(v.value, -0.2896652420728391, 1e-10);
	near(v.lower, -0.4051818860543327, 1e-10);
	near(v.upper, -0.17401461426277448, 1e-10);
	v = value_of(STATISTIC_ROBUST_TREND, rising, 7);
	near(v.value, 3.3408584235432794, 1e-10);
	near(v.lower, 1.8154041041891433, 1e-10);
	near(v.upper, 4.889167937559855, 1e-10);
	v = value_of(STATISTIC_ROBUST_TREND, outlier, 7);
	near(v.value, 9.983774389711773, 1e-10);
	near(v.lower, 9.95657333096505, 1e-10);
	near(v.upper, 10.010982177456816, 1e-10);
	v = value_of(STATISTIC_ROBUST_TREND, doubled, 5);
	near(v.value, 100, 1e-12);
	assert_true(v.limits);
}

/*
 * The golden break of the Nile, 1898 (R strucchange), in the line of ln L, too;
 * F by 50 digits.  p of that F is 1.519e-06, Bonferroni's bound of 71 places
 * is above it.  Of the steady series F is 0.496 and p 1.
 */
static void
test_breaks(void **state)
{
	static const double steady[] = { 100, 103, 105, 109, 111, 115, 117,
		121 };
	static const double step[] = { 100, 102, 105, 107, 200, 205, 209, 213 };
	static const double two[] = { 100, 102, 105, 107, 300, 305, 309, 313,
		130, 133, 135, 139 };
	bool found[MOST];
	size_t i;

	(void)state;
	fill_years(1871);
	near(value_of(STATISTIC_BREAK_P_VALUE, nile, 100).value,
	    2.4213982361567746e-05, 1e-9);
	near(value_of(STATISTIC_BREAK_P_VALUE, step, 8).value,
	    7.972321452316993e-08, 1e-9);
	near(value_of(STATISTIC_BREAK_P_VALUE, two, 12).value,
	    0.00427291368716764, 1e-9);
	check(STATISTIC_BREAK_P_VALUE, steady, 8, 1);
	assert_int_equal(trends_breaks(years, nile, 100, found), METHOD_OK);
	for (i = 0; i < 100; i++)
		assert_int_equal(found[i], years[i] == 1899);
	assert_int_equal(trends_breaks(years, two, 12, found), METHOD_OK);
	for (i = 0; i < 12; i++)
		assert_int_equal(found[i], i == 4 || i == 8);
	assert_int_equal(trends_breaks(years, steady, 8, found), METHOD_OK);
	for (i = 0; i < 8; i++)
		assert_false(found[i]);
}

/* A number of (0, 1), of Knuth's generator (MMIX). */
static double
uniform(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return ((double)(*seed >> 11) + 0.5) / 9007199254740992.0;
}

/*
 * Of series that grow by 5 % a year but for normal errors of 2 %, not more than
 * 5 % have a break; three errors of a share of 1,000 are 0.0207.
 */
static void
test_false_breaks(void **state)
{
	static const size_t lengths[] = { 8, 12, 20 };
	double levels[20], error;
	uint64_t seed = 1;
	bool found[20];
	size_t i, k, n;
	int turn, breaks;

	(void)state;
	fill_years(2000);
	for (k = 0; k < COUNT_OF(lengths); k++) {
		n = lengths[k];
		breaks = 0;
		for (turn = 0; turn < 1000; turn++) {
			for (i = 0; i < n; i++) {
				error = sqrt(-2 * log(uniform(&seed)));
				error *= cos(2 * M_PI * uniform(&seed));
				levels[i] =
				    exp(7 + 0.05 * (double)i + 0.02 * error);
			}
			assert_int_equal(
			    trends_breaks(years, levels, n, found), METHOD_OK);
			for (i = 0; i < n && !found[i]; i++)
				;
			breaks += i < n;
		}
		if (breaks > 70)
			fail_msg("%zu years: %d breaks of 1000", n, breaks);
	}
}

static void
check_without(enum statistic statistic, const double *levels, size_t n,
    enum method_status status)
{
	struct trends_value v;

	assert_int_equal(
	    trends_statistic(statistic, years, levels, n, 0.95, &v), status);
}

/* Nothing to explain: all equal, or growth without any doubt. */
static void
test_without(void **state)
{
	static const double same[] = { 9, 9, 9, 9, 9, 9, 9, 9 };
	static const double doubled[] = { 1, 2, 4, 8, 16, 32, 64, 128 };
	bool found[8];

	(void)state;
	fill_years(2016);
	check_without(STATISTIC_ROBUST_TREND, same, 8, METHOD_ALL_EQUAL);
	check_without(STATISTIC_KENDALL_TAU, same, 8, METHOD_ALL_EQUAL);
	check_without(STATISTIC_BREAK_P_VALUE, same, 8, METHOD_ALL_EQUAL);
	check_without(STATISTIC_BREAK_P_VALUE, doubled, 8, METHOD_ALL_EQUAL);
	check_without(STATISTIC_ROBUST_TREND, rising, 2, METHOD_TOO_FEW);
	check_without(STATISTIC_SEN_SLOPE, rising, 2, METHOD_TOO_FEW);
	assert_int_equal(trends_breaks(years, same, 8, found), METHOD_OK);
	assert_false(found[4]);
	assert_int_equal(trends_least(STATISTIC_SEN_SLOPE), 3);
	assert_int_equal(trends_least(STATISTIC_ROBUST_TREND), 4);
	assert_int_equal(trends_least(STATISTIC_BREAK_P_VALUE), 8);
	assert_true(trends_logarithmic(STATISTIC_ROBUST_TREND));
	assert_false(trends_logarithmic(STATISTIC_KENDALL_TAU));
}

static void
test_memory_ends(void **state)
{
	static const enum statistic which[] = { STATISTIC_ROBUST_TREND,
		STATISTIC_SEN_SLOPE, STATISTIC_KENDALL_TAU,
		STATISTIC_TREND_P_VALUE, STATISTIC_BREAK_P_VALUE };
	enum method_status status;
	struct trends_value v;
	bool found[10];
	size_t i;
	long n;

	(void)state;
	fill_years(2016);
	for (i = 0; i < COUNT_OF(which); i++)
		for (n = 1; n == 1 || chaos_failed(); n++) {
			chaos_start(n);
			status = trends_statistic(
			    which[i], years, ties, 10, 0.95, &v);
			chaos_stop();
			assert_int_equal(status,
			    chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
		}
	for (n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		status = trends_breaks(years, nile, 10, found);
		chaos_stop();
		assert_int_equal(
		    status, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_monotone),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_robust),
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_false_breaks),
		cmocka_unit_test(test_without),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

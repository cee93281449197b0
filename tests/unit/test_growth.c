/* growth: rates by hand, and the regression by formulas that need no table */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "measure/growth.h"

static void
check_near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-10 * fabs(expected) + 1e-12))
		fail_msg("%.17g, expected %.17g", found, expected);
}

static void
test_rates(void **state)
{
	(void)state;
	check_near(growth_rate(107, 100), 107);
	check_near(growth_increase(107, 100), 7);
	check_near(growth_rate(0, 100), 0);
	check_near(growth_increase(0, 100), -100);
	check_near(growth_increase(1000001, 1000000), 1e-4);
	/* 100 * 1.1 * 1.1 = 121; 8 = 2^3; halved in one year */
	check_near(growth_compound(121, 100, 2), 10);
	check_near(growth_compound(8, 1, 3), 100);
	check_near(growth_compound(50, 100, 1), -50);
	check_near(growth_compound(0, 100, 2), -100);
}

/* The same growth every year is found as it is, without any doubt. */
static void
test_exact_trend(void **state)
{
	static const int64_t doubled[] = { 3, 6, 12, 24, 48 };
	static const int64_t same[] = { 7, 7, 7 };
	struct growth_trend trend;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(growth_trend(doubled, 5, 0.95, &trend, &f), 0);
	check_near(trend.value, 100);
	assert_true(trend.interval);
	assert_true(fabs(trend.lower - 100) < 1e-9);
	assert_true(fabs(trend.upper - 100) < 1e-9);
	assert_true(trend.lower <= trend.value && trend.value <= trend.upper);
	assert_int_equal(growth_trend(same, 3, 0.95, &trend, &f), 0);
	assert_true(fabs(trend.value) < 1e-12);
}

/*
 * Three points 1, 2, 8: logarithms 0, 1, 3 in units of ln 2.  With the years
 * -1, 0, 1 the slope is (3 - 0) / 2 = 3/2.  The mean is 4/3, so the residuals
 * are 0 - (4/3 - 3/2) = 1/6, 1 - 4/3 = -1/3, 3 - (4/3 + 3/2) = 1/6; SSR = 1/6,
 * one degree of freedom, sum of squared years 2: se^2 = (1/6) / 1 / 2 = 1/12.
 * With one degree of freedom Student's t is Cauchy: quantile tan(pi level/2).
 */
static void
test_three_points(void **state)
{
	static const int64_t levels[] = { 100, 200, 800 };
	static const double confidence[] = { 0.5, 0.9, 0.95 };
	struct growth_trend trend;
	struct fail f = FAIL_INIT;
	double t, se = 1 / sqrt(12);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(confidence); i++) {
		t = tan(acos(-1) * confidence[i] / 2);
		assert_int_equal(
		    growth_trend(levels, 3, confidence[i], &trend, &f), 0);
		check_near(trend.value, 100 * (pow(2, 1.5) - 1));
		check_near(trend.lower, 100 * (pow(2, 1.5 - t * se) - 1));
		check_near(trend.upper, 100 * (pow(2, 1.5 + t * se) - 1));
		assert_true(trend.interval);
	}
}

/*
 * Four points with logarithms 0, 2, 1, 3 (in ln 2) in the years -3/2 .. 3/2:
 * sum of squared years 5, slope (-3/2 0 - 1/2 2 + 1/2 1 + 3/2 3) / 5 = 4/5.
 * Around the mean 3/2 the line is 3/10, 11/10, 19/10, 27/10, the residuals
 * -3/10, 9/10, -9/10, 3/10: SSR = 9/5, se^2 = (9/5) / 2 / 5 = 9/50.  With two
 * degrees of freedom t = sqrt(2) level / sqrt(1 - level^2).
 */
static void
test_four_points(void **state)
{
	static const int64_t levels[] = { 10, 40, 20, 80 };
	struct growth_trend trend;
	struct fail f = FAIL_INIT;
	double t = sqrt(2) * 0.95 / sqrt(1 - 0.95 * 0.95), se = sqrt(0.18);

	(void)state;
	assert_int_equal(growth_trend(levels, 4, 0.95, &trend, &f), 0);
	check_near(trend.value, 100 * (pow(2, 0.8) - 1));
	check_near(trend.lower, 100 * (pow(2, 0.8 - t * se) - 1));
	check_near(trend.upper, 100 * (pow(2, 0.8 + t * se) - 1));
}

/* Levels that end as they began have no trend, to the last bit. */
static void
test_no_growth(void **state)
{
	static const int64_t levels[][4] = { { 7, 9, 9, 7 }, { 3, 11, 11, 3 },
		{ 5, 5, 5, 5 }, { 1000003, 3, 3, 1000003 } };
	struct growth_trend trend;
	struct fail f = FAIL_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		assert_int_equal(
		    growth_trend(levels[i], 4, 0.95, &trend, &f), 0);
		assert_true(trend.value == 0);
	}
	assert_true(growth_of_slope(1e-13) > 0);
}

/* A limit that no double holds is not given. */
static void
test_no_limit(void **state)
{
	static const int64_t levels[] = { 1, INT64_MAX, 1 };
	struct growth_trend trend;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(growth_trend(levels, 3, 0.9999, &trend, &f), 0);
	assert_true(isfinite(trend.value));
	assert_false(trend.interval);
}

static void
test_memory_ends(void **state)
{
	static const int64_t levels[] = { 1, 2, 3 };
	struct growth_trend trend;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = growth_trend(levels, 3, 0.95, &trend, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_exact_trend),
		cmocka_unit_test(test_three_points),
		cmocka_unit_test(test_four_points),
		cmocka_unit_test(test_no_growth),
		cmocka_unit_test(test_no_limit),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

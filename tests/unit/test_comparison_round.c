/* test_comparison_round - parameters with few digits */
#include "unit.h"

#include <math.h>

#include "measure/comparison_round.h"
#include "relative.h"

static void
digits(void **state)
{
	(void)state;
	assert_true(comparison_round_digits(0.04567, 2) == 0.046);
	assert_true(comparison_round_digits(-0.04567, 2) == -0.046);
	assert_true(comparison_round_digits(13.52, 2) == 14);
	assert_true(comparison_round_digits(1.28, 2) == 1.3);
	assert_true(comparison_round_digits(0.996, 2) == 1);
	assert_true(comparison_round_digits(123456, 2) == 120000);
	assert_true(comparison_round_digits(0, 2) == 0);
	assert_true(comparison_round_digits(1, 2) == 1);
	assert_true(comparison_round_digits(1.236e-9, 2) == 1.2e-9);
	/* 10^-25 and less has no exact power of ten */
	assert_relative(comparison_round_digits(1.26e-30, 2), 1.3e-30, 1e-15);
	assert_relative(comparison_round_digits(1.26e-300, 2), 1.3e-300, 1e-15);
}

static void
decimals(void **state)
{
	(void)state;
	assert_true(comparison_round_decimals(0.4653633, 3) == 0.465);
	assert_true(comparison_round_decimals(24.078991, 1) == 24.1);
	assert_true(comparison_round_decimals(-0.25, 1) == -0.3);
	assert_true(comparison_round_decimals(0.0004, 3) == 0);
	assert_true(comparison_round_decimals(7, 3) == 7);
	assert_true(comparison_round_decimals(1e300, 3) == 1e300);
}

/* Up, and those of few digits stay as they are. */
static void
p_values(void **state)
{
	(void)state;
	assert_true(comparison_round_p(0.0441) == 0.045);
	assert_true(comparison_round_p(0.0449) == 0.045);
	assert_true(comparison_round_p(0.045) == 0.045);
	assert_true(comparison_round_p(0.991) == 1);
	assert_true(comparison_round_p(0.0991) == 0.1);
	assert_true(comparison_round_p(1) == 1);
	assert_true(comparison_round_p(0) == 0);
	assert_relative(comparison_round_p(1.21e-200), 1.3e-200, 1e-15);
}

/* What is made of strata that are not shown. */
static void
strata(void **state)
{
	double zero = comparison_round_percent(-0.04);

	(void)state;
	assert_true(comparison_round_percent(-5.349) == -5.3);
	assert_true(comparison_round_percent(12.25) == 12.3);
	assert_true(zero == 0 && !signbit(zero));
	assert_true(comparison_round_ratio(0.728361) == 0.728);
	assert_true(comparison_round_ratio(12.345) == 12.3);
	assert_true(comparison_round_ratio(INFINITY) == INFINITY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digits),
		cmocka_unit_test(decimals),
		cmocka_unit_test(p_values),
		cmocka_unit_test(strata),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

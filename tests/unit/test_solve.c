/* solve: roots that are known */
#include "unit.h"

#include "relative.h"
#include "statistics/solve.h"

static double
square(double x, const void *context)
{
	return x * x - *(const double *)context;
}

/* Steep at its root, flat elsewhere: bisection's case. */
static double
root(double x, const void *context)
{
	return cbrt(x - *(const double *)context);
}

/* Nearly 0 at the low end, its root far from there. */
static double
variance(double x, const void *context)
{
	return x - sqrt(x * (1 - x) / *(const double *)context);
}

static double
nothing(double x, const void *context)
{
	(void)context;
	return x > 0.5 ? NAN : -1;
}

static void
test_roots(void **state)
{
	double c = 2, x;

	(void)state;
	assert_int_equal(solve(square, &c, 0, 10, &x), METHOD_OK);
	assert_relative(x, sqrt(2), 1e-15);
	c = 1e-9;
	assert_int_equal(solve(root, &c, -1, 1, &x), METHOD_OK);
	assert_relative(x, 1e-9, 1e-15);
	c = 1e-300;
	assert_int_equal(solve(root, &c, 0, 1e300, &x), METHOD_OK);
	assert_relative(x, 1e-300, 1e-15);
	c = 3;
	assert_int_equal(solve(variance, &c, 1e-60, 1, &x), METHOD_OK);
	assert_relative(x, 0.25, 1e-15);
	c = 4;
	assert_int_equal(solve(square, &c, 2, 3, &x), METHOD_OK);
	assert_true(x == 2);
}

static void
test_none(void **state)
{
	double c = -1, x;

	(void)state;
	assert_int_equal(solve(square, &c, 0, 1, &x), METHOD_NO_CONVERGENCE);
	assert_int_equal(solve(nothing, &c, 0, 1, &x), METHOD_NO_CONVERGENCE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_roots),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

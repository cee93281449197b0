/* inversion: from any start, through flat and infinite stretches */
#include "unit.h"

#include <math.h>

#include "statistics/inversion.h"

/* log(x / y) less a distance, bent so that Halley's step misses. */
static void
bent(const void *with, double x, double y, struct inversion_point *at)
{
	double u = log(x / y) - *(const double *)with;

	at->value = atan(20 * u);
	at->slope = 20 / (1 + 400 * u * u);
	at->bend = -16000 * u / ((1 + 400 * u * u) * (1 + 400 * u * u));
}

/* log(x / 100), and minus infinity with no slope below 1. */
static void
cut(const void *with, double x, double y, struct inversion_point *at)
{
	(void)with;
	(void)y;
	at->value = x < 1 ? -INFINITY : log(x / 100);
	at->slope = x < 1 ? 0 : 1;
	at->bend = 0;
}

static void
never(const void *with, double x, double y, struct inversion_point *at)
{
	(void)with;
	(void)x;
	(void)y;
	at->value = -1;
	at->slope = 1;
	at->bend = 0;
}

static void
no_number(const void *with, double x, double y, struct inversion_point *at)
{
	never(with, x, y, at);
	at->value = NAN;
}

static void
test_odds(void **state)
{
	static const double distances[] = { -300, -3, 0, 0.1, 40 };
	static const double starts[] = { 1e-9, 0.3, 0.5, 0.999 };
	double x, y, u;
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT_OF(distances); i++)
		for (j = 0; j < COUNT_OF(starts); j++) {
			x = starts[j];
			y = 1 - x;
			u = distances[i];
			assert_int_equal(
			    inversion_solve(bent, &u, INVERSION_ODDS, &x, &y),
			    METHOD_OK);
			assert_true(fabs(log(x / y) - u) < 1e-12);
			assert_true(fabs(x + y - 1) < 1e-15);
		}
}

static void
test_log(void **state)
{
	double x = 1e-20, unused = 1;

	(void)state;
	assert_int_equal(
	    inversion_solve(cut, NULL, INVERSION_LOG, &x, &unused), METHOD_OK);
	assert_true(fabs(x - 100) < 1e-12);
}

static void
test_none(void **state)
{
	double x = 0.5, y = 0.5;

	(void)state;
	assert_int_equal(inversion_solve(never, NULL, INVERSION_ODDS, &x, &y),
	    METHOD_NO_CONVERGENCE);
	x = 1;
	assert_int_equal(inversion_solve(never, NULL, INVERSION_LOG, &x, &y),
	    METHOD_NO_CONVERGENCE);
	x = y = 0.5;
	assert_int_equal(
	    inversion_solve(no_number, NULL, INVERSION_ODDS, &x, &y),
	    METHOD_NO_CONVERGENCE);
	x = 0;
	assert_int_equal(inversion_solve(cut, NULL, INVERSION_LOG, &x, &y),
	    METHOD_NO_CONVERGENCE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_odds),
		cmocka_unit_test(test_log),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

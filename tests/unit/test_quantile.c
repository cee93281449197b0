/* quantile: against the distributions themselves where they have a formula */
#include "unit.h"

#include <math.h>

#include "measure/quantile.h"

static const double probabilities[] = { 0.0005, 0.001, 0.005, 0.025, 0.05, 0.25,
	0.5, 0.9 };

static void
assert_near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-11 * fmax(1, fabs(expected))))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

/* P(Z > z) = erfc(z / sqrt(2)) / 2 */
static void
test_normal(void **state)
{
	size_t i;
	double z;

	(void)state;
	for (i = 0; i < COUNT_OF(probabilities); i++) {
		z = quantile_normal(probabilities[i]);
		assert_near(erfc(z / sqrt(2)) / 2 / probabilities[i], 1);
	}
	assert_near(quantile_normal(0.025), 1.959963984540054);
	z = quantile_normal(1e-12);
	assert_near(erfc(z / sqrt(2)) / 2 / 1e-12, 1);
	assert_true(isinf(quantile_normal(0)));
}

/*
 * With one degree of freedom t is 1 / tan(pi p), with two
 * (1 - 2p) / sqrt(2p (1 - p)), with four, where a = 4p (1 - p),
 * 2 sqrt(cos(acos(sqrt(a)) / 3) / sqrt(a) - 1) for p below 1/2.
 */
static void
test_student(void **state)
{
	const double pi = acos(-1);
	size_t i;
	double p, a;

	(void)state;
	for (i = 0; i < COUNT_OF(probabilities); i++) {
		p = probabilities[i];
		a = sqrt(4 * p * (1 - p));
		if (p < 0.5)
			assert_near(quantile_student(p, 4),
			    2 * sqrt(cos(acos(a) / 3) / a - 1));
		assert_near(quantile_student(p, 1), 1 / tan(pi * p));
		assert_near(quantile_student(p, 2),
		    (1 - 2 * p) / sqrt(2 * p * (1 - p)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normal),
		cmocka_unit_test(test_student),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

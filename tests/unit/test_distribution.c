/* distribution: closed forms, 40-digit integrals, GSL where it is right */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>

#include "statistics/distribution.h"

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

/* I_x(a, 1) = x^a, I_x(1, b) = 1 - (1 - x)^b, P(1, x) = 1 - e^-x */
static void
test_closed_forms(void **state)
{
	static const double shapes[] = { 0.1, 0.5, 1, 3, 50, 1e4, 1e9 };
	static const double points[] = { 1e-12, 0.001, 0.2, 0.5, 0.7, 0.999 };
	struct distribution t;
	size_t i, j;
	double x;

	(void)state;
	for (i = 0; i < COUNT_OF(shapes); i++)
		for (j = 0; j < COUNT_OF(points); j++) {
			x = points[j];
			distribution_beta(x, 1 - x, shapes[i], 1, &t);
			assert_true(fabs(t.below - pow(x, shapes[i])) < 2e-13);
			distribution_beta(x, 1 - x, 1, shapes[i], &t);
			assert_true(near(
			    t.below, -expm1(shapes[i] * log1p(-x)), 2e-13));
			distribution_gamma(shapes[i], 1, &t);
			assert_true(near(t.below, -expm1(-shapes[i]), 1e-14));
			assert_true(near(t.above, exp(-shapes[i]), 1e-13));
			assert_true(t.below + t.above == 1);
		}
	/* a = 1/2: the arc sine law and the error function. */
	distribution_beta(0.25, 0.75, 0.5, 0.5, &t);
	assert_true(near(t.below, 1.0 / 3, 1e-14));
	distribution_gamma(4, 0.5, &t);
	assert_true(near(t.above, erfc(2), 1e-13));
}

/* Numerical integrals with 40 digits (Python, mpmath.quad of the density) */
static void
test_integrals(void **state)
{
	static const struct {
		double x, a, b, below, above, tolerance;
	} beta[] = {
		{ 0.2, 12.5, 30, 0.080080813241831953, 0.91991918675816805,
		    2e-14 },
		{ 0.02, 3, 500, 0.99749343450761163, 0.0025065654923883747,
		    2e-14 },
		{ 6e-06, 2, 999999, 0.98264895785054060, 0.017351042149459401,
		    1e-13 },
		{ 0.499, 500000, 500001, 0.022804041698682975,
		    0.97719595830131703, 1e-12 },
		{ 0.22397, 12345, 41977, 0.033475512364266782,
		    0.96652448763573322, 1e-12 },
		{ 0.499969, 500000000, 500000001, 0.024963987787040016,
		    0.97503601221295998, 2e-11 },
		{ 0.22004, 220000000, 780000000, 0.99886870008069962,
		    0.0011312999193003791, 2e-11 },
		{ 2.4e-07, 201, 1000000000, 0.99552369681436907,
		    0.0044763031856309337, 1e-12 },
	};
	static const struct {
		double x, a, below, above, tolerance;
	} gamma[] = {
		{ 30, 40.5, 0.038758353544780831, 0.96124164645521917, 2e-14 },
		{ 260, 200, 0.99995249987555699, 4.7500124443008756e-5, 2e-14 },
		{ 170, 200, 0.013418580090211785, 0.98658141990978822, 2e-14 },
		{ 9900, 10000, 0.15865119219356466, 0.84134880780643534,
		    1e-13 },
		{ 1003000, 1000000, 0.99863825935378241, 0.0013617406462175915,
		    1e-12 },
		{ 1000062000, 1000000000, 0.97503610814663414,
		    0.024963891853365862, 1e-11 },
		{ 999850000, 1000000000, 1.0495424839693061e-6,
		    0.99999895045751603, 1e-11 },
	};
	struct distribution t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(beta); i++) {
		distribution_beta(
		    beta[i].x, 1 - beta[i].x, beta[i].a, beta[i].b, &t);
		if (!near(t.below, beta[i].below, beta[i].tolerance) ||
		    !near(t.above, beta[i].above, beta[i].tolerance))
			fail_msg("beta %g %g: %.17g %.17g", beta[i].a,
			    beta[i].b, t.below, t.above);
	}
	for (i = 0; i < COUNT_OF(gamma); i++) {
		distribution_gamma(gamma[i].x, gamma[i].a, &t);
		if (!near(t.below, gamma[i].below, gamma[i].tolerance) ||
		    !near(t.above, gamma[i].above, gamma[i].tolerance))
			fail_msg("gamma %g: %.17g %.17g", gamma[i].a, t.below,
			    t.above);
	}
}

/* Both ways of computing meet: parameters around 200 against GSL's fraction. */
static void
test_gsl(void **state)
{
	static const double shapes[] = { 0.5, 2, 17.5, 150, 199.5, 200, 201,
		450 };
	double mean, x, step;
	struct distribution t;
	size_t i, j;
	int k;

	(void)state;
	for (i = 0; i < COUNT_OF(shapes); i++)
		for (j = 0; j < COUNT_OF(shapes); j++)
			for (k = -3; k <= 3; k++) {
				mean = shapes[i] / (shapes[i] + shapes[j]);
				step = sqrt(mean * (1 - mean) /
					    (shapes[i] + shapes[j]));
				x = mean + k * step;
				if (!(x > 0 && x < 1))
					continue;
				distribution_beta(
				    x, 1 - x, shapes[i], shapes[j], &t);
				assert_true(near(t.below,
				    gsl_cdf_beta_P(x, shapes[i], shapes[j]),
				    1e-11));
				x = shapes[i] * exp(k / sqrt(shapes[i]));
				distribution_gamma(x, shapes[i], &t);
				assert_true(near(t.above,
				    gsl_cdf_gamma_Q(x, shapes[i], 1), 1e-11));
			}
}

/* The slope is that of `below`, the excess the slope's. */
static void
test_slopes(void **state)
{
	const double a = 3.5, b = 8, x = 0.3, h = 1e-5;
	struct distribution t, before, after;
	double left, right;

	(void)state;
	left = x * exp(-h) / (1 - x + x * exp(-h));
	right = x * exp(h) / (1 - x + x * exp(h));
	distribution_beta(x, 1 - x, a, b, &t);
	distribution_beta(left, 1 - left, a, b, &before);
	distribution_beta(right, 1 - right, a, b, &after);
	assert_true(
	    near(t.slope, (after.below - before.below) / (2 * h), 1e-8));
	assert_true(near(
	    t.excess, (after.slope - before.slope) / (2 * h) / t.slope, 1e-8));
	distribution_gamma(2.5, a, &t);
	distribution_gamma(2.5 * exp(-h), a, &before);
	distribution_gamma(2.5 * exp(h), a, &after);
	assert_true(
	    near(t.slope, (after.below - before.below) / (2 * h), 1e-8));
	assert_true(near(
	    t.excess, (after.slope - before.slope) / (2 * h) / t.slope, 1e-8));
}

static void
test_binomial(void **state)
{
	double sum = 0, k;

	(void)state;
	assert_true(
	    near(distribution_binomial(2, 4, 0.5, 0.5), 6.0 / 16, 1e-15));
	assert_true(
	    near(distribution_binomial(0, 3, 0.25, 0.75), 27.0 / 64, 1e-15));
	assert_true(
	    near(distribution_binomial(3, 3, 0.25, 0.75), 1.0 / 64, 1e-15));
	assert_true(distribution_binomial(0, 3, 0, 1) == 1);
	assert_true(distribution_binomial(1, 3, 0, 1) == 0);
	assert_true(distribution_binomial(3, 3, 1, 0) == 1);
	for (k = 0; k <= 1000; k++)
		sum += distribution_binomial(k, 1000, 0.13, 0.87);
	assert_true(near(sum, 1, 1e-13));
	assert_true(
	    near(distribution_deviance(3, 2, 1), 3 * log(1.5) - 1, 1e-15));
	assert_true(distribution_deviance(0, 2, -2) == 2);
	assert_true(distribution_deviance(2, 2, 0) == 0);
}

/* exp(-x/2) with 2 degrees of freedom; the rest by the incomplete gamma
 * function with 30 digits (Python, mpmath 1.3) */
static void
test_chi_square(void **state)
{
	(void)state;
	assert_true(
	    near(distribution_chi_square_above(5, 2), exp(-2.5), 1e-15));
	assert_true(near(distribution_chi_square_above(134.916658640746, 1),
	    3.443227215302236e-31, 1e-13));
	assert_true(near(distribution_chi_square_above(12.6, 3),
	    0.0055865460973023966, 1e-14));
	assert_true(near(distribution_chi_square_above(30, 10),
	    8.5664121077530039e-4, 1e-14));
	assert_true(near(distribution_chi_square_above(134.5, 51),
	    1.879316009696219e-9, 1e-13));
	assert_true(near(distribution_chi_square_above(1200, 1001),
	    1.349007580754396e-5, 1e-12));
	assert_true(distribution_chi_square_above(0, 4) == 1);
	assert_true(distribution_chi_square_above(1e9, 7) == 0);
	assert_true(distribution_chi_square_above(1e300, 1) == 0);
	assert_true(distribution_chi_square_above(4e-324, 2) == 1);
	assert_true(
	    near(distribution_chi_square_above(1e-3, 100000), 1, 1e-15));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_closed_forms),
		cmocka_unit_test(test_integrals),
		cmocka_unit_test(test_gsl),
		cmocka_unit_test(test_slopes),
		cmocka_unit_test(test_binomial),
		cmocka_unit_test(test_chi_square),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

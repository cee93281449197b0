/* statistics/quantile: tables, closed forms, the probabilities themselves */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "statistics/distribution.h"
#include "statistics/quantile.h"

static const double probabilities[] = { 1e-12, 1e-6, 0.0005, 0.001, 0.005,
	0.025, 0.05, 0.25, 0.4, 0.5, 0.6, 0.9, 0.975, 0.9995 };

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

/* P(Z > z) = erfc(z / sqrt(2)) / 2; Abramowitz and Stegun, table 26.5 */
static void
test_z(void **state)
{
	double z, below;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(probabilities); i++) {
		assert_int_equal(
		    quantile_z(TAIL_ABOVE, probabilities[i], &z), METHOD_OK);
		assert_true(
		    near(erfc(z / sqrt(2)) / 2, probabilities[i], 1e-13));
		assert_int_equal(
		    quantile_z(TAIL_BELOW, probabilities[i], &below),
		    METHOD_OK);
		assert_true(fabs(below + z) <= 1e-15 * fabs(z));
	}
	assert_int_equal(quantile_z(TAIL_ABOVE, 0.025, &z), METHOD_OK);
	assert_true(near(z, 1.959963984540054, 1e-15));
}

/* Abramowitz and Stegun, table 26.5: 1.959963985 and 2.575829304 */
static void
test_level(void **state)
{
	static const double wrong[] = { 0, 1, 1e-300, -0.5, 1.5, NAN, INFINITY,
		95 };
	double z = 7;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(wrong); i++) {
		assert_int_equal(quantile_level(wrong[i], &z), METHOD_LEVEL);
		assert_true(z == 7);
	}
	assert_int_equal(quantile_level(0.95, &z), METHOD_OK);
	assert_true(near(z, 1.959963984540054, 1e-15));
	assert_int_equal(quantile_level(0.99, &z), METHOD_OK);
	assert_true(fabs(z - 2.575829304) < 1e-9);
	assert_int_equal(quantile_level(nextafter(1, 0), &z), METHOD_OK);
	assert_true(isfinite(z));
}

/*
 * With one degree of freedom t is 1 / tan(pi p), with two
 * (1 - 2p) / sqrt(2p (1 - p)), with four, where a = 4p (1 - p),
 * 2 sqrt(cos(acos(sqrt(a)) / 3) / sqrt(a) - 1) for p below 1/2; with 10^9 it is nearly normal: z + (z^3 + z) /
 * (4 freedom), Abramowitz and Stegun 26.7.5.  Table 26.10: 2.228 for 10.
 */
static void
test_t(void **state)
{
	const double pi = acos(-1), many = 1e9;
	double p, t, z, tangent, a;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(probabilities); i++) {
		p = probabilities[i];
		assert_int_equal(quantile_t(TAIL_ABOVE, p, 1, &t), METHOD_OK);
		tangent = p > 0.5 ? -tan(pi * (1 - p)) : tan(pi * p);
		assert_true(fabs(t - 1 / tangent) <= 1e-13 * fabs(t) + 1e-15);
		assert_int_equal(quantile_t(TAIL_ABOVE, p, 2, &t), METHOD_OK);
		assert_true(
		    near(t, (1 - 2 * p) / sqrt(2 * p * (1 - p)), 1e-13));
		a = sqrt(4 * p * (1 - p));
		assert_int_equal(quantile_t(TAIL_ABOVE, p, 4, &t), METHOD_OK);
		if (p > 1e-4 && p < 0.5)
			assert_true(
			    near(t, 2 * sqrt(cos(acos(a) / 3) / a - 1), 1e-11));
		assert_int_equal(
		    quantile_t(TAIL_ABOVE, p, many, &t), METHOD_OK);
		assert_int_equal(quantile_z(TAIL_ABOVE, p, &z), METHOD_OK);
		z += (z * z * z + z) / (4 * many);
		assert_true(fabs(t - z) <= 1e-12 * fabs(t));
	}
	assert_int_equal(quantile_t(TAIL_BELOW, 0.025, 10, &t), METHOD_OK);
	assert_true(fabs(t + 2.228) < 0.0005);
}

static double
chi_square(double above, double freedom)
{
	double x;

	assert_int_equal(
	    quantile_gamma(TAIL_ABOVE, above, freedom / 2, &x), METHOD_OK);
	return 2 * x;
}

/*
 * Abramowitz and Stegun, table 26.8; with two degrees of freedom -2 log(p),
 * with one z^2, at 10^9 Wilson and Hilferty's cube to the digits that it has.
 */
static void
test_chi_square(void **state)
{
	const double many = 1e9;
	double p, x, z, root;
	size_t i;

	(void)state;
	x = chi_square(0.05, 10);
	assert_true(fabs(x - 18.3070) < 0.00005);
	x = chi_square(0.995, 30);
	assert_true(fabs(x - 13.7867) < 0.00005);
	for (i = 0; i < COUNT_OF(probabilities); i++) {
		p = probabilities[i];
		x = chi_square(p, 2);
		assert_true(near(x, -2 * log(p), 1e-12));
		x = chi_square(p, 1);
		assert_int_equal(quantile_z(TAIL_ABOVE, p / 2, &z), METHOD_OK);
		assert_true(near(x, z * z, 1e-12));
		x = chi_square(p, many);
		assert_int_equal(quantile_z(TAIL_ABOVE, p, &z), METHOD_OK);
		root = 1 - 2 / (9 * many) + z * sqrt(2 / (9 * many));
		assert_true(near(x, many * root * root * root, 1e-11));
	}
}

static double
snedecor(double above, double freedom_1, double freedom_2)
{
	double x, rest;

	assert_int_equal(quantile_beta(TAIL_ABOVE, above, freedom_1 / 2,
			     freedom_2 / 2, &x, &rest),
	    METHOD_OK);
	return freedom_2 / freedom_1 * (x / rest);
}

/* F(1, n) is t(n)^2, F(2, 2) is (1 - p) / p; table 26.9: 4.26 for 2 and 9. */
static void
test_f(void **state)
{
	double x, t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(probabilities); i++) {
		x = snedecor(probabilities[i], 2, 2);
		assert_true(
		    near(x, (1 - probabilities[i]) / probabilities[i], 1e-12));
		x = snedecor(probabilities[i], 1, 7.5);
		assert_int_equal(
		    quantile_t(TAIL_ABOVE, probabilities[i] / 2, 7.5, &t), 0);
		assert_true(near(x, t * t, 1e-12));
	}
	x = snedecor(0.05, 2, 9);
	assert_true(fabs(x - 4.26) < 0.005);
}

/* The point has the probability, to what a digit of the point is worth. */
static void
test_round_trip(void **state)
{
	static const double shapes[] = { 0.1, 0.5, 1, 1.5, 2, 5, 30, 199, 200,
		1000, 1e5, 1e6, 1e9 };
	double x, rest, tail;
	size_t i, j, k;
	struct distribution t;
	enum tail_side side;

	(void)state;
	for (i = 0; i < COUNT_OF(shapes); i++)
		for (k = 0; k < COUNT_OF(probabilities); k++)
			for (side = TAIL_BELOW; side <= TAIL_ABOVE; side++) {
				assert_int_equal(
				    quantile_gamma(
					side, probabilities[k], shapes[i], &x),
				    METHOD_OK);
				distribution_gamma(x, shapes[i], &t);
				tail = side == TAIL_BELOW ? t.below : t.above;
				assert_true(
				    fabs(tail - probabilities[k]) <
				    1e-13 * (t.slope + probabilities[k]));
				for (j = 0; j < COUNT_OF(shapes); j++) {
					assert_int_equal(
					    quantile_beta(side,
						probabilities[k], shapes[i],
						shapes[j], &x, &rest),
					    METHOD_OK);
					assert_true(fabs(x + rest - 1) < 1e-15);
					distribution_beta(
					    x, rest, shapes[i], shapes[j], &t);
					tail = side == TAIL_BELOW ? t.below
								  : t.above;
					assert_true(
					    fabs(tail - probabilities[k]) <
					    1e-13 *
						(t.slope + probabilities[k]));
				}
			}
}

/* GSL 2.7 gives NaN for these: x^1 = p, 1 - (1 - x)^b = p. */
static void
test_where_gsl_fails(void **state)
{
	double x, rest;

	(void)state;
	assert_int_equal(
	    quantile_beta(TAIL_BELOW, 0.025, 1, 100000, &x, &rest), 0);
	assert_true(near(x, -expm1(log1p(-0.025) / 1e5), 1e-13));
	assert_int_equal(
	    quantile_beta(TAIL_ABOVE, 0.025, 1, 1000000, &x, &rest), 0);
	assert_true(near(x, -expm1(log(0.025) / 1e6), 1e-13));
	assert_int_equal(
	    quantile_beta(TAIL_BELOW, 0.025, 1000000, 1, &x, &rest), 0);
	assert_true(near(rest, -expm1(log(0.025) / 1e6), 1e-13));
}

static void
test_bad(void **state)
{
	static const double bad[] = { 0, 1, -0.1, 1.1, NAN, INFINITY };
	double x = 7, rest = 7;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(bad); i++) {
		assert_int_equal(
		    quantile_z(TAIL_BELOW, bad[i], &x), METHOD_LEVEL);
		assert_int_equal(
		    quantile_t(TAIL_BELOW, bad[i], 3, &x), METHOD_LEVEL);
		assert_int_equal(
		    quantile_gamma(TAIL_BELOW, bad[i], 3, &x), METHOD_LEVEL);
		assert_int_equal(
		    quantile_beta(TAIL_BELOW, bad[i], 3, 3, &x, &rest),
		    METHOD_LEVEL);
	}
	assert_int_equal(quantile_t(TAIL_ABOVE, 0.1, 0, &x), METHOD_TOO_FEW);
	assert_int_equal(
	    quantile_gamma(TAIL_ABOVE, 0.1, -1, &x), METHOD_TOO_FEW);
	assert_int_equal(quantile_beta(TAIL_ABOVE, 0.1, NAN, 2, &x, &rest),
	    METHOD_NOT_FINITE);
	assert_int_equal(
	    quantile_t(TAIL_ABOVE, 0.1, INFINITY, &x), METHOD_NOT_FINITE);
	/* 1e-100^100 is no double. */
	assert_int_equal(quantile_gamma(TAIL_BELOW, 1e-100, 0.01, &x),
	    METHOD_NO_CONVERGENCE);
	assert_true(x == 7 && rest == 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_z),
		cmocka_unit_test(test_level),
		cmocka_unit_test(test_t),
		cmocka_unit_test(test_chi_square),
		cmocka_unit_test(test_f),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_where_gsl_fails),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_comparison_shrinkage - rates drawn to the mean, by hand from VGAM's fit
 */
#include "unit.h"

#include "comparison_fixture.h"
#include "relative.h"

/* Litters of rats, dead of all: R's package VGAM, lirat (Moore and Tsiatis
 * 1991); the fit of vglm(cbind(R, N - R) ~ 1, betabinomial) is mu 0.465363,
 * rho 0.599976. */
static const struct counted lirat[] = { { 1, 10 }, { 4, 11 }, { 9, 12 },
	{ 4, 4 }, { 10, 10 }, { 9, 11 }, { 9, 9 }, { 11, 11 }, { 10, 10 },
	{ 7, 10 }, { 12, 12 }, { 9, 10 }, { 8, 8 }, { 9, 11 }, { 4, 6 },
	{ 7, 9 }, { 14, 14 }, { 7, 12 }, { 9, 11 }, { 8, 13 }, { 5, 14 },
	{ 10, 10 }, { 10, 12 }, { 8, 13 }, { 10, 10 }, { 3, 14 }, { 13, 13 },
	{ 3, 4 }, { 8, 8 }, { 5, 13 }, { 12, 12 }, { 1, 10 }, { 1, 3 },
	{ 1, 13 }, { 0, 12 }, { 4, 14 }, { 2, 9 }, { 2, 13 }, { 1, 16 },
	{ 0, 11 }, { 0, 4 }, { 0, 1 }, { 0, 12 }, { 0, 8 }, { 1, 11 },
	{ 0, 14 }, { 1, 14 }, { 0, 11 }, { 0, 3 }, { 0, 13 }, { 2, 9 },
	{ 2, 17 }, { 0, 15 }, { 0, 2 }, { 1, 14 }, { 0, 8 }, { 0, 6 },
	{ 0, 17 } };

/*
 * Rounded, mu 0.465 and rho 0.6: a + b = 0.4 / 0.6, a = 0.31, so that 1 of 10
 * is 131 / (1000 + 66.67) of all.  Limits by Simpson's rule for the density of
 * the beta distribution, substituted t = x u^8, in Python.
 */
static void
by_hand(void **state)
{
	static const struct {
		size_t unit;
		double lower, upper;
	} expected[] = { { 0, 0.7303192069713305, 36.484697820500855 },
		{ 3, 59.39297497456266, 99.99941755320378 },
		{ 57, 2.801715766054258e-05, 10.748084835807958 } };
	const struct comparison_result *r;
	struct fixture x;
	size_t i, unit;

	(void)state;
	fixture_units(&x, lirat, COUNT_OF(lirat));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(expected); i++) {
		unit = expected[i].unit;
		r = &x.results[unit][STATISTIC_SHRUNKEN_RATE];
		assert_int_equal(r->status, METHOD_OK);
		assert_string_equal(r->method, "beta_binomial");
		assert_relative(r->value,
		    100 * (0.31 + (double)lirat[unit].x) /
			(2.0 / 3 + (double)lirat[unit].n),
		    1e-13);
		assert_true(r->limits);
		assert_relative(r->lower, expected[i].lower, 1e-7);
		assert_relative(r->upper, expected[i].upper, 1e-7);
	}
}

static void
between_own_and_mean(void **state)
{
	const struct comparison_result *r;
	struct fixture x;
	double own;
	size_t i;

	(void)state;
	fixture_units(&x, lirat, COUNT_OF(lirat));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(lirat); i++) {
		r = &x.results[i][STATISTIC_SHRUNKEN_RATE];
		own = 100 * (double)lirat[i].x / (double)lirat[i].n;
		assert_true(r->value > (own < 46.5 ? own : 46.5));
		assert_true(r->value < (own > 46.5 ? own : 46.5));
		assert_true(r->lower < r->value && r->value < r->upper);
		assert_true(r->lower >= 0 && r->upper <= 100);
	}
}

/* As alike as here units seldom are: all have the mean. */
static void
alike(void **state)
{
	static const struct counted same[] = { { 1, 3 }, { 10, 30 },
		{ 100, 300 } };
	const struct comparison_result *r;
	struct fixture x;
	size_t i;

	(void)state;
	fixture_units(&x, same, COUNT_OF(same));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(same); i++) {
		r = &x.results[i][STATISTIC_SHRUNKEN_RATE];
		assert_int_equal(r->status, METHOD_OK);
		assert_relative(r->value, 33.3, 1e-15);
		assert_false(r->limits);
	}
}

/* The mean keeps two digits where three decimals were 0 or 1. */
static void
rare(void **state)
{
	struct counted units[] = { { 0, 100000 }, { 2, 100000 }, { 40, 100000 },
		{ 1, 100000 } };
	const struct comparison_result *r;
	struct fixture x;
	size_t i, j;

	(void)state;
	for (j = 0; j < 2; j++) {
		fixture_units(&x, units, COUNT_OF(units));
		fixture_run(&x);
		for (i = 0; i < COUNT_OF(units); i++) {
			r = &x.results[i][STATISTIC_SHRUNKEN_RATE];
			assert_int_equal(r->status, METHOD_OK);
			assert_true(r->value > 0 && r->value < 100);
			units[i].x = units[i].n - units[i].x;
		}
	}
}

/* A correlation that two digits would make 1, 0.9966, is 0.99; with mu 0.5 a =
 * b = 0.005 / 0.99. */
static void
all_or_nearly_nothing(void **state)
{
	const int64_t n = 1000000;
	const double a = 0.005 / 0.99;
	struct counted units[41];
	const struct comparison_result *r;
	struct fixture x;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(units); i++)
		units[i] = (struct counted){ i % 2 == 0 ? 0 : n, n };
	units[40].x = n - 1;
	fixture_units(&x, units, COUNT_OF(units));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(units); i++) {
		r = &x.results[i][STATISTIC_SHRUNKEN_RATE];
		assert_int_equal(r->status, METHOD_OK);
		assert_relative(r->value,
		    100 * ((double)units[i].x + a) / ((double)n + 2 * a),
		    1e-13);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(between_own_and_mean),
		cmocka_unit_test(alike),
		cmocka_unit_test(rare),
		cmocka_unit_test(all_or_nearly_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

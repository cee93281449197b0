/*
 * test_comparison_funnel - units beyond chance: limits by sums of binomial
 * probabilities in fractions, scores and dispersion by hand
 */
#include "unit.h"

#include <math.h>

#include "comparison_fixture.h"
#include "relative.h"

/* Target 100 / 200. */
static const struct counted even[] = { { 15, 20 }, { 40, 80 }, { 45, 100 } };

static void
assert_limits(const struct comparison_result *r, double lower, double value,
    double upper, unsigned flags, const char *method)
{
	assert_int_equal(r->status, METHOD_OK);
	assert_relative(r->value, value, 1e-13);
	assert_true(r->limits);
	assert_relative(r->lower, lower, 1e-13);
	assert_relative(r->upper, upper, 1e-13);
	assert_int_equal(r->flags, flags);
	assert_string_equal(r->method, method);
}

/*
 * P(X <= 5) = 0.0207 and P(X <= 6) = 0.0577 of 20, so that 6 of 20 is the
 * limit, and likewise the others, by Python's fractions.
 */
static void
exact(void **state)
{
	static const double limits[][4] = { { 30, 70, 15, 85 },
		{ 38.75, 61.25, 32.5, 67.5 }, { 40, 60, 35, 65 } };
	struct fixture x;
	size_t i;

	(void)state;
	fixture_units(&x, even, COUNT_OF(even));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(even); i++) {
		assert_limits(&x.results[i][STATISTIC_FUNNEL_95], limits[i][0],
		    50, limits[i][1], i == 0 ? FLAG_ABOVE : 0, "funnel_exact");
		assert_limits(&x.results[i][STATISTIC_FUNNEL_998], limits[i][2],
		    50, limits[i][3], 0, "funnel_exact");
	}
}

/* z = sqrt 5, 0, -1; p = erfc(|z| / sqrt 2), by Python's math; adjusted by
 * three and by 3 / 2. */
static void
scores(void **state)
{
	static const double p[] = { 0.025347318677468273, 1,
		0.31731050786291415 };
	/* 3 times 0.026 and 3/2 of 0.32: p has two digits, rounded up */
	static const double adjusted[] = { 0.078, 1, 0.48 };
	struct fixture x;
	const struct comparison_result *r;
	size_t i;

	(void)state;
	fixture_units(&x, even, COUNT_OF(even));
	fixture_run(&x);
	assert_relative(x.results[0][STATISTIC_Z_SCORE].value, sqrt(5), 1e-14);
	assert_true(x.results[1][STATISTIC_Z_SCORE].value == 0);
	assert_relative(x.results[2][STATISTIC_Z_SCORE].value, -1, 1e-13);
	for (i = 0; i < COUNT_OF(even); i++) {
		r = x.results[i];
		assert_relative(r[STATISTIC_P_VALUE].value, p[i], 1e-13);
		assert_relative(
		    r[STATISTIC_P_ADJUSTED].value, adjusted[i], 1e-13);
		assert_int_equal(r[STATISTIC_P_VALUE].flags, 0);
		assert_int_equal(r[STATISTIC_P_ADJUSTED].flags, 0);
		assert_false(r[STATISTIC_Z_SCORE].limits);
		assert_string_equal(
		    r[STATISTIC_Z_SCORE].method, "funnel_score");
		assert_string_equal(
		    r[STATISTIC_P_ADJUSTED].method, "benjamini_hochberg");
	}
}

/*
 * The scores -1, 0 and sqrt 5 are winsorised to -0.8, 0 and 0.8 sqrt 5: phi =
 * 3.84 / 3 = 1.28.  With the weights 80, 320 and 400, tau = sqrt((3.84 - 2) /
 * (800 - 268800 / 800)) = 0.06297.  P(chi2 > 3.84) = exp(-1.92) = 0.147.
 */
static void
dispersion(void **state)
{
	struct fixture x;

	(void)state;
	fixture_units(&x, even, COUNT_OF(even));
	fixture_run(&x);
	assert_int_equal(x.whole[STATISTIC_OVERDISPERSION].status, METHOD_OK);
	assert_true(x.whole[STATISTIC_OVERDISPERSION].value == 1.3);
	assert_relative(x.whole[STATISTIC_BETWEEN_UNITS].value, 6.3, 1e-15);
}

/*
 * Scores of 6 and 2 standard errors of 5 points; winsorised 4.8: phi = 54.08 /
 * 4 = 13.52, about 14; tau = sqrt((54.08 - 3) / 1200) = 0.2063, about 0.21.
 */
static const struct counted uneven[] = { { 20, 100 }, { 40, 100 }, { 60, 100 },
	{ 80, 100 } };

static void
widened(const struct fixture *x, double s, const char *method)
{
	const double z95 = 1.959963984540054, z998 = 3.090232306167813;
	double z;
	size_t i;

	for (i = 0; i < COUNT_OF(uneven); i++) {
		assert_limits(&x->results[i][STATISTIC_FUNNEL_95],
		    fmax(0, 50 - z95 * s), 50, fmin(100, 50 + z95 * s), 0,
		    method);
		assert_limits(&x->results[i][STATISTIC_FUNNEL_998],
		    fmax(0, 50 - z998 * s), 50, fmin(100, 50 + z998 * s), 0,
		    method);
		z = (20 * (double)i - 30) / s;
		assert_relative(
		    x->results[i][STATISTIC_Z_SCORE].value, z, 1e-13);
		assert_relative(x->results[i][STATISTIC_P_VALUE].value,
		    erfc(fabs(z) / sqrt(2)), 1e-13);
		assert_string_equal(
		    x->results[i][STATISTIC_Z_SCORE].method, method);
		assert_string_equal(
		    x->results[i][STATISTIC_P_VALUE].method, method);
	}
	assert_true(x->whole[STATISTIC_OVERDISPERSION].value == 14);
	assert_relative(x->whole[STATISTIC_BETWEEN_UNITS].value, 21, 1e-15);
}

static void
overdispersed(void **state)
{
	struct fixture x;

	(void)state;
	fixture_units(&x, uneven, COUNT_OF(uneven));
	fixture_run(&x);
	widened(&x, 100 * sqrt(0.0025 + 0.21 * 0.21), "funnel_additive");
	x.definition.widening = COMPARISON_WIDENING_MULTIPLICATIVE;
	fixture_run(&x);
	widened(&x, 100 * sqrt(14 * 0.0025), "funnel_multiplicative");
}

/* Not widened, the outer two are 6 standard errors away. */
static void
not_widened(void **state)
{
	static const unsigned flags[] = { FLAG_BELOW, 0, 0, FLAG_ABOVE };
	const double z = 1.959963984540054;
	struct fixture x;
	size_t i;

	(void)state;
	fixture_units(&x, uneven, COUNT_OF(uneven));
	x.definition.widening = COMPARISON_WIDENING_NONE;
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(uneven); i++) {
		/* 40 and 60 of 100 are the limits themselves */
		assert_limits(&x.results[i][STATISTIC_FUNNEL_95], 40, 50, 60,
		    flags[i], "funnel_exact");
		/* p of 2 standard errors is 0.0455 for all */
		assert_int_equal(x.results[i][STATISTIC_P_ADJUSTED].flags,
		    i < 2 ? FLAG_BELOW : FLAG_ABOVE);
	}
	x.definition.funnel = COMPARISON_FUNNEL_SCORE;
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(uneven); i++)
		assert_limits(&x.results[i][STATISTIC_FUNNEL_95], 50 - 5 * z,
		    50, 50 + 5 * z, i < 2 ? FLAG_BELOW : FLAG_ABOVE,
		    "funnel_score");
}

/* What is not wanted has no room, and then p decides on its own. */
static void
only_wanted(void **state)
{
	bool wanted[STATISTICS] = { [STATISTIC_P_VALUE] = true };
	struct fixture x;

	(void)state;
	fixture_units(&x, even, COUNT_OF(even));
	assert_int_equal(fixture_compute(&x, wanted, NULL), 0);
	/* 0.025 < 0.05, though 0.076 of three tests is not */
	assert_int_equal(x.results[0][STATISTIC_P_VALUE].flags, FLAG_ABOVE);
}

static void
nothing_wanted(void **state)
{
	const bool wanted[STATISTICS] = { false };
	struct fixture x;

	(void)state;
	fixture_units(&x, even, COUNT_OF(even));
	assert_int_equal(fixture_compute(&x, wanted, NULL), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact),
		cmocka_unit_test(scores),
		cmocka_unit_test(dispersion),
		cmocka_unit_test(overdispersed),
		cmocka_unit_test(not_widened),
		cmocka_unit_test(only_wanted),
		cmocka_unit_test(nothing_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

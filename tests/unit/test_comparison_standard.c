/* test_comparison_standard - expected and standardised rates by hand */
#include "unit.h"

#include <math.h>

#include "comparison_fixture.h"
#include "relative.h"

/*
 * 60 of 100 and 30 of 100 in the strata of all.  The first unit: 40 observed,
 * 40 * 0.6 + 60 * 0.3 = 42 expected; the second: 50 and 60 * 0.6 + 40 * 0.3 =
 * 48.
 */
static const struct counted table[] = { { 30, 40 }, { 10, 60 }, { 30, 60 },
	{ 20, 40 } };
enum { UNITS = 2, STRATA = 2 };

static void
assert_number(
    const struct comparison_result *r, double value, const char *method)
{
	assert_int_equal(r->status, METHOD_OK);
	assert_relative(r->value, value, 1e-13);
	assert_string_equal(r->method, method);
}

static void
assert_limits(const struct comparison_result *r, double lower, double upper)
{
	assert_true(r->limits);
	assert_relative(r->lower, lower, 1e-12);
	assert_relative(r->upper, upper, 1e-12);
}

/* Wilson's limits of 40 and 50 of 100, Byar's and Dobson's, by the formulas in
 * Python's floats, then rounded. */
static void
by_hand(void **state)
{
	struct counted standard[STRATA];
	struct fixture x;
	const struct comparison_result *r;

	(void)state;
	fixture_strata(&x, table, UNITS, STRATA, standard);
	fixture_run(&x);
	r = x.results[0];
	assert_number(&r[STATISTIC_EXPECTED_RATE], 42, "indirect");
	assert_false(r[STATISTIC_EXPECTED_RATE].limits);
	assert_number(&r[STATISTIC_VALUE_ADDED], -2, "value_added");
	assert_limits(&r[STATISTIC_VALUE_ADDED], 30.94012864324589 - 42,
	    49.79974132089382 - 42);
	/* 40 / 42; 0.680316663486593, 1.2969071266672443 */
	assert_number(&r[STATISTIC_STANDARDISED_RATIO], 0.952, "byar");
	assert_limits(&r[STATISTIC_STANDARDISED_RATIO], 0.68, 1.3);
	/* (75 + 16.7) / 2; 32.578922127417165, 62.61793819180041 */
	assert_number(&r[STATISTIC_STANDARDISED_RATE], 45.8, "direct");
	assert_limits(&r[STATISTIC_STANDARDISED_RATE], 32.6, 62.6);
	r = x.results[1];
	assert_number(&r[STATISTIC_VALUE_ADDED], 2, "value_added");
	/* 50 / 48; 0.7730854251882122, 1.3733365977907859 */
	assert_number(&r[STATISTIC_STANDARDISED_RATIO], 1.04, "byar");
	assert_limits(&r[STATISTIC_STANDARDISED_RATIO], 0.773, 1.37);
	/* limits 36.84226007789108, 66.24844188556266 */
	assert_number(&r[STATISTIC_STANDARDISED_RATE], 50, "direct");
	assert_limits(&r[STATISTIC_STANDARDISED_RATE], 36.8, 66.2);
	assert_int_equal(r[STATISTIC_VALUE_ADDED].flags, 0);
}

/* Far enough from 50 expected: Wilson's limits of 60 and 40 of 100 are above
 * and below. */
static void
flagged(void **state)
{
	static const struct counted pair[] = { { 61, 100 }, { 39, 100 } };
	struct counted standard[1];
	struct fixture x;

	(void)state;
	fixture_strata(&x, pair, 2, 1, standard);
	fixture_run(&x);
	assert_int_equal(x.results[0][STATISTIC_VALUE_ADDED].flags, FLAG_ABOVE);
	assert_int_equal(x.results[1][STATISTIC_VALUE_ADDED].flags, FLAG_BELOW);
}

/* The standard's own structure changes nothing: the rate is that of the unit.
 */
static void
own_structure(void **state)
{
	static const struct counted half[] = { { 3, 10 }, { 9, 20 }, { 50, 70 },
		{ 1, 10 }, { 11, 20 }, { 30, 70 } };
	struct counted standard[3];
	const struct comparison_result *r;
	struct fixture x;
	size_t i;
	double own;

	(void)state;
	fixture_strata(&x, half, 2, 3, standard);
	fixture_run(&x);
	for (i = 0; i < 2; i++) {
		r = x.results[i];
		own = (double)x.units[i].all.x;
		assert_relative(
		    r[STATISTIC_STANDARDISED_RATE].value, own, 1e-13);
		/* and what is expected of it is the rate of all */
		assert_relative(
		    r[STATISTIC_EXPECTED_RATE].value, 104.0 / 2, 1e-13);
	}
	/* one unit is its own standard */
	fixture_strata(&x, half, 1, 3, standard);
	fixture_run(&x);
	r = x.results[0];
	assert_relative(r[STATISTIC_STANDARDISED_RATE].value, 62, 1e-13);
	assert_relative(r[STATISTIC_EXPECTED_RATE].value, 62, 1e-13);
	assert_relative(r[STATISTIC_STANDARDISED_RATIO].value, 1, 1e-13);
	assert_true(fabs(r[STATISTIC_VALUE_ADDED].value) < 1e-13);
	assert_int_equal(r[STATISTIC_VALUE_ADDED].flags, 0);
}

/* What some do better than expected, others do worse, but for the rounding of
 * what is expected. */
static void
adds_up_to_nothing(void **state)
{
	enum { MANY = 40, PARTS = 4 };
	struct counted some[MANY * PARTS], standard[PARTS];
	struct fixture x;
	uint64_t seed = 7;
	double sum = 0, people = 0;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(some); i++) {
		some[i].n = draw(&seed, 200);
		some[i].x = draw(&seed, some[i].n + 1);
	}
	fixture_strata(&x, some, MANY, PARTS, standard);
	fixture_run(&x);
	for (i = 0; i < MANY; i++) {
		assert_int_equal(
		    x.results[i][STATISTIC_VALUE_ADDED].status, METHOD_OK);
		sum += x.results[i][STATISTIC_VALUE_ADDED].value *
		       (double)x.units[i].all.n;
		people += (double)x.units[i].all.n;
	}
	assert_true(fabs(sum / people) < 0.05);
}

static void
assert_statuses(const struct fixture *x, size_t unit,
    enum method_status indirect, enum method_status ratio,
    enum method_status direct)
{
	const struct comparison_result *r = x->results[unit];

	assert_int_equal(r[STATISTIC_EXPECTED_RATE].status, indirect);
	assert_int_equal(r[STATISTIC_VALUE_ADDED].status, indirect);
	assert_int_equal(r[STATISTIC_STANDARDISED_RATIO].status, ratio);
	assert_int_equal(r[STATISTIC_STANDARDISED_RATE].status, direct);
}

static void
corners(void **state)
{
	static const struct counted lacking[] = { { 4, 10 }, { 0, 0 },
		{ 0, 10 }, { 0, 5 } };
	static const struct counted wrong[] = { { 4, 10 }, { 6, 5 }, { 2, 9 },
		{ 1, 5 } };
	struct counted standard[STRATA];
	struct fixture x;

	(void)state;
	/* 4 events: exact limits; nobody in a stratum; nobody has it */
	fixture_strata(&x, lacking, UNITS, STRATA, standard);
	fixture_run(&x);
	assert_statuses(&x, 0, METHOD_OK, METHOD_OK, METHOD_ZERO_DENOMINATOR);
	assert_statuses(&x, 1, METHOD_OK, METHOD_OK, METHOD_NO_EVENTS);
	assert_string_equal(
	    x.results[0][STATISTIC_STANDARDISED_RATIO].method, "exact_poisson");
	assert_true(x.results[1][STATISTIC_STANDARDISED_RATIO].lower == 0);
	/* a standard without people, without events, none at all */
	standard[0] = (struct counted){ 0, 0 };
	fixture_run(&x);
	assert_statuses(&x, 0, METHOD_ZERO_DENOMINATOR, METHOD_ZERO_DENOMINATOR,
	    METHOD_ZERO_DENOMINATOR);
	standard[0] = (struct counted){ 0, 20 };
	fixture_run(&x);
	assert_statuses(
	    &x, 0, METHOD_OK, METHOD_ZERO_DENOMINATOR, METHOD_ZERO_DENOMINATOR);
	assert_true(x.results[0][STATISTIC_EXPECTED_RATE].value == 0);
	x.standard = NULL;
	fixture_run(&x);
	assert_statuses(&x, 0, METHOD_TOO_FEW, METHOD_TOO_FEW, METHOD_TOO_FEW);
	/* strata that are not known, that contradict themselves, and no strata
	 */
	fixture_strata(&x, wrong, UNITS, STRATA, standard);
	x.units[1].strata = NULL;
	fixture_run(&x);
	assert_statuses(&x, 0, METHOD_NUMERATOR_ABOVE_DENOMINATOR,
	    METHOD_NUMERATOR_ABOVE_DENOMINATOR,
	    METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_statuses(&x, 1, METHOD_TOO_FEW, METHOD_TOO_FEW, METHOD_TOO_FEW);
	fixture_units(&x, table, 2);
	fixture_run(&x);
	assert_statuses(&x, 0, METHOD_TOO_FEW, METHOD_TOO_FEW, METHOD_TOO_FEW);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(flagged),
		cmocka_unit_test(own_structure),
		cmocka_unit_test(adds_up_to_nothing),
		cmocka_unit_test(corners),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

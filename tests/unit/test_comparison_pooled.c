/*
 * test_comparison_pooled - all units as one: by the formulas in Python's
 * floats, tau2 of REML where a golden section search finds the restricted
 * likelihood greatest, of Paule and Mandel where halving finds Q = k - 1
 */
#include "unit.h"

#include "comparison_fixture.h"

struct expected {
	enum comparison_pooling method;
	const char *name;
	double lower, value, upper, i2;
};

static void
assert_pooled(struct fixture *x, const struct expected *e)
{
	const struct comparison_result *r = &x->whole[STATISTIC_POOLED_RATE];

	x->definition.pooling = e->method;
	fixture_run(x);
	assert_int_equal(r->status, METHOD_OK);
	assert_true(r->limits);
	assert_true(r->lower == e->lower);
	assert_true(r->value == e->value);
	assert_true(r->upper == e->upper);
	assert_string_equal(r->method, e->name);
	r = &x->whole[STATISTIC_HETEROGENEITY];
	assert_int_equal(r->status, METHOD_OK);
	assert_false(r->limits);
	assert_true(r->value == e->i2);
	assert_string_equal(r->method, e->name);
}

static void
by_formula(void **state)
{
	static const struct counted even[] = { { 20, 100 }, { 40, 100 },
		{ 60, 100 }, { 80, 100 } };
	static const struct expected of_even[] = {
		{ COMPARISON_REML, "reml", 24.1, 50, 75.9, 96.3 },
		{ COMPARISON_DERSIMONIAN_LAIRD, "dersimonian_laird", 25.7, 50,
		    74.3, 95.7 },
		{ COMPARISON_PAULE_MANDEL, "paule_mandel", 24.0, 50, 76.0,
		    96.3 },
	};
	/* nobody of 10 and all of 12: half a person more */
	static const struct counted ends[] = { { 0, 10 }, { 30, 40 },
		{ 25, 60 }, { 12, 12 }, { 50, 90 } };
	static const struct expected of_ends[] = {
		{ COMPARISON_REML, "reml", 26.5, 56.6, 82.5, 91.9 },
		{ COMPARISON_DERSIMONIAN_LAIRD, "dersimonian_laird", 36.3, 56.8,
		    75.2, 79.7 },
		{ COMPARISON_PAULE_MANDEL, "paule_mandel", 18.5, 56.3, 88.0,
		    95.8 },
	};
	struct fixture x;
	size_t i;

	(void)state;
	fixture_units(&x, even, COUNT_OF(even));
	for (i = 0; i < COUNT_OF(of_even); i++)
		assert_pooled(&x, &of_even[i]);
	fixture_units(&x, ends, COUNT_OF(ends));
	for (i = 0; i < COUNT_OF(of_ends); i++)
		assert_pooled(&x, &of_ends[i]);
}

/* Units that are all alike have their rate, and nothing between them. */
static void
alike(void **state)
{
	static const struct counted same[] = { { 10, 50 }, { 20, 100 },
		{ 4, 20 } };
	struct fixture x;

	(void)state;
	fixture_units(&x, same, COUNT_OF(same));
	fixture_run(&x);
	assert_true(x.whole[STATISTIC_POOLED_RATE].value == 20);
	assert_true(x.whole[STATISTIC_HETEROGENEITY].value == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_formula),
		cmocka_unit_test(alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

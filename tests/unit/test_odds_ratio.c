/* odds_ratio: against its formula */
#include "unit.h"

#include "relative.h"
#include "statistics/odds_ratio.h"

/* 56 * 32 / (14 * 48), and with half a person more in each cell; the limits
 * by the formula with 30 digits (Python, mpmath 1.3) */
static void
test_known(void **state)
{
	struct two_groups g = { 56, 70, 48, 80 };
	struct odds_ratio o;

	(void)state;
	assert_int_equal(odds_ratio_woolf(&g, 0.95, &o), METHOD_OK);
	assert_false(o.corrected);
	assert_relative(o.ratio.estimate, 8.0 / 3, 1e-14);
	assert_relative(o.ratio.lower, 1.2762178705364337, 1e-13);
	assert_relative(o.ratio.upper, 5.5720196960743793, 1e-13);
	g = (struct two_groups){ 0, 5, 3, 5 };
	assert_int_equal(odds_ratio_woolf(&g, 0.95, &o), METHOD_OK);
	assert_true(o.corrected);
	assert_relative(o.ratio.estimate, 0.5 * 2.5 / (5.5 * 3.5), 1e-14);
	assert_relative(o.ratio.lower, 0.0023500248441701747, 1e-13);
	assert_relative(o.ratio.upper, 1.7942630132533874, 1e-13);
}

static void
test_swapped(void **state)
{
	struct two_groups g, s;
	struct odds_ratio a, b;
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		g.size1 = 2 + draw(&seed, i % 2 == 0 ? 5 : 1000000000);
		g.size2 = 2 + draw(&seed, i % 3 == 0 ? 5 : 1000000000);
		g.events1 = draw(&seed, g.size1);
		g.events2 = 1 + draw(&seed, g.size2);
		s = two_groups_swapped(&g);
		assert_int_equal(odds_ratio_woolf(&g, 0.95, &a), METHOD_OK);
		assert_int_equal(odds_ratio_woolf(&s, 0.95, &b), METHOD_OK);
		assert_relative(a.ratio.lower * b.ratio.upper, 1, 1e-14);
		assert_relative(a.ratio.estimate * b.ratio.estimate, 1, 1e-14);
		assert_true(a.ratio.lower < a.ratio.estimate);
		assert_true(a.ratio.estimate < a.ratio.upper);
	}
}

/* The same odds of ten times as many are known better. */
static void
test_shrinks(void **state)
{
	struct two_groups g;
	struct odds_ratio o, wider;
	double lower = 0, upper = INFINITY;
	int64_t n;

	(void)state;
	for (n = 1; n <= 100000000; n *= 10) {
		g = (struct two_groups){ 3 * n, 10 * n, 2 * n, 9 * n };
		assert_int_equal(odds_ratio_woolf(&g, 0.95, &o), METHOD_OK);
		assert_int_equal(odds_ratio_woolf(&g, 0.99, &wider), METHOD_OK);
		assert_true(lower < o.ratio.lower && o.ratio.upper < upper);
		assert_true(wider.ratio.lower < o.ratio.lower);
		assert_true(o.ratio.upper < wider.ratio.upper);
		lower = o.ratio.lower;
		upper = o.ratio.upper;
	}
}

static void
test_statuses(void **state)
{
	static const struct {
		struct two_groups groups;
		double level;
		enum method_status status;
	} rows[] = {
		{ { 0, 2, 0, 3 }, 0.95, METHOD_NO_EVENTS },
		{ { 2, 2, 3, 3 }, 0.95, METHOD_ALL_EQUAL },
		{ { 1, 2, 1, 3 }, 1, METHOD_LEVEL },
		{ { 0, 0, 1, 3 }, 0.95, METHOD_ZERO_DENOMINATOR },
		{ { 3, 2, 1, 3 }, 0.95, METHOD_NUMERATOR_ABOVE_DENOMINATOR },
		{ { 1, INT64_MIN, 1, 3 }, 0.95, METHOD_NEGATIVE_COUNT },
		{ { 1, INT64_MAX, 1, 3 }, 0.95, METHOD_TOO_LARGE },
	};
	struct odds_ratio o;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(
		    odds_ratio_woolf(&rows[i].groups, rows[i].level, &o),
		    rows[i].status);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_swapped),
		cmocka_unit_test(test_shrinks),
		cmocka_unit_test(test_statuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

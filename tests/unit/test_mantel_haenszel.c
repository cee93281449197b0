/* mantel_haenszel: against R; strata that say nothing, order, failures */
#include "unit.h"

#include "chaos.h"
#include "relative.h"
#include "statistics/mantel_haenszel.h"

/* golden/stats/ucb_admissions_input.csv: R datasets::UCBAdmissions (Bickel
 * 1975): men and women admitted of those who applied, by department */
static const struct two_groups departments[] = {
	{ 512, 825, 89, 108 },
	{ 353, 560, 17, 25 },
	{ 120, 325, 202, 593 },
	{ 138, 417, 131, 375 },
	{ 53, 191, 94, 393 },
	{ 22, 373, 24, 341 },
};

/* golden/stats/ucb_cmh.csv: R 4.2.2 mantelhaen.test(UCBAdmissions); without
 * the correction R 3 printed 1.5246, p-value 0.2169 (digits: Python, mpmath) */
static void
test_others(void **state)
{
	struct comparison c;
	struct chi_square t;

	(void)state;
	assert_int_equal(
	    mantel_haenszel_test(departments, 6, true, &t), METHOD_OK);
	assert_relative(t.statistic, 1.42694622858669, 1e-12);
	assert_relative(t.p_value, 0.232263462817048, 1e-12);
	assert_int_equal(t.freedom, 1);
	assert_int_equal(
	    mantel_haenszel_test(departments, 6, false, &t), METHOD_OK);
	assert_relative(t.statistic, 1.5246066604434417, 1e-12);
	assert_relative(t.p_value, 0.21692369705551738, 1e-12);
	assert_int_equal(
	    mantel_haenszel_odds_ratio(departments, 6, 0.95, &c), METHOD_OK);
	assert_relative(c.estimate, 0.904696828258623, 1e-12);
	assert_relative(c.lower, 0.77190736175935, 1e-12);
	assert_relative(c.upper, 1.06032976443666, 1e-12);
}

/* One stratum: the odds ratio is a d / (b c), the variance Woolf's. */
static void
test_one(void **state)
{
	struct two_groups g = { 56, 70, 48, 80 };
	struct comparison c;
	struct chi_square t;

	(void)state;
	assert_int_equal(
	    mantel_haenszel_odds_ratio(&g, 1, 0.95, &c), METHOD_OK);
	assert_relative(c.estimate, 8.0 / 3, 1e-14);
	assert_relative(c.upper, 5.5720196960743793, 1e-13);
	/* (n - 1)/n of Pearson's 7.02341137123746 */
	assert_int_equal(mantel_haenszel_test(&g, 1, false, &t), METHOD_OK);
	assert_relative(t.statistic, 7.02341137123746 * 149 / 150, 1e-12);
}

/* Reversed, and with strata that say nothing between: no other bit. */
static void
test_order(void **state)
{
	struct two_groups other[] = { { 0, 0, 3, 5 }, { 0, 4, 0, 9 },
		{ 0, 0, 0, 0 }, { 1, 1, 0, 0 }, { 7, 7, 2, 2 }, { 0, 0, 0, 0 },
		{ 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 },
		{ 0, 0, 0, 0 } };
	struct comparison a, b;
	struct chi_square s, t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(departments); i++)
		other[COUNT_OF(other) - 1 - i] = departments[i];
	assert_int_equal(
	    mantel_haenszel_odds_ratio(departments, 6, 0.95, &a), METHOD_OK);
	assert_int_equal(
	    mantel_haenszel_odds_ratio(other, COUNT_OF(other), 0.95, &b),
	    METHOD_OK);
	assert_int_equal(
	    mantel_haenszel_test(departments, 6, true, &s), METHOD_OK);
	assert_int_equal(
	    mantel_haenszel_test(other, COUNT_OF(other), true, &t), METHOD_OK);
	assert_true(a.estimate == b.estimate && a.lower == b.lower);
	assert_true(a.upper == b.upper && s.statistic == t.statistic);
}

static void
test_swapped(void **state)
{
	struct two_groups g[5], h[5];
	struct comparison a, b;
	struct chi_square s, t;
	uint64_t seed = 9;
	size_t k;

	(void)state;
	for (int i = 0; i < 500; i++) {
		for (k = 0; k < COUNT_OF(g); k++) {
			g[k].size1 = 2 + draw(&seed, i % 2 ? 9 : 1000000000);
			g[k].size2 = 2 + draw(&seed, i % 3 ? 9 : 1000000000);
			g[k].events1 = 1 + draw(&seed, g[k].size1 - 1);
			g[k].events2 = 1 + draw(&seed, g[k].size2 - 1);
			h[k] = two_groups_swapped(&g[k]);
		}
		assert_int_equal(
		    mantel_haenszel_odds_ratio(g, 5, 0.95, &a), METHOD_OK);
		assert_int_equal(
		    mantel_haenszel_odds_ratio(h, 5, 0.95, &b), METHOD_OK);
		assert_relative(a.estimate * b.estimate, 1, 1e-13);
		assert_relative(a.lower * b.upper, 1, 1e-13);
		assert_true(a.lower < a.estimate && a.estimate < a.upper);
		assert_int_equal(
		    mantel_haenszel_test(g, 5, true, &s), METHOD_OK);
		assert_int_equal(
		    mantel_haenszel_test(h, 5, true, &t), METHOD_OK);
		assert_true(s.p_value == t.p_value);
		assert_true(s.p_value >= 0 && s.p_value <= 1);
	}
}

/* The same strata of ten times as many people are known better. */
static void
test_shrinks(void **state)
{
	struct two_groups g[COUNT_OF(departments)];
	double lower = 0, upper = INFINITY;
	struct comparison c, wider;
	int64_t n;
	size_t k;

	(void)state;
	for (n = 1; n <= 10000000; n *= 10) {
		for (k = 0; k < COUNT_OF(g); k++)
			g[k] = (struct two_groups){ n * departments[k].events1,
				n * departments[k].size1,
				n * departments[k].events2,
				n * departments[k].size2 };
		assert_int_equal(
		    mantel_haenszel_odds_ratio(g, COUNT_OF(g), 0.95, &c),
		    METHOD_OK);
		assert_int_equal(
		    mantel_haenszel_odds_ratio(g, COUNT_OF(g), 0.99, &wider),
		    METHOD_OK);
		assert_true(lower < c.lower && c.upper < upper);
		assert_true(wider.lower < c.lower && c.upper < wider.upper);
		lower = c.lower;
		upper = c.upper;
	}
}

/* A sum below 1/2 is not corrected: 0 stays 0, (a d - b c)/n = 1/9 is left. */
static void
test_correction(void **state)
{
	struct two_groups same = { 1, 2, 1, 2 }, near = { 1, 4, 1, 5 };
	struct chi_square a, b;

	(void)state;
	assert_int_equal(mantel_haenszel_test(&same, 1, true, &a), METHOD_OK);
	assert_true(a.statistic == 0 && a.p_value == 1);
	assert_int_equal(mantel_haenszel_test(&near, 1, true, &a), METHOD_OK);
	assert_int_equal(mantel_haenszel_test(&near, 1, false, &b), METHOD_OK);
	assert_true(a.statistic == b.statistic && a.statistic > 0);
}

static void
test_statuses(void **state)
{
	static const struct {
		struct two_groups groups[2];
		enum method_status test, odds;
	} rows[] = {
		{ { { 1, 2, 0, 2 }, { 1, 2, 0, 3 } }, METHOD_OK,
		    METHOD_NO_EVENTS },
		{ { { 0, 0, 1, 2 }, { 1, 3, 0, 0 } }, METHOD_TOO_FEW,
		    METHOD_TOO_FEW },
		{ { { 0, 4, 0, 2 }, { 1, 3, 0, 0 } }, METHOD_NO_EVENTS,
		    METHOD_NO_EVENTS },
		{ { { 4, 4, 2, 2 }, { 0, 3, 0, 3 } }, METHOD_ALL_EQUAL,
		    METHOD_ALL_EQUAL },
		{ { { 1, 4, 1, 2 }, { 0, -3, 0, 3 } }, METHOD_NEGATIVE_COUNT,
		    METHOD_NEGATIVE_COUNT },
		{ { { 5, 4, 1, 2 }, { 0, 3, 0, 3 } },
		    METHOD_NUMERATOR_ABOVE_DENOMINATOR,
		    METHOD_NUMERATOR_ABOVE_DENOMINATOR },
		{ { { 1, COUNT_MAX, 1, 2 }, { 0, 3, 0, 3 } }, METHOD_TOO_LARGE,
		    METHOD_TOO_LARGE },
	};
	struct comparison c;
	struct chi_square t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(
		    mantel_haenszel_test(rows[i].groups, 2, true, &t),
		    rows[i].test);
		assert_int_equal(
		    mantel_haenszel_odds_ratio(rows[i].groups, 2, 0.95, &c),
		    rows[i].odds);
	}
	assert_int_equal(
	    mantel_haenszel_test(departments, 0, true, &t), METHOD_TOO_FEW);
	assert_int_equal(
	    mantel_haenszel_odds_ratio(departments, 6, 0, &c), METHOD_LEVEL);
}

static void
test_memory(void **state)
{
	enum method_status s;
	struct chi_square t;

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		s = mantel_haenszel_test(departments, 6, true, &t);
		chaos_stop();
		assert_int_equal(
		    s, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_one),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_swapped),
		cmocka_unit_test(test_correction),
		cmocka_unit_test(test_shrinks),
		cmocka_unit_test(test_statuses),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* fisher: against other programs and exact sums; corners, large counts */
#include "unit.h"

#include "relative.h"
#include "statistics/fisher.h"

struct row {
	struct two_groups groups;
	double p, odds, lower, upper;
};

/* golden/stats/prop_test_fisher.csv: fisher.test of R 4.2.2 */
static const struct row golden[] = {
	{ { 56, 70, 48, 80 }, 0.0125211297492092, 2.64919027064138,
	    1.20911815005875, 6.04056145383802 },
	{ { 9, 10, 3, 10 }, 0.0197666110978804, 17.2758680539422,
	    1.3871270224585, 1039.29096760222 },
	{ { 450, 500, 400, 500 }, 1.23102625280145e-05, 2.24821426560021,
	    1.54123799154392, 3.31186726342711 },
	{ { 83, 90, 4, 86 }, 2.81717933570273e-36, 224.47451240677,
	    61.4196376345174, 1069.04428177361 },
};

/* The same, and corners, from the exact probabilities by bisection with 30
 * digits (Python, mpmath 1.3). */
static const struct row exact[] = {
	{ { 56, 70, 48, 80 }, 0.012521129749209154, 2.6491872957236945,
	    1.2091154789241256, 6.0398730131334436 },
	{ { 9, 10, 3, 10 }, 0.019766611097880448, 17.269033937971684,
	    1.3871135379434164, 1047.839981703822 },
	{ { 450, 500, 400, 500 }, 1.2310262528014465e-5, 2.2482008667807459,
	    1.5412360814549808, 3.3118459462939121 },
	{ { 83, 90, 4, 86 }, 2.8171793357027531e-36, 223.25412306427576,
	    61.416027918544506, 1098.5638354046347 },
	{ { 1, 1, 0, 1 }, 1, INFINITY, 1.0 / 39, INFINITY },
	{ { 0, 5, 4, 6 }, 2.0 / 33, 0, 0, 1.3639501358765491 },
	{ { 1, 3, 2, 4 }, 1, 0.55247461053107404, 0.0056765136645715184,
	    21.30061778139424 },
};

/* p to 1e-12.  R looks for r in (0, 1), and for 1/r where r is above 1, to
 * eps^(1/4) = 1.22e-4 (uniroot's default): its odds ratios are as near as that
 * to the exact ones, which the next test has. */
static void
assert_r(double found, double expected)
{
	double difference =
	    expected > 1 ? 1 / found - 1 / expected : found - expected;

	if (!(fabs(difference) <= 1.23e-4))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void
test_others(void **state)
{
	struct comparison c;
	size_t i;
	double p;

	(void)state;
	for (i = 0; i < COUNT_OF(golden); i++) {
		assert_int_equal(
		    fisher_p_value(&golden[i].groups, &p), METHOD_OK);
		assert_relative(p, golden[i].p, 1e-12);
		assert_int_equal(
		    fisher_odds_ratio(&golden[i].groups, 0.95, &c), METHOD_OK);
		assert_r(c.estimate, golden[i].odds);
		assert_r(c.lower, golden[i].lower);
		assert_r(c.upper, golden[i].upper);
	}
}

static void
test_exact(void **state)
{
	struct comparison c;
	size_t i;
	double p;

	(void)state;
	for (i = 0; i < COUNT_OF(exact); i++) {
		assert_int_equal(
		    fisher_p_value(&exact[i].groups, &p), METHOD_OK);
		assert_relative(p, exact[i].p, 1e-13);
		assert_int_equal(
		    fisher_odds_ratio(&exact[i].groups, 0.95, &c), METHOD_OK);
		assert_relative(c.estimate, exact[i].odds, 1e-13);
		assert_relative(c.lower, exact[i].lower, 1e-13);
		assert_relative(c.upper, exact[i].upper, 1e-13);
	}
}

/* Fisher's lady tasting tea: 3 of 4 and 1 of 4, p = 34/70 (R's fisher.test:
 * one-sided 0.2429 = 17/70, odds ratio 6.408309). */
static void
test_tea(void **state)
{
	struct two_groups tea = { 3, 4, 1, 4 };
	struct comparison c;
	double p;

	(void)state;
	assert_int_equal(fisher_p_value(&tea, &p), METHOD_OK);
	assert_relative(p, 34.0 / 70, 1e-15);
	assert_int_equal(fisher_odds_ratio(&tea, 0.95, &c), METHOD_OK);
	assert_relative(c.estimate, 6.408309, 1e-4);
}

/* With 10^9 in each group the test is the normal one, the odds ratio Woolf's:
 * p is that of Yates' chi-square, (50,000 - 1/2)^2 sum 1/E. */
static void
test_large(void **state)
{
	struct two_groups g = { 400000000, 1000000000, 399900000, 1000000000 };
	struct two_groups all = { 5000000000, 5000000000, 0, 5000000000 };
	double corrected =
	    49999.5 * 49999.5 * 2 * (1 / 399.95e6 + 1 / 600.05e6);
	double error = sqrt(1 / 4e8 + 1 / 6e8 + 1 / 399.9e6 + 1 / 600.1e6);
	struct comparison c;
	double p;

	(void)state;
	assert_int_equal(fisher_p_value(&g, &p), METHOD_OK);
	assert_relative(p, erfc(sqrt(corrected / 2)), 1e-6);
	assert_int_equal(fisher_odds_ratio(&g, 0.95, &c), METHOD_OK);
	assert_relative(c.estimate, 4.0 / 6 / (3.999 / 6.001), 1e-9);
	assert_relative(
	    log(c.upper / c.estimate), 1.959963984540054 * error, 1e-4);
	assert_relative(
	    log(c.estimate / c.lower), 1.959963984540054 * error, 1e-4);
	assert_int_equal(fisher_p_value(&all, &p), METHOD_OK);
	assert_true(p == 0);
	all.size2++;
	assert_int_equal(fisher_p_value(&all, &p), METHOD_TOO_LARGE);
	assert_int_equal(fisher_odds_ratio(&all, 0.95, &c), METHOD_TOO_LARGE);
}

static void
assert_reciprocal(double a, double b)
{
	assert_true((a == 0 && isinf(b)) || (isinf(a) && b == 0) ||
		    fabs(a * b - 1) < 1e-11);
}

static void
assert_properties(const struct two_groups *g)
{
	struct two_groups swapped = two_groups_swapped(g), others = *g;
	struct comparison c, s, wider;
	double p, q, r;

	others.events1 = g->size1 - g->events1;
	others.events2 = g->size2 - g->events2;
	assert_int_equal(fisher_p_value(g, &p), METHOD_OK);
	assert_int_equal(fisher_p_value(&swapped, &q), METHOD_OK);
	assert_int_equal(fisher_p_value(&others, &r), METHOD_OK);
	assert_true(p >= 0 && p <= 1);
	assert_relative(q, p, 1e-12);
	assert_relative(r, p, 1e-12);
	assert_int_equal(fisher_odds_ratio(g, 0.95, &c), METHOD_OK);
	assert_int_equal(fisher_odds_ratio(g, 0.99, &wider), METHOD_OK);
	assert_int_equal(fisher_odds_ratio(&swapped, 0.95, &s), METHOD_OK);
	assert_true(0 <= c.lower && c.lower <= c.estimate);
	assert_true(c.estimate <= c.upper);
	assert_true(wider.lower <= c.lower && c.upper <= wider.upper);
	assert_reciprocal(s.lower, c.upper);
	assert_reciprocal(s.upper, c.lower);
	assert_reciprocal(s.estimate, c.estimate);
}

static void
test_properties(void **state)
{
	struct two_groups g;
	uint64_t seed = 8;

	(void)state;
	for (long i = 0; i < rounds(300); i++) {
		g.size1 = 2 + draw(&seed, i % 2 == 0 ? 8 : 5000);
		g.size2 = 2 + draw(&seed, i % 3 == 0 ? 8 : 5000);
		g.events1 = 1 + draw(&seed, g.size1);
		g.events2 = draw(&seed, g.size2);
		assert_properties(&g);
	}
}

static void
test_statuses(void **state)
{
	static const struct {
		struct two_groups groups;
		enum method_status status;
	} rows[] = {
		{ { 0, 10, 0, 20 }, METHOD_NO_EVENTS },
		{ { 10, 10, 20, 20 }, METHOD_ALL_EQUAL },
		{ { 0, 0, 1, 2 }, METHOD_ZERO_DENOMINATOR },
		{ { 3, 2, 1, 2 }, METHOD_NUMERATOR_ABOVE_DENOMINATOR },
		{ { -1, 2, 1, 2 }, METHOD_NEGATIVE_COUNT },
		{ { 1, COUNT_MAX, 1, COUNT_MAX }, METHOD_TOO_LARGE },
	};
	struct two_groups good = { 1, 2, 1, 2 };
	struct comparison c;
	size_t i;
	double p;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(
		    fisher_p_value(&rows[i].groups, &p), rows[i].status);
		assert_int_equal(fisher_odds_ratio(&rows[i].groups, 0.95, &c),
		    rows[i].status);
	}
	assert_int_equal(fisher_odds_ratio(&good, 1, &c), METHOD_LEVEL);
	assert_int_equal(fisher_odds_ratio(&good, NAN, &c), METHOD_LEVEL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_tea),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_statuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

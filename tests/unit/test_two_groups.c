/* two_groups: what is no count, what must not cancel, and how often the limits
 * of a comparison hold the truth */
#include "unit.h"

#include <math.h>
#include <string.h>

#include "draws.h"
#include "statistics/difference.h"
#include "statistics/fisher.h"
#include "statistics/odds_ratio.h"
#include "statistics/ratio.h"

static void
assert_check(
    int64_t x1, int64_t n1, int64_t x2, int64_t n2, enum method_status expected)
{
	struct two_groups groups = { x1, n1, x2, n2 };

	assert_int_equal(two_groups_check(&groups), expected);
}

static void
test_check(void **state)
{
	(void)state;
	assert_check(0, 1, 1, 1, METHOD_OK);
	assert_check(COUNT_MAX, COUNT_MAX, 0, COUNT_MAX, METHOD_OK);
	assert_check(-1, 5, 1, 5, METHOD_NEGATIVE_COUNT);
	assert_check(1, 5, 1, INT64_MIN, METHOD_NEGATIVE_COUNT);
	assert_check(6, 5, 1, 5, METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_check(1, 5, INT64_MAX, 5, METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_check(0, 0, 1, 5, METHOD_ZERO_DENOMINATOR);
	assert_check(1, 0, 1, 5, METHOD_ZERO_DENOMINATOR);
	assert_check(0, 5, 0, COUNT_MAX + 1, METHOD_TOO_LARGE);
}

/* (2^52 + 1)^2 - 2^52 (2^52 + 2) = 1 */
static void
test_product_difference(void **state)
{
	double a = 4503599627370497.0;

	(void)state;
	assert_true(product_difference(a, a, a - 1, a + 1) == 1);
	assert_true(product_difference(3, 4, 5, 6) == -18);
}

static enum method_status
woolf(const struct two_groups *groups, double level, struct comparison *c)
{
	struct odds_ratio odds;
	enum method_status status = odds_ratio_woolf(groups, level, &odds);

	if (status == METHOD_OK)
		*c = odds.ratio;
	return status;
}

enum { NEWCOMBE, WOOLF = 5 };
enum truth { TRUE_DIFFERENCE, TRUE_RATIO, TRUE_ODDS_RATIO };

/* lowest: how far the exact coverage lies below the level at most, in these
 * designs; the exact method's does not. */
static const struct {
	const char *name;
	enum method_status (*limits)(
	    const struct two_groups *, double, struct comparison *);
	enum truth truth;
	double lowest;
} methods[] = {
	[NEWCOMBE] = { "newcombe", difference_newcombe, TRUE_DIFFERENCE,
	    0.011 },
	{ "miettinen_nurminen", difference_miettinen_nurminen, TRUE_DIFFERENCE,
	    0.011 },
	{ "mee", difference_mee, TRUE_DIFFERENCE, 0.011 },
	{ "katz", ratio_katz, TRUE_RATIO, 0.011 },
	{ "koopman", ratio_koopman, TRUE_RATIO, 0.011 },
	[WOOLF] = { "woolf", woolf, TRUE_ODDS_RATIO, 0.011 },
	{ "fisher", fisher_odds_ratio, TRUE_ODDS_RATIO, 0 },
};

struct design {
	int64_t n1, n2;
	double p1, p2, level;
};

static double
true_value(enum truth truth, const struct design *d)
{
	switch (truth) {
	case TRUE_DIFFERENCE:
		return d->p1 - d->p2;
	case TRUE_RATIO:
		return d->p1 / d->p2;
	default:
		return d->p1 * (1 - d->p2) / (d->p2 * (1 - d->p1));
	}
}

static double
binomial(int64_t k, int64_t n, double p)
{
	double x = (double)k, count = (double)n;

	return exp(lgamma(count + 1) - lgamma(x + 1) - lgamma(count - x + 1) +
		   x * log(p) + (count - x) * log1p(-p));
}

/* A table that has no limits, as of nobody in either group, has no ratio that
 * they could hold: its limits hold all. */
static bool
holds(size_t method, const struct two_groups *table, const struct design *d)
{
	double truth = true_value(methods[method].truth, d);
	struct comparison c;
	enum method_status status = methods[method].limits(table, d->level, &c);

	if (status == METHOD_NO_EVENTS || status == METHOD_ALL_EQUAL)
		return true;
	if (status != METHOD_OK)
		fail_msg(
		    "%s: %s", methods[method].name, method_status_name(status));
	/* the difference of equal parts may be rounded */
	return c.lower <= truth + 1e-15 && c.upper >= truth - 1e-15;
}

#define GROUP_MAX 40
static int hits[GROUP_MAX + 1][GROUP_MAX + 1]; /* of each table */

static void
draw_tables(const struct design *d, int draws, uint64_t *seed)
{
	int64_t x1;
	int i;

	memset(hits, 0, sizeof(hits));
	for (i = 0; i < draws; i++) {
		x1 = binomial_draw(d->n1, d->p1, seed);
		hits[x1][binomial_draw(d->n2, d->p2, seed)]++;
	}
}

/*
 * The share of 20,000 random tables whose limits hold the truth, against the
 * sum of the probabilities of all tables whose limits do, by three errors.
 */
static double
check_coverage(size_t method, const struct design *d, int draws)
{
	double exactly = 0, found = 0, error;
	struct two_groups t = { 0, d->n1, 0, d->n2 };

	for (t.events1 = 0; t.events1 <= d->n1; t.events1++)
		for (t.events2 = 0; t.events2 <= d->n2; t.events2++) {
			if (!holds(method, &t, d))
				continue;
			exactly += binomial(t.events1, d->n1, d->p1) *
				   binomial(t.events2, d->n2, d->p2);
			found += hits[t.events1][t.events2];
		}
	found /= draws;
	error = sqrt(fmax(0, exactly * (1 - exactly)) / draws);
	if (fabs(found - exactly) > 3 * error + 1e-12)
		fail_msg("%s: %g, expected %g", methods[method].name, found,
		    exactly);
	if (exactly < d->level - methods[method].lowest)
		fail_msg("%s: %g at the level %g", methods[method].name,
		    exactly, d->level);
	return exactly;
}

/* Those of two methods by their formulas in R 4.2.2, summed over all tables
 * with dbinom, design by design. */
static const double in_r[][2] = { { 0.957473870927, 0.960733399108 },
	{ 0.950556443542, 0.956552452300 }, { 0.958534940604, 0.974076540298 },
	{ 0.897245052149, 0.921155008200 },
	{ 0.997573540327, 0.999259299056 } };

static void
test_coverage(void **state)
{
	static const struct design designs[] = {
		{ 20, 20, 0.5, 0.5, 0.95 },
		{ 30, 15, 0.7, 0.4, 0.95 },
		{ 40, 40, 0.9, 0.8, 0.95 },
		{ 12, 35, 0.3, 0.55, 0.9 },
		{ 25, 25, 0.4, 0.6, 0.998 },
	};
	double exactly[COUNT_OF(methods)];
	uint64_t seed = 20240229;
	size_t i, m;

	(void)state;
	for (i = 0; i < COUNT_OF(designs); i++) {
		draw_tables(&designs[i], 20000, &seed);
		for (m = 0; m < COUNT_OF(methods); m++)
			exactly[m] = check_coverage(m, &designs[i], 20000);
		assert_true(fabs(exactly[NEWCOMBE] - in_r[i][0]) < 1e-11);
		assert_true(fabs(exactly[WOOLF] - in_r[i][1]) < 1e-11);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_product_difference),
		cmocka_unit_test(test_coverage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

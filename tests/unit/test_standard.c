/* standard: rates made comparable, by arithmetic */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "statistics/standard.h"

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

/*
 * Rates 0.1 and 0.4, weights 300 and 100: (30 + 40) / 400 = 17.5 %.  v = (9 *
 * 10 + 1 * 40) / 400^2; Byar's limits of 50 events are 37.1081 and 65.9202.
 */
static void
test_direct(void **state)
{
	const struct standard_stratum s[] = { { 10, 100, 300 },
		{ 40, 100, 100 } };
	const struct standard_stratum turned[] = { { 40, 100, 100 },
		{ 7, 0, 0 }, { 10, 100, 300 } };
	struct standard_rate r, t;
	double step = 100 * sqrt(130.0 / 50) / 400;

	(void)state;
	assert_int_equal(standard_direct(s, 2, 100, 0.95, &r), METHOD_OK);
	assert_true(near(r.rate, 17.5, 1e-14));
	assert_true(near(r.limits.lower, 17.5 + step * (37.1081 - 50), 1e-5));
	assert_true(near(r.limits.upper, 17.5 + step * (65.9202 - 50), 1e-5));
	assert_int_equal(standard_direct(turned, 3, 100, 0.95, &t), METHOD_OK);
	assert_memory_equal(&r, &t, sizeof(r));
}

/* By the unit's own structure: its own rate, Byar's limits of its events. */
static void
test_own_structure(void **state)
{
	const struct standard_stratum s[] = { { 3, 70, 70 }, { 25, 110, 110 },
		{ 0, 45, 45 }, { 400000000, 1000000000, 1000000000 } };
	struct standard_rate r;
	struct event_rate own;
	size_t count;

	(void)state;
	for (count = 1; count <= 4; count++) {
		int64_t events = 0, people = 0;
		size_t i;

		for (i = 0; i < count; i++) {
			events += s[i].events;
			people += s[i].people;
		}
		assert_int_equal(
		    standard_direct(s, count, 1000, 0.95, &r), METHOD_OK);
		assert_true(near(
		    r.rate, 1000 * (double)events / (double)people, 1e-14));
		if (events < 10)
			continue;
		assert_int_equal(event_rate(EVENT_RATE_BYAR, events,
				     (double)people, 1000, 0.95, &own),
		    METHOD_OK);
		assert_true(near(r.limits.lower, own.limits.lower, 1e-13));
		assert_true(near(r.limits.upper, own.limits.upper, 1e-13));
	}
}

/* Where everybody has the event the rate is 100, whatever the weights. */
static void
test_everybody(void **state)
{
	struct standard_stratum strata[] = { { 7, 7, 1 }, { 11, 11, 100 },
		{ 3, 3, 1 } };
	struct standard_rate r;

	(void)state;
	for (; strata[0].weight < 1000; strata[0].weight++) {
		assert_int_equal(
		    standard_direct(strata, 3, 100, 0.95, &r), METHOD_OK);
		assert_true(r.rate == 100);
	}
}

/* E = 100 * 40 / 200 + 50 * 30 / 100 = 35; the standard's rate is 70 / 300. */
static const struct standard_group groups[] = { { 30, 100, 40, 200 },
	{ 10, 50, 30, 100 } };

static void
test_indirect(void **state)
{
	const struct standard_group few = { 3, 100, 4, 200 };
	struct standard_indirect r;
	struct limits byar;

	(void)state;
	assert_int_equal(
	    standard_indirect(EVENT_RATE_BYAR, groups, 2, 100, 0.95, &r),
	    METHOD_OK);
	assert_int_equal(event_count_byar(40, 0.95, &byar), METHOD_OK);
	assert_int_equal(r.observed, 40);
	assert_int_equal(r.method, EVENT_RATE_BYAR);
	assert_true(near(r.expected, 35, 1e-15));
	assert_true(near(r.ratio, 40.0 / 35, 1e-15));
	assert_true(near(r.ratio_limits.lower, byar.lower / 35, 1e-14));
	assert_true(near(r.ratio_limits.upper, byar.upper / 35, 1e-14));
	assert_true(near(r.rate, 40.0 / 35 * 70 / 3, 1e-14));
	assert_true(near(r.rate_limits.lower, byar.lower / 35 * 70 / 3, 1e-14));
	assert_true(near(r.rate_limits.upper, byar.upper / 35 * 70 / 3, 1e-14));
	/* Garwood's limits of 3 events are 0.6187 and 8.7673; E = 2. */
	assert_int_equal(
	    standard_indirect(EVENT_RATE_BYAR, &few, 1, 100, 0.95, &r),
	    METHOD_OK);
	assert_int_equal(r.method, EVENT_RATE_EXACT);
	assert_true(fabs(r.ratio_limits.lower - 0.6187 / 2) < 3e-5);
	assert_true(fabs(r.ratio_limits.upper - 8.7673 / 2) < 3e-5);
}

/* The standard itself has the ratio 1, its own rate and no value added. */
static void
test_standard_itself(void **state)
{
	const struct standard_group s[] = { { 40, 200, 40, 200 },
		{ 30, 100, 30, 100 }, { 0, 17, 0, 17 } };
	struct standard_value_added v;
	struct standard_indirect r;

	(void)state;
	assert_int_equal(
	    standard_indirect(EVENT_RATE_EXACT, s, 3, 1, 0.95, &r), METHOD_OK);
	assert_true(near(r.ratio, 1, 1e-15));
	assert_true(near(r.rate, 70.0 / 317, 1e-15));
	assert_int_equal(
	    standard_value_added(PROPORTION_WILSON, s, 3, 0.95, &v), METHOD_OK);
	assert_true(fabs(v.points) < 1e-14);
	assert_true(v.limits.lower < 0 && v.limits.upper > 0);
}

/*
 * 40 of 150 less 35 of 150: 3.33 points.  Wilson: (80 + 3.8415 -+ 1.96
 * sqrt(3.8415 + 160 * 110 / 150)) / (2 * 153.8415) = 20.24 and 34.26 %.
 */
static void
test_value_added(void **state)
{
	struct standard_value_added v;

	(void)state;
	assert_int_equal(
	    standard_value_added(PROPORTION_WILSON, groups, 2, 0.95, &v),
	    METHOD_OK);
	assert_true(near(v.observed, 4000.0 / 150, 1e-14));
	assert_true(near(v.expected, 3500.0 / 150, 1e-14));
	assert_true(near(v.points, 500.0 / 150, 1e-13));
	assert_true(fabs(v.limits.lower - (20.24 - 23.333)) < 0.006);
	assert_true(fabs(v.limits.upper - (34.26 - 23.333)) < 0.006);
}

/* Each interval holds its estimate, and ten times as many people at the same
 * rates are known better. */
static void
test_limits(void **state)
{
	const struct standard_group small[] = { { 3, 10, 40, 200 },
		{ 4, 5, 30, 100 } };
	struct standard_group g[2];
	struct standard_stratum s[2];
	struct standard_rate r;
	struct standard_indirect o;
	struct standard_value_added v;
	double rate = INFINITY, ratio = INFINITY, points = INFINITY;
	int64_t n;
	size_t i;

	(void)state;
	for (n = 1; n <= 1000000000; n *= 10) {
		for (i = 0; i < 2; i++) {
			g[i] = small[i];
			g[i].events *= n;
			g[i].people *= n;
			s[i] = (struct standard_stratum){ g[i].events,
				g[i].people, g[i].standard_people };
		}
		assert_int_equal(
		    standard_direct(s, 2, 100, 0.95, &r), METHOD_OK);
		assert_true(r.limits.lower < r.rate && r.rate < r.limits.upper);
		assert_true(r.limits.upper - r.limits.lower < rate);
		rate = r.limits.upper - r.limits.lower;
		assert_int_equal(
		    standard_indirect(EVENT_RATE_BYAR, g, 2, 100, 0.95, &o),
		    METHOD_OK);
		assert_true(o.ratio_limits.lower < o.ratio &&
			    o.ratio < o.ratio_limits.upper);
		assert_true(
		    o.ratio_limits.upper - o.ratio_limits.lower < ratio);
		ratio = o.ratio_limits.upper - o.ratio_limits.lower;
		assert_int_equal(
		    standard_value_added(PROPORTION_WILSON, g, 2, 0.95, &v),
		    METHOD_OK);
		assert_true(
		    v.limits.lower < v.points && v.points < v.limits.upper);
		assert_true(v.limits.upper - v.limits.lower < points);
		points = v.limits.upper - v.limits.lower;
	}
}

static void
test_direct_corners(void **state)
{
	const struct standard_stratum none = { 0, 10, 5 }, empty = { 0, 0, 5 },
				      fewer = { -1, 10, 5 },
				      huge = { 1, INT64_MAX, 5 },
				      unweighted = { 1, 10, 0 };
	struct standard_rate r;

	(void)state;
	assert_int_equal(
	    standard_direct(&none, 0, 1, 0.95, &r), METHOD_TOO_FEW);
	assert_int_equal(
	    standard_direct(&none, 1, 1, 0.95, &r), METHOD_NO_EVENTS);
	assert_int_equal(
	    standard_direct(&empty, 1, 1, 0.95, &r), METHOD_ZERO_DENOMINATOR);
	assert_int_equal(standard_direct(&unweighted, 1, 1, 0.95, &r),
	    METHOD_ZERO_DENOMINATOR);
	assert_int_equal(
	    standard_direct(&fewer, 1, 1, 0.95, &r), METHOD_NEGATIVE_COUNT);
	assert_int_equal(
	    standard_direct(&huge, 1, 1, 0.95, &r), METHOD_TOO_LARGE);
	assert_int_equal(
	    standard_direct(&none, 1, NAN, 0.95, &r), METHOD_NOT_FINITE);
	assert_int_equal(standard_direct(&none, 1, 1, 1, &r), METHOD_LEVEL);
}

static enum method_status
indirect(struct standard_group g)
{
	struct standard_indirect r;

	return standard_indirect(EVENT_RATE_BYAR, &g, 1, 1, 0.95, &r);
}

static void
test_indirect_corners(void **state)
{
	const struct standard_group more = { 6, 5, 1, 10 };
	struct standard_value_added v;
	struct standard_indirect r;

	(void)state;
	assert_int_equal(indirect((struct standard_group){ 1, 10, 0, 10 }),
	    METHOD_ZERO_DENOMINATOR);
	assert_int_equal(indirect((struct standard_group){ 1, 10, 0, 0 }),
	    METHOD_ZERO_DENOMINATOR);
	assert_int_equal(indirect((struct standard_group){ 0, 0, 1, 10 }),
	    METHOD_ZERO_DENOMINATOR);
	assert_int_equal(indirect((struct standard_group){ 1, -1, 1, 10 }),
	    METHOD_NEGATIVE_COUNT);
	assert_int_equal(
	    standard_indirect(EVENT_RATE_BYAR, groups, 0, 1, 0.95, &r),
	    METHOD_TOO_FEW);
	assert_int_equal(
	    standard_indirect(EVENT_RATE_BYAR, groups, 2, 0, 0.95, &r),
	    METHOD_NOT_FINITE);
	assert_int_equal(
	    standard_indirect(EVENT_RATE_BYAR, groups, 2, 1, 0, &r),
	    METHOD_LEVEL);
	assert_int_equal(
	    standard_value_added(PROPORTION_WILSON, &more, 1, 0.95, &v),
	    METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	/* No events at all: lower limits 0, upper ones of Poisson's 3.6889. */
	assert_int_equal(
	    standard_indirect(EVENT_RATE_BYAR,
		&(struct standard_group){ 0, 10, 2, 10 }, 1, 1, 0.95, &r),
	    METHOD_OK);
	assert_true(r.ratio == 0 && r.ratio_limits.lower == 0);
	assert_true(fabs(r.ratio_limits.upper - 3.6889 / 2) < 3e-5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_direct),
		cmocka_unit_test(test_own_structure),
		cmocka_unit_test(test_everybody),
		cmocka_unit_test(test_indirect),
		cmocka_unit_test(test_standard_itself),
		cmocka_unit_test(test_value_added),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_direct_corners),
		cmocka_unit_test(test_indirect_corners),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

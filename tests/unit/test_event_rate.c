/* event_rate: published limits, the Poisson sums themselves, coverage */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "draws.h"
#include "statistics/event_rate.h"

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

static struct limits
exact(int64_t x, double level)
{
	struct event_rate r = { .limits = { NAN, NAN } };

	assert_int_equal(
	    event_rate(EVENT_RATE_EXACT, x, 1, 1, level, &r), METHOD_OK);
	return r.limits;
}

static struct limits
byar(int64_t x, double level)
{
	struct limits l = { NAN, NAN };

	assert_int_equal(event_count_byar(x, level, &l), METHOD_OK);
	return l;
}

/*
 * GraphPad, "How QuickCalcs computes the confidence interval of a count"
 * (Garwood, 25 events); R, example of poisson.test, Welsh nickel workers, 137
 * events in 24.19893; R's DescTools, example of PoissonCI, 196 deaths by horse
 * kick in 280 corps-years; R's epitools, pois.exact of 0.
 */
static void
test_published(void **state)
{
	struct event_rate r;
	struct limits l;

	(void)state;
	l = exact(25, 0.9);
	assert_true(fabs(l.lower - 17.38) < 0.005);
	assert_true(fabs(l.upper - 34.92) < 0.005);
	l = exact(25, 0.95);
	assert_true(fabs(l.lower - 16.18) < 0.005);
	assert_true(fabs(l.upper - 36.90) < 0.0051);
	l = exact(25, 0.99);
	assert_true(fabs(l.lower - 14.00) < 0.005);
	assert_true(fabs(l.upper - 41.00) < 0.005);
	assert_true(fabs(exact(0, 0.95).upper - 3.689) < 0.0005);
	assert_int_equal(
	    event_rate(EVENT_RATE_EXACT, 137, 24.19893, 1, 0.95, &r),
	    METHOD_OK);
	assert_true(fabs(r.rate - 5.661407) < 5e-7);
	assert_true(fabs(r.limits.lower - 4.753125) < 5e-7);
	assert_true(fabs(r.limits.upper - 6.692709) < 5e-7);
	assert_int_equal(
	    event_rate(EVENT_RATE_EXACT, 196, 280, 1, 0.95, &r), METHOD_OK);
	assert_true(fabs(r.limits.lower - 0.6054271) < 5e-8);
	assert_true(fabs(r.limits.upper - 0.8051570) < 5e-8);
}

/* P(X <= k) for X Poisson, added up apart from the code tested */
static long double
poisson_below(int64_t k, long double mean)
{
	long double sum = 0;
	int64_t i;

	for (i = 0; i <= k; i++)
		sum += expl((long double)i * logl(mean) - mean -
			    lgammal((long double)i + 1));
	return sum;
}

/* The limits have alpha / 2 at and above x, and at and below x. */
static void
test_definition(void **state)
{
	static const double levels[] = { 0.9, 0.95, 0.998 };
	long double tail;
	struct limits l;
	size_t i;
	int64_t x;

	(void)state;
	for (i = 0; i < COUNT_OF(levels); i++) {
		tail = (1 - (long double)levels[i]) / 2;
		for (x = 0; x < 120; x++) {
			l = exact(x, levels[i]);
			assert_true(fabsl(poisson_below(x, l.upper) / tail -
					  1) < 1e-12L);
			if (x > 0)
				assert_true(
				    fabsl(poisson_below(x - 1, l.lower) -
					  (1 - tail)) < 1e-15L);
		}
		/* Closed forms: e^-m = tail, 1 - e^-m = tail. */
		assert_true(near(
		    exact(0, levels[i]).upper, (double)-logl(tail), 1e-14));
		assert_true(near(
		    exact(1, levels[i]).lower, (double)-log1pl(-tail), 1e-14));
	}
}

/* The printed formula in long double, with z of Abramowitz and Stegun 26.5. */
static void
test_byar_formula(void **state)
{
	const long double z = 1.959963984540054235L;
	long double x, root;
	struct limits l;
	int64_t k;

	(void)state;
	for (k = 1; k <= 1000000000; k = 3 * k + 1) {
		l = byar(k, 0.95);
		x = k;
		root = 1 - 1 / (9 * x) - z / (3 * sqrtl(x));
		assert_true(
		    near(l.lower, (double)(x * root * root * root), 1e-13));
		x = k + 1;
		root = 1 - 1 / (9 * x) + z / (3 * sqrtl(x));
		assert_true(
		    near(l.upper, (double)(x * root * root * root), 1e-13));
	}
}

/*
 * "For 95 % confidence intervals, Byar's method is within 0.2 % of the exact
 * value for numerators of 10 or more": Public Health England's guide.
 */
static void
test_byar_exact(void **state)
{
	int64_t x;

	(void)state;
	for (x = 10; x < 100000; x += 1 + x / 7) {
		assert_true(
		    near(byar(x, 0.95).lower, exact(x, 0.95).lower, 0.002));
		assert_true(
		    near(byar(x, 0.95).upper, exact(x, 0.95).upper, 0.002));
	}
}

/* Contains the count, grows with the level; relative width shrinks. */
static void
test_properties(void **state)
{
	static const double levels[] = { 0.5, 0.9, 0.95, 0.998, 0.999999 };
	struct limits l, inner = { 0, 0 };
	double width, before;
	size_t i;
	int64_t x;
	enum event_rate_method method;

	(void)state;
	for (method = 0; method < EVENT_RATE_METHODS; method++) {
		for (x = 0; x <= 1000000000000; x = 2 * x + 1)
			for (i = 0; i < COUNT_OF(levels); i++) {
				l = method == EVENT_RATE_BYAR
					? byar(x, levels[i])
					: exact(x, levels[i]);
				assert_true(l.lower >= 0);
				assert_true(l.lower <= (double)x);
				assert_true(l.upper > (double)x);
				assert_true(isfinite(l.upper));
				if (i > 0) {
					assert_true(l.lower <= inner.lower);
					assert_true(l.upper >= inner.upper);
				}
				inner = l;
			}
		before = INFINITY;
		for (x = 1; x <= 1000000000; x *= 10) {
			l = method == EVENT_RATE_BYAR ? byar(x, 0.95)
						      : exact(x, 0.95);
			width = (l.upper - l.lower) / (double)x;
			assert_true(width < before);
			before = width;
		}
	}
	assert_true(byar(1, 0.9999).lower == 0);
}

/* D. Knuth's: uniform factors until the product is below e^-mean. */
static int64_t
poisson_draw(double mean, uint64_t *seed)
{
	double product = 1, end = exp(-mean);
	int64_t x = -1;

	for (; product > end; x++)
		product *= random_part(seed) + 0x1p-54;
	return x;
}

/* 20,000 counts a design: the share of intervals that hold the mean. */
static void
test_coverage(void **state)
{
	static const struct {
		double mean, level;
	} designs[] = { { 2.5, 0.95 }, { 12, 0.95 }, { 40, 0.9 },
		{ 25, 0.998 } };
	const int draws = 20000;
	double exactly, found, error;
	struct event_rate r;
	uint64_t seed = 20240229;
	int hits[200], i;
	enum event_rate_method method;
	size_t d;
	int64_t x;

	(void)state;
	for (d = 0; d < COUNT_OF(designs); d++) {
		memset(hits, 0, sizeof(hits));
		for (i = 0; i < draws; i++)
			hits[poisson_draw(designs[d].mean, &seed)]++;
		for (method = 0; method < EVENT_RATE_METHODS; method++) {
			exactly = found = 0;
			for (x = 0; x < 200; x++) {
				assert_int_equal(event_rate(method, x, 1, 1,
						     designs[d].level, &r),
				    METHOD_OK);
				if (r.limits.lower > designs[d].mean ||
				    r.limits.upper < designs[d].mean)
					continue;
				found += hits[x];
				exactly += exp(
				    (double)x * log(designs[d].mean) -
				    designs[d].mean - lgamma((double)x + 1));
			}
			found /= draws;
			error = sqrt(exactly * (1 - exactly) / draws);
			assert_true(fabs(found - exactly) < 3 * error + 1e-12);
			if (method == EVENT_RATE_EXACT)
				assert_true(exactly >= designs[d].level);
		}
	}
}

static void
test_rate(void **state)
{
	struct event_rate r, small, thousand;

	(void)state;
	/* The header's example. */
	assert_int_equal(
	    event_rate(EVENT_RATE_BYAR, 65, 12000, 1000, 0.95, &r), METHOD_OK);
	assert_true(fabs(r.rate - 5.417) < 5e-4);
	assert_true(fabs(r.limits.lower - 4.180) < 5e-4);
	assert_true(fabs(r.limits.upper - 6.904) < 5e-4);
	assert_int_equal(r.method, EVENT_RATE_BYAR);
	/* Below 10 the exact limits are used, and it says so. */
	assert_int_equal(
	    event_rate(EVENT_RATE_BYAR, 9, 300, 1000, 0.95, &small), METHOD_OK);
	assert_int_equal(small.method, EVENT_RATE_EXACT);
	assert_true(
	    near(small.limits.upper, exact(9, 0.95).upper / 300 * 1000, 1e-14));
	/* Per 100,000 is a hundred times per 1,000. */
	assert_int_equal(
	    event_rate(EVENT_RATE_BYAR, 65, 12000, 100000, 0.95, &thousand),
	    METHOD_OK);
	assert_true(near(thousand.rate, 100 * r.rate, 1e-14));
	assert_true(near(thousand.limits.upper, 100 * r.limits.upper, 1e-14));
}

static void
test_bad(void **state)
{
	struct event_rate r = { 7, { 7, 7 }, EVENT_RATE_BYAR };
	static const struct {
		int64_t x;
		double exposure, per, level;
		enum method_status status;
	} bad[] = { { -1, 10, 1, 0.95, METHOD_NEGATIVE_COUNT },
		{ 1, -10, 1, 0.95, METHOD_NEGATIVE_COUNT },
		{ 1, 0, 1, 0.95, METHOD_ZERO_DENOMINATOR },
		{ 1, NAN, 1, 0.95, METHOD_NOT_FINITE },
		{ 1, INFINITY, 1, 0.95, METHOD_NOT_FINITE },
		{ 1, 10, 0, 0.95, METHOD_NOT_FINITE },
		{ 1, 1e-300, 1e100, 0.95, METHOD_NOT_FINITE },
		{ INT64_MAX, 10, 1, 0.95, METHOD_TOO_LARGE },
		{ 1, 10, 1, 0, METHOD_LEVEL }, { 1, 10, 1, 1, METHOD_LEVEL },
		{ 1, 10, 1, NAN, METHOD_LEVEL } };
	size_t i;
	enum event_rate_method method;

	(void)state;
	for (method = 0; method < EVENT_RATE_METHODS; method++)
		for (i = 0; i < COUNT_OF(bad); i++) {
			assert_int_equal(
			    event_rate(method, bad[i].x, bad[i].exposure,
				bad[i].per, bad[i].level, &r),
			    bad[i].status);
			assert_true(r.rate == 7 && r.limits.upper == 7);
		}
}

static void
test_names(void **state)
{
	enum event_rate_method method;

	(void)state;
	assert_int_equal(event_rate_method_find("exact_poisson", &method), 0);
	assert_int_equal(method, EVENT_RATE_EXACT);
	assert_int_equal(event_rate_method_find("byar", &method), 0);
	assert_string_equal(event_rate_method_name(method), "byar");
	assert_int_equal(event_rate_method_find("Byar", &method), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_definition),
		cmocka_unit_test(test_byar_formula),
		cmocka_unit_test(test_byar_exact),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_coverage),
		cmocka_unit_test(test_rate),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

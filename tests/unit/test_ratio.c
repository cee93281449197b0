/* ratio: against other programs, and against itself with groups swapped */
#include "unit.h"

#include "relative.h"
#include "statistics/ratio.h"

typedef enum method_status ratio(
    const struct two_groups *, double, struct comparison *);

struct row {
	struct two_groups groups;
	double estimate, lower, upper;
};

/* golden/stats/binom_ratio_ci.csv: DescTools 0.99.61 BinomRatioCI on R 4.2.2;
 * method katz.log */
static const struct row katz[] = {
	{ { 56, 70, 48, 80 }, 1.33333333333333, 1.07662642276319,
	    1.65124851126639 },
	{ { 4, 40, 12, 60 }, 0.5, 0.173487676536061, 1.44102454417294 },
};

/* The same, method koopman.  DescTools stops its search within 1.2e-4: here
 * these are short of the limits by up to 1.1e-5. */
static const struct row koopman[] = {
	{ { 56, 70, 48, 80 }, 1.33333333333333, 1.07982515841987,
	    1.67080487267764 },
	{ { 4, 40, 12, 60 }, 0.5, 0.17786543686879, 1.34216945692996 },
};

/* The definition solved with 30 digits (Python, mpmath 1.3). */
static const struct row exact[] = {
	{ { 56, 70, 48, 80 }, 1.3333333333333333, 1.0798215063619,
	    1.67080557801911 },
	{ { 4, 40, 12, 60 }, 0.5, 0.177864031406968, 1.34218006819319 },
	{ { 0, 10, 5, 20 }, 0, 0, 1.2466905050857792 },
	{ { 5, 20, 10, 10 }, 0.25, 0.11186170140766566, 0.46870087761874404 },
	{ { 10, 10, 5, 20 }, 4, 2.1335569181789143, 8.9396101383763865 },
	{ { 0, 10, 20, 20 }, 0, 0, 0.27753279986288925 },
	{ { 1, 1, 1, 2 }, 2, 0.32669355396140382, 10.578517350254106 },
	{ { 3, 1000000000, 1, 1000000000 }, 3, 0.42988251432272521,
	    20.935952752108162 },
};

/* Katz with half an event: no event, and nobody without one. */
static const struct row halves[] = {
	{ { 0, 10, 5, 20 }, 0, 0, 3.3095209462231421 },
	{ { 5, 20, 0, 10 }, INFINITY, 0.30215853479979024, INFINITY },
	{ { 10, 10, 20, 20 }, 1, 0.83148550894640009, 1.1417822688417675 },
	{ { 10, 10, 5, 20 }, 4, 1.8723673148229045, 8.5453318231595703 },
};

static ratio *const methods[] = { ratio_katz, ratio_koopman };

static void
assert_rows(
    ratio *method, const struct row *rows, size_t count, double tolerance)
{
	struct comparison c;
	size_t i;

	for (i = 0; i < count; i++) {
		assert_int_equal(method(&rows[i].groups, 0.95, &c), METHOD_OK);
		assert_relative(c.estimate, rows[i].estimate, 1e-12);
		assert_relative(c.lower, rows[i].lower, tolerance);
		assert_relative(c.upper, rows[i].upper, tolerance);
	}
}

static void
test_others(void **state)
{
	(void)state;
	assert_rows(ratio_katz, katz, COUNT_OF(katz), 1e-12);
	assert_rows(ratio_koopman, koopman, COUNT_OF(koopman), 1.2e-5);
}

static void
test_exact(void **state)
{
	(void)state;
	assert_rows(ratio_koopman, exact, COUNT_OF(exact), 2e-14);
	assert_rows(ratio_katz, halves, COUNT_OF(halves), 1e-13);
}

/* n / (n + z^2) to 1 + z^2 / n where all of n and n have the event. */
static void
test_all(void **state)
{
	struct two_groups g = { 1000000000, 1000000000, 1000000000,
		1000000000 };
	double z2 = 1.959963984540054 * 1.959963984540054;
	struct comparison c;

	(void)state;
	assert_int_equal(ratio_koopman(&g, 0.95, &c), METHOD_OK);
	assert_relative(c.upper - 1, z2 / 1e9, 1e-6);
	assert_relative(1 - c.lower, z2 / (1e9 + z2), 1e-6);
	/* one person less: about where the general search ends */
	g.events1--;
	assert_int_equal(ratio_koopman(&g, 0.95, &c), METHOD_OK);
	assert_true(1 - 6e-9 < c.lower && c.lower < 1 - 4e-9);
	assert_true(1 + 2e-9 < c.upper && c.upper < 1 + 3e-9);
}

/* a = 1 / b, or 0 and infinity */
static void
assert_reciprocal(double a, double b)
{
	assert_true((a == 0 && isinf(b)) || (isinf(a) && b == 0) ||
		    fabs(a * b - 1) < 1e-12);
}

static void
assert_properties(ratio *method, const struct two_groups *g)
{
	struct two_groups swapped = two_groups_swapped(g);
	struct comparison c, s, wider;

	assert_int_equal(method(g, 0.95, &c), METHOD_OK);
	assert_int_equal(method(g, 0.99, &wider), METHOD_OK);
	assert_int_equal(method(&swapped, 0.95, &s), METHOD_OK);
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
	uint64_t seed = 6;

	(void)state;
	for (long i = 0; i < rounds(2000); i++) {
		g.size1 = 1 + draw(&seed, i % 2 == 0 ? 5 : 1000000000);
		g.size2 = 1 + draw(&seed, i % 3 == 0 ? 5 : 1000000000);
		g.events1 = draw(&seed, g.size1 + 1);
		g.events2 = draw(&seed, g.size2 + 1);
		if (g.events1 + g.events2 == 0)
			g.events1++;
		assert_properties(ratio_katz, &g);
		assert_properties(ratio_koopman, &g);
	}
}

/* So many times the people, at the same rates. */
static struct two_groups
times(const struct two_groups *g, int64_t factor)
{
	return (struct two_groups){ factor * g->events1, factor * g->size1,
		factor * g->events2, factor * g->size2 };
}

/* The same rates of ten times as many are known better. */
static void
assert_shrinks(ratio *method, const struct two_groups *small)
{
	double lower = 0, upper = INFINITY;
	struct two_groups g;
	struct comparison c;
	int64_t factor;

	for (factor = 1; factor <= 10000000; factor *= 10) {
		g = times(small, factor);
		assert_int_equal(method(&g, 0.95, &c), METHOD_OK);
		assert_true(
		    small->events1 == 0 ? c.lower == 0 : c.lower > lower);
		assert_true(
		    small->events2 == 0 ? isinf(c.upper) : c.upper < upper);
		lower = c.lower;
		upper = c.upper;
	}
}

static void
test_shrinks(void **state)
{
	static const struct two_groups small[] = { { 1, 10, 3, 10 },
		{ 5, 7, 5, 7 }, { 0, 4, 2, 9 }, { 2, 9, 0, 4 }, { 3, 3, 1, 8 },
		{ 199, 200, 1, 2 } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(small); i++) {
		assert_shrinks(ratio_katz, &small[i]);
		assert_shrinks(ratio_koopman, &small[i]);
	}
}

static void
test_statuses(void **state)
{
	struct two_groups good = { 1, 2, 1, 2 }, nobody = { 1, 2, 0, 0 };
	struct two_groups above = { 3, 2, 1, 2 }, below = { 1, 2, -1, 2 };
	struct two_groups none = { 0, 2, 0, 3 };
	struct comparison c;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(methods); i++) {
		assert_int_equal(methods[i](&good, 0, &c), METHOD_LEVEL);
		assert_int_equal(methods[i](&none, 0.95, &c), METHOD_NO_EVENTS);
		assert_int_equal(
		    methods[i](&nobody, 0.95, &c), METHOD_ZERO_DENOMINATOR);
		assert_int_equal(methods[i](&above, 0.95, &c),
		    METHOD_NUMERATOR_ABOVE_DENOMINATOR);
		assert_int_equal(
		    methods[i](&below, 0.95, &c), METHOD_NEGATIVE_COUNT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_shrinks),
		cmocka_unit_test(test_statuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

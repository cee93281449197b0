/* kitagawa: the parts of a gap, by arithmetic; they add up to the bit */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "draws.h"
#include "statistics/kitagawa.h"

static bool
about(double found, double expected)
{
	return fabs(found - expected) < 1e-15;
}

/*
 * Shares 0.5, 0.5 and 0.4, 0.6; rates 0.8, 0.2 and 0.75, 0.35.  Composition
 * 0.1 * 0.775 - 0.1 * 0.275, rates 0.05 * 0.45 - 0.15 * 0.55.
 */
static void
test_by_hand(void **state)
{
	const struct kitagawa_stratum s[] = { { { 80, 100 }, { 60, 80 } },
		{ { 20, 100 }, { 42, 120 } } };
	struct kitagawa k;

	(void)state;
	assert_int_equal(kitagawa_parts(s, 2, &k), METHOD_OK);
	assert_true(about(k.gap, -0.01));
	assert_true(about(k.composition, 0.05));
	assert_true(about(k.rates, -0.06));
	assert_true(k.gap == k.composition + k.rates);
}

/* A stratum of one group alone: 0.5 * 0.6 more by its people, no rate. */
static void
test_one_sided(void **state)
{
	const struct kitagawa_stratum s[] = { { { 30, 50 }, { 0, 0 } },
		{ { 0, 0 }, { 0, 0 } }, { { 10, 50 }, { 20, 100 } } };
	struct kitagawa k;

	(void)state;
	assert_int_equal(kitagawa_parts(s, 3, &k), METHOD_OK);
	assert_true(about(k.gap, 0.2));
	/* 0.5 * 0.6 - 0.5 * 0.2 */
	assert_true(about(k.composition, 0.2));
	assert_true(k.composition == k.gap && k.rates == 0);
}

static double
rates_part(const struct kitagawa_stratum *s, size_t count)
{
	double a = 0, b = 0, sum = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		a += (double)s[i].a.people;
		b += (double)s[i].b.people;
	}
	for (i = 0; i < count; i++)
		sum += ((double)s[i].a.events / (double)s[i].a.people -
			   (double)s[i].b.events / (double)s[i].b.people) *
		       ((double)s[i].a.people / a + (double)s[i].b.people / b) /
		       2;
	return sum;
}

static struct kitagawa_group
drawn(unsigned int *seed)
{
	struct kitagawa_group g;

	*seed = *seed * 1103515245 + 12345;
	g.people = 1 + (int64_t)(*seed >> 8) % 100000;
	*seed = *seed * 1103515245 + 12345;
	g.events = (int64_t)(*seed >> 8) % (g.people + 1);
	return g;
}

/* Exact sum, the formula of the rates, the groups exchanged, another order. */
static void
test_properties(void **state)
{
	struct kitagawa_stratum s[9], other[9], turned[9];
	struct kitagawa k, swapped, again;
	unsigned int seed = 3;
	long round;
	size_t i;

	(void)state;
	for (round = 0; round < rounds(2000); round++) {
		for (i = 0; i < 9; i++) {
			s[i].a = other[i].b = drawn(&seed);
			s[i].b = other[i].a = drawn(&seed);
			turned[8 - i] = s[i];
		}
		assert_int_equal(kitagawa_parts(s, 9, &k), METHOD_OK);
		assert_int_equal(kitagawa_parts(other, 9, &swapped), METHOD_OK);
		assert_int_equal(kitagawa_parts(turned, 9, &again), METHOD_OK);
		assert_true(k.gap == k.composition + k.rates);
		assert_true(k.gap - k.rates == k.composition);
		assert_true(about(k.rates, rates_part(s, 9)));
		assert_true(swapped.gap == -k.gap);
		assert_true(swapped.composition == -k.composition);
		assert_memory_equal(&k, &again, sizeof(k));
	}
}

/* Equal structures leave only rates, equal rates only composition. */
static void
test_one_part(void **state)
{
	const struct kitagawa_stratum structure[] = {
		{ { 1, 10 }, { 50, 100 } }, { { 9, 30 }, { 90, 300 } }
	};
	const struct kitagawa_stratum rates[] = { { { 1, 4 }, { 25, 100 } },
		{ { 300000000, 400000000 }, { 30, 40 } } };
	struct kitagawa k;

	(void)state;
	assert_int_equal(kitagawa_parts(structure, 2, &k), METHOD_OK);
	assert_true(k.composition == 0 && about(k.rates, 0.25 - 0.35));
	assert_true(k.rates == k.gap);
	assert_int_equal(kitagawa_parts(rates, 2, &k), METHOD_OK);
	assert_true(k.rates == 0 && k.composition == k.gap && k.gap > 0);
}

/* 1 to most */
static int64_t
one_to(uint64_t *seed, int64_t most)
{
	return 1 + (int64_t)(random_bits(seed) % (uint64_t)most);
}

/* The same for groups of all sizes; a part of 0 has no sign. */
static void
test_zero(void **state)
{
	static const int64_t most[] = { 3, 40, 1000, 1000000 };
	struct kitagawa_stratum structure[9], rates[9];
	struct kitagawa k;
	uint64_t seed = 5;
	int64_t m, times_a, times_b;
	size_t i, count;
	long round;

	(void)state;
	for (round = 0; round < rounds(4000); round++) {
		m = most[round % 4];
		count = 1 + (size_t)round % 9;
		times_a = one_to(&seed, m);
		times_b = one_to(&seed, m);
		for (i = 0; i < count; i++) {
			struct kitagawa_stratum *s = &structure[i];
			int64_t people = one_to(&seed, m);
			int64_t events = one_to(&seed, people + 1) - 1;
			int64_t in_a = one_to(&seed, m),
				in_b = one_to(&seed, m);

			s->a.people = times_a * people;
			s->b.people = times_b * people;
			s->a.events = one_to(&seed, s->a.people + 1) - 1;
			s->b.events = one_to(&seed, s->b.people + 1) - 1;
			rates[i] = (struct kitagawa_stratum){
				{ in_a * events, in_a * people },
				{ in_b * events, in_b * people }
			};
		}
		assert_int_equal(
		    kitagawa_parts(structure, count, &k), METHOD_OK);
		assert_true(k.composition == 0 && !signbit(k.composition));
		assert_true(k.rates == k.gap);
		assert_int_equal(kitagawa_parts(rates, count, &k), METHOD_OK);
		assert_true(k.rates == 0 && !signbit(k.rates));
		assert_true(k.composition == k.gap);
	}
}

/* The nearest doubles, from fractions (Python's module); a gap of 0. */
static void
test_fractions(void **state)
{
	const struct kitagawa_stratum s[] = { { { 3, 7 }, { 11, 13 } },
		{ { 17, 19 }, { 2, 23 } }, { { 0, 29 }, { 31, 31 } } };
	const struct kitagawa_stratum even[] = { { { 1, 3 }, { 2, 3 } },
		{ { 2, 3 }, { 1, 3 } } };
	struct kitagawa k;

	(void)state;
	assert_int_equal(kitagawa_parts(s, 3, &k), METHOD_OK);
	assert_true(about(k.gap, -0.2930800542740841));
	assert_true(about(k.composition, -0.009189806061283912));
	assert_true(about(k.rates, -0.28389024821280023));
	assert_int_equal(kitagawa_parts(even, 2, &k), METHOD_OK);
	assert_true(k.gap == 0 && k.composition == 0 && k.rates == 0);
}

static enum method_status
status_of(struct kitagawa_group a, struct kitagawa_group b)
{
	struct kitagawa_stratum s = { a, b };
	struct kitagawa k;

	return kitagawa_parts(&s, 1, &k);
}

static void
test_corners(void **state)
{
	const struct kitagawa_group half = { 5, 10 };
	struct kitagawa k;

	(void)state;
	assert_int_equal(kitagawa_parts(NULL, 0, &k), METHOD_TOO_FEW);
	assert_int_equal(status_of(half, half), METHOD_OK);
	assert_int_equal(status_of(half, (struct kitagawa_group){ 0, 0 }),
	    METHOD_ZERO_DENOMINATOR);
	assert_int_equal(status_of((struct kitagawa_group){ -1, 5 }, half),
	    METHOD_NEGATIVE_COUNT);
	assert_int_equal(status_of(half, (struct kitagawa_group){ 6, 5 }),
	    METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_int_equal(
	    status_of((struct kitagawa_group){ 6, INT64_MAX }, half),
	    METHOD_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_one_sided),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_one_part),
		cmocka_unit_test(test_zero),
		cmocka_unit_test(test_fractions),
		cmocka_unit_test(test_corners),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

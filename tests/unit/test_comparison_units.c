/* test_comparison_units - properties of all statistics of a family, corners */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "comparison_fixture.h"
#include "relative.h"

enum { STRATA = 3 };

static void
assert_same(
    const struct comparison_result *a, const struct comparison_result *b)
{
	assert_int_equal(a->status, b->status);
	assert_true(a->value == b->value);
	assert_int_equal(a->limits, b->limits);
	assert_true(a->lower == b->lower && a->upper == b->upper);
	assert_int_equal(a->flags, b->flags);
	assert_ptr_equal(a->method, b->method);
}

static bool
of_units(unsigned s)
{
	return s == STATISTIC_P_VALUE || s == STATISTIC_P_ADJUSTED ||
	       (s >= STATISTIC_FUNNEL_95 && s <= STATISTIC_STANDARDISED_RATE);
}

/* A family whose units differ by more than chance, or not. */
static void
family(struct fixture *x, struct counted *table, struct counted *standard,
    uint64_t *seed, bool differ)
{
	size_t i, count = FIXTURE_UNITS * STRATA;
	int64_t in_ten = 5;

	for (i = 0; i < count; i++) {
		table[i] = (struct counted){ 0, draw(seed, 60) };
		if (differ && i % STRATA == 0)
			in_ten = draw(seed, 11);
		for (int64_t k = 0; k < table[i].n; k++)
			table[i].x += draw(seed, 10) < in_ten;
	}
	fixture_strata(x, table, FIXTURE_UNITS, STRATA, standard);
}

/* The family backwards, and with two of it exchanged: the same results. */
static void
any_order(void **state)
{
	struct counted table[FIXTURE_UNITS * STRATA], standard[STRATA];
	struct fixture *x = calloc(2, sizeof(*x)), *y = x + 1;
	uint64_t seed = 1;
	long round;
	unsigned s;
	size_t i;

	(void)state;
	assert_non_null(x);
	for (round = 0; round < rounds(6); round++) {
		family(x, table, standard, &seed, round % 2 == 0);
		x->definition.widening =
		    (enum comparison_widening)(round / 2 % 3);
		x->definition.pooling = (enum comparison_pooling)(round % 3);
		*y = *x;
		for (i = 0; i < FIXTURE_UNITS; i++)
			y->units[FIXTURE_UNITS - 1 - i] = x->units[i];
		fixture_run(x);
		fixture_run(y);
		for (s = 0; s < STATISTICS; s++) {
			for (i = 0; i < FIXTURE_UNITS && of_units(s); i++)
				assert_same(&x->results[i][s],
				    &y->results[FIXTURE_UNITS - 1 - i][s]);
			assert_same(&x->whole[s], &y->whole[s]);
		}
	}
	free(x);
}

/* Whatever has limits lies between them, and in the range of its unit. */
static void
in_range(const struct comparison_result *r, unsigned s)
{
	static const double least[] = { [STATISTIC_UNIT_PERCENT] = 0,
		[STATISTIC_UNIT_POINT] = -100,
		[STATISTIC_UNIT_RATIO] = 0,
		[STATISTIC_UNIT_PROBABILITY] = 0,
		[STATISTIC_UNIT_SCORE] = -INFINITY };
	static const double most[] = { [STATISTIC_UNIT_PERCENT] = 100,
		[STATISTIC_UNIT_POINT] = 100,
		[STATISTIC_UNIT_RATIO] = INFINITY,
		[STATISTIC_UNIT_PROBABILITY] = 1,
		[STATISTIC_UNIT_SCORE] = INFINITY };
	enum statistic_unit unit = statistic_unit((enum statistic)s);

	assert_non_null(r->method);
	if (r->status != METHOD_OK)
		return;
	assert_true(isfinite(r->value));
	assert_true(r->value >= least[unit] && r->value <= most[unit]);
	if (!r->limits)
		return;
	assert_true(isfinite(r->lower) && isfinite(r->upper));
	assert_true(r->lower <= r->value && r->value <= r->upper);
}

static void
ranges(void **state)
{
	struct counted table[FIXTURE_UNITS * STRATA], standard[STRATA];
	struct fixture x;
	uint64_t seed = 2;
	long round;
	unsigned s;
	size_t i;

	(void)state;
	for (round = 0; round < rounds(6); round++) {
		family(&x, table, standard, &seed, round % 2 == 0);
		fixture_run(&x);
		for (s = 0; s < STATISTICS; s++) {
			for (i = 0; i < FIXTURE_UNITS && of_units(s); i++)
				in_range(&x.results[i][s], s);
			if (s >= STATISTIC_OVERDISPERSION)
				in_range(&x.whole[s], s);
		}
	}
}

static void
assert_unit(const struct fixture *x, size_t unit, unsigned s,
    enum method_status status, double value)
{
	const struct comparison_result *r = &x->results[unit][s];

	assert_int_equal(r->status, status);
	if (status == METHOD_OK)
		assert_relative(r->value, value, 1e-13);
}

static void
assert_whole(const struct fixture *x, enum method_status dispersion,
    enum method_status pooled)
{
	assert_int_equal(x->whole[STATISTIC_OVERDISPERSION].status, dispersion);
	assert_int_equal(x->whole[STATISTIC_BETWEEN_UNITS].status, dispersion);
	assert_int_equal(x->whole[STATISTIC_POOLED_RATE].status, pooled);
	assert_int_equal(x->whole[STATISTIC_HETEROGENEITY].status, pooled);
}

/* It is its own target. */
static void
one_unit(void **state)
{
	static const struct counted one[] = { { 30, 40 } };
	struct fixture x;

	(void)state;
	fixture_units(&x, one, 1);
	fixture_run(&x);
	assert_unit(&x, 0, STATISTIC_FUNNEL_95, METHOD_OK, 75);
	assert_int_equal(x.results[0][STATISTIC_FUNNEL_95].flags, 0);
	assert_unit(&x, 0, STATISTIC_Z_SCORE, METHOD_OK, 0);
	assert_unit(&x, 0, STATISTIC_P_VALUE, METHOD_OK, 1);
	assert_unit(&x, 0, STATISTIC_P_ADJUSTED, METHOD_OK, 1);
	assert_unit(&x, 0, STATISTIC_SHRUNKEN_RATE, METHOD_TOO_FEW, 0);
	assert_whole(&x, METHOD_TOO_FEW, METHOD_TOO_FEW);
}

static void
equal_units(void **state)
{
	static const struct counted same[] = { { 30, 40 }, { 30, 40 },
		{ 30, 40 } };
	struct fixture x;
	size_t i;

	(void)state;
	fixture_units(&x, same, COUNT_OF(same));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(same); i++) {
		assert_unit(&x, i, STATISTIC_FUNNEL_998, METHOD_OK, 75);
		assert_unit(&x, i, STATISTIC_Z_SCORE, METHOD_OK, 0);
		assert_unit(&x, i, STATISTIC_P_ADJUSTED, METHOD_OK, 1);
		assert_unit(&x, i, STATISTIC_SHRUNKEN_RATE, METHOD_OK, 75);
	}
	assert_whole(&x, METHOD_OK, METHOD_OK);
	assert_true(x.whole[STATISTIC_OVERDISPERSION].value == 0);
	assert_true(x.whole[STATISTIC_BETWEEN_UNITS].value == 0);
	assert_true(x.whole[STATISTIC_HETEROGENEITY].value == 0);
}

/* Nobody, or everybody: limits are the target, and no unit has a score. */
static void
nobody_everybody(void **state)
{
	static const struct counted nobody[] = { { 0, 10 }, { 0, 30 } };
	static const struct counted everybody[] = { { 10, 10 }, { 30, 30 } };
	static const unsigned without[] = { STATISTIC_Z_SCORE,
		STATISTIC_P_VALUE, STATISTIC_P_ADJUSTED,
		STATISTIC_SHRUNKEN_RATE };
	enum method_status status = METHOD_NO_EVENTS;
	struct fixture x;
	double target = 0;
	size_t i, j;

	(void)state;
	for (j = 0; j < 2; j++) {
		fixture_units(&x, j == 0 ? nobody : everybody, 2);
		fixture_run(&x);
		assert_unit(&x, 1, STATISTIC_FUNNEL_95, METHOD_OK, target);
		assert_true(x.results[1][STATISTIC_FUNNEL_95].lower == target &&
			    x.results[1][STATISTIC_FUNNEL_95].upper == target);
		assert_int_equal(x.results[1][STATISTIC_FUNNEL_95].flags, 0);
		for (i = 0; i < COUNT_OF(without); i++)
			assert_unit(&x, 1, without[i], status, 0);
		assert_whole(&x, status, METHOD_OK);
		status = METHOD_ALL_EQUAL;
		target = 100;
	}
}

/* A unit that contradicts itself is no part of the family, and says so. */
static void
left_out(void **state)
{
	static const struct counted some[] = { { 15, 20 }, { 0, 0 }, { 40, 80 },
		{ 5, 4 }, { 45, 100 }, { -1, 4 } };
	static const struct counted good[] = { { 15, 20 }, { 40, 80 },
		{ 45, 100 } };
	struct fixture x, y;
	unsigned s;
	size_t i;

	(void)state;
	fixture_units(&x, some, COUNT_OF(some));
	fixture_units(&y, good, COUNT_OF(good));
	fixture_run(&x);
	fixture_run(&y);
	for (s = 0; s < STATISTICS; s++) {
		for (i = 0; i < COUNT_OF(good) && of_units(s); i++)
			assert_same(&x.results[2 * i][s], &y.results[i][s]);
		assert_same(&x.whole[s], &y.whole[s]);
		if (!of_units(s))
			continue;
		assert_unit(&x, 1, s, METHOD_ZERO_DENOMINATOR, 0);
		assert_unit(&x, 3, s, METHOD_NUMERATOR_ABOVE_DENOMINATOR, 0);
		assert_unit(&x, 5, s, METHOD_NEGATIVE_COUNT, 0);
	}
}

static void
no_units(void **state)
{
	struct fixture x;

	(void)state;
	fixture_units(&x, NULL, 0);
	fixture_run(&x);
	assert_whole(&x, METHOD_TOO_FEW, METHOD_TOO_FEW);
}

static void
too_large(void **state)
{
	static const struct counted huge[] = { { 1, INT64_C(1) << 53 },
		{ 1, 10 } };
	static const struct counted beyond[] = { { 1, (INT64_C(1) << 53) + 1 },
		{ 1, 10 } };
	static const struct counted large[] = { { 600000000, 1000000000 },
		{ 599000000, 1000000000 }, { 5, 9 } };
	struct fixture x;
	size_t i;

	(void)state;
	fixture_units(&x, huge, 2);
	fixture_run(&x);
	assert_unit(&x, 1, STATISTIC_FUNNEL_95, METHOD_TOO_LARGE, 0);
	assert_unit(&x, 1, STATISTIC_P_ADJUSTED, METHOD_TOO_LARGE, 0);
	assert_whole(&x, METHOD_TOO_LARGE, METHOD_OK);
	fixture_units(&x, beyond, 2);
	fixture_run(&x);
	assert_unit(&x, 0, STATISTIC_P_VALUE, METHOD_TOO_LARGE, 0);
	assert_string_equal(x.results[0][STATISTIC_P_VALUE].method, "funnel");
	assert_string_equal(x.results[0][STATISTIC_P_ADJUSTED].method,
	    adjust_method_name(x.definition.adjust));
	fixture_units(&x, large, COUNT_OF(large));
	fixture_run(&x);
	for (i = 0; i < COUNT_OF(large); i++) {
		in_range(
		    &x.results[i][STATISTIC_FUNNEL_95], STATISTIC_FUNNEL_95);
		assert_int_equal(
		    x.results[i][STATISTIC_SHRUNKEN_RATE].status, METHOD_OK);
	}
	assert_whole(&x, METHOD_OK, METHOD_OK);
}

/* A level that is none: what needs it says so. */
static void
wrong_level(void **state)
{
	struct counted table[FIXTURE_UNITS * STRATA], standard[STRATA];
	struct fixture x;
	uint64_t seed = 3;

	(void)state;
	family(&x, table, standard, &seed, true);
	x.level = 1;
	fixture_run(&x);
	assert_unit(&x, 0, STATISTIC_SHRUNKEN_RATE, METHOD_LEVEL, 0);
	assert_unit(&x, 0, STATISTIC_VALUE_ADDED, METHOD_LEVEL, 0);
	assert_int_equal(x.results[0][STATISTIC_FUNNEL_95].status, METHOD_OK);
	assert_whole(&x, METHOD_OK, METHOD_LEVEL);
}

/* Without memory it fails and leaks nothing. */
static void
no_memory(void **state)
{
	static const struct counted table[] = { { 30, 40 }, { 10, 60 },
		{ 30, 60 }, { 20, 40 } };
	bool wanted[STATISTICS];
	struct counted standard[2];
	struct fixture x;
	int result = -1;
	long n;

	(void)state;
	memset(wanted, 1, sizeof(wanted));
	fixture_strata(&x, table, 2, 2, standard);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		result = fixture_compute(&x, wanted, &f);
		chaos_stop();
		assert_int_equal(result, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
	}
	assert_true(n > 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order),
		cmocka_unit_test(ranges),
		cmocka_unit_test(one_unit),
		cmocka_unit_test(equal_units),
		cmocka_unit_test(nobody_everybody),
		cmocka_unit_test(left_out),
		cmocka_unit_test(no_units),
		cmocka_unit_test(too_large),
		cmocka_unit_test(wrong_level),
		cmocka_unit_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

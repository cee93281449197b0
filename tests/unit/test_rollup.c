/* rollup: order of codes, children by period, sums */
#include "unit.h"

#include <math.h>

#include "fixture.h"
#include "measure/rollup.h"

/* Parents after their children, a branch that ends, an "of which" part. */
static const char tree_text[] =
    "{\"id\":\"tree\",\"title\":{\"ru\":\"Д\",\"en\":\"T\"},\"entries\":["
    "{\"id\":\"x\",\"parent\":\"a\",\"title\":{\"ru\":\"1\",\"en\":\"1\"}},"
    "{\"id\":\"y\",\"parent\":\"a\",\"title\":{\"ru\":\"2\",\"en\":\"2\"},"
    "\"valid\":{\"from\":null,\"to\":\"2000-01-01\"}},"
    "{\"id\":\"z\",\"parent\":\"a\",\"included\":true,"
    "\"title\":{\"ru\":\"3\",\"en\":\"3\"}},"
    "{\"id\":\"a\",\"parent\":\"all\",\"title\":{\"ru\":\"4\",\"en\":\"4\"}},"
    "{\"id\":\"b\",\"parent\":\"all\",\"title\":{\"ru\":\"5\",\"en\":\"5\"}},"
    "{\"id\":\"all\",\"title\":{\"ru\":\"6\",\"en\":\"6\"}}]}";

static struct registry *
open_tree(void)
{
	struct fail f = FAIL_INIT;
	char *path = fixture_file(tree_text);
	struct registry *registry = registry_open(path, &f);

	assert_non_null(registry);
	fixture_remove(path);
	return registry;
}

static void
open_axis(struct rollup_axis *axis, const struct registry *registry,
    bool computes, const char *const *codes, size_t count)
{
	struct fail f = FAIL_INIT;
	size_t i;

	assert_int_equal(rollup_axis_init(axis, registry, computes, &f), 0);
	for (i = 0; i < count; i++)
		rollup_axis_add(axis, registry_find(registry, codes[i]));
	assert_int_equal(rollup_axis_close(axis, &f), 0);
}

static void
test_axis(void **state)
{
	static const char *const codes[] = { "z", "x" };
	struct registry *registry = open_tree();
	struct rollup_axis axis;

	(void)state;
	open_axis(&axis, registry, true, codes, 2);
	/* x, z and, for x, its parents: in registry order. */
	assert_int_equal(axis.count, 4);
	assert_string_equal(registry_entry_id(registry, axis.entries[2]), "a");
	assert_string_equal(
	    registry_entry_id(registry, axis.entries[3]), "all");
	assert_int_equal(axis.positions[registry_find(registry, "y")], -1);
	rollup_axis_period(&axis, 0, 0); /* 1970: x and y make a */
	assert_int_equal(axis.start[3] - axis.start[2], 2);
	rollup_axis_period(&axis, 20000, 20000); /* 2024: only x */
	assert_int_equal(axis.start[3] - axis.start[2], 1);
	rollup_axis_clear(&axis);
	/* What is "of which" is added to no parent. */
	open_axis(&axis, registry, true, codes, 1);
	assert_int_equal(axis.count, 1);
	rollup_axis_clear(&axis);
	open_axis(&axis, registry, false, codes, 2);
	assert_int_equal(axis.count, 2);
	rollup_axis_clear(&axis);
	registry_free(registry);
}

static struct estimate
number(int64_t numerator, int64_t denominator)
{
	return (struct estimate){ .numerator = numerator,
		.denominator = denominator,
		.status = OBSERVATION_OK,
		.coverage = 1 };
}

static struct estimate
without(enum observation_status status, enum observation_reason reason)
{
	return (struct estimate){ .status = status, .reason = reason };
}

/* x 1/2, y as given, a absent, b 3/4, all absent; the sum of sums. */
static struct estimate
sum_with(struct estimate y, int *status)
{
	static const char *const codes[] = { "x", "y", "b" };
	static const size_t dimension = 0;
	struct registry *registry = open_tree();
	struct estimate absent =
	    without(OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	struct estimate cells[] = { number(1, 2), y, absent, number(3, 4),
		absent };
	struct rollup_axis axis;
	struct fail f = FAIL_INIT;

	open_axis(&axis, registry, true, codes, 3);
	assert_int_equal(axis.count, COUNT_OF(cells));
	rollup_axis_period(&axis, 0, 0);
	*status = rollup_apply(&axis, 1, &dimension, 1, cells, &f);
	assert_int_equal(f.status, *status == 0 ? FAIL_NONE : FAIL_DATA);
	rollup_axis_clear(&axis);
	registry_free(registry);
	return cells[4];
}

static void
test_sums(void **state)
{
	struct estimate e;
	int status;

	(void)state;
	e = sum_with(number(5, 8), &status);
	assert_int_equal(status, 0);
	assert_int_equal(e.status, OBSERVATION_OK);
	assert_int_equal(e.numerator, 1 + 5 + 3);
	assert_int_equal(e.denominator, 2 + 8 + 4);
	assert_true(e.coverage == 1);
	e = sum_with(
	    without(OBSERVATION_NOT_APPLICABLE, REASON_DECLARED), &status);
	assert_int_equal(e.denominator, 2 + 4);
	assert_int_equal(e.flags, 0);
	e = sum_with(
	    without(OBSERVATION_MISSING, REASON_NOT_SUPPLIED), &status);
	assert_int_equal(e.flags, FLAG_PARTIAL);
	assert_true(e.coverage == 0.75);
	e = sum_with(without(OBSERVATION_CONFIDENTIAL, REASON_SENDER), &status);
	assert_int_equal(e.status, OBSERVATION_CONFIDENTIAL);
	(void)sum_with(number(1, INT64_MAX - 1), &status);
	assert_int_equal(status, -1);
}

static struct estimate
rows(int64_t rows, int64_t lost)
{
	struct estimate e = number(1, 2);

	e.rows = rows;
	e.lost = lost;
	return e;
}

/* One lost row may belong to any place, so it stands at each; one more is of
 * b.  The sums have two. */
static void
test_lost(void **state)
{
	static const char *const codes[] = { "x", "y", "b" };
	static const size_t dimension = 0;
	struct registry *registry = open_tree();
	struct estimate absent =
	    without(OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	struct estimate cells[5];
	struct rollup_axis axis;
	struct fail f = FAIL_INIT;

	(void)state;
	absent.lost = 1;
	cells[0] = rows(2, 1);
	cells[1] = rows(3, 1);
	cells[2] = absent; /* a: x and y */
	cells[3] = rows(4, 2);
	cells[4] = absent; /* all: a and b */
	open_axis(&axis, registry, true, codes, 3);
	rollup_axis_period(&axis, 0, 0);
	assert_int_equal(rollup_apply(&axis, 1, &dimension, 1, cells, &f), 0);
	assert_int_equal(cells[2].rows, 5);
	assert_int_equal(cells[2].lost, 1);
	assert_int_equal(cells[4].rows, 9);
	assert_int_equal(cells[4].lost, 2);
	rollup_axis_clear(&axis);
	registry_free(registry);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

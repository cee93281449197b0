/* case_memo: the same numbers are computed once, and give the same */
#include "unit.h"

#include <math.h>

#include "measure/case_memo.h"

static int runs; /* how often it was computed */

/* x + 10 n + 100 level; nothing for a negative x */
static enum method_status
add(const struct method_call *call, struct method_value *value)
{
	runs++;
	if (call->columns[0][0] < 0)
		return METHOD_NEGATIVE_COUNT;
	value->value = call->columns[0][0] + 100 * call->level;
	if (call->columns[1] != NULL)
		value->value += 10 * call->columns[1][0];
	return METHOD_OK;
}

static const struct method sum = { .name = "sum", .run = add };

static enum method_status
run(struct case_memo *memo, double x, double n, double level,
    struct method_value *value)
{
	const double *columns[] = { &x, isnan(n) ? NULL : &n };
	struct method_call call = { &sum, 1, 2, columns, level, NULL };

	*value = (struct method_value)METHOD_VALUE_NONE;
	return case_memo_run(memo, &call, value);
}

static void
test_once(void **state)
{
	struct case_memo memo = CASE_MEMO_INIT;
	struct method_value v;
	int i;

	(void)state;
	runs = 0;
	assert_int_equal(case_memo_init(&memo, 1, NULL), 0);
	for (i = 0; i < 3; i++) {
		assert_int_equal(run(&memo, 3, 4, 0.5, &v), METHOD_OK);
		assert_true(v.value == 93);
		assert_true(isnan(v.lower));
	}
	assert_int_equal(runs, 1);
	for (i = 0; i < 2; i++)
		assert_int_equal(
		    run(&memo, -3, 4, 0.5, &v), METHOD_NEGATIVE_COUNT);
	assert_int_equal(runs, 2);
	/* another level, another n, none */
	assert_int_equal(run(&memo, 3, 4, 0.25, &v), METHOD_OK);
	assert_true(v.value == 68);
	assert_int_equal(run(&memo, 3, 5, 0.5, &v), METHOD_OK);
	assert_true(v.value == 103);
	assert_int_equal(run(&memo, 3, NAN, 0.5, &v), METHOD_OK);
	assert_true(v.value == 53);
	case_memo_clear(&memo);
}

/* More results than there are places: all stay true. */
static void
test_many(void **state)
{
	struct case_memo memo = CASE_MEMO_INIT;
	struct method_value v;
	int i, round;

	(void)state;
	runs = 0;
	assert_int_equal(case_memo_init(&memo, 1, NULL), 0);
	for (round = 0; round < 2; round++)
		for (i = 0; i < 50000; i++) {
			assert_int_equal(run(&memo, i, 1, 0.5, &v), METHOD_OK);
			assert_true(v.value == i + 60);
		}
	assert_in_range(runs, 50000, 100000);
	case_memo_clear(&memo);
}

/* Without room nothing is kept. */
static void
test_none(void **state)
{
	struct case_memo memo = CASE_MEMO_INIT;
	struct method_value v;

	(void)state;
	runs = 0;
	assert_int_equal(run(&memo, 3, 4, 0.5, &v), METHOD_OK);
	assert_int_equal(run(&memo, 3, 4, 0.5, &v), METHOD_OK);
	assert_true(v.value == 93);
	assert_int_equal(runs, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* estimate: which status wins, and the numbers */
#include "unit.h"

#include <math.h>

#include "measure/estimate.h"

static void
check(struct part_sum above, struct part_sum below,
    enum observation_status status, enum observation_reason reason)
{
	struct estimate e;

	estimate_parts(&e, &above, &below, true, true);
	assert_string_equal(
	    observation_status_name(e.status), observation_status_name(status));
	assert_string_equal(
	    observation_reason_name(e.reason), observation_reason_name(reason));
}

/* Sum, rows, and rows missing, not applicable and confidential. */
static void
test_order_of_statuses(void **state)
{
	const struct part_sum absent = { 0, 0, 0, 0, 0, 0, 0, 0 },
			      ten = { 10, 1, 0, 0, 0, 0, 0, 0 };
	const struct part_sum missing = { 0, 2, 1, 1, 0, 0, 0, 0 };
	const struct part_sum marked = { 0, 2, 0, 2, 0, 0, 0, 0 };
	const struct part_sum secret = { 3, 2, 0, 0, 1, 0, 0, 0 };
	const struct part_sum zero = { 0, 1, 0, 0, 0, 0, 0, 0 },
			      less = { -1, 1, 0, 0, 0, 0, 0, 0 };

	(void)state;
	check(secret, absent, OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	check(missing, secret, OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	check(absent, absent, OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	check(absent, missing, OBSERVATION_MISSING,
	    REASON_NUMERATOR_NOT_IN_SOURCE);
	check(marked, absent, OBSERVATION_MISSING,
	    REASON_DENOMINATOR_NOT_IN_SOURCE);
	check(missing, marked, OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
	check(marked, ten, OBSERVATION_NOT_APPLICABLE, REASON_MARKED);
	check(less, ten, OBSERVATION_MISSING, REASON_NEGATIVE_COUNT);
	check(less, less, OBSERVATION_MISSING, REASON_NEGATIVE_COUNT);
	check(
	    ten, zero, OBSERVATION_MISSING, REASON_NUMERATOR_ABOVE_DENOMINATOR);
	check(zero, zero, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
	check(ten, ten, OBSERVATION_OK, REASON_NONE);
	check(zero, ten, OBSERVATION_OK, REASON_NONE);
}

static void
test_coverage(void **state)
{
	/* One of the two rows that apply. */
	const struct part_sum above = { 5, 3, 1, 1, 0, 0, 0, 0 };
	const struct part_sum below = { 9, 3, 1, 1, 0, 0, 0, 0 };
	struct estimate e;

	(void)state;
	estimate_parts(&e, &above, &below, true, true);
	assert_true(e.coverage == 0.5);
	assert_int_equal(e.flags, FLAG_PARTIAL);
}

static void
check_apart(struct part_sum above, struct part_sum below,
    enum observation_reason reason)
{
	struct estimate e;

	estimate_parts(&e, &above, &below, false, true);
	assert_string_equal(
	    observation_reason_name(e.reason), observation_reason_name(reason));
	assert_int_equal(e.status,
	    reason == REASON_NONE ? OBSERVATION_OK : OBSERVATION_MISSING);
}

/* Parts of other rows must be whole: which units lack a value is not known. */
static void
test_parts_differ(void **state)
{
	const struct part_sum whole = { 9, 2, 0, 0, 0, 0, 0, 0 };
	const struct part_sum more = { 99, 3, 0, 0, 0, 0, 0, 0 };
	const struct part_sum missing = { 5, 2, 1, 0, 0, 0, 0, 0 };
	const struct part_sum marked = { 5, 2, 0, 1, 0, 0, 0, 0 };
	const struct part_sum none = { 0, 2, 2, 0, 0, 0, 0, 0 };

	(void)state;
	check_apart(whole, more, REASON_NONE);
	check_apart(missing, whole, REASON_PARTS_DIFFER);
	check_apart(marked, whole, REASON_PARTS_DIFFER);
	check_apart(whole, missing, REASON_PARTS_DIFFER);
	/* not the same unit for sure */
	check_apart(missing, missing, REASON_PARTS_DIFFER);
	check_apart(none, missing, REASON_NOT_SUPPLIED);
}

static struct estimate
finished(int64_t numerator, int64_t denominator, int decimals)
{
	const struct part_sum above = { numerator, 1, 0, 0, 0, 0, 0, 0 };
	const struct part_sum below = { denominator, 1, 0, 0, 0, 0, 0, 0 };
	struct interval interval;
	struct estimate e;

	assert_int_equal(
	    interval_read(NULL, INTERVAL_PROPORTION, &interval, NULL), 0);
	estimate_parts(&e, &above, &below, true, true);
	estimate_finish(&e, 100, decimals, &interval);
	return e;
}

/* 0.05 is printed 0.1, what is below 0.0; 0 of many is no negligible. */
static void
test_negligible(void **state)
{
	(void)state;
	assert_int_equal(finished(1, 2000, 1).status, OBSERVATION_OK);
	assert_int_equal(finished(1, 2001, 1).status, OBSERVATION_NEGLIGIBLE);
	assert_int_equal(finished(1, 2001, 2).status, OBSERVATION_OK);
	assert_int_equal(finished(1, 200, 0).status, OBSERVATION_OK);
	assert_int_equal(finished(1, 201, 0).status, OBSERVATION_NEGLIGIBLE);
	assert_int_equal(finished(0, 2001, 1).status, OBSERVATION_OK);
}

/* Newcombe (1998), table I: 15 of 148 is .1014 (.0624 to .1605). */
static void
test_numbers(void **state)
{
	struct estimate e = finished(15, 148, 1);

	(void)state;
	assert_true(fabs(e.value - 1500.0 / 148) < 1e-13);
	assert_true(fabs(e.lower - 6.24) < 0.005);
	assert_true(fabs(e.upper - 16.05) < 0.005);
	e = finished(0, 0, 1);
	assert_int_equal(e.status, OBSERVATION_NOT_APPLICABLE);
	assert_true(e.value == 0 && e.lower == 0 && e.upper == 0);
	/* A million million people. */
	e = finished(1000000000000, 1000000000000, 1);
	assert_true(e.value == 100 && e.upper == 100 && e.lower < 100);
	assert_int_equal(e.flags, 0);
	/* More than a double counts. */
	e = finished(INT64_C(1) << 52, (INT64_C(1) << 53) + 1, 1);
	assert_int_equal(e.parts, ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR);
	assert_int_equal(e.flags, FLAG_UNRELIABLE);
	assert_true(e.value > 49 && e.lower == 0 && e.upper == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order_of_statuses),
		cmocka_unit_test(test_coverage),
		cmocka_unit_test(test_parts_differ),
		cmocka_unit_test(test_negligible),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_comparison_result - a statistic of a comparison as an estimate */
#include "unit.h"

#include "measure/comparison_result.h"

static void
has_a_number(void **state)
{
	struct comparison_result r = { .status = METHOD_OK,
		.value = -5.6,
		.lower = -9.9,
		.upper = -1.1,
		.limits = true,
		.flags = FLAG_BELOW,
		.method = "newcombe" };
	struct estimate e;

	(void)state;
	comparison_estimate(&r, STATISTIC_DIFFERENCE, 1, &e);
	assert_int_equal(e.status, OBSERVATION_OK);
	assert_int_equal(e.flags, FLAG_BELOW);
	assert_int_equal(e.parts, ESTIMATE_INTERVAL);
	assert_true(e.value == -5.6 && e.lower == -9.9 && e.upper == -1.1);
	assert_true(e.coverage == 1);
	r = (struct comparison_result){ .status = METHOD_OK, .value = 0.04 };
	comparison_estimate(&r, STATISTIC_RATE_PART, 1, &e);
	assert_int_equal(e.status, OBSERVATION_NEGLIGIBLE);
	assert_int_equal(e.parts, 0);
	/* a small probability is no share that rounds to nothing */
	comparison_estimate(&r, STATISTIC_P_VALUE, 1, &e);
	assert_int_equal(e.status, OBSERVATION_OK);
}

static void
has_none(void **state)
{
	struct comparison_result r = { .status = METHOD_OK };
	struct estimate e;
	int i;

	(void)state;
	for (i = METHOD_ZERO_DENOMINATOR; i < METHOD_STATUSES; i++) {
		r.status = (enum method_status)i;
		comparison_estimate(&r, STATISTIC_RATIO, 1, &e);
		assert_false(observation_published(e.status));
		assert_int_not_equal(e.reason, REASON_NONE);
	}
	r.status = METHOD_NEGATIVE_COUNT;
	comparison_estimate(&r, STATISTIC_RATIO, 1, &e);
	assert_int_equal(e.status, OBSERVATION_MISSING);
	assert_int_equal(e.reason, REASON_NEGATIVE_COUNT);
	r.status = METHOD_ZERO_DENOMINATOR;
	comparison_estimate(&r, STATISTIC_RATIO, 1, &e);
	assert_int_equal(e.status, OBSERVATION_NOT_APPLICABLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_a_number),
		cmocka_unit_test(has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

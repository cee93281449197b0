/* two_groups: what is no count, and what must not cancel */
#include "unit.h"

#include "statistics/two_groups.h"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_product_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* counted: what is no count of some among others */
#include "unit.h"

#include "statistics/counted.h"

static const struct {
	struct counted counted;
	enum method_status status;
} cases[] = {
	{ { 0, 1 }, METHOD_OK },
	{ { COUNT_MAX, COUNT_MAX }, METHOD_OK },
	{ { -1, 5 }, METHOD_NEGATIVE_COUNT },
	{ { 1, INT64_MIN }, METHOD_NEGATIVE_COUNT },
	{ { 0, 0 }, METHOD_ZERO_DENOMINATOR },
	{ { 3, 0 }, METHOD_ZERO_DENOMINATOR },
	{ { 6, 5 }, METHOD_NUMERATOR_ABOVE_DENOMINATOR },
	{ { INT64_MAX, 5 }, METHOD_NUMERATOR_ABOVE_DENOMINATOR },
	{ { 0, COUNT_MAX + 1 }, METHOD_TOO_LARGE },
	{ { INT64_MAX, INT64_MAX }, METHOD_TOO_LARGE },
};

static void
test_check(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(
		    counted_check(&cases[i].counted), cases[i].status);
}

/* What is not added leaves the sum as it is. */
static void
test_add(void **state)
{
	const struct counted some = { 15, 148 }, rest = { 1, COUNT_MAX - 148 },
			     one = { 1, 1 };
	struct counted sum;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		sum = (struct counted){ 0, 0 };
		assert_int_equal(
		    counted_add(&cases[i].counted, &sum), cases[i].status);
		assert_true(cases[i].status == METHOD_OK || sum.n == 0);
	}
	sum = (struct counted){ 0, 0 };
	assert_int_equal(counted_add(&some, &sum), METHOD_OK);
	assert_int_equal(counted_add(&rest, &sum), METHOD_OK);
	assert_true(sum.x == 16 && sum.n == COUNT_MAX);
	assert_int_equal(counted_add(&one, &sum), METHOD_TOO_LARGE);
	assert_true(sum.x == 16 && sum.n == COUNT_MAX);
}

/* The order does not matter: also not for why there is no sum. */
static void
test_sum(void **state)
{
	const struct counted good[] = { { 15, 148 }, { 1, 2 } };
	struct counted pair[2], sum;
	enum method_status worst;
	size_t i, j;

	(void)state;
	assert_int_equal(counted_sum(NULL, 0, &sum), METHOD_OK);
	assert_int_equal(sum.n, 0);
	assert_int_equal(counted_sum(good, 2, &sum), METHOD_OK);
	assert_int_equal(sum.x, 16);
	assert_int_equal(sum.n, 150);
	for (i = 2; i < COUNT_OF(cases); i++)
		for (j = 2; j < COUNT_OF(cases); j++) {
			pair[0] = cases[i].counted;
			pair[1] = cases[j].counted;
			worst = cases[i].status > cases[j].status
				    ? cases[i].status
				    : cases[j].status;
			assert_int_equal(counted_sum(pair, 2, &sum), worst);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ordered_sum: nothing is lost and the order does not matter */
#include "unit.h"

#include "relative.h"
#include "statistics/ordered_sum.h"

static void
test_known(void **state)
{
	double large[] = { 1e100, 1, -1e100 }, tenths[10];
	size_t i;

	(void)state;
	assert_true(ordered_sum(large, 3) == 1);
	assert_true(ordered_sum(NULL, 0) == 0);
	for (i = 0; i < COUNT_OF(tenths); i++)
		tenths[i] = 0.1;
	assert_true(ordered_sum(tenths, COUNT_OF(tenths)) == 1);
}

static void
test_order(void **state)
{
	double terms[50], shuffled[50] = { 0 };
	uint64_t seed = 1;
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT_OF(terms); i++) {
		j = (size_t)draw(&seed, (int64_t)i + 1);
		terms[i] = (double)draw(&seed, 2000) / 7 - 100;
		shuffled[i] = shuffled[j];
		shuffled[j] = terms[i];
	}
	assert_true(ordered_sum(terms, COUNT_OF(terms)) ==
		    ordered_sum(shuffled, COUNT_OF(shuffled)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tally: numbers and how often each occurs */
#include "unit.h"

#include "statistics/tally.h"

static void
test_merge(void **state)
{
	struct tally t[] = { { 7, 1 }, { 3, 1 }, { 7, 2 }, { 0, 1 }, { 3, 1 },
		{ 7, 1 } };

	(void)state;
	assert_int_equal(tally_merge(t, COUNT_OF(t)), 3);
	assert_true(t[0].value == 0 && t[0].times == 1);
	assert_true(t[1].value == 3 && t[1].times == 2);
	assert_true(t[2].value == 7 && t[2].times == 4);
	assert_int_equal(tally_merge(t, 1), 1);
	assert_int_equal(tally_merge(t, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

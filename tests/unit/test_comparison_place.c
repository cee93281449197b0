/* comparison_place: number after number, then cell after cell */
#include "unit.h"

#include "measure/comparison_place.h"

static void
test_order(void **state)
{
	static const int numbers[] = { 1, 2, 0, 7, 1, 2, -3, 9, 1, -1 };
	static const size_t expected[] = { 3, 1, 4, 0, 2 };
	struct comparison_place *places =
	    comparison_places(numbers, 2, 5, NULL);
	size_t i;

	(void)state;
	assert_non_null(places);
	for (i = 0; i < 5; i++)
		assert_int_equal(places[i].cell, expected[i]);
	assert_true(comparison_place_same(&places[3], &places[4]));
	assert_false(comparison_place_same(&places[2], &places[3]));
	free(places);
}

static void
test_none(void **state)
{
	struct comparison_place *places = comparison_places(NULL, 2, 0, NULL);

	(void)state;
	assert_non_null(places);
	free(places);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* period: the days that a period covers */
#include "unit.h"

#include "base/date.h"
#include "measure/period.h"

static void
check(const char *period, const char *from, const char *to)
{
	int32_t first, last;
	char text[DATE_TEXT];

	assert_true(period_days(period, &first, &last));
	date_print(first, text);
	assert_string_equal(text, from);
	date_print(last, text);
	assert_string_equal(text, to);
}

static void
test_known(void **state)
{
	(void)state;
	check("2002", "2002-01-01", "2002-12-31");
	check("2002-02", "2002-02-01", "2002-02-28");
	check("2024-02", "2024-02-01", "2024-02-29");
	check("2024-04", "2024-04-01", "2024-04-30");
	check("2002-10-09", "2002-10-09", "2002-10-09");
}

static void
test_unknown(void **state)
{
	static const char *const periods[] = { "", "02", "2013/2014", "2002-13",
		"2002-00", "2002-1", "20o2", "2002/02", "2002-02-30", "9999" };
	int32_t first, last;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(periods); i++) {
		assert_false(period_days(periods[i], &first, &last));
		assert_int_equal(first, INT32_MIN);
		assert_int_equal(last, INT32_MAX);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

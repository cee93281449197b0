#include "unit.h"

#include <time.h>

#include "base/date.h"

static int32_t
day(const char *text)
{
	int32_t date = INT32_MAX;

	assert_true(date_parse(text, strlen(text), &date));
	return date;
}

/* Known points: `date -u -d 2022-02-24 +%s` / 86400 and so on. */
static void
counts_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2000-02-29"), 11016);
	assert_int_equal(day("2022-02-24"), 19047);
	assert_int_equal(day("1900-03-01"), -25508);
	assert_int_equal(day("1800-01-01"), -62091);
	assert_int_equal(day("2199-12-31"), 84005);
}

/* Every day of the range in turn, checked against gmtime(). */
static void
agrees_with_the_system(void **state)
{
	char text[DATE_TEXT], other[DATE_TEXT];
	int32_t back;

	(void)state;
	for (int32_t date = -62091; date <= 84005; date++) {
		time_t seconds = (time_t)date * 86400;
		struct tm tm;

		gmtime_r(&seconds, &tm);
		strftime(other, sizeof(other), "%Y-%m-%d", &tm);
		date_print(date, text);
		assert_string_equal(text, other);
		assert_true(date_parse(text, 10, &back));
		assert_int_equal(back, date);
	}
}

static void
refuses_what_is_no_day(void **state)
{
	static const char *const bad[] = { "2022-02-29", "1900-02-29",
		"2022-00-10", "2022-13-10", "2022-04-31", "2022-01-00",
		"1799-12-31", "2200-01-01", "2022-1-01", "2022/01/01",
		"2022-01-1x", "-022-01-01", " 2022-01-01", "2022-01-01 ", "",
		"20220101", "24.02.2022" };
	int32_t date = 7;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(date_parse(bad[i], strlen(bad[i]), &date));
	assert_false(date_from_civil(2022, -1, 1, &date));
	assert_false(date_from_civil(INT32_MIN, 1, 1, &date));
	assert_int_equal(date, 7);
}

/* Dates come from files: any number must be printable. */
static void
prints_any_number(void **state)
{
	char text[DATE_TEXT];

	(void)state;
	date_print(INT32_MIN, text);
	assert_int_equal(strlen(text), 10);
	date_print(INT32_MAX, text);
	assert_int_equal(strlen(text), 10);
}

static void
check_months(const char *from, int months, const char *expected)
{
	char text[DATE_TEXT];
	int32_t date;

	assert_true(date_parse(from, strlen(from), &date));
	date_print(date_add_months(date, months), text);
	assert_string_equal(text, expected);
}

static void
adds_months(void **state)
{
	int32_t date;

	(void)state;
	check_months("2024-06-30", 0, "2024-06-30");
	check_months("2024-06-30", 6, "2024-12-30");
	check_months("2024-06-30", 7, "2025-01-30");
	check_months("2024-12-31", 12, "2025-12-31");
	check_months("2023-08-31", 6, "2024-02-29");
	check_months("2022-08-31", 6, "2023-02-28");
	check_months("2024-02-29", 12, "2025-02-28");
	check_months("2024-02-29", 48, "2028-02-29");
	check_months("2023-12-31", 2, "2024-02-29");
	check_months("2023-01-31", 27, "2025-04-30");
	check_months("1899-12-31", 2, "1900-02-28");
	assert_true(date_from_civil(2199, 12, 1, &date));
	assert_int_equal(date_add_months(date, 1), INT32_MAX);
	assert_int_equal(date_add_months(INT32_MAX, 600), INT32_MAX);
	assert_int_equal(date_add_months(INT32_MIN, 600), INT32_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_from_1970),
		cmocka_unit_test(agrees_with_the_system),
		cmocka_unit_test(refuses_what_is_no_day),
		cmocka_unit_test(prints_any_number),
		cmocka_unit_test(adds_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "base/date.h"
#include "value/value_date.h"

static enum date_result
scan(const char *text, enum date_order order, struct date_reading *d)
{
	return date_scan(text, strlen(text), order, d);
}

/* Is it this day? */
static bool
is_day(int32_t date, const char *iso)
{
	char text[DATE_TEXT];

	date_print(date, text);
	return strcmp(text, iso) == 0;
}

static void
reads_dates(void **state)
{
	static const char *const good[] = { "2022-02-24", "2022-2-24",
		"24.02.2022", "24.2.2022", "24.02.22", "24-02-2022",
		"24/02/2022", "24/02/22", "02/24/2022", "2022/02/24",
		"2022.02.24", "20220224", "24 февраля 2022 г.",
		"24 Февраля 2022 года", "«24» февраля 2022 г.", "24 фев. 2022",
		"24 фев 2022", "24.фев.22", "24.фев.2022", "24-Feb-2022",
		"24-feb-22", "24 February 2022", "Feb 24, 2022",
		"February 24 2022", "24. 02. 2022", "24.02.2022 г.",
		"24.02.2022 0:00:00", "24.02.2022 10:15", "2022-02-24T00:00:00",
		"2022-02-24T23:59:59.999Z", "2022-02-24 10:15:00+03:00",
		"2022-02-24 10:15 +0300", "24.02.2022, 10:15",
		"24.02.2022 г. 10:15", "02/24/2022 1:05 PM",
		"24\u00A0февраля\u00A02022\u00A0г." };
	static const char *const bad[] = { "", "24", "24.02.", "2022",
		"2022-02", "31.02.2022", "2022-02-30", "29.02.2021", "0.0.0",
		"99.99.9999", "24.02.20221", "24.02.202", "24.02/2022",
		"24-02-22", "24 02 2022", "24.13.2022", "13/13/2022",
		"24 мартобря 2022", "24.02.2022 24:00", "24.02.2022 10",
		"24.02.2022 10:60", "24.02.202210:00", "24.02.2022 10:15 x",
		"202202245", "2022022", "19999", "80001", "44616.5x", "44616a",
		"февраль 2022", "24.02.1799", "24.02.2200", "\u00B2" };
	struct date_reading d;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		if (scan(good[i], DATE_ORDER_OPEN, &d) != DATE_READ ||
		    !is_day(d.date, "2022-02-24") || d.serial)
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (scan(bad[i], DATE_ORDER_OPEN, &d) != DATE_NONE)
			fail_msg("\"%s\" was read", bad[i]);
}

static void
reads_all_months(void **state)
{
	static const char *const names[][3] = { { "января", "янв", "Jan" },
		{ "февраля", "фев", "Feb" }, { "марта", "мар", "Mar" },
		{ "апреля", "апр", "Apr" }, { "мая", "май", "May" },
		{ "июня", "июн", "Jun" }, { "июля", "июл", "Jul" },
		{ "августа", "авг", "Aug" }, { "сентября", "сен", "Sep" },
		{ "октября", "окт", "Oct" }, { "ноября", "ноя", "Nov" },
		{ "декабря", "дек", "Dec" } };
	int month;

	(void)state;
	for (month = 0; month < 12; month++)
		for (size_t i = 0; i < COUNT_OF(names[0]); i++)
			assert_int_equal(date_month(names[month][i],
					     strlen(names[month][i])),
			    month + 1);
	assert_int_equal(date_month("ма", 4), 0);
	assert_int_equal(date_month("", 0), 0);
}

/* Between slashes the month may stand first. */
static void
tells_the_order(void **state)
{
	struct date_reading d;

	(void)state;
	assert_int_equal(scan("13/04/2022", DATE_MONTH_FIRST, &d), DATE_READ);
	assert_int_equal(d.proves, DATE_DAY_FIRST);
	assert_true(is_day(d.date, "2022-04-13"));
	assert_int_equal(scan("04/13/2022", DATE_DAY_FIRST, &d), DATE_READ);
	assert_int_equal(d.proves, DATE_MONTH_FIRST);
	assert_true(is_day(d.date, "2022-04-13"));
	assert_int_equal(scan("04/12/2022", DATE_ORDER_OPEN, &d), DATE_OPEN);
	assert_int_equal(d.proves, DATE_ORDER_OPEN);
	assert_int_equal(scan("04/12/2022", DATE_DAY_FIRST, &d), DATE_READ);
	assert_true(is_day(d.date, "2022-12-04"));
	assert_int_equal(scan("04/12/2022", DATE_MONTH_FIRST, &d), DATE_READ);
	assert_true(is_day(d.date, "2022-04-12"));
	/* either way the same, and no proof */
	assert_int_equal(scan("04/04/2022", DATE_ORDER_OPEN, &d), DATE_READ);
	assert_int_equal(d.proves, DATE_ORDER_OPEN);
	/* points and hyphens have the day first */
	assert_int_equal(scan("04.12.2022", DATE_MONTH_FIRST, &d), DATE_READ);
	assert_true(is_day(d.date, "2022-12-04"));
}

/* Limits: the years of two digits, the years at all, the days of
 * spreadsheets.  20000 is 5,569 days before 1970-01-01, 15 years of 365 days,
 * 4 leap days and 90 days: 1954-10-03.  80000 is 54,431 after it: 149 years of
 * 365 days, 36 leap days (2100 is none) and 10 days: 2119-01-11 would be day
 * 54,431 if 2119-01-01 is 149 * 365 + 36 = 54,421. */
static void
keeps_limits(void **state)
{
	static const struct {
		const char *text, *day;
	} good[] = { { "01.01.49", "2049-01-01" }, { "01.01.50", "1950-01-01" },
		{ "31.12.99", "1999-12-31" }, { "01.01.00", "2000-01-01" },
		{ "01.01.1800", "1800-01-01" }, { "31.12.2199", "2199-12-31" },
		{ "20000", "1954-10-03" }, { "20001", "1954-10-04" },
		{ "79999", "2119-01-10" }, { "80000", "2119-01-11" },
		{ "44616", "2022-02-24" }, { "44616,427083", "2022-02-24" },
		{ "44616.0", "2022-02-24" } };
	static const char *const bad[] = { "31.12.1799", "01.01.2200", "19999",
		"80001" };
	struct date_reading d;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		if (scan(good[i].text, DATE_ORDER_OPEN, &d) != DATE_READ ||
		    !is_day(d.date, good[i].day))
			fail_msg("%s", good[i].text);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_int_equal(scan(bad[i], DATE_ORDER_OPEN, &d), DATE_NONE);
}

static void
reads_by_patterns(void **state)
{
	static const struct {
		const char *pattern, *text;
	} good[] = { { "%d/%m/%Y", "24/02/2022" }, { "%m/%d/%y", "02/24/22" },
		{ "%y-%m-%d", "22-02-24" },
		{ "%d %B %Y г.", "24 февраля 2022 г." },
		{ "%d%m%Y", "24022022" }, { "%e %b %Y", " 24 Feb 2022" },
		{ "%Y-%m-%dT%H:%M:%S", "2022-02-24T10:00:59" },
		{ "%d.%m.%Y %I %p", "24.02.2022 10 AM" },
		{ "%%%d.%m.%Y", "%24.02.2022" } };
	static const struct {
		const char *pattern, *text;
	} bad[] = { { "%d/%m/%Y", "02/24/2022" }, { "%d/%m/%Y", "24/02/22" },
		{ "%d/%m/%Y", "24.02.2022" }, { "%d/%m/%Y", "24/02/2022 " },
		{ "%d/%m/%Y", "" }, { "%d %B %Y", "24 02 2022" } };
	static const char *const invalid[] = { "", "%d", "%d.%m", "%d.%m.%Y.%y",
		"%d.%d.%m.%Y", "%D", "%d.%m.%Y%", "%d.%m.%Q", "%d.%m.%Y %s" };
	int32_t date;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_true(date_pattern_valid(good[i].pattern));
		if (!date_by_pattern(good[i].pattern, good[i].text,
			strlen(good[i].text), &date) ||
		    !is_day(date, "2022-02-24"))
			fail_msg("%s", good[i].text);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (date_by_pattern(bad[i].pattern, bad[i].text,
			strlen(bad[i].text), &date))
			fail_msg("%s", bad[i].text);
	for (size_t i = 0; i < COUNT_OF(invalid); i++)
		if (date_pattern_valid(invalid[i]))
			fail_msg("%s", invalid[i]);
}

static void
reads_years(void **state)
{
	static const char *const good[] = { "2022", "2022.0", "2022,0",
		"2022 г.", "2022г.", "2022 год", "2022 года", "2022\u00A0г." };
	static const char *const bad[] = { "", "22", "20222", "1022",
		"2022-2023", "2022,5", "2022 гг", "1799", "2200", "2022 " };
	int year;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (!date_year(good[i], strlen(good[i]), &year))
			fail_msg("%s", good[i]);
		assert_int_equal(year, 2022);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (date_year(bad[i], strlen(bad[i]), &year))
			fail_msg("\"%s\" was read", bad[i]);
	assert_true(date_year("1800", 4, &year));
	assert_true(date_year("2199", 4, &year));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(reads_all_months),
		cmocka_unit_test(tells_the_order),
		cmocka_unit_test(keeps_limits),
		cmocka_unit_test(reads_by_patterns),
		cmocka_unit_test(reads_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* date.c - calendar dates as days since 1970-01-01 */
#include <stdio.h>

#include "base/date.h"

#define DAYS_0000_TO_1970 719468 /* from 0000-03-01, where the cycle begins */
#define DAYS_400_YEARS 146097

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && leap(year));
}

/*
 * Years are counted from March, so that the leap day is the last of its year
 * and the months from March on begin after (153 m + 2) / 5 days.
 */
bool
date_from_civil(int year, int month, int day, int32_t *date)
{
	int y, m;

	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX || month < 1 ||
	    month > 12 || day < 1 || day > month_days(year, month))
		return false;
	y = month > 2 ? year : year - 1;
	m = (month + 9) % 12;
	*date = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day -
		1 - DAYS_0000_TO_1970;
	return true;
}

void
date_to_civil(int32_t date, int *year, int *month, int *day)
{
	int64_t days = (int64_t)date + DAYS_0000_TO_1970;
	int64_t era =
	    (days >= 0 ? days : days - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
	int of_era = (int)(days - era * DAYS_400_YEARS);
	int y =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;

	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int)(era * 400) + y + (*month <= 2);
}

int32_t
date_add_months(int32_t date, int months)
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	month += months % 12;
	year += months / 12 + (month > 12);
	month -= month > 12 ? 12 : 0;
	if (day > month_days(year, month))
		day = month_days(year, month);
	return date_from_civil(year, month, day, &date) ? date : INT32_MAX;
}

/* The number that these digits mean, or -1 where there is another sign. */
static int
digits(const char *text, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = 10 * number + (text[i] - '0');
	}
	return number;
}

bool
date_parse(const char *text, size_t length, int32_t *date)
{
	if (length != DATE_TEXT - 1 || text[4] != '-' || text[7] != '-')
		return false;
	return date_from_civil(
	    digits(text, 4), digits(text + 5, 2), digits(text + 8, 2), date);
}

void
date_print(int32_t date, char text[DATE_TEXT])
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	text[0] = (char)('0' + year / 1000 % 10);
	text[1] = (char)('0' + year / 100 % 10);
	text[2] = (char)('0' + year / 10 % 10);
	text[3] = (char)('0' + year % 10);
	text[4] = '-';
	text[5] = (char)('0' + month / 10);
	text[6] = (char)('0' + month % 10);
	text[7] = '-';
	text[8] = (char)('0' + day / 10);
	text[9] = (char)('0' + day % 10);
	text[10] = '\0';
}

/* calendar.c - days as numbers */
#include <stdbool.h>

#include "calendar.h"

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
month_length(int year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	return lengths[month - 1] + (month == 2 && is_leap(year));
}

static int
days_before_year(int year)
{
	int y = year - 1;

	return 365 * (year - 1970) + (y / 4 - y / 100 + y / 400) -
	       (1969 / 4 - 1969 / 100 + 1969 / 400);
}

int
day_of(int year, int month, int day)
{
	int m, days = days_before_year(year);

	for (m = 1; m < month; m++)
		days += month_length(year, m);
	return days + day - 1;
}

void
day_civil(int day, int *year, int *month, int *of_month)
{
	int y = 1970 + day / 366;

	while (days_before_year(y + 1) <= day)
		y++;
	day -= days_before_year(y);
	*year = y;
	for (*month = 1; day >= month_length(y, *month); (*month)++)
		day -= month_length(y, *month);
	*of_month = day + 1;
}

int
day_add_months(int day, int months)
{
	int year, month, of_month, last;

	day_civil(day, &year, &month, &of_month);
	month += months;
	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	last = month_length(year, month);
	return day_of(year, month, of_month < last ? of_month : last);
}

int
reference_day(int year)
{
	return day_of(year, 10, 1);
}

int
until_day(void)
{
	return day_of(2025, 9, 30);
}

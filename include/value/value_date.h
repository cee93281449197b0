/*
 * value_date.h - dates and years as exports write them.
 *
 *	struct date_reading r;
 *	if (date_scan("24 февраля 2022 г.", 26, DATE_ORDER_OPEN, &r) ==
 *	    DATE_READ)
 *		(r.date is that day)
 *
 * 24.02.2022, 24.02.22, 24-02-2022, 24/02/2022, 2022-02-24, 2022/02/24,
 * 2022.02.24, 20220224; 24 февраля 2022 г., 24 фев. 2022, 24-Feb-2022,
 * 15.янв.05, Feb 24, 2022; a time of day behind it is passed over.  With
 * slashes the month may stand first: 02/24/2022 has it there, 24/02/2022 has
 * it not, and 03/04/2022 is open.  Two digits of a year are 1950 to 2049, as
 * spreadsheets have it.  Five digits, 20000 to 80000, are the number of a day
 * as spreadsheets count (1 is 1900-01-01, and they think that there was a
 * 1900-02-29): 44616 is 2022-02-24.  Years are those of date.h.
 */
#ifndef VALUE_VALUE_DATE_H
#define VALUE_VALUE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_SERIAL_MIN 20000
#define DATE_SERIAL_MAX 80000

enum date_order { DATE_ORDER_OPEN, DATE_DAY_FIRST, DATE_MONTH_FIRST };

enum date_result { DATE_NONE, DATE_READ, DATE_OPEN };

struct date_reading {
	int32_t date;
	enum date_order proves; /* the order that it surely has */
	bool serial;            /* the number of a day */
	bool century;           /* the year had all its digits */
	bool compact;           /* 20220224 */
};

/* The order is for dates that are open otherwise. */
enum date_result date_scan(
    const char *text, size_t length, enum date_order, struct date_reading *);

/*
 * By a pattern of strptime(3): %d %e %m %b %B %h %Y %y and, passed over, %H %I
 * %M %S %p; names of months are Russian or English ones; a blank stands for
 * any number of them.  Valid if day, month and year stand there once each.
 */
bool date_pattern_valid(const char *pattern);
bool date_by_pattern(
    const char *pattern, const char *text, size_t length, int32_t *date);

/* 2022, 2022.0, 2022,0, 2022 г., 2022 год, 2022 года: the whole text. */
bool date_year(const char *text, size_t length, int *year);

/* The number (1 to 12) of a month by its name or its first letters, in
 * Russian or English, or 0. */
int date_month(const char *text, size_t length);

#endif

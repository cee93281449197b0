/*
 * date.h - calendar dates as days since 1970-01-01 (Arrow date32).
 *
 *	int32_t day;
 *	if (date_parse("2022-02-24", 10, &day)) ...
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_TEXT 11 /* YYYY-MM-DD and a NUL */
#define DATE_YEAR_MIN 1800
#define DATE_YEAR_MAX 2199

/* Proleptic Gregorian; false when there is no such day or out of range. */
bool date_from_civil(int year, int month, int day, int32_t *date);
void date_to_civil(int32_t date, int *year, int *month, int *day);

/*
 * The same day so many months later (at least 0), or the last day of that
 * month if it has no such day: 31 August and 6 months are 28 or 29 February.
 * INT32_MAX outside the years of this calendar.
 */
int32_t date_add_months(int32_t date, int months);

/* YYYY-MM-DD, the whole text; false when it is no such date. */
bool date_parse(const char *text, size_t length, int32_t *date);
void date_print(int32_t date, char text[DATE_TEXT]);

#endif

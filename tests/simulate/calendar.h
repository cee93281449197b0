/*
 * calendar.h - days as numbers, 0 is 1970-01-01.
 *
 *	int day = day_of(2024, 2, 29);
 *	day_add_months(day, 12) == day_of(2025, 2, 28)
 */
#ifndef SIMULATE_CALENDAR_H
#define SIMULATE_CALENDAR_H

#define NO_DAY (-1000000) /* a date that is empty */

/* The time of the simulated world. */
#define FIRST_YEAR 2022
#define YEARS 4
#define LAST_YEAR (FIRST_YEAR + YEARS - 1)
#define EXPORT_YEAR 2025 /* of registers and spells */

int day_of(int year, int month, int day);
void day_civil(int day, int *year, int *month, int *of_month);
/* The same day of a later month, or its last one if it is shorter. */
int day_add_months(int day, int months);
int month_length(int year, int month);
/* 1 October: the day on which students and members are counted. */
int reference_day(int year);
/* The last day that the export of spells knows of. */
int until_day(void);

#endif

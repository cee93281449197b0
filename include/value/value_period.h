/*
 * value_period.h - periods as exports write them, in one form.
 *
 *	char period[PERIOD_TEXT];
 *	if (period_scan("I кв. 2022", 12, PERIOD_MONTH, period) != PERIOD_NONE)
 *		(period is "2022-Q1")
 *
 * Years (2022, 2022 г.) are 2022; quarters (I кв. 2022, 1 квартал 2022 г.,
 * 1-й квартал 2022, Q1 2022, 2022-Q1) 2022-Q1; halves of a year (1 полугодие
 * 2022) 2022-S1; months (март 2022, 03.2022, 2022-03) 2022-03; school years
 * (2013/2014, 2013-14, 2013/14 уч. г.) 2013/2014.  2011-12 is open, a month or
 * a school year.  The names of the forms are those of SDMX (Content-Oriented
 * Guidelines, time period) and, for school years, of Rosstat.
 */
#ifndef VALUE_VALUE_PERIOD_H
#define VALUE_VALUE_PERIOD_H

#include <stddef.h>

#define PERIOD_TEXT 10 /* bytes with the NUL */

enum period_kind {
	PERIOD_NONE,
	PERIOD_YEAR,
	PERIOD_HALF,
	PERIOD_QUARTER,
	PERIOD_MONTH,
	PERIOD_SCHOOL_YEAR,
	PERIOD_OPEN /* a month or a school year */
};

/* open: what an open one is (PERIOD_MONTH or PERIOD_SCHOOL_YEAR), or
 * PERIOD_OPEN: then the period is that of the month. */
enum period_kind period_scan(const char *text, size_t length,
    enum period_kind open, char period[PERIOD_TEXT]);

#endif

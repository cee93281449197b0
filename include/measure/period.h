/*
 * period.h - the days that a period of the data covers.
 *
 *	int32_t first, last;
 *	if (period_days("2002-02", &first, &last))
 *		...	(1 and 28 February 2002)
 */
#ifndef MEASURE_PERIOD_H
#define MEASURE_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The days of YYYY, YYYY-MM or YYYY-MM-DD since 1970-01-01, both included.
 * False, and all days (INT32_MIN to INT32_MAX), for any other text: a period
 * of a form that is not known excludes nothing.
 */
bool period_days(const char *period, int32_t *first, int32_t *last);

#endif

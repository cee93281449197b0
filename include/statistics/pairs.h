/*
 * pairs.h - a series in the order of its times.
 *
 *	struct pair *pairs;
 *	if (pairs_sorted(year, value, n, &pairs) == METHOD_OK)
 *		...	pairs[0].x is the first year
 *	free(pairs);
 */
#ifndef STATISTICS_PAIRS_H
#define STATISTICS_PAIRS_H

#include <stddef.h>

#include "statistics/status.h"

struct pair {
	double x, y;
};

/* n pairs by x, then y; x NULL: 1, 2, ..., n.  Owned by the caller, NULL after
 * METHOD_NOT_FINITE, METHOD_NO_MEMORY or METHOD_TOO_FEW, when n is 0. */
enum method_status pairs_sorted(
    const double *x, const double *y, size_t n, struct pair **);

#endif

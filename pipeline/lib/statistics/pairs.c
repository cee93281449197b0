/* pairs.c - a series in the order of its times (statistics/pairs.h) */
#include <math.h>
#include <stdlib.h>

#include "statistics/pairs.h"

static int
compared(double a, double b)
{
	return (a > b) - (a < b);
}

static int
by_values(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	return a->x != b->x ? compared(a->x, b->x) : compared(a->y, b->y);
}

enum method_status
pairs_sorted(const double *x, const double *y, size_t n, struct pair **pairs)
{
	*pairs = NULL;
	if (n == 0)
		return METHOD_TOO_FEW;
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(y[i]) || (x != NULL && !isfinite(x[i])))
			return METHOD_NOT_FINITE;
	}
	*pairs = calloc(n, sizeof(**pairs));
	if (*pairs == NULL)
		return METHOD_NO_MEMORY;
	for (size_t i = 0; i < n; i++) {
		(*pairs)[i].x = x == NULL ? (double)(i + 1) : x[i];
		(*pairs)[i].y = y[i];
	}
	qsort(*pairs, n, sizeof(**pairs), by_values);
	return METHOD_OK;
}

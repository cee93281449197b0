/*
 * segment.h - the residual sums of squares of a growing part of a series.
 *
 *	struct segment s = { .line = true, .rounding = rounding };
 *	for (size_t i = from; i < n; i++) {
 *		segment_add(&s, x[i], y[i]);
 *		...	segment_rss(&s): of from to i
 *	}
 */
#ifndef STATISTICS_SEGMENT_H
#define STATISTICS_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "statistics/quad.h"

/* Means and centred sums, brought forward as Welford (1962), Technometrics
 * 4:419-420. */
struct segment {
	bool line;     /* a line, else the mean */
	quad rounding; /* what the rounding of one value may add */
	size_t n;
	quad x, y, xx, xy, yy;
};

void segment_add(struct segment *, quad x, quad y);
/* yy, of a line yy - xy^2 / xx; 0 where it may come from rounding alone. */
quad segment_rss(const struct segment *);

#endif

/*
 * inversion.h - where an increasing curve is 0: how limits and quantiles are
 * found that have no formula.
 *
 *	double x = 0.1, y = 0.9;
 *	if (inversion_solve(curve, &with, INVERSION_ODDS, &x, &y) == METHOD_OK)
 *		...x, and y = 1 - x, both with all their digits
 *
 * Halley's step (cubic convergence) kept inside a bracket that every point
 * narrows; a step that leaves the bracket halves it instead.
 */
#ifndef STATISTICS_INVERSION_H
#define STATISTICS_INVERSION_H

#include "statistics/status.h"

/* What the curve moves along: log(x / (1 - x)), 0 < x < 1, or log(x), x > 0. */
enum inversion_scale { INVERSION_ODDS, INVERSION_LOG };

/* The curve at a point, and its first two derivatives along the scale. */
struct inversion_point {
	double value, slope, bend;
};

typedef void inversion_curve(
    const void *with, double x, double y, struct inversion_point *);

/*
 * From *x (and *y = 1 - *x where the scale is of odds) to the point where the
 * curve is 0.  On the scale INVERSION_LOG *y is only handed on to the curve.
 * METHOD_NO_CONVERGENCE if 200 points do not find it, or if one of *x and *y
 * leaves (1e-307, 1e307).
 */
enum method_status inversion_solve(inversion_curve *curve, const void *with,
    enum inversion_scale scale, double *x, double *y);

#endif

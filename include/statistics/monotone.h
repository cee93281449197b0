/*
 * monotone.h - whether a series goes up or down, whatever its form.
 *
 *	static const double y[] = { 61, 64, 63, 68, 70, 74, 73 };
 *	struct mann_kendall trend;
 *	struct sen_slope slope;
 *	monotone_mann_kendall(NULL, y, 7, &trend);	(s 17, p 0.0107)
 *	monotone_sen(NULL, y, 7, 0.95, &slope);		(2.25 a period)
 *
 * x are the times of the values y, in any order; NULL: 1, 2, ..., n.  Values
 * that are missing are left out by the caller, for the times may have gaps.
 * METHOD_NOT_FINITE and METHOD_NO_MEMORY everywhere; METHOD_TOO_LARGE above
 * MONOTONE_MOST values, as all pairs are looked at.  Nothing is set unless the
 * status is METHOD_OK.
 */
#ifndef STATISTICS_MONOTONE_H
#define STATISTICS_MONOTONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statistics/status.h"

enum { MONOTONE_MOST = 5000, MONOTONE_EXACT = 10 };

struct mann_kendall {
	int64_t s;
	double variance; /* of s without a trend */
	double z;        /* (s - sign s) / sqrt variance */
	double p;        /* two-sided: exact or normal */
	double p_normal;
	bool exact; /* at most MONOTONE_EXACT values and no ties */
};

/*
 * Mann (1945), Econometrica 13:245-259: s = sum over i < j of
 * sign(x_j - x_i) sign(y_j - y_i); its variance with ties, Kendall (1970), Rank
 * Correlation Methods, 4.9, for groups of t equal y and of u equal x:
 *
 *	(n(n-1)(2n+5) - sum t(t-1)(2t+5) - sum u(u-1)(2u+5)) / 18
 *	+ sum t(t-1)(t-2) sum u(u-1)(u-2) / (9n(n-1)(n-2))
 *	+ sum t(t-1) sum u(u-1) / (2n(n-1))
 *
 * Up to 10 values without ties p is exact, min(1, 2 P(S >= |s|)) over all n!
 * orders; else normal with continuity correction.  A series that is all equal
 * has s, variance and z 0, p 1.  METHOD_TOO_FEW below 3 values;
 * METHOD_ALL_EQUAL when all times are equal.
 */
enum method_status monotone_mann_kendall(
    const double *x, const double *y, size_t n, struct mann_kendall *);

/*
 * Kendall's tau-b = s / sqrt((N - sum t(t-1)/2)(N - sum u(u-1)/2)),
 * N = n(n-1)/2, in [-1, 1]: Kendall (1970), 3.4.  METHOD_TOO_FEW below 2
 * values; METHOD_ALL_EQUAL when all x or all y are.
 */
enum method_status monotone_tau(
    const double *x, const double *y, size_t n, double *tau);

struct sen_slope {
	double slope, lower, upper;
	size_t pairs;
};

/*
 * Sen (1968), JASA 63:1379-1389: the median of (y_j - y_i) / (x_j - x_i) over
 * the N pairs of different times.  The limits are the slopes with the ranks
 * (N - C) / 2 and (N + C) / 2 + 1, rounded, ties to even, where
 * C = z sqrt(variance of s): Gilbert (1987), Statistical Methods for
 * Environmental Pollution Monitoring, 16.5; ranks as R's trend::sens.slope and
 * scipy's theilslopes.  A limit whose rank no slope has is infinite: so few
 * values bound nothing at that level (at 0.95 fewer than 5).  METHOD_LEVEL;
 * METHOD_TOO_FEW below 3 values; METHOD_ALL_EQUAL when all times are equal;
 * METHOD_TOO_LARGE also when a slope is beyond the doubles.
 */
enum method_status monotone_sen(const double *x, const double *y, size_t n,
    double level, struct sen_slope *);

#endif

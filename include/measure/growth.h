/*
 * growth.h - growth of a level over periods: rate, increase, compound and
 * log-linear growth.
 *
 *	growth_rate(110, 100);		(110 %)
 *	growth_increase(110, 100);	(10 %)
 *	growth_compound(121, 100, 2);	(10 % a year)
 *
 *	const int64_t levels[] = { 100, 110, 121, 133 };
 *	struct growth_trend trend;
 *	if (growth_trend(levels, 4, 0.95, &trend, f) == 0)
 *		... trend.value, and its limits if trend.interval
 */
#ifndef MEASURE_GROWTH_H
#define MEASURE_GROWTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define GROWTH_TREND_MIN 3 /* periods of a trend */

/* 100 now / before, in per cent; before is not 0. */
double growth_rate(int64_t now, int64_t before);
/* 100 (now - before) / before: the growth rate less 100. */
double growth_increase(int64_t now, int64_t before);
/* 100 ((now / first)^(1 / years) - 1), a year; first > 0, years > 0. */
double growth_compound(int64_t now, int64_t first, int years);

/* 100 (exp(slope) - 1), per cent a year; 0 of a slope below 2^-46, which is
 * what rounding leaves of the logarithms of levels without growth. */
double growth_of_slope(double slope);

struct growth_trend {
	double value; /* per cent a year */
	double lower, upper;
	bool interval; /* the limits are finite */
};

/*
 * The growth a year of the line that fits the logarithms of levels of
 * consecutive years best (ordinary least squares, GSL: gsl_fit_linear):
 *
 *	ln L = a + b year,	value = 100 (exp(b) - 1)
 *	limits: 100 (exp(b -+ t se(b)) - 1)
 *
 * with se(b)^2 = SSR / ((n - 2) sum (x - mean x)^2) and t the two-sided
 * quantile of Student's distribution with n - 2 degrees of freedom
 * (quantile_t()).  See N. R. Draper, H. Smith, Applied Regression
 * Analysis, 3rd ed. (1998), sections 1.3 and 1.4.  statistics/least_squares.h,
 * in quad, would change the last digits (4e-14) of trends that are published:
 * hence GSL's line here.  At least GROWTH_TREND_MIN
 * levels, all above 0; level in (0, 1).  Fails when memory
 * ends, or GSL cannot fit the line.
 */
int growth_trend(const int64_t *levels, size_t count, double level,
    struct growth_trend *, struct fail *) MUST_CHECK;

#endif

/*
 * trends.h - where a series goes: the statistics of levels of several years
 * that do not rest on its first and last one alone.
 *
 *	static const double years[] = { 2018, 2019, 2020, 2021, 2022, 2023, 2024 };
 *	static const double levels[] = { 61, 64, 63, 68, 70, 74, 73 };
 *	struct trends_value v;
 *	if (trends_statistic(STATISTIC_SEN_SLOPE, years, levels, 7, 0.95, &v) ==
 *	    METHOD_OK)
 *		printf("%g a year\n", v.value);		(2.25)
 *
 * The years are in order, each once.
 */
#ifndef MEASURE_TRENDS_H
#define MEASURE_TRENDS_H

#include <stdbool.h>
#include <stddef.h>

#include "measure/statistic.h"
#include "statistics/status.h"

#define TRENDS_MIN 3        /* years of a trend */
#define TRENDS_ROBUST_MIN 4 /* of a robust one: of three no steps end */
#define TRENDS_ROBUST_STEPS 200
#define TRENDS_BREAK_MIN 8 /* years in which a break is looked for */
#define TRENDS_BREAK_LEVEL 0.05

struct trends_value {
	double value, lower, upper;
	bool limits; /* there are both, and they are finite */
};

/* Whether the statistic is one of the logarithms of levels, all above 0. */
bool trends_logarithmic(enum statistic);
/* The least number of years that it is said of. */
size_t trends_least(enum statistic);

/*
 * One of these; confidence in (0, 1):
 *
 *	robust_trend	100 (exp(b) - 1), b the slope of ln L on the year by
 *		Huber's weights (statistics/robust.h), at most
 *		TRENDS_ROBUST_STEPS steps, as rlm(maxit = 200) of R's MASS:
 *		after its 20 three in ten series of four years, and some of
 *		more, have no end yet; limits 100 (exp(b -+ t se(b)) - 1),
 *		t Student's with n - 2 degrees of freedom, as for the trend
 *	sen_slope	the median change a year with its limits
 *	kendall_tau	tau-b of the level and the year
 *	trend_p_value	of Mann and Kendall's test of no trend: all three
 *		statistics/monotone.h
 *	break_p_value	of the greatest F of a break in the line of ln L on
 *		the year (statistics/breakpoint.h), at least 15 % of the years
 *		and at least three on each side
 *
 * The p of the greatest F holds for long series.  Of series of 8, 12, 20 and 50
 * years without a break (3,000 each, normal errors) it is below 0.05 in 21, 16,
 * 10 and 7 %.  So it is raised to Bonferroni's bound if that is above:
 *
 *	min(1, m P(F(2, n - 4) >= F)), m being the number of places of a break
 *
 * which leaves 4.5, 3.4, 3.0 and 2.2 %.
 */
enum method_status trends_statistic(enum statistic, const double *years,
    const double *levels, size_t n, double confidence, struct trends_value *);

/*
 * The breaks of the line of ln L on the year: breaks[i] is set where the i-th
 * level is the first of a new line.  None where the p-value above is not below
 * TRENDS_BREAK_LEVEL, or cannot be computed; else as many as the least BIC of
 * Bai and Perron (breakpoint_segment()) has, and the one of the greatest F where
 * it has none.  Fails (METHOD_NO_MEMORY) when memory ends, never otherwise.
 */
enum method_status trends_breaks(
    const double *years, const double *levels, size_t n, bool *breaks);

#endif

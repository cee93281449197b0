/* trends - the statistics of levels of several years */
#include "measure/trends.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "measure/growth.h"
#include "statistics/breakpoint.h"
#include "statistics/monotone.h"
#include "statistics/quantile.h"
#include "statistics/robust.h"
#include "statistics/tail.h"

#define TRIM 0.15 /* of the years on each side of a break */

bool
trends_logarithmic(enum statistic statistic)
{
	return statistic == STATISTIC_TREND ||
	       statistic == STATISTIC_ROBUST_TREND ||
	       statistic == STATISTIC_BREAK_P_VALUE;
}

size_t
trends_least(enum statistic statistic)
{
	switch (statistic) {
	case STATISTIC_ROBUST_TREND:
		return TRENDS_ROBUST_MIN;
	case STATISTIC_BREAK_P_VALUE:
		return TRENDS_BREAK_MIN;
	default:
		return TRENDS_MIN;
	}
}

/* A new list; NULL when memory ends. */
static double *
logarithms(const double *levels, size_t n)
{
	double *logs = memory_array(n + 1, sizeof(*logs), NULL);
	size_t i;

	for (i = 0; logs != NULL && i < n; i++)
		logs[i] = log(levels[i]);
	return logs;
}

static void
set_limits(struct trends_value *v, double lower, double upper)
{
	v->limits = isfinite(lower) && isfinite(upper);
	if (v->limits) {
		v->lower = lower;
		v->upper = upper;
	}
}

/* The slope in per cent a year. */
static enum method_status
robust_trend(const double *years, const double *logs, size_t n,
    double confidence, struct trends_value *v)
{
	struct linear_model model = {
		.x = &years, .columns = 1, .y = logs, .n = n
	};
	struct robust fit;
	enum method_status status =
	    robust_fit(&model, ROBUST_HUBER, TRENDS_ROBUST_STEPS, &fit);
	double t, slope, se;

	if (status == METHOD_OK)
		status = quantile_t(TAIL_ABOVE, (1 - confidence) / 2,
		    (double)(n - fit.count), &t);
	if (status == METHOD_OK) {
		slope = fit.terms[1].estimate;
		se = fit.terms[1].se;
		v->value = growth_of_slope(slope);
		set_limits(v, growth_of_slope(slope - t * se),
		    growth_of_slope(slope + t * se));
	}
	robust_clear(&fit);
	return status;
}

static enum method_status
sen_slope(const double *years, const double *levels, size_t n,
    double confidence, struct trends_value *v)
{
	struct sen_slope slope;
	enum method_status status =
	    monotone_sen(years, levels, n, confidence, &slope);

	if (status == METHOD_OK) {
		v->value = slope.slope;
		set_limits(v, slope.lower, slope.upper);
	}
	return status;
}

static enum method_status
trend_p_value(
    const double *years, const double *levels, size_t n, struct trends_value *v)
{
	struct mann_kendall trend;
	enum method_status status =
	    monotone_mann_kendall(years, levels, n, &trend);

	if (status == METHOD_OK)
		v->value = trend.p;
	return status;
}

/* The least years on each side of a break. */
static size_t
least_of(size_t n)
{
	size_t least = (size_t)(TRIM * (double)n);

	return least < TRENDS_MIN ? TRENDS_MIN : least;
}

/* The p of the greatest F holds for long series; in short ones it is too small,
 * which the bound of all places tested alone is not. */
static double
sup_f_p(const struct breakpoint_test *test, size_t n)
{
	size_t places = n - 2 * least_of(n) + 1;
	double bound = (double)places *
		       tail_f(test->f, (double)test->df1, (double)test->df2);

	if (bound > 1)
		return 1;
	return bound > test->p ? bound : test->p;
}

static enum method_status
break_p_value(
    const double *years, const double *logs, size_t n, struct trends_value *v)
{
	struct breakpoint_test test;
	enum method_status status =
	    breakpoint_sup_f(BREAKPOINT_LINE, years, logs, n, TRIM, &test);

	if (status == METHOD_OK)
		v->value = sup_f_p(&test, n);
	return status;
}

static enum method_status
of_logarithms(enum statistic statistic, const double *years,
    const double *levels, size_t n, double confidence, struct trends_value *v)
{
	double *logs = logarithms(levels, n);
	enum method_status status = METHOD_NO_MEMORY;

	if (logs != NULL)
		status = statistic == STATISTIC_ROBUST_TREND
			     ? robust_trend(years, logs, n, confidence, v)
			     : break_p_value(years, logs, n, v);
	free(logs);
	return status;
}

enum method_status
trends_statistic(enum statistic statistic, const double *years,
    const double *levels, size_t n, double confidence, struct trends_value *v)
{
	*v = (struct trends_value){ .limits = false };
	switch (statistic) {
	case STATISTIC_SEN_SLOPE:
		return sen_slope(years, levels, n, confidence, v);
	case STATISTIC_KENDALL_TAU:
		return monotone_tau(years, levels, n, &v->value);
	case STATISTIC_TREND_P_VALUE:
		return trend_p_value(years, levels, n, v);
	default:
		return of_logarithms(
		    statistic, years, levels, n, confidence, v);
	}
}

static enum method_status
find_breaks(const double *years, const double *logs, size_t n, bool *breaks)
{
	struct breakpoint_test test;
	struct breakpoint_segments s;
	enum method_status status =
	    breakpoint_sup_f(BREAKPOINT_LINE, years, logs, n, TRIM, &test);
	size_t i;

	if (status != METHOD_OK || !(sup_f_p(&test, n) < TRENDS_BREAK_LEVEL))
		return status;
	status = breakpoint_segment(
	    BREAKPOINT_LINE, years, logs, n, least_of(n), 0, &s);
	for (i = 0; status == METHOD_OK && i < s.best; i++)
		breaks[breakpoint_of(&s, s.best)[i]] = true;
	if (status == METHOD_OK && s.best == 0)
		breaks[test.at] = true;
	breakpoint_clear(&s);
	return status;
}

enum method_status
trends_breaks(const double *years, const double *levels, size_t n, bool *breaks)
{
	double *logs = logarithms(levels, n);
	enum method_status status = METHOD_NO_MEMORY;
	size_t i;

	for (i = 0; i < n; i++)
		breaks[i] = false;
	if (logs != NULL)
		status = find_breaks(years, logs, n, breaks);
	free(logs);
	return status == METHOD_NO_MEMORY ? status : METHOD_OK;
}

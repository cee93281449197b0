/* ratio - the ratio of two proportions (ratio.h) */
#include "statistics/ratio.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "statistics/quantile.h"
#include "statistics/solve.h"

/* Below every limit above 0, but its variance is no 0. */
#define TINY 1e-60

/* The score interval's upper limit is where excess() is 0. */
struct search {
	double x1, n1, x2, n2, z;
};

static double
ratio_of(double x1, double n1, double x2, double n2)
{
	return x1 / n1 / (x2 / n2);
}

static enum method_status
check(const struct two_groups *g, double level, double *z)
{
	enum method_status s = two_groups_check(g);

	if (s == METHOD_OK && g->events1 == 0 && g->events2 == 0)
		s = METHOD_NO_EVENTS;
	return s == METHOD_OK ? quantile_level(level, z) : s;
}

/* The half of an event that a group without one is given, or that two groups
 * without anybody else lose. */
static double
adjusted(int64_t x, bool all)
{
	if (all)
		return (double)x - 0.5;
	return x == 0 ? 0.5 : (double)x;
}

enum method_status
ratio_katz(const struct two_groups *g, double level, struct comparison *result)
{
	bool all = g->events1 == g->size1 && g->events2 == g->size2;
	double n1 = (double)g->size1, n2 = (double)g->size2;
	double x1 = adjusted(g->events1, all), x2 = adjusted(g->events2, all);
	double centre, reach, z;
	enum method_status s = check(g, level, &z);

	if (s != METHOD_OK)
		return s;
	centre = ratio_of(x1, n1, x2, n2);
	reach = exp(z * sqrt((n1 - x1) / n1 / x1 + (n2 - x2) / n2 / x2));
	result->estimate =
	    ratio_of((double)g->events1, n1, (double)g->events2, n2);
	result->lower = g->events1 == 0 ? 0 : centre / reach;
	result->upper = g->events2 == 0 ? INFINITY : centre * reach;
	return METHOD_OK;
}

/*
 * Above 0 where the ratio is beyond the interval.  q2 is the smaller root of
 * (n1 + n2) r q^2 - ((n1 + x2) r + n2 + x1) q + x1 + x2; the discriminant is
 * written as a sum so that nothing cancels.
 */
static double
excess(double ratio, const void *context)
{
	const struct search *s = context;
	double left = (s->n1 + s->x2) * ratio, right = s->n2 + s->x1;
	double root = sqrt((left - right) * (left - right) +
			   4 * ratio * (s->n1 - s->x1) * (s->n2 - s->x2));
	double q2 = fmin(1, 2 * (s->x1 + s->x2) / (left + right + root));
	double q1 = fmin(1, ratio * q2);

	return ratio * (s->x2 / s->n2) - s->x1 / s->n1 -
	       s->z * sqrt(q1 * (1 - q1) / s->n1 +
			   ratio * (q2 * (1 - q2) / s->n2) * ratio);
}

static enum method_status
koopman_upper(const struct two_groups *g, double z, double *upper)
{
	struct search s = { (double)g->events1, (double)g->size1,
		(double)g->events2, (double)g->size2, z };
	double low, high;

	*upper = INFINITY;
	if (g->events2 == 0)
		return METHOD_OK;
	*upper = 1 + z * z / s.n2;
	if (g->events1 == g->size1 && g->events2 == g->size2)
		return METHOD_OK;
	low = fmax(TINY, ratio_of(s.x1, s.n1, s.x2, s.n2));
	for (high = fmax(1, 2 * low); !(excess(high, &s) > 0); high *= 2)
		if (high > DBL_MAX / 4)
			return METHOD_NO_CONVERGENCE;
	return solve(excess, &s, low, high, upper);
}

enum method_status
ratio_koopman(
    const struct two_groups *g, double level, struct comparison *result)
{
	struct two_groups swapped = two_groups_swapped(g);
	double z;
	enum method_status s = check(g, level, &z);

	if (s == METHOD_OK)
		s = koopman_upper(g, z, &result->upper);
	if (s == METHOD_OK)
		s = koopman_upper(&swapped, z, &result->lower);
	if (s != METHOD_OK)
		return s;
	result->estimate = ratio_of((double)g->events1, (double)g->size1,
	    (double)g->events2, (double)g->size2);
	result->lower = fmin(1 / result->lower, result->estimate);
	result->upper = fmax(result->upper, result->estimate);
	return METHOD_OK;
}

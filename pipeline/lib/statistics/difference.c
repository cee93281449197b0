/* difference - the difference of two proportions (difference.h) */
#include "statistics/difference.h"

#include <math.h>
#include <stdbool.h>

#include "statistics/proportion.h"
#include "statistics/quantile.h"
#include "statistics/solve.h"

/* Below every limit above 0, but its variance is no 0. */
#define TINY 1e-60

/* A group in which the event has the probability p: x of n have it. */
struct group {
	double x, n;
};

/* The likelihood of p in one group and p + gap in the other, gap > 0. */
struct likelihood {
	struct group low, high;
	double gap;
};

/* The score interval's upper limit is where excess() is 0. */
struct search {
	struct group first, second;
	double estimate, z, factor;
};

static double
estimate(const struct two_groups *g)
{
	double n1 = (double)g->size1, n2 = (double)g->size2;

	return product_difference(
		   (double)g->events1, n2, (double)g->events2, n1) /
	       (n1 * n2);
}

/* z^2 u (1 - u) / n of the upper Wilson limit u of x of n.  The lower limit of
 * the others is 1 - u with all its digits. */
static double
upper_variance(int64_t x, int64_t n, double z)
{
	struct limits own, others;

	proportion_wilson(x, n, z, &own);
	proportion_wilson(n - x, n, z, &others);
	return z * own.upper * (z * others.lower) / (double)n;
}

/* How far the upper limit is above the estimate. */
static double
newcombe_reach(const struct two_groups *g, double z)
{
	return sqrt(upper_variance(g->events1, g->size1, z) +
		    upper_variance(g->size2 - g->events2, g->size2, z));
}

enum method_status
difference_newcombe(
    const struct two_groups *g, double level, struct comparison *result)
{
	struct two_groups swapped = two_groups_swapped(g);
	enum method_status s = two_groups_check(g);
	double z;

	if (s == METHOD_OK)
		s = quantile_level(level, &z);
	if (s != METHOD_OK)
		return s;
	result->estimate = estimate(g);
	result->lower =
	    fmax(-1, result->estimate - newcombe_reach(&swapped, z));
	result->upper = fmin(1, result->estimate + newcombe_reach(g, z));
	return METHOD_OK;
}

/*
 * The derivative of the log likelihood, times p (1 - p) of both groups: as
 * x/p - (n - x)/(1 - p) = (x - n p) / (p (1 - p)), it is the sum below.  Where
 * nobody of the lower group has the event it has the factor p, where everybody
 * of the higher one has it the factor 1 - p - gap: they are left out, so that
 * the most likely p is its only root.
 */
static double
derivative(double p, const void *context)
{
	const struct likelihood *l = context;
	bool none = !(l->low.x > 0), all = !(l->high.x < l->high.n);
	double other = p + l->gap, rest = fmax(0, 1 - l->gap - p);
	double low = none ? -l->low.n : l->low.x - l->low.n * p;
	double high = all ? l->high.n : l->high.x - l->high.n * other;

	return low * other * (all ? 1 : rest) + high * (none ? 1 : p) * (1 - p);
}

/* The most likely p of the lower group, in [0, 1 - gap]. */
static enum method_status
most_likely(const struct likelihood *l, double *p)
{
	*p = 0;
	if (!(l->gap > 0)) {
		*p = (l->low.x + l->high.x) / (l->low.n + l->high.n);
		return METHOD_OK;
	}
	if (derivative(0, l) <= 0)
		return METHOD_OK;
	*p = fmax(0, 1 - l->gap);
	if (derivative(*p, l) >= 0)
		return METHOD_OK;
	return solve(derivative, l, 0, *p, p);
}

/* How far the difference is beyond what the data allow: below 0 inside the
 * interval.  NaN if the search for the likelihood fails. */
static double
excess(double difference, const void *context)
{
	const struct search *s = context;
	bool positive = difference > 0;
	struct likelihood l = { positive ? s->second : s->first,
		positive ? s->first : s->second, fabs(difference) };
	double p, high, rest;

	if (most_likely(&l, &p) != METHOD_OK)
		return NAN;
	high = fmin(1, p + l.gap);
	rest = fmax(0, 1 - l.gap - p);
	return difference - s->estimate -
	       s->z * sqrt(s->factor *
			   (p * (1 - p) / l.low.n + high * rest / l.high.n));
}

/* The upper limit.  Where most people have the event, those without it are
 * counted, with the groups swapped: small proportions keep their digits. */
static enum method_status
score_upper(const struct two_groups *g, double z, double factor, double *upper)
{
	double x1 = (double)g->events1, n1 = (double)g->size1;
	double x2 = (double)g->events2, n2 = (double)g->size2;
	struct search s = { { x1, n1 }, { x2, n2 }, estimate(g), z, factor };
	double low = s.estimate;

	if (x1 / n1 + x2 / n2 > 1) {
		s.first = (struct group){ n2 - x2, n2 };
		s.second = (struct group){ n1 - x1, n1 };
	}
	*upper = 1;
	if (s.estimate >= 1)
		return METHOD_OK;
	/* No variance where each group is of one kind: start beside. */
	if (!(excess(low, &s) < 0))
		low = low < 0 ? nextafter(low, 0) : low + TINY;
	*upper = low;
	if (!(excess(low, &s) < 0))
		return METHOD_OK; /* no double lies between */
	return solve(excess, &s, low, 1, upper);
}

static enum method_status
score(const struct two_groups *g, double level, double factor,
    struct comparison *result)
{
	struct two_groups swapped = two_groups_swapped(g);
	enum method_status s;
	double z;

	s = quantile_level(level, &z);
	if (s == METHOD_OK)
		s = score_upper(g, z, factor, &result->upper);
	if (s == METHOD_OK)
		s = score_upper(&swapped, z, factor, &result->lower);
	if (s != METHOD_OK)
		return s;
	result->estimate = estimate(g);
	result->lower = fmin(-result->lower, result->estimate);
	result->upper = fmax(result->upper, result->estimate);
	return METHOD_OK;
}

enum method_status
difference_mee(
    const struct two_groups *g, double level, struct comparison *result)
{
	enum method_status s = two_groups_check(g);

	return s != METHOD_OK ? s : score(g, level, 1, result);
}

enum method_status
difference_miettinen_nurminen(
    const struct two_groups *g, double level, struct comparison *result)
{
	enum method_status s = two_groups_check(g);
	double people = (double)g->size1 + (double)g->size2;

	return s != METHOD_OK ? s
			      : score(g, level, people / (people - 1), result);
}

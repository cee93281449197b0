/* mantel_haenszel - two groups compared within strata (mantel_haenszel.h) */
#include "statistics/mantel_haenszel.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/distribution.h"
#include "statistics/exact_sum.h"
#include "statistics/quantile.h"

/* A stratum with people of both groups. */
struct stratum {
	double a, b, c, d, n;
};

struct strata {
	struct stratum *items;
	size_t count;
};

/* The stratum if it says something, else why not. */
static enum method_status
stratum_of(const struct two_groups *g, struct stratum *s)
{
	enum method_status status = two_groups_check(g);

	if (status == METHOD_OK && g->size1 > COUNT_MAX - g->size2)
		return METHOD_TOO_LARGE;
	if (status != METHOD_OK)
		return status;
	if (g->events1 == 0 && g->events2 == 0)
		return METHOD_NO_EVENTS;
	if (g->events1 == g->size1 && g->events2 == g->size2)
		return METHOD_ALL_EQUAL;
	s->a = (double)g->events1;
	s->b = (double)(g->size1 - g->events1);
	s->c = (double)g->events2;
	s->d = (double)(g->size2 - g->events2);
	s->n = (double)(g->size1 + g->size2);
	return METHOD_OK;
}

/* Those that say something; if none does, why.  A bad count goes before all. */
static enum method_status
strata_open(struct strata *s, const struct two_groups *groups, size_t count)
{
	enum method_status none = METHOD_TOO_FEW, bad = METHOD_OK, status;
	size_t i;

	if (count == 0)
		return METHOD_TOO_FEW;
	s->items = calloc(count, sizeof(*s->items));
	if (s->items == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < count; i++) {
		status = stratum_of(&groups[i], &s->items[s->count]);
		if (status == METHOD_OK)
			s->count++;
		else if (status == METHOD_ALL_EQUAL)
			none = status;
		else if (status == METHOD_NO_EVENTS)
			none = none == METHOD_ALL_EQUAL ? none : status;
		else if (status != METHOD_ZERO_DENOMINATOR &&
			 (bad == METHOD_OK || status < bad))
			bad = status;
	}
	if (bad != METHOD_OK)
		return bad;
	return s->count > 0 ? METHOD_OK : none;
}

/* The sum of a term over the strata. */
static double
sum(const struct strata *s, double (*term)(const struct stratum *))
{
	struct exact_sum terms = { 0 };
	size_t i;

	for (i = 0; i < s->count; i++)
		exact_sum_add(&terms, term(&s->items[i]));
	return exact_sum_value(&terms);
}

/* a - (a + b)(a + c)/n = (a d - b c)/n */
static double
above_expected(const struct stratum *s)
{
	return product_difference(s->a, s->d, s->b, s->c) / s->n;
}

static double
variance(const struct stratum *s)
{
	return (s->a + s->b) / s->n * ((s->c + s->d) / s->n) * (s->a + s->c) *
	       ((s->b + s->d) / (s->n - 1));
}

enum method_status
mantel_haenszel_test(const struct two_groups *groups, size_t count,
    bool continuity, struct chi_square *result)
{
	struct strata s = { 0 };
	enum method_status status = strata_open(&s, groups, count);
	double distance;

	if (status == METHOD_OK) {
		distance = fabs(sum(&s, above_expected));
		if (continuity && distance >= 0.5)
			distance -= 0.5;
		result->statistic = distance / sum(&s, variance) * distance;
		result->freedom = 1;
		result->p_value =
		    distribution_chi_square_above(result->statistic, 1);
	}
	free(s.items);
	return status;
}

static double
same(const struct stratum *s)
{
	return s->a * (s->d / s->n);
}

static double
unlike(const struct stratum *s)
{
	return s->b * (s->c / s->n);
}

static double
same_same(const struct stratum *s)
{
	return (s->a + s->d) / s->n * same(s);
}

static double
mixed(const struct stratum *s)
{
	return (s->a + s->d) / s->n * unlike(s) +
	       (s->b + s->c) / s->n * same(s);
}

static double
unlike_unlike(const struct stratum *s)
{
	return (s->b + s->c) / s->n * unlike(s);
}

static enum method_status
odds_ratio(const struct strata *s, double level, struct comparison *result)
{
	double r = sum(s, same), t = sum(s, unlike), reach, z;
	enum method_status status = quantile_level(level, &z);

	if (status != METHOD_OK)
		return status;
	if (!(r > 0 && t > 0))
		return METHOD_NO_EVENTS;
	reach = exp(
	    z * sqrt(sum(s, same_same) / r / r / 2 + sum(s, mixed) / r / t / 2 +
		     sum(s, unlike_unlike) / t / t / 2));
	if (!isfinite(reach))
		return METHOD_NOT_FINITE;
	result->estimate = r / t;
	result->lower = result->estimate / reach;
	result->upper = result->estimate * reach;
	return METHOD_OK;
}

enum method_status
mantel_haenszel_odds_ratio(const struct two_groups *groups, size_t count,
    double level, struct comparison *result)
{
	struct strata s = { 0 };
	enum method_status status = strata_open(&s, groups, count);

	if (status == METHOD_OK)
		status = odds_ratio(&s, level, result);
	free(s.items);
	return status;
}

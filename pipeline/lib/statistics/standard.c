/* standard - rates made comparable (statistics/standard.h) */
#include "statistics/standard.h"

#include <math.h>
#include <stdbool.h>

#include "statistics/counted.h"
#include "statistics/exact_sum.h"

/* Adds a count to a sum of counts that a double holds. */
static enum method_status
add(int64_t count, int64_t *sum)
{
	if (count < 0)
		return METHOD_NEGATIVE_COUNT;
	if (count > COUNT_MAX - *sum)
		return METHOD_TOO_LARGE;
	*sum += count;
	return METHOD_OK;
}

static bool
positive(double x)
{
	return isfinite(x) && x > 0;
}

struct direct {
	int64_t events, people, weight;
	struct exact_sum rate, variance; /* w O / n; w^2 O / n^2 */
};

static enum method_status
add_stratum(struct direct *d, const struct standard_stratum *s)
{
	enum method_status status = add(s->weight, &d->weight);
	double share;

	if (status == METHOD_OK && s->weight == 0)
		return s->events < 0 || s->people < 0 ? METHOD_NEGATIVE_COUNT
						      : METHOD_OK;
	if (status == METHOD_OK)
		status = add(s->events, &d->events);
	if (status == METHOD_OK)
		status = add(s->people, &d->people);
	if (status != METHOD_OK)
		return status;
	if (s->people == 0)
		return METHOD_ZERO_DENOMINATOR;
	share = (double)s->weight / (double)s->people;
	exact_sum_add(&d->rate,
	    (double)s->weight * (double)s->events / (double)s->people);
	exact_sum_add(&d->variance, share * share * (double)s->events);
	return METHOD_OK;
}

static enum method_status
finish_direct(
    struct direct *d, double per, double level, struct standard_rate *r)
{
	double events = (double)d->events, weight = (double)d->weight;
	double rate, step;
	struct limits byar;
	enum method_status status;

	if (d->weight == 0)
		return METHOD_ZERO_DENOMINATOR;
	status = event_count_byar(d->events, level, &byar);
	if (status != METHOD_OK)
		return status;
	if (d->events == 0)
		return METHOD_NO_EVENTS;
	/* in this order the rate of all is exactly `per`, not above it */
	rate = exact_sum_value(&d->rate) / weight * per;
	step = sqrt(exact_sum_value(&d->variance) / events) / weight * per;
	byar.lower = fmax(0, rate + step * (byar.lower - events));
	byar.upper = rate + step * (byar.upper - events);
	if (!isfinite(byar.upper))
		return METHOD_NOT_FINITE;
	*r = (struct standard_rate){ rate, byar };
	return METHOD_OK;
}

enum method_status
standard_direct(const struct standard_stratum *strata, size_t count, double per,
    double level, struct standard_rate *r)
{
	struct direct d = { 0 };
	enum method_status status = METHOD_OK;
	size_t i;

	if (count == 0)
		return METHOD_TOO_FEW;
	if (!positive(per))
		return METHOD_NOT_FINITE;
	for (i = 0; i < count && status == METHOD_OK; i++)
		status = add_stratum(&d, &strata[i]);
	return status == METHOD_OK ? finish_direct(&d, per, level, r) : status;
}

struct totals {
	int64_t events, people, standard_events, standard_people;
	double expected;
};

static enum method_status
add_group(struct totals *t, const struct standard_group *g,
    struct exact_sum *expected)
{
	enum method_status status = add(g->events, &t->events);

	if (status == METHOD_OK)
		status = add(g->people, &t->people);
	if (status == METHOD_OK)
		status = add(g->standard_events, &t->standard_events);
	if (status == METHOD_OK)
		status = add(g->standard_people, &t->standard_people);
	if (status != METHOD_OK || g->people == 0)
		return status;
	if (g->standard_people == 0)
		return METHOD_ZERO_DENOMINATOR;
	exact_sum_add(expected, (double)g->people * (double)g->standard_events /
				    (double)g->standard_people);
	return METHOD_OK;
}

static enum method_status
total(const struct standard_group *groups, size_t count, struct totals *t)
{
	struct exact_sum expected = { 0 };
	enum method_status status = METHOD_OK;
	size_t i;

	*t = (struct totals){ 0 };
	if (count == 0)
		return METHOD_TOO_FEW;
	for (i = 0; i < count && status == METHOD_OK; i++)
		status = add_group(t, &groups[i], &expected);
	t->expected = exact_sum_value(&expected);
	return status;
}

enum method_status
standard_indirect(enum event_rate_method method,
    const struct standard_group *groups, size_t count, double per, double level,
    struct standard_indirect *result)
{
	struct totals t;
	struct event_rate r;
	enum method_status status = total(groups, count, &t);
	double standard;

	if (status == METHOD_OK && !positive(per))
		status = METHOD_NOT_FINITE;
	if (status == METHOD_OK)
		status = event_rate(method, t.events, t.expected, 1, level, &r);
	if (status != METHOD_OK)
		return status;
	standard = (double)t.standard_events / (double)t.standard_people * per;
	if (!isfinite(r.limits.upper * standard))
		return METHOD_NOT_FINITE;
	*result = (struct standard_indirect){ t.events, t.expected, r.rate,
		r.limits, r.rate * standard,
		{ r.limits.lower * standard, r.limits.upper * standard },
		r.method };
	return METHOD_OK;
}

enum method_status
standard_value_added(enum proportion_method method,
    const struct standard_group *groups, size_t count, double level,
    struct standard_value_added *v)
{
	struct totals t;
	struct limits l;
	enum method_status status = total(groups, count, &t);
	double observed, expected;
	size_t i;

	for (i = 0; i < count && status == METHOD_OK; i++)
		if (groups[i].events > groups[i].people ||
		    groups[i].standard_events > groups[i].standard_people)
			status = METHOD_NUMERATOR_ABOVE_DENOMINATOR;
	if (status == METHOD_OK)
		status =
		    proportion_limits(method, t.events, t.people, level, &l);
	if (status != METHOD_OK)
		return status;
	observed = 100 * (double)t.events / (double)t.people;
	expected = 100 * t.expected / (double)t.people;
	*v = (struct standard_value_added){ observed, expected,
		observed - expected,
		{ 100 * l.lower - expected, 100 * l.upper - expected } };
	return METHOD_OK;
}

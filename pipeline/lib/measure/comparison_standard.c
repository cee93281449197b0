/* comparison_standard - units with unlike people, made comparable */
#include "measure/comparison_standard.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/comparison_round.h"
#include "statistics/standard.h"

/* A stratum may be without people, else it is some among others. */
static enum method_status
check(const struct counted *strata, size_t count)
{
	enum method_status status = METHOD_OK;
	size_t i;

	for (i = 0; i < count && status == METHOD_OK; i++)
		if (strata[i].x != 0 || strata[i].n != 0)
			status = counted_check(&strata[i]);
	return status;
}

static enum method_status
set_side(struct comparison_standard *s, const struct counted *own,
    const struct counted *all)
{
	enum method_status status;
	size_t i;

	if (own == NULL || all == NULL)
		return METHOD_TOO_FEW;
	status = check(own, s->count);
	if (status != METHOD_OK)
		return status;
	for (i = 0; i < s->count; i++) {
		s->groups[i] = (struct standard_group){ own[i].x, own[i].n,
			all[i].x, all[i].n };
		s->strata[i] =
		    (struct standard_stratum){ own[i].x, own[i].n, all[i].n };
	}
	return METHOD_OK;
}

static void
set(struct comparison_result *r, double value, const struct limits *l)
{
	r->value = value;
	r->limits = l != NULL;
	if (l != NULL) {
		r->lower = l->lower;
		r->upper = l->upper;
	}
}

/* Where the statistics of a unit go, and what they are made of. */
struct unit {
	const struct comparison_standard *room;
	double level;
	const struct comparison_results *results;
	size_t number;
};

static void
put(const struct unit *u, enum statistic s, const struct comparison_result *r)
{
	if (comparison_results_wants(u->results, s))
		*comparison_results_unit(u->results, u->number, s) = *r;
}

static unsigned
without_zero(const struct limits *points)
{
	if (points->lower > 0)
		return FLAG_ABOVE;
	return points->upper < 0 ? FLAG_BELOW : 0;
}

static void
put_added(const struct unit *u, enum method_status status)
{
	struct comparison_result r = { .status = status };
	struct standard_value_added v = { 0 };
	double expected;

	if (status == METHOD_OK)
		r.status = standard_value_added(PROPORTION_WILSON,
		    u->room->groups, u->room->count, u->level, &v);
	r.method = statistic_method(STATISTIC_EXPECTED_RATE);
	expected = comparison_round_percent(v.expected);
	if (r.status == METHOD_OK)
		set(&r, expected, NULL);
	r.negligible = expected == 0 && v.expected > 0;
	put(u, STATISTIC_EXPECTED_RATE, &r);
	r.method = statistic_method(STATISTIC_VALUE_ADDED);
	r.negligible = false;
	v.limits.lower += v.expected - expected;
	v.limits.upper += v.expected - expected;
	if (r.status == METHOD_OK) {
		set(&r, v.observed - expected, &v.limits);
		r.flags = without_zero(&v.limits);
	}
	put(u, STATISTIC_VALUE_ADDED, &r);
}

static void
put_ratio(const struct unit *u, enum method_status status)
{
	struct comparison_result r = { .status = status,
		.method = event_rate_method_name(EVENT_RATE_BYAR) };
	struct standard_indirect ratio = { 0 };

	if (status == METHOD_OK)
		r.status = standard_indirect(EVENT_RATE_BYAR, u->room->groups,
		    u->room->count, 1, u->level, &ratio);
	if (r.status == METHOD_OK) {
		ratio.ratio_limits = (struct limits){
			comparison_round_ratio(ratio.ratio_limits.lower),
			comparison_round_ratio(ratio.ratio_limits.upper)
		};
		set(&r, comparison_round_ratio(ratio.ratio),
		    &ratio.ratio_limits);
		r.method = event_rate_method_name(ratio.method);
	}
	put(u, STATISTIC_STANDARDISED_RATIO, &r);
}

static void
put_rate(const struct unit *u, enum method_status status)
{
	struct comparison_result r = { .status = status,
		.method = statistic_method(STATISTIC_STANDARDISED_RATE) };
	struct standard_rate rate = { 0 };

	if (status == METHOD_OK)
		r.status = standard_direct(
		    u->room->strata, u->room->count, 100, u->level, &rate);
	rate.limits =
	    (struct limits){ comparison_round_percent(rate.limits.lower),
		    comparison_round_percent(rate.limits.upper) };
	if (r.status == METHOD_OK)
		set(&r, comparison_round_percent(rate.rate), &rate.limits);
	r.negligible = r.value == 0 && rate.rate > 0;
	put(u, STATISTIC_STANDARDISED_RATE, &r);
}

int
comparison_standard_open(
    struct comparison_standard *s, size_t strata, struct fail *f)
{
	s->count = strata;
	s->groups = memory_array(strata, sizeof(*s->groups), f);
	s->strata = memory_array(strata, sizeof(*s->strata), f);
	return s->groups == NULL || s->strata == NULL ? -1 : 0;
}

void
comparison_standard_clear(struct comparison_standard *s)
{
	free(s->groups);
	free(s->strata);
	*s = (struct comparison_standard)COMPARISON_STANDARD_INIT;
}

bool
comparison_standard_wanted(const struct comparison_results *r)
{
	return comparison_results_wants(r, STATISTIC_EXPECTED_RATE) ||
	       comparison_results_wants(r, STATISTIC_VALUE_ADDED) ||
	       comparison_results_wants(r, STATISTIC_STANDARDISED_RATIO) ||
	       comparison_results_wants(r, STATISTIC_STANDARDISED_RATE);
}

void
comparison_standard_unit(struct comparison_standard *s,
    const struct counted *all, const struct counted *strata,
    const struct counted *standard, double level,
    const struct comparison_results *results, size_t unit)
{
	const struct unit u = { s, level, results, unit };
	enum method_status status;

	if (counted_check(all) != METHOD_OK)
		return;
	status = set_side(s, strata, standard);
	put_added(&u, status);
	put_ratio(&u, status);
	put_rate(&u, status);
}

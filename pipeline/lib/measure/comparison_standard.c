/* comparison_standard - units with unlike people, made comparable */
#include "measure/comparison_standard.h"

#include <stdlib.h>

#include "base/memory.h"
#include "statistics/standard.h"

/* A unit beside the standard, by stratum, as both methods want it. */
struct side {
	size_t count;
	struct standard_group *groups;
	struct standard_stratum *strata;
};

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
set_side(const struct comparison_family *family,
    const struct comparison_unit *unit, struct side *side)
{
	const struct counted *own = unit->strata, *all = family->standard;
	enum method_status status;
	size_t i;

	if (own == NULL || all == NULL)
		return METHOD_TOO_FEW;
	status = check(own, side->count);
	if (status != METHOD_OK)
		return status;
	for (i = 0; i < side->count; i++) {
		side->groups[i] = (struct standard_group){ own[i].x, own[i].n,
			all[i].x, all[i].n };
		side->strata[i] =
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

static unsigned
without_zero(const struct limits *points)
{
	if (points->lower > 0)
		return FLAG_ABOVE;
	return points->upper < 0 ? FLAG_BELOW : 0;
}

static void
put_added(const struct comparison_task *t, size_t unit, const struct side *side,
    enum method_status status)
{
	struct comparison_result r = { .status = status };
	struct standard_value_added v = { 0 };

	if (status == METHOD_OK)
		r.status = standard_value_added(
		    PROPORTION_WILSON, side->groups, side->count, t->level, &v);
	r.method = statistic_method(STATISTIC_EXPECTED_RATE);
	if (r.status == METHOD_OK)
		set(&r, v.expected, NULL);
	comparison_task_put(t, unit, STATISTIC_EXPECTED_RATE, &r);
	r.method = statistic_method(STATISTIC_VALUE_ADDED);
	if (r.status == METHOD_OK) {
		set(&r, v.points, &v.limits);
		r.flags = without_zero(&v.limits);
	}
	comparison_task_put(t, unit, STATISTIC_VALUE_ADDED, &r);
}

static void
put_ratio(const struct comparison_task *t, size_t unit, const struct side *side,
    enum method_status status)
{
	struct comparison_result r = { .status = status,
		.method = event_rate_method_name(EVENT_RATE_BYAR) };
	struct standard_indirect ratio = { 0 };

	if (status == METHOD_OK)
		r.status = standard_indirect(EVENT_RATE_BYAR, side->groups,
		    side->count, 1, t->level, &ratio);
	if (r.status == METHOD_OK) {
		set(&r, ratio.ratio, &ratio.ratio_limits);
		r.method = event_rate_method_name(ratio.method);
	}
	comparison_task_put(t, unit, STATISTIC_STANDARDISED_RATIO, &r);
}

static void
put_rate(const struct comparison_task *t, size_t unit, const struct side *side,
    enum method_status status)
{
	struct comparison_result r = { .status = status,
		.method = statistic_method(STATISTIC_STANDARDISED_RATE) };
	struct standard_rate rate = { 0 };

	if (status == METHOD_OK)
		r.status = standard_direct(
		    side->strata, side->count, 100, t->level, &rate);
	if (r.status == METHOD_OK)
		set(&r, rate.rate, &rate.limits);
	comparison_task_put(t, unit, STATISTIC_STANDARDISED_RATE, &r);
}

static void
put_unit(const struct comparison_task *t, size_t unit, struct side *side)
{
	const struct comparison_family *family = t->family;
	enum method_status status =
	    set_side(family, &family->units[t->places[unit]], side);

	if (comparison_task_wants(
		t, STATISTIC_EXPECTED_RATE, STATISTIC_VALUE_ADDED))
		put_added(t, unit, side, status);
	if (comparison_results_wants(t->results, STATISTIC_STANDARDISED_RATIO))
		put_ratio(t, unit, side, status);
	if (comparison_results_wants(t->results, STATISTIC_STANDARDISED_RATE))
		put_rate(t, unit, side, status);
}

int
comparison_standard(const struct comparison_task *t, struct fail *f)
{
	struct side side = { .count = t->family->stratum_count };
	int result = -1;
	size_t i;

	if (!comparison_task_wants(
		t, STATISTIC_EXPECTED_RATE, STATISTIC_STANDARDISED_RATE))
		return 0;
	side.groups = memory_array(side.count, sizeof(*side.groups), f);
	side.strata = memory_array(side.count, sizeof(*side.strata), f);
	if (side.groups != NULL && side.strata != NULL) {
		for (i = 0; i < t->count; i++)
			put_unit(t, i, &side);
		result = 0;
	}
	free(side.groups);
	free(side.strata);
	return result;
}

/* method_strata.c - methods over the strata of a group of rows
 * (measure/method.h) */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "measure/method.h"
#include "statistics/contingency.h"
#include "statistics/kitagawa.h"
#include "statistics/mantel_haenszel.h"
#include "statistics/pooling.h"
#include "statistics/standard.h"

static const struct method_input score_inputs[] = {
	{ "numerator", METHOD_INPUT_COUNT, false, false },
	{ "denominator", METHOD_INPUT_COUNT, false, false },
	{ "score", METHOD_INPUT_NUMBER, false, false },
};

static const struct method_input direct_inputs[] = {
	{ "numerator", METHOD_INPUT_COUNT, false, false },
	{ "denominator", METHOD_INPUT_COUNT, false, false },
	{ "weight", METHOD_INPUT_COUNT, false, false },
};

static const struct method_input indirect_inputs[] = {
	{ "numerator", METHOD_INPUT_COUNT, false, false },
	{ "denominator", METHOD_INPUT_COUNT, false, false },
	{ "standard_numerator", METHOD_INPUT_COUNT, false, false },
	{ "standard_denominator", METHOD_INPUT_COUNT, false, false },
};

static const struct method_input pooling_inputs[] = {
	{ "estimate", METHOD_INPUT_NUMBER, false, false },
	{ "variance", METHOD_INPUT_NUMBER, false, false },
};

/* as enum event_rate_method */
static const char *const rate_methods[] = { "byar", "exact_poisson", NULL };

static const struct method_setting continuity_settings[] = {
	{ "continuity", METHOD_SETTING_YES, 0, 0, 0, NULL },
};

static const struct method_setting per_settings[] = {
	{ "per", METHOD_SETTING_NUMBER, 1, 1e-9, 1e9, NULL },
	{ "interval", METHOD_SETTING_TEXT, EVENT_RATE_BYAR, 0, 0,
	    rate_methods },
};

static const char *const mantel_haenszel_statistics[] = { "chi_square",
	"odds_ratio" };
static const char *const trend_statistics[] = { "z", "chi_square" };
static const char *const direct_statistics[] = { "rate" };
static const char *const indirect_statistics[] = { "observed", "expected",
	"ratio", "rate" };
static const char *const value_added_statistics[] = { "observed", "expected",
	"value_added" };
static const char *const kitagawa_statistics[] = { "gap", "composition",
	"rates" };
static const char *const pooling_statistics[] = { "mu", "se", "tau2", "i2",
	"q" };

static enum method_status
run_mantel_haenszel(const struct method_call *call, struct method_value *value)
{
	struct two_groups *strata =
	    memory_array(call->rows, sizeof(*strata), NULL);
	struct chi_square test;
	struct comparison odds;
	enum method_status status;
	size_t i;

	if (strata == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < call->rows; i++)
		strata[i] = method_two_groups(call, i);
	status = mantel_haenszel_test(
	    strata, call->rows, call->settings[0] != 0, &test);
	if (status == METHOD_OK) {
		value[0].value = test.statistic;
		value[0].p = test.p_value;
		value[1].status = mantel_haenszel_odds_ratio(
		    strata, call->rows, call->level, &odds);
		if (value[1].status == METHOD_OK)
			method_limits(
			    &value[1], odds.estimate, odds.lower, odds.upper);
	}
	free(strata);
	return status;
}

static enum method_status
run_cochran_armitage(const struct method_call *call, struct method_value *value)
{
	int64_t *counts = memory_array(2 * call->rows, sizeof(*counts), NULL);
	struct trend trend;
	enum method_status status;
	size_t i;

	if (counts == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < call->rows; i++) {
		counts[i] = method_count(call, 0, i);
		counts[call->rows + i] = method_count(call, 1, i);
	}
	status = contingency_cochran_armitage(
	    counts, counts + call->rows, call->columns[2], call->rows, &trend);
	if (status == METHOD_OK) {
		value[0].value = trend.z;
		value[1].value = trend.chi_square.statistic;
		value[0].p = value[1].p = trend.chi_square.p_value;
	}
	free(counts);
	return status;
}

static enum method_status
run_direct(const struct method_call *call, struct method_value *value)
{
	struct standard_stratum *strata =
	    memory_array(call->rows, sizeof(*strata), NULL);
	struct standard_rate rate;
	enum method_status status;
	size_t i;

	if (strata == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < call->rows; i++)
		strata[i] = (struct standard_stratum){ method_count(call, 0, i),
			method_count(call, 1, i), method_count(call, 2, i) };
	status = standard_direct(
	    strata, call->rows, call->settings[0], call->level, &rate);
	if (status == METHOD_OK)
		method_limits(
		    value, rate.rate, rate.limits.lower, rate.limits.upper);
	free(strata);
	return status;
}

/* NULL when memory ends. */
static struct standard_group *
standard_groups(const struct method_call *call)
{
	struct standard_group *groups =
	    memory_array(call->rows, sizeof(*groups), NULL);
	size_t i;

	for (i = 0; groups != NULL && i < call->rows; i++)
		groups[i] = (struct standard_group){ method_count(call, 0, i),
			method_count(call, 1, i), method_count(call, 2, i),
			method_count(call, 3, i) };
	return groups;
}

static enum method_status
run_indirect(const struct method_call *call, struct method_value *value)
{
	struct standard_group *groups = standard_groups(call);
	struct standard_indirect r;
	enum method_status status;

	if (groups == NULL)
		return METHOD_NO_MEMORY;
	status = standard_indirect((enum event_rate_method)call->settings[1],
	    groups, call->rows, call->settings[0], call->level, &r);
	if (status == METHOD_OK) {
		value[0].value = (double)r.observed;
		value[1].value = r.expected;
		method_limits(&value[2], r.ratio, r.ratio_limits.lower,
		    r.ratio_limits.upper);
		method_limits(&value[3], r.rate, r.rate_limits.lower,
		    r.rate_limits.upper);
	}
	free(groups);
	return status;
}

static enum method_status
run_value_added(const struct method_call *call, struct method_value *value)
{
	struct standard_group *groups = standard_groups(call);
	struct standard_value_added v;
	enum method_status status;

	if (groups == NULL)
		return METHOD_NO_MEMORY;
	status = standard_value_added(
	    PROPORTION_WILSON, groups, call->rows, call->level, &v);
	if (status == METHOD_OK) {
		value[0].value = v.observed;
		value[1].value = v.expected;
		method_limits(
		    &value[2], v.points, v.limits.lower, v.limits.upper);
	}
	free(groups);
	return status;
}

static enum method_status
run_kitagawa(const struct method_call *call, struct method_value *value)
{
	struct kitagawa_stratum *strata =
	    memory_array(call->rows, sizeof(*strata), NULL);
	struct kitagawa parts;
	enum method_status status;
	size_t i;

	if (strata == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < call->rows; i++)
		strata[i] = (struct kitagawa_stratum){
			{ method_count(call, 0, i), method_count(call, 1, i) },
			{ method_count(call, 2, i), method_count(call, 3, i) }
		};
	status = kitagawa_parts(strata, call->rows, &parts);
	if (status == METHOD_OK) {
		value[0].value = parts.gap;
		value[1].value = parts.composition;
		value[2].value = parts.rates;
	}
	free(strata);
	return status;
}

static enum method_status
run_pooling(const struct method_call *call, struct method_value *value)
{
	enum pooling_method method;
	enum method_status status;
	struct pooling p;

	if (pooling_method_find(call->method->name, &method) == -1)
		return METHOD_NOT_FINITE;
	status = pooling_of(method, call->columns[0], call->columns[1],
	    call->rows, call->level, &p);
	if (status != METHOD_OK)
		return status;
	method_limits(&value[0], p.mu, p.limits.lower, p.limits.upper);
	value[1].value = p.se;
	value[2].value = p.tau2;
	value[3].value = p.i2;
	value[4].value = p.q;
	value[4].p = p.p;
	return METHOD_OK;
}

#define POOLING(name)                                                   \
	{                                                               \
		name, true, false, true, false, pooling_inputs,         \
		    COUNT(pooling_inputs), NULL, 0, pooling_statistics, \
		    COUNT(pooling_statistics), 0, run_pooling           \
	}

static const struct method strata[] = {
	{ "mantel_haenszel", true, false, true, false, method_groups_inputs,
	    METHOD_GROUPS_INPUTS, continuity_settings, 1,
	    mantel_haenszel_statistics, COUNT(mantel_haenszel_statistics), 0,
	    run_mantel_haenszel },
	{ "cochran_armitage", true, false, false, false, score_inputs,
	    COUNT(score_inputs), NULL, 0, trend_statistics,
	    COUNT(trend_statistics), 0, run_cochran_armitage },
	{ "direct", true, false, true, false, direct_inputs,
	    COUNT(direct_inputs), per_settings, 1, direct_statistics, 1, 0,
	    run_direct },
	{ "indirect", true, false, true, false, indirect_inputs,
	    COUNT(indirect_inputs), per_settings, COUNT(per_settings),
	    indirect_statistics, COUNT(indirect_statistics), 0, run_indirect },
	{ "value_added", true, false, true, false, indirect_inputs,
	    COUNT(indirect_inputs), NULL, 0, value_added_statistics,
	    COUNT(value_added_statistics), 0, run_value_added },
	{ "kitagawa", true, false, false, false, method_groups_inputs,
	    METHOD_GROUPS_INPUTS, NULL, 0, kitagawa_statistics,
	    COUNT(kitagawa_statistics), 0, run_kitagawa },
	POOLING("fixed"),
	POOLING("dersimonian_laird"),
	POOLING("reml"),
	POOLING("paule_mandel"),
};

const struct method_list method_strata = { strata, COUNT(strata) };

/* method_groups.c - two groups compared, row by row (measure/method.h) */
#include <stdint.h>

#include "base/memory.h"
#include "measure/method.h"
#include "statistics/contingency.h"
#include "statistics/difference.h"
#include "statistics/fisher.h"
#include "statistics/odds_ratio.h"
#include "statistics/ratio.h"

enum { CONTINUITY };
enum { FISHER_ODDS_RATIO, FISHER_P };

static const struct method_setting pearson_settings[] = {
	[CONTINUITY] = { "continuity", METHOD_SETTING_YES, 0, 0, 0, NULL },
};

static const char *const difference_statistics[] = { "difference" };
static const char *const ratio_statistics[] = { "ratio" };
static const char *const odds_ratio_statistics[] = { "odds_ratio" };
static const char *const pearson_statistics[] = { "chi_square" };
static const char *const fisher_statistics[] = {
	[FISHER_ODDS_RATIO] = "odds_ratio",
	[FISHER_P] = "p",
};

/* A ratio to nothing has no value. */
static enum method_status
put(struct method_value *value, enum method_status status,
    const struct comparison *c)
{
	if (status != METHOD_OK)
		return status;
	if (isinf(c->estimate))
		return METHOD_NO_EVENTS;
	method_limits(value, c->estimate, c->lower, c->upper);
	return METHOD_OK;
}

typedef enum method_status comparing(
    const struct two_groups *, double level, struct comparison *);

static enum method_status
compare(const struct method_call *call, comparing *function,
    struct method_value *value)
{
	struct two_groups groups = method_two_groups(call, 0);
	struct comparison c;
	enum method_status status = function(&groups, call->level, &c);

	return put(value, status, &c);
}

static enum method_status
run_newcombe(const struct method_call *call, struct method_value *value)
{
	return compare(call, difference_newcombe, value);
}

static enum method_status
run_mee(const struct method_call *call, struct method_value *value)
{
	return compare(call, difference_mee, value);
}

static enum method_status
run_miettinen_nurminen(
    const struct method_call *call, struct method_value *value)
{
	return compare(call, difference_miettinen_nurminen, value);
}

static enum method_status
run_katz(const struct method_call *call, struct method_value *value)
{
	return compare(call, ratio_katz, value);
}

static enum method_status
run_koopman(const struct method_call *call, struct method_value *value)
{
	return compare(call, ratio_koopman, value);
}

static enum method_status
run_woolf(const struct method_call *call, struct method_value *value)
{
	struct two_groups groups = method_two_groups(call, 0);
	struct odds_ratio odds;
	enum method_status status =
	    odds_ratio_woolf(&groups, call->level, &odds);

	if (status == METHOD_OK && odds.corrected)
		value->method = "woolf_corrected";
	return put(value, status, &odds.ratio);
}

static enum method_status
run_pearson(const struct method_call *call, struct method_value *value)
{
	struct two_groups g = method_two_groups(call, 0);
	enum method_status status = two_groups_check(&g);
	struct chi_square test;

	if (status == METHOD_OK) {
		int64_t cells[] = { g.events1, g.size1 - g.events1, g.events2,
			g.size2 - g.events2 };

		status = contingency_pearson(
		    cells, 2, 2, call->settings[CONTINUITY] != 0, &test);
	}
	if (status == METHOD_OK) {
		value->value = test.statistic;
		value->p = test.p_value;
	}
	return status;
}

static enum method_status
run_fisher(const struct method_call *call, struct method_value *value)
{
	struct two_groups groups = method_two_groups(call, 0);
	struct comparison odds;
	double p;
	enum method_status status = fisher_p_value(&groups, &p);

	if (status != METHOD_OK)
		return status;
	value[FISHER_P].value = p;
	value[FISHER_P].p = p;
	status = fisher_odds_ratio(&groups, call->level, &odds);
	value[FISHER_ODDS_RATIO].status =
	    put(&value[FISHER_ODDS_RATIO], status, &odds);
	value[FISHER_ODDS_RATIO].p = p;
	return METHOD_OK;
}

#define COMPARISON(name, statistics, run)                                \
	{                                                                \
		name, false, false, true, false, method_groups_inputs,   \
		    METHOD_GROUPS_INPUTS, NULL, 0, statistics, 1, 0, run \
	}

static const struct method groups[] = {
	COMPARISON("newcombe", difference_statistics, run_newcombe),
	COMPARISON("miettinen_nurminen", difference_statistics,
	    run_miettinen_nurminen),
	COMPARISON("mee", difference_statistics, run_mee),
	COMPARISON("katz", ratio_statistics, run_katz),
	COMPARISON("koopman", ratio_statistics, run_koopman),
	COMPARISON("woolf", odds_ratio_statistics, run_woolf),
	{ "pearson", false, false, false, false, method_groups_inputs,
	    METHOD_GROUPS_INPUTS, pearson_settings, COUNT(pearson_settings),
	    pearson_statistics, 1, 0, run_pearson },
	{ "fisher", false, false, true, false, method_groups_inputs,
	    METHOD_GROUPS_INPUTS, NULL, 0, fisher_statistics,
	    COUNT(fisher_statistics), 0, run_fisher },
};

const struct method_list method_groups = { groups, COUNT(groups) };

/* method_family.c - rows among the others of their group: tests adjusted for
 * their number, units unlike the others, shrunken rates (measure/method.h) */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "measure/method.h"
#include "statistics/adjust.h"
#include "statistics/funnel.h"
#include "statistics/shrinkage.h"
#include "statistics/tail.h"

enum { NUMERATOR, DENOMINATOR };
enum { LIMITS, WIDENING };
enum { WIDENING_NONE, WIDENING_MULTIPLICATIVE, WIDENING_ADDITIVE };
/* the limits first */
enum { FUNNEL_95, FUNNEL_998, FUNNEL_LIMITS };
enum { Z_SCORE = FUNNEL_LIMITS, PHI, TAU2, FUNNEL_STATISTICS };
enum { SHRUNKEN_RATE, MU, RHO, LOG_LIKELIHOOD, SHRINKAGE_STATISTICS };

static const struct method_input p_inputs[] = {
	{ "p", METHOD_INPUT_NUMBER, false, false },
};

static const struct method_input unit_inputs[] = {
	[NUMERATOR] = { "numerator", METHOD_INPUT_COUNT, false, false },
	[DENOMINATOR] = { "denominator", METHOD_INPUT_COUNT, false, false },
};

static const char *const limits_names[] = { "exact", "score", NULL };
static const char *const widening_names[] = { "none", "multiplicative",
	"additive", NULL };

/* Exact limits know no widening: with one they are those of the score. */
static const struct method_setting funnel_settings[] = {
	[LIMITS] = { "limits", METHOD_SETTING_TEXT, 0, 0, 0, limits_names },
	[WIDENING] = { "overdispersion", METHOD_SETTING_TEXT, WIDENING_NONE, 0,
	    0, widening_names },
};

static const char *const p_statistics[] = { "p_adjusted" };
static const char *const funnel_statistics[] = {
	[FUNNEL_95] = "funnel_95",
	[FUNNEL_998] = "funnel_998",
	[Z_SCORE] = "z_score",
	[PHI] = "phi",
	[TAU2] = "tau2",
};
static const char *const shrinkage_statistics[] = {
	[SHRUNKEN_RATE] = "shrunken_rate",
	[MU] = "mu",
	[RHO] = "rho",
	[LOG_LIKELIHOOD] = "log_likelihood",
};

static enum method_status
run_adjust(const struct method_call *call, struct method_value *value)
{
	double *adjusted = memory_array(call->rows, sizeof(*adjusted), NULL);
	enum adjust_method method;
	enum method_status status = METHOD_NO_MEMORY;
	size_t i;

	if (adjusted != NULL &&
	    adjust_method_find(call->method->name, &method) == 0)
		status = adjust_p_values(
		    method, call->columns[0], call->rows, adjusted);
	for (i = 0; status == METHOD_OK && i < call->rows; i++)
		value[i].value = value[i].p = adjusted[i];
	free(adjusted);
	return status;
}

static void
put_limits(struct method_value *value, enum method_status status, double target,
    const struct limits *limits)
{
	value->status = status;
	if (status == METHOD_OK)
		method_limits(value, target, limits->lower, limits->upper);
}

static void
put_score(const struct counted *unit, double target,
    const struct funnel_widening *widening, struct method_value *value)
{
	value->status = funnel_z(unit, target, widening, &value->value);
	if (value->status == METHOD_OK)
		value->p = tail_normal(value->value);
}

static enum method_status
put_funnels(const struct method_call *call, const struct counted *units,
    double target, const struct funnel_widening *widening,
    struct method_value *values)
{
	static const double levels[FUNNEL_LIMITS] = {
		[FUNNEL_95] = 0.95, [FUNNEL_998] = 0.998
	};
	bool exact = call->settings[LIMITS] == 0 &&
		     call->settings[WIDENING] == WIDENING_NONE;
	struct limits *limits = memory_array(call->rows, sizeof(*limits), NULL);
	enum method_status status =
	    limits == NULL ? METHOD_NO_MEMORY : METHOD_OK;
	size_t i, row;

	for (i = 0; i < COUNT(levels) && status == METHOD_OK; i++) {
		status = funnel_limits(units, call->rows, target, levels[i],
		    exact ? NULL : widening, limits);
		for (row = 0; row < call->rows && status == METHOD_OK; row++)
			put_limits(&values[row * FUNNEL_STATISTICS + i], status,
			    target, &limits[row]);
	}
	free(limits);
	return status;
}

static enum method_status
put_units(const struct method_call *call, const struct counted *units,
    struct method_value *value)
{
	struct funnel_widening widening = { 1, 0 };
	struct funnel_dispersion d;
	enum method_status status;
	double target;
	size_t i;

	status = funnel_target(units, call->rows, &target);
	if (status == METHOD_OK)
		status = funnel_dispersion(units, call->rows, target, &d);
	if (status != METHOD_OK)
		return status;
	if (call->settings[WIDENING] == WIDENING_MULTIPLICATIVE)
		widening.phi = fmax(1, d.phi);
	if (call->settings[WIDENING] == WIDENING_ADDITIVE)
		widening.tau2 = d.tau2;
	status = put_funnels(call, units, target, &widening, value);
	if (status != METHOD_OK)
		return status;
	for (i = 0; i < call->rows; i++, value += FUNNEL_STATISTICS) {
		put_score(&units[i], target, &widening, &value[Z_SCORE]);
		value[PHI].value = d.phi;
		value[TAU2].value = d.tau2;
	}
	return METHOD_OK;
}

static enum method_status
shrink(const struct method_call *call, const struct counted *units,
    struct method_value *value)
{
	struct shrunk_rate rate = { 0, { 0, 0 } };
	struct shrinkage s;
	enum method_status one;
	enum method_status status = shrinkage_fit(units, call->rows, &s);
	size_t i;

	for (i = 0; status == METHOD_OK && i < call->rows; i++) {
		one = shrinkage_rate(&s, &units[i], call->level, &rate);
		put_limits(&value[SHRUNKEN_RATE], one, rate.rate, &rate.limits);
		value[MU].value = s.mu;
		value[RHO].value = s.rho;
		value[LOG_LIKELIHOOD].value = s.log_likelihood;
		value += SHRINKAGE_STATISTICS;
	}
	return status;
}

/* Each row is a unit among the others. */
static enum method_status
run_units(const struct method_call *call,
    enum method_status (*run)(const struct method_call *,
	const struct counted *, struct method_value *),
    struct method_value *value)
{
	struct counted *units = memory_array(call->rows, sizeof(*units), NULL);
	enum method_status status;
	size_t i;

	if (units == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < call->rows; i++)
		units[i] = (struct counted){ method_count(call, NUMERATOR, i),
			method_count(call, DENOMINATOR, i) };
	status = run(call, units, value);
	free(units);
	return status;
}

static enum method_status
run_funnel(const struct method_call *call, struct method_value *value)
{
	return run_units(call, put_units, value);
}

static enum method_status
run_beta_binomial(const struct method_call *call, struct method_value *value)
{
	return run_units(call, shrink, value);
}

#define ADJUST(name)                                                       \
	{                                                                  \
		name, true, true, false, false, p_inputs, COUNT(p_inputs), \
		    NULL, 0, p_statistics, 1, 0, run_adjust                \
	}

static const struct method family[] = {
	ADJUST("bonferroni"),
	ADJUST("holm"),
	ADJUST("hochberg"),
	ADJUST("benjamini_hochberg"),
	ADJUST("benjamini_yekutieli"),
	{ "funnel", true, true, false, false, unit_inputs, COUNT(unit_inputs),
	    funnel_settings, COUNT(funnel_settings), funnel_statistics,
	    FUNNEL_STATISTICS, 0, run_funnel },
	{ "beta_binomial", true, true, true, false, unit_inputs,
	    COUNT(unit_inputs), NULL, 0, shrinkage_statistics,
	    SHRINKAGE_STATISTICS, 0, run_beta_binomial },
};

const struct method_list method_families = { family, COUNT(family) };

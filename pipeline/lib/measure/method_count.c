/* method_count.c - methods of counts among others, row by row
 * (measure/method.h) */
#include <stdint.h>

#include "base/memory.h"
#include "measure/method.h"
#include "statistics/event_rate.h"
#include "statistics/proportion.h"

enum { NUMERATOR, DENOMINATOR, EXPECTED };
enum { BELOW, SMALL };
enum { PER };

static const struct method_input proportion_inputs[] = {
	[NUMERATOR] = { "numerator", METHOD_INPUT_COUNT, false, false },
	[DENOMINATOR] = { "denominator", METHOD_INPUT_COUNT, false, false },
	[EXPECTED] = { "expected", METHOD_INPUT_NUMBER, false, false },
};

/* as enum proportion_method */
static const char *const small_methods[] = { "wilson", "wilson_cc",
	"clopper_pearson", "mid_p", "jeffreys", "agresti_coull",
	"likelihood_ratio", NULL };

static const struct method_setting proportion_settings[] = {
	[BELOW] = { "below", METHOD_SETTING_WHOLE, 0, 0, 1e15, NULL },
	[SMALL] = { "small", METHOD_SETTING_TEXT, PROPORTION_CLOPPER_PEARSON, 0,
	    0, small_methods },
};

static const struct method_input rate_inputs[] = {
	[NUMERATOR] = { "numerator", METHOD_INPUT_COUNT, false, false },
	[DENOMINATOR] = { "denominator", METHOD_INPUT_NUMBER, true, false },
};

static const struct method_setting rate_settings[] = {
	[PER] = { "per", METHOD_SETTING_NUMBER, 1, 1e-9, 1e9, NULL },
};

static const char *const proportion_statistics[] = { "proportion" };
static const char *const rate_statistics[] = { "rate" };

static enum method_status
run_proportion(const struct method_call *call, struct method_value *value)
{
	int64_t x = method_count(call, NUMERATOR, 0);
	int64_t n = method_count(call, DENOMINATOR, 0);
	struct proportion_rule rule = {
		.small = (enum proportion_method)call->settings[SMALL],
		.below = (int64_t)call->settings[BELOW],
	};
	enum method_status status;
	struct limits limits;

	if (proportion_method_find(call->method->name, &rule.method) == -1)
		return METHOD_NOT_FINITE;
	rule.method = proportion_rule_method(&rule, n);
	status = proportion_limits(rule.method, x, n, call->level, &limits);
	if (status != METHOD_OK)
		return status;
	method_limits(value, (double)x / (double)n, limits.lower, limits.upper);
	value->method = proportion_method_name(rule.method);
	return METHOD_OK;
}

static enum method_status
run_binomial_test(const struct method_call *call, struct method_value *value)
{
	int64_t x = method_count(call, NUMERATOR, 0);
	int64_t n = method_count(call, DENOMINATOR, 0);
	enum method_status status =
	    proportion_test(x, n, call->columns[EXPECTED][0], &value->p);

	if (status == METHOD_OK)
		value->value = (double)x / (double)n;
	return status;
}

static enum method_status
run_rate(const struct method_call *call, struct method_value *value)
{
	const double *exposure = call->columns[DENOMINATOR];
	enum event_rate_method method;
	enum method_status status;
	struct event_rate rate;

	if (event_rate_method_find(call->method->name, &method) == -1)
		return METHOD_NOT_FINITE;
	status = event_rate(method, method_count(call, NUMERATOR, 0),
	    exposure == NULL ? 1 : exposure[0], call->settings[PER],
	    call->level, &rate);
	if (status != METHOD_OK)
		return status;
	method_limits(value, rate.rate, rate.limits.lower, rate.limits.upper);
	value->method = event_rate_method_name(rate.method);
	return METHOD_OK;
}

#define PROPORTION(name)                                                      \
	{                                                                     \
		name, false, false, true, false, proportion_inputs, EXPECTED, \
		    proportion_settings, COUNT(proportion_settings),          \
		    proportion_statistics, 1, 0, run_proportion               \
	}
#define RATE(name)                                                           \
	{                                                                    \
		name, false, false, true, false, rate_inputs,                \
		    COUNT(rate_inputs), rate_settings, COUNT(rate_settings), \
		    rate_statistics, 1, 0, run_rate                          \
	}

static const struct method proportions[] = {
	PROPORTION("wilson"),
	PROPORTION("wilson_cc"),
	PROPORTION("clopper_pearson"),
	PROPORTION("mid_p"),
	PROPORTION("jeffreys"),
	PROPORTION("agresti_coull"),
	PROPORTION("likelihood_ratio"),
	{ "binomial_test", false, false, false, false, proportion_inputs,
	    COUNT(proportion_inputs), NULL, 0, proportion_statistics, 1, 0,
	    run_binomial_test },
};

static const struct method rates[] = { RATE("byar"), RATE("exact_poisson") };

const struct method_list method_proportions = { proportions,
	COUNT(proportions) };
const struct method_list method_event_rates = { rates, COUNT(rates) };

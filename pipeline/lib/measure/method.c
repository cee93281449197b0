/* method.c - the registry of methods (measure/method.h) */
#include "measure/method.h"

#include <string.h>

#include "base/memory.h"

static const struct method_list *const families[] = { &method_proportions,
	&method_event_rates, &method_groups, &method_strata, &method_families,
	&method_samples, &method_lines, &method_trends, &method_breaks };

const struct method_input method_groups_inputs[METHOD_GROUPS_INPUTS] = {
	[METHOD_NUMERATOR_1] = { "numerator_1", METHOD_INPUT_COUNT, false,
	    false },
	[METHOD_DENOMINATOR_1] = { "denominator_1", METHOD_INPUT_COUNT, false,
	    false },
	[METHOD_NUMERATOR_2] = { "numerator_2", METHOD_INPUT_COUNT, false,
	    false },
	[METHOD_DENOMINATOR_2] = { "denominator_2", METHOD_INPUT_COUNT, false,
	    false },
};

const struct method_input method_series_inputs[METHOD_SERIES_INPUTS] = {
	[METHOD_PERIOD] = { "period", METHOD_INPUT_PERIOD, false, false },
	[METHOD_VALUE] = { "value", METHOD_INPUT_NUMBER, false, false },
};

const struct method *
method_at(size_t index)
{
	size_t i;

	for (i = 0; i < COUNT(families); i++) {
		if (index < families[i]->count)
			return &families[i]->items[index];
		index -= families[i]->count;
	}
	return NULL;
}

const struct method *
method_find(const char *name)
{
	const struct method *m;
	size_t i;

	for (i = 0; (m = method_at(i)) != NULL; i++)
		if (strcmp(m->name, name) == 0)
			return m;
	return NULL;
}

int64_t
method_count(const struct method_call *call, size_t input, size_t row)
{
	return (int64_t)call->columns[input][row];
}

struct two_groups
method_two_groups(const struct method_call *call, size_t row)
{
	return (struct two_groups){
		method_count(call, METHOD_NUMERATOR_1, row),
		method_count(call, METHOD_DENOMINATOR_1, row),
		method_count(call, METHOD_NUMERATOR_2, row),
		method_count(call, METHOD_DENOMINATOR_2, row),
	};
}

void
method_limits(
    struct method_value *value, double estimate, double lower, double upper)
{
	value->value = estimate;
	value->lower = lower;
	value->upper = upper;
}

size_t
method_terms(size_t columns, const double *settings)
{
	return columns * (size_t)settings[METHOD_MODEL_DEGREE] +
	       (settings[METHOD_MODEL_INTERCEPT] != 0);
}

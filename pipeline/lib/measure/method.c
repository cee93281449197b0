/* method.c - the registry of methods (measure/method.h) */
#include "measure/method.h"

#include <string.h>

#include "base/memory.h"

static const struct method_list *const families[] = { &method_proportions,
	&method_event_rates, &method_groups, &method_strata, &method_families,
	&method_lines, &method_trends, &method_breaks };

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

size_t
method_terms(size_t columns, const double *settings)
{
	return columns * (size_t)settings[METHOD_MODEL_DEGREE] +
	       (settings[METHOD_MODEL_INTERCEPT] != 0);
}

/* compared - what a comparison takes from the rates that it compares */
#include "report/compared.h"

#include <string.h>

const struct definition *
compared_subject(const struct definition *d)
{
	return d->comparison == NULL ? d : d->comparison->of;
}

const struct definition_dimension *
compared_dimension(const struct definition *d)
{
	const struct comparison_definition *c = d->comparison;

	return c == NULL || c->kind == COMPARISON_PERIODS
		   ? NULL
		   : &c->of->dimensions[c->dimension];
}

const struct definition_dimension *
compared_stratum(const struct definition *d)
{
	const struct comparison_definition *c = d->comparison;

	return c == NULL || c->stratum_name == NULL
		   ? NULL
		   : &c->of->dimensions[c->stratum];
}

bool
compared_breakdown_has(const struct definition *d,
    const struct definition_breakdown *breakdown, const char *name)
{
	const struct definition_dimension *compared = compared_dimension(d);

	return definition_breakdown_has(d, breakdown, name) ||
	       (compared != NULL && strcmp(compared->name, name) == 0);
}

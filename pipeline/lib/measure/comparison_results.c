/* comparison_results - room for the statistics of many units */
#include "measure/comparison_results.h"

#include <stdlib.h>

#include "base/memory.h"

int
comparison_results_open(struct comparison_results *r,
    const bool wanted[STATISTICS], size_t unit_count, size_t family_count,
    struct fail *f)
{
	size_t *width;
	int s;

	for (s = 0; s < STATISTICS; s++) {
		width = statistic_of_all_units((enum statistic)s)
			    ? &r->family_width
			    : &r->unit_width;
		r->places[s] = wanted[s] ? (int)(*width)++ : -1;
	}
	r->units =
	    memory_array(unit_count, r->unit_width * sizeof(*r->units), f);
	if (r->units == NULL)
		return -1;
	r->families = memory_array(
	    family_count, r->family_width * sizeof(*r->families), f);
	return r->families == NULL ? -1 : 0;
}

void
comparison_results_clear(struct comparison_results *r)
{
	free(r->units);
	free(r->families);
	*r = (struct comparison_results)COMPARISON_RESULTS_INIT;
}

struct comparison_results
comparison_results_from(
    const struct comparison_results *r, size_t unit, size_t family)
{
	struct comparison_results part = *r;

	part.units += unit * r->unit_width;
	part.families += family * r->family_width;
	return part;
}

bool
comparison_results_wants(const struct comparison_results *r, enum statistic s)
{
	return r->places[s] != -1;
}

struct comparison_result *
comparison_results_unit(
    const struct comparison_results *r, size_t unit, enum statistic s)
{
	return &r->units[unit * r->unit_width + (size_t)r->places[s]];
}

struct comparison_result *
comparison_results_family(
    const struct comparison_results *r, size_t family, enum statistic s)
{
	return &r->families[family * r->family_width + (size_t)r->places[s]];
}

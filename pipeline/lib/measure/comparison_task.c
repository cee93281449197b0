/* comparison_task - a family of units and what is wanted of it */
#include "measure/comparison_task.h"

#include <stdlib.h>

#include "base/memory.h"

const char *
comparison_unit_method(
    const struct comparison_definition *d, enum statistic statistic)
{
	if (statistic == STATISTIC_P_ADJUSTED)
		return adjust_method_name(d->adjust);
	return statistic_method(
	    statistic == STATISTIC_P_VALUE ? STATISTIC_Z_SCORE : statistic);
}

/* A unit that is no part of the family. */
static void
leave_out(const struct comparison_task *t, size_t place, enum method_status why)
{
	int s;

	for (s = 0; s < STATISTICS; s++)
		if (!statistic_of_all_units((enum statistic)s) &&
		    comparison_results_wants(t->results, (enum statistic)s))
			*comparison_results_unit(
			    t->results, place, (enum statistic)s) =
			    (struct comparison_result){ .status = why,
				    .method = comparison_unit_method(
					t->definition, (enum statistic)s) };
}

int
comparison_task_open(struct comparison_task *t, struct fail *f)
{
	const struct comparison_family *family = t->family;
	enum method_status status;
	size_t i;

	t->count = 0;
	t->places = NULL;
	t->units = memory_array(family->count, sizeof(*t->units), f);
	if (t->units == NULL)
		return -1;
	t->places = memory_array(family->count, sizeof(*t->places), f);
	if (t->places == NULL)
		return -1;
	for (i = 0; i < family->count; i++) {
		status = counted_check(&family->units[i]);
		if (status != METHOD_OK) {
			leave_out(t, i, status);
			continue;
		}
		t->units[t->count] = family->units[i];
		t->places[t->count++] = i;
	}
	return 0;
}

void
comparison_task_close(struct comparison_task *t)
{
	free(t->units);
	free(t->places);
	t->units = NULL;
	t->places = NULL;
}

bool
comparison_task_wants(
    const struct comparison_task *t, enum statistic first, enum statistic last)
{
	unsigned s;

	for (s = first; s <= last; s++)
		if (comparison_results_wants(t->results, s))
			return true;
	return false;
}

void
comparison_task_put(const struct comparison_task *t, size_t unit,
    enum statistic s, const struct comparison_result *r)
{
	if (comparison_results_wants(t->results, s))
		*comparison_results_unit(t->results, t->places[unit], s) = *r;
}

void
comparison_task_put_whole(const struct comparison_task *t, enum statistic s,
    const struct comparison_result *r)
{
	if (comparison_results_wants(t->results, s))
		*comparison_results_family(t->results, 0, s) = *r;
}

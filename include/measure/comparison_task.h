/*
 * comparison_task.h - a family of units and its results: what the parts of
 * measure/comparison_units.h work on.
 *
 *	struct comparison_task task = { .definition = definition,
 *		.family = family, .level = 0.95, .results = &results };
 *	if (comparison_task_open(&task, f) == 0 &&
 *	    comparison_funnel(&task, f) == 0)
 *		...
 *	comparison_task_close(&task);
 */
#ifndef MEASURE_COMPARISON_TASK_H
#define MEASURE_COMPARISON_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_units.h"

struct comparison_task {
	/* Borrowed, those of comparison_units(). */
	const struct comparison_definition *definition;
	const struct comparison_family *family;
	double level;
	const struct comparison_results *results;
	/* The units whose counts can be used, and their places in the family:
	 * of the task. */
	size_t count;
	struct counted *units;
	size_t *places;
};

/* The method of a statistic of units that has no number: of p not that of two
 * groups. */
const char *comparison_unit_method(
    const struct comparison_definition *, enum statistic);

/* Finds the units that can be used; the others have their status in all
 * statistics that are wanted.  Returns 0, or -1 when there is no memory; close
 * it in both cases. */
int comparison_task_open(struct comparison_task *, struct fail *) MUST_CHECK;
void comparison_task_close(struct comparison_task *);

/* Whether any of the statistics from the first to the last is wanted. */
bool comparison_task_wants(
    const struct comparison_task *, enum statistic first, enum statistic last);
/* Writes the statistic of a unit, 0 to count - 1, if it is wanted. */
void comparison_task_put(const struct comparison_task *, size_t unit,
    enum statistic, const struct comparison_result *);
/* The same of all units together. */
void comparison_task_put_whole(const struct comparison_task *, enum statistic,
    const struct comparison_result *);

#endif

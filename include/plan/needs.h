/*
 * needs.h - what all indicators together count in one dataset or derived
 * table, so that one cube serves them: each name, pair and set once, in the
 * order of the indicators.
 *
 *	struct needs n;
 *	if (needs_of(&n, config, source, f) == 0)
 *		for (i = 0; i < n.dimension_count; i++)
 *			puts(n.dimensions[i].name);
 *	needs_clear(&n);
 *
 * The first dimension is the period.  A definition with breakdowns asks for
 * the sets of dimensions by which it is shown, each with what else has to be
 * known apart: the dimensions that "where" selects from, and of a series the
 * units that make up a change and the groups that may share people.  A
 * definition without breakdowns asks for all combinations of its dimensions.
 * A comparison asks for the sets of what it compares: its breakdowns with the
 * dimension that is compared and, if the people stand in strata, also with that
 * of the strata.
 */
#ifndef PLAN_NEEDS_H
#define PLAN_NEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "plan/config.h"

struct needs_dimension {
	const char *name;
	const char *column;   /* in the table */
	const char *registry; /* id, or NULL */
};

struct needs_pair {
	const char *numerator, *denominator;
};

struct needs {
	size_t dimension_count, measure_count, pair_count, distinct_count;
	struct needs_dimension dimensions[CUBE_DIMENSIONS_MAX];
	const char *measures[CUBE_MEASURES_MAX];
	struct needs_pair pairs[CUBE_PAIRS_MAX];
	const char *distincts[CUBE_DISTINCTS_MAX];
	bool breakdowns; /* a definition has some: the sets say which cells */
	size_t set_count, set_capacity;
	uint64_t *sets; /* bit i: dimension i is in the set */
};

/* Too much for one cube, or one dimension by two registries, is a failure
 * (FAIL_USAGE) at the definition; to be cleared on failure too. */
int needs_of(struct needs *, const struct config *,
    const struct config_source *, struct fail *) MUST_CHECK;
void needs_clear(struct needs *);

#endif

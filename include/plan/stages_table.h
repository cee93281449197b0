/*
 * stages_table.h - the recipes from the tables of datasets to cubes.
 *
 *	for (i = 0; i < r->c->source_count; i++)
 *		if (source_counted(r->c, &r->c->sources[i]) &&
 *		    plan_cubes(r, &r->c->sources[i], f) == -1)
 *			return -1;
 */
#ifndef PLAN_STAGES_TABLE_H
#define PLAN_STAGES_TABLE_H

#include "base/fail.h"
#include "plan/stages_part.h"

/*
 * Each partition of the source -> a cube by all that the indicators need:
 * the steps of a derived table in a pipe, then tally.  The number of the
 * partition ends the recipe's name; a source without partitions has number 1.
 */
int plan_cubes(
    struct stages *, const struct config_source *, struct fail *) MUST_CHECK;

#endif

/*
 * comparison_families.h - the families of a comparison's cells.
 *
 *	if (comparison_families(&cells, f) == 0)
 *		for (i = cells.starts[0]; i < cells.starts[1]; i++)
 *			...	cells.items[cells.order[i]] is of the first
 *
 * A family is the cells of one period whose codes have, in each dimension, the
 * same level of the registry (an entry without a level: as many ancestors) or,
 * in a dimension without a total, are the same.  The units that are compared
 * are one family whatever their levels.
 */
#ifndef MEASURE_COMPARISON_FAMILIES_H
#define MEASURE_COMPARISON_FAMILIES_H

#include "base/fail.h"
#include "measure/comparison_cells.h"

/* Number the families of all cells, and set order, family_count and starts. */
int comparison_families(struct comparison_cells *, struct fail *) MUST_CHECK;

#endif

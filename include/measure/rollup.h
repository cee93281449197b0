/*
 * rollup.h - the codes of a dimension with their hierarchy, and parents that
 * are computed from their children.
 *
 *	struct rollup_axis axis = ROLLUP_AXIS_INIT;
 *	rollup_axis_init(&axis, registry, true, f);
 *	rollup_axis_add(&axis, registry_find(registry, "RU-CFD"));
 *	rollup_axis_close(&axis, f);		(RU is on the axis now, too)
 *	rollup_axis_period(&axis, first, last);
 *	rollup_apply(&axis, 1, dimensions, 1, cells, f);
 *	rollup_axis_clear(&axis);
 *
 * The children of a parent are its complete partition by the registry: those
 * valid in the period that are not "included" ("of which") parts.
 */
#ifndef MEASURE_ROLLUP_H
#define MEASURE_ROLLUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/observation.h"
#include "registry/registry.h"

/* The codes of one dimension, in registry order. */
struct rollup_axis {
	const struct registry *registry; /* borrowed */
	bool computes;        /* parents of codes are on the axis, too */
	uint8_t *wanted;      /* of each registry entry */
	size_t count;         /* codes on the axis */
	int *entries;         /* their registry entries */
	ptrdiff_t *positions; /* of each registry entry, -1: not on it */
	size_t *order;        /* positions, every child before its parent */
	/* Children of position i: children[start[i]] .. children[start[i+1]-1];
	 * -1 is a child that is not on the axis. */
	size_t *start;
	ptrdiff_t *children;
};

#define ROLLUP_AXIS_INIT                                           \
	{                                                          \
		NULL, false, NULL, 0, NULL, NULL, NULL, NULL, NULL \
	}

/* Whether a registry entry is part of its parent's complete partition in a
 * period: it has a parent, is not "included" and valid on one of the days. */
bool rollup_part(
    const struct registry *, int entry, int32_t first, int32_t last);

/* The registry is borrowed. */
int rollup_axis_init(struct rollup_axis *, const struct registry *,
    bool computes, struct fail *) MUST_CHECK;
void rollup_axis_clear(struct rollup_axis *);
void rollup_axis_add(struct rollup_axis *, int entry);
/* No more codes: number them. */
int rollup_axis_close(struct rollup_axis *, struct fail *) MUST_CHECK;
/* Find the children of this period. */
void rollup_axis_period(struct rollup_axis *, int32_t first, int32_t last);

/*
 * Compute the absent cells of a table, which holds the product of the axes,
 * the first axis slowest.  Absent are cells with status missing whose reason
 * says that a part is not in the source.  For each the dimensions are tried
 * in the order given; a sum over the children of the cell's code is taken
 * from the first dimension in which none is missing, else from the first in
 * which at least one is there.  Children may be sums themselves.
 *
 *	numerator, denominator = sums over the children with both parts
 *	coverage = (sum of the children's coverages) / (number of children
 *	    that are not not_applicable); a missing child has coverage 0, a
 *	    child as supplied 1
 *
 * All children missing: missing (parts_missing).  None applicable:
 * not_applicable.  One confidential: confidential.  Some missing: flag
 * partial.  A sum beyond int64 is a failure (FAIL_DATA).
 */
int rollup_apply(const struct rollup_axis *axes, size_t axis_count,
    const size_t *dimensions, size_t dimension_count, struct estimate *cells,
    struct fail *) MUST_CHECK;

#endif

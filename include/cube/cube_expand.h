/*
 * cube_expand.h - the cells of the sets of a cube from its base cells, and
 * what is distinct in them.  Used by the files of pipeline/lib/cube, by nobody
 * else.
 *
 *	struct counts cells = COUNTS_INIT;
 *	if (expand_cells(&sets, &schema, &base, &distinct, &cells, f) == 0)
 *		...
 *	counts_clear(&cells);
 *
 * A base cell has one code a dimension.  It is expanded to every combination
 * of the ancestors of its codes, set by set: first the base cells fall
 * together by the dimensions of the set, then the few that are left are
 * expanded.  A target cell that an earlier set has is left to it.
 */
#ifndef CUBE_CUBE_EXPAND_H
#define CUBE_CUBE_EXPAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "cube/cube_counts.h"
#include "cube/cube_sets.h"
#include "table/schema.h"

/* Which columns of the base cells are counted distinctly, and into which
 * number of the cells the first one goes. */
struct distinct {
	size_t count;
	size_t columns[CUBE_DISTINCTS_MAX];
	size_t first_number;
};

/* The target cells into `to`, COUNTS_INIT before.  The texts of base, which get
 * those of the ancestors, are shared with them. */
int expand_cells(const struct cube_sets *, const struct schema *,
    struct counts *base, const struct distinct *, struct counts *to,
    struct fail *) MUST_CHECK;

#endif

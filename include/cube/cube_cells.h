/*
 * cube_cells.h - the cells of a cube in memory: numbers by groups of codes.
 * Used by the files of pipeline/lib/cube, by nobody else.
 *
 *	struct cells cells = CELLS_INIT;
 *	cells.groups = grouping_new(dimensions, GROUPING_TEXT, f);
 *	cells.dimension_count = dimensions;
 *	cells.stride = numbers;
 *	if (grouping_rows(cells.groups, batch, groups, f) == 0 &&
 *	    cells_grow(&cells, f) == 0)
 *		... cells_add(&cells, groups[row], 0, 1)
 *	cells_sort(&cells, f);
 *	cells_clear(&cells);
 *
 * Every cell has `stride` numbers; rows that were lost stand beside them, only
 * if there may be any.
 */
#ifndef CUBE_CUBE_CELLS_H
#define CUBE_CUBE_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/grouping.h"
#include "table/schema.h"

struct cells {
	struct grouping *groups; /* owned; the dimensions are its first columns
				  */
	size_t dimension_count;
	size_t stride;
	size_t count; /* groups that have their numbers */
	int64_t *values;
	size_t value_capacity; /* groups */
	bool has_lost;
	int64_t *lost; /* has_lost: of each group */
	size_t lost_capacity;
	/* Which dimensions are unknown in cells with lost rows, a bit each;
	 * every combination once. */
	uint64_t *unknown;
	size_t unknown_count, unknown_capacity;
	uint32_t *order;  /* group of each cell; NULL: the same number */
	uint32_t *places; /* cell of each group; NULL: the same number */
};

#define CELLS_INIT                                                             \
	{                                                                      \
		NULL, 0, 0, 0, NULL, 0, false, NULL, 0, NULL, 0, 0, NULL, NULL \
	}

void cells_clear(struct cells *);
/* Zeros for the groups that are new. */
int cells_grow(struct cells *, struct fail *) MUST_CHECK;
/* There may be lost rows from now on. */
int cells_keep_lost(struct cells *, struct fail *) MUST_CHECK;
int cells_add_lost(
    struct cells *, uint32_t group, int64_t rows, struct fail *) MUST_CHECK;

/* false: the sum is beyond int64; cells_fail() says which. */
static inline bool
cells_add(struct cells *c, uint32_t group, size_t number, int64_t value)
{
	int64_t *sum = &c->values[group * c->stride + number];

	return !__builtin_add_overflow(*sum, value, sum);
}

/* Which number of which group is too large, by its texts; the schema has a
 * field for each dimension, then for each number.  Always returns -1. */
int cells_fail(const struct cells *, const struct schema *, uint32_t group,
    size_t number, struct fail *);

/* Number the cells in the order of their texts (bytes, in dimension order, no
 * text first). */
int cells_sort(struct cells *, struct fail *) MUST_CHECK;
void cells_forget_order(struct cells *);
/* <0, 0, >0: the order of two groups by their texts. */
int cells_compare(const struct cells *, uint32_t a, uint32_t b);

static inline uint32_t
cells_group(const struct cells *c, size_t cell)
{
	return c->order != NULL ? c->order[cell] : (uint32_t)cell;
}

bool cells_find(const struct cells *, const int32_t *codes, size_t *cell);
/* The lost rows whose codes are these or unknown where these are not the
 * dimension's total. */
int64_t cells_lost_at(
    const struct cells *, const int32_t *codes, const int32_t *totals);

#endif

/*
 * cube_counts.h - the cells of a cube in memory: numbers by groups of codes.
 * Used by the files of pipeline/lib/cube, by nobody else.
 *
 *	struct counts cells = COUNTS_INIT;
 *	cells.groups = grouping_new(dimensions, GROUPING_TEXT, f);
 *	cells.dimension_count = dimensions;
 *	cells.stride = numbers;
 *	if (grouping_rows(cells.groups, batch, groups, f) == 0 &&
 *	    counts_grow(&cells, f) == 0)
 *		... counts_add(&cells, groups[row], 0, 1)
 *	counts_sort(&cells, f);
 *	counts_clear(&cells);
 *
 * Every cell has `stride` numbers; rows that were lost stand beside them, only
 * if there may be any.
 */
#ifndef CUBE_CUBE_COUNTS_H
#define CUBE_CUBE_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/grouping.h"
#include "table/schema.h"

struct counts {
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
	uint32_t *order; /* group of each cell; NULL: the same number */
};

#define COUNTS_INIT                                          \
	{                                                    \
		NULL, 0, 0, 0, NULL, 0, false, NULL, 0, NULL \
	}

void counts_clear(struct counts *);
/* Zeros for the groups that are new. */
int counts_grow(struct counts *, struct fail *) MUST_CHECK;
/* There may be lost rows from now on. */
int counts_keep_lost(struct counts *, struct fail *) MUST_CHECK;

/* false: the sum is beyond int64; counts_fail() says which. */
static inline bool
counts_add(struct counts *c, uint32_t group, size_t number, int64_t value)
{
	int64_t *sum = &c->values[group * c->stride + number];

	return !__builtin_add_overflow(*sum, value, sum);
}

/* The same for its lost rows, which there may be. */
static inline bool
counts_add_lost(struct counts *c, uint32_t group, int64_t rows)
{
	return !__builtin_add_overflow(c->lost[group], rows, &c->lost[group]);
}

/* Which number of which group is too large, by its texts; the schema has a
 * field for each dimension, then for each number and for lost rows (number
 * `stride`).  Always returns -1. */
int counts_fail(const struct counts *, const struct schema *, uint32_t group,
    size_t number, struct fail *);

/* Number the cells in the order of their texts (bytes, in dimension order, no
 * text first). */
int counts_sort(struct counts *, struct fail *) MUST_CHECK;
/* <0, 0, >0: the order of two groups by their texts. */
int counts_compare(const struct counts *, uint32_t a, uint32_t b);

static inline uint32_t
counts_group(const struct counts *c, size_t cell)
{
	return c->order != NULL ? c->order[cell] : (uint32_t)cell;
}

#endif

/*
 * layout.h - the cells of an indicator in a period: the codes of each
 * dimension, where each cell stands, which cannot exist, and which are
 * written with another breakdown.
 *
 *	struct layout l;
 *	if (layout_open(&l, definition, breakdown, cubes, 2, registries, f) == 0
 *	    && part_open(&part, &l.scope, &definition->numerator, ..., f) == 0
 *	    && part_mark(&part, l.axes, f) == 0 && layout_close(&l, f) == 0)
 *		part_read(&part, "2002", l.axes, l.strides, sums, f);
 *	layout_clear(&l);
 *
 * By breakdowns.  Where the cubes have totals (tally --set), a definition with
 * breakdowns has one layout for each.  It is the product of the codes of the
 * breakdown's dimensions and of those without a total; the others stand at
 * their total.  A cell belongs to the first breakdown that has all dimensions
 * in which it does not stand at the total.  Cells of two or more codes that
 * are no totals are not written where the data have none of them in any period.
 * Without, there is one layout, the product of all codes.
 */
#ifndef MEASURE_LAYOUT_H
#define MEASURE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "measure/part.h"
#include "measure/rollup.h"
#include "registry/registry.h"

/* Combinations of codes of one indicator in one period. */
#define LAYOUT_CELLS_MAX 20000000
#define LAYOUT_WHOLE SIZE_MAX /* in place of a breakdown: no breakdowns */

struct layout {
	const struct definition *definition;
	size_t breakdown; /* or LAYOUT_WHOLE */
	size_t axis_count;
	struct rollup_axis *axes; /* per dimension of the definition */
	const char **totals;      /* per axis the code of the total, or NULL */
	const char **held;        /* the same where the axis stands at it */
	struct part_scope scope;  /* of parts in this layout */
	int statistic;            /* axis of a series; not in the cells */
	size_t *strides;          /* cells from one code to the next */
	size_t cell_count;
	/* Not applicable: [exclusion][axis] by position, NULL: all codes */
	uint8_t ***excluded;
	size_t *positions; /* of the cell on each axis */
	/* By cell, of those at the first code of the axes without a total:
	 * whether their combination of codes occurs; NULL: all are written. */
	uint8_t *occurs;
	/* Of the table of observations: dimension and codes of each axis, and
	 * a row of codes. */
	size_t *columns;
	int32_t **codes;
	int32_t *row;
};

/* Whether the definition is measured by its breakdowns: a cube has totals. */
bool layout_by_breakdowns(const struct definition *,
    const struct cube *const *cubes, size_t cube_count);
/*
 * Find the registries of the dimensions and their totals, which all cubes must
 * have alike.  A registry that is not given, a statistic or a total that it
 * does not have are failures (FAIL_USAGE).  For the caller to clear, on
 * failure too.
 */
int layout_open(struct layout *, const struct definition *, size_t breakdown,
    const struct cube *const *cubes, size_t cube_count,
    const struct registry_set *, struct fail *) MUST_CHECK;
/* No more codes: number the cells, the first axis slowest. */
int layout_close(struct layout *, struct fail *) MUST_CHECK;
void layout_clear(struct layout *);

/* Go to a cell: its positions, for the functions below. */
void layout_find(struct layout *, size_t cell);
/* Whether the cell stands at a code of the axis that is not its total. */
bool layout_apart(const struct layout *, size_t axis);
/*
 * By breakdowns, find the combinations of codes that occur: those of which one
 * of the parts has rows in any period, or lost ones that name it.  sums is
 * room for all cells.
 */
int layout_occurring(struct layout *, const struct part *const *parts,
    size_t count, struct part_sum *sums, struct fail *) MUST_CHECK;
/* Whether the cell is to be written: no earlier breakdown has it, and its
 * combination of two or more codes that are no totals, if it is one, occurs. */
bool layout_written(const struct layout *);
/*
 * Whether a cell in which nothing was selected is empty for certain: by
 * breakdowns, it has rows, of which none was selected; or it is one of at least
 * two codes that are no totals, and each of them alone, all else at the total,
 * has rows.  all are the sums of the rows from which is selected.
 */
bool layout_empty(
    const struct layout *, size_t cell, const struct part_sum *all);

/* A cell that the definition declares not to exist becomes not applicable, or
 * missing if it holds something. */
void layout_exclude(const struct layout *, struct estimate *);

/* The codes of the table for those of the axes; row is ready. */
int layout_table(
    struct layout *, struct observations *, struct fail *) MUST_CHECK;
/* The row of the cell, and of a position on the axis "statistic". */
const int32_t *layout_row(struct layout *);

#endif

/*
 * grid_axes.h - what stands in the rows and columns of a table.
 *
 *	if (grid_axes_choose(&fill, f) == 0)
 *		printf("%zu by %zu\n", grid.row_count, grid.column_count);
 */
#ifndef REPORT_GRID_AXES_H
#define REPORT_GRID_AXES_H

#include "report/grid_filling.h"

/* Choose the codes, lines and parts that the outline wants, and only the rows
 * that it keeps; sets the place of the table and its axes. */
int grid_axes_choose(struct grid_filling *, struct fail *) MUST_CHECK;

#endif

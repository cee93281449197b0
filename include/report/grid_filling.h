/*
 * grid_filling.h - a grid while it is filled: what the parts of report/grid.h
 * work on.
 *
 *	struct grid_filling fill = { .grid = &grid, .view = &view,
 *		.outline = &outline->tables[0], .marks = &marks };
 *	if (grid_axes_choose(&fill, f) == 0 &&
 *	    grid_labels_fill(&fill, f) == 0)
 *		return grid_cells_fill(&fill, f);
 */
#ifndef REPORT_GRID_FILLING_H
#define REPORT_GRID_FILLING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/language.h"
#include "report/grid.h"
#include "report/marks.h"

#define GRID_NO_AXIS ((size_t)-1)
/* They are findings, not caveats: with signs of their own. */
#define GRID_FINDINGS ((unsigned)FLAG_ABOVE | FLAG_BELOW)

struct grid_filling {
	struct grid *grid;
	/* Borrowed. */
	const struct view *view;
	const struct outline_table *outline;
	enum language language;
	struct marks *marks;
	size_t place[VIEW_AXES_MAX];  /* moves along rows and columns */
	size_t row_axis, column_axis; /* GRID_NO_AXIS: lines, parts */
	unsigned common;              /* flags that all figures have */
	double lowest;                /* coverage of one of them */
	unsigned findings;            /* of which signs stand in the table */
	bool funnel;                  /* one of them is that of a funnel */
};

/* The lines of the table are its rows. */
bool grid_has_lines(const struct grid_filling *);
/* Several indicators stand in the table. */
bool grid_mixes_indicators(const struct grid_filling *);

#endif

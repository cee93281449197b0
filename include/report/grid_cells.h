/*
 * grid_cells.h - the figures of a table, with their signs.
 *
 *	if (grid_cells_fill(&fill, f) == 0)
 *		puts(grid.cells[0].text);	("66,6")
 */
#ifndef REPORT_GRID_CELLS_H
#define REPORT_GRID_CELLS_H

#include "report/grid_filling.h"

/* Fill the cells, and the note on flags that all figures have; notes the signs
 * that are used.  After grid_axes_choose(). */
int grid_cells_fill(struct grid_filling *, struct fail *) MUST_CHECK;

#endif

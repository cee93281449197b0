/*
 * grid_labels.h - what rows and columns are called.
 *
 *	if (grid_labels_fill(&fill, f) == 0)
 *		puts(grid.heads[0]);	("Difference, pp")
 */
#ifndef REPORT_GRID_LABELS_H
#define REPORT_GRID_LABELS_H

#include "report/grid_filling.h"

/* Fill stubs and heads; after grid_axes_choose(). */
int grid_labels_fill(struct grid_filling *, struct fail *) MUST_CHECK;

#endif

/*
 * comparison_cells.h - the cells of a comparison, with the figures that stand
 * side by side in each, and the families of cells.
 *
 *	struct comparison_cells cells = COMPARISON_CELLS_INIT;
 *	if (comparison_cells_open(&cells, &figures, f) == 0)
 *		for (i = 0; i < cells.count; i++)
 *			...	figures in the rows cells.items[i].row and .with
 *	comparison_cells_clear(&cells);
 *
 * A cell stands at codes of the comparison's dimensions, all other dimensions
 * at their total.
 */
#ifndef MEASURE_COMPARISON_CELLS_H
#define MEASURE_COMPARISON_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_figures.h"

struct comparison_cell {
	/* Rows of the figures, or COMPARISON_NO_ROW: the group, the period or
	 * the unit, and the group that it is compared with. */
	size_t row, with;
	bool whole;    /* the total of the units, no unit */
	size_t family; /* its number */
};

struct comparison_cells {
	const struct comparison_figures *figures; /* borrowed */
	size_t listed_count;
	size_t *listed; /* axes of the comparison's dimensions, in their order;
			 * "statistic" has none */
	/* By breakdown, period and codes in the order of the registries. */
	size_t count, capacity;
	struct comparison_cell *items;
	/* The cells by families (measure/comparison_families.h), in each as
	 * above. */
	size_t *order;
	size_t family_count;
	size_t *starts; /* of each family in order, and their end */
};

#define COMPARISON_CELLS_INIT                            \
	{                                                \
		NULL, 0, NULL, 0, 0, NULL, NULL, 0, NULL \
	}

/* The figures are borrowed.  To be cleared on failure too. */
int comparison_cells_open(struct comparison_cells *,
    const struct comparison_figures *, struct fail *) MUST_CHECK;
void comparison_cells_clear(struct comparison_cells *);

/* A row of the cell that is there. */
size_t comparison_cell_row(const struct comparison_cell *);

#endif

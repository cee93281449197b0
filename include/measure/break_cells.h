/*
 * break_cells.h - which cells of an indicator begin a new series in a period,
 * by the breaks of the definition and those declared for a run.
 *
 *	struct break_cells b;
 *	if (break_cells_open(&b, &layout, periods, period_count, f) == 0)
 *		break_cells_read(&b, &layout, 3, cells);	(in periods[3])
 *	break_cells_clear(&b);
 */
#ifndef MEASURE_BREAK_CELLS_H
#define MEASURE_BREAK_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/layout.h"

/* One break. */
struct break_cells_item {
	size_t period;     /* in which it begins, by index */
	uint8_t **matches; /* [axis][position] of the codes, NULL: all */
};

struct break_cells {
	size_t axis_count;
	size_t count;
	struct break_cells_item *items;
};

/*
 * Of a layout that is closed, with its periods in order.  A code of "where"
 * that the registry does not have is a failure (FAIL_USAGE).  To be cleared on
 * failure too.
 */
int break_cells_open(struct break_cells *, const struct layout *,
    const char *const *periods, size_t period_count, struct fail *) MUST_CHECK;
void break_cells_clear(struct break_cells *);
/* Of each cell of the layout 1 if a new series begins in the period, else 0. */
void break_cells_read(
    const struct break_cells *, struct layout *, size_t period, uint8_t *cells);

#endif

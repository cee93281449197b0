/*
 * broken.h - which cells of an indicator begin a new series in a period, by the
 * breaks of the definition and those declared for a run.
 *
 *	struct broken b;
 *	if (broken_open(&b, &layout, periods, period_count, f) == 0)
 *		broken_read(&b, &layout, 3, cells);	(in periods[3])
 *	broken_clear(&b);
 */
#ifndef MEASURE_BROKEN_H
#define MEASURE_BROKEN_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/layout.h"

/* One break. */
struct broken_item {
	size_t period;     /* in which it begins, by index */
	uint8_t **matches; /* [axis][position] of the codes, NULL: all */
};

struct broken {
	size_t axis_count;
	size_t count;
	struct broken_item *items;
};

/*
 * Of a layout that is closed, with its periods in order.  A code of "where"
 * that the registry does not have is a failure (FAIL_USAGE).  To be cleared on
 * failure too.
 */
int broken_open(struct broken *, const struct layout *,
    const char *const *periods, size_t period_count, struct fail *) MUST_CHECK;
void broken_clear(struct broken *);
/* Of each cell of the layout 1 if a new series begins in the period, else 0. */
void broken_read(
    const struct broken *, struct layout *, size_t period, uint8_t *cells);

#endif

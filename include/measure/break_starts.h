/*
 * break_starts.h - the breaks of an indicator that begin in its data: those of
 * its definition and those declared for a run.
 *
 *	struct break_starts starts = BREAK_STARTS_INIT;
 *	if (break_starts_open(&starts, definition, periods, count, f) == 0)
 *		for (i = 0; i < starts.count; i++)
 *			puts(periods[starts.items[i].period]);
 *	break_starts_clear(&starts);
 */
#ifndef MEASURE_BREAK_STARTS_H
#define MEASURE_BREAK_STARTS_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/breaks.h"
#include "measure/definition.h"

struct break_start {
	size_t period; /* in which it begins, by index */
	/* Where; NULL: it is the definition's, of all cells. */
	const struct declared_break *declared;
};

struct break_starts {
	size_t count;
	struct break_start *items;
};

#define BREAK_STARTS_INIT \
	{                 \
		0, NULL   \
	}

/* Those of an indicator that begin in one of its periods, which are in order.
 * To be cleared on failure too. */
int break_starts_open(struct break_starts *, const struct definition *of,
    const char *const *periods, size_t period_count, struct fail *) MUST_CHECK;
void break_starts_clear(struct break_starts *);

#endif

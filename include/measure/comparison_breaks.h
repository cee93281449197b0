/*
 * comparison_breaks.h - the breaks of the indicator that a comparison compares:
 * also where there is no number that could have the flag.
 *
 *	struct comparison_breaks breaks = COMPARISON_BREAKS_INIT;
 *	if (comparison_breaks_open(&breaks, of, periods, count, f) == 0)
 *		...
 *	comparison_breaks_clear(&breaks);
 */
#ifndef MEASURE_COMPARISON_BREAKS_H
#define MEASURE_COMPARISON_BREAKS_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/breaks.h"
#include "measure/definition.h"

struct comparison_break {
	size_t period; /* in which it begins, by index */
	/* Where; NULL: it is the definition's, of all cells. */
	const struct declared_break *declared;
};

struct comparison_breaks {
	size_t count;
	struct comparison_break *items;
};

#define COMPARISON_BREAKS_INIT \
	{                      \
		0, NULL        \
	}

/* Those of an indicator that begin in one of its periods, which are in order.
 * To be cleared on failure too. */
int comparison_breaks_open(struct comparison_breaks *,
    const struct definition *of, const char *const *periods,
    size_t period_count, struct fail *) MUST_CHECK;
void comparison_breaks_clear(struct comparison_breaks *);

#endif

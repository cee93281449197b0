/*
 * comparison_strata.h - the people of a figure by strata, so that they add up
 * to it.
 *
 *	struct comparison_strata strata = COMPARISON_STRATA_INIT;
 *	struct counted *parts;	(strata.count of them)
 *	if (comparison_strata_open(&strata, &figures, f) == 0 &&
 *	    comparison_strata_counts(&strata, row, &all, parts) == REASON_NONE)
 *		...
 *	comparison_strata_clear(&strata);
 *
 * Strata are the codes of a level of a dimension (else those without parts)
 * that occur, but parts that are counted elsewhere ("included"), and last the
 * people that are in none of them: the figure less its strata.  A stratum that
 * is not applicable, of which there is no row, or no row with a number, has
 * nobody: the figure does not count them either (it is partial then).
 */
#ifndef MEASURE_COMPARISON_STRATA_H
#define MEASURE_COMPARISON_STRATA_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_figures.h"
#include "measure/comparison_groups.h"
#include "statistics/counted.h"

struct comparison_strata {
	const struct comparison_figures *figures; /* borrowed */
	size_t count;   /* with the rest; 0: there are none */
	int *numbers;   /* of each entry of the dimension; -1: no stratum */
	size_t *starts; /* of each row of the figures: where its strata begin */
	size_t *rows;   /* of strata */
	size_t *places; /* of each stratum in groups */
	size_t *strata; /* of each place */
	struct two_groups *groups;
	struct kitagawa_stratum *parts;
};

#define COMPARISON_STRATA_INIT                                    \
	{                                                         \
		NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL \
	}

/* The figures are borrowed.  To be cleared on failure too. */
int comparison_strata_open(struct comparison_strata *,
    const struct comparison_figures *, struct fail *) MUST_CHECK;
void comparison_strata_clear(struct comparison_strata *);

/*
 * The strata of one figure, which is `all`: x of n by number of the stratum.
 * REASON_NONE; REASON_PARTS_MISSING where one is missing or confidential,
 * REASON_PARTS_DIFFER where they are more than the whole.
 */
enum observation_reason comparison_strata_counts(
    const struct comparison_strata *, size_t row, const struct counted *all,
    struct counted *parts);
/*
 * The same of two figures, whose numbers are g->all: g->strata, those in which
 * somebody is, are borrowed until the next call.
 */
enum observation_reason comparison_strata_groups(struct comparison_strata *,
    size_t row, size_t with, struct comparison_groups *g);

#endif

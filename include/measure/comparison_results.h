/*
 * comparison_results.h - room for the statistics of many units and of their
 * families, of which only those that are wanted take memory: a comparison may
 * have 100,000 units.
 *
 *	struct comparison_results r = COMPARISON_RESULTS_INIT;
 *	if (comparison_results_open(&r, wanted, units, families, f) == 0 &&
 *	    comparison_results_wants(&r, STATISTIC_Z_SCORE))
 *		puts(comparison_results_unit(&r, 7, STATISTIC_Z_SCORE)->method);
 *	comparison_results_clear(&r);
 */
#ifndef MEASURE_COMPARISON_RESULTS_H
#define MEASURE_COMPARISON_RESULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_result.h"

struct comparison_results {
	int places[STATISTICS]; /* in those of a unit or of a family; -1: it is
				 * not wanted */
	size_t unit_width, family_width;
	struct comparison_result *units, *families;
};

#define COMPARISON_RESULTS_INIT \
	{                       \
		.units = NULL   \
	}

/* To be cleared on failure too. */
int comparison_results_open(struct comparison_results *,
    const bool wanted[STATISTICS], size_t unit_count, size_t family_count,
    struct fail *) MUST_CHECK;
void comparison_results_clear(struct comparison_results *);

/* The part from a unit and a family on, which become number 0; borrowed, not to
 * be cleared. */
struct comparison_results comparison_results_from(
    const struct comparison_results *, size_t unit, size_t family);

bool comparison_results_wants(
    const struct comparison_results *, enum statistic);
/* A statistic that is wanted, of one unit. */
struct comparison_result *comparison_results_unit(
    const struct comparison_results *, size_t unit, enum statistic);
/* The same of all units of a family together (statistic_of_all_units()). */
struct comparison_result *comparison_results_family(
    const struct comparison_results *, size_t family, enum statistic);

#endif

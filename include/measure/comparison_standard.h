/*
 * comparison_standard.h - units with unlike people, made comparable: what they
 * would be with the rates, or with the people, of a standard.
 *
 *	struct comparison_standard s = COMPARISON_STANDARD_INIT;
 *	if (comparison_standard_open(&s, 2, f) == 0)
 *		comparison_standard_unit(
 *			&s, &all, parts, standard, 0.95, &results, 0);
 *	comparison_standard_clear(&s);
 *
 *	statistic		value				unit, limits
 *	expected_rate		100 E / n			per cent
 *	value_added		100 (O - E) / n			points,
 *		Wilson's of O of n less the expected rate
 *	standardised_ratio	O / E				ratio, Byar
 *	standardised_rate	100 sum(w O / n) / sum(w)	per cent, Dobson
 *
 * O and n are all events and people of a unit, sums over its strata; E =
 * sum(n_s X_s / N_s) with X_s of N_s the standard's.  The weights w of
 * standardised_rate are N_s.  A unit without people in a stratum of the
 * standard has no standardised_rate, METHOD_ZERO_DENOMINATOR.  Below 10 events
 * the limits of standardised_ratio are exact, and its method says so.  Sources
 * are in statistics/standard.h and statistics/event_rate.h.
 *
 * Strata are not shown, so what is made of them is rounded: expected_rate,
 * which value_added takes so, and standardised_rate with its limits to 1
 * decimal, standardised_ratio with its limits to 3 significant digits
 * (measure/comparison_round.h).
 *
 * FLAG_ABOVE and FLAG_BELOW on value_added where its limits exclude 0.
 */
#ifndef MEASURE_COMPARISON_STANDARD_H
#define MEASURE_COMPARISON_STANDARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_results.h"
#include "statistics/counted.h"
#include "statistics/standard.h"

struct comparison_standard {
	size_t count; /* of strata */
	/* Room for a unit beside the standard, as both methods want it. */
	struct standard_group *groups;
	struct standard_stratum *strata;
};

#define COMPARISON_STANDARD_INIT \
	{                        \
		0, NULL, NULL    \
	}

/* To be cleared on failure too. */
int comparison_standard_open(
    struct comparison_standard *, size_t strata, struct fail *) MUST_CHECK;
void comparison_standard_clear(struct comparison_standard *);

/* Whether any of the four statistics is wanted. */
bool comparison_standard_wanted(const struct comparison_results *);

/*
 * What is wanted of them, to a unit of the results.  The people of the unit by
 * stratum add up to `all`, and a stratum without people is { 0, 0 }; NULL: they
 * are not known, as those of the standard.  Nothing is done where
 * counted_check() is not content with `all`.  Statuses else:
 *
 *	METHOD_TOO_FEW		no strata or no standard
 *	METHOD_NO_EVENTS	standardised_rate of a unit without events
 *	METHOD_ZERO_DENOMINATOR	a stratum that the standard or, of
 *				standardised_rate, the unit has not; E = 0
 *	METHOD_LEVEL		a level outside (0, 1)
 */
void comparison_standard_unit(struct comparison_standard *,
    const struct counted *all, const struct counted *strata,
    const struct counted *standard, double level,
    const struct comparison_results *, size_t unit);

#endif

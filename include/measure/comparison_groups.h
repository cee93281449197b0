/*
 * comparison_groups.h - two groups compared: the difference of their rates,
 * whether it is chance, and how much of it is composition.
 *
 *	struct comparison_groups groups = { .all = { 3517, 4535, 10682, 14756 } };
 *	struct comparison_result results[STATISTICS];
 *	bool wanted[STATISTICS] = { [STATISTIC_DIFFERENCE] = true };
 *	comparison_groups(definition, &groups, 0.95, wanted, results);
 *	...				5.161 points (3.732 to 6.557)
 *
 * With x1 of n1 in the first group, x2 of n2 in the second:
 *
 *	statistic		value			unit, limits
 *	difference		100 (x1/n1 - x2/n2)	points: newcombe,
 *		miettinen_nurminen or mee (statistics/difference.h)
 *	ratio			(x1/n1) / (x2/n2)	ratio: katz or koopman
 *		(statistics/ratio.h)
 *	odds_ratio		x1 (n2 - x2) / (x2 (n1 - x1))	ratio: woolf, or
 *		woolf_corrected with an empty cell (statistics/odds_ratio.h)
 *	common_odds_ratio	over strata		ratio: mantel_haenszel
 *		(statistics/mantel_haenszel.h)
 *	composition_part	of the difference, by strata	points: kitagawa
 *	rate_part		the rest of it		(statistics/kitagawa.h)
 *	p_value			of no difference	probability: fisher
 *		(statistics/fisher.h), or pearson without continuity correction
 *		(statistics/contingency.h)
 *
 * Strata are not shown, so what is made of them is rounded: composition_part to
 * 1 decimal, common_odds_ratio and its limits to 3 significant digits
 * (measure/comparison_round.h).  rate_part is the difference less the rounded
 * composition, so that both add up to it.
 *
 * A ratio without a finite value is METHOD_NOT_FINITE; one without a finite
 * upper limit has no limits and FLAG_UNRELIABLE.  Swapped groups change the
 * signs and give reciprocals, but for the rounding.  The order of the strata
 * does not matter.
 */
#ifndef MEASURE_COMPARISON_GROUPS_H
#define MEASURE_COMPARISON_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "measure/comparison_definition.h"
#include "measure/comparison_result.h"
#include "statistics/kitagawa.h"
#include "statistics/two_groups.h"

/* Everything is borrowed. */
struct comparison_groups {
	struct two_groups all;
	size_t stratum_count;
	/* They add up to `all`; a group may have nobody in a stratum. */
	const struct two_groups *strata;
	/* Room for as many: the strata as Kitagawa's; NULL without strata. */
	struct kitagawa_stratum *parts;
};

/*
 * The statistics that are wanted of those above; results has STATISTICS items,
 * others are not set.  Without strata those that need them are METHOD_TOO_FEW.
 */
void comparison_groups(const struct comparison_definition *,
    const struct comparison_groups *, double level,
    const bool wanted[STATISTICS], struct comparison_result *results);
/* Its p_value alone. */
void comparison_groups_test(const struct comparison_definition *,
    const struct two_groups *, struct comparison_result *);

/*
 * The probability of no trend, by the test of Cochran and Armitage
 * (statistics/contingency.h), of periods of one length in their order.  One
 * without people is left out.
 */
void comparison_groups_trend(const int64_t *events, const int64_t *people,
    size_t count, struct comparison_result *);

#endif

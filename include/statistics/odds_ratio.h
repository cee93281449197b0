/*
 * odds_ratio.h - the ratio of two odds with its limits.
 *
 *	struct odds_ratio odds;
 *	struct two_groups groups = { 56, 70, 48, 80 };
 *	if (odds_ratio_woolf(&groups, 0.95, &odds) == METHOD_OK)
 *		...			2.667 (1.276 to 5.572)
 */
#ifndef STATISTICS_ODDS_RATIO_H
#define STATISTICS_ODDS_RATIO_H

#include <stdbool.h>

#include "statistics/two_groups.h"

struct odds_ratio {
	struct comparison ratio;
	bool corrected; /* half a person was added to each of the four cells */
};

/*
 * a d / (b c) * exp(-+ z sqrt(1/a + 1/b + 1/c + 1/d)), where a and c have the
 * event in the first and the second group, b and d do not.  Woolf (1955),
 * Annals of Human Genetics 19:251-253.  With an empty cell 0.5 is added to all
 * four, in the estimate too (Haldane 1956, Anscombe 1956; Gart 1966).  Swapped
 * groups give the reciprocals.
 * METHOD_OK; METHOD_NO_EVENTS or METHOD_ALL_EQUAL where nobody or everybody of
 * both groups has the event; a status of two_groups_check(); METHOD_LEVEL (the
 * level is in (0, 1)).
 */
enum method_status odds_ratio_woolf(
    const struct two_groups *, double level, struct odds_ratio *);

#endif

/*
 * ratio.h - the ratio of two proportions (relative risk) with its limits.
 *
 *	struct comparison ratio;
 *	struct two_groups groups = { 56, 70, 48, 80 };
 *	if (ratio_koopman(&groups, 0.95, &ratio) == METHOD_OK)
 *		...			1.333 (1.080 to 1.671)
 *
 * The estimate is (events1 / size1) / (events2 / size2).  Without an event in
 * the first group it and the lower limit are 0; without one in the second it
 * and the upper limit are INFINITY, and METHOD_OK is returned all the same.
 * Swapped groups give the reciprocals.  Each returns METHOD_OK,
 * METHOD_NO_EVENTS (in neither group: the ratio is 0 / 0), a status of
 * two_groups_check(), or METHOD_LEVEL (the level is in (0, 1)).
 */
#ifndef STATISTICS_RATIO_H
#define STATISTICS_RATIO_H

#include "statistics/two_groups.h"

/*
 * ratio * exp(-+ z sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)).  Katz, Baptista, Azen and
 * Pike (1978), Biometrics 34:469-474.  In these limits no event counts as half
 * a one, and where everybody of both groups has it each has half a one less
 * (Walter 1975, Biometrika 62:371-374).
 */
enum method_status ratio_katz(
    const struct two_groups *, double level, struct comparison *);

/*
 * The score interval: every ratio r with
 *
 *	|p1 - r p2| <= z sqrt(q1 (1 - q1) / n1 + r^2 q2 (1 - q2) / n2)
 *
 * where q1 = r q2 and q2 are the most likely proportions with this ratio, the
 * smaller root of a quadratic equation.  Koopman (1984), Biometrics
 * 40:513-517, in the form of Miettinen and Nurminen (1985), Statistics in
 * Medicine 4:213-226, which is the same.  Where everybody of both groups has
 * the event, it is n1 / (n1 + z^2) to 1 + z^2 / n2.
 * METHOD_NO_CONVERGENCE if a search fails, which no input is known to do.
 */
enum method_status ratio_koopman(
    const struct two_groups *, double level, struct comparison *);

#endif

/*
 * difference.h - the difference of two proportions with its limits.
 *
 *	struct comparison gap;
 *	struct two_groups groups = { 56, 70, 48, 80 };
 *	if (difference_newcombe(&groups, 0.95, &gap) == METHOD_OK)
 *		...			0.2 (0.0524 to 0.3339)
 *
 * The estimate is p1 - p2 = events1 / size1 - events2 / size2.  The limits lie
 * in [-1, 1] and hold it; with the groups swapped they are the same with the
 * other sign, to the last bit.  Each returns METHOD_OK, a status of
 * two_groups_check(), or METHOD_LEVEL (the level is in (0, 1)).
 */
#ifndef STATISTICS_DIFFERENCE_H
#define STATISTICS_DIFFERENCE_H

#include "statistics/two_groups.h"

/*
 * Newcombe's hybrid score interval, of the Wilson limits l and u of each
 * group:
 *
 *	p1 - p2 - z sqrt(l1 (1 - l1) / n1 + u2 (1 - u2) / n2)
 *	p1 - p2 + z sqrt(u1 (1 - u1) / n1 + l2 (1 - l2) / n2)
 *
 * Newcombe (1998), Statistics in Medicine 17:873-890, method 10.
 */
enum method_status difference_newcombe(
    const struct two_groups *, double level, struct comparison *);

/*
 * The score interval: every difference d with
 *
 *	|p1 - p2 - d| <= z sqrt(f (q1 (1 - q1) / n1 + q2 (1 - q2) / n2))
 *
 * where q1 and q2 = q1 - d are the most likely proportions that differ by d.
 * Mee's (1984, Biometrics 40:1175-1176; Farrington and Manning 1990) has
 * f = 1, that of Miettinen and Nurminen (1985), Statistics in Medicine
 * 4:213-226, f = (n1 + n2) / (n1 + n2 - 1).  q1 is found as the root of the
 * derivative of the likelihood, not by the cubic's cosines, which lose digits.
 * METHOD_NO_CONVERGENCE if a search fails, which no input is known to do.
 */
enum method_status difference_mee(
    const struct two_groups *, double level, struct comparison *);
enum method_status difference_miettinen_nurminen(
    const struct two_groups *, double level, struct comparison *);

#endif

/*
 * mantel_haenszel.h - two groups compared within strata.
 *
 *	struct two_groups departments[] = { { 512, 825, 89, 108 }, ... };
 *	struct chi_square test;
 *	struct comparison odds;
 *	mantel_haenszel_test(departments, 6, true, &test);
 *	mantel_haenszel_odds_ratio(departments, 6, 0.95, &odds);
 *
 * A stratum has a people of group 1 with the event and b without, c of group 2
 * with it and d without, n in all.  One without people of a group, without an
 * event or without anybody else says nothing and changes nothing.  The order
 * of the strata does not matter, to the last bit.
 */
#ifndef STATISTICS_MANTEL_HAENSZEL_H
#define STATISTICS_MANTEL_HAENSZEL_H

#include <stdbool.h>
#include <stddef.h>

#include "statistics/contingency.h"
#include "statistics/two_groups.h"

/*
 * The Cochran-Mantel-Haenszel test that within strata the event is as frequent
 * in both groups, with 1 degree of freedom:
 *
 *	(|sum (a - (a + b)(a + c)/n)| - Y)^2 /
 *	    sum ((a + b)(c + d)(a + c)(b + d) / (n^2 (n - 1)))
 *
 * continuity: Y is 1/2 if the first sum is at least that, else 0.  Mantel and
 * Haenszel (1959), JNCI 22:719-748; as R's mantelhaen.test.
 * METHOD_OK; METHOD_NEGATIVE_COUNT; METHOD_NUMERATOR_ABOVE_DENOMINATOR;
 * METHOD_TOO_LARGE (a stratum of more than COUNT_MAX people); METHOD_TOO_FEW
 * (no stratum has people of both groups); where some have, but none says
 * anything, METHOD_ALL_EQUAL (in one of them everybody has the event) or
 * METHOD_NO_EVENTS; METHOD_NO_MEMORY.
 */
enum method_status mantel_haenszel_test(const struct two_groups *strata,
    size_t count, bool continuity, struct chi_square *);

/*
 * The common odds ratio R / S, R = sum a d / n, S = sum b c / n, with the
 * interval exp(ln(R/S) -+ z s), where
 *
 *	s^2 = sum P A / (2 R^2) + sum (P B + Q A) / (2 R S) + sum Q B / (2 S^2),
 *	P = (a + d)/n, Q = (b + c)/n, A = a d/n, B = b c/n.
 *
 * Robins, Breslow and Greenland (1986), Biometrics 42:311-323.  Swapped groups
 * give the reciprocals.  The statuses of mantel_haenszel_test(), and
 * METHOD_LEVEL (the level is in (0, 1)), METHOD_NO_EVENTS where R or S is 0,
 * for then s does not exist, METHOD_NOT_FINITE where a double does not hold
 * the limits (a few among more than 10^12).
 */
enum method_status mantel_haenszel_odds_ratio(const struct two_groups *strata,
    size_t count, double level, struct comparison *);

#endif

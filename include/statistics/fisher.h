/*
 * fisher.h - Fisher's exact test of two groups, and the conditional odds ratio.
 *
 *	struct two_groups groups = { 56, 70, 48, 80 };
 *	struct comparison odds;
 *	double p;
 *	fisher_p_value(&groups, &p);			0.01252
 *	fisher_odds_ratio(&groups, 0.95, &odds);	2.649 (1.209 to 6.040)
 *
 * Given all four margins, events1 is k with a probability proportional to
 *
 *	w(k) = C(size1, k) C(size2, events1 + events2 - k) r^k
 *
 * where r is the odds ratio.  The weights are the products of the ratios of
 * neighbours, from the most probable k on, in long double; only those that a
 * sum can notice are computed, so a billion people take a moment.
 *
 * Both return METHOD_OK; METHOD_NO_EVENTS or METHOD_ALL_EQUAL where nobody or
 * everybody of both groups has the event (R: p = 1, no estimate);
 *METHOD_TOO_LARGE for more than FISHER_MAX people; a status of
 *two_groups_check().
 */
#ifndef STATISTICS_FISHER_H
#define STATISTICS_FISHER_H

#include "statistics/two_groups.h"

#define FISHER_MAX INT64_C(10000000000)

/*
 * The two-sided p-value: with r = 1 the probability of all k that are not more
 * probable than events1, to 1 in 10^7 as in R's fisher.test.  In (0, 1], or 0
 * where it is below 1e-307.  Fisher (1935), JRSS 98:39-82; Agresti (2002),
 * Categorical Data Analysis, 3.5.1.
 */
enum method_status fisher_p_value(const struct two_groups *, double *p);

/*
 * The conditional maximum likelihood estimate of r, under which the mean of k
 * is events1, and the limits of Cornfield (1956): at the lower one
 * P(k >= events1), at the upper one P(k <= events1) is (1 - level) / 2.  If
 * events1 is the smallest k that the margins allow, estimate and lower limit
 * are 0; if it is the largest, estimate and upper limit are INFINITY, and
 * METHOD_OK is returned.  Solved to the last digits; R's fisher.test stops 1e-4
 * short of r, or of 1/r where it is above 1, so its digits are fewer.
 * Also METHOD_LEVEL (the level is in (0, 1)); METHOD_NO_CONVERGENCE if a search
 * fails, which no input is known to do.
 */
enum method_status fisher_odds_ratio(
    const struct two_groups *, double level, struct comparison *);

#endif

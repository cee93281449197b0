/*
 * kitagawa.h - a gap between two groups: how much of it is composition, how
 * much is rates.
 *
 *	struct kitagawa_stratum strata[] = {
 *		{ { 80, 100 }, { 60, 80 } }, { { 20, 100 }, { 42, 120 } } };
 *	struct kitagawa k;
 *	if (kitagawa_parts(strata, 2, &k) == METHOD_OK)
 *		printf("%.3f %.4f %.4f\n", k.gap, k.composition, k.rates);
 *	(-0.010 0.0500 -0.0600)
 *
 * With c the share of a group's people in a stratum and r its rate there, of
 * the groups a and b:
 *
 *	gap         sum(c_a r_a) - sum(c_b r_b), rate of a less rate of b
 *	composition sum((c_a - c_b) (r_a + r_b) / 2)
 *	rates       sum((r_a - r_b) (c_a + c_b) / 2)
 *
 * The two parts are the whole: there is no interaction left over.  Where a
 * group has no people in a stratum it has no rate there, and is given that of
 * the other: such a stratum is composition alone.  Strata without anybody
 * count nothing.  All three are multiples of 2^-52, so that gap = composition +
 * rates to the last bit; this rounds each by at most 3.4e-16.  A part that is 0,
 * as of groups of one composition or with the same rates in every stratum, is
 * exactly 0, and the other is the gap: they are computed with quad.h.
 *
 * Source: E. M. Kitagawa (1955), Components of a Difference Between Two Rates,
 * JASA 50:1168-1194.
 */
#ifndef STATISTICS_KITAGAWA_H
#define STATISTICS_KITAGAWA_H

#include <stddef.h>
#include <stdint.h>

#include "statistics/status.h"

struct kitagawa_group {
	int64_t events, people; /* 0 <= events <= people */
};

struct kitagawa_stratum {
	struct kitagawa_group a, b;
};

struct kitagawa {
	double gap, composition, rates; /* of 1: 0.05 is five points */
};

/*
 * The parts of the gap; the order of the strata does not matter.
 * METHOD_TOO_FEW (no stratum), METHOD_NEGATIVE_COUNT,
 * METHOD_NUMERATOR_ABOVE_DENOMINATOR, METHOD_TOO_LARGE (people of a group above
 * 2^53), METHOD_ZERO_DENOMINATOR (a group without people): nothing is set.
 */
enum method_status kitagawa_parts(
    const struct kitagawa_stratum *, size_t count, struct kitagawa *);

#endif

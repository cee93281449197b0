/*
 * two_groups.h - two groups with an event each, and what a comparison gives.
 *
 *	struct two_groups girls_boys = { 56, 70, 48, 80 };
 *	struct comparison gap;
 *	if (difference_newcombe(&girls_boys, 0.95, &gap) == METHOD_OK)
 *		printf("%g (%g to %g)", gap.estimate, gap.lower, gap.upper);
 */
#ifndef STATISTICS_TWO_GROUPS_H
#define STATISTICS_TWO_GROUPS_H

#include <stdint.h>

#include "statistics/counted.h"

/* events of size people have it: 0 <= events <= size, 0 < size <= COUNT_MAX */
struct two_groups {
	int64_t events1, size1;
	int64_t events2, size2;
};

struct comparison {
	double estimate, lower, upper;
};

/*
 * METHOD_OK, or the first that holds of METHOD_NEGATIVE_COUNT,
 * METHOD_NUMERATOR_ABOVE_DENOMINATOR (in a group with people),
 * METHOD_ZERO_DENOMINATOR and METHOD_TOO_LARGE.
 */
enum method_status two_groups_check(const struct two_groups *);

/* The groups with the first as the second. */
struct two_groups two_groups_swapped(const struct two_groups *);

/*
 * a * b - c * d with the last digits, whatever cancels, and the same with the
 * other sign for c * d - a * b (Cornea, Harrison and Tang 2002; Jeannerod 2016,
 * ACM Trans. Math. Software 42: an error of at most 2 units in the last place).
 */
double product_difference(double a, double b, double c, double d);

#endif

/*
 * exact_sum.h - the exact sum of doubles, rounded once: the same in any order.
 *
 *	struct exact_sum s = { 0 };
 *	exact_sum_add(&s, 1e300);
 *	exact_sum_add(&s, 1);
 *	exact_sum_add(&s, -1e300);
 *	exact_sum_value(&s)	(1)
 *
 * A fixed-point number as wide as all doubles together (the long accumulator
 * of U. Kulisch; R. Neal (2015), Fast Exact Summation Using Small and Large
 * Superaccumulators).  Nothing is allocated; a struct full of zeros is empty.
 */
#ifndef STATISTICS_EXACT_SUM_H
#define STATISTICS_EXACT_SUM_H

#include <stdint.h>

struct exact_sum {
	int64_t limbs[70]; /* of 32 bits, the first worth 2^-1074 */
	uint32_t pending;  /* additions since carries were passed on */
	double special;    /* the sum of the infinities and NaN */
};

void exact_sum_add(struct exact_sum *, double);
/* The product of two doubles, both parts of it: exact unless it underflows. */
void exact_sum_add_product(struct exact_sum *, double, double);

/* The double nearest to the sum; infinite beyond all doubles, and what +
 * makes of infinities and NaN where these were added. */
double exact_sum_value(struct exact_sum *);

#endif

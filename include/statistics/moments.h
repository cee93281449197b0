/*
 * moments.h - mean and variance of numbers, to the last digit or nearly.
 *
 *	struct moments m;
 *	if (moments_of(values, count, &m) == METHOD_OK)
 *		printf("%g %g\n", m.mean, m.deviation);
 *
 * Results do not depend on the order.  Numbers which all are the doubles
 * nearest to decimals of at most 15 digits, as those of tables are, stand for
 * these decimals and are computed in integers: 10000000.1 and 10000000.3 have
 * the mean 10000000.2 and no rest of the eighth digit in their deviation, as
 * the doubles themselves would.  Others: exact sums (exact_sum.h), the
 * variance in two passes, corrected for the rounding of the mean: T. Chan, G.
 * Golub and R. LeVeque (1983), American Statistician 37:242-247, eq. 1.7.
 *
 * Statuses: METHOD_TOO_FEW; METHOD_NOT_FINITE when a value, or a result, is
 * no finite number; nothing is set then.
 */
#ifndef STATISTICS_MOMENTS_H
#define STATISTICS_MOMENTS_H

#include <stddef.h>

#include "statistics/status.h"

struct moments {
	double mean;
	double variance;  /* of a sample: sum (x - mean)^2 / (count - 1) */
	double deviation; /* its square root */
};

/* Of at least two. */
enum method_status moments_of(
    const double *values, size_t count, struct moments *);

#endif

/*
 * limits.h - the lower and the upper limit of an interval.
 *
 *	struct limits limits;
 *	if (proportion_limits(PROPORTION_WILSON, 15, 148, 0.95, &limits) ==
 *	    METHOD_OK)
 *		printf("%g %g\n", limits.lower, limits.upper);
 */
#ifndef STATISTICS_LIMITS_H
#define STATISTICS_LIMITS_H

struct limits {
	double lower, upper;
};

#endif

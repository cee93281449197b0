/*
 * ordered_sum.h - a sum that does not depend on the order of its terms.
 *
 *	double terms[] = { 1e100, 1, -1e100 };
 *	ordered_sum(terms, 3);		(1)
 */
#ifndef STATISTICS_ORDERED_SUM_H
#define STATISTICS_ORDERED_SUM_H

#include <stddef.h>

/* The sum of finite terms, which it sorts: from the smallest value to the
 * largest, compensated (Neumaier 1974, ZAMM 54:39-51). */
double ordered_sum(double *terms, size_t count);

#endif

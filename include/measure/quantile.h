/*
 * quantile.h - quantiles of the distributions that confidence limits need.
 *
 *	quantile_normal(0.025);		(1.959964)
 *	quantile_student(0.025, 10);	(2.228139)
 *
 * Of a two-sided interval with the level 0.95 the upper limit has the
 * probability (1 - 0.95) / 2 above it.
 */
#ifndef MEASURE_QUANTILE_H
#define MEASURE_QUANTILE_H

/* The value that a standard normal variable exceeds with this probability, in
 * (0, 1); infinite for others.  statistics/quantile.h: quantile_z. */
double quantile_normal(double above);
/* The same of Student's distribution with these degrees of freedom, at least 1.
 * statistics/quantile.h: quantile_t. */
double quantile_student(double above, double freedom);

#endif

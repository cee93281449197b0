/*
 * quantile.h - quantiles of the distributions that limits and tests need.
 *
 *	double z;
 *	if (quantile_z(TAIL_ABOVE, 0.025, &z) == METHOD_OK)
 *		printf("%.6f\n", z);	(1.959964)
 *
 * Each gives the point that has the probability below it or above it: a small
 * probability is best given as what it is, as 1 less it loses its digits.
 * All but the normal one are found by inversion (statistics/inversion.h) of
 * the probabilities of statistics/distribution.h, and answer where GSL 2.7's
 * gsl_cdf_beta_Pinv gives NaN (a = 1, b = 10^5) and for parameters of 10^9.
 * Relative error: at most 1e-13, measured against 40 digits.
 *
 * Statuses: METHOD_LEVEL for a probability outside (0, 1);
 * METHOD_NOT_FINITE for a parameter that is no finite number; METHOD_TOO_FEW
 * for one not above 0; METHOD_NO_CONVERGENCE where the point is below 1e-307
 * or above 1e307 (parameters below 0.01).  *x is set by METHOD_OK alone.
 */
#ifndef STATISTICS_QUANTILE_H
#define STATISTICS_QUANTILE_H

#include "statistics/status.h"

/* On which side of the point the probability lies. */
enum tail_side { TAIL_BELOW, TAIL_ABOVE };

/* The standard normal distribution: M. Wichura (1988), algorithm AS 241,
 * through gsl_cdf_ugaussian_Pinv and _Qinv. */
enum method_status quantile_z(enum tail_side, double probability, double *x);

/* The normal deviate z of a two-sided interval: (-z, z) has the probability
 * `level`, so that (1 - level) / 2 is above it.  METHOD_LEVEL for a level
 * outside (0, 1), or so near to 0 that z is 0. */
enum method_status quantile_level(double level, double *z);

/* Student's t, freedom > 0: t^2 = freedom (1 - w) / w where w has the beta
 * distribution with freedom / 2 and 1/2. */
enum method_status quantile_t(
    enum tail_side, double probability, double freedom, double *x);

/* The gamma distribution, shape > 0, scale 1: half of chi-square with twice as
 * many degrees of freedom as the shape. */
enum method_status quantile_gamma(
    enum tail_side, double probability, double shape, double *x);

/* The beta distribution, a and b > 0; in *rest 1 - x with all its digits:
 * b x / (a rest) is Snedecor's F with 2 a and 2 b degrees of freedom. */
enum method_status quantile_beta(enum tail_side, double probability, double a,
    double b, double *x, double *rest);

#endif

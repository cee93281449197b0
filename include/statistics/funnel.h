/*
 * funnel.h - which units lie further from a target than chance puts them.
 *
 *	struct limits outer;
 *	if (funnel_binomial(0.5, 20, 0.998, &outer) == METHOD_OK)
 *		printf("%g %g\n", outer.lower, outer.upper);	(0.15 0.85)
 *
 * Limits are drawn around the target, not around the unit, at the levels 0.95
 * and 0.998 (two and about three standard deviations); a unit beyond them
 * differs from the target.
 *
 * Statuses, and then nothing is set: METHOD_NEGATIVE_COUNT,
 * METHOD_ZERO_DENOMINATOR (no people),
 * METHOD_NUMERATOR_ABOVE_DENOMINATOR, METHOD_TOO_LARGE (above 2^53),
 * METHOD_LEVEL, METHOD_NOT_FINITE (a target outside [0, 1], or a widening
 * that is negative or no number) and what the functions name.
 *
 * Sources: D. Spiegelhalter (2005), Funnel Plots for Comparing Institutional
 * Performance, Statistics in Medicine 24:1185-1202;
 * D. Spiegelhalter et al. (2012), Statistical Methods for Healthcare
 * Regulation, JRSS A 175:1-47.  Sets of limits as in R's package
 * funnelR.
 */
#ifndef STATISTICS_FUNNEL_H
#define STATISTICS_FUNNEL_H

#include <stddef.h>
#include <stdint.h>

#include "statistics/counted.h"
#include "statistics/limits.h"

/*
 * Exact limits of the proportion among n people: for X binomial (n, target)
 * the smallest k / n with P(X <= k) >= alpha / 2, and with P(X > k) <= alpha /
 * 2, where alpha = 1 - level: R's qbinom / n.  The limits themselves are not
 * unusual values.
 */
enum method_status funnel_binomial(
    double target, int64_t n, double level, struct limits *);

/*
 * How much more units vary than chance makes them; { 1, 0 }: not at all.  The
 * variance of a proportion is phi * target (1 - target) / n + tau2.
 */
struct funnel_widening {
	double phi, tau2;
};

/*
 * The proportions that a score test does not tell from the target, those whose
 * Wilson intervals hold it:
 *
 *	target -+ z sqrt(phi target (1 - target) / n + tau2)
 *
 * cut off at 0 and at 1.
 */
enum method_status funnel_score(double target, int64_t n, double level,
    const struct funnel_widening *, struct limits *);
/*
 * The limits of many units: limits[i] is that of units[i].  They follow from the
 * number of people, so those of as many are searched for once.  widening NULL:
 * the exact ones.
 */
enum method_status funnel_limits(const struct counted *units, size_t count,
    double target, double level, const struct funnel_widening *widening,
    struct limits *limits);

/* sum x / sum n of all units: the usual target.  METHOD_TOO_FEW of none. */
enum method_status funnel_target(
    const struct counted *, size_t count, double *target);

/*
 * (x / n - target) / sqrt(phi target (1 - target) / n + tau2).
 * METHOD_NO_EVENTS where the target is 0, METHOD_ALL_EQUAL where it is 1: the
 * variance is 0.
 */
enum method_status funnel_z(const struct counted *, double target,
    const struct funnel_widening *, double *z);

struct funnel_dispersion {
	double phi;  /* may be below 1: less than chance */
	double tau2; /* at least 0 */
};

/*
 * Over-dispersion of k units.  Their z-scores (widening { 1, 0 }) are
 * winsorised: those below the 10 % quantile are set to it and those above the
 * 90 % one to that (quantiles of type 7, R's default).  With s^2 = target (1 -
 * target) / n and w = 1 / s^2:
 *
 *	phi  sum z^2 / k
 *	tau2 (k phi - (k - 1)) / (sum w - sum w^2 / sum w), at least 0
 *
 * Widen limits either by { max(1, phi), 0 }, the multiplicative model of 2005,
 * or by { 1, tau2 }, the additive random effects of 2012.  The order of the
 * units does not matter.
 *
 * METHOD_TOO_FEW: fewer than two units; METHOD_NO_EVENTS, METHOD_ALL_EQUAL as
 * for z; METHOD_NO_MEMORY.
 */
enum method_status funnel_dispersion(const struct counted *, size_t count,
    double target, struct funnel_dispersion *);

#endif

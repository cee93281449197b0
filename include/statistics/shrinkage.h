/*
 * shrinkage.h - rates of small units drawn to the mean of all units.
 *
 *	struct shrinkage s;
 *	struct shrunk_rate r;
 *	if (shrinkage_fit(units, count, &s) == METHOD_OK &&
 *	    shrinkage_rate(&s, &units[0], 0.95, &r) == METHOD_OK)
 *		printf("%g\n", r.rate);
 *
 * The rates of the units are taken as drawn from a beta distribution, mean mu
 * and correlation rho of two people of a unit, so that x of n is beta-binomial
 * with
 *
 *	a = mu (1 - rho) / rho, b = (1 - mu) (1 - rho) / rho
 *	P(x) = C(n, x) B(a + x, b + n - x) / B(a, b)
 *
 * rho 0 is the binomial distribution: units do not differ beyond chance.
 * The order of the units does not matter.
 *
 * Sources: J. G. Skellam (1948), JRSS B 10:257-261 (the distribution); D. A.
 * Griffiths (1973), Biometrics 29:637-648 (its fit); B. Efron and C. Morris
 * (1975), JASA 70:311-319 (empirical Bayes).  Parameters as in R's package
 * VGAM, betabinomial.
 */
#ifndef STATISTICS_SHRINKAGE_H
#define STATISTICS_SHRINKAGE_H

#include <stddef.h>
#include <stdint.h>

#include "statistics/counted.h"
#include "statistics/limits.h"

struct shrinkage {
	double mu, rho;
	double log_likelihood; /* with the log C(n, x) */
};

/*
 * mu and rho of the greatest likelihood: for each rho the one mu at which the
 * log-likelihood, concave in mu, has no slope; rho where it then has none.
 * There may be several such rho, and the likelihood may fall from rho = 0, mu
 * the rate of all people, and have a maximum beyond: the greatest of all maxima
 * is taken.  They are looked for between points of log((1 - rho) / rho) 0.5
 * apart.  Values of rho below 1e-12 are not told from 0, nor is a logarithm of
 * the likelihood less than 1e-9 above that of rho = 0, where that is a maximum.
 *
 * METHOD_NEGATIVE_COUNT, METHOD_ZERO_DENOMINATOR (a unit without people),
 * METHOD_NUMERATOR_ABOVE_DENOMINATOR, METHOD_TOO_LARGE (all people above
 * 2^53), METHOD_TOO_FEW (fewer than two units, or none of two people),
 * METHOD_NO_EVENTS, METHOD_ALL_EQUAL (everybody in every unit),
 * METHOD_NO_CONVERGENCE (the likelihood grows up to rho = 1: in every unit
 * everybody or nobody), METHOD_NO_MEMORY: nothing is set.
 */
enum method_status shrinkage_fit(
    const struct counted *, size_t count, struct shrinkage *);

struct shrunk_rate {
	double rate; /* between x / n and mu */
	struct limits limits;
};

/*
 * Mean and equal-tailed interval of the posterior distribution, beta with a +
 * x and b + n - x; mu and rho are taken as known:
 *
 *	(a + x) / (a + b + n)
 *
 * n may be 0: the distribution of all units.  METHOD_ALL_EQUAL where rho is 0:
 * the rate is mu and has no interval; METHOD_NOT_FINITE for mu outside (0, 1)
 * or rho outside [0, 1); METHOD_NEGATIVE_COUNT,
 * METHOD_NUMERATOR_ABOVE_DENOMINATOR, METHOD_TOO_LARGE (n above 2^53),
 * METHOD_LEVEL.  A limit nearer to 0 or 1 than 1e-307 is 0 or 1.
 */
enum method_status shrinkage_rate(const struct shrinkage *,
    const struct counted *, double level, struct shrunk_rate *);

#endif

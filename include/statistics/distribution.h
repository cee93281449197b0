/*
 * distribution.h - probabilities below and above a point, also far out and for
 * parameters of 10^9.
 *
 *	struct distribution t;
 *	distribution_beta(0.25, 0.75, 1, 2, &t);
 *	(t.below 0.4375, t.above 0.5625)
 *
 * The smaller of the two is computed and the other is 1 less it, so that a
 * probability of 1e-300 keeps its digits.  GSL 2.7's gsl_cdf_gamma_Q gives
 * 0.0079 for 0.0250 at a = 10^9, and its gsl_cdf_beta_P takes x^a y^b from
 * logarithms of size a: hence these.  Relative errors, measured against 50
 * digits: below 2e-14 up to a + b = 10^4, 1e-12 at 10^6, 2e-11 at 10^9, which
 * is what half a unit in the last place of x does to the probability.
 *
 * Sources: the factors x^a y^b and x^a e^-x by C. Loader (2000), Fast and
 * Accurate Computation of Binomial Probabilities; the continued fraction of
 * the beta distribution by A. DiDonato and A. Morris (1992), ACM TOMS
 * 18:360-373, eq. 9; that of the gamma one by DLMF 8.9.2 and the series
 * 8.11.4; where both parameters are at least 200, Gauss-Legendre quadrature
 * of the density relative to its value at the point.
 */
#ifndef STATISTICS_DISTRIBUTION_H
#define STATISTICS_DISTRIBUTION_H

struct distribution {
	double below, above; /* probabilities; their sum is 1 */
	double slope;        /* of below, see the functions; positive */
	double excess;       /* the slope's own, divided by the slope */
};

/*
 * The beta distribution, parameters a, b > 0, at x = 1 - y, both in (0, 1) and
 * both given, as one alone has not the digits of the other near 0.  The slope
 * is taken along log(x / y): x^a y^b / B(a, b); excess: a y - b x.
 */
void distribution_beta(
    double x, double y, double a, double b, struct distribution *);

/*
 * The gamma distribution, shape a > 0, scale 1, at x > 0.  The slope is taken
 * along log(x): x^a e^-x / Gamma(a); excess: a - x.
 */
void distribution_gamma(double x, double a, struct distribution *);

/*
 * The probability that a chi-square variable with these degrees of freedom,
 * above 0, exceeds x; 1 for x <= 0.  That of the gamma distribution above x / 2,
 * with 1 degree of freedom erfc(sqrt(x / 2)), which keeps the last digits.
 */
double distribution_chi_square_above(double x, double freedom);

/* C(n, k) p^k q^(n - k), q = 1 - p; 0 <= k <= n, n > 0, p and q in [0, 1]. */
double distribution_binomial(double k, double n, double p, double q);

/*
 * k log(k / mean) + mean - k >= 0 for k >= 0, mean > 0: half the deviance of
 * a Poisson count; of k among n: that of k plus that of n - k.  The difference
 * k - mean is given, as the caller may know it better than these two do.
 */
double distribution_deviance(double k, double mean, double difference);

#endif

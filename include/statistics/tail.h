/*
 * tail.h - p-values: how much of a distribution lies beyond a value.
 *
 *	tail_student(-2.57058, 5);	(0.0500)
 *	tail_f(5.78614, 2, 5);		(0.0500)
 *
 * The first two are the regularised incomplete beta function I_x(a, b) (DLMF
 * 8.17.22, its continued fraction by Lentz's method) in quad: 15 digits, also
 * where nothing but the tail is left (1e-300); distribution_beta(), in double
 * for the searches of quantiles, keeps 13 there.  Degrees of freedom are at
 * least 1 and at most 10^9.
 */
#ifndef STATISTICS_TAIL_H
#define STATISTICS_TAIL_H

/* P(|T| >= |t|) of Student's distribution: I_x(df/2, 1/2) at
 * x = df / (df + t^2).  0 for an infinite t. */
double tail_student(double t, double df);
/* P(F >= f) of Fisher's distribution, f >= 0: I_x(df2/2, df1/2) at
 * x = df2 / (df2 + df1 f).  0 for an infinite f. */
double tail_f(double f, double df1, double df2);
/* P(|Z| >= |z|) of the standard normal distribution: erfc(|z| / sqrt 2), in
 * double with the slope times what rounding takes from the argument: at most
 * 1e-15 off in proportion.  0 for an infinite z. */
double tail_normal(double z);

#endif

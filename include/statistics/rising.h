/*
 * rising.h - rising factorials a (a + 1) ... (a + x - 1) against the powers a^x
 * that they are for large a: what the beta-binomial distribution is made of.
 *
 *	rising_log(2, 3)	(log(2 * 3 * 4 / 8) = log 3)
 *	rising_slope(2, 3)	(-(1 / 3 + 2 / 4))
 *
 * Factors up to 16 one by one, those above by the series of Stirling and of
 * digamma (DLMF 5.11.1, 5.11.2).  Relative error below 2e-13 besides an
 * absolute one below 1e-14, measured against sums in long double.
 */
#ifndef STATISTICS_RISING_H
#define STATISTICS_RISING_H

/* log(a (a + 1) ... (a + x - 1) / a^x), a > 0, x a whole number from 0 on:
 * the sum of log(1 + j / a) for j < x. */
double rising_log(double a, double x);

/* a times its derivative by a, the sum of -j / (a + j) for j < x: a (digamma(a
 * + x) - digamma(a)) - x. */
double rising_slope(double a, double x);

#endif

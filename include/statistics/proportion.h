/*
 * proportion.h - confidence intervals of a proportion, and its exact test.
 *
 *	struct limits limits;
 *	if (proportion_limits(PROPORTION_WILSON, 15, 148, 0.95, &limits) ==
 *	    METHOD_OK)
 *		printf("%.4f %.4f\n", limits.lower, limits.upper);
 *	(0.0624 0.1605)
 *
 * All take x of n, 0 <= x <= n, n > 0, and a level of confidence in (0, 1); z
 * is the normal deviate with the probability alpha / 2 = (1 - level) / 2 above
 * it.  The limits lie in [0, 1], the lower is at most the upper, the lower one
 * of x of n is 1 less the upper one of n - x of n.  Exactly 0 is the lower
 * limit at x = 0 and exactly 1 the upper one at x = n, with every method.
 * At levels of 0.5 and more every interval holds x / n.
 *
 * Statuses, and then nothing is set: METHOD_NEGATIVE_COUNT,
 * METHOD_ZERO_DENOMINATOR (n = 0), METHOD_NUMERATOR_ABOVE_DENOMINATOR,
 * METHOD_TOO_LARGE (n above 2^53, beyond which a double does not hold every
 * count), METHOD_LEVEL (also so near to 0 that z is 0), METHOD_NO_CONVERGENCE
 * (not seen up to n = 10^12 and levels of 1 - 10^-12).
 *
 * Sources: E. B. Wilson (1927), JASA 22:209-212; C. J. Clopper and E. S.
 * Pearson (1934), Biometrika 26:404-413; R. G. Newcombe (1998), Statistics in
 * Medicine 17:857-872; A. Agresti and B. A. Coull (1998), American
 * Statistician 52:119-126; L. D. Brown, T. T. Cai and A. DasGupta (2001),
 * Statistical Science 16:101-133.  What holds at the ends is as in the
 * function BinomCI of R's package DescTools.
 */
#ifndef STATISTICS_PROPORTION_H
#define STATISTICS_PROPORTION_H

#include <stdint.h>

#include "statistics/limits.h"
#include "statistics/status.h"

enum proportion_method {
	PROPORTION_WILSON,
	PROPORTION_WILSON_CC,
	PROPORTION_CLOPPER_PEARSON,
	PROPORTION_MID_P,
	PROPORTION_JEFFREYS,
	PROPORTION_AGRESTI_COULL,
	PROPORTION_LIKELIHOOD_RATIO,
	PROPORTION_METHODS
};

/* "wilson", "wilson_cc", "clopper_pearson", "mid_p", "jeffreys",
 * "agresti_coull", "likelihood_ratio" */
const char *proportion_method_name(enum proportion_method);
/* 0, or -1 when no method has this name. */
int proportion_method_find(const char *name, enum proportion_method *);

/*
 * The method's interval.
 *
 * Wilson's score interval, Newcombe's method 3:
 *
 *	(2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))
 *
 * The lower limit would cancel for few among many; as the product of both is
 * x^2 / (n (n + z^2)), it is
 *
 *	2 x^2 / (n (2x + z^2 + z sqrt(z^2 + 4x(1 - x/n))))
 *
 * The same with a continuity correction, Newcombe's method 4: lower
 *
 *	(2x + z^2 - 1 - z sqrt(z^2 - 2 - 1/n + 4x/n (n - x + 1))) /
 *	    (2(n + z^2))
 *
 * for x > 0, computed with y = 2x - 1 as
 *
 *	y^2 / (2n (y + z^2 + z sqrt(z^2 + 2y - y^2/n)))
 *
 * and the upper as 1 less the lower one of n - x.
 *
 * The exact interval of Clopper and Pearson, Newcombe's method 5: the quantile
 * alpha/2 of the beta distribution (x, n - x + 1), and 1 - alpha/2 of
 * (x + 1, n - x).  It covers at least `level`.
 *
 * Exact with mid-P tails, Newcombe's method 6: the lower limit p has
 * P(X > x) + P(X = x)/2 = alpha/2 for X binomial (n, p), the upper one
 * P(X < x) + P(X = x)/2 = alpha/2.
 *
 * The equal-tailed interval from the prior of Jeffreys: the quantiles alpha/2
 * and 1 - alpha/2 of the beta distribution (x + 1/2, n - x + 1/2); Brown, Cai
 * and DasGupta, section 3.1.
 *
 * Agresti and Coull, with N = n + z^2 and P = (x + z^2/2) / N,
 * cut off at 0 and at 1:
 *
 *	P -+ z sqrt(P (1 - P) / N)
 *
 * All p that a likelihood ratio test does not reject, Newcombe's method 7:
 *
 *	2 (x log(x / (n p)) + (n - x) log((n - x) / (n (1 - p)))) <= z^2
 */
enum method_status proportion_limits(enum proportion_method, int64_t x,
    int64_t n, double level, struct limits *);

/* Wilson's for many counts with one z, that of quantile_level(); nothing is
 * checked: 0 <= x <= n, 0 < n <= 2^53. */
void proportion_wilson(int64_t x, int64_t n, double z, struct limits *);

/* One method for most, another where there are fewer than `below` people. */
struct proportion_rule {
	enum proportion_method method, small;
	int64_t below; /* 0: always `method` */
};

/* The method that the rule has for n people: what a table says was used. */
enum proportion_method proportion_rule_method(
    const struct proportion_rule *, int64_t n);

/*
 * The two-sided exact binomial test of the proportion `expected` in [0, 1]: in
 * *p the probability of all counts that are no likelier than x (by more than
 * one in 10^7), as R's binom.test.  METHOD_NOT_FINITE for an `expected`
 * outside.
 */
enum method_status proportion_test(
    int64_t x, int64_t n, double expected, double *p);

#endif

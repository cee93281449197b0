/*
 * interval.h - confidence intervals of a proportion.
 *
 *	double z, lower, upper;
 *	if (interval_quantile(0.95, &z, f) == 0)
 *		interval_wilson(15, 148, z, &lower, &upper);
 *	(0.0624, 0.1605)
 */
#ifndef MEASURE_INTERVAL_H
#define MEASURE_INTERVAL_H

#include <stdint.h>

#include "base/fail.h"

enum interval_method { INTERVAL_WILSON };

/* "wilson" */
const char *interval_method_name(enum interval_method);
/* 0, or -1 when no method has this name. */
int interval_method_find(const char *name, enum interval_method *);

/*
 * The two-sided standard normal quantile z of a confidence level: the
 * probability of (-z, z) is level.  Level outside (0, 1) is a failure.
 * It is quantile_normal((1 - level) / 2).
 */
int interval_quantile(double level, double *z, struct fail *) MUST_CHECK;

/*
 * Wilson's score interval of the proportion x/n, 0 <= x <= n, n > 0:
 *
 *	(2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))
 *
 * Wilson (1927), JASA 22:209-212; the form of Newcombe (1998), Statistics in
 * Medicine 17:857-872, method 3.  The upper limit is that formula, a sum of
 * positive terms.  The lower one would cancel for few among many; as the
 * product of both is x^2 / (n (n + z^2)), it is computed as
 *
 *	2 x^2 / (n (2x + z^2 + z sqrt(z^2 + 4x(1 - x/n))))
 *
 * Both lie in [0, 1]; the lower is exactly 0 at x = 0, the upper exactly 1 at
 * x = n.  n at most 2^53, beyond which a double does not hold every count.
 */
void interval_wilson(
    int64_t x, int64_t n, double z, double *lower, double *upper);

#endif

/*
 * breakpoint.h - when a series changed its level or its line.
 *
 *	struct breakpoint_segments s;
 *	if (breakpoint_segment(BREAKPOINT_MEAN, year, flow, 100, 15, 0, &s) ==
 *	    METHOD_OK && s.best > 0)
 *		printf("after %g\n", year[breakpoint_of(&s, s.best)[0] - 1]);
 *	breakpoint_clear(&s);
 *
 * x are the times of the values y, in any order but each once; NULL: 1, 2,
 * ..., n.  They may have gaps.  A break at i lies between the i-th and the next
 * value in the order of time, the i-th is the last of the old regime.  Sums
 * are in quad, the input taken as the decimals it stands for (quad.h).
 *
 * All functions: METHOD_NOT_FINITE, METHOD_NO_MEMORY, METHOD_REPEATED_PERIOD,
 * METHOD_ALL_EQUAL where the model without a break leaves nothing to explain
 * (its residuals are 0 but for the rounding of the input), METHOD_TOO_LARGE
 * above BREAKPOINT_MOST values, METHOD_TOO_FEW as said.
 */
#ifndef STATISTICS_BREAKPOINT_H
#define STATISTICS_BREAKPOINT_H

#include <stddef.h>

#include "statistics/status.h"

enum { BREAKPOINT_MOST = 2000 };

enum breakpoint_model {
	BREAKPOINT_MEAN, /* y = a: k = 1 coefficient a segment */
	BREAKPOINT_LINE  /* y = a + b x: k = 2 */
};

struct breakpoint_test {
	double f, p;
	size_t df1, df2; /* k, n - 2k */
	size_t at;       /* values before the break */
};

/*
 * Chow (1960), Econometrica 28:591-605, of a break at a place that is known
 * without the data:
 *
 *	F = ((RSS0 - RSS1) / k) / (RSS1 / (n - 2k))
 *
 * RSS0 of one model, RSS1 of two.  p of Fisher's F.  As sctest(type = "Chow")
 * of R's strucchange.  F is infinite, p 0, where two models leave nothing.
 * METHOD_TOO_FEW when a part has no more than k values.
 */
enum method_status breakpoint_chow(enum breakpoint_model, const double *x,
    const double *y, size_t n, size_t at, struct breakpoint_test *);

/*
 * The greatest of the Chow F of all breaks with at least trim n values on each
 * side (rounded down, but more than k; 0 <= trim < 0.5; 0.15 is usual), the
 * first of equals.  Fstats() of strucchange gives k F.
 *
 * As the place was looked for, p is not that of Fisher's F.  Andrews (1993),
 * Econometrica 61:821-856; its tail of k F = c by DeLong (1981), as Estrella
 * (2003), Econometric Theory 19:1128-1143:
 *
 *	c^(k/2) exp(-c/2) / (2^(k/2) gamma(k/2)) ((1 - k/c) L + 2/c)
 *	L = log((n - first) last / (first (n - last)))
 *
 * good to 0.001 at 0.05 and 0.01; above 0.2 it tells only that nothing was
 * found, and it is 1 for c <= k.  METHOD_TOO_FEW when no break is possible;
 * METHOD_LEVEL for another trim.
 */
enum method_status breakpoint_sup_f(enum breakpoint_model, const double *x,
    const double *y, size_t n, double trim, struct breakpoint_test *);

struct breakpoint_segments {
	size_t most;       /* breaks that were tried: 0 to most */
	size_t best;       /* the least BIC; of equals the fewest breaks */
	double *rss, *bic; /* of 0 to most breaks */
	size_t *at;        /* breakpoint_of() */
};

/*
 * Bai and Perron (2003), Journal of Applied Econometrics 18:1-22: the
 * segments with the least residual sum of squares, each of at least `least`
 * values, for each number of breaks, by dynamic programming; the number by
 *
 *	BIC = n (log RSS + 1 - log n + log 2 pi) + log n (k + 1)(breaks + 1)
 *
 * as breakpoints(h = least) of strucchange.  At most `most` breaks, but no
 * more than there is room for; 0 is what strucchange tries: ceil(n / least) -
 *2, at least 1.  Where the segments leave nothing RSS is 0 and BIC -INFINITY.
 * Of equal segmentations the one with the earliest last break.
 * METHOD_TOO_FEW when least <= k or 2 least > n.  The caller clears.
 */
enum method_status breakpoint_segment(enum breakpoint_model, const double *x,
    const double *y, size_t n, size_t least, size_t most,
    struct breakpoint_segments *);
/* The places of the breaks, 1 to s->most of them, in order; borrowed. */
const size_t *breakpoint_of(const struct breakpoint_segments *s, size_t breaks);
void breakpoint_clear(struct breakpoint_segments *);

#endif

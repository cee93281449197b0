/*
 * pooling.h - estimates of several units as one: fixed and random effects.
 *
 *	double y[] = { 0.1, 0.3, 0.9 }, v[] = { 0.01, 0.01, 0.04 };
 *	struct pooling p;
 *	if (pooling_of(POOLING_FIXED, y, v, 3, 0.95, &p) == METHOD_OK)
 *		printf("%.4f %.4f\n", p.mu, p.se);	(0.2778 0.0667)
 *
 * y are the estimates of k units (log odds, differences), v > 0 their sampling
 * variances, taken as known.  Fixed effects: all units have one mu.  Random:
 * they scatter around it with the variance tau2.  With w = 1 / (v + tau2):
 *
 *	mu  sum(w y) / sum w;  se  1 / sqrt(sum w);  limits  mu -+ z se
 *	Q   sum((y - fixed mu)^2 / v), chi-square with k - 1 degrees of freedom
 *	    where all units are alike, p the probability above it
 *	I2  100 tau2 / (tau2 + s2), percent, with fixed weights w = 1 / v and
 *	    s2 = (k - 1) sum w / ((sum w)^2 - sum w^2); of fixed effects
 *	    100 (Q - (k - 1)) / Q, at least 0
 *
 * The order of the units does not matter.
 *
 * Sources: R. DerSimonian and N. Laird (1986), Controlled Clinical Trials
 * 7:177-188; R. C. Paule and J. Mandel (1982), J. Res. Nat. Bur. Standards
 * 87:377-385; W. Viechtbauer (2005), J. Educational and Behavioral Statistics
 * 30:261-293 (REML); J. Higgins and S. Thompson (2002), Statistics in Medicine
 * 21:1539-1558 (I2).  All as in R's package metafor, function rma.
 */
#ifndef STATISTICS_POOLING_H
#define STATISTICS_POOLING_H

#include <stddef.h>

#include "statistics/limits.h"
#include "statistics/status.h"

enum pooling_method {
	POOLING_FIXED,
	/* tau2 = (Q - (k - 1)) / (sum w - sum w^2 / sum w), at least 0 */
	POOLING_DERSIMONIAN_LAIRD,
	/* Of the greatest restricted likelihood over tau2 >= 0; its logarithm,
	 * less a constant, is -(sum log(v + tau2) + log sum w + Q(tau2)) / 2, Q
	 * with the weights w.  It may have several maxima, of which the
	 * greatest is taken: all lie below (max y - min y)^2. */
	POOLING_REML,
	/* With which Q, taken with the weights w, is its expectation k - 1. */
	POOLING_PAULE_MANDEL,
	POOLING_METHODS
};

/* "fixed", "dersimonian_laird", "reml", "paule_mandel" */
const char *pooling_method_name(enum pooling_method);
/* 0, or -1 when no method has this name. */
int pooling_method_find(const char *name, enum pooling_method *);

struct pooling {
	double mu, se;
	struct limits limits;
	double tau2, i2;
	double q, p;
};

/*
 * METHOD_TOO_FEW (fewer than two units), METHOD_ZERO_DENOMINATOR (a variance
 * not above 0), METHOD_NOT_FINITE (also a result; REML, PM: (max y - min y)^2 /
 * min v), METHOD_LEVEL: nothing is set.
 */
enum method_status pooling_of(enum pooling_method, const double *y,
    const double *v, size_t count, double level, struct pooling *);

#endif

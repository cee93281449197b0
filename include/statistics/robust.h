/*
 * robust.h - lines that outliers do not bend.
 *
 *	struct robust fit;
 *	if (robust_fit(&model, ROBUST_HUBER, 0, &fit) == METHOD_OK)
 *		printf("%g a year\n", fit.terms[1].estimate);
 *	robust_clear(&fit);
 */
#ifndef STATISTICS_ROBUST_H
#define STATISTICS_ROBUST_H

#include <stddef.h>

#include "statistics/design.h"
#include "statistics/status.h"

/* The weights of a residual u in units of the scale. */
enum robust_method {
	ROBUST_HUBER,   /* min(1, k / |u|), k = 1.345 */
	ROBUST_BISQUARE /* (1 - min(1, |u / c|)^2)^2, c = 4.685 */
};

struct robust_term {
	double estimate, se;
	double t; /* estimate / se; 0 where both are 0 */
};

struct robust {
	struct robust_term *terms; /* the constant first, if any */
	size_t count;
	double scale; /* median |residual| / 0.6745 */
	size_t steps;
};

enum { ROBUST_STEPS = 20 };

/*
 * M-estimation by iterated weighted least squares, step by step as rlm of R's
 * MASS does it (Venables and Ripley 2002, Modern Applied Statistics with S,
 * 6.5; Huber 1981, Robust Statistics): least squares first, then
 *
 *	scale = median |r| / 0.6745, w = weight(r / scale), weighted fit
 *
 * until sqrt(sum (r - r_old)^2 / max(1e-20, sum r_old^2)) <= 1e-4, at most
 * `steps` times; 0 is ROBUST_STEPS, what rlm takes.  The scale is that of the
 * last weights.  It ends where the scale is 0: more than half of the values
 * are on the line, its standard errors are then 0.
 *
 * Standard errors are those of summary(rlm): for residuals r, u = r / scale
 *
 *	sqrt((X'X)^-1_jj) sqrt(sum (w r)^2 / (n - p)) kappa / mean psi'(u)
 *	kappa = 1 + p var(psi'(u)) / (n mean^2)
 *
 * with psi(u) = u weight(u); infinite where the mean is not above 0.
 *
 * METHOD_NO_CONVERGENCE after the last step; otherwise as least_squares_fit(),
 * but METHOD_COLLINEAR also where the weights leave too few observations.
 */
enum method_status robust_fit(const struct linear_model *, enum robust_method,
    size_t steps, struct robust *);
void robust_clear(struct robust *);

#endif

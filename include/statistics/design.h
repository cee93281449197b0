/*
 * design.h - a linear model and its matrix, in quad.
 *
 *	const double *columns[] = { weight, power };
 *	struct linear_model m = { .x = columns, .columns = 2, .y = y, .n = 32 };
 *	struct design d;
 *	if (design_make(&d, &m) == METHOD_OK)
 *		...
 *	design_clear(&d);
 */
#ifndef STATISTICS_DESIGN_H
#define STATISTICS_DESIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "statistics/quad.h"
#include "statistics/status.h"

/*
 * y = b0 + b1 x1 + b2 x2 + ... + error.  With a degree above 1 every column
 * stands for its powers up to that degree: x1, x1^2, ..., x2, x2^2, ...; they
 * are made in quad, so that those of one column keep all their digits.  Gaps
 * are left out by the caller.
 */
struct linear_model {
	const double *const *x; /* columns of n values each */
	size_t columns;         /* at least 1 */
	size_t degree;          /* 0 is 1 */
	bool through_origin;    /* no b0 */
	const double *y;
	size_t n;
};

/*
 * The rows are in the order of their values, so that nothing depends on the
 * order of the input.  x is n by p, stored column by column; the constant is
 * its first column unless the line goes through the origin.
 */
struct design {
	quad *x, *y;
	size_t n, p;
	double tolerance; /* for householder_reduce() */
};

/*
 * METHOD_TOO_FEW when n is not above the number of coefficients p, for then
 * nothing is left to judge by; METHOD_NOT_FINITE; METHOD_ALL_EQUAL when y is
 * one value (through the origin: 0), for then there is nothing to explain;
 * METHOD_NO_MEMORY.  Owned by the caller in any case, who clears it.
 */
enum method_status design_make(struct design *, const struct linear_model *);
void design_clear(struct design *);

/*
 * What is left of row i with the coefficients b: y - x b, or 0 where that may
 * come from the rounding of the input: |y - x b| <= 2^-52 (|y| + sum |x b|)
 * (Oettli and Prager 1964, Numerische Mathematik 6:405-409).
 */
quad design_residual(const struct design *, const quad *b, size_t i);

#endif

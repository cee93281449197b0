/*
 * householder.h - least squares by Householder's QR decomposition in quad.
 *
 *	if (householder_reduce(a, n, p, tolerance, y) == METHOD_OK)
 *		householder_solve(a, n, p, y, b);
 *
 * Golub and Van Loan (2013), Matrix Computations, 5.2-5.3.  A matrix is stored
 * column by column: element (i, j) of n rows is a[j * n + i].
 */
#ifndef STATISTICS_HOUSEHOLDER_H
#define STATISTICS_HOUSEHOLDER_H

#include <stddef.h>

#include "statistics/quad.h"
#include "statistics/status.h"

/*
 * a, n rows and p <= n columns, becomes R in its upper triangle, y becomes
 * Q'y: its first p elements belong to the columns, the squares of the others
 * add up to the residual sum of squares.  METHOD_COLLINEAR when what a column
 * adds to those before it is no more than tolerance times its length.
 */
enum method_status householder_reduce(
    quad *a, size_t n, size_t p, double tolerance, quad *y);
/* The p coefficients b of Rb = Q'y. */
void householder_solve(
    const quad *a, size_t n, size_t p, const quad *y, quad *b);
/* The diagonal of (X'X)^-1, p values: the squared lengths of the rows of R^-1.
 * work has room for p. */
void householder_unscaled(
    const quad *a, size_t n, size_t p, quad *work, quad *diagonal);

#endif

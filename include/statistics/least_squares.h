/*
 * least_squares.h - straight lines and other linear models.
 *
 *	const double *columns[] = { year };
 *	struct linear_model m = { .x = columns, .columns = 1, .y = y, .n = 7 };
 *	struct least_squares fit;
 *	if (least_squares_fit(&m, &fit) == METHOD_OK)
 *		printf("%g a year, p %g\n", fit.terms[1].estimate,
 *fit.terms[1].p); least_squares_clear(&fit);
 */
#ifndef STATISTICS_LEAST_SQUARES_H
#define STATISTICS_LEAST_SQUARES_H

#include <stddef.h>

#include "statistics/design.h"
#include "statistics/status.h"

struct least_squares_term {
	double estimate, se;
	double t; /* estimate / se; 0 where both are 0 */
	double p; /* two-sided, Student's t with residual_df */
};

struct least_squares {
	struct least_squares_term *terms; /* the constant first, if any */
	size_t count;
	double residual_sd; /* sqrt(residual_ss / residual_df) */
	double residual_ss, regression_ss;
	size_t residual_df, regression_df;
	double r2, adjusted_r2;
	double f, p; /* of all columns together; p of Fisher's F */
};

/*
 * Ordinary least squares: b = (X'X)^-1 X'y by Householder's QR in quad, the
 * input taken as the decimals it stands for (quad.h), everything rounded once
 * at the end.  Standard errors: residual_sd sqrt((X'X)^-1_jj).
 *
 *	regression_ss = sum (fitted - mean)^2, R2 = regression_ss / total,
 *	F = (regression_ss / regression_df) / (residual_ss / residual_df)
 *
 * and through the origin the same without the mean, as R's lm and NIST do.
 * Draper and Smith (1998), Applied Regression Analysis; checked against the
 * certified values of NIST StRD, 14 digits and more.
 *
 * A perfect fit, where every residual may come from the rounding of the input
 * (design_residual()), has residual_ss, residual_sd and se 0, R2 1, and t and F
 * are infinite with p 0; nothing is ever NaN.
 *
 * METHOD_TOO_FEW: no column, or n not above the number of coefficients.
 * METHOD_ALL_EQUAL: y is one value (through the origin: 0), there is nothing
 * to explain.  METHOD_COLLINEAR: a column follows from the others, or is
 * constant beside b0.  METHOD_NOT_FINITE: an input is no number.
 * METHOD_TOO_LARGE: a result is beyond the doubles.  The fit is empty then.
 */
enum method_status least_squares_fit(
    const struct linear_model *, struct least_squares *);
void least_squares_clear(struct least_squares *);

#endif

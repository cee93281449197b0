/*
 * solve.h - where a continuous function is zero, between two points.
 *
 *	enum method_status s = solve(excess, &groups, 0, 1, &limit);
 *
 * For functions whose derivatives are not known and whose root may be below 0;
 * inversion.h needs both derivatives of a curve that grows with log x.
 */
#ifndef STATISTICS_SOLVE_H
#define STATISTICS_SOLVE_H

#include "statistics/status.h"

/*
 * A root of f in [low, high], whose ends have values of unlike signs (or 0),
 * to the last bits: inverse quadratic interpolation, or bisection where that
 * is not safe.  Chandrupatla (1997), Advances in Engineering Software
 * 28:145-149.  METHOD_NO_CONVERGENCE where both ends have the same sign or f
 * gives no number.
 */
enum method_status solve(double (*f)(double x, const void *context),
    const void *context, double low, double high, double *root);

#endif

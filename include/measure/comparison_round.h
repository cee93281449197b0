/*
 * comparison_round.h - parameters of a family of units with few digits, so that
 * none of the units can be computed from them.
 *
 *	comparison_round_digits(0.04567, 2)	(0.046)
 *	comparison_round_decimals(0.04567, 3)	(0.046)
 *
 * The double nearest to the decimal number; halves, to 1e-13, away from 0.
 */
#ifndef MEASURE_COMPARISON_ROUND_H
#define MEASURE_COMPARISON_ROUND_H

/* To so many significant digits, 1 to 15, of a finite number; 0 stays 0. */
double comparison_round_digits(double, int digits);
/* To so many decimals, 0 to 15; numbers from 10^15 on stay as they are. */
double comparison_round_decimals(double, int decimals);

/*
 * A p-value before it is adjusted, up to 2 significant digits: with the methods
 * that step up, that of a figure may be a multiple of the p of another one,
 * which is withheld.  Up, so that none is smaller than it was.
 */
double comparison_round_p(double);

/*
 * What is made of strata, which are not shown and so not judged by protect: a
 * value in per cent or points to 1 decimal, a ratio to 3 significant digits.
 * Infinity stays.
 */
double comparison_round_percent(double);
double comparison_round_ratio(double);

#endif

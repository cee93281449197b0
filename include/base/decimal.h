/*
 * decimal.h - sums of numbers as they are printed, compared without the errors
 * of binary fractions.
 *
 *	struct decimal a = DECIMAL_ZERO, b = DECIMAL_ZERO;
 *	decimal_add(&a, 0.1);
 *	decimal_add(&a, 0.2);
 *	decimal_add(&b, 0.3);
 *	decimal_compare(&a, &b)		(0: they are equal)
 *	decimal_print(&a, text)		("0.3")
 *
 * Whole numbers are added exactly.  Others are added with what rounding loses
 * kept apart (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur
 * Summation endlicher Summen, ZAMM 54, 1974), and two sums are equal when they
 * differ by less than half a unit of the last decimal that any term has, read
 * from its first 15 digits.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

struct decimal {
	int64_t integer;  /* whole numbers */
	double high, low; /* the rest, and what its rounding lost */
	bool fraction;    /* there is a rest */
	int decimals;     /* the most of a term */
};

#define DECIMAL_ZERO                  \
	{                             \
		0, 0.0, 0.0, false, 0 \
	}

#define DECIMAL_TEXT 40

void decimal_add_integer(struct decimal *, int64_t);
/* Finite. */
void decimal_add(struct decimal *, double);
void decimal_add_sum(struct decimal *, const struct decimal *);
/* The decimals stay those of all terms. */
void decimal_subtract(struct decimal *, const struct decimal *);
/* <0, 0, >0 */
int decimal_compare(const struct decimal *, const struct decimal *);
double decimal_value(const struct decimal *);
/* Whole numbers with all digits, others with at most 15 and without zeros at
 * the end. */
void decimal_print(const struct decimal *, char text[DECIMAL_TEXT]);

/* How many decimals a number has, by its first 15 digits. */
int decimal_places(double);

#endif

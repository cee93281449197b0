/*
 * value_number.h - numbers as exports write them.
 *
 *	struct number n;
 *	const struct number_style style = NUMBER_ANY;
 *	double d;
 *	if (number_scan("1 234,5", 7, &style, &n) == NUMBER_READ)
 *		number_double(&n, &d);		(1234.5)
 *
 * Digits in groups of three with blanks of any kind, apostrophes, commas or
 * points between them, a decimal comma or point that is another mark than
 * that of the groups, a sign in front (hyphen, minus, dashes, plus) or
 * parentheses for minus, a percent sign behind, which says nothing of the
 * value (12,5 % is 12.5), and a power of ten (1,5E+3).  At most NUMBER_DIGITS
 * digits.
 */
#ifndef VALUE_VALUE_NUMBER_H
#define VALUE_VALUE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NUMBER_DIGITS 60

/* What is known of the marks; 0: nothing.  A blank stands for all kinds. */
struct number_style {
	char decimal; /* ',' or '.': of 1,234, which is open otherwise */
	char group;   /* strict: the only mark of groups */
	bool strict;  /* the decimal mark is the only one, too */
};

#define NUMBER_ANY                \
	{                         \
		'\0', '\0', false \
	}

enum number_result {
	NUMBER_NONE, /* no number */
	NUMBER_READ,
	NUMBER_OPEN /* "1,234": a decimal mark or one of groups; read as the
		     * former */
};

struct number {
	char text[NUMBER_DIGITS + 3]; /* -1234.5 and a NUL */
	size_t length;
	size_t fraction; /* where the digits after the point begin; or 0 */
	bool scientific; /* times ten to the power of exponent */
	int exponent;
	char proves;    /* the decimal mark that it surely has, or 0 */
	char open;      /* NUMBER_OPEN: the mark */
	bool ungrouped; /* four digits or more and no groups */
};

enum number_result number_scan(const char *text, size_t length,
    const struct number_style *, struct number *);

/* As a whole number: 123.0 is one. */
enum number_whole {
	NUMBER_WHOLE,
	NUMBER_FRACTION, /* it is none, or beyond 64 bits */
	NUMBER_ROUNDED   /* 4,60E+10: of the last digits nothing is known */
};
enum number_whole number_integer(const struct number *, int64_t *);

/* The nearest double; false if it is too large, or too small and not 0. */
bool number_double(const struct number *, double *);

#endif

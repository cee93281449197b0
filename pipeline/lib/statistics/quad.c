/* quad.c - doubles as the decimals they stand for (statistics/quad.h) */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "statistics/quad.h"

enum { DIGITS = 15 };

/* digits * 10^exponent; the power is exact up to 10^48. */
static quad
scaled(int64_t digits, long exponent)
{
	quad power = 1;

	for (long i = labs(exponent); i > 0; i--)
		power *= 10;
	return exponent < 0 ? (quad)digits / power : (quad)digits * power;
}

quad
quad_decimal(double value)
{
	const double whole = 0x1p53, tiny = 1e-290;
	char text[DIGITS + 16], *c = text;
	int64_t digits = 0;

	if (fabs(value) < tiny ||
	    (fabs(value) <= whole && value == rint(value)))
		return (quad)value;
	snprintf(text, sizeof(text), "%.*e", DIGITS - 1, fabs(value));
	if (strtod(text, NULL) != fabs(value))
		return (quad)value;
	/* whatever the locale puts after the first digit is no digit */
	for (; *c != 'e'; c++) {
		if (*c >= '0' && *c <= '9')
			digits = digits * 10 + (*c - '0');
	}
	quad found = scaled(digits, strtol(c + 1, NULL, 10) - (DIGITS - 1));
	return value < 0 ? -found : found;
}

/* decimal.c - sums of numbers as they are printed (decimal.h) */
#include "base/decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 15 /* that a double has for certain */

/* The same for what is a decimal of 15 digits as nearly as a double can be,
 * which nearly all are; -1: it is not. */
static int
short_places(double value)
{
	static const double limit = 1e15; /* whole numbers below are exact */
	double size = fabs(value), power = 1, digits;
	int places;

	for (places = 0; size * power < limit && places <= DIGITS; places++) {
		digits = (double)(int64_t)(size * power + 0.5);
		if (digits / power == size)
			return places;
		power *= 10;
	}
	return -1;
}

int
decimal_places(double value)
{
	char text[DECIMAL_TEXT];
	const char *mantissa, *end;
	int places = short_places(value);

	if (places >= 0)
		return places;
	/* "-1.23400000000000e+05": zeros at the end are none */
	snprintf(text, sizeof(text), "%.*e", DIGITS - 1, value);
	mantissa = strchr(text, '.');
	end = strchr(text, 'e');
	if (mantissa == NULL || end == NULL)
		return 0;
	places = (int)(end - mantissa) - 1 - atoi(end + 1);
	for (end--; end > mantissa && *end == '0'; end--)
		places--;
	return places < 0 || value == 0 ? 0 : places;
}

/* Neumaier: the smaller summand is the one that loses digits. */
static void
add(struct decimal *d, double value)
{
	double sum = d->high + value;

	if (fabs(d->high) >= fabs(value))
		d->low += (d->high - sum) + value;
	else
		d->low += (value - sum) + d->high;
	d->high = sum;
	d->fraction = true;
}

/* In two halves, each of which a double holds exactly. */
static void
add_halves(struct decimal *d, int64_t value)
{
	const int64_t half = INT64_C(1) << 32;

	add(d, (double)(value / half) * (double)half);
	add(d, (double)(value % half));
}

void
decimal_add_integer(struct decimal *d, int64_t value)
{
	if (value > 0 ? d->integer > INT64_MAX - value
		      : d->integer < INT64_MIN - value) {
		add_halves(d, d->integer);
		d->integer = 0;
	}
	d->integer += value;
}

void
decimal_add(struct decimal *d, double value)
{
	int places = decimal_places(value);

	if (places > d->decimals)
		d->decimals = places;
	add(d, value);
}

void
decimal_add_sum(struct decimal *d, const struct decimal *other)
{
	decimal_add_integer(d, other->integer);
	if (other->fraction) {
		add(d, other->high);
		add(d, other->low);
	}
	if (other->decimals > d->decimals)
		d->decimals = other->decimals;
}

void
decimal_subtract(struct decimal *d, const struct decimal *other)
{
	if (other->integer == INT64_MIN) { /* which has no opposite */
		decimal_add_integer(d, INT64_MAX);
		decimal_add_integer(d, 1);
	} else
		decimal_add_integer(d, -other->integer);
	if (other->fraction) {
		add(d, -other->high);
		add(d, -other->low);
	}
	if (other->decimals > d->decimals)
		d->decimals = other->decimals;
}

int
decimal_compare(const struct decimal *a, const struct decimal *b)
{
	struct decimal difference = *a;
	double value;

	if (!a->fraction && !b->fraction)
		return (a->integer > b->integer) - (a->integer < b->integer);
	decimal_subtract(&difference, b);
	value = decimal_value(&difference);
	if (fabs(value) < 0.5 * pow(10, -difference.decimals))
		return 0;
	return value < 0 ? -1 : 1;
}

double
decimal_value(const struct decimal *d)
{
	struct decimal all = *d;

	if (!d->fraction)
		return (double)d->integer;
	add_halves(&all, d->integer);
	return all.high + all.low;
}

void
decimal_print(const struct decimal *d, char text[DECIMAL_TEXT])
{
	if (d->fraction)
		snprintf(text, DECIMAL_TEXT, "%.*g", DIGITS, decimal_value(d));
	else
		snprintf(text, DECIMAL_TEXT, "%" PRId64, d->integer);
}

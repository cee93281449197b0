/* moments - mean and variance (statistics/moments.h) */
#include "statistics/moments.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "statistics/exact_sum.h"

/* Powers that a double holds exactly and that decimals of 15 digits need. */
static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8,
	1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };

/*
 * Decimals with as many places, less the first of them, in units of the last
 * place: how many, their sum and the sum of their squares.
 */
struct decimals {
	__int128 first, count, sum, squares;
	double unit; /* 10^places */
};

/* The decimal with as many places that the value is the nearest double to. */
static bool
decimal(double value, size_t places, int64_t *digits)
{
	double whole = nearbyint(value * powers[places]);

	if (!(fabs(whole) < 1e15) || whole / powers[places] != value)
		return false;
	*digits = (int64_t)whole;
	return true;
}

/* The places that all values need: false when they are no decimals. */
static bool
find_places(const double *values, size_t count, size_t *places)
{
	int64_t digits;
	size_t i;

	*places = 0;
	for (i = 0; i < count; i++)
		while (!decimal(values[i], *places, &digits))
			if (++*places == COUNT(powers))
				return false;
	return true;
}

static bool
add_squares(struct decimals *d, __int128 difference)
{
	d->sum += difference;
	return !__builtin_add_overflow(
	    d->squares, difference * difference, &d->squares);
}

static bool
as_decimals(const double *values, size_t count, struct decimals *d)
{
	int64_t digits;
	size_t places, i;

	*d = (struct decimals){ .count = (__int128)count };
	if (!find_places(values, count, &places))
		return false;
	d->unit = powers[places];
	for (i = 0; i < count; i++) {
		if (!decimal(values[i], places, &digits))
			return false;
		if (i == 0)
			d->first = digits;
		if (!add_squares(d, digits - d->first))
			return false;
	}
	return true;
}

static double
decimal_mean(const struct decimals *d)
{
	return (double)((long double)(d->first * d->count + d->sum) /
			((long double)d->count * d->unit));
}

/* (count sum x^2 - (sum x)^2) / (count (count - 1)), in integers */
static bool
decimal_variance(const struct decimals *d, double *variance)
{
	__int128 left, right, above;

	if (__builtin_mul_overflow(d->count, d->squares, &left) ||
	    __builtin_mul_overflow(d->sum, d->sum, &right) ||
	    __builtin_sub_overflow(left, right, &above))
		return false;
	*variance = (double)((long double)above / (long double)d->count /
			     (long double)(d->count - 1) / d->unit / d->unit);
	return true;
}

/* Of decimals, if there are any, else the exact sum divided. */
static double
mean_of(const double *values, size_t count, const struct decimals *d)
{
	struct exact_sum sum = { 0 };
	size_t i;

	if (d != NULL)
		return decimal_mean(d);
	for (i = 0; i < count; i++)
		exact_sum_add(&sum, values[i]);
	return exact_sum_value(&sum) / (double)count;
}

/* The variance around a mean that was rounded. */
static double
two_pass(const double *values, size_t count, double mean)
{
	struct exact_sum squares = { 0 }, rest = { 0 };
	double difference, error, back, left, n = (double)count;
	size_t i;

	for (i = 0; i < count; i++) {
		/* D. Knuth's sum of two with its error */
		difference = values[i] - mean;
		back = difference - values[i];
		error = (values[i] - (difference - back)) - (mean + back);
		exact_sum_add(&rest, difference);
		exact_sum_add(&rest, error);
		exact_sum_add_product(&squares, difference, difference);
		exact_sum_add_product(&squares, 2 * difference, error);
	}
	left = exact_sum_value(&rest);
	return (exact_sum_value(&squares) - left * left / n) / (n - 1);
}

enum method_status
moments_of(const double *values, size_t count, struct moments *m)
{
	struct decimals d;
	double mean, variance;
	bool exact;

	if (count < 2)
		return METHOD_TOO_FEW;
	exact = as_decimals(values, count, &d);
	mean = mean_of(values, count, exact ? &d : NULL);
	if (!exact || !decimal_variance(&d, &variance))
		variance = two_pass(values, count, mean);
	if (!isfinite(mean) || !isfinite(variance))
		return METHOD_NOT_FINITE;
	m->mean = mean;
	m->variance = fmax(0, variance);
	m->deviation = sqrt(m->variance);
	return METHOD_OK;
}

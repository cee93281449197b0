/* tail.c - p-values (statistics/tail.h) */
#include <math.h>

#include "statistics/quad.h"
#include "statistics/tail.h"

enum { TERMS = 1000000 };

/*
 * Of the continued fraction DLMF 8.17.22, from i = 1:
 *	d(2m)   =  m (b - m) x / ((a + 2m - 1)(a + 2m))
 *	d(2m+1) = -(a + m)(a + b + m) x / ((a + 2m)(a + 2m + 1))
 */
static quad
term(long i, quad a, quad b, quad x)
{
	quad m = (quad)(i / 2), at = a + 2 * m;

	return i % 2 == 0 ? m * (b - m) * x / ((at - 1) * at)
			  : -(a + m) * (a + b + m) * x / (at * (at + 1));
}

static quad
away_from_zero(quad value)
{
	const quad tiny = (quad)1e-300;

	return quad_abs(value) < tiny ? tiny : value;
}

/* 1 / (1 + d1/(1 + d2/(1 + ...))) */
static quad
fraction(quad a, quad b, quad x)
{
	const quad close = (quad)1e-20;
	quad c = 1, d = 1 / away_from_zero(1 + term(1, a, b, x));
	quad value = d, by = 0;

	/* an even term may change less than the odd one after it */
	for (long i = 2; i < TERMS; i++) {
		quad t = term(i, a, b, x), last = by;
		d = 1 / away_from_zero(1 + t * d);
		c = away_from_zero(1 + t / c);
		by = quad_abs(c * d - 1);
		value *= c * d;
		if (i > 2 && by < close && last < close)
			break;
	}
	return value;
}

/* I_x(a, b) with y = 1 - x, which is known without cancellation. */
static quad
beta(quad a, quad b, quad x, quad y)
{
	if (x * (a + b + 2) > a + 1)
		return 1 - beta(b, a, y, x);
	if (x <= 0)
		return 0;
	quad front = a * quad_log(x) + b * quad_log(y) + quad_lgamma(a + b) -
		     quad_lgamma(a) - quad_lgamma(b);
	return quad_exp(front) / a * fraction(a, b, x);
}

double
tail_f(double f, double df1, double df2)
{
	if (isinf(f))
		return 0;
	quad own = (quad)df1 * (quad)f, whole = own + (quad)df2;
	return (double)beta(
	    (quad)df2 / 2, (quad)df1 / 2, (quad)df2 / whole, own / whole);
}

double
tail_student(double t, double df)
{
	if (isinf(t))
		return 0;
	quad square = (quad)t * (quad)t, whole = square + (quad)df;
	return (double)beta(
	    (quad)df / 2, (quad)0.5, (quad)df / whole, square / whole);
}

double
tail_normal(double z)
{
	/* 1 / sqrt 2 and what is left of it, 2 / sqrt pi */
	const double half_root = 0.70710678118654752440;
	const double half_root_rest = -4.8336466567264567e-17;
	const double slope = 1.1283791670955126;
	double size = fabs(z), x = size * half_root, rest;

	if (isinf(z))
		return 0;
	rest = fma(size, half_root, -x) + size * half_root_rest;
	return erfc(x) - slope * exp(-x * x) * rest;
}

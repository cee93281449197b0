/* exact_sum - exact sums of doubles (statistics/exact_sum.h) */
#include "statistics/exact_sum.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "base/memory.h"

static const int lowest = -1074; /* the exponent of the least double */
static const int64_t limb_size = INT64_C(1) << 32;

#define LIMBS COUNT(((struct exact_sum *)0)->limbs)

/* Each limb but the last to [0, 2^32), what is beyond to the next. */
static void
carry(struct exact_sum *s)
{
	int64_t rest;
	size_t i;

	for (i = 0; i + 1 < LIMBS; i++) {
		rest = s->limbs[i] % limb_size;
		if (rest < 0)
			rest += limb_size;
		s->limbs[i + 1] += (s->limbs[i] - rest) / limb_size;
		s->limbs[i] = rest;
	}
	s->pending = 0;
}

void
exact_sum_add(struct exact_sum *s, double value)
{
	unsigned __int128 bits;
	int exponent, at, i;
	double fraction;
	int64_t sign = value < 0 ? -1 : 1;

	if (!isfinite(value)) {
		s->special += value;
		return;
	}
	if (value == 0)
		return;
	fraction = frexp(fabs(value), &exponent);
	exponent -= DBL_MANT_DIG;
	if (exponent < lowest) { /* a subnormal number has fewer bits */
		fraction = ldexp(fraction, exponent - lowest);
		exponent = lowest;
	}
	bits = (uint64_t)ldexp(fraction, DBL_MANT_DIG);
	at = exponent - lowest;
	bits <<= at % 32;
	for (i = at / 32; bits != 0; i++, bits >>= 32)
		s->limbs[i] += sign * (int64_t)(uint32_t)bits;
	if (++s->pending == UINT32_C(1) << 30)
		carry(s);
}

void
exact_sum_add_product(struct exact_sum *s, double a, double b)
{
	double product = a * b;

	exact_sum_add(s, product);
	if (isfinite(product))
		exact_sum_add(s, fma(a, b, -product));
}

/* The limbs without their sign, which is -1 or 1. */
static int
magnitude(struct exact_sum *s)
{
	size_t i;

	carry(s);
	if (s->limbs[LIMBS - 1] >= 0)
		return 1;
	for (i = 0; i < LIMBS; i++)
		s->limbs[i] = -s->limbs[i];
	carry(s);
	return -1;
}

double
exact_sum_value(struct exact_sum *s)
{
	struct exact_sum copy = *s;
	int sign = magnitude(&copy), shift = 0;
	unsigned __int128 top = 0;
	bool more = false;
	size_t i, first = LIMBS - 1;
	uint64_t bits;

	if (s->special != 0)
		return s->special;
	while (first > 2 && copy.limbs[first] == 0)
		first--;
	for (i = 0; i < 3; i++)
		top = top << 32 | (uint64_t)copy.limbs[first - i];
	for (i = 0; i + 2 < first; i++)
		more = more || copy.limbs[i] != 0;
	/* 64 bits, the last of which says whether there are more. */
	for (; top >> 64 != 0; shift++) {
		more = more || (top & 1) != 0;
		top >>= 1;
	}
	bits = (uint64_t)top | more;
	return sign *
	       ldexp((double)bits, 32 * ((int)first - 2) + shift + lowest);
}

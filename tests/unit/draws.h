/* draws.h - pseudo-random counts, the same in every run */
#ifndef UNIT_DRAWS_H
#define UNIT_DRAWS_H

#include <stdint.h>

/* Steele, Lea and Flood (2014), splitmix64. */
static inline uint64_t
random_bits(uint64_t *seed)
{
	uint64_t z = (*seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* In [0, 1). */
static inline double
random_part(uint64_t *seed)
{
	return (double)(random_bits(seed) >> 11) * 0x1p-53;
}

/* How many of n have what each has with the probability p. */
static inline int64_t
binomial_draw(int64_t n, double p, uint64_t *seed)
{
	int64_t x = 0;

	while (n-- > 0)
		x += random_part(seed) < p;
	return x;
}

#endif

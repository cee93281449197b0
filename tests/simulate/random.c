/* random.c - random numbers that are the same on every machine */
#include "random.h"

static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

struct random
random_start(uint64_t seed, enum stream stream, uint64_t index)
{
	struct random r;

	r.state = mix(mix(mix(seed + 0x9E3779B97F4A7C15u) +
			  (uint64_t)stream * 0xD1B54A32D192ED03u) +
		      index);
	return r;
}

uint64_t
random_next(struct random *r)
{
	r->state += 0x9E3779B97F4A7C15u;
	return mix(r->state);
}

uint32_t
random_below(struct random *r, uint32_t n)
{
	return (uint32_t)(((random_next(r) >> 32) * n) >> 32);
}

int
random_between(struct random *r, int low, int high)
{
	return low + (int)random_below(r, (uint32_t)(high - low + 1));
}

double
random_unit(struct random *r)
{
	return (double)(random_next(r) >> 11) / 9007199254740992.0;
}

bool
random_chance(struct random *r, double share)
{
	return random_unit(r) < share;
}

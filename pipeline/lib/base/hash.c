/* hash.c - hashing for tables (hash.h) */
#define _DEFAULT_SOURCE /* getentropy */
#include <stdbool.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hash.h"

/*
 * One seed per run, so that nobody can prepare data whose keys all collide.
 * Without a source of entropy the address of the seed must do.
 */
static uint64_t
hash_seed(void)
{
	static uint64_t seed;
	static bool seeded;

	if (!seeded) {
		if (getentropy(&seed, sizeof(seed)) == -1)
			seed = (uint64_t)(uintptr_t)&seed;
		seeded = true;
	}
	return seed;
}

uint64_t
hash_bytes(const void *bytes, size_t length)
{
	return XXH3_64bits_withSeed(bytes, length, hash_seed());
}

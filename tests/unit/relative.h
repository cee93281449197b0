/* relative.h - numbers that are as near to each other as a method promises */
#ifndef UNIT_RELATIVE_H
#define UNIT_RELATIVE_H

#include <math.h>

/* Within so much of the expected number; the same infinity; 0 to 1e-300. */
static inline void
assert_relative(double found, double expected, double tolerance)
{
	if (found == expected)
		return;
	if (!(fabs(found - expected) <=
		tolerance * fmax(1e-300, fabs(expected))))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

/* A pseudo-random number below limit, the same in every run (Knuth's MMIX). */
static inline int64_t
draw(uint64_t *seed, int64_t limit)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (int64_t)((*seed >> 33) % (uint64_t)limit);
}

#endif

/*
 * random.h - random numbers that are the same on every machine.
 *
 *	struct random r = random_start(seed, STREAM_PERSON, 17);
 *	if (random_chance(&r, 0.25))
 *		month = 1 + random_below(&r, 12);
 *
 * Each thing of the world has a stream and an index of its own, so that it
 * can be made again at any time without the ones before it.  The generator is
 * SplitMix64 (Steele, Lea, Flood 2014).
 */
#ifndef SIMULATE_RANDOM_H
#define SIMULATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

enum stream {
	STREAM_CLUSTER = 1,
	STREAM_COLLEGE,
	STREAM_ENTERPRISE,
	STREAM_PROGRAMME,
	STREAM_STUDENTS,
	STREAM_PLAN,
	STREAM_SIZE,
	STREAM_PERSON,
	STREAM_GRADUATE,
	STREAM_SPELLS,
	STREAM_FAULT,
	STREAM_FILE,
	STREAM_ROW,
	STREAM_SHUFFLE,
	STREAM_SIZE_BLOCK,
	STREAM_SIZE_COLLEGE,
	STREAM_ODDS_BLOCK,
	STREAM_ODDS_COLLEGE
};

struct random {
	uint64_t state;
};

struct random random_start(uint64_t seed, enum stream, uint64_t index);
uint64_t random_next(struct random *);
/* From 0 to n - 1; n is not 0. */
uint32_t random_below(struct random *, uint32_t n);
/* From low to high, both included. */
int random_between(struct random *, int low, int high);
/* From 0 to below 1. */
double random_unit(struct random *);
bool random_chance(struct random *, double share);

#endif

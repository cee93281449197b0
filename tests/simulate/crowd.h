/*
 * crowd.h - the graduates: which colleges have them, and how many in each
 * cohort.
 *
 *	struct crowd crowd;
 *	struct graduate graduate;
 *	crowd_make(&crowd, &world);
 *	graduate_make(&crowd, cohort, college, 0, &graduate);
 *	crowd_free(&crowd);
 *
 * A graduate is a diploma.  Few people have two of them: the later one is of
 * the same person, whose spells are the same.
 */
#ifndef SIMULATE_CROWD_H
#define SIMULATE_CROWD_H

#include <stddef.h>
#include <stdint.h>

#include "world.h"

struct crowd {
	const struct world *world;
	size_t college_count;
	uint32_t *colleges; /* of the world */
	uint64_t *offsets;  /* by cohort and college: the first number */
	uint64_t count;
};

struct graduate {
	uint64_t number, person;
	int cohort;     /* its place in the job */
	size_t college; /* of the crowd */
	int programme;
	int graduated;
};

void crowd_make(struct crowd *, const struct world *);
void crowd_free(struct crowd *);
uint64_t crowd_first(const struct crowd *, int cohort, size_t college);
uint64_t crowd_size(const struct crowd *, int cohort, size_t college);

/* Cohort and college of the first diploma of a person. */
void crowd_find(
    const struct crowd *, uint64_t person, int *cohort, size_t *college);

/* The graduate with this place in a cohort of a college. */
void graduate_make(const struct crowd *, int cohort, size_t college,
    uint64_t place, struct graduate *);

#endif

/*
 * person.h - graduates and what they did, each made from its number alone.
 *
 *	struct crowd crowd;
 *	crowd_make(&crowd, &world);
 *	graduate_make(&crowd, cohort, college, 0, &graduate);
 *	person_make(&crowd, graduate.person, &person);
 *
 * A graduate is a diploma.  Few people have two of them: the later one is of
 * the same person, whose spells are the same.
 */
#ifndef SIMULATE_PERSON_H
#define SIMULATE_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "faults.h"
#include "world.h"

#define SPELLS_MAX 32
#define POINTS 3

extern const int points[POINTS]; /* months after graduation */

/* Places of statuses in names.c; the first three are work. */
enum status {
	STATUS_W,
	STATUS_I,
	STATUS_S,
	STATUS_F,
	STATUS_A,
	STATUS_B,
	STATUS_C,
	STATUS_L,
	STATUS_P,
	STATUS_D,
	STATUS_J,
	STATUS_M,
	STATUS_X,
	STATUS_U,
	STATUS_NL, /* no record of the person */
	STATUS_NR, /* none of that day */
	OUTCOMES
};

/* The graduates: which colleges have them, and how many in each cohort. */
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

struct spell {
	int status;
	int start, end;   /* end: NO_DAY if it goes on */
	int64_t employer; /* enterprise, or -1 */
	int region;       /* -1: not said */
	bool tied;        /* another one begins on the same day */
};

struct person {
	uint64_t number;
	uint32_t snils;
	int control;
	bool female, disabled;
	int birth;
	int family, given, father;
	int home; /* region */
	int spell_count;
	struct spell spells[SPELLS_MAX];
	/* the fault of one of the spells; for bogus ones (before birth, in
	 * the future) extra has it */
	enum fault fault;
	int fault_at;
	struct spell extra;
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
void person_make(const struct crowd *, uint64_t number, struct person *);

int snils_control(uint32_t number);

#endif

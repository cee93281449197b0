/*
 * person.h - people and what they did, each made from its number alone.
 *
 *	struct person person;
 *	graduate_make(&crowd, cohort, college, 0, &graduate);
 *	person_make(&crowd, graduate.person, &person);
 */
#ifndef SIMULATE_PERSON_H
#define SIMULATE_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "crowd.h"
#include "faults.h"

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

void person_make(const struct crowd *, uint64_t number, struct person *);

int snils_control(uint32_t number);

#endif

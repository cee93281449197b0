/*
 * spell.h - what became of a graduate at a point in time, from dated spells.
 *
 *	struct graduate g = { graduated, birth, home };
 *	struct outcome o = outcome_at(&rules, spells, count, &g, day);
 *	... o.status, o.within, o.place ...
 *
 * A spell is active on a day from its first to its last day, both included;
 * without an end it is open.  Of several active spells the status that comes
 * first in the priority decides; of several with that status the one that
 * started latest, then the one with the smallest employer, then the smallest
 * place, texts in the order of their bytes and none last.
 */
#ifndef JOIN_SPELL_H
#define JOIN_SPELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/dictionary.h"

enum spell_state {
	SPELL_VALID,
	SPELL_IGNORED, /* it contradicts itself or what else is known */
	SPELL_LOST     /* it was set aside; some of it may be unknown */
};

struct spell {
	enum spell_state state;
	bool wrong;              /* it contradicts itself, and that was told */
	bool early;              /* so does its start and the birth */
	int32_t start, end;      /* INT32_MIN, INT32_MAX: unknown or open */
	int32_t status;          /* its place in the priority */
	int32_t employer, place; /* codes, -1: none */
	uint64_t line;
	int file; /* in the account */
};

struct graduate {
	int32_t graduated;
	int32_t birth; /* INT32_MIN: not known */
	int32_t home;  /* code of a place, -1: none */
};

struct outcome_rules {
	const bool *employed; /* by status */
	int32_t unlinked;     /* status of who has no spell at all */
	int32_t unrecorded;   /* of who has spells, but none then */
	bool keep_lost;       /* what contradicts is lost, not ignored */
	const struct dictionary *employers, *places;
};

enum within { WITHIN_YES, WITHIN_NO, WITHIN_UNKNOWN };
enum workplace { PLACE_SAME, PLACE_ELSEWHERE, PLACE_UNKNOWN, PLACE_NONE };

struct outcome {
	/* A lost spell might have changed it: nothing else is known. */
	bool lost;
	int32_t status;
	/* Employed on any day from the graduation to this one. */
	enum within within;
	/* Of who is employed on that day: against home, and the codes. */
	enum workplace place;
	int32_t workplace, employer;
};

/* Spells that start before the birth count like those that contradict
 * themselves. */
struct outcome outcome_at(const struct outcome_rules *, const struct spell *,
    size_t count, const struct graduate *, int32_t day);

#endif

/*
 * change.h - what the change of a group's level is made of, by the units that
 * are in the group: matched units, entrants, leavers and reclassified ones.
 *
 *	struct change c = { 0, 0, 0, 0 };
 *	struct change_unit both = { 100, 110, true, true, true, true };
 *	struct change_unit entrant = { 0, 30, false, true, false, true };
 *	change_add(&c, &both, f);	(matched 10)
 *	change_add(&c, &entrant, f);	(entrants 30)
 *
 * A unit that is in the group at both times adds after - before to matched.
 * One that is new in the group is an entrant if it was nowhere before, else
 * it is reclassified: it came from another group.  One that is gone is a
 * leaver (negative) if it is nowhere afterwards, else reclassified.  So
 *
 *	after - before = matched + entrants + leavers + reclassified
 *
 * for the sums over all units of the group.
 */
#ifndef MEASURE_CHANGE_H
#define MEASURE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"

struct change {
	int64_t matched, entrants, leavers, reclassified;
};

struct change_unit {
	int64_t before, after;          /* its value in the group */
	bool was_in, is_in;             /* the group; the value is 0 if not */
	bool was_anywhere, is_anywhere; /* in any group */
};

/* A sum beyond int64 is a failure (FAIL_DATA). */
int change_add(
    struct change *, const struct change_unit *, struct fail *) MUST_CHECK;

#endif

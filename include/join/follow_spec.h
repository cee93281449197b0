/*
 * follow_spec.h - what follow is asked to do.
 *
 *	struct follow_spec spec;
 *	follow_spec_init(&spec);
 *	spec.dataset = "outcomes";
 *	if (follow_points(&spec, "6,12,24", f) == 0 &&
 *	    follow_statuses(&spec, "A,W,I,S,L", "W,I,S", f) == 0 &&
 *	    follow_until(&spec, "2025-10-01", f) == 0)
 *		... spec.points[1] is 12, spec.employed[1] is true ...
 *	follow_spec_clear(&spec);
 */
#ifndef JOIN_FOLLOW_SPEC_H
#define JOIN_FOLLOW_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/names.h"

#define FOLLOW_MONTHS_MAX 600

/* Statuses that follow gives by itself; no spell has them. */
#define FOLLOW_UNRECORDED "NR" /* there are spells, but none on that day */
#define FOLLOW_UNLINKED "NL"   /* there is no spell at all */

struct follow_spec {
	size_t point_count;
	int *points;              /* months after graduation */
	struct names point_texts; /* as they were given */
	struct names priority;    /* statuses, the one that decides first */
	bool *employed;           /* by place in the priority */
	int32_t until;            /* the last day of the data, or INT32_MAX */
	const char *dataset;      /* of the result */
	/* Columns of both tables, of COHORT, and of SPELLS.  The last four may
	 * be NULL: the usual name, if there is such a column. */
	const char *person, *graduated, *status, *started, *ended;
	const char *birth, *home, *place, *employer;
};

/* The usual names of columns, and nothing else. */
void follow_spec_init(struct follow_spec *);
void follow_spec_clear(struct follow_spec *);
/* Take the lists of --points, --priority and --employed, and --until (NULL: no
 * such day); FAIL_USAGE for what is no such list. */
int follow_points(
    struct follow_spec *, const char *list, struct fail *) MUST_CHECK;
int follow_statuses(struct follow_spec *, const char *priority,
    const char *employed, struct fail *) MUST_CHECK;
int follow_until(
    struct follow_spec *, const char *date, struct fail *) MUST_CHECK;

#endif

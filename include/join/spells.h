/*
 * spells.h - the spells of one person after another, from a table that is in
 * the order of persons.
 *
 *	struct spells *s = spells_new(&spec, in, account, f);
 *	spells_seek(s, person, length, f);
 *	outcome_at(&rules, spells_list(s), spells_count(s), &g, day);
 *	...
 *	spells_end(s, f);
 *	spells_free(s);
 *
 * Persons are asked for in their order; those between are passed over.  A
 * spell that ends before it starts, starts after the last day that is looked
 * at (both "row-constraint"), or has no start or status ("constraint-error")
 * is an error at its row: it does not count.
 */
#ifndef JOIN_SPELLS_H
#define JOIN_SPELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "join/codes.h"
#include "join/spell.h"
#include "table/arrow.h"

struct spells_spec {
	int person, status, start, end; /* columns; start, end COLUMN_DATE32 */
	int employer, place;            /* columns, or -1 */
	const char *start_name, *end_name, *status_name;
	struct dictionary *statuses; /* the first status_count of them */
	int32_t status_count;        /* in the order of priority */
	const struct codes *employers, *places; /* texts are added to these */
	int32_t until;                          /* INT32_MAX: no such day */
	bool keep_lost; /* what contradicts is lost, not ignored */
};

/* A lost spell of nobody knows whom. */
struct stray {
	int32_t file; /* for spells_file() */
	int64_t line;
};

struct spells;

/* All are borrowed. */
struct spells *spells_new(const struct spells_spec *, struct arrow_reader *,
    struct account *, struct fail *) MUST_CHECK;
void spells_free(struct spells *); /* NULL is allowed */

/* Go to the spells of a person, none if there are none; the same person may be
 * asked for again. */
int spells_seek(struct spells *, const char *person, size_t length,
    struct fail *) MUST_CHECK;
/* Go to the end of the table. */
int spells_end(struct spells *, struct fail *) MUST_CHECK;

/* The spells of the person at hand, borrowed until the next person. */
const struct spell *spells_list(const struct spells *);
size_t spells_count(const struct spells *);
/* Whether one of them counts, for a person with this day of birth (INT32_MIN:
 * not known); those that start before it are errors ("row-constraint"). */
int spells_check(
    struct spells *, int32_t birth, bool *any, struct fail *) MUST_CHECK;

/* The strays passed since this was called last, and the name of a file of
 * theirs; borrowed until the next spells_seek(). */
const struct stray *spells_strays(struct spells *, size_t *count);
const char *spells_file(const struct spells *, int32_t file);

/* Spells that are not lost, and those of them that are of no person asked for.
 */
uint64_t spells_rows(const struct spells *);
uint64_t spells_unused(const struct spells *);

#endif

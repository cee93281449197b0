/*
 * known.h - the columns of a dataset or a derived table that are known
 * before a row is read.
 *
 *	struct known of = KNOWN_INIT;
 *	if (known_add(&of, "region", "regions", f) == 0 &&
 *	    known_find(&of, "region") != NULL) ...
 *	known_clear(&of);
 *
 * Names and ids are borrowed.
 */
#ifndef PLAN_KNOWN_H
#define PLAN_KNOWN_H

#include <stddef.h>

#include "base/fail.h"
#include "value/table_schema.h"

struct known_column {
	const char *name;     /* by which indicators know it */
	const char *column;   /* in the table; nearly always the same */
	const char *registry; /* id of its code list, or NULL */
};

struct known {
	size_t count, capacity;
	struct known_column *items;
	const char *period; /* the column that says the period */
};

#define KNOWN_INIT          \
	{                   \
		.count = 0, \
	}

void known_clear(struct known *);
/* At the end; a name twice is the caller's to find. */
int known_add(struct known *, const char *name, const char *registry,
    struct fail *) MUST_CHECK;
/* The fields of a dataset as resolve writes them: with "period" if no field
 * has the role period. */
int known_of_schema(
    struct known *, const struct table_schema *, struct fail *) MUST_CHECK;
/* The column of this name, or NULL. */
const struct known_column *known_find(const struct known *, const char *name);
/* Indicators know the column by another name. */
void known_rename(struct known *, const char *column, const char *name);
/* Without this column, if it is there. */
void known_drop(struct known *, const char *name);

#endif

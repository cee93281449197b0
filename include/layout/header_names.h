/*
 * header_names.h - the names that the columns of a schema have in files: their
 * own, titles and aliases.
 *
 *	struct header_names names;
 *	if (header_names_read(&names, schema, f) == 0)
 *		header_names_find(&names, "Регион", &target, f);
 *	header_names_clear(&names);
 */
#ifndef LAYOUT_HEADER_NAMES_H
#define LAYOUT_HEADER_NAMES_H

#include "base/fail.h"
#include "value/table_schema.h"

struct dictionary;

struct header_names {
	struct dictionary *texts; /* normalised */
	int *targets;             /* by code */
	size_t capacity;
};

/* A name of two columns is a failure (FAIL_USAGE). */
int header_names_read(struct header_names *, const struct table_schema *,
    struct fail *) MUST_CHECK;
void header_names_clear(struct header_names *);

/* What the label names: a field, field_count + an unpivoted column, or
 * TARGET_NONE (header.h). */
int header_names_find(const struct header_names *, const char *label,
    int *target, struct fail *) MUST_CHECK;

#endif

/*
 * column_kind.h - what a column is: its type, form and role, by the words of
 * its header and by its values.
 *
 *	struct column_kind kind;
 *	if (column_kind_find("Код программы", &profile, &kind, f) == 0 &&
 *	    kind.role == COLUMN_ROLE_CODE) ...
 *
 * Codes that look like numbers stay texts, with their leading zeros.
 */
#ifndef SNIFF_COLUMN_KIND_H
#define SNIFF_COLUMN_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "sniff/profile.h"
#include "value/table_schema.h"

/* The roles of a dataset schema, and codes, which a schema calls dimensions
 * where rows are counted by them. */
enum column_role {
	COLUMN_ROLE_NONE,
	COLUMN_ROLE_DIMENSION,
	COLUMN_ROLE_COUNT,
	COLUMN_ROLE_PERSON,
	COLUMN_ROLE_ORGANISATION,
	COLUMN_ROLE_PERIOD,
	COLUMN_ROLE_MEASURE,
	COLUMN_ROLE_CODE
};

struct column_kind {
	enum table_type type;
	enum table_format format;
	enum column_role role;
	bool personal;     /* its values are never shown */
	bool left_out;     /* who a person is and where: no figure needs it */
	bool required;     /* no cell lacks a value */
	bool repeats;      /* rows are alike in it: they can be counted by it */
	uint64_t mistakes; /* values that are not of the type */
};

int column_kind_find(const char *header, const struct profile *,
    struct column_kind *, struct fail *) MUST_CHECK;

/* Cells with a value, and how many different ones: for a text every mark is a
 * value but those of missing ones, for a count "-" is. */
uint64_t column_kind_values(const struct column_kind *, const struct profile *);
uint64_t column_kind_distinct(const struct column_kind *,
    const struct profiles *, const struct profile *);

/* The first value that is not of the type, line 0 if there is none or it is
 * not known; text: of the profile. */
uint64_t column_kind_misfit(
    const struct column_kind *, const struct profile *, const char **text);

/* Does the mark stand for no value in such a column? */
bool column_kind_lacks(const struct column_kind *, enum profile_mark);

/* "person", "count", ...; NULL for COLUMN_ROLE_NONE. */
const char *column_role_name(enum column_role);
/* The same as a schema has it. */
const char *column_kind_role(const struct column_kind *);

#endif

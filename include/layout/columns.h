/*
 * columns.h - which column of the file feeds which field.
 *
 *	struct columns c = COLUMNS_INIT;
 *	columns_map(&c, schema, &header, f);
 *	c.fields[i]	(the column of field i, -1: none)
 *	columns_clear(&c);
 */
#ifndef LAYOUT_COLUMNS_H
#define LAYOUT_COLUMNS_H

#include <stddef.h>

#include "base/fail.h"
#include "layout/header.h"
#include "value/table_schema.h"

struct columns {
	const struct table_schema *schema;
	int *fields;       /* of each field; -1: none */
	int *wide;         /* of each unpivoted column; -1: none */
	char **wide_names; /* what findings call them: FIELD: VALUE */
	int stub;          /* of section headings; -1: no sections */
	size_t width;  /* columns; those without a name at the end are none */
	size_t needed; /* columns that a row must have */
};

#define COLUMNS_INIT                             \
	{                                        \
		NULL, NULL, NULL, NULL, -1, 0, 0 \
	}

/* A stub whose header is empty is the first column. */
int columns_map(struct columns *, const struct table_schema *,
    const struct header *, struct fail *) MUST_CHECK;
void columns_clear(struct columns *);

/* Rows of the table that one line of the file makes; at least 1. */
size_t columns_rows(const struct columns *);

#endif

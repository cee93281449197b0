/*
 * header.h - where the header of a file stands, and which column is which.
 *
 *	struct header h;
 *	if (header_find(&h, schema, 0, head, length, whole, &dialect,
 *		encoding, path, f) == 0)
 *		... h.targets[column] ...
 *	header_clear(&h);
 *
 * The header is the run of layout.header.rows rows of the head whose joined
 * texts are names, titles or aliases of the most columns of the schema; of
 * equal ones the one of fewer lines, then the first.  Cells of several rows
 * are joined from top to bottom, a merged cell standing for all columns of
 * its span.  A row that is shorter than the table because its cells hold
 * line breaks without quotation marks is joined with the following ones.
 * Fields with a column number have that column whatever its name; without a
 * header (layout.header.rows 0) the others are the columns in order.
 */
#ifndef LAYOUT_HEADER_H
#define LAYOUT_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "record/dialect.h"
#include "record/encoding.h"
#include "value/table_schema.h"

#define TARGET_NONE (-1)
#define TARGET_TWICE (-2) /* another column has the same target */

struct header {
	/* physical lines; without a header last_line is that above the data */
	uint64_t first_line, last_line;
	uint64_t table_first;  /* lines above belong to other tables; 0: none */
	uint64_t further_line; /* those from here on too; 0: none do */
	size_t width;          /* columns */
	/* of them, those that stand in the header; fields that are not required
	 * may have their number beyond it, for rows that are wider */
	size_t named;
	/* per column: a field, or field_count + an unpivoted column */
	int *targets;
	int *twins;    /* of a TARGET_TWICE: the column that has its target */
	char **labels; /* the joined text; "" if none */
};

/* table: which of the file, from 1; 0: that of the schema.  head: the first
 * bytes of the file after its byte-order mark.  A failure (FAIL_DATA) when no
 * column has a name of the schema, listing both sides, or when there are fewer
 * tables. */
int header_find(struct header *, const struct table_schema *, size_t table,
    const unsigned char *head, size_t length, bool whole,
    const struct dialect *, const struct encoding_guess *, const char *name,
    struct fail *) MUST_CHECK;
void header_clear(struct header *);

/* Add ", text" to a list for a message, or once "…" when it is full; long
 * texts are cut, whole characters only. */
void header_list(char *list, size_t size, const char *text);

/* The column with this target, or -1. */
int header_column(const struct header *, int target);

#endif

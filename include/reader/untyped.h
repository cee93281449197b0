/*
 * untyped.h - a table without a schema: texts as they are, under the header
 * that the file has.
 *
 *	struct frame frame = { .dataset = NULL, ... };
 *	untyped_find(&frame, head, whole, f);
 *	untyped_open(&frame, account, file, f);
 *	... of each record, decoded ...
 *	class = untyped_class(&frame, &cells, record.line, after_blank, &lone);
 *	if (class == LINE_DATA)
 *		untyped_put(&row, &cells, &record, f);
 *
 * Such a table has a COLUMN_UTF8 for each column of the file, then _file and
 * _row.  Its columns have the names of the header, made different where the
 * header repeats itself or is empty.  The metadata SCHEMA_HEADER has the
 * header as it is.
 */
#ifndef READER_UNTYPED_H
#define READER_UNTYPED_H

#include <stdbool.h>

#include "reader/frame.h"
#include "reader/lone.h"
#include "reader/row.h"

/* What stands where, by the head of the file without its byte-order mark;
 * FAIL_USAGE if it has no table of the number asked for. */
int untyped_find(struct frame *, struct bytes_memory head, bool whole,
    struct fail *) MUST_CHECK;
/* The columns; each further table is a warning (further-table). */
int untyped_open(
    struct frame *, struct account *, int file, struct fail *) MUST_CHECK;

/* The class of a line; after_blank: the line before it has no text.  *lone:
 * what it is instead if no data follow. */
enum line_class untyped_class(const struct frame *, const struct cells *,
    uint64_t line, bool after_blank, enum lone_kind *lone);
/* The row of a line; it is set aside if it is wider than the table or no text.
 * r is its place. */
int untyped_put(struct row *, const struct cells *, const struct record *r,
    struct fail *) MUST_CHECK;

#endif

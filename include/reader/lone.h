/*
 * lone.h - rows that may be notes below the data: they are kept until it is
 * known whether data follow.
 *
 *	struct lone_rows lone = LONE_ROWS_INIT;
 *	lone_rows_start(&lone, f);
 *	lone_rows_keep(&lone, &row, &record, LONE_NOTE, f);
 *	lone_rows_settle(&lone, &row, false, f);	(before a row of data)
 *	lone_rows_settle(&lone, &row, true, f);		(at the end of the file)
 *	lone_rows_clear(&lone);
 *
 * With a schema they all are of one cell: damaged if data follow, and set aside
 * with their record.  Without one
 * they are kept whole, for then they are rows of the table.
 */
#ifndef READER_LONE_H
#define READER_LONE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "reader/row.h"
#include "record/record.h"

enum lone_kind {
	LONE_NOT,   /* it is no such row */
	LONE_NOTE,  /* a note if no data follow */
	LONE_CELL,  /* the same if it stands below a note, else a row */
	LONE_BLANK, /* delimiters alone: blank above a note, else a row */
};

struct lone;

struct lone_rows {
	struct lone *items;
	size_t count;
};

#define LONE_ROWS_INIT  \
	{               \
		NULL, 0 \
	}

int lone_rows_start(struct lone_rows *, struct fail *) MUST_CHECK;
void lone_rows_clear(struct lone_rows *);
/* Can the row be kept?  Long ones and those that are no text cannot. */
bool lone_rows_may_keep(const struct row *);
/* Keep the line under way; when too many are kept they are data. */
int lone_rows_keep(struct lone_rows *, struct row *, const struct record *,
    enum lone_kind, struct fail *) MUST_CHECK;
/* Those that were kept, now that data follow or the file is at its end.  The
 * cells of the line under way stay as they are. */
int lone_rows_settle(
    struct lone_rows *, struct row *, bool at_end, struct fail *) MUST_CHECK;

#endif

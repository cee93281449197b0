/*
 * total_lines.h - the sections and totals in a run of lines, with the sums of
 * the rows between them, so that threads can read one file and its totals are
 * still checked in the order of the file.
 *
 *	struct total_lines l = TOTAL_LINES_INIT;
 *	total_lines_reset(&l, &columns, f);
 *	a row of data:	l.rows (total_rows.h)
 *	a section:	total_lines_section(&l, findings, f);
 *	a total:	line = total_lines_total(&l, findings, f);
 *			line->values[i] = total_value(...)
 *	total_lines_clear(&l);
 */
#ifndef READER_TOTAL_LINES_H
#define READER_TOTAL_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "reader/total.h"
#include "reader/total_rows.h"

/* A section or a total. */
struct total_line {
	struct total_rows rows;     /* between the line before and this one */
	struct total_value *values; /* of each column; NULL: a section */
	uint64_t line, byte;
	char *raw;       /* the record, or NULL */
	size_t findings; /* that stand above it */
};

struct total_lines {
	const struct total_columns *columns;
	struct total_rows rows; /* below the last of the lines */
	size_t taken; /* rows of the chunk that are in it, or in lines */
	struct total_line *lines;
	size_t count, capacity;
	size_t bytes; /* of memory that the lines take, about */
};

#define TOTAL_LINES_INIT                                \
	{                                               \
		NULL, TOTAL_ROWS_INIT, 0, NULL, 0, 0, 0 \
	}

/* Nothing in it; the columns are borrowed. */
int total_lines_reset(struct total_lines *, const struct total_columns *,
    struct fail *) MUST_CHECK;
void total_lines_clear(struct total_lines *);
/* The rows that follow are of another section. */
int total_lines_section(
    struct total_lines *, size_t findings, struct fail *) MUST_CHECK;
/* A total, whose values and place the caller sets; its raw must be from
 * malloc().  NULL on failure. */
struct total_line *total_lines_total(
    struct total_lines *, size_t findings, struct fail *) MUST_CHECK;

#endif

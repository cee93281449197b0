/*
 * show.h - a table as text: CSV for programs, aligned columns for people.
 *
 *	struct arrow_reader *in = arrow_open("-", f);
 *	uint64_t shown;
 *	status = show_table(stdout, SHOW_CSV, in, SHOW_ALL, &shown, f);
 *	arrow_close(in);
 *
 * Values: integers in decimal; float64 with the fewest of 15 to 17 digits
 * that give the same value again, NaN, INF and -INF (as in a Frictionless
 * Table Schema); true and false; dates YYYY-MM-DD; fixed-size binary in
 * hexadecimal.  A null is empty, an empty text is "".
 *
 * As CSV a table that was read without a schema (SCHEMA_HEADER) is what its
 * file held: without _file and _row, and without header if the file has none.
 */
#ifndef TABLE_SHOW_H
#define TABLE_SHOW_H

#include <stdint.h>
#include <stdio.h>

#include "base/fail.h"
#include "table/arrow.h"

enum show_format {
	SHOW_CSV, /* RFC 4180 with LF, quoted where needed; texts as they are */
	SHOW_TABLE, /* aligned; control characters are shown, not sent */
	SHOW_SCHEMA /* columns, metadata and the first rows */
};

#define SHOW_ALL UINT64_MAX

/* Show at most rows rows; *shown says how many there were. */
int show_table(FILE *, enum show_format, struct arrow_reader *, uint64_t rows,
    uint64_t *shown, struct fail *) MUST_CHECK;

#endif

/*
 * sniff.h - what a file is, found without a schema: encoding, dialect, tables,
 * lines by class, sections, and what each column holds.
 *
 *	struct sniff s;
 *	if (sniff_open(&s, "export.csv", "export.csv", account, f) == 0)
 *		printf("%zu columns\n", s.column_count);
 *	sniff_clear(&s);
 *
 * The whole file is read; memory does not grow with it beyond what profile.h
 * and stub.h keep.
 */
#ifndef SNIFF_SNIFF_H
#define SNIFF_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "layout/file_layout.h"
#include "layout/title.h"
#include "reader/reader.h"
#include "record/cells.h"
#include "record/dialect.h"
#include "record/encoding.h"
#include "record/raw_file.h"
#include "record/transliteration.h"
#include "sniff/column_kind.h"
#include "sniff/profile.h"
#include "sniff/stub.h"

/* Places of totals and notes that are kept; all are counted. */
#define SNIFF_PLACES 1000

enum sniff_line_end {
	SNIFF_LF,
	SNIFF_CRLF,
	SNIFF_CR,
	SNIFF_MIXED,
	SNIFF_NO_LINE_END /* a single line */
};

struct sniff_column {
	const char *label; /* the joined header, "" if none; borrowed */
	char name[TRANSLITERATION_NAME];
	struct column_kind kind;
	const struct profile *profile; /* borrowed */
	bool by_place; /* its header is empty or stands there twice */
	bool is_key;   /* by its header: its numbers tell rows apart */
};

struct sniff_places {
	uint64_t lines[SNIFF_PLACES];
	uint64_t count; /* may be more than are kept */
};

struct sniff {
	const char *label; /* borrowed: what messages call the file */
	uint64_t bytes, physical_lines;
	/* borrowed from the reader */
	const struct encoding_guess *encoding;
	const struct dialect *dialect;
	const struct file_layout *layout;
	const struct titles *titles; /* lines above the table */
	size_t mark;                 /* bytes of the byte-order mark */
	enum sniff_line_end line_end;
	char decimal;                 /* ',' or '.'; 0: no number has one */
	uint64_t lines[LINE_CLASSES]; /* physical lines of each class */
	uint64_t rows;                /* of the first table, with data */
	uint64_t first_row, last_row; /* the lines where the rows begin */
	uint64_t lone_rows;           /* of one cell */
	uint64_t lone_line;           /* of the first of them */
	uint64_t empty_rows;          /* delimiters alone */
	uint64_t set_aside;           /* rows that cannot be read */
	bool no_table;                /* it is a text of one line */
	size_t column_count;          /* of the first table */
	struct sniff_column *columns;
	struct profiles profiles;
	struct stubs *stubs;
	bool persons; /* it is about persons: nothing of them is shown */
	bool has_sections;
	struct stub_sections sections;
	struct sniff_places totals;
	/* while it is read */
	struct raw_file raw, second, third; /* the last two are copies */
	struct reader *in;
	struct cells cells; /* of the row under way */
};

/* path "-" is standard input; findings go to the account, which may be shared
 * by several files.  FAIL_DATA if it is no text.  sniff_clear() is allowed
 * after a failure. */
int sniff_open(struct sniff *, const char *path, const char *label,
    struct account *, struct fail *) MUST_CHECK;
void sniff_clear(struct sniff *);

/* The first table; NULL if the file has none. */
const struct layout_table *sniff_table(const struct sniff *);
/* Are there rows of totals that are no part of the data? */
bool sniff_has_totals(const struct sniff *);

#endif

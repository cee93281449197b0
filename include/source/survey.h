/*
 * survey.h - what a file is, found without a schema: encoding, dialect, tables,
 * lines by class, sections, and what each column holds.
 *
 *	struct survey s;
 *	if (survey_open(&s, "export.csv", "export.csv", f) == 0)
 *		printf("%zu columns\n", s.column_count);
 *	survey_clear(&s);
 *
 * The whole file is read; memory does not grow with it beyond what profile.h
 * and stub.h keep.
 */
#ifndef SOURCE_SURVEY_H
#define SOURCE_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "source/column_kind.h"
#include "source/dialect.h"
#include "source/encoding.h"
#include "source/file_layout.h"
#include "source/profile.h"
#include "source/stub.h"
#include "source/transliteration.h"

/* Places of totals and notes that are kept; all are counted. */
#define SURVEY_PLACES 1000

enum survey_line_end {
	SURVEY_LF,
	SURVEY_CRLF,
	SURVEY_CR,
	SURVEY_MIXED,
	SURVEY_NO_LINE_END /* a single line */
};

struct survey_column {
	const char *label; /* the joined header, "" if none; borrowed */
	char name[TRANSLITERATION_NAME];
	struct column_kind kind;
	const struct profile *profile; /* borrowed */
	bool by_place; /* its header is empty or stands there twice */
};

struct survey_places {
	uint64_t lines[SURVEY_PLACES];
	uint64_t count; /* may be more than are kept */
};

struct survey {
	const char *label; /* borrowed: what messages call the file */
	uint64_t bytes, physical_lines;
	struct encoding_guess encoding;
	size_t mark; /* bytes of the byte-order mark */
	struct dialect dialect;
	enum survey_line_end line_end;
	char decimal; /* ',' or '.'; 0: no number has one */
	struct file_layout layout;
	uint64_t lines[LINE_CLASSES]; /* physical lines of each class */
	uint64_t rows;                /* of the first table, with data */
	size_t column_count;          /* of the first table */
	struct survey_column *columns;
	struct profiles profiles;
	struct stubs *stubs;
	bool has_sections;
	struct stub_sections sections;
	struct survey_places totals, notes;
};

/* path "-" is standard input.  FAIL_DATA if it is no text. */
int survey_open(struct survey *, const char *path, const char *label,
    struct fail *) MUST_CHECK;
void survey_clear(struct survey *);

/* The first table; NULL if the file has none. */
const struct layout_table *survey_table(const struct survey *);

#endif

/*
 * frame.h - what all rows of a file have in common: its encoding, dialect and
 * header, which column feeds which field, the columns of the table.  It is
 * made from the head of the file and only read afterwards, by any number of
 * threads.
 *
 *	struct frame frame = { .dataset = schema, .label = "raw/x.csv",
 *		.limits = RECORD_LIMITS_INIT, .encoding_given = -1 };
 *	if (frame_open(&frame, records, account, file, f) == 0)
 *		... use frame.columns, frame.schema ...
 *	frame_clear(&frame);
 */
#ifndef READER_FRAME_H
#define READER_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/account.h"
#include "base/digest.h"
#include "base/fail.h"
#include "base/key.h"
#include "layout/columns.h"
#include "layout/file_layout.h"
#include "layout/header.h"
#include "layout/title.h"
#include "reader/correction.h"
#include "reader/total_rows.h"
#include "record/decoder.h"
#include "record/dialect.h"
#include "record/encoding.h"
#include "record/record.h"
#include "table/schema.h"
#include "value/table_schema.h"

/* What is known of a table without a schema. */
struct untyped {
	struct file_layout layout;
	const struct layout_table *table; /* of the layout; NULL: none */
	uint64_t known; /* the layout has the class of lines up to here */
};

struct column_evidence;

struct frame {
	/* given, borrowed */
	const struct table_schema *dataset; /* NULL: the table is untyped */
	const struct key *key;
	const char *label; /* what _file and messages call the file */
	bool keep_lost;    /* rows that are set aside are kept, marked */
	bool list_raw;     /* findings are kept with their records */
	const struct corrections *corrections; /* NULL: none */
	struct record_limits limits;
	size_t table; /* which of the file's tables, from 1; 0: that of the
		       * schema, else the first */
	int encoding_given; /* an enum encoding; -1: the schema's, or detect */
	/* found */
	char digest[DIGEST_TEXT]; /* SHA-256 of the file; "": not known */
	bool personal; /* the dataset has values that are never shown */
	struct encoding_guess encoding;
	size_t mark; /* bytes of the byte-order mark, as UTF-8 */
	struct dialect dialect;
	struct header header;
	struct titles titles;
	struct columns columns;
	struct untyped untyped;
	struct total_columns totals; /* columns with totals to be checked */
	size_t line_rows;            /* rows of the table that one line makes */
	struct schema schema;        /* of the table */
	int *targets;                /* of each field, in the table */
	int place; /* column _file; _row and SCHEMA_LOST follow */
	/* set by who reads the file, borrowed: column_evidence.h */
	struct column_evidence *evidence;
};

/*
 * Find all by the head of the file, and set the dialect of its records.  What
 * is amiss with the columns goes to the account; FAIL_DATA if it is no table
 * of the dataset, FAIL_USAGE without a key that the schema needs.
 */
int frame_open(struct frame *, struct record_reader *, struct account *,
    int file, struct fail *) MUST_CHECK;
void frame_clear(struct frame *);

/* What findings call a column of the file: its field, else its label. */
const char *frame_column(const struct frame *, size_t column);
/* The columns of the schema that the file does not have, for a message; "" if
 * it has all. */
void frame_missing(const struct frame *, char *list, size_t size);

#endif

/*
 * frame.h - what all rows of a file have in common: its encoding, dialect and
 * header, which column feeds which field, the columns of the table.  It is
 * made from the head of the file and only read afterwards, by any number of
 * threads.
 *
 *	struct frame frame = { .dataset = schema, .label = "raw/x.csv" };
 *	if (frame_open(&frame, records, account, file, f) == 0)
 *		... use frame.columns, frame.schema ...
 *	frame_clear(&frame);
 */
#ifndef SOURCE_FRAME_H
#define SOURCE_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/account.h"
#include "base/fail.h"
#include "base/key.h"
#include "source/columns.h"
#include "source/dialect.h"
#include "source/encoding.h"
#include "source/header.h"
#include "source/record.h"
#include "source/table_schema.h"
#include "source/title.h"
#include "table/schema.h"

struct frame {
	/* given, borrowed */
	const struct table_schema *dataset;
	const struct key *key;
	const char *label; /* what _file and messages call the file */
	bool keep_lost;    /* rows that are set aside are kept, marked */
	/* found */
	bool personal; /* the dataset has values that are never shown */
	enum encoding encoding;
	struct dialect dialect;
	struct header header;
	struct titles titles;
	struct columns columns;
	struct schema schema; /* of the table */
	int *targets;         /* of each field, in the table */
	int place;            /* column _file; _row and SCHEMA_LOST follow */
};

/*
 * Find all by the head of the file, and set the dialect of its records.  What
 * is amiss with the columns goes to the account; FAIL_DATA if it is no table
 * of the dataset, FAIL_USAGE without a key that the schema needs.
 */
int frame_open(struct frame *, struct record_reader *, struct account *,
    int file, struct fail *) MUST_CHECK;
void frame_clear(struct frame *);

/* The columns of the schema that the file does not have, for a message; "" if
 * it has all. */
void frame_missing(const struct frame *, char *list, size_t size);

#endif

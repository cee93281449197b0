/*
 * reader.h - a raw export and the schema of its dataset -> typed rows.
 *
 *	struct reader_options options = { .key = key };
 *	struct reader *in =
 *	    reader_open(path, label, schema, &options, account, f);
 *	struct batch b;
 *	batch_init(&b, reader_schema(in), BATCH_ROWS, f);
 *	while ((more = reader_next(in, &b, f)) == 1) {
 *		... write b ...
 *		batch_reset(&b);
 *	}
 *	reader_close(in);
 *
 * Every physical line gets one class in the account, every row that cannot
 * be read a finding with its place; nothing is lost silently.  The identifier
 * of a person leaves the reader as a pseudonym only.
 *
 * Rows that are set aside can be kept, marked by the column SCHEMA_LOST, so
 * that later filters know what may lack them: with the values that were read
 * of them, and none (status "missing") where the cell is bad or not there.  A
 * row that cannot be split into its cells has no value at all: one with more
 * cells than the table, or with fewer of which one is bad, for they may stand
 * in other columns than their own; one beyond a limit; one of a single cell; a
 * row without data that is no heading.
 *
 * Cells that say only by their column what they are ("1,234", 03/04/2022) are
 * read by the evidence of the whole file, which is looked at a second time.
 * What is read does not depend on the number of threads.
 */
#ifndef READER_READER_H
#define READER_READER_H

#include <stdbool.h>

#include "base/account.h"
#include "base/fail.h"
#include "base/key.h"
#include "reader/correction.h"
#include "reader/frame.h"
#include "record/record.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct reader;

#define READER_JOBS_MAX 64U

/* Most bytes of texts in a batch of an untyped table, unless one row has more.
 */
#define READER_TEXT (16U << 20)

struct reader_options {
	const struct key *key; /* of pseudonyms; NULL if the schema has none */
	bool keep_lost;        /* keep the rows that are set aside */
	unsigned jobs;         /* threads, 0: 1; the rows do not depend on it */
	struct record_limits limits; /* columns 0: RECORD_LIMITS_INIT */
	const struct corrections *corrections; /* NULL: none */
	size_t table; /* which of the file's tables, from 1; 0: that of the
		       * schema, else the first */
	bool encoding_given; /* else the schema's, or detected */
	enum encoding encoding;
	/* reader_open_bytes(): the same bytes once more, for the evidence of
	 * the columns; read NULL: they are copied to a temporary file */
	struct bytes again;
};

/*
 * path "-" is standard input; label is what _file and messages say.  All are
 * borrowed until reader_close(), but the options for the call; NULL: none.
 * FAIL_USAGE without a key that the schema needs.  Without a schema (NULL) the
 * columns are texts as they stand in the file (reader/untyped.h).
 */
struct reader *reader_open(const char *path, const char *label,
    const struct table_schema *, const struct reader_options *,
    struct account *, struct fail *) MUST_CHECK;
/* The same from any source of bytes; its context stays the caller's. */
struct reader *reader_open_bytes(struct bytes, const char *label,
    const struct table_schema *, const struct reader_options *,
    struct account *, struct fail *) MUST_CHECK;
/* What was found out about the file: encoding, dialect, header, layout;
 * borrowed. */
const struct frame *reader_frame(const struct reader *);
void reader_close(struct reader *); /* NULL is allowed */

/* The table's columns and metadata; borrowed. */
const struct schema *reader_schema(const struct reader *);

/*
 * 1 with the batch filled (BATCH_ROWS rows, or READER_TEXT bytes of an untyped
 * table), 0 when the file is at its end and accounted for, -1 on failure.  The
 * last rows come with a 1.
 */
int reader_next(struct reader *, struct batch *, struct fail *) MUST_CHECK;

#endif

/*
 * arrow.h - tables as Apache Arrow IPC: the stream format on pipes, the file
 * format (.arrow) on disk.
 *
 *	struct arrow_reader *in = arrow_open("-", f);
 *	struct arrow_writer *out = arrow_create(stream, ARROW_STREAM,
 *	    arrow_schema(in), f);
 *	struct batch *batch;
 *	int more;
 *	while ((more = arrow_next(in, &batch, f)) == 1)
 *		if (arrow_write(out, batch, f) == -1)
 *			break;
 *	if (more == 0 && arrow_finish(out, f) == 0) ...
 *	arrow_writer_free(out);
 *	arrow_close(in);
 *
 * The writer gathers rows into batches of BATCH_ROWS and codes dictionaries
 * by first occurrence, whatever batches it is given: equal rows make equal
 * bytes.  On a pipe dictionaries grow by delta batches; a file holds one
 * dictionary a column.  Metadata version V5, little-endian, no compression.
 * Format: https://arrow.apache.org/docs/format/Columnar.html
 *
 * Everything read is checked: a damaged or hostile stream is a failure
 * (FAIL_DATA) that names file and byte, never a crash.  A stream that ends
 * without its end-of-stream marker is cut off and a failure.
 */
#ifndef TABLE_ARROW_H
#define TABLE_ARROW_H

#include <stdio.h>

#include "base/fail.h"
#include "table/batch.h"
#include "table/schema.h"

enum arrow_format { ARROW_STREAM, ARROW_FILE };

struct arrow_reader;
struct arrow_writer;

/* "-" is standard input; the format is recognised by its first bytes. */
struct arrow_reader *arrow_open(const char *path, struct fail *) MUST_CHECK;
/* The same from a stream that stays the caller's; name is for messages. */
struct arrow_reader *arrow_open_stream(
    FILE *, const char *name, struct fail *) MUST_CHECK;
void arrow_close(struct arrow_reader *); /* NULL is allowed */
/* Borrowed until arrow_close(). */
const struct schema *arrow_schema(const struct arrow_reader *);
/* "<stdin>" or the path, for messages. */
const char *arrow_name(const struct arrow_reader *);
/*
 * 1 with the next batch, 0 at the end, -1 on failure.  The batch is the
 * reader's and may be changed until the next call.  A dictionary column keeps
 * one dictionary that only grows through the whole table.
 */
int arrow_next(
    struct arrow_reader *, struct batch **, struct fail *) MUST_CHECK;

/* The schema is copied.  The stream stays the caller's. */
struct arrow_writer *arrow_create(
    FILE *, enum arrow_format, const struct schema *, struct fail *) MUST_CHECK;
int arrow_write(
    struct arrow_writer *, const struct batch *, struct fail *) MUST_CHECK;
/* Write what is gathered and the end of the table. */
int arrow_finish(struct arrow_writer *, struct fail *) MUST_CHECK;
void arrow_writer_free(struct arrow_writer *); /* NULL is allowed */

/*
 * A whole small table (a cube, observations) as one batch.  schema must be
 * SCHEMA_INIT; both are the caller's to clear, on failure too.
 */
int arrow_load(const char *path, struct schema *, struct batch *,
    struct fail *) MUST_CHECK;

#endif

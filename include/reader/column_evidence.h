/*
 * column_evidence.h - how the columns of a file write numbers and dates, found
 * out by a second look at the whole file when the first cell needs it.
 *
 *	struct column_evidence *e = column_evidence_new(&frame, again, f);
 *	known = column_evidence_known(e, 3);
 *	if (value_read(schema, field, known, ...) == 1) {
 *		column_evidence_read(e, 3, &all, f);
 *		value_read(schema, field, all, ...)
 *	}
 *	column_evidence_free(e);
 *
 * Several threads may use it: the first one that needs it reads, the others
 * wait.
 */
#ifndef READER_COLUMN_EVIDENCE_H
#define READER_COLUMN_EVIDENCE_H

#include <stddef.h>

#include "base/fail.h"
#include "reader/frame.h"
#include "record/record.h"
#include "value/evidence.h"

struct column_evidence;

/* again: the bytes of the file once more, from its start, for nobody else.
 * All is borrowed. */
struct column_evidence *column_evidence_new(
    const struct frame *, struct bytes again, struct fail *) MUST_CHECK;
void column_evidence_free(struct column_evidence *); /* NULL is allowed */
/* The evidence of a column of the file, or NULL if none needed it yet. */
const struct evidence *column_evidence_known(
    struct column_evidence *, size_t column);
/* The same, complete. */
int column_evidence_read(struct column_evidence *, size_t column,
    const struct evidence **, struct fail *) MUST_CHECK;

#endif

/*
 * amend.h - a line as an analyst corrected it, in place of what the file says.
 *
 *	struct amend amend = AMEND_INIT;
 *	if (amend_line(&amend, &row, &r, f) == 0)
 *		... the cells of the row are the corrected ones, and r is the
 *		record that they are of ...
 *	amend_clear(&amend);
 *
 * A correction of the whole record is split by the dialect of the file, in
 * UTF-8; one of a cell then takes the place of the text in the column of its
 * field.  One that does not fit, because the file has changed since or the
 * line has no such cell, is not applied, and a warning (correction-error).
 */
#ifndef READER_AMEND_H
#define READER_AMEND_H

#include <stddef.h>

#include "base/fail.h"
#include "reader/row.h"
#include "record/decoder.h"
#include "record/record.h"

struct amend {
	struct record_reader *in; /* of the corrected record */
	struct decoder decoder;   /* of its text, UTF-8 */
	struct record record;
	char *text; /* the corrected record */
	size_t capacity;
};

#define AMEND_INIT                                 \
	{                                          \
		NULL, DECODER_INIT, { 0 }, NULL, 0 \
	}

/* Decode the record *r into the cells of the row, corrected if the frame has
 * corrections for it; *r becomes the corrected record, borrowed until the next
 * call. */
int amend_line(struct amend *, struct row *, const struct record **r,
    struct fail *) MUST_CHECK;
void amend_clear(struct amend *);

#endif

/*
 * raw_text.h - a record as it stands in the file, as text: for the list of
 * what was set aside, and to see whether a correction was made for it.
 *
 *	struct raw_text raw = RAW_TEXT_INIT;
 *	raw_text_start(&raw, ENCODING_WINDOWS_1251, f);
 *	if ((text = raw_text(&raw, &record, f)) != NULL)
 *		puts(text);
 *	raw_text_clear(&raw);
 */
#ifndef RECORD_RAW_TEXT_H
#define RECORD_RAW_TEXT_H

#include <stddef.h>

#include "base/fail.h"
#include "record/decoder.h"
#include "record/record.h"

/* Longer records are not shown whole: nobody corrects them by hand. */
#define RAW_TEXT_MAX 65536

struct raw_text {
	struct decoder decoder;
	char *text;
	size_t capacity;
};

#define RAW_TEXT_INIT                 \
	{                             \
		DECODER_INIT, NULL, 0 \
	}

int raw_text_start(struct raw_text *, enum encoding, struct fail *) MUST_CHECK;
void raw_text_clear(struct raw_text *);

/*
 * The record in UTF-8, without its line end and without NULs, borrowed until
 * the next call; its bytes as they are where they are no text, and "" if it is
 * longer than RAW_TEXT_MAX.  NULL on failure (memory).
 */
const char *raw_text(
    struct raw_text *, const struct record *, struct fail *) MUST_CHECK;

#endif

/*
 * encoding.h - which encoding a file has, and its cells as UTF-8.
 *
 *	enum encoding encoding;
 *	struct decoder d = DECODER_INIT;
 *	if (encoding_detect(head, length, whole, path, &encoding, f) == 0 &&
 *	    decoder_start(&d, encoding, f) == 0)
 *		while (... a record ...) {
 *			decoder_reserve(&d, bytes_of_the_record, f);
 *			decoder_text(&d, bytes, &length);
 *		}
 *	decoder_clear(&d);
 *
 * Records are found in the raw bytes; cells are decoded afterwards.
 */
#ifndef SOURCE_ENCODING_H
#define SOURCE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

enum encoding {
	ENCODING_UTF_8,
	ENCODING_WINDOWS_1251,
	ENCODING_KOI8_R,
	ENCODING_CP866,
	ENCODING_ISO_8859_5,
	ENCODINGS
};

/* The name in lower case: "utf-8", "windows-1251", ... */
const char *encoding_name(enum encoding);

/* Bytes of the byte-order mark of UTF-8 at the start: 3 or 0. */
size_t encoding_mark(const unsigned char *head, size_t length);

/*
 * UTF-8 if (nearly) all that is not ASCII is valid UTF-8, else Windows-1251
 * if its letters are as frequent as in Russian.  whole: the head is the whole
 * file, so its last character is not cut off.  All else is a failure
 * (FAIL_DATA) that says what was found: NUL bytes, UTF-16, another Cyrillic
 * encoding, none.  name stands for the file in messages.
 */
int encoding_detect(const unsigned char *head, size_t length, bool whole,
    const char *name, enum encoding *, struct fail *) MUST_CHECK;

struct decoder {
	enum encoding encoding;
	char (*table)[4]; /* 256 characters: UTF-8, then its length */
	char *buffer;     /* texts of one record */
	size_t used, capacity;
};

#define DECODER_INIT                             \
	{                                        \
		ENCODING_UTF_8, NULL, NULL, 0, 0 \
	}

int decoder_start(struct decoder *, enum encoding, struct fail *) MUST_CHECK;
/* Forget the texts so far; room for cells of this many bytes in all. */
int decoder_reserve(struct decoder *, size_t bytes, struct fail *) MUST_CHECK;
/*
 * The cell as UTF-8, borrowed until decoder_reserve() or until the bytes are
 * gone; NULL if the bytes are no text in this encoding.  Somewhere after it
 * stands a NUL if one stands after the bytes.
 */
const char *decoder_text(struct decoder *, const char *bytes, size_t *length);
void decoder_clear(struct decoder *);

#endif

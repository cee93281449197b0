/*
 * encoding.h - which encoding a file has.
 *
 *	struct encoding_guess guess;
 *	if (encoding_detect(head, length, whole, path, &guess, f) == 0)
 *		puts(encoding_name(guess.encoding));
 *
 * decoder.h reads cells in it, utf16.h makes UTF-16 UTF-8.
 */
#ifndef RECORD_ENCODING_H
#define RECORD_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

enum encoding {
	ENCODING_UTF_8,
	ENCODING_WINDOWS_1251,
	ENCODING_KOI8_R,
	ENCODING_CP866,
	ENCODING_ISO_8859_5,
	ENCODING_MAC_CYRILLIC,
	ENCODING_UTF_16LE,
	ENCODING_UTF_16BE,
	ENCODINGS
};

/* The name in lower case: "utf-8", "windows-1251", ... as the WHATWG Encoding
 * Standard has them. */
const char *encoding_name(enum encoding);

/* A byte of a file in this encoding as text: its character, "" for 0, \xNN if it
 * is none by itself. */
#define ENCODING_BYTE 5
void encoding_byte(enum encoding, char byte, char text[ENCODING_BYTE]);

/* Is it UTF-16, of either order? */
bool encoding_is_utf16(enum encoding);

/* Bytes of the byte-order mark at the start: 3 (UTF-8), 2 (UTF-16) or 0. */
size_t encoding_mark(const unsigned char *head, size_t length);

struct encoding_guess {
	enum encoding encoding;
	double confidence; /* 0 to 1 */
	bool sure;         /* else a choice between this one and the second: the
			    * texts differ and nothing decides */
	enum encoding second;
	bool mixed; /* parts of the head are in another encoding */
};

/*
 * Which encoding the head of a file has; whole: it is the whole file, so its
 * last character is not cut off.  FAIL_DATA if it is no text but a binary
 * file.  name stands for the file in messages.
 */
int encoding_detect(const unsigned char *head, size_t length, bool whole,
    const char *name, struct encoding_guess *, struct fail *) MUST_CHECK;

#endif

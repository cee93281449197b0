/*
 * utf16.h - text in UTF-16 made UTF-8, piece by piece.
 *
 *	struct utf16 u = UTF16_INIT(big_endian);
 *	while ((got = read(from)) > 0)
 *		length = utf16_text(&u, from, got, false, to);
 *	length = utf16_text(&u, NULL, 0, true, to);
 *
 * The pieces may be cut anywhere; what they give together does not depend on
 * where.  A surrogate without its other half and the odd byte at the end
 * become U+FFFD.  A byte-order mark is a character like others (U+FEFF): who
 * wants it away starts after it.
 */
#ifndef RECORD_UTF16_H
#define RECORD_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct utf16 {
	bool big;      /* the high byte comes first */
	bool half;     /* a byte waits for the other of its unit */
	unsigned byte; /* that one */
	unsigned high; /* a high surrogate that waits for the low one, or 0 */
};

#define UTF16_INIT(big)            \
	{                          \
		(big), false, 0, 0 \
	}

/* The most bytes that a piece of this length can give. */
#define UTF16_ROOM(length) ((length)*3 / 2 + 8)

/*
 * The text of the next piece is written to `to`, which has room for
 * UTF16_ROOM(length); returns its length.  at_end: nothing follows; the piece
 * may be empty then.
 */
size_t utf16_text(struct utf16 *, const unsigned char *from, size_t length,
    bool at_end, unsigned char *to);

/* How many bytes of UTF-16 the UTF-8 stands for (an odd byte counts as 2). */
uint64_t utf16_bytes(const unsigned char *text, size_t length);

#endif

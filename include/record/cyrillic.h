/*
 * cyrillic.h - which of the one-byte encodings of Cyrillic a text has.
 *
 *	struct cyrillic_sample sample = { 0 };
 *	cyrillic_add(&sample, bytes, length);
 *	cyrillic_choose(&sample, &guess);
 *
 * The one that makes the bytes look most like Russian (russian.h).
 */
#ifndef RECORD_CYRILLIC_H
#define RECORD_CYRILLIC_H

#include <stddef.h>
#include <stdint.h>

#include "record/encoding.h"

/* Bytes as far as the encodings differ: three kinds of ASCII, and each byte of
 * the upper half. */
#define CYRILLIC_CLASSES 131

struct cyrillic_sample {
	uint32_t pairs[CYRILLIC_CLASSES][CYRILLIC_CLASSES];
	unsigned last; /* the class of the byte before */
	size_t high;   /* bytes beyond ASCII */
};

void cyrillic_add(
    struct cyrillic_sample *, const unsigned char *bytes, size_t length);

/*
 * Sets all but mixed.  Not sure: the texts of two encodings differ and are
 * equally likely, or the bytes make no Russian in any.
 */
void cyrillic_choose(const struct cyrillic_sample *, struct encoding_guess *);

/* What a text costs in this encoding (russian.h). */
long cyrillic_cost(enum encoding, const unsigned char *bytes, size_t length);

/* What a byte beyond ASCII may cost so that the text is Russian. */
#define CYRILLIC_COST 72

#endif

/*
 * record_masks.h - where the signs that matter are among 64 bytes, a bit for
 * each byte (the lowest for the first).  Only record*.c should need it.
 *
 *	struct record_masks m;
 *	record_masks(bytes, left, ';', '"', &m);
 *	for (bits = m.delimiters; bits != 0; bits &= bits - 1)
 *		use(bytes[record_masks_first(bits)]);
 */
#ifndef RECORD_RECORD_MASKS_H
#define RECORD_RECORD_MASKS_H

#include <stddef.h>
#include <stdint.h>

#define RECORD_MASKS_BYTES 64

struct record_masks {
	uint64_t delimiters, marks;
	uint64_t feeds, returns; /* LF, CR */
};

/* Of the first 64 of the bytes that are left.  quote 0: no marks. */
void record_masks(const unsigned char *bytes, size_t left,
    unsigned char delimiter, unsigned char quote, struct record_masks *);

/* The place of the lowest bit; there is one. */
static inline size_t
record_masks_first(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* How many bits there are. */
static inline unsigned
record_masks_count(uint64_t bits)
{
	return (unsigned)__builtin_popcountll(bits);
}

#endif

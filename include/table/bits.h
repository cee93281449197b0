/*
 * bits.h - runs of bits in bitmaps, least significant bit of a byte first.
 *
 *	bits_set(validity, length, count);	(rows length.. have values)
 *	nulls = count - bits_count(validity, length, count);
 */
#ifndef TABLE_BITS_H
#define TABLE_BITS_H

#include <stddef.h>
#include <stdint.h>

void bits_set(uint8_t *, size_t from, size_t count);
void bits_clear(uint8_t *, size_t from, size_t count);
/* How many of these bits are 1. */
size_t bits_count(const uint8_t *, size_t from, size_t count);
/* Copy count bits to bit `to` of the target; the two do not overlap. */
void bits_copy(uint8_t *target, size_t to, const uint8_t *source, size_t from,
    size_t count);
/* Move the bits whose byte in keep is not 0 together, the rest up to count
 * become 0; returns how many were kept. */
size_t bits_keep(uint8_t *, const uint8_t *keep, size_t count);

#endif

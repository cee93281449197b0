/* bits.c - runs of bits in bitmaps; see table/bits.h */
#include <string.h>

#include "table/bits.h"

/* A mask of the bits [from, to) of a byte. */
static uint8_t
mask(size_t from, size_t to)
{
	return (uint8_t)((0xffu << from) & (0xffu >> (8 - to)));
}

/* Set (byte 0xff) or clear (byte 0) a run. */
static void
fill(uint8_t *bits, size_t from, size_t count, uint8_t byte)
{
	size_t end = from + count, last;
	uint8_t head;

	if (count == 0)
		return;
	last = (end - 1) / 8;
	head = mask(from % 8, from / 8 == last ? (end - 1) % 8 + 1 : 8);
	bits[from / 8] = (uint8_t)((bits[from / 8] & ~head) | (byte & head));
	if (from / 8 == last)
		return;
	memset(bits + from / 8 + 1, byte, last - from / 8 - 1);
	head = mask(0, (end - 1) % 8 + 1);
	bits[last] = (uint8_t)((bits[last] & ~head) | (byte & head));
}

void
bits_set(uint8_t *bits, size_t from, size_t count)
{
	fill(bits, from, count, 0xff);
}

void
bits_clear(uint8_t *bits, size_t from, size_t count)
{
	fill(bits, from, count, 0);
}

size_t
bits_count(const uint8_t *bits, size_t from, size_t count)
{
	size_t ones = 0, at = from, end = from + count;
	uint64_t word;

	for (; at < end && at % 8 != 0; at++)
		ones += bits[at / 8] >> (at % 8) & 1;
	for (; end - at >= 64; at += 64) {
		memcpy(&word, bits + at / 8, sizeof(word));
		ones += (size_t)__builtin_popcountll(word);
	}
	for (; at < end; at++)
		ones += bits[at / 8] >> (at % 8) & 1;
	return ones;
}

/* The count (at most 8) bits from this place. */
static uint8_t
some_bits(const uint8_t *bits, size_t from, size_t count)
{
	unsigned value = bits[from / 8];
	size_t shift = from % 8;

	if (shift + count > 8)
		value |= (unsigned)bits[from / 8 + 1] << 8;
	return (uint8_t)(value >> shift & ((1u << count) - 1));
}

static void
put_bits(uint8_t *bits, size_t at, uint8_t value, size_t count)
{
	uint8_t part = mask(at % 8, at % 8 + count);

	bits[at / 8] = (uint8_t)((bits[at / 8] & ~part) |
				 ((unsigned)value << (at % 8) & part));
}

void
bits_copy(uint8_t *target, size_t to, const uint8_t *source, size_t from,
    size_t count)
{
	size_t some = (8 - to % 8) % 8;

	if (some > count)
		some = count;
	if (some > 0)
		put_bits(target, to, some_bits(source, from, some), some);
	to += some;
	from += some;
	count -= some;
	if (from % 8 == 0) {
		if (count >= 8)
			memcpy(target + to / 8, source + from / 8, count / 8);
		some = count / 8 * 8;
		to += some;
		from += some;
		count -= some;
	}
	for (; count >= 8; to += 8, from += 8, count -= 8)
		target[to / 8] = some_bits(source, from, 8);
	if (count > 0)
		put_bits(target, to, some_bits(source, from, count), count);
}

size_t
bits_keep(uint8_t *bits, const uint8_t *keep, size_t count)
{
	size_t i, kept = 0;
	unsigned bit, byte = 0;

	for (i = 0; i < count; i++) {
		if (keep[i] == 0)
			continue;
		bit = (unsigned)bits[i / 8] >> (i % 8) & 1u;
		byte |= bit << (kept % 8);
		if (++kept % 8 == 0) {
			bits[kept / 8 - 1] = (uint8_t)byte;
			byte = 0;
		}
	}
	if (kept % 8 != 0) {
		/* The bits above are read already: kept <= count. */
		bits[kept / 8] = (uint8_t)byte;
	}
	fill(bits, kept, count - kept, 0);
	return kept;
}

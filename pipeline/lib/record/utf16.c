/* utf16.c - UTF-16 made UTF-8 */
#include "record/utf16.h"

#define REPLACEMENT 0xFFFDu

static unsigned char *
put(unsigned char *to, unsigned c)
{
	if (c < 0x80) {
		*to++ = (unsigned char)c;
		return to;
	}
	if (c < 0x800)
		*to++ = (unsigned char)(0xC0 | c >> 6);
	else {
		if (c < 0x10000)
			*to++ = (unsigned char)(0xE0 | c >> 12);
		else {
			*to++ = (unsigned char)(0xF0 | c >> 18);
			*to++ = (unsigned char)(0x80 | (c >> 12 & 0x3F));
		}
		*to++ = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	}
	*to++ = (unsigned char)(0x80 | (c & 0x3F));
	return to;
}

/* One unit; a high surrogate waits for the next. */
static unsigned char *
take_unit(struct utf16 *u, unsigned unit, unsigned char *to)
{
	unsigned high = u->high;

	u->high = 0;
	if (high != 0) {
		if ((unit & 0xFC00) == 0xDC00)
			return put(to,
			    0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF));
		to = put(to, REPLACEMENT);
	}
	if ((unit & 0xFC00) == 0xD800) {
		u->high = unit;
		return to;
	}
	return put(to, (unit & 0xFC00) == 0xDC00 ? REPLACEMENT : unit);
}

static unsigned
join(const struct utf16 *u, unsigned first, unsigned second)
{
	return u->big ? first << 8 | second : second << 8 | first;
}

size_t
utf16_text(struct utf16 *u, const unsigned char *from, size_t length,
    bool at_end, unsigned char *to)
{
	unsigned char *start = to;
	size_t i = 0;

	if (u->half && length > 0) {
		to = take_unit(u, join(u, u->byte, from[i++]), to);
		u->half = false;
	}
	for (; length - i >= 2; i += 2)
		to = take_unit(u, join(u, from[i], from[i + 1]), to);
	if (i < length) {
		u->half = true;
		u->byte = from[i];
	}
	if (at_end) {
		if (u->high != 0)
			to = put(to, REPLACEMENT);
		if (u->half)
			to = put(to, REPLACEMENT);
		u->high = 0;
		u->half = false;
	}
	return (size_t)(to - start);
}

uint64_t
utf16_bytes(const unsigned char *text, size_t length)
{
	uint64_t units = 0;
	size_t i;

	for (i = 0; i < length; i++)
		units += (uint64_t)((text[i] & 0xC0) != 0x80) +
			 (uint64_t)(text[i] >= 0xF0);
	return units * 2;
}

/* utf8.c - one character of UTF-8 at a time */
#include "record/utf8.h"

/* The bytes that this lead announces; 0: it is none. */
static size_t
announced(unsigned lead)
{
	return lead < 0x80   ? 1
	       : lead < 0xC2 ? 0
	       : lead < 0xE0 ? 2
	       : lead < 0xF0 ? 3
	       : lead < 0xF5 ? 4
			     : 0;
}

/* May this byte be the second after the lead? (Unicode Standard, table 3-7) */
static bool
is_second(unsigned lead, unsigned byte)
{
	unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;

	return byte >= low && byte <= high;
}

/* How many of the first bytes belong together, at most those announced. */
static size_t
together(const unsigned char *bytes, size_t left, size_t size)
{
	size_t i;

	if (left < 2 || !is_second(bytes[0], bytes[1]))
		return 1;
	for (i = 2; i < size && i < left && (bytes[i] & 0xC0) == 0x80;)
		i++;
	return i;
}

size_t
utf8_character(const unsigned char *bytes, size_t left, unsigned *c)
{
	size_t size = announced(bytes[0]), i;

	if (size == 1) {
		*c = bytes[0];
		return 1;
	}
	if (size == 0 || together(bytes, left, size) < size)
		return 0;
	*c = bytes[0] & (0xFFu >> (size + 1));
	for (i = 1; i < size; i++)
		*c = *c << 6 | (bytes[i] & 0x3F);
	return size;
}

bool
utf8_is_cut(const unsigned char *bytes, size_t left)
{
	size_t size = announced(bytes[0]);

	return size > left && together(bytes, left, size) == left;
}

size_t
utf8_put(unsigned c, char *to)
{
	size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;

	for (i = size - 1; i > 0; i--, c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3F));
	to[0] = (char)(size == 1 ? c : (0xF00u >> size & 0xFF) | c);
	return size;
}

/* decoder.c - cells made UTF-8 by table */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "source/charset.h"
#include "source/decoder.h"

/* A character of the plane that charsets has, as UTF-8, the length in the last
 * byte; 0 has none. */
static void
make_entry(unsigned c, char entry[4])
{
	unsigned char *to = (unsigned char *)entry;

	to[3] = (unsigned char)(c == 0 ? 0 : c < 0x800 ? 2 : 3);
	if (c == 0)
		return;
	if (c >= 0x800)
		*to++ = (unsigned char)(0xE0 | c >> 12);
	else
		*to++ = (unsigned char)(0xC0 | c >> 6);
	if (c >= 0x800)
		*to++ = (unsigned char)(0x80 | (c >> 6 & 0x3F));
	*to = (unsigned char)(0x80 | (c & 0x3F));
}

/* 256 entries of up to 3 bytes of UTF-8, the length in the last. */
static void
make_table(enum encoding encoding, char table[256][4])
{
	const uint16_t *upper = charsets[encoding - ENCODING_WINDOWS_1251];
	int i;

	for (i = 0; i < 128; i++) {
		table[i][0] = (char)i;
		table[i][3] = 1;
		make_entry(upper[i], table[128 + i]);
	}
}

int
decoder_start(struct decoder *d, enum encoding encoding, struct fail *f)
{
	d->encoding = encoding;
	if (encoding == ENCODING_UTF_8 || encoding_is_utf16(encoding))
		return 0;
	if ((d->table = memory_array(256, sizeof(*d->table), f)) == NULL)
		return -1;
	make_table(encoding, d->table);
	return 0;
}

int
decoder_reserve(struct decoder *d, size_t bytes, struct fail *f)
{
	d->used = 0;
	if (d->table == NULL)
		return 0;
	return memory_grow(
	    &d->buffer, &d->capacity, bytes * 3 + sizeof(*d->table), 1, f);
}

/* All encodings have ASCII as itself. */
static bool
is_ascii(const char *bytes, size_t length)
{
	uint64_t word, all = 0;

	for (; length >= sizeof(word); length -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		all |= word;
		bytes += sizeof(word);
	}
	for (; length > 0; length--)
		all |= (unsigned char)*bytes++;
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

const char *
decoder_text(struct decoder *d, const char *bytes, size_t *length)
{
	char *text, *to;
	size_t i;

	d->repair = REPAIR_NONE;
	if (is_ascii(bytes, *length))
		return bytes;
	if (d->table == NULL)
		return text_valid(bytes, *length) == *length ? bytes : NULL;
	text = to = d->buffer + d->used;
	for (i = 0; i < *length; i++) {
		const char *from = d->table[(unsigned char)bytes[i]];

		if (from[3] == 0) {
			*text = '\0'; /* for the texts before */
			return NULL;
		}
		memcpy(to, from, sizeof(*d->table)); /* more than need be */
		to += from[3];
	}
	*to = '\0';
	*length = (size_t)(to - text);
	d->used += *length;
	return text;
}

void
decoder_clear(struct decoder *d)
{
	free(d->table);
	free(d->buffer);
	d->table = NULL;
	d->buffer = NULL;
}

/*
 * fuzz_decode.c - any bytes: an encoding is found or the file is refused; as
 * cells of each encoding they are text or none; UTF-16 cut anywhere is the
 * same text.
 * The first byte says where UTF-16 is cut and what other encoding is expected.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "record/decoder.h"
#include "record/utf16.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
detect(const uint8_t *bytes, size_t size)
{
	struct encoding_guess guess;
	struct fail f = FAIL_INIT;

	for (int whole = 0; whole < 2; whole++) {
		if (encoding_detect(
			bytes, size, whole == 1, "fuzz", &guess, &f) == -1) {
			if (f.status != FAIL_DATA)
				abort();
		} else if (guess.encoding >= ENCODINGS ||
			   guess.second >= ENCODINGS ||
			   !(guess.confidence >= 0 && guess.confidence <= 1))
			abort();
	}
}

/* A text is UTF-8; of ASCII it is the same. */
static void
decode_cell(struct decoder *d, const char *bytes, size_t size)
{
	size_t length = size, i;
	const char *text = decoder_text(d, bytes, &length);
	bool ascii = true;

	for (i = 0; i < size; i++)
		ascii = ascii && (unsigned char)bytes[i] < 0x80;
	if (text != NULL && text_valid(text, length) != length)
		abort();
	if (ascii &&
	    (text == NULL || length != size || memcmp(text, bytes, size) != 0))
		abort();
}

/* The lines are cells of one record. */
static void
decode(
    enum encoding encoding, uint8_t expected, const uint8_t *bytes, size_t size)
{
	struct decoder d = DECODER_INIT;
	struct fail f = FAIL_INIT;
	const char *from = (const char *)bytes, *end = from + size, *next;

	if (decoder_start(&d, encoding, &f) == -1)
		abort();
	if (expected % 8 <= ENCODING_MAC_CYRILLIC)
		decoder_expect(&d, (enum encoding)(expected % 8));
	if (decoder_reserve(&d, size, &f) == -1)
		abort();
	if (expected & 8)
		decoder_learn(&d, from, size);
	for (; from < end; from = next + 1) {
		next = memchr(from, '\n', (size_t)(end - from));
		if (next == NULL)
			next = end;
		decode_cell(&d, from, (size_t)(next - from));
	}
	decoder_clear(&d);
}

static void
convert(bool big, size_t cut, const uint8_t *bytes, size_t size)
{
	unsigned char *whole = malloc(UTF16_ROOM(size));
	unsigned char *parts = malloc(UTF16_ROOM(size) + 8);
	struct utf16 u = UTF16_INIT(big);
	size_t length, used;

	if (whole == NULL || parts == NULL)
		abort();
	length = utf16_text(&u, bytes, size, true, whole);
	cut = cut < size ? cut : size;
	used = utf16_text(&u, bytes, cut, false, parts);
	used += utf16_text(&u, bytes + cut, size - cut, true, parts + used);
	if (used != length || memcmp(whole, parts, length) != 0 ||
	    text_valid((char *)whole, length) != length)
		abort();
	/* an odd byte counts as two */
	if (utf16_bytes(whole, length) != size + size % 2)
		abort();
	free(whole);
	free(parts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	int e;

	if (size == 0)
		return 0;
	detect(bytes + 1, size - 1);
	for (e = 0; e < ENCODINGS; e++)
		decode((enum encoding)e, bytes[0], bytes + 1, size - 1);
	convert(false, bytes[0], bytes + 1, size - 1);
	convert(true, bytes[0], bytes + 1, size - 1);
	return 0;
}

/* decoder.c - cells made UTF-8 by table */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "record/cyrillic.h"
#include "record/decoder.h"
#include "record/repair.h"
#include "record/utf8.h"

/* 256 entries of up to 3 bytes of UTF-8, the length in the last; 0: there is
 * no character. */
static void
make_table(enum encoding encoding, char table[256][4])
{
	const uint16_t *upper = charsets[encoding - ENCODING_WINDOWS_1251];
	size_t size;
	int i;

	for (i = 0; i < 128; i++) {
		table[i][0] = (char)i;
		table[i][3] = 1;
		size = upper[i] == 0 ? 0 : utf8_put(upper[i], table[128 + i]);
		table[128 + i][3] = (char)size;
	}
}

int
decoder_start(struct decoder *d, enum encoding encoding, struct fail *f)
{
	d->encoding = encoding;
	d->expected = encoding_is_utf16(encoding) ? ENCODING_UTF_8 : encoding;
	if (encoding == ENCODING_UTF_8 || encoding_is_utf16(encoding))
		return 0;
	if ((d->table = memory_array(256, sizeof(*d->table), f)) == NULL)
		return -1;
	make_table(encoding, d->table);
	return 0;
}

void
decoder_expect(struct decoder *d, enum encoding second)
{
	d->expected = second;
}

int
decoder_guessed(
    struct decoder *d, const struct encoding_guess *guess, struct fail *f)
{
	if (decoder_start(d, guess->encoding, f) == -1)
		return -1;
	if (guess->mixed)
		decoder_expect(d, guess->second);
	return 0;
}

int
decoder_reserve(struct decoder *d, size_t bytes, struct fail *f)
{
	d->used = 0;
	d->learned = d->repaired = false;
	return memory_grow(
	    &d->buffer, &d->capacity, bytes * 3 + sizeof(*d->table), 1, f);
}

/* Where the first byte beyond ASCII stands; length if there is none. */
static size_t
ascii_length(const char *bytes, size_t length)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t word;
	size_t i = 0;

	for (; length - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, bytes + i, sizeof(word));
		if ((word & high) != 0)
			break;
	}
	while (i < length && (unsigned char)bytes[i] < 0x80)
		i++;
	return i;
}

/* The bytes from here on by the table of an encoding. */
static const char *
by_table(struct decoder *d, char (*table)[4], const char *bytes, size_t ascii,
    size_t *length)
{
	char *text = d->buffer + d->used, *to = text + ascii;
	size_t i;

	memcpy(text, bytes, ascii);
	for (i = ascii; i < *length; i++) {
		const char *from = table[(unsigned char)bytes[i]];

		if (from[3] == 0) {
			*text = '\0'; /* for the texts before */
			return NULL;
		}
		memcpy(to, from, sizeof(*table)); /* more than need be */
		to += from[3];
	}
	*to = '\0';
	*length = (size_t)(to - text);
	d->used += *length;
	return text;
}

/* No evidence but the encoding that other parts of the file have. */
static void
start_costs(const struct decoder *d, long costs[CHARSETS])
{
	memset(costs, 0, CHARSETS * sizeof(*costs));
	if (d->table == NULL && d->expected != ENCODING_UTF_8)
		costs[d->expected - ENCODING_WINDOWS_1251] =
		    -2 * REPAIR_CERTAIN;
}

/* A hash of what is not ASCII in a cell. */
static uint32_t
hash_cell(const char *bytes, size_t length)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (i = 0; i < length; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash;
}

/* The same word again is no more evidence. */
static bool
is_new(struct decoder *d, uint32_t hash)
{
	size_t i;

	for (i = 0; i < d->seen_count; i++)
		if (d->seen[i] == hash)
			return false;
	if (d->seen_count == DECODER_CELLS)
		return false;
	d->seen[d->seen_count++] = hash;
	return true;
}

/* In a file of UTF-8 a cell may be in any encoding; in one of two one-byte
 * encodings it is in one of these. */
static void
learn_cell(const struct decoder *d, long costs[CHARSETS], const char *bytes,
    size_t length)
{
	const unsigned char *cell = (const unsigned char *)bytes;

	if (d->table == NULL)
		repair_learn(costs, cell, length);
	if (d->table == NULL || d->expected == ENCODING_UTF_8)
		return;
	costs[d->encoding - ENCODING_WINDOWS_1251] +=
	    cyrillic_cost(d->encoding, cell, length);
	costs[d->expected - ENCODING_WINDOWS_1251] +=
	    cyrillic_cost(d->expected, cell, length);
}

void
decoder_learn(struct decoder *d, const char *bytes, size_t length)
{
	if (!d->learned) {
		start_costs(d, d->costs);
		d->seen_count = 0;
	}
	d->learned = true;
	if (is_new(d, hash_cell(bytes, length)))
		learn_cell(d, d->costs, bytes, length);
}

/* A cell in a one-byte encoding, d->other, in a file of UTF-8. */
static const char *
by_other(struct decoder *d, const char *bytes, size_t ascii, size_t *length)
{
	if (d->ready != d->other)
		make_table(d->other, d->repair_table);
	d->ready = d->other;
	d->repair = REPAIR_OTHER;
	return by_table(d, d->repair_table, bytes, ascii, length);
}

/* Is the cell, or are all of its record, in the other one-byte encoding that
 * parts of the file have? */
static bool
is_expected(const struct decoder *d, const char *bytes, size_t length)
{
	long own[CHARSETS] = { 0 };
	const long *costs = d->learned ? d->costs : own;

	if (!d->learned)
		learn_cell(d, own, bytes, length);
	return costs[d->expected - ENCODING_WINDOWS_1251] + REPAIR_CERTAIN <
	       costs[d->encoding - ENCODING_WINDOWS_1251];
}

/* A cell that is not UTF-8 in a file that is. */
static const char *
other_than_utf8(
    struct decoder *d, const char *bytes, size_t ascii, size_t *length)
{
	const unsigned char *cell = (const unsigned char *)bytes;
	const long *costs = d->costs;
	long own[CHARSETS];

	if (d->expected != ENCODING_UTF_8 &&
	    repair_is_likely(d->expected, cell, *length)) {
		d->other = d->expected;
		return by_other(d, bytes, ascii, length);
	}
	if (!d->learned) {
		start_costs(d, own);
		repair_learn(own, cell, *length);
		costs = own;
	}
	if (!repair_bytes(costs, cell, *length, &d->other))
		return NULL;
	return by_other(d, bytes, ascii, length);
}

/* How far the bytes are ASCII and letters of Russian and Belarusian. */
static size_t
plain_length(const char *bytes, size_t i, size_t length)
{
	const unsigned char *text = (const unsigned char *)bytes;

	while (i < length) {
		if (text[i] < 0x80)
			i++;
		else if (i + 1 < length &&
			 ((text[i] == 0xD0 && text[i + 1] >= 0x90 &&
			      text[i + 1] <= 0xBF) ||
			     (text[i] == 0xD1 && text[i + 1] >= 0x80 &&
				 (text[i + 1] <= 0x8F || text[i + 1] == 0x91))))
			i += 2;
		else
			break;
	}
	return i;
}

/*
 * May it be UTF-8 that was taken for another encoding?  Then a second character
 * beyond ASCII follows the first, and no two lower case letters stand side by
 * side, for every other character is one of few leads.
 */
static bool
may_be_twice(const char *bytes, size_t ascii, size_t length)
{
	const unsigned char *text = (const unsigned char *)bytes;
	size_t i = ascii + (text[ascii] < 0xE0 ? 2 : 3);
	bool before = false, lower;

	if (i >= length || text[i] < 0x80)
		return false;
	for (i = ascii; i + 1 < length; i++) {
		if ((text[i] & 0xC0) == 0x80)
			continue;
		lower = (text[i] == 0xD0 && text[i + 1] >= 0xB0) ||
			(text[i] == 0xD1 && text[i + 1] <= 0x8F);
		if (lower && before)
			return false;
		before = lower;
	}
	return true;
}

static const char *
by_utf8(struct decoder *d, const char *bytes, size_t ascii, size_t *length)
{
	size_t plain = plain_length(bytes, ascii, *length), used;
	char *text = d->buffer + d->used;

	if (plain == *length)
		return bytes;
	if (text_valid(bytes + plain, *length - plain) != *length - plain)
		return other_than_utf8(d, bytes, ascii, length);
	if (d->expected != ENCODING_UTF_8 &&
	    repair_is_expected(
		d->expected, (const unsigned char *)bytes, *length)) {
		d->other = d->expected;
		return by_other(d, bytes, ascii, length);
	}
	if (!may_be_twice(bytes, ascii, *length))
		return bytes;
	used = repair_twice(
	    d->repaired, (const unsigned char *)bytes, *length, text);
	if (used == 0)
		return bytes;
	text[used] = '\0';
	d->used += used;
	*length = used;
	d->repair = REPAIR_TWICE;
	d->repaired = true;
	d->other = ENCODING_UTF_8;
	return text;
}

/* A cell in a file of a one-byte encoding. */
static const char *
by_one_byte(struct decoder *d, const char *bytes, size_t ascii, size_t *length)
{
	const unsigned char *high = (const unsigned char *)bytes + ascii;

	/* a lead of UTF-8 and the byte after it seldom begin a word here */
	if (*length - ascii > 1 && high[0] >= 0xC2 && high[0] <= 0xE2 &&
	    (high[1] & 0xC0) == 0x80 &&
	    repair_is_utf8(d->encoding,
		d->repaired || d->expected == ENCODING_UTF_8,
		(const unsigned char *)bytes, *length)) {
		d->repair = REPAIR_OTHER;
		d->other = ENCODING_UTF_8;
		d->repaired = true;
		return bytes;
	}
	if (d->expected != d->encoding && d->expected != ENCODING_UTF_8 &&
	    is_expected(d, bytes, *length)) {
		d->other = d->expected;
		return by_other(d, bytes, ascii, length);
	}
	return by_table(d, d->table, bytes, ascii, length);
}

const char *
decoder_text(struct decoder *d, const char *bytes, size_t *length)
{
	size_t ascii = ascii_length(bytes, *length);

	d->repair = REPAIR_NONE;
	if (ascii == *length)
		return bytes;
	return d->table == NULL ? by_utf8(d, bytes, ascii, length)
				: by_one_byte(d, bytes, ascii, length);
}

const char *
decoder_plain(struct decoder *d, const char *bytes, size_t *length)
{
	size_t ascii = ascii_length(bytes, *length);

	if (ascii == *length)
		return bytes;
	if (d->table == NULL)
		return text_valid(bytes, *length) == *length ? bytes : NULL;
	return by_table(d, d->table, bytes, ascii, length);
}

bool
decoder_needs_record(const struct decoder *d)
{
	return d->table != NULL && d->expected != d->encoding &&
	       d->expected != ENCODING_UTF_8 && !d->learned;
}

void
decoder_clear(struct decoder *d)
{
	free(d->table);
	free(d->buffer);
	d->table = NULL;
	d->buffer = NULL;
	d->used = d->capacity = 0;
}

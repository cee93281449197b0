/* repair.c - the encoding of single cells */
#include <pthread.h>

#include "record/cyrillic.h"
#include "record/repair.h"
#include "record/russian.h"
#include "record/utf8.h"

/* Cells pasted into a file are in the encoding of Windows, if nothing speaks
 * against it: what the others cost for being met less (eighths of a bit). */
static const int rare[CHARSETS] = { 0, 32, 24, 32, 72 };

/* No text of another encoding is UTF-8 as a whole with so many letters. */
#define LETTERS_CERTAIN 4

/* A letter of Cyrillic, or a sign that stands beside them. */
static bool
is_text(unsigned c)
{
	return (c >= 0x400 && c <= 0x52F) || (c >= 0xA0 && c <= 0xBF) ||
	       c == 0x2116 || (c >= 0x2010 && c <= 0x203A) || c == 0x20AC;
}

static bool
is_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Does a no-break space part thousands here, or nothing but words? */
static bool
parts_thousands(const unsigned char *text, size_t i, size_t length)
{
	return i > 0 && is_digit(text[i - 1]) && length - i >= 5 &&
	       is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
	       is_digit(text[i + 4]) &&
	       (length - i == 5 || !is_digit(text[i + 5]));
}

/* What any text of UTF-8 costs. */
static long
text_cost(const unsigned char *text, size_t length)
{
	const uint16_t(*costs)[RUSSIAN_KINDS] = russian_costs();
	unsigned before = russian_kind(' '), kind, c;
	long cost = 0;
	size_t i;

	for (i = 0; i < length; before = kind) {
		i += utf8_character(text + i, length - i, &c);
		kind = russian_kind(c == 0 ? ' ' : c);
		cost += costs[before][kind];
	}
	return cost + costs[before][russian_kind(' ')];
}

/* Is it UTF-8, all of it text?  Without a letter of Cyrillic only where it is a
 * number: signs between Latin letters may be anything. */
static bool
is_russian_text(const unsigned char *text, size_t length, size_t *cyrillic)
{
	bool thousands = true;
	size_t i, size;
	unsigned c;

	*cyrillic = 0;
	for (i = 0; i < length; i += size) {
		size = utf8_character(text + i, length - i, &c);
		if (size == 0 || (size > 1 && !is_text(c)))
			return false;
		*cyrillic += c >= 0x400 && c <= 0x52F;
		if (c == 0xA0)
			thousands =
			    thousands && parts_thousands(text, i, length);
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			thousands = false;
	}
	return *cyrillic > 0 || thousands;
}

static size_t
count_high(const unsigned char *bytes, size_t length)
{
	size_t i, high = 0;

	for (i = 0; i < length; i++)
		high += bytes[i] >= 0x80;
	return high;
}

/* Is there a Russian letter in UTF-8, or is all of it UTF-8? */
static bool
has_utf8(const unsigned char *bytes, size_t length)
{
	bool whole = true;
	size_t i, size;
	unsigned c;

	for (i = 0; i < length; i += size) {
		size = utf8_character(bytes + i, length - i, &c);
		if (size == 2 && c >= 0x410 && c <= 0x44F)
			return true;
		whole = whole && size > 0;
		size = size == 0 ? 1 : size;
	}
	return whole;
}

void
repair_learn(long costs[CHARSETS], const unsigned char *bytes, size_t length)
{
	int i;

	if (has_utf8(bytes, length))
		return;
	for (i = 0; i < CHARSETS; i++)
		costs[i] += cyrillic_cost(
		    (enum encoding)(ENCODING_WINDOWS_1251 + i), bytes, length);
}

/* Do these two make the same text of the bytes? */
static bool
same_text(int a, int b, const unsigned char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		if (bytes[i] >= 0x80 && charsets[a][bytes[i] - 0x80] !=
					    charsets[b][bytes[i] - 0x80])
			return false;
	return true;
}

bool
repair_bytes(const long costs[CHARSETS], const unsigned char *bytes,
    size_t length, enum encoding *encoding)
{
	long all[CHARSETS];
	int i, best = 0;

	for (i = 0; i < CHARSETS; i++) {
		all[i] = costs[i] + rare[i];
		if (all[i] < all[best])
			best = i;
	}
	*encoding = (enum encoding)(ENCODING_WINDOWS_1251 + best);
	for (i = 0; i < CHARSETS; i++)
		if (i != best && all[i] < all[best] + REPAIR_CERTAIN &&
		    !same_text(i, best, bytes, length))
			return false;
	return !has_utf8(bytes, length) &&
	       cyrillic_cost(*encoding, bytes, length) <=
		   (long)count_high(bytes, length) * CYRILLIC_COST + 16;
}

bool
repair_is_likely(
    enum encoding expected, const unsigned char *bytes, size_t length)
{
	return cyrillic_cost(expected, bytes, length) <=
		   (long)count_high(bytes, length) * 48 + 48 &&
	       !has_utf8(bytes, length);
}

bool
repair_is_expected(
    enum encoding expected, const unsigned char *bytes, size_t length)
{
	size_t i, size;
	unsigned c;

	for (i = 0; i < length; i += size) {
		size = utf8_character(bytes + i, length - i, &c);
		if (size == 0 || size == 2 || is_text(c))
			return false;
	}
	return cyrillic_cost(expected, bytes, length) <=
	       (long)count_high(bytes, length) * CYRILLIC_COST;
}

bool
repair_is_utf8(enum encoding encoding, bool expected,
    const unsigned char *bytes, size_t length)
{
	size_t cyrillic;

	if (!is_russian_text(bytes, length, &cyrillic))
		return false;
	return cyrillic >= LETTERS_CERTAIN ||
	       cyrillic_cost(encoding, bytes, length) -
		       text_cost(bytes, length) >=
		   (expected ? 0 : REPAIR_CERTAIN);
}

/* The 1252 of Windows where it differs from ISO-8859-1; 0: it does not. */
static const uint16_t western[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026,
	0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
	0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
	0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

/* The byte that each character was, made once; 0: none.  Bytes that an encoding
 * has no character for became the control character of their number. */
#define CHARACTERS 0x2600
static unsigned char taken_from[CHARSETS + 1][CHARACTERS];

static void
make_taken(void)
{
	unsigned i, j, c;

	for (i = 0; i <= CHARSETS; i++)
		for (j = 0; j < 128; j++) {
			c = i < CHARSETS ? charsets[i][j]
			    : j < 32     ? western[j]
					 : 0x80 + j;
			if (j < 32)
				taken_from[i][0x80 + j] =
				    (unsigned char)(0x80 + j);
			if (c > 0)
				taken_from[i][c] = (unsigned char)(0x80 + j);
		}
}

static const unsigned char *
find_taken(int charset)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_taken);
	return taken_from[charset];
}

/* Does a character of Cyrillic or a sign begin with this byte in UTF-8? */
static bool
is_lead(unsigned byte)
{
	return (byte >= 0xD0 && byte <= 0xD4) || byte == 0xC2 || byte == 0xE2;
}

/* The bytes that the text was taken from by this encoding; 0: by none.  All
 * UTF-8 begins with a lead and goes on with another byte, which nearly all
 * texts fail at once. */
static size_t
take_back(int charset, const unsigned char *text, size_t length, char *to)
{
	const unsigned char *taken = find_taken(charset);
	size_t i, size, used = 0, high = 0;
	unsigned c, byte;

	for (i = 0; i < length; i += size) {
		size = utf8_character(text + i, length - i, &c);
		if (size == 0)
			return 0;
		byte = size == 1 ? c : c < CHARACTERS ? taken[c] : 0;
		if (size > 1) {
			if (byte == 0 || (high == 0 && !is_lead(byte)) ||
			    (high == 1 && (byte & 0xC0) != 0x80))
				return 0;
			high++;
		}
		to[used++] = (char)byte;
	}
	return used;
}

size_t
repair_twice(bool expected, const unsigned char *text, size_t length, char *to)
{
	const unsigned char *back = (const unsigned char *)to;
	size_t used, cyrillic;
	int i;

	for (i = 0; i <= CHARSETS; i++) {
		used = take_back(i, text, length, to);
		if (used > 0 && is_russian_text(back, used, &cyrillic) &&
		    (cyrillic >= LETTERS_CERTAIN ||
			text_cost(text, length) - text_cost(back, used) >=
			    (expected ? 0 : REPAIR_CERTAIN)))
			return used;
	}
	return 0;
}

/* encoding.c - which encoding a file has */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "source/charset.h"
#include "source/encoding.h"

/* Fewer characters than this say nothing about frequencies. */
#define SAMPLE_MIN 20
#define DAMAGED 20 /* characters to one that is damaged, at least */

static const char *const names[ENCODINGS] = { "utf-8", "windows-1251", "koi8-r",
	"cp866", "iso-8859-5", "x-mac-cyrillic", "utf-16le", "utf-16be" };

/*
 * Letters а-я per 10,000 letters of Russian text, from the Russian National
 * Corpus (Ляшевская, Шаров: Частотный словарь современного русского языка,
 * 2009); ё counts as е.
 */
static const short letter_frequency[32] = { 801, 159, 454, 170, 298, 849, 94,
	165, 735, 121, 349, 440, 321, 670, 1097, 281, 473, 547, 626, 262, 26,
	97, 48, 144, 73, 36, 4, 190, 174, 32, 64, 201 };

struct sample {
	size_t letters;   /* Cyrillic letters */
	size_t among;     /* of them beside an ASCII letter */
	size_t undefined; /* bytes that are no character */
	double evidence;  /* mean log frequency of what is not ASCII */
};

const char *
encoding_name(enum encoding encoding)
{
	return names[encoding];
}

size_t
encoding_mark(const unsigned char *head, size_t length)
{
	if (length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0)
		return 3;
	return length >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 ||
				  memcmp(head, "\xFE\xFF", 2) == 0)
		   ? 2
		   : 0;
}

bool
encoding_is_utf16(enum encoding encoding)
{
	return encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE;
}

static bool
is_russian(unsigned c)
{
	return (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451;
}

static bool
is_upper(unsigned c)
{
	return (c >= 0x410 && c <= 0x42F) || c == 0x401;
}

static bool
is_ascii_letter(unsigned c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* How often a character that is not ASCII is met in Russian exports. */
static double
frequency(unsigned c)
{
	if (c == 0x401 || c == 0x451)
		c = 0x435;
	if (c >= 0x410 && c <= 0x42F)
		return letter_frequency[c - 0x410] / 40000.0;
	if (c >= 0x430 && c <= 0x44F)
		return letter_frequency[c - 0x430] / 10000.0;
	if (c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x2116 ||
	    (c >= 0x2010 && c <= 0x203A))
		return 20 / 10000.0;
	if (c >= 0x400 && c <= 0x4FF)
		return 3 / 10000.0;
	return c == 0 ? 1e-7 : 1e-5;
}

enum { RUSSIAN = 1, UPPER = 2, LATIN = 4 };

static unsigned char
classify(unsigned c)
{
	return (unsigned char)((is_russian(c) ? RUSSIAN : 0) |
			       (is_upper(c) ? UPPER : 0) |
			       (is_ascii_letter(c) ? LATIN : 0));
}

/* How often each byte stands in the head. */
static void
count_bytes(const unsigned char *head, size_t length, size_t counts[256])
{
	size_t i;

	memset(counts, 0, 256 * sizeof(*counts));
	for (i = 0; i < length; i++)
		counts[head[i]]++;
}

/* What the bytes of the upper half are; all but what stands side by side. */
static struct sample
sample_bytes(const uint16_t *upper, const size_t counts[256])
{
	struct sample s = { 0, 0, 0, 0 };
	size_t i, count;

	for (i = 0; i < 128; i++) {
		count = counts[128 + i];
		s.undefined += upper[i] == 0 ? count : 0;
		s.letters += is_russian(upper[i]) ? count : 0;
		s.evidence += (double)count * log(frequency(upper[i]));
	}
	return s;
}

/* So many characters of a class, each behind one of another class. */
static void
take_pair(struct sample *s, unsigned before, unsigned class, size_t count)
{
	if (((class & RUSSIAN) && (before & LATIN)) ||
	    ((class & LATIN) && (before & RUSSIAN)))
		s->among += count;
	/* a capital inside a word: the case is the wrong way round */
	if ((class & UPPER) && before == RUSSIAN)
		s->evidence += (double)count * log(0.05);
}

static struct sample
take_sample(enum encoding encoding, const unsigned char *head, size_t length,
    const size_t counts[256], size_t high)
{
	const uint16_t *upper = charsets[encoding - ENCODING_WINDOWS_1251];
	struct sample s = sample_bytes(upper, counts);
	unsigned char classes[256];
	unsigned class, before = 0;
	size_t i, pairs[64] = { 0 };

	for (i = 0; i < 256; i++)
		classes[i] = classify(i < 128 ? (unsigned)i : upper[i - 128]);
	for (i = 0; i < length; i++, before = class) {
		class = classes[head[i]];
		pairs[before << 3 | class]++;
	}
	for (before = 0; before < 8; before++)
		for (class = 0; class < 8; class ++)
			take_pair(
			    &s, before, class, pairs[before << 3 | class]);
	if (high > 0)
		s.evidence /= (double)high;
	return s;
}

/* Which of the one-byte encodings the text looks like most. */
static int
detect_cyrillic(const unsigned char *head, size_t length, const char *name,
    enum encoding *encoding, struct fail *f)
{
	struct sample best = { 0, 0, 0, 0 }, s;
	size_t counts[256], high = 0;
	int i, at = ENCODING_WINDOWS_1251;

	count_bytes(head, length, counts);
	for (i = 128; i < 256; i++)
		high += counts[i];
	for (i = ENCODING_WINDOWS_1251; i <= ENCODING_MAC_CYRILLIC; i++) {
		s = take_sample((enum encoding)i, head, length, counts, high);
		if (i == ENCODING_WINDOWS_1251 ||
		    (high >= SAMPLE_MIN && s.evidence > best.evidence)) {
			best = s;
			at = i;
		}
	}
	/* 1/400 a letter is what a text of any other kind does not reach */
	if (best.undefined * 50 > high || best.among * 4 > best.letters ||
	    (high >= SAMPLE_MIN && best.evidence < log(1 / 400.0)))
		return fail_set(f, FAIL_DATA,
		    _("%s: the text is neither UTF-8 nor Windows-1251 "
		      "(found %zu bytes beyond ASCII that make no Russian "
		      "words); convert the file to UTF-8"),
		    name, high);
	if (at != ENCODING_WINDOWS_1251)
		return fail_set(f, FAIL_DATA,
		    _("%s: the text looks like %s, expected UTF-8 or "
		      "Windows-1251; convert the file, or state the encoding "
		      "in the schema (\"dialect\": {\"encoding\": \"%s\"})"),
		    name, names[at], names[at]);
	*encoding = ENCODING_WINDOWS_1251;
	return 0;
}

static size_t
sequence_length(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Is the text UTF-8 but for a few damaged characters, which are set aside with
 * their rows?  What is not ASCII decides: characters, and bytes that make none.
 */
static bool
looks_like_utf8(const unsigned char *head, size_t length, bool whole)
{
	size_t i = 0, end, bad, valid = 0, invalid = 0;

	/* until so many are wrong that the rest cannot make up for them */
	while (i < length && invalid * DAMAGED <= valid + (length - i) / 2) {
		bad = text_valid((const char *)head + i, length - i);
		for (end = i + bad; i < end; i += sequence_length(head[i]))
			valid += head[i] >= 0x80;
		if (i >= length || (!whole && length - i < 4))
			break;
		invalid++;
		i++;
	}
	return invalid * DAMAGED <= valid;
}

/* What no text file holds. */
static int
refuse_binary(
    const unsigned char *head, size_t length, const char *name, struct fail *f)
{
	const unsigned char *nul = memchr(head, 0, length);
	size_t i, control = 0;

	if (length >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 ||
			       memcmp(head, "\xFE\xFF", 2) == 0))
		return fail_set(f, FAIL_DATA,
		    _("%s: the file is in UTF-16, expected UTF-8 or "
		      "Windows-1251; save it as CSV UTF-8"),
		    name);
	if (nul != NULL)
		return fail_set(f, FAIL_DATA,
		    _("%s: a binary file (NUL at byte %zu), expected text in "
		      "UTF-8 or Windows-1251"),
		    name, (size_t)(nul - head));
	for (i = 0; i < length; i++)
		control +=
		    head[i] < 0x20 && strchr("\t\n\v\f\r\x1A", head[i]) == NULL;
	if (control > 4 && control * 50 > length)
		return fail_set(f, FAIL_DATA,
		    _("%s: a binary file (%zu control characters in its first "
		      "%zu bytes), expected text in UTF-8 or Windows-1251"),
		    name, control, length);
	return 0;
}

int
encoding_detect(const unsigned char *head, size_t length, bool whole,
    const char *name, struct encoding_guess *guess, struct fail *f)
{
	*guess = (struct encoding_guess){ ENCODING_UTF_8, 1, true,
		ENCODING_UTF_8, false };
	if (refuse_binary(head, length, name, f) == -1)
		return -1;
	if (encoding_mark(head, length) > 0 ||
	    looks_like_utf8(head, length, whole))
		return 0;
	return detect_cyrillic(head, length, name, &guess->encoding, f);
}

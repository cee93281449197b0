/* cyrillic.c - the one-byte encodings told apart by pairs of characters */
#include <math.h>
#include <stdbool.h>

#include "base/memory.h"
#include "source/charset.h"
#include "source/cyrillic.h"
#include "source/russian.h"

/* The classes of ASCII; a byte of the upper half is FIRST_HIGH above it. */
enum { CLASS_END, CLASS_DIGIT, CLASS_LATIN, FIRST_HIGH };

/* Bits by which the second must be worse. */
#define SURE 3

/* Where two are equally likely, the one that is met more often: the cost of
 * being met less, in eighths of a bit. */
static const int rare[CHARSETS] = { 0, 8, 8, 16, 24 };

static unsigned
class_of(unsigned char byte)
{
	if (byte >= 0x80)
		return byte - 0x80u + FIRST_HIGH;
	if (byte >= '0' && byte <= '9')
		return CLASS_DIGIT;
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z' ? CLASS_LATIN
							    : CLASS_END;
}

void
cyrillic_add(
    struct cyrillic_sample *s, const unsigned char *bytes, size_t length)
{
	unsigned class, last = s->last;
	size_t i;

	for (i = 0; i < length; i++, last = class) {
		class = class_of(bytes[i]);
		s->pairs[last][class]++;
		s->high += class >= FIRST_HIGH;
	}
	s->last = last;
}

static unsigned
kind_of(const uint16_t *upper, unsigned char byte)
{
	if (byte < 0x80)
		return russian_kind(byte == 0 ? ' ' : byte);
	return russian_kind(upper[byte - 0x80]);
}

static long
sample_cost(const struct cyrillic_sample *s, const uint16_t *upper)
{
	unsigned kinds[CYRILLIC_CLASSES], i, j;
	long cost = 0;

	kinds[CLASS_END] = russian_kind(' ');
	kinds[CLASS_DIGIT] = russian_kind('0');
	kinds[CLASS_LATIN] = russian_kind('a');
	for (i = 0; i < 128; i++)
		kinds[FIRST_HIGH + i] = russian_kind(upper[i]);
	for (i = 0; i < CYRILLIC_CLASSES; i++)
		for (j = i < FIRST_HIGH ? FIRST_HIGH : 0; j < CYRILLIC_CLASSES;
		     j++)
			if (s->pairs[i][j] > 0)
				cost += (long)s->pairs[i][j] *
					russian_cost(kinds[i], kinds[j]);
	return cost;
}

/* Do these two make the same text of the sample? */
static bool
same_text(const struct cyrillic_sample *s, const uint16_t *a, const uint16_t *b)
{
	unsigned i, j;

	for (j = FIRST_HIGH; j < CYRILLIC_CLASSES; j++)
		for (i = 0; i < CYRILLIC_CLASSES &&
			    a[j - FIRST_HIGH] != b[j - FIRST_HIGH];
		     i++)
			if (s->pairs[i][j] > 0)
				return false;
	return true;
}

void
cyrillic_choose(const struct cyrillic_sample *s, struct encoding_guess *guess)
{
	long costs[CHARSETS], by = 0;
	int i, best = 0, second = -1;

	for (i = 0; i < CHARSETS; i++) {
		costs[i] = sample_cost(s, charsets[i]) + rare[i];
		if (costs[i] < costs[best])
			best = i;
	}
	for (i = 0; i < CHARSETS; i++)
		if (i != best && !same_text(s, charsets[i], charsets[best]) &&
		    (second == -1 || costs[i] < costs[second]))
			second = i;
	guess->encoding = (enum encoding)(ENCODING_WINDOWS_1251 + best);
	guess->second = guess->encoding;
	guess->sure = true;
	guess->confidence = 1;
	if (second != -1) {
		by = (costs[second] - costs[best]) / 8;
		guess->second = (enum encoding)(ENCODING_WINDOWS_1251 + second);
		guess->confidence = 1 / (1 + exp2(-(double)by));
		guess->sure = by >= SURE;
	}
	if (costs[best] - rare[best] > (long)s->high * CYRILLIC_COST) {
		guess->sure = false;
		guess->confidence /= 4;
	}
}

long
cyrillic_cost(enum encoding encoding, const unsigned char *bytes, size_t length)
{
	const uint16_t *upper = charsets[encoding - ENCODING_WINDOWS_1251];
	unsigned before = russian_kind(' '), kind;
	long cost = 0;
	size_t i;

	for (i = 0; i < length; i++, before = kind) {
		kind = kind_of(upper, bytes[i]);
		cost += russian_cost(before, kind);
	}
	return cost + russian_cost(before, russian_kind(' '));
}

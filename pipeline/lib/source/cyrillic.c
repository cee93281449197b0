/* cyrillic.c - the one-byte encodings told apart by pairs of characters */
#include <math.h>
#include <stdbool.h>

#include "source/charset.h"
#include "source/cyrillic.h"
#include "source/russian.h"

/* The classes of ASCII; a byte of the upper half is FIRST_HIGH above it. */
enum { CLASS_END, CLASS_DIGIT, CLASS_LATIN, FIRST_HIGH };

/* Bits by which the second must be worse. */
#define SURE 3

/* Where two are equally likely, the one that is met more often: the cost of
 * being met less, in eighths of a bit. */
static const int rare[CHARSETS] = { 0, 8, 8, 12, 16 };

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

/* The classes that stand in a sample, which are few. */
struct present {
	unsigned classes[CYRILLIC_CLASSES];
	size_t count;
};

static struct present
find_present(const struct cyrillic_sample *s)
{
	struct present present = { { CLASS_END, CLASS_DIGIT, CLASS_LATIN }, 3 };
	unsigned i, j;

	for (j = FIRST_HIGH; j < CYRILLIC_CLASSES; j++)
		for (i = 0; i < CYRILLIC_CLASSES; i++)
			if (s->pairs[i][j] > 0) {
				present.classes[present.count++] = j;
				break;
			}
	return present;
}

static long
sample_cost(const struct cyrillic_sample *s, const struct present *present,
    const uint16_t *upper)
{
	unsigned kinds[CYRILLIC_CLASSES], from, to;
	size_t i, j;
	long cost = 0;

	kinds[CLASS_END] = russian_kind(' ');
	kinds[CLASS_DIGIT] = russian_kind('0');
	kinds[CLASS_LATIN] = russian_kind('a');
	for (i = 0; i < 128; i++)
		kinds[FIRST_HIGH + i] = russian_kind(upper[i]);
	for (i = 0; i < present->count; i++)
		for (j = 0; j < present->count; j++) {
			from = present->classes[i];
			to = present->classes[j];
			if ((from >= FIRST_HIGH || to >= FIRST_HIGH) &&
			    s->pairs[from][to] > 0)
				cost += (long)s->pairs[from][to] *
					russian_cost(kinds[from], kinds[to]);
		}
	return cost;
}

/* Do these two make the same text of the sample? */
static bool
same_text(const struct present *present, const uint16_t *a, const uint16_t *b)
{
	size_t i;

	for (i = FIRST_HIGH; i < present->count; i++)
		if (a[present->classes[i] - FIRST_HIGH] !=
		    b[present->classes[i] - FIRST_HIGH])
			return false;
	return true;
}

/* The cheapest that makes another text than the best; -1: none does. */
static int
find_second(const struct present *present, const long costs[CHARSETS], int best)
{
	int i, second = -1;

	for (i = 0; i < CHARSETS; i++)
		if (i != best &&
		    !same_text(present, charsets[i], charsets[best]) &&
		    (second == -1 || costs[i] < costs[second]))
			second = i;
	return second;
}

void
cyrillic_choose(const struct cyrillic_sample *s, struct encoding_guess *guess)
{
	struct present present = find_present(s);
	long costs[CHARSETS], by;
	int i, best = 0, second;

	for (i = 0; i < CHARSETS; i++) {
		costs[i] = sample_cost(s, &present, charsets[i]) + rare[i];
		if (costs[i] < costs[best])
			best = i;
	}
	second = find_second(&present, costs, best);
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

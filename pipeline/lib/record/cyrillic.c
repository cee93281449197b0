/* cyrillic.c - the one-byte encodings told apart by pairs of characters */
#include <math.h>
#include <pthread.h>
#include <stdbool.h>

#include "record/charset.h"
#include "record/cyrillic.h"
#include "record/russian.h"

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

/* The kind of each byte in each encoding (russian.h), made once. */
static unsigned char kinds_of[CHARSETS][256];

static void
make_kinds(void)
{
	unsigned i, j;

	for (i = 0; i < CHARSETS; i++) {
		for (j = 0; j < 128; j++) {
			kinds_of[i][j] =
			    (unsigned char)russian_kind(j == 0 ? ' ' : j);
			kinds_of[i][128 + j] =
			    (unsigned char)russian_kind(charsets[i][j]);
		}
	}
}

static const unsigned char *
find_kinds(int charset)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_kinds);
	return kinds_of[charset];
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
sample_cost(
    const struct cyrillic_sample *s, const struct present *present, int charset)
{
	const uint16_t(*costs)[RUSSIAN_KINDS] = russian_costs();
	const unsigned char *of = find_kinds(charset);
	unsigned kinds[CYRILLIC_CLASSES], from, to;
	size_t i, j;
	long cost = 0;

	kinds[CLASS_END] = of[' '];
	kinds[CLASS_DIGIT] = of['0'];
	kinds[CLASS_LATIN] = of['a'];
	for (i = 0; i < 128; i++)
		kinds[FIRST_HIGH + i] = of[128 + i];
	for (i = 0; i < present->count; i++)
		for (j = 0; j < present->count; j++) {
			from = present->classes[i];
			to = present->classes[j];
			if (from >= FIRST_HIGH || to >= FIRST_HIGH)
				cost += (long)s->pairs[from][to] *
					costs[kinds[from]][kinds[to]];
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
		costs[i] = sample_cost(s, &present, i) + rare[i];
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
	const unsigned char *kinds =
	    find_kinds((int)encoding - ENCODING_WINDOWS_1251);
	const uint16_t(*costs)[RUSSIAN_KINDS] = russian_costs();
	unsigned before = russian_kind(' '), kind;
	long cost = 0;
	size_t i;

	for (i = 0; i < length; i++, before = kind) {
		kind = kinds[bytes[i]];
		cost += costs[before][kind];
	}
	return cost + costs[before][russian_kind(' ')];
}

/* letters.c - look-alike letters and unseen characters (letters.h) */
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "record/letters.h"

#define ONES UINT64_C(0x0101010101010101)
#define HIGH UINT64_C(0x8080808080808080)

/* ---- is there anything to do? ---- */

/* Bytes of the unseen character at text, or 0; *blank: a blank stands in its
 * place. */
static size_t
unseen(const unsigned char *s, size_t length, bool *blank)
{
	*blank = false;
	if (*s < 0xC2 || length < 2)
		return 0;
	if (*s == 0xC2) {
		*blank = s[1] == 0xA0;
		return s[1] == 0xA0 || s[1] == 0xAD ? 2 : 0;
	}
	if (length < 3)
		return 0;
	if (s[0] == 0xEF)
		return s[1] == 0xBB && s[2] == 0xBF ? 3 : 0;
	if (s[0] != 0xE2)
		return 0;
	if (s[1] == 0x80) {
		*blank = s[2] == 0xAF || s[2] == 0x87;
		return *blank || (s[2] >= 0x8B && s[2] <= 0x8D) ? 3 : 0;
	}
	return s[1] == 0x81 && s[2] == 0xA0 ? 3 : 0;
}

/* What a text has. */
struct marks {
	uint64_t latin; /* bit 7 of a byte: an ASCII letter */
	uint64_t high;  /* beyond ASCII */
	bool accents;   /* Latin letters beyond ASCII */
	bool unseen;
};

/* Look at the characters of eight bytes that begin otherwise than Cyrillic. */
static void
mark_special(struct marks *m, const unsigned char *s, size_t count, size_t left)
{
	bool blank;
	size_t i;

	for (i = 0; i < count; i++) {
		if (s[i] < 0xC2 || (s[i] & 0xFE) == 0xD0)
			continue;
		m->accents = m->accents || s[i] == 0xC3;
		m->unseen = m->unseen || unseen(s + i, left - i, &blank) > 0;
	}
}

/* Eight bytes at once; the sums stay below 0x100 in each byte.  Returns what
 * is not zero if there is a first byte (0xC0 and above) other than D0 and D1,
 * those of Russian letters. */
static uint64_t
mark(struct marks *m, uint64_t bytes)
{
	uint64_t low = bytes & ~HIGH, folded = low | ONES * 0x20;
	uint64_t russian = (low & ~ONES) ^ ONES * 0x50;

	m->high |= bytes;
	m->latin |= ((folded + ONES * (0x80 - 'a')) ^
			(folded + ONES * (0x80 - 'z' - 1))) &
		    ~bytes;
	return bytes & (bytes << 1) & (russian + ONES * 0x7F) & HIGH;
}

/* Less than eight bytes, some of them perhaps twice, the rest zero. */
static uint64_t
load(const char *text, size_t length)
{
	const unsigned char *s = (const unsigned char *)text;
	uint32_t first, last;

	if (length >= 4) {
		memcpy(&first, text, 4);
		memcpy(&last, text + length - 4, 4);
		return (uint64_t)last << 32 | first;
	}
	return length == 0 ? 0
			   : s[0] | (uint64_t)s[length / 2] << 8 |
				 (uint64_t)s[length - 1] << 16;
}

/* Only texts with letters of both kinds, or with something unseen, are looked
 * at. */
static void
look(struct marks *m, const char *text, size_t length)
{
	const unsigned char *s = (const unsigned char *)text;
	uint64_t bytes;
	size_t i;

	*m = (struct marks){ 0, 0, false, false };
	if (length < 8) {
		if (mark(m, load(text, length)) != 0)
			mark_special(m, s, length, length);
		return;
	}
	for (i = 0; i + 8 <= length; i += 8) {
		memcpy(&bytes, text + i, 8);
		if (mark(m, bytes) != 0)
			mark_special(m, s + i, 8, length - i);
	}
	/* the last eight bytes, some of them once more */
	memcpy(&bytes, text + length - 8, 8);
	if (i < length && mark(m, bytes) != 0)
		mark_special(m, s + length - 8, 8, 8);
}

/* ---- words ---- */

/* Letters that look alike: Latin, Cyrillic. */
static const char *const alike[][2] = { { "A", "А" }, { "B", "В" },
	{ "C", "С" }, { "E", "Е" }, { "H", "Н" }, { "K", "К" }, { "M", "М" },
	{ "O", "О" }, { "P", "Р" }, { "T", "Т" }, { "X", "Х" }, { "a", "а" },
	{ "c", "с" }, { "e", "е" }, { "i", "і" }, { "o", "о" }, { "p", "р" },
	{ "x", "х" }, { "y", "у" }, { "Ë", "Ё" }, { "ë", "ё" } };

struct letter {
	size_t length;
	bool latin, cyrillic;
	const char *other; /* the same in the other alphabet, or NULL */
};

static bool
find_other(struct letter *l, const char *text, size_t side)
{
	size_t i;

	for (i = 0; i < COUNT(alike); i++)
		if (strlen(alike[i][side]) == l->length &&
		    memcmp(alike[i][side], text, l->length) == 0) {
			l->other = alike[i][1 - side];
			return true;
		}
	return false;
}

/* The letter at text; length 0: something else stands there. */
static struct letter
letter_at(const char *text, size_t length)
{
	const unsigned char *s = (const unsigned char *)text;
	struct letter l = { 0, false, false, NULL };

	if (length == 0)
		return l;
	if ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') {
		l.length = 1;
		l.latin = true;
		(void)find_other(&l, text, 0);
	} else if (length > 1 && s[0] >= 0xD0 && s[0] <= 0xD3) {
		l.length = 2;
		l.cyrillic = true;
		(void)find_other(&l, text, 1);
	} else if (length > 1 && s[0] == 0xC3 && s[1] != 0x97 && s[1] != 0xB7) {
		l.length = 2; /* × and ÷ are no letters */
		l.latin = true;
		(void)find_other(&l, text, 0);
	}
	return l;
}

/* What a word is made of. */
struct word {
	size_t length;                    /* bytes; 0: here begins none */
	size_t latin, cyrillic;           /* letters */
	size_t only_latin, only_cyrillic; /* without look-alike */
	bool numeral;
};

/* Is the word a Roman numeral with something Cyrillic behind?  One of X alone
 * (Xимия) is one only with a short ending. */
static bool
is_numeral(const char *text, const struct word *w)
{
	size_t digits = 0;
	bool certain = false, lower;

	while (digits < w->length && memchr("IVX", text[digits], 3) != NULL) {
		certain = certain || text[digits] != 'X';
		digits++;
	}
	if (digits != w->latin || digits == 0 || digits == w->length)
		return false;
	/* а to я stand from D0 B0 to D1 8F */
	lower = (unsigned char)text[digits] == 0xD1 ||
		(unsigned char)text[digits + 1] >= 0xB0;
	return certain || (lower && w->cyrillic <= 2);
}

static struct word
word_at(const char *text, size_t length)
{
	struct word w = { .length = 0 };
	struct letter l;

	while ((l = letter_at(text + w.length, length - w.length)).length > 0) {
		w.length += l.length;
		w.latin += l.latin;
		w.cyrillic += l.cyrillic;
		w.only_latin += l.latin && l.other == NULL;
		w.only_cyrillic += l.cyrillic && l.other == NULL;
	}
	w.numeral = w.latin > 0 && w.cyrillic > 0 && is_numeral(text, &w);
	return w;
}

/* A text, and whether all that is certain in it is Cyrillic. */
struct text {
	const char *bytes;
	size_t length;
	bool known, cyrillic;
};

static bool
is_cyrillic(struct text *t)
{
	struct word w;
	size_t i;
	bool latin = false, cyrillic = false;

	if (t->known)
		return t->cyrillic;
	for (i = 0; i<t->length; i += w.length> 0 ? w.length : 1) {
		w = word_at(t->bytes + i, t->length - i);
		latin = latin || w.only_latin > 0;
		cyrillic = cyrillic || w.only_cyrillic > 0;
	}
	t->known = true;
	t->cyrillic = cyrillic && !latin;
	return t->cyrillic;
}

enum alphabet { ALPHABET_KEEP, ALPHABET_LATIN, ALPHABET_CYRILLIC };

/* Of which alphabet the word should be. */
static enum alphabet
alphabet_of(const struct word *w, struct text *t)
{
	if (w->latin == 0 || w->cyrillic == 0 || w->numeral ||
	    (w->only_latin > 0 && w->only_cyrillic > 0))
		return ALPHABET_KEEP;
	if (w->only_cyrillic > 0)
		return ALPHABET_CYRILLIC;
	if (w->only_latin > 0)
		return ALPHABET_LATIN;
	return w->cyrillic >= w->latin && is_cyrillic(t) ? ALPHABET_CYRILLIC
							 : ALPHABET_KEEP;
}

/* ---- the new text ---- */

struct output {
	char *text;
	size_t length, size;
	bool full;
};

static void
put(struct output *o, const char *text, size_t length)
{
	if (length > o->size - o->length) {
		o->full = true;
		return;
	}
	memcpy(o->text + o->length, text, length);
	o->length += length;
}

static void
put_word(
    struct output *o, const char *text, size_t length, enum alphabet alphabet)
{
	struct letter l;
	size_t i;

	for (i = 0; i < length; i += l.length) {
		l = letter_at(text + i, length - i);
		if (l.other != NULL &&
		    (alphabet == ALPHABET_LATIN ? l.cyrillic : l.latin))
			put(o, l.other, strlen(l.other));
		else
			put(o, text + i, l.length);
	}
}

static void
drop_unseen(struct output *o, const char *text, size_t length)
{
	size_t i, size;
	bool blank;

	for (i = 0; i < length; i += size) {
		size =
		    unseen((const unsigned char *)text + i, length - i, &blank);
		if (size == 0)
			put(o, text + i, size = 1);
		else if (blank)
			put(o, " ", 1);
	}
}

/* Is there a word whose letters are to change? */
static bool
has_mixed(struct text *t)
{
	struct word w;
	size_t i;

	for (i = 0; i<t->length; i += w.length> 0 ? w.length : 1) {
		w = word_at(t->bytes + i, t->length - i);
		if (alphabet_of(&w, t) != ALPHABET_KEEP)
			return true;
	}
	return false;
}

static void
mend_words(struct output *o, struct text *t, struct letters *letters)
{
	enum alphabet alphabet;
	struct word w;
	size_t i, start;

	for (i = 0; i<t->length; i += w.length> 0 ? w.length : 1) {
		w = word_at(t->bytes + i, t->length - i);
		start = o->length;
		if ((alphabet = alphabet_of(&w, t)) == ALPHABET_KEEP) {
			put(o, t->bytes + i, w.length > 0 ? w.length : 1);
			continue;
		}
		put_word(o, t->bytes + i, w.length, alphabet);
		if (letters->word == NULL) {
			letters->word = o->text + start;
			letters->word_length = o->length - start;
		}
	}
}

enum letters_change
letters_clean(const char *text, size_t length, char *to, size_t size,
    struct letters *letters)
{
	struct output o = { to, 0, size, false };
	struct text t = { text, length, false, false };
	enum letters_change least = LETTERS_SAME;
	struct marks m;
	bool mixed;

	*letters = (struct letters){ length, NULL, 0 };
	if (length > size / 2)
		return LETTERS_SAME;
	look(&m, text, length);
	mixed = m.accents || ((m.latin & HIGH) != 0 && (m.high & HIGH) != 0);
	if (m.unseen) {
		drop_unseen(&o, text, length);
		letters->length = t.length = o.length;
		least = LETTERS_CLEANED;
	}
	if (!mixed)
		return least;
	if (least == LETTERS_CLEANED) {
		/* from the end of the room to its beginning */
		t.bytes = to + size - t.length;
		memcpy(to + size - t.length, to, t.length);
		o.size = size - t.length;
		o.length = 0;
	}
	if (!has_mixed(&t))
		return least;
	mend_words(&o, &t, letters);
	if (!o.full) {
		letters->length = o.length;
		return LETTERS_REPAIRED;
	}
	letters->word = NULL;
	if (least == LETTERS_CLEANED)
		memmove(to, t.bytes, t.length);
	return least;
}

/* Is it ё or е, small or capital? */
static bool
is_ie(const char *text, size_t length, bool *upper)
{
	const unsigned char *s = (const unsigned char *)text;

	if (length < 2)
		return false;
	*upper = s[0] == 0xD0 && (s[1] == 0x81 || s[1] == 0x95);
	return *upper || (s[0] == 0xD0 && s[1] == 0xB5) ||
	       (s[0] == 0xD1 && s[1] == 0x91);
}

bool
letters_same(const char *a, size_t a_length, const char *b, size_t b_length)
{
	bool a_upper, b_upper;
	size_t i = 0;

	if (a_length != b_length)
		return false;
	while (i < a_length)
		if (a[i] == b[i])
			i++;
		else if (i > 0 && ((unsigned char)a[i] & 0xC0) == 0x80 &&
			 is_ie(a + i - 1, a_length - i + 1, &a_upper) &&
			 is_ie(b + i - 1, b_length - i + 1, &b_upper) &&
			 a_upper == b_upper)
			i++;
		else if (is_ie(a + i, a_length - i, &a_upper) &&
			 is_ie(b + i, b_length - i, &b_upper) &&
			 a_upper == b_upper)
			i += 2;
		else
			return false;
	return true;
}

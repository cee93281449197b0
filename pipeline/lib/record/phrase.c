/* phrase.c - comparison of the start of a cell, without allocation */
#include <string.h>

#include "record/phrase.h"

struct cursor {
	const unsigned char *next, *end;
	bool blank; /* the last character given was a blank */
};

/* The next character; the text is known to be UTF-8.  0 at the end. */
static unsigned
decode(struct cursor *c)
{
	const unsigned char *s = c->next;
	size_t left = (size_t)(c->end - s);

	if (left == 0)
		return 0;
	if (s[0] < 0x80 || left == 1) {
		c->next += 1;
		return s[0];
	}
	if (s[0] < 0xE0 || left == 2) {
		c->next += 2;
		return (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
	}
	if (s[0] < 0xF0 || left == 3) {
		c->next += 3;
		return (s[0] & 0xFU) << 12 | (s[1] & 0x3FU) << 6 |
		       (s[2] & 0x3FU);
	}
	c->next += 4;
	return (s[0] & 7U) << 18 | (s[1] & 0x3FU) << 12 | (s[2] & 0x3FU) << 6 |
	       (s[3] & 0x3FU);
}

static bool
is_blank(unsigned c)
{
	return (c >= '\t' && c <= ' ') || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static bool
is_quote(unsigned c)
{
	return c == '"' || c == '\'' || c == 0xAB || c == 0xBB ||
	       (c >= 0x2018 && c <= 0x201F);
}

static unsigned
fold(unsigned c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 'a' - 'A';
	if (c >= 0x410 && c <= 0x42F)
		return c + 0x20;
	if (c == 0x401 || c == 0x451)
		return 0x435;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	return c;
}

/* The next character that counts; runs of blanks are one. */
static unsigned
next_folded(struct cursor *c)
{
	unsigned character;

	while ((character = decode(c)) != 0) {
		if (is_quote(character) || (is_blank(character) && c->blank))
			continue;
		c->blank = is_blank(character);
		return c->blank ? ' ' : fold(character);
	}
	return 0;
}

static bool
is_word(unsigned c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (c >= 0x400 && c <= 0x4FF);
}

static struct cursor
cursor_on(const char *text, size_t length)
{
	struct cursor c = { (const unsigned char *)text,
		(const unsigned char *)text + length, true };

	return c;
}

size_t
phrase_starts(const char *text, size_t length, const char *phrase)
{
	struct cursor t = cursor_on(text, length);
	struct cursor p = cursor_on(phrase, strlen(phrase));
	unsigned wanted, last = 0;
	size_t count = 0;

	while ((wanted = next_folded(&p)) != 0) {
		if (next_folded(&t) != wanted)
			return 0;
		last = wanted;
		count++;
	}
	if (is_word(last) && is_word(next_folded(&t)))
		return 0;
	return count;
}

bool
phrase_is(const char *text, size_t length, const char *phrase)
{
	struct cursor t = cursor_on(text, length);
	struct cursor p = cursor_on(phrase, strlen(phrase));
	unsigned wanted;

	do {
		wanted = next_folded(&p);
		if (next_folded(&t) != wanted)
			return false;
	} while (wanted != 0);
	return true;
}

int
phrase_find(const char *text, size_t length, const struct text_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (phrase_starts(text, length, list->items[i]) > 0)
			return (int)i;
	return -1;
}

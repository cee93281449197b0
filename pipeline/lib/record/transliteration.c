/* transliteration.c - GOST 7.79-2000, system B, as snake_case */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "record/transliteration.h"

/* U+0430 (а) to U+044F (я). */
static const char *const russian[] = { "a", "b", "v", "g", "d", "e", "zh", "z",
	"i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "x",
	"cz", "ch", "sh", "shh", "", "y", "", "e", "yu", "ya" };

static const struct {
	uint32_t character;
	const char *latin;
} others[] = {
	{ 0x451, "yo" }, /* ё */
	{ 0x454, "ye" }, /* є */
	{ 0x456, "i" },  /* і */
	{ 0x457, "yi" }, /* ї */
	{ 0x45E, "u" },  /* ў */
	{ 0x491, "g" },  /* ґ */
	{ 0x497, "zh" }, /* җ */
	{ 0x4A3, "n" },  /* ң */
	{ 0x4AF, "u" },  /* ү */
	{ 0x4BB, "h" },  /* һ */
	{ 0x4D9, "a" },  /* ә */
	{ 0x4E9, "o" },  /* ө */
	{ 0xDF, "ss" },  /* ß */
	{ 0xE6, "ae" },  /* æ */
	{ 0xF8, "o" },   /* ø */
	{ 0x142, "l" },  /* ł */
	{ 0x153, "oe" }, /* œ */
	{ 0x2116, "n" }, /* № */
};

/* Before и, е, ы, й and their like ц is "c". */
static bool
softens(uint32_t next)
{
	return next == 0x435 || next == 0x438 || next == 0x439 ||
	       next == 0x44B || next == 0x456 || next == 0x451 ||
	       next == 0x44D || next == 0x44E || next == 0x44F;
}

/* What stands for a character in lower case; NULL: no part of a word. */
static const char *
latin_of(uint32_t c, uint32_t next, char single[2])
{
	size_t i;

	if (c == 0x446 && softens(next))
		return "c";
	if (c >= 0x430 && c <= 0x44F)
		return russian[c - 0x430];
	for (i = 0; i < COUNT(others); i++)
		if (others[i].character == c)
			return others[i].latin;
	c = text_base(c);
	if (c >= 0x80 || !isalnum((int)c))
		return NULL;
	single[0] = (char)c;
	single[1] = '\0';
	return single;
}

/* The character at text in lower case, and its bytes (0 at the end). */
static size_t
next_lower(const char *text, uint32_t *c)
{
	size_t size = text_character(text, strlen(text), c);

	*c = text_lower(*c);
	return size;
}

/* What is too long ends with a word, if half of it is left. */
static void
cut_word(char name[TRANSLITERATION_NAME], size_t length)
{
	char *last;

	name[length] = '\0';
	last = strrchr(name, '_');
	if (last != NULL && (size_t)(last - name) >= length / 2)
		*last = '\0';
}

void
transliterate(const char *text, char name[TRANSLITERATION_NAME])
{
	const char *latin;
	char single[2];
	size_t length = 0, size, bytes;
	bool gap = false;
	uint32_t c, next;

	for (; (size = next_lower(text, &c)) > 0; text += size) {
		if (c == 0xAD || (c >= 0x300 && c <= 0x36F))
			continue; /* soft hyphens and loose accents */
		(void)next_lower(text + size, &next);
		if ((latin = latin_of(c, next, single)) == NULL) {
			gap = true;
			continue;
		}
		bytes = strlen(latin);
		if (length == 0 && isdigit((unsigned char)*latin)) {
			name[length++] = 'n'; /* number */
			gap = true;
		}
		if (length + gap + bytes >= TRANSLITERATION_NAME) {
			cut_word(name, length);
			return;
		}
		if (bytes == 0)
			continue;
		if (gap && length > 0)
			name[length++] = '_';
		gap = false;
		memcpy(name + length, latin, bytes);
		length += bytes;
	}
	name[length] = '\0';
}

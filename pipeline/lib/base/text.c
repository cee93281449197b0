/* text.c - UTF-8 text: validity, width, normal form, distance */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

#define IO 0x0451u /* ё */
#define IE 0x0435u /* е */

size_t
text_valid(const char *text, size_t length)
{
	const uint8_t *bytes = (const uint8_t *)text;
	const uint8_t *bad = u8_check(bytes, length);

	return bad == NULL ? length : (size_t)(bad - bytes);
}

/* White space, and what shows nothing but hides in exported cells. */
static bool
is_space(ucs4_t c)
{
	return uc_is_property_white_space(c) || c == 0x00AD || c == 0xFEFF ||
	       (c >= 0x200B && c <= 0x200F) || c == 0x2060;
}

/* Is the first byte, or the last two, one of the characters that texts begin
 * and end with nearly always: ASCII that is seen, or Cyrillic? */
static bool
begins_solid(const uint8_t *start)
{
	return (*start > ' ' && *start < 0x7F) ||
	       (*start >= 0xD0 && *start <= 0xD3);
}

static bool
ends_solid(const uint8_t *start, const uint8_t *end)
{
	return (end[-1] > ' ' && end[-1] < 0x7F) ||
	       (end - start >= 2 && end[-2] >= 0xD0 && end[-2] <= 0xD3 &&
		   end[-1] >= 0x80 && end[-1] < 0xC0);
}

const char *
text_trim(const char *text, size_t *length)
{
	const uint8_t *start = (const uint8_t *)text;
	const uint8_t *end, *before;
	ucs4_t c;
	int size;

	if (*length == 0)
		return text; /* perhaps NULL */
	end = start + *length;
	while (start < end && !begins_solid(start)) {
		size = u8_mbtouc(&c, start, (size_t)(end - start));
		if (!is_space(c))
			break;
		start += size;
	}
	while (end > start && !ends_solid(start, end) &&
	       (before = u8_prev(&c, end, start)) != NULL && is_space(c))
		end = before;
	*length = (size_t)(end - start);
	return (const char *)start;
}

/* Steers a terminal or turns the direction of what follows. */
static bool
is_control(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C ||
	       c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* The visible form of the next character; *size: the bytes it stands for. */
static size_t
visible(const uint8_t *from, size_t length, char form[8], int *size)
{
	ucs4_t c = 0;

	*size = u8_mbtoucr(&c, from, length);
	if (*size < 0) {
		*size = 1;
		return (size_t)snprintf(form, 8, "\\x%02x", from[0]);
	}
	if (c == '\n' || c == '\t' || c == '\r')
		return (size_t)snprintf(form, 8, "\\%c",
		    c == '\n'   ? 'n'
		    : c == '\t' ? 't'
				: 'r');
	if (is_control(c))
		return (size_t)snprintf(
		    form, 8, c < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned)c);
	memcpy(form, from, (size_t)*size);
	return (size_t)*size;
}

size_t
text_visible(const char *text, size_t length, char *to, size_t size)
{
	const uint8_t *from = (const uint8_t *)text;
	char form[8];
	size_t used = 0, count;
	int taken;

	while (length > 0) {
		count = visible(from, length, form, &taken);
		if (used + count >= size)
			break;
		memcpy(to + used, form, count);
		used += count;
		from += taken;
		length -= (size_t)taken;
	}
	to[used] = '\0';
	return used;
}

static bool
is_dash(ucs4_t c)
{
	return uc_is_general_category(c, UC_DASH_PUNCTUATION) || c == 0x2212;
}

static bool
is_punctuation(ucs4_t c)
{
	return c != '_' && uc_is_general_category(c, UC_PUNCTUATION);
}

/* Letters and digits of most names, which need no look into tables. */
static bool
is_common(ucs4_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (c >= 0x430 && c <= 0x44F);
}

/*
 * Write the characters of a folded text in their form for comparison; to has
 * room for as many bytes, for no form is longer than what it stands for.
 */
static size_t
normal_form(const uint8_t *from, size_t length, uint8_t *to)
{
	size_t used = 0;
	bool blank = false, dash;
	ucs4_t c;
	int size;

	for (; length > 0; from += size, length -= (size_t)size) {
		size = u8_mbtouc(&c, from, length);
		dash = false;
		if (!is_common(c)) {
			if (uc_is_property_white_space(c)) {
				blank = true;
				continue;
			}
			if (is_space(c) || uc_is_property_quotation_mark(c))
				continue;
			dash = is_dash(c);
			if (!dash && is_punctuation(c)) {
				blank = true;
				continue;
			}
		}
		if (blank && used > 0 && !dash && to[used - 1] != '-')
			to[used++] = ' ';
		blank = false;
		if (dash)
			to[used++] = '-';
		else
			used +=
			    (size_t)u8_uctomb(to + used, c == IO ? IE : c, 4);
	}
	return used;
}

/* A character that NFKC leaves as it is wherever it stands among its like,
 * in lower case; 0: another. */
static ucs4_t
fold_common(ucs4_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	if (c >= 0x410 && c <= 0x42F)
		return c + 0x20;
	if (c == 0x401)
		return IO;
	if ((c >= 0x430 && c <= 0x44F) || c == IO || c == 0xAB || c == 0xBB ||
	    (c >= 0x2012 && c <= 0x2014))
		return c;
	return c == 0xA0 ? ' ' : 0;
}

/*
 * NFKC and case folding of a text that has ASCII and Russian letters and the
 * usual quotation marks and dashes alone, as most names have: nothing is
 * looked up, which is some ten times faster.  false: the text has others.
 */
static bool
folded_common(const uint8_t *from, size_t length, uint8_t *to, size_t *size)
{
	ucs4_t c;
	int taken;

	for (*size = 0; length > 0; from += taken, length -= (size_t)taken) {
		taken = u8_mbtouc(&c, from, length);
		if (c == 0)
			to[(*size)++] = 0;
		else if ((c = fold_common(c)) == 0)
			return false;
		else
			*size += (size_t)u8_uctomb(to + *size, c, 4);
	}
	return true;
}

static uint8_t *
fold(const char *text, size_t length, size_t *size, struct fail *f)
{
	const uint8_t *from = (const uint8_t *)text;
	uint8_t *common = memory_array(length + 1, 1, f), *form, *folded = NULL;

	if (common == NULL || folded_common(from, length, common, size))
		return common;
	free(common);
	form = u8_normalize(UNINORM_NFKC, from, length, NULL, size);
	if (form != NULL)
		folded =
		    u8_casefold(form, *size, NULL, UNINORM_NFKC, NULL, size);
	free(form);
	if (folded == NULL)
		fail_memory(f);
	return folded;
}

/* ASCII that most names have beside letters and digits: a blank for them. */
static bool
is_blank_mark(uint8_t c)
{
	return c == ' ' || c == '.' || c == ',' || c == '(' || c == ')' ||
	       c == '/' || c == ':';
}

/* A Russian letter of two bytes in lower case, without the dots of ё; 0:
 * another character. */
static unsigned
small_russian(const uint8_t *from)
{
	unsigned c = (from[0] & 0x1FU) << 6 | (from[1] & 0x3FU);

	if ((from[1] & 0xC0) != 0x80)
		return 0;
	if (c >= 0x410 && c <= 0x42F)
		return c + 0x20;
	if (c == 0x401 || c == IO)
		return IE;
	return c >= 0x430 && c <= 0x44F ? c : 0;
}

/*
 * The same as fold() and normal_form() in one pass, for names of ASCII and
 * Russian letters, digits and the commonest marks: registries are read for each
 * file, and hardly anything else stands in them.  false: this has others.
 */
static bool
normal_common(const uint8_t *from, size_t length, uint8_t *to)
{
	const uint8_t *end = from + length;
	size_t used = 0;
	bool blank = false, dash;
	unsigned c;

	while (from < end) {
		c = *from++;
		if (is_blank_mark((uint8_t)c)) {
			blank = true;
			continue;
		}
		if (c == '"')
			continue;
		if (c >= 0x80) {
			if (from == end)
				return false;
			if (c == 0xC2 && (*from == 0xAB || *from == 0xBB)) {
				from++;
				continue;
			}
			if ((c != 0xD0 && c != 0xD1) ||
			    (c = small_russian(from - 1)) == 0)
				return false;
			from++;
		}
		dash = c == '-';
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		else if (!dash && !is_common(c))
			return false;
		if (blank && used > 0 && !dash && to[used - 1] != '-')
			to[used++] = ' ';
		blank = false;
		if (c >= 0x80)
			to[used++] = (uint8_t)(0xC0 | c >> 6);
		to[used++] = (uint8_t)(c < 0x80 ? c : 0x80 | (c & 0x3F));
	}
	to[used] = '\0';
	return true;
}

char *
text_normalise(const char *text, size_t length, struct fail *f)
{
	uint8_t *folded, *form = memory_array(length + 1, 1, f);
	size_t size = 0;

	if (form == NULL || normal_common((const uint8_t *)text, length, form))
		return (char *)form;
	free(form);
	form = NULL;
	if (text_valid(text, length) != length) {
		fail_set(f, FAIL_DATA, "%s", _("the text is not UTF-8"));
		return NULL;
	}
	if ((folded = fold(text, length, &size, f)) == NULL)
		return NULL;
	if ((form = memory_array(size + 1, 1, f)) != NULL)
		form[normal_form(folded, size, form)] = '\0';
	free(folded);
	return (char *)form;
}

bool
text_has_number(const char *text, size_t digits)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t left = strlen(text), count = 0;
	ucs4_t c;
	int size;

	for (; left > 0 && count < digits; at += size, left -= (size_t)size) {
		size = u8_mbtouc(&c, at, left);
		if (uc_is_property_decimal_digit(c))
			count++;
		else if (!is_space(c) && !uc_is_property_dash(c))
			count = 0;
	}
	return count >= digits;
}

size_t
text_width(const char *text)
{
	int width = u8_strwidth((const uint8_t *)text, "UTF-8");

	return width > 0 ? (size_t)width : 0;
}

size_t
text_cut(const char *text, size_t length, size_t most)
{
	if (length <= most)
		return length;
	while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return most;
}

size_t
text_characters(const char *text)
{
	return u8_mbsnlen((const uint8_t *)text, strlen(text));
}

/* The characters of valid UTF-8 of at most TEXT_DISTANCE_MAX bytes. */
static size_t
characters_of(const char *text, ucs4_t *characters)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t count = 0;

	while ((at = u8_next(&characters[count], at)) != NULL)
		count++;
	return count;
}

size_t
text_distance(const char *a, const char *b)
{
	ucs4_t x[TEXT_DISTANCE_MAX + 1], y[TEXT_DISTANCE_MAX + 1];
	size_t row[TEXT_DISTANCE_MAX + 1], m, n, i, j, diagonal, above, best;

	if (strlen(a) > TEXT_DISTANCE_MAX || strlen(b) > TEXT_DISTANCE_MAX)
		return SIZE_MAX;
	m = characters_of(a, x);
	n = characters_of(b, y);
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; i <= m; i++) {
		diagonal = row[0];
		row[0] = i;
		for (j = 1; j <= n; j++) {
			above = row[j];
			best = above < row[j - 1] ? above + 1 : row[j - 1] + 1;
			diagonal += x[i - 1] != y[j - 1];
			row[j] = diagonal < best ? diagonal : best;
			diagonal = above;
		}
	}
	return row[n];
}

size_t
text_character(const char *text, size_t length, uint32_t *character)
{
	ucs4_t c;
	int size;

	*character = 0;
	if (length == 0)
		return 0;
	size = u8_mbtoucr(&c, (const uint8_t *)text, length);
	if (size <= 0)
		return 1;
	*character = c;
	return (size_t)size;
}

bool
text_is_letter(uint32_t character)
{
	return uc_is_alpha(character);
}

uint32_t
text_lower(uint32_t character)
{
	return uc_tolower(character);
}

uint32_t
text_base(uint32_t character)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int count = uc_canonical_decomposition(character, parts);

	return count > 0 ? text_base(parts[0]) : character;
}

/* cell_kind.c - what a cell looks like */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "record/cell_kind.h"

/* Longer cells are text. */
#define SHORT 64

struct text {
	const unsigned char *at;
	size_t length;
};

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Bytes of the blank at the start: also no-break (UTF-8, one-byte) and thin
 * ones; 0: none. */
static size_t
blank_at(struct text t)
{
	if (t.length == 0)
		return 0;
	if (t.at[0] == ' ' || (t.at[0] >= '\t' && t.at[0] <= '\r') ||
	    t.at[0] == 0xA0)
		return 1;
	if (t.length > 1 && t.at[0] == 0xC2 && t.at[1] == 0xA0)
		return 2;
	if (t.length > 2 && t.at[0] == 0xE2 && t.at[1] == 0x80 &&
	    ((t.at[2] >= 0x80 && t.at[2] <= 0x8B) || t.at[2] == 0xAF))
		return 3;
	return 0;
}

static struct text
trim(struct text t)
{
	size_t blank;

	while ((blank = blank_at(t)) > 0) {
		t.at += blank;
		t.length -= blank;
	}
	while (t.length > 0 &&
	       (t.at[t.length - 1] == ' ' ||
		   (t.at[t.length - 1] >= '\t' && t.at[t.length - 1] <= '\r')))
		t.length--;
	if (t.length > 2 && t.at[t.length - 2] == 0xC2 &&
	    t.at[t.length - 1] == 0xA0)
		t.length -= 2;
	return t;
}

static struct text
skip(struct text t, size_t count)
{
	return (struct text){ t.at + count, t.length - count };
}

static bool
starts(struct text t, const char *with)
{
	size_t length = strlen(with);

	return t.length >= length && memcmp(t.at, with, length) == 0;
}

/* Bytes of a sign or dash at the start; U+2010 to U+2015, U+2212. */
static size_t
sign_at(struct text t)
{
	if (t.length == 0)
		return 0;
	if (t.at[0] == '-' || t.at[0] == '+' || t.at[0] == 0x96 ||
	    t.at[0] == 0x97)
		return 1;
	if (starts(t, "\xE2\x88\x92") ||
	    (t.length > 2 && t.at[0] == 0xE2 && t.at[1] == 0x80 &&
		t.at[2] >= 0x90 && t.at[2] <= 0x95))
		return 3;
	return 0;
}

#define MARK(text)                     \
	{                              \
		text, sizeof(text) - 1 \
	}

static bool
is_mark(struct text t)
{
	/* those of letters in UTF-8, Windows-1251, KOI8-R and CP866 */
	static const struct {
		const char *text;
		size_t length;
	} marks[] = { MARK("."), MARK(".."), MARK("..."), MARK("*"), MARK("**"),
		MARK("x"), MARK("?"), MARK("\\n"), MARK("\xE2\x80\xA6"),
		MARK("\x85"), MARK("\xD1\x85"), MARK("\xD0\xA5"), MARK("(c)"),
		MARK("na"), MARK("n/a"), MARK("#n/a"), MARK("nan"), MARK("nd"),
		MARK("null"), MARK("none"), MARK("nil"), MARK("n.d."),
		MARK("n.a."), MARK("\xD0\xBD/\xD0\xB4"),
		MARK("\xD0\x9D/\xD0\x94"), MARK("\xED/\xE4"), MARK("\xCE/\xC4"),
		MARK("\xAD/\xA4") };
	size_t i;

	if (t.length > 8)
		return false;
	if (sign_at(t) == t.length)
		return true;
	for (i = 0; i < COUNT(marks); i++)
		if (marks[i].length == t.length &&
		    strncasecmp((const char *)t.at, marks[i].text, t.length) ==
			0)
			return true;
	for (i = 0; i < t.length; i++)
		if (t.at[i] != '-')
			return false;
	return true;
}

/* Bytes of a currency sign or % at the start. */
static size_t
unit_at(struct text t)
{
	if (t.length == 0)
		return 0;
	if (t.at[0] == '$' || t.at[0] == '%' || t.at[0] == 0x88)
		return 1;
	if (starts(t, "\xC2\xA3") || starts(t, "\xC2\xA5"))
		return 2;
	if (starts(t, "\xE2\x82\xAC") || starts(t, "\xE2\x82\xBD"))
		return 3;
	return 0;
}

/* Digits with groups and a decimal mark, nothing before or after them; an
 * exponent may follow. */
static bool
is_plain_number(struct text t)
{
	size_t digits = 0, marks = 0, blank;

	while (t.length > 0) {
		if (is_digit(t.at[0])) {
			digits++;
			t = skip(t, 1);
		} else if (t.at[0] == '.' || t.at[0] == ',' ||
			   t.at[0] == '\'') {
			marks++;
			t = skip(t, 1);
			if (t.length == 0 || !is_digit(t.at[0]))
				return false;
		} else if ((blank = blank_at(t)) > 0 && digits > 0) {
			t = skip(t, blank);
			if (t.length < 3 || !is_digit(t.at[0]) ||
			    !is_digit(t.at[1]) || !is_digit(t.at[2]))
				return false;
		} else
			break;
	}
	if (digits == 0)
		return false;
	if (t.length > 1 && (t.at[0] == 'e' || t.at[0] == 'E')) {
		t = skip(t, 1);
		t = skip(t, sign_at(t));
		for (marks = 0; t.length > 0 && is_digit(t.at[0]); marks++)
			t = skip(t, 1);
		return marks > 0 && t.length == 0;
	}
	return t.length == 0 && (marks < 2 || digits > 3);
}

static bool
is_number(struct text t)
{
	size_t unit;

	if (t.length > 2 && t.at[0] == '(' && t.at[t.length - 1] == ')')
		t = trim((struct text){ t.at + 1, t.length - 2 });
	if (is_plain_number(t))
		return true;
	t = skip(t, unit_at(t));
	t = skip(t, sign_at(t));
	t = trim(skip(t, unit_at(t)));
	for (unit = 1; unit <= 3 && unit < t.length; unit++)
		if (unit_at(skip(t, t.length - unit)) == unit) {
			t.length -= unit;
			t = trim(t);
			break;
		}
	return is_plain_number(t);
}

/* One to four digits, then a separator; the digits' count. */
static size_t
digits_at(struct text t)
{
	size_t count = 0;

	while (count < t.length && is_digit(t.at[count]))
		count++;
	return count;
}

/* hh:mm with seconds, fractions, AM, a zone. */
static bool
is_time(struct text t)
{
	size_t count = digits_at(t), parts = 1;

	if (count < 1 || count > 3 || t.length < count + 3 ||
	    t.at[count] != ':')
		return false;
	while (t.length > 0 && count > 0) {
		t = skip(t, count);
		if (t.length < 2 ||
		    (t.at[0] != ':' && t.at[0] != '.' && t.at[0] != ','))
			break;
		parts++;
		t = skip(t, 1);
		count = digits_at(t);
	}
	if (count == 0 || parts < 2)
		return false;
	t = trim(t);
	if (t.length == 0 || (t.length == 1 && t.at[0] == 'Z') ||
	    (t.length == 2 && (t.at[1] | 0x20) == 'm'))
		return true;
	if (t.at[0] == '+' || t.at[0] == '-')
		return t.length <= 6 && is_digit(t.at[1]);
	return t.length <= 5 && is_letter(t.at[0]);
}

static size_t
letters_at(struct text t)
{
	size_t count = 0;

	while (count < t.length && is_letter(t.at[count]))
		count++;
	return count;
}

/* Day, month and year in any order, the month perhaps a word; what follows is
 * nothing or a time. */
static bool
is_date(struct text t)
{
	size_t count, part, digits = 0;
	unsigned char separator = 0;

	for (part = 0; part < 3; part++) {
		if (part > 0) {
			if (t.length == 0 ||
			    (separator != 0 && t.at[0] != separator))
				return false;
			separator = t.at[0];
			if (memchr("-/. ", separator, 4) == NULL)
				return false;
			t = skip(t, 1);
		}
		count = digits_at(t);
		if (count == 0) {
			count = letters_at(t);
			if (part > 1 || count < 3 || count > 18)
				return false;
		} else if (count == 3 || count > 4)
			return false;
		else
			digits += count;
		t = skip(t, count);
	}
	if (digits < 4 || digits > 8)
		return false;
	if (t.length > 0 && (t.at[0] == 'T' || t.at[0] == ' ') &&
	    is_time(trim(skip(t, 1))))
		return true;
	t = trim(t);
	/* "24 февраля 2022 г." */
	return t.length == 0 || (t.length <= 3 && t.at[t.length - 1] == '.');
}

static bool
is_link(struct text t)
{
	const char *bytes = (const char *)t.at;
	const char *at, *end = bytes + t.length;

	if (memchr(bytes, ' ', t.length) != NULL)
		return false;
	if (starts(t, "http://") || starts(t, "https://") ||
	    starts(t, "ftp://") || starts(t, "www."))
		return true;
	at = memchr(bytes, '@', t.length);
	return at != NULL && at > bytes && at + 3 < end &&
	       memchr(at, '.', (size_t)(end - at)) != NULL;
}

/* One word of letters, digits and what joins them, with a digit. */
static bool
is_code(struct text t)
{
	size_t i, digits = 0;

	for (i = 0; i < t.length; i++)
		if (is_digit(t.at[i]))
			digits++;
		else if (!is_letter(t.at[i]) &&
			 (i == 0 || memchr("-_./:#", t.at[i], 6) == NULL))
			return false;
	return digits > 0;
}

enum cell_kind
cell_kind(const char *bytes, size_t length)
{
	struct text t =
	    trim((struct text){ (const unsigned char *)bytes, length });

	if (t.length == 0)
		return CELL_KIND_EMPTY;
	if (t.length <= SHORT && digits_at(t) == t.length)
		return CELL_KIND_NUMBER;
	if (is_mark(t))
		return CELL_KIND_MARK;
	if (t.length <= SHORT) {
		/* before numbers: 24.02.2022 */
		if (is_date(t) || is_time(t))
			return CELL_KIND_DATE;
		if (is_number(t))
			return CELL_KIND_NUMBER;
	}
	if (is_link(t))
		return CELL_KIND_LINK;
	if (t.length <= SHORT && is_code(t))
		return CELL_KIND_CODE;
	return CELL_KIND_TEXT;
}

/* value_period.c - periods as exports write them (value_period.h) */
#include <stdbool.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "record/phrase.h"
#include "value/value_date.h"
#include "value/value_period.h"

#define TOKENS 6

/* A number, a word of letters, or one of the marks - / . */
struct token {
	const char *text;
	size_t length;
	int number; /* -1: it is none */
	bool mark;
};

struct tokens {
	size_t count;
	struct token items[TOKENS];
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a blank, quotation mark or other sign that says nothing. */
static size_t
passed_over(const char *text, size_t length)
{
	static const char *const signs[] = { " ", "\t", "\u00A0", "\u202F",
		"\u2009" };
	size_t i, size;

	for (i = 0; i < COUNT(signs); i++) {
		size = strlen(signs[i]);
		if (size <= length && memcmp(signs[i], text, size) == 0)
			return size;
	}
	return 0;
}

/* Bytes of a dash, of any kind, or of another mark; 0: it is none. */
static size_t
mark_length(const char *text, size_t length, const char **sign)
{
	static const struct {
		const char *bytes, *sign;
	} marks[] = { { "-", "-" }, { "/", "/" }, { ".", "." },
		{ "\u2010", "-" }, { "\u2011", "-" }, { "\u2012", "-" },
		{ "\u2013", "-" }, { "\u2014", "-" }, { "\u2212", "-" } };
	size_t i, size;

	for (i = 0; i < COUNT(marks); i++) {
		size = strlen(marks[i].bytes);
		if (size <= length && memcmp(marks[i].bytes, text, size) == 0) {
			*sign = marks[i].sign;
			return size;
		}
	}
	return 0;
}

static size_t
letters_length(const char *text, size_t length)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t i = 0;

	while (i < length) {
		if ((s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'z')
			i++;
		else if (i + 1 < length && (s[i] == 0xD0 || s[i] == 0xD1))
			i += 2;
		else
			break;
	}
	return i;
}

static size_t
take_number(const char *text, size_t length, int *number)
{
	size_t i = 0;

	*number = 0;
	while (i < length && i < 4 && is_digit(text[i]))
		*number = *number * 10 + (text[i++] - '0');
	return i < length && is_digit(text[i]) ? 0 : i;
}

static size_t
take_token(const char *text, size_t length, struct token *t)
{
	size_t size;

	t->text = text;
	t->number = -1;
	t->mark = false;
	if (is_digit(*text))
		size = take_number(text, length, &t->number);
	else if ((size = mark_length(text, length, &t->text)) > 0) {
		t->mark = true;
		t->length = 1;
		return size;
	} else
		size = letters_length(text, length);
	t->length = size;
	return size;
}

static bool
is_mark(const struct token *t, char mark)
{
	return t->mark && *t->text == mark;
}

static bool
is_word(const struct token *t, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count && t->number == -1 && !t->mark; i++)
		if (phrase_is(t->text, t->length, words[i]))
			return true;
	return false;
}

/* The text as tokens; a point behind a word, and г. or года behind all else,
 * say nothing. */
static bool
split(const char *text, size_t length, struct tokens *t)
{
	static const char *const years[] = { "г", "год", "года", "гг", "годы" };
	size_t i = 0, size;
	struct token token;

	t->count = 0;
	while (i < length) {
		if ((size = passed_over(text + i, length - i)) > 0) {
			i += size;
			continue;
		}
		if ((size = take_token(text + i, length - i, &token)) == 0)
			return false;
		i += size;
		if (is_mark(&token, '.') && t->count > 0 &&
		    t->items[t->count - 1].number == -1 &&
		    !t->items[t->count - 1].mark)
			continue;
		if (t->count == TOKENS)
			return false;
		t->items[t->count++] = token;
	}
	if (t->count > 1 &&
	    is_word(&t->items[t->count - 1], years, COUNT(years)))
		t->count--;
	return t->count > 0;
}

static bool
is_year(const struct token *t)
{
	return t->length == 4 && t->number >= DATE_YEAR_MIN &&
	       t->number <= DATE_YEAR_MAX;
}

/* 1 to 4, in digits or Roman; Q1 in one token too. */
static int
small_number(const struct token *t)
{
	static const char *const romans[] = { "I", "II", "III", "IV" };
	size_t i;

	if (t->number != -1)
		return t->length == 1 && t->number <= 4 ? t->number : 0;
	for (i = 0; i < COUNT(romans) && !t->mark; i++)
		if (phrase_is(t->text, t->length, romans[i]))
			return (int)i + 1;
	return 0;
}

/* Digits of a number, and where the next sign goes. */
static char *
put_number(char *to, int number, size_t digits)
{
	size_t i;

	for (i = digits; i-- > 0; number /= 10)
		to[i] = (char)('0' + number % 10);
	return to + digits;
}

static enum period_kind
print(enum period_kind kind, int year, int part, char period[PERIOD_TEXT])
{
	char *next = put_number(period, year, 4);

	switch (kind) {
	case PERIOD_HALF:
	case PERIOD_QUARTER:
		*next++ = '-';
		*next++ = kind == PERIOD_HALF ? 'S' : 'Q';
		next = put_number(next, part, 1);
		break;
	case PERIOD_MONTH:
	case PERIOD_OPEN:
		*next++ = '-';
		next = put_number(next, part, 2);
		break;
	case PERIOD_SCHOOL_YEAR:
		*next++ = '/';
		next = put_number(next, year + 1, 4);
		break;
	case PERIOD_YEAR:
	case PERIOD_NONE:
		break;
	}
	*next = '\0';
	return kind;
}

/* 2013/2014, 2013-14, 2022-03, 2022.03 */
static enum period_kind
scan_pair(const struct tokens *t, bool school, enum period_kind open,
    char period[PERIOD_TEXT])
{
	const struct token *a = &t->items[0], *b = &t->items[2];
	bool next;

	if (t->count != 3 || !t->items[1].mark || b->number == -1)
		return PERIOD_NONE;
	if (!is_year(a))
		return a->length <= 2 && a->number >= 1 && a->number <= 12 &&
			       is_year(b) && !school
			   ? print(PERIOD_MONTH, b->number, a->number, period)
			   : PERIOD_NONE;
	next = (b->length == 4 && b->number == a->number + 1) ||
	       (b->length == 2 && b->number == (a->number + 1) % 100);
	next = next && !is_mark(&t->items[1], '.');
	if (b->length != 2 || b->number < 1 || b->number > 12 || school)
		return next ? print(PERIOD_SCHOOL_YEAR, a->number, 0, period)
			    : PERIOD_NONE;
	/* a slash is that of a school year */
	if (is_mark(&t->items[1], '/'))
		return next ? print(PERIOD_SCHOOL_YEAR, a->number, 0, period)
			    : print(PERIOD_MONTH, a->number, b->number, period);
	return print(next ? open : PERIOD_MONTH, a->number, b->number, period);
}

/* Take уч. год, учебный год, from the end. */
static bool
take_school(struct tokens *t)
{
	static const char *const school[] = { "уч", "учебный", "учебного",
		"учебные" };

	if (t->count < 2 ||
	    !is_word(&t->items[t->count - 1], school, COUNT(school)))
		return false;
	t->count--;
	return true;
}

/* Take the year from the front or the end; its number, or 0. */
static int
take_year(struct tokens *t)
{
	int year;

	if (t->count > 1 && is_year(&t->items[t->count - 1]))
		return t->items[--t->count].number;
	if (!is_year(&t->items[0]))
		return 0;
	year = t->items[0].number;
	t->count--;
	memmove(t->items, t->items + 1, t->count * sizeof(t->items[0]));
	if (t->count > 1 && t->items[0].mark) {
		t->count--;
		memmove(t->items, t->items + 1, t->count * sizeof(t->items[0]));
	}
	return year;
}

/* I кв., 1-й квартал, 1 полугодие, Q 1: what is beside the year. */
static enum period_kind
scan_part(struct tokens *t, int year, char period[PERIOD_TEXT])
{
	static const char *const quarters[] = { "кв", "квартал", "квартала",
		"Q", "quarter" };
	static const char *const halves[] = { "полугодие", "полугодия", "S",
		"H" };
	static const char *const endings[] = { "й", "ый", "ой", "ий", "е",
		"ое" };
	const struct token *number = &t->items[0], *word = &t->items[1];
	int part;

	if (t->count == 4 && is_mark(&t->items[1], '-') &&
	    is_word(&t->items[2], endings, COUNT(endings)))
		word = &t->items[3];
	else if (t->count == 3 && is_word(word, endings, COUNT(endings)))
		word = &t->items[2];
	else if (t->count != 2)
		return PERIOD_NONE;
	if (number->number == -1 && word->number != -1) {
		number = &t->items[1]; /* Q1 */
		word = &t->items[0];
	}
	if ((part = small_number(number)) == 0)
		return PERIOD_NONE;
	if (is_word(word, quarters, COUNT(quarters)))
		return print(PERIOD_QUARTER, year, part, period);
	return part <= 2 && is_word(word, halves, COUNT(halves))
		   ? print(PERIOD_HALF, year, part, period)
		   : PERIOD_NONE;
}

enum period_kind
period_scan(const char *text, size_t length, enum period_kind open,
    char period[PERIOD_TEXT])
{
	struct tokens t;
	enum period_kind kind;
	bool school;
	int year, month;

	if (date_year(text, length, &year))
		return print(PERIOD_YEAR, year, 0, period);
	if (!split(text, length, &t))
		return PERIOD_NONE;
	school = take_school(&t);
	if ((kind = scan_pair(&t, school, open, period)) != PERIOD_NONE ||
	    school)
		return kind;
	if ((year = take_year(&t)) == 0 || t.count == 0)
		return PERIOD_NONE;
	if (t.count == 1 && t.items[0].number == -1 && !t.items[0].mark &&
	    (month = date_month(t.items[0].text, t.items[0].length)) > 0)
		return print(PERIOD_MONTH, year, month, period);
	return scan_part(&t, year, period);
}

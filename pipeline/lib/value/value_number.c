/* value_number.c - numbers as exports write them (value_number.h) */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "value/value_number.h"

#define EXPONENT_MAX 400 /* beyond any double */

/* The cell without sign, percent sign and power of ten: digits, and for each
 * mark one of ' ' '\'' ',' '.'. */
struct body {
	char signs[2 * NUMBER_DIGITS];
	size_t length;
	size_t blanks, apostrophes, commas, points;
	size_t last_comma, last_point; /* where */
};

/* Bytes of the character at text; its sign is ' ', '-', '\'' or what it is in
 * ASCII, and 0 for what no number has. */
static size_t
next_sign(const char *text, size_t length, char *sign)
{
	static const struct {
		const char *bytes;
		char sign;
	} signs[] = { { "\u00A0", ' ' }, { "\u2007", ' ' }, { "\u2008", ' ' },
		{ "\u2009", ' ' }, { "\u200A", ' ' }, { "\u202F", ' ' },
		{ "\u2002", ' ' }, { "\u2003", ' ' }, { "\u2004", ' ' },
		{ "\u2005", ' ' }, { "\u2006", ' ' }, { "\u205F", ' ' },
		{ "\u3000", ' ' }, { "\u2212", '-' }, { "\u2010", '-' },
		{ "\u2011", '-' }, { "\u2012", '-' }, { "\u2013", '-' },
		{ "\u2014", '-' }, { "\u2019", '\'' }, { "\u02BC", '\'' } };
	size_t i, size;

	if ((unsigned char)*text < 0x80) {
		*sign = *text == '\t' ? ' ' : *text;
		return 1;
	}
	for (i = 0; i < COUNT(signs); i++) {
		size = strlen(signs[i].bytes);
		if (size <= length && memcmp(signs[i].bytes, text, size) == 0) {
			*sign = signs[i].sign;
			return size;
		}
	}
	*sign = '\0';
	return 1;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A part of the cell, of which signs are taken from either end. */
struct part {
	const char *text;
	size_t length;
};

/* Take the sign from the front if it is there. */
static bool
take_first(struct part *p, char wanted)
{
	char sign = '\0';
	size_t size;

	if (p->length == 0)
		return false;
	size = next_sign(p->text, p->length, &sign);
	if (sign != wanted)
		return false;
	p->text += size;
	p->length -= size;
	return true;
}

/* Take the sign from the end if it is there. */
static bool
take_last(struct part *p, char wanted)
{
	size_t start = p->length;
	char sign = '\0';

	if (p->length == 0)
		return false;
	do
		start--;
	while (start > 0 && (p->text[start] & 0xC0) == 0x80);
	(void)next_sign(p->text + start, p->length - start, &sign);
	if (sign != wanted)
		return false;
	p->length = start;
	return true;
}

static void
skip_blanks(struct part *p)
{
	while (take_first(p, ' '))
		;
}

/* Parentheses, percent sign and sign; *negative says what they mean. */
static bool
strip(struct part *p, bool *negative)
{
	bool enclosed, sign;

	*negative = false;
	if (p->length > 0 && is_digit(*p->text) &&
	    is_digit(p->text[p->length - 1]))
		return true;
	*negative = enclosed = take_first(p, '(');
	if (enclosed) {
		skip_blanks(p);
		if (!take_last(p, ')'))
			return false;
	}
	if (take_last(p, '%') || enclosed)
		while (take_last(p, ' '))
			;
	sign = take_first(p, '-');
	if (sign && enclosed)
		return false;
	*negative = *negative || sign;
	if (sign || take_first(p, '+'))
		skip_blanks(p);
	return p->length > 0;
}

/* Take the power of ten from the end: E+10. */
static bool
split_exponent(struct part *p, struct number *n)
{
	size_t i = 0, at;
	bool negative = false;

	while (i < p->length && (p->text[i] | 0x20) != 'e')
		i++;
	if (i == p->length)
		return true;
	at = i + 1;
	if (at < p->length && (p->text[at] == '+' || p->text[at] == '-'))
		negative = p->text[at++] == '-';
	if (at == p->length)
		return false;
	for (; at < p->length; at++) {
		if (!is_digit(p->text[at]))
			return false;
		if (n->exponent <= EXPONENT_MAX)
			n->exponent = n->exponent * 10 + (p->text[at] - '0');
	}
	if (negative)
		n->exponent = -n->exponent;
	n->scientific = true;
	p->length = i;
	return true;
}

static bool
take_body(struct body *b, struct part p)
{
	size_t i = 0;
	char sign;

	b->length = b->blanks = b->apostrophes = b->commas = b->points = 0;
	b->last_comma = b->last_point = 0;
	while (i < p.length) {
		i += next_sign(p.text + i, p.length - i, &sign);
		if (b->length == sizeof(b->signs))
			return false;
		switch (sign) {
		case ' ':
			b->blanks++;
			break;
		case '\'':
			b->apostrophes++;
			break;
		case ',':
			b->commas++;
			b->last_comma = b->length;
			break;
		case '.':
			b->points++;
			b->last_point = b->length;
			break;
		default:
			if (!is_digit(sign))
				return false;
		}
		b->signs[b->length++] = sign;
	}
	return true;
}

/* Which marks are what. */
struct marks {
	char decimal, group;
	bool open;
};

/* One comma or point and no other mark. */
static struct marks
marks_of_one(
    const struct body *b, const struct number_style *style, struct number *n)
{
	char mark = b->commas > 0 ? ',' : '.';
	size_t at = b->commas > 0 ? b->last_comma : b->last_point;
	struct marks m = { mark, '\0', false };

	if (at > 3 || b->signs[0] == '0' || b->length - at - 1 != 3 ||
	    n->scientific) {
		n->proves = mark;
		return m;
	}
	if (style->group == mark ||
	    (style->decimal != '\0' && style->decimal != mark))
		return (struct marks){ '\0', mark, false };
	m.open = style->decimal == '\0' && style->group == '\0';
	return m;
}

static struct marks
find_marks(
    const struct body *b, const struct number_style *style, struct number *n)
{
	struct marks m = { '\0', '\0', false };

	if (b->blanks + b->apostrophes > 0) {
		m.group = b->blanks > 0 ? ' ' : '\'';
		if (b->commas + b->points > 0)
			m.decimal = n->proves = b->commas > 0 ? ',' : '.';
	} else if (b->commas > 0 && b->points > 0) {
		m.decimal = b->last_comma > b->last_point ? ',' : '.';
		m.group = m.decimal == ',' ? '.' : ',';
		n->proves = m.decimal;
	} else if (b->commas + b->points > 1) {
		m.group = b->commas > 0 ? ',' : '.';
		n->proves = m.group == ',' ? '.' : ',';
	} else if (b->commas + b->points == 1)
		m = marks_of_one(b, style, n);
	return m;
}

/* Does the schema allow these marks? */
static bool
allows(const struct number_style *style, struct marks m)
{
	if (!style->strict)
		return true;
	if (style->decimal != '\0' &&
	    ((m.decimal != '\0' && m.decimal != style->decimal) ||
		m.group == style->decimal))
		return false;
	return style->group == '\0' || m.group == '\0' ||
	       m.group == style->group;
}

/* The digits without the marks of groups, into n->text. */
static bool
take_digits(const struct body *b, struct marks m, struct number *n)
{
	size_t i, digits = 0, whole = 0, group = 0;
	bool grouped = false;
	char sign;

	for (i = 0; i < b->length; i++) {
		sign = b->signs[i];
		if (is_digit(sign)) {
			if (digits++ == NUMBER_DIGITS)
				return false;
			group++;
			whole += n->fraction == 0;
			n->text[n->length++] = sign;
			continue;
		}
		/* a mark ends a group of the whole part */
		if (n->fraction > 0 || whole == 0 ||
		    (grouped ? group != 3 : sign == m.group && group > 3))
			return false;
		if (sign == m.group && sign != '\0') {
			grouped = true;
			group = 0;
		} else if (sign == m.decimal && sign != '\0') {
			n->text[n->length++] = '.';
			n->fraction = n->length;
		} else
			return false;
	}
	n->text[n->length] = '\0';
	n->ungrouped = whole > 3 && !grouped;
	if (n->fraction > 0)
		return n->length > n->fraction;
	return whole > 0 && (!grouped || group == 3);
}

enum number_result
number_scan(const char *text, size_t length, const struct number_style *style,
    struct number *n)
{
	struct part p = { text, length };
	struct body b;
	struct marks m;
	bool negative;

	n->length = n->fraction = 0;
	n->scientific = n->ungrouped = false;
	n->exponent = 0;
	n->proves = '\0';
	if (!strip(&p, &negative) || !split_exponent(&p, n) ||
	    !take_body(&b, p))
		return NUMBER_NONE;
	m = find_marks(&b, style, n);
	if (negative)
		n->text[n->length++] = '-';
	if (!allows(style, m) || !take_digits(&b, m, n))
		return NUMBER_NONE;
	n->open = m.open ? m.decimal : '\0';
	return m.open ? NUMBER_OPEN : NUMBER_READ;
}

/* The digits of a number without its point, and where that stands. */
struct digits {
	char text[NUMBER_DIGITS];
	size_t count;
	int point;
};

static void
digits_of(const struct number *n, struct digits *d)
{
	size_t i;

	d->count = 0;
	for (i = (n->text[0] == '-'); i < n->length; i++)
		if (n->text[i] != '.')
			d->text[d->count++] = n->text[i];
	d->point = n->fraction == 0
		       ? (int)d->count
		       : (int)(n->fraction - 1 - (n->text[0] == '-'));
	d->point += n->exponent;
}

static bool
all_zero(const char *digits, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		if (digits[i] != '0')
			return false;
	return true;
}

enum number_whole
number_integer(const struct number *n, int64_t *integer)
{
	const bool negative = n->text[0] == '-';
	const uint64_t most = (uint64_t)INT64_MAX + negative;
	struct digits d;
	uint64_t sum = 0;
	unsigned digit;
	int i;

	digits_of(n, &d);
	*integer = 0;
	if (all_zero(d.text, 0, d.count))
		return NUMBER_WHOLE;
	if (d.point > (int)d.count)
		return NUMBER_ROUNDED;
	if (d.point <= 0 || !all_zero(d.text, (size_t)d.point, d.count))
		return NUMBER_FRACTION;
	for (i = 0; i < d.point; i++) {
		digit = (unsigned)(d.text[i] - '0');
		if (sum > (most - digit) / 10)
			return NUMBER_FRACTION;
		sum = sum * 10 + digit;
	}
	/* the least number has no positive counterpart */
	*integer = negative ? -(int64_t)(sum - 1) - 1 : (int64_t)sum;
	return NUMBER_WHOLE;
}

bool
number_double(const struct number *n, double *number)
{
	char text[sizeof(n->text) + sizeof("e-4000")];
	struct digits d;

	if (!n->scientific) {
		*number = strtod(n->text, NULL);
		return true;
	}
	snprintf(text, sizeof(text), "%se%d", n->text, n->exponent);
	*number = strtod(text, NULL);
	if (fpclassify(*number) != FP_ZERO)
		return isfinite(*number);
	digits_of(n, &d);
	return all_zero(d.text, 0, d.count);
}

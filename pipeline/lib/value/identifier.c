/* identifier.c - form and check digits of identifiers (identifier.h) */
#include <string.h>

#include "value/identifier.h"

#define SNILS_NUMBER 9                /* digits in front of those that check */
#define SNILS_UNCHECKED_LAST 1001998L /* 001-001-998 */

/* Is this a blank or a hyphen, of any kind? */
static bool
is_separator(unsigned c)
{
	return c == ' ' || c == '\t' || c == '-' || c == 0xA0 || c == 0xAD ||
	       c == 0x1680 || (c >= 0x2000 && c <= 0x200D) ||
	       (c >= 0x2010 && c <= 0x2015) || c == 0x202F || c == 0x205F ||
	       c == 0x2060 || c == 0x2212 || c == 0x3000 || c == 0xFE58 ||
	       c == 0xFE63 || c == 0xFEFF || c == 0xFF0D;
}

/* Bytes of the character at text, which is UTF-8; 0xFFFF for those of four. */
static size_t
next_character(const char *text, size_t length, unsigned *c)
{
	const unsigned char *s = (const unsigned char *)text;

	*c = s[0];
	if (s[0] < 0x80 || length == 1)
		return 1;
	*c = (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
	if (s[0] < 0xE0 || length == 2)
		return 2;
	*c = (s[0] & 0xFU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
	if (s[0] < 0xF0 || length == 3)
		return 3;
	*c = 0xFFFF;
	return 4;
}

/* The sum of the digits by their weights. */
static int
weigh(const char *digits, const int *weights, size_t count)
{
	int sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += (digits[i] - '0') * weights[i];
	return sum;
}

static bool
all_zero(const char *digits, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (digits[i] != '0')
			return false;
	return true;
}

/* Is the digit this number? */
static bool
is_number(char digit, int number)
{
	return digit - '0' == number;
}

static bool
check_snils(const char *d, size_t length)
{
	static const int weights[SNILS_NUMBER] = { 9, 8, 7, 6, 5, 4, 3, 2, 1 };
	long number = 0;
	size_t i;

	(void)length;
	for (i = 0; i < SNILS_NUMBER; i++)
		number = number * 10 + (d[i] - '0');
	if (number > 0 && number <= SNILS_UNCHECKED_LAST)
		return true;
	return number > 0 &&
	       (d[SNILS_NUMBER] - '0') * 10 + (d[SNILS_NUMBER + 1] - '0') ==
		   weigh(d, weights, SNILS_NUMBER) % 101 % 100;
}

static bool
check_inn(const char *d, size_t length)
{
	static const int weights[] = { 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 };

	if (all_zero(d, length))
		return false;
	if (length == 10)
		return is_number(d[9], weigh(d, weights + 2, 9) % 11 % 10);
	return is_number(d[10], weigh(d, weights + 1, 10) % 11 % 10) &&
	       is_number(d[11], weigh(d, weights, 11) % 11 % 10);
}

/* The number of so many digits modulo a small one, modulo 10. */
static int
remainder_of(const char *d, size_t count, long divisor)
{
	long number = 0;
	size_t i;

	for (i = 0; i < count; i++)
		number = (number * 10 + (d[i] - '0')) % divisor;
	return (int)(number % 10);
}

static bool
check_ogrn(const char *d, size_t length)
{
	return *d != '0' &&
	       is_number(d[length - 1], remainder_of(d, length - 1, 11));
}

static bool
check_ogrnip(const char *d, size_t length)
{
	return (*d == '3' || *d == '4') &&
	       is_number(d[length - 1], remainder_of(d, length - 1, 13));
}

/* The last digit is the control number of the others. */
static bool
check_control(const char *d, size_t length)
{
	static const int weights[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3 };
	static const int rising[] = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
	size_t count = length - 1;
	int control = weigh(d, weights, count) % 11;

	if (all_zero(d, length))
		return false;
	if (control < 10)
		return is_number(d[count], control);
	return is_number(d[count], weigh(d, weights + 2, count) % 11 % 10) ||
	       is_number(d[count], weigh(d, rising, count) % 11 % 10);
}

/* Of a place, which may stand without its control number. */
static bool
check_place(const char *d, size_t length)
{
	return length % 3 == 2 ? !all_zero(d, length)
			       : check_control(d, length);
}

/* Every number of so many signs is one. */
static bool
check_nothing(const char *d, size_t length)
{
	(void)d;
	(void)length;
	return true;
}

/* What is to be known of a kind: bit n of lengths says that it may have n
 * digits, and so many zeros at its front may be lost. */
struct kind {
	unsigned lengths, proved;
	size_t zeros;
	bool (*check)(const char *digits, size_t length);
};

#define BIT(n) (1U << (n))
#define PLACE                                                            \
	(BIT(2) | BIT(3) | BIT(5) | BIT(6) | BIT(8) | BIT(9) | BIT(11) | \
	    BIT(12))

static const struct kind kinds[FORMATS] = {
	[FORMAT_SNILS] = { BIT(11), 0, 0, check_snils },
	[FORMAT_INN] = { BIT(10) | BIT(12), BIT(10) | BIT(12), 1, check_inn },
	[FORMAT_INN10] = { BIT(10), BIT(10), 1, check_inn },
	[FORMAT_INN12] = { BIT(12), BIT(12), 2, check_inn },
	[FORMAT_OGRN] = { BIT(13), 0, 0, check_ogrn },
	[FORMAT_OGRNIP] = { BIT(15), 0, 0, check_ogrnip },
	[FORMAT_OKPO] = { BIT(8) | BIT(10), BIT(8), 3, check_control },
	[FORMAT_OKATO] = { PLACE, 0, 0, check_place },
	[FORMAT_OKTMO] = { PLACE, 0, 0, check_place },
	[FORMAT_KPP] = { BIT(9), 0, 0, check_nothing },
};

static bool
has_length(unsigned lengths, size_t length)
{
	return (lengths >> length & 1) != 0;
}

/* 1,5E+10, whatever the digits. */
static bool
is_rounded(const char *text, size_t length)
{
	size_t i = 0;

	while (i < length && ((text[i] >= '0' && text[i] <= '9') ||
				 text[i] == ',' || text[i] == '.'))
		i++;
	return i > 0 && length - i > 2 && (text[i] | 0x20) == 'e' &&
	       text[i + 1] == '+' && text[i + 2] >= '0' && text[i + 2] <= '9';
}

/* Take what spreadsheets and data frames put around digits. */
static void
strip(enum table_format format, const char **text, size_t *length,
    struct identifier *id)
{
	if (format == FORMAT_SNILS)
		return;
	if (*length > 1 && **text == '\'') {
		(*text)++;
		(*length)--;
	}
	if (*length > 2 && (*text)[*length - 1] == '0' &&
	    ((*text)[*length - 2] == '.' || (*text)[*length - 2] == ',')) {
		*length -= 2;
		id->decimal = true;
	}
}

/* May the sign stand there? */
static bool
is_sign(enum table_format format, size_t at, unsigned c)
{
	return (c >= '0' && c <= '9') ||
	       (format == FORMAT_KPP && (at == 4 || at == 5) && c >= 'A' &&
		   c <= 'Z');
}

static bool
take_signs(enum table_format format, const char *text, size_t length,
    struct identifier *id)
{
	size_t i = 0;
	unsigned c;

	while (i < length) {
		i += next_character(text + i, length - i, &c);
		if (is_sign(format, id->length, c)) {
			if (id->length == IDENTIFIER_MAX)
				return false;
			id->text[id->length++] = (char)c;
		} else if (!is_separator(c))
			return false;
	}
	id->text[id->length] = '\0';
	return true;
}

/* Put zeros back in front if the digits are then good. */
static bool
put_zeros(const struct kind *kind, struct identifier *id)
{
	struct identifier full = *id;
	size_t zeros;

	for (zeros = 1; zeros <= kind->zeros; zeros++) {
		if (!has_length(kind->proved, id->length + zeros))
			continue;
		full.length = id->length + zeros;
		memset(full.text, '0', zeros);
		memcpy(full.text + zeros, id->text, id->length + 1);
		if (!kind->check(full.text, full.length))
			continue;
		*id = full;
		id->zeros = true;
		return true;
	}
	return false;
}

enum identifier_check
identifier_read(enum table_format format, const char *text, size_t length,
    struct identifier *id)
{
	const struct kind *kind = &kinds[format];

	*id = (struct identifier){ .length = 0 };
	if (is_rounded(text, length))
		return IDENTIFIER_ROUNDED;
	strip(format, &text, &length, id);
	if (!take_signs(format, text, length, id))
		return IDENTIFIER_FORM;
	if (!has_length(kind->lengths, id->length))
		return id->length > 0 && put_zeros(kind, id) ? IDENTIFIER_GOOD
							     : IDENTIFIER_FORM;
	if (!kind->check(id->text, id->length))
		return IDENTIFIER_DIGITS;
	if (kind->check == check_place && id->length % 3 == 0)
		id->text[--id->length] = '\0'; /* the control number */
	return IDENTIFIER_GOOD;
}

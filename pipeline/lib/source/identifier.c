/* identifier.c - form and check digits of identifiers (identifier.h) */
#include <stdbool.h>

#include "source/identifier.h"

#define NUMBER 9                /* digits in front of those that check */
#define UNCHECKED_LAST 1001998L /* 001-001-998 */

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

/* The two digits that belong to the number, as a number. */
static int
snils_check(const char digits[IDENTIFIER_SNILS])
{
	int i, sum = 0;

	for (i = 0; i < NUMBER; i++)
		sum += (digits[i] - '0') * (NUMBER - i);
	return sum % 101 % 100;
}

enum identifier_check
identifier_snils(const char *text, size_t length, char digits[IDENTIFIER_SNILS])
{
	size_t i = 0, count = 0;
	long number = 0;
	unsigned c;
	int check;

	while (i < length) {
		i += next_character(text + i, length - i, &c);
		if (c >= '0' && c <= '9') {
			if (count == IDENTIFIER_SNILS)
				return IDENTIFIER_FORM;
			digits[count++] = (char)c;
		} else if (!is_separator(c))
			return IDENTIFIER_FORM;
	}
	if (count != IDENTIFIER_SNILS)
		return IDENTIFIER_FORM;
	for (i = 0; i < NUMBER; i++)
		number = number * 10 + (digits[i] - '0');
	if (number > 0 && number <= UNCHECKED_LAST)
		return IDENTIFIER_GOOD;
	check = (digits[NUMBER] - '0') * 10 + (digits[NUMBER + 1] - '0');
	return number > 0 && check == snils_check(digits) ? IDENTIFIER_GOOD
							  : IDENTIFIER_DIGITS;
}

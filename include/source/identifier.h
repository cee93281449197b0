/*
 * identifier.h - identifiers of persons as exports write them: their form and
 * their check digits.
 *
 *	char digits[IDENTIFIER_SNILS];
 *	if (identifier_snils("112-233-445 95", 14, digits) == IDENTIFIER_GOOD)
 *		key_pseudonym(key, "snils", digits, sizeof(digits), pseudonym);
 *
 * SNILS, the insurance number of a person: nine digits d1 ... d9 and two that
 * check them, sum of di * (10 - i) modulo 101, where 100 counts as 00.  The
 * numbers up to 001-001-998 were given before there were check digits and are
 * not checked (Pension Fund of Russia; kholenkov.ru/data-validation).  The
 * number 000-000-000 is nobody's: exports have it where none is known.
 */
#ifndef SOURCE_IDENTIFIER_H
#define SOURCE_IDENTIFIER_H

#include <stddef.h>

#define IDENTIFIER_SNILS 11 /* digits */

enum identifier_check {
	IDENTIFIER_GOOD,
	IDENTIFIER_FORM,  /* not 11 digits */
	IDENTIFIER_DIGITS /* the check digits are wrong */
};

/*
 * Blanks and hyphens of any kind, anywhere in the text (UTF-8), are left out;
 * a zero that a spreadsheet took from the front is not put back.  The digits
 * are set, without a NUL, unless the form is wrong.
 */
enum identifier_check identifier_snils(
    const char *text, size_t length, char digits[IDENTIFIER_SNILS]);

#endif

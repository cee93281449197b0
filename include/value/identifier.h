/*
 * identifier.h - identifiers as exports write them: their form and their check
 * digits.
 *
 *	struct identifier id;
 *	if (identifier_read(FORMAT_SNILS, "112-233-445 95", 14, &id) ==
 *	    IDENTIFIER_GOOD)
 *		key_pseudonym(key, "snils", id.text, id.length, pseudonym);
 *
 * The normal form is digits alone.  Blanks and hyphens of any kind between
 * them are left out; so is an apostrophe in front and, but for SNILS, ",0" or
 * ".0" behind, which a spreadsheet or data frame put there.
 *
 * SNILS, the insurance number of a person: nine digits d1 ... d9 and two that
 * check them, sum of di * (10 - i) modulo 101, where 100 counts as 00.  The
 * numbers up to 001-001-998 were given before there were check digits and are
 * not checked (Pension Fund of Russia; kholenkov.ru/data-validation).  The
 * number 000-000-000 is nobody's: exports have it where none is known.
 *
 * INN, of tax payers: ten digits of an organisation, the last being the sum of
 * the others by the weights 2 4 10 3 5 9 4 6 8, modulo 11, modulo 10; twelve
 * of a person, the eleventh by 7 2 4 10 3 5 9 4 6 8, the twelfth by 3 7 2 4 10
 * 3 5 9 4 6 8 (order of the tax service MMV-7-6/435).
 *
 * OGRN, of organisations: thirteen digits, the last being the number of the
 * first twelve modulo 11, modulo 10; it begins with no 0.  OGRNIP, of
 * entrepreneurs: fifteen, by fourteen modulo 13, modulo 10; it begins with 3
 * or 4 (order of the Ministry of Finance 165n).
 *
 * OKPO: eight digits, or ten of entrepreneurs, the last being the control
 * number; OKATO and OKTMO: 2, 5, 8 or 11 digits, or one more, the control
 * number, which the normal form leaves out.  The control number is the sum of
 * the digits by the weights 1 2 ... 10 1 2 ... modulo 11, if that is 10 by
 * those moved by two, and 0 if it is 10 again (R 50.1.024-2005).  Moved they
 * are 3 4 ... 10 1 2 ... to some and 3 4 ... 12 to others: codes of more than
 * eight digits are good by either.
 *
 * KPP, the reason of registration: four digits, two signs of 0-9 and A-Z,
 * three digits (order of the tax service MMV-7-6/435); nothing checks it.
 *
 * Zeros that a spreadsheet took from the front are put back where the check
 * digits prove it: one of an INN of 10 digits, up to two of 12, and up to
 * three of an OKPO, never those of a SNILS.
 */
#ifndef VALUE_IDENTIFIER_H
#define VALUE_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>

#include "value/table_schema.h"

#define IDENTIFIER_MAX 15 /* digits */

enum identifier_check {
	IDENTIFIER_GOOD,
	IDENTIFIER_FORM,   /* too few digits, too many, or other signs */
	IDENTIFIER_DIGITS, /* the check digits are wrong */
	IDENTIFIER_ROUNDED /* 7,70708E+09: digits are lost */
};

struct identifier {
	char text[IDENTIFIER_MAX + 1]; /* the normal form; a NUL follows */
	size_t length;
	bool zeros;   /* zeros were put back in front */
	bool decimal; /* ",0" was left out behind */
};

/* The text is UTF-8; the format is one of a field that is an identifier with
 * digits: FORMAT_SNILS to FORMAT_KPP. */
enum identifier_check identifier_read(
    enum table_format, const char *text, size_t length, struct identifier *);

#endif

/*
 * header_words.h - what the words of a header say about its column.
 *
 *	unsigned says = header_words("Количество студентов, чел.", f);
 *	if (says & WORDS_COUNT) ...
 *
 * The vocabulary of the field in Russian and English, some French: exports of
 * schools, colleges and statistical offices.
 */
#ifndef SNIFF_HEADER_WORDS_H
#define SNIFF_HEADER_WORDS_H

#include <stdbool.h>

#include "base/fail.h"

enum header_words {
	WORDS_PERSON = 1,  /* full name, surname */
	WORDS_PRIVATE = 2, /* of a person: birth date, telephone, passport */
	WORDS_ORGANISATION = 4, /* college, employer */
	WORDS_CODE = 8,         /* code, number of a document, identifier */
	WORDS_PERIOD = 16,      /* year, quarter, reference date */
	WORDS_DATE = 32,
	WORDS_COUNT = 64, /* number of, students, places */
	WORDS_RATE = 128, /* share, %, mean, per 1,000 */
	WORDS_FLAG = 256, /* is there, needs */
	WORDS_ROW = 512,  /* the number of the row */
	WORDS_GROUP =
	    1024, /* what people are counted by: sex, region, programme */
	WORDS_PLACE = 2048, /* where: latitude, longitude, address */
	WORDS_SNILS = 4096,
	WORDS_BIRTH = 8192,    /* of the private ones: when born */
	WORDS_CONTACT = 16384, /* of them: telephone, passport, home address */
	WORDS_ADDRESS = 32768, /* of the places */
	WORDS_WHO = 65536      /* one person: student, graduate */
};

/* Does the header have this word (a name of an identifier such as "инн"), in
 * Cyrillic or Latin letters?  Case makes no difference. */
bool header_has_word(const char *header, const char *word);
/* Any of the above; -1 on failure. */
int header_words(const char *header, struct fail *) MUST_CHECK;

#endif

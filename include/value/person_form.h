/*
 * person_form.h - is a text what a person can be found by, by its form alone?
 *
 *	person_form("112-233-445 95", 14, 11)	PERSON_FORM_SNILS
 *	person_form("+7 (913) 123-45-67", 18, 11)	PERSON_FORM_PHONE
 *	person_form("4510 123456", 11, 10)	PERSON_FORM_PASSPORT
 *	person_form("ул. Мира, д. 5, кв. 7", ...)	PERSON_FORM_ADDRESS
 *
 * Eleven digits in a row are no telephone here: what they are their check
 * digits and the header of the column say.
 */
#ifndef VALUE_PERSON_FORM_H
#define VALUE_PERSON_FORM_H

#include <stddef.h>

enum person_form {
	PERSON_FORM_NONE,
	PERSON_FORM_SNILS,    /* with its hyphens */
	PERSON_FORM_PHONE,    /* +7 or 8 and ten digits, with marks */
	PERSON_FORM_MAIL,     /* an e-mail address */
	PERSON_FORM_PASSPORT, /* 45 10 123456 */
	PERSON_FORM_ADDRESS   /* with a street, a house or a flat */
};

/* UTF-8, trimmed; digits: how many of its characters are digits. */
enum person_form person_form(const char *text, size_t length, size_t digits);

#endif

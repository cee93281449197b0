/*
 * language.h - the languages of reports and texts given in both of them.
 *
 *	struct title title;
 *	if (title_read(json_member(root, "title"), &title, f) == -1)
 *		return -1;
 *	puts(title.text[LANGUAGE_RU]);	(borrowed from the JSON tree)
 */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/fail.h"
#include "base/json.h"

enum language { LANGUAGE_RU, LANGUAGE_EN, LANGUAGES };

/* A text for people: {"ru": ..., "en": ...}, complete in both. */
struct title {
	const char *text[LANGUAGES];
};

/* "ru", "en" */
const char *language_code(enum language);
/* The language with this code; FAIL_USAGE names those there are. */
int language_find(const char *code, enum language *, struct fail *) MUST_CHECK;

/* Both texts are required; a NULL node is a programming error. */
int title_read(const struct json *, struct title *, struct fail *) MUST_CHECK;
/* {"ru": ..., "en": ...} for output. */
struct json_value *title_value(const struct title *);

#endif

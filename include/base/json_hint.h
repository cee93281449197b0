/*
 * json_hint.h - what to do about a syntax error of JSON, for people who write
 * it by hand.
 *
 *	hint = json_hint(error.text, text, (size_t)error.position);
 *	if (hint != NULL)
 *		...
 */
#ifndef BASE_JSON_HINT_H
#define BASE_JSON_HINT_H

#include <stddef.h>

/* error: jansson's words, "... near 'TOKEN'"; the token ends at text[end].
 * The advice in the user's language, or NULL if the slip is none of the common
 * ones. */
const char *json_hint(const char *error, const char *text, size_t end);

#endif

/*
 * text.h - UTF-8 text: validity, width, normal form, order.
 *
 *	char *key = text_normalise("г.  Москва", strlen("г.  Москва"), f);
 *	(key is "г москва"; free(key))
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

/* The offset of the first byte that is not UTF-8, or length if none. */
size_t text_valid(const char *text, size_t length);

/*
 * The part of text without leading and trailing white space (no-break and
 * zero-width characters and the byte-order mark included); *length is
 * changed, the result points into text.
 */
const char *text_trim(const char *text, size_t *length);

/*
 * The form in which names are compared: NFKC, case folded, ё as е, dashes as
 * '-', quotation marks dropped, other punctuation and all white space as one
 * blank, trimmed.  Owned by the caller; NULL on failure.
 */
char *text_normalise(const char *text, size_t length, struct fail *) MUST_CHECK;

/* Columns that the text takes on a terminal; control characters count 0. */
size_t text_width(const char *text);

/*
 * Order of names in Russian collation, the same in every locale: letters by
 * the alphabet (ё after е), case only where all else is equal, Cyrillic
 * before Latin, digits first.  <0, 0, >0 like strcmp.
 */
int text_compare(const char *a, const char *b);

#endif

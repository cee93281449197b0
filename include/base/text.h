/*
 * text.h - UTF-8 text: validity, width, normal form, distance.
 *
 *	char *key = text_normalise("г.  Москва", strlen("г.  Москва"), f);
 *	(key is "г москва"; free(key))
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

struct text_list {
	size_t count;
	const char **items;
};

/* The offset of the first byte that is not UTF-8, or length if none. */
size_t text_valid(const char *text, size_t length);

/*
 * The part of text without leading and trailing white space (no-break and
 * zero-width characters and the byte-order mark included); *length is
 * changed, the result points into text.
 */
const char *text_trim(const char *text, size_t *length);

/*
 * Copy text to a buffer of size bytes (at least 1) so that a terminal shows
 * it and obeys none of it: control characters, those that turn the direction
 * of writing and bytes that are not UTF-8 become \n, \t, \r, \x1b or \u202e.
 * What does not fit is cut between two characters.  Returns the bytes
 * written; a NUL follows them.
 */
size_t text_visible(const char *text, size_t length, char *to, size_t size);

/*
 * The form in which names are compared: NFKC, case folded, ё as е, dashes as
 * '-' without blanks beside them, quotation marks and zero-width characters
 * dropped, other punctuation (but '_') and all white space as one blank,
 * trimmed.  Owned by the caller; NULL on failure (FAIL_DATA: not UTF-8).
 */
char *text_normalise(const char *text, size_t length, struct fail *) MUST_CHECK;

/* Are there so many digits in a row, or more, with nothing but blanks and
 * hyphens of any kind between them? */
bool text_has_number(const char *text, size_t digits);

/* The character at text, of at most length bytes: its bytes, 0 at the end; a
 * byte that is no UTF-8 is the character 0. */
size_t text_character(const char *text, size_t length, uint32_t *character);
bool text_is_letter(uint32_t character);
uint32_t text_lower(uint32_t character);
/* The letter without its accents: e of é. */
uint32_t text_base(uint32_t character);

/* The bytes of the whole characters among the first most bytes of a text: where
 * to cut valid UTF-8. */
size_t text_cut(const char *text, size_t length, size_t most);

/* Columns that the text takes on a terminal; control characters count 0. */
size_t text_width(const char *text);

/* Characters of valid UTF-8. */
size_t text_characters(const char *text);

/*
 * The fewest characters to insert, delete or replace that make one text the
 * other, both valid UTF-8; SIZE_MAX when one has more than TEXT_DISTANCE_MAX
 * bytes, for the cost is the product of the lengths.  V. I. Levenshtein,
 * Binary codes capable of correcting deletions, insertions and reversals,
 * 1966.
 */
#define TEXT_DISTANCE_MAX 512
size_t text_distance(const char *a, const char *b);

#endif

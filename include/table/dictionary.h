/*
 * dictionary.h - the distinct texts of a column; a code is the place of a
 * text in order of its first addition.
 *
 *	struct dictionary *d = dictionary_new(f);
 *	int32_t code = dictionary_add(d, "Москва", 12, f);
 *	dictionary_free(d);
 */
#ifndef TABLE_DICTIONARY_H
#define TABLE_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

struct dictionary;

struct dictionary *dictionary_new(struct fail *) MUST_CHECK;
/* One more owner of the same dictionary: each calls dictionary_free(). */
struct dictionary *dictionary_share(struct dictionary *);
/* The last owner's call releases the memory; NULL is allowed. */
void dictionary_free(struct dictionary *);
/* The code of this text, added if it is new; -1 on failure. */
int32_t dictionary_add(struct dictionary *, const char *text, size_t length,
    struct fail *) MUST_CHECK;
/* The code, or -1 if the text is not there. */
int32_t dictionary_find(
    const struct dictionary *, const char *text, size_t length);
int32_t dictionary_count(const struct dictionary *);
/* NUL-terminated, borrowed until the next dictionary_add(); length may be
 * NULL. */
const char *dictionary_text(
    const struct dictionary *, int32_t code, size_t *length);

#endif

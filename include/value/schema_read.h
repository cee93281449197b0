/*
 * schema_read.h - the pieces that parts of a dataset schema share, read from
 * JSON with failures that name file and pointer.
 *
 *	struct text_list aliases;
 *	if (schema_read_list(json_member(node, "aliases"), &aliases, f) == -1)
 *		...
 *	free(aliases.items);
 *
 * An absent node (NULL) leaves the target as it was.
 */
#ifndef VALUE_SCHEMA_READ_H
#define VALUE_SCHEMA_READ_H

#include "base/fail.h"
#include "base/json.h"
#include "value/table_schema.h"

/* An array of texts; numbers are not texts.  The array is the caller's. */
int schema_read_list(
    const struct json *, struct text_list *, struct fail *) MUST_CHECK;
/* The same for an array of items in a default of this program. */
int schema_copy_list(const char *const *items, size_t count, struct text_list *,
    struct fail *) MUST_CHECK;
/* {"ru": ..., "en": ...}, or one text for both. */
int schema_read_titles(
    const struct json *, struct title *, struct fail *) MUST_CHECK;
/* The member of this name, which must be the name of a field. */
int schema_read_field(const struct table_schema *, const struct json *object,
    const char *member, int *field, struct fail *) MUST_CHECK;
/* The node itself: the name of a field. */
int schema_read_field_name(const struct table_schema *, const struct json *,
    int *field, struct fail *) MUST_CHECK;
/* A text that is one of the words; its index. */
int schema_read_word(const struct json *, const char *const *words,
    size_t count, int *index, struct fail *) MUST_CHECK;
/* A POSIX extended regular expression with at least groups groups; whole:
 * it must match a whole text. */
int schema_read_pattern(const struct json *, bool whole, size_t groups,
    const char **text, regex_t *, struct fail *) MUST_CHECK;
/* A required, non-empty text member. */
int schema_read_name(const struct json *object, const char *member,
    const char **, struct fail *) MUST_CHECK;

#endif

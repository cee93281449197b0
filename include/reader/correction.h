/*
 * correction.h - what an analyst put right in the rows that were set aside.
 *
 *	struct corrections *c = corrections_new(f);
 *	corrections_add(c, &correction, f);	(for each; texts are copied)
 *	corrections_sort(c, path, f);
 *	count = corrections_of(c, record.line, &first);
 *	for (i = 0; i < count; i++)
 *		if (correction_fits(&first[i], digest, record.byte, raw, length,
 *			f))
 *			... first[i].text in place of the cell or the record ...
 *	corrections_free(c);
 *
 * A correction of a record comes before those of its cells.  Looking up and
 * marking is safe from several threads at once.
 */
#ifndef READER_CORRECTION_H
#define READER_CORRECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

struct correction {
	uint64_t line; /* of the record, from 1 */
	uint64_t byte; /* its offset in the file, if has_byte */
	bool has_byte;
	const char *column; /* the field, or NULL: the whole record */
	const char *raw;    /* the record as it was set aside; NULL: masked */
	const char *digest; /* how the SHA-256 of the file begins, or NULL */
	const char *text;   /* what stands there in truth */
	uint64_t from;      /* the line of the list, for messages */
};

struct corrections;

struct corrections *corrections_new(struct fail *) MUST_CHECK;
void corrections_free(struct corrections *); /* NULL is allowed */

int corrections_add(
    struct corrections *, const struct correction *, struct fail *) MUST_CHECK;

/* By line; after the last corrections_add().  Two that say the same count
 * once; FAIL_DATA if two say different things of the same cell (name stands
 * for the list). */
int corrections_sort(
    struct corrections *, const char *name, struct fail *) MUST_CHECK;

/* The list has none for the file that it was read for, but some for one of this
 * name, which may be the same file; the text is copied. */
int corrections_set_elsewhere(
    struct corrections *, const char *file, struct fail *) MUST_CHECK;
/* That name, borrowed, or NULL. */
const char *corrections_elsewhere(const struct corrections *);

/* How many there are; NULL has none. */
size_t corrections_count(const struct corrections *);

/* How many there are of the record that begins in this line, and the first of
 * them, borrowed.  NULL has none. */
size_t corrections_of(
    const struct corrections *, uint64_t line, const struct correction **first);

/*
 * Does it belong to this record of the file with this SHA-256 ("": not known)?
 * 1 if so; 0 if the file is another one, or the record has another offset or
 * another text (UTF-8) than the correction was made for, because the file has
 * changed since; -1 on failure (memory).
 */
int correction_fits(const struct correction *, const char *digest,
    uint64_t byte, const char *raw, size_t length, struct fail *) MUST_CHECK;

/* It was looked at: applied or refused. */
void corrections_use(const struct corrections *, const struct correction *);
/* The next one from *index on that nobody looked at, or NULL; *index is set
 * behind it. */
const struct correction *corrections_unused(
    const struct corrections *, size_t *index);

#endif

/*
 * arrow_source.h - the bytes of a table from a file or pipe, and where in
 * them a failure lies.  Used by the reader of table/arrow.h, by nobody else.
 *
 *	struct arrow_source in;
 *	struct arrow_bytes body = { NULL, 0, 0 };
 *	if (source_init(&in, stream, "<stdin>", f) == 0 &&
 *	    source_read_bytes(&in, &body, length, f) == 0)
 *		...
 *	source_clear(&in);
 *	free(body.items);
 */
#ifndef TABLE_ARROW_SOURCE_H
#define TABLE_ARROW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/fail.h"

struct arrow_source {
	char *name;
	FILE *stream, *opened, *spool; /* the last two are closed at the end */
	off_t base;                    /* where the table starts in stream */
	uint64_t offset;               /* of the next byte, from there */
	bool piped; /* by another program, which says itself why it failed */
};

struct arrow_bytes {
	uint8_t *items;
	size_t count, capacity;
};

int source_init(
    struct arrow_source *, FILE *, const char *name, struct fail *) MUST_CHECK;
void source_clear(struct arrow_source *); /* after a failed init too */
/* Up to size bytes; fewer at the end of the input only. */
int source_read_some(struct arrow_source *, void *, size_t size, size_t *count,
    struct fail *) MUST_CHECK;
/* All of them, or the failure that the table is cut off. */
int source_read(
    struct arrow_source *, void *, size_t size, struct fail *) MUST_CHECK;
/*
 * As many bytes as the data claim, taking memory only as they arrive, so a
 * wrong length costs no more memory than the input has bytes.
 */
int source_read_bytes(struct arrow_source *, struct arrow_bytes *,
    uint64_t size, struct fail *) MUST_CHECK;
/* Make seeking possible, after the first size bytes were read: what comes
 * from a pipe is kept in a temporary file. */
int source_seekable(struct arrow_source *, const uint8_t *first, size_t size,
    struct fail *) MUST_CHECK;
int source_seek(
    struct arrow_source *, uint64_t offset, struct fail *) MUST_CHECK;
int source_size(struct arrow_source *, uint64_t *, struct fail *) MUST_CHECK;
/* The failure that there is no byte at all, or that the table ends here but
 * should not: in few words if it comes from a program, which has told the cause
 * already.  Return -1. */
int source_nothing(const struct arrow_source *, struct fail *);
int source_cut_off(const struct arrow_source *, struct fail *);

#endif

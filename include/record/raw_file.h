/*
 * raw_file.h - a raw export as bytes that can be read again.
 *
 *	struct raw_file file = RAW_FILE_INIT;
 *	struct bytes bytes = { raw_file_read, &file };
 *	raw_file_open(&file, path, label, f);
 *	... read all ...
 *	raw_file_check(&file, f);
 *	raw_file_close(&file);
 *
 * A pipe or a terminal is copied to a temporary file first, so that it gives
 * what a file gives.  A file that shrinks or grows while it is read is a
 * failure.
 */
#ifndef RECORD_RAW_FILE_H
#define RECORD_RAW_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/digest.h"
#include "base/fail.h"
#include "record/record.h"

struct raw_file {
	const char *label; /* borrowed: what messages call the file */
	int descriptor;    /* -1: none */
	FILE *copy;        /* of what cannot be read again, or NULL */
	off_t start, next; /* offsets of the first and the next byte */
	off_t size;        /* bytes when it was opened */
};

#define RAW_FILE_INIT                   \
	{                               \
		NULL, -1, NULL, 0, 0, 0 \
	}

/* path "-" is standard input.  FAIL_DATA if it cannot be opened, or if it is a
 * directory or a device other than a terminal and /dev/null. */
int raw_file_open(struct raw_file *, const char *path, const char *label,
    struct fail *) MUST_CHECK;
/* A copy of what bytes has. */
int raw_file_copy(struct raw_file *, struct bytes, const char *label,
    struct fail *) MUST_CHECK;
void raw_file_close(struct raw_file *);

/* As read(2); the context of a struct bytes.  A copy of the struct reads from
 * the same file on its own, and is not closed. */
ssize_t raw_file_read(void *raw_file, void *buffer, size_t size);
/* After all was read: FAIL_DATA if it has not the size that it had. */
int raw_file_check(const struct raw_file *, struct fail *) MUST_CHECK;
int raw_file_digest(const struct raw_file *, char digest[DIGEST_TEXT],
    struct fail *) MUST_CHECK;

#endif

/*
 * digest.h - SHA-256, the name of an input by its content.
 *
 *	char digest[DIGEST_TEXT];
 *	if (digest_file("raw/college.csv", digest, f) == -1) ...
 *
 * Apart from hash.h, because a filter that digests nothing should not load
 * libcrypto: its relocations take 0.6 ms, a third of the start of a program.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <sys/types.h>

#include "base/fail.h"

#define DIGEST_TEXT 65 /* 64 hexadecimal digits and a NUL */

/* SHA-256 of length bytes as lower-case hexadecimal text. */
int digest_bytes(const void *bytes, size_t length, char text[DIGEST_TEXT],
    struct fail *) MUST_CHECK;

/* SHA-256 of what the descriptor has from offset start on; where it stands is
 * not changed.  name stands for the file in messages. */
int digest_descriptor(int descriptor, off_t start, const char *name,
    char text[DIGEST_TEXT], struct fail *) MUST_CHECK;

/* SHA-256 of the file's content; reads it once. */
int digest_file(
    const char *path, char text[DIGEST_TEXT], struct fail *) MUST_CHECK;

#endif

/*
 * hash.h - hashing for tables and digests for files.
 *
 * hash_bytes() is seeded anew in every run: output order must never depend
 * on it.  digest_file() is SHA-256, the name of an input by its content.
 *
 *	size_t slot = (size_t)hash_bytes(key, length) & mask;
 *
 *	char digest[DIGEST_TEXT];
 *	if (digest_file("raw/college.csv", digest, f) == -1) ...
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define DIGEST_TEXT 65 /* 64 hexadecimal digits and a NUL */

uint64_t hash_bytes(const void *bytes, size_t length);

/* SHA-256 of length bytes as lower-case hexadecimal text. */
int digest_bytes(const void *bytes, size_t length, char text[DIGEST_TEXT],
    struct fail *) MUST_CHECK;

/* SHA-256 of the file's content; reads it once. */
int digest_file(
    const char *path, char text[DIGEST_TEXT], struct fail *) MUST_CHECK;

#endif

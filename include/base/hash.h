/*
 * hash.h - hashing for tables.
 *
 * hash_bytes() is seeded anew in every run: output order must never depend
 * on it.
 *
 *	size_t slot = (size_t)hash_bytes(key, length) & mask;
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t hash_bytes(const void *bytes, size_t length);

#endif

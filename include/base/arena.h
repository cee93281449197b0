/*
 * arena.h - many small pieces of memory that are given back together.
 *
 *	struct arena arena = ARENA_INIT;
 *	struct node *node = arena_take(&arena, sizeof(*node), f);
 *	char *copy = arena_text(&arena, text, length, f);
 *	arena_free(&arena);
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/fail.h"

struct arena_block;

struct arena {
	struct arena_block *last;
	size_t used, size; /* bytes of the last block */
};

/* clang-format off */
#define ARENA_INIT { NULL, 0, 0 }
/* clang-format on */

/* size bytes of zeros, aligned for any type; never NULL but on failure. */
void *arena_take(struct arena *, size_t size, struct fail *) MUST_CHECK;
/* The same for bytes that stand anywhere and hold anything: texts. */
char *arena_bytes(struct arena *, size_t size, struct fail *) MUST_CHECK;
/* A copy of length bytes, ended by a NUL. */
char *arena_text(
    struct arena *, const char *text, size_t length, struct fail *) MUST_CHECK;
/* All pieces; the arena is empty then and can be used again. */
void arena_free(struct arena *);

#endif

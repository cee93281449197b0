/* arena.c - many small pieces of memory, given back together (arena.h) */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define BLOCK_FIRST 4096
#define BLOCK_LARGEST ((size_t)1 << 20)

struct arena_block {
	struct arena_block *before;
	max_align_t bytes[];
};

/* Each block is twice the last one, so that small arenas stay small. */
static int
add_block(struct arena *arena, size_t need, struct fail *f)
{
	size_t size = arena->size < BLOCK_FIRST ? BLOCK_FIRST : arena->size * 2;
	struct arena_block *block;

	if (size > BLOCK_LARGEST)
		size = BLOCK_LARGEST;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(*block))
		return fail_memory(f);
	if ((block = memory_array(1, sizeof(*block) + size, f)) == NULL)
		return -1;
	block->before = arena->last;
	arena->last = block;
	arena->used = 0;
	arena->size = size;
	return 0;
}

char *
arena_bytes(struct arena *arena, size_t size, struct fail *f)
{
	char *piece;

	if ((arena->last == NULL || size > arena->size - arena->used) &&
	    add_block(arena, size, f) == -1)
		return NULL;
	piece = (char *)arena->last->bytes + arena->used;
	arena->used += size;
	return piece;
}

void *
arena_take(struct arena *arena, size_t size, struct fail *f)
{
	size_t step = _Alignof(max_align_t);
	size_t waste = (step - arena->used % step) % step;

	/* what does not fit begins a new block, which is aligned */
	if (arena->last != NULL)
		arena->used = waste > arena->size - arena->used
				  ? arena->size
				  : arena->used + waste;
	return arena_bytes(arena, size, f);
}

char *
arena_text(struct arena *arena, const char *text, size_t length, struct fail *f)
{
	char *copy =
	    length < SIZE_MAX ? arena_bytes(arena, length + 1, f) : NULL;

	if (copy == NULL) {
		fail_memory(f);
		return NULL;
	}
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void
arena_free(struct arena *arena)
{
	struct arena_block *before;

	for (; arena->last != NULL; arena->last = before) {
		before = arena->last->before;
		free(arena->last);
	}
	arena->used = arena->size = 0;
}

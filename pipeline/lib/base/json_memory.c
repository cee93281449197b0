/* json_memory.c - memory for jansson (json_memory.h) */
#include <setjmp.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/json_memory.h"

/* In front of each allocation: a ring of those that one tree was built of. */
struct block {
	alignas(max_align_t) struct block *previous;
	struct block *next;
};

struct building {
	jmp_buf leave;
	struct block ring;
};

static _Thread_local struct building *building;

static void
unlink_block(struct block *b)
{
	b->previous->next = b->next;
	b->next->previous = b->previous;
	b->previous = b->next = b;
}

static void
link_block(struct block *b, struct block *ring)
{
	b->previous = ring;
	b->next = ring->next;
	ring->next->previous = b;
	ring->next = b;
}

void *
json_memory_allocate(size_t size)
{
	struct block *b = NULL;

	if (size <= PTRDIFF_MAX - sizeof(*b))
		b = malloc(sizeof(*b) + size);
	if (b == NULL) {
		if (building != NULL)
			longjmp(building->leave, 1);
		return NULL;
	}
	b->previous = b->next = b;
	if (building != NULL)
		link_block(b, &building->ring);
	return b + 1;
}

void
json_memory_release(void *memory)
{
	struct block *b = memory;

	if (b == NULL)
		return;
	unlink_block(--b);
	free(b);
}

int
json_memory_build(void *(*make)(void *what), void *what, void **made)
{
	struct building here;

	here.ring.previous = here.ring.next = &here.ring;
	building = &here;
	if (setjmp(here.leave) != 0) {
		building = NULL;
		while (here.ring.next != &here.ring)
			json_memory_release(here.ring.next + 1);
		return -1;
	}
	*made = make(what);
	building = NULL;
	unlink_block(&here.ring);
	return 0;
}

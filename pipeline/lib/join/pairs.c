/* pairs.c - numbers for pairs of numbers (pairs.h) */
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/message.h"
#include "join/pairs.h"

#define SLOTS_FIRST 64

void
pairs_clear(struct pairs *p)
{
	static const struct pairs none = PAIRS_INIT;

	free(p->slots);
	*p = none;
}

static uint64_t
key_of(int32_t a, int32_t b)
{
	return (uint64_t)(uint32_t)a << 32 | (uint32_t)b;
}

/* The slot of this key, or the free one where it belongs. */
static struct pairs_slot *
slot_of(const struct pairs *p, uint64_t key)
{
	size_t mask = p->slot_count - 1;
	size_t at = (size_t)hash_bytes(&key, sizeof(key)) & mask;

	while (p->slots[at].id != 0 && p->slots[at].key != key)
		at = (at + 1) & mask;
	return &p->slots[at];
}

/* At most half of the slots are taken. */
static int
make_room(struct pairs *p, struct fail *f)
{
	struct pairs_slot *old = p->slots;
	size_t count = p->slot_count, i;

	if (2 * ((size_t)p->count + 1) <= count)
		return 0;
	p->slot_count = count == 0 ? SLOTS_FIRST : 2 * count;
	p->slots = memory_array(p->slot_count, sizeof(*p->slots), f);
	if (p->slots == NULL) {
		p->slots = old;
		p->slot_count = count;
		return -1;
	}
	for (i = 0; i < count; i++)
		if (old[i].id != 0)
			*slot_of(p, old[i].key) = old[i];
	free(old);
	return 0;
}

int
pairs_add(struct pairs *p, int32_t a, int32_t b, int32_t *id, struct fail *f)
{
	uint64_t key = key_of(a, b);
	struct pairs_slot *slot;

	if (make_room(p, f) == -1)
		return -1;
	slot = slot_of(p, key);
	if (slot->id == 0) {
		if (p->count == INT32_MAX - 1)
			return fail_set(f, FAIL_DATA,
			    _("more than %d distinct keys, the limit; split "
			      "the table"),
			    INT32_MAX - 1);
		slot->key = key;
		slot->id = ++p->count;
	}
	*id = slot->id - 1;
	return 0;
}

int32_t
pairs_find(const struct pairs *p, int32_t a, int32_t b)
{
	return p->slot_count == 0 ? -1 : slot_of(p, key_of(a, b))->id - 1;
}

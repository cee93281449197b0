/*
 * dictionary.c - the distinct texts of a column; see table/dictionary.h
 *
 * Open addressing with linear probing over slots of 8 bytes; the texts stand
 * one after another, each with a NUL, in one arena.  Nothing is allocated per
 * text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/message.h"
#include "table/dictionary.h"

#define SLOTS_FIRST 16

struct slot {
	uint32_t hash;
	int32_t code; /* code + 1; 0: free */
};

struct dictionary {
	size_t owners;
	char *bytes;
	size_t byte_count, byte_capacity;
	size_t *ends; /* of each text in bytes, after its NUL */
	size_t end_capacity;
	int32_t count;
	struct slot *slots;
	size_t slot_count; /* a power of 2 */
};

struct dictionary *
dictionary_new(struct fail *f)
{
	struct dictionary *d = memory_array(1, sizeof(*d), f);

	if (d == NULL)
		return NULL;
	d->owners = 1;
	d->slot_count = SLOTS_FIRST;
	d->slots = memory_array(d->slot_count, sizeof(*d->slots), f);
	if (d->slots == NULL) {
		free(d);
		return NULL;
	}
	return d;
}

struct dictionary *
dictionary_share(struct dictionary *d)
{
	d->owners++;
	return d;
}

void
dictionary_free(struct dictionary *d)
{
	if (d == NULL || --d->owners > 0)
		return;
	free(d->bytes);
	free(d->ends);
	free(d->slots);
	free(d);
}

int32_t
dictionary_count(const struct dictionary *d)
{
	return d->count;
}

const char *
dictionary_text(const struct dictionary *d, int32_t code, size_t *length)
{
	size_t start = code == 0 ? 0 : d->ends[code - 1];

	if (length != NULL)
		*length = d->ends[code] - 1 - start;
	return d->bytes + start;
}

/* The slot that holds this text, or the free one where it belongs. */
static struct slot *
slot_find(
    const struct dictionary *d, uint32_t hash, const char *text, size_t length)
{
	size_t mask = d->slot_count - 1, at = hash & mask, known_length;
	const char *known;
	struct slot *slot;

	for (;; at = (at + 1) & mask) {
		slot = &d->slots[at];
		if (slot->code == 0)
			return slot;
		if (slot->hash != hash)
			continue;
		known = dictionary_text(d, slot->code - 1, &known_length);
		if (known_length == length &&
		    (length == 0 || memcmp(known, text, length) == 0))
			return slot;
	}
}

static int
slots_double(struct dictionary *d, struct fail *f)
{
	size_t count = d->slot_count * 2, i, at;
	struct slot *slots = memory_array(count, sizeof(*slots), f);

	if (slots == NULL)
		return -1;
	for (i = 0; i < d->slot_count; i++) {
		if (d->slots[i].code == 0)
			continue;
		at = d->slots[i].hash & (count - 1);
		while (slots[at].code != 0)
			at = (at + 1) & (count - 1);
		slots[at] = d->slots[i];
	}
	free(d->slots);
	d->slots = slots;
	d->slot_count = count;
	return 0;
}

int32_t
dictionary_find(const struct dictionary *d, const char *text, size_t length)
{
	uint32_t hash = (uint32_t)hash_bytes(text, length);

	return slot_find(d, hash, text, length)->code - 1;
}

int32_t
dictionary_add(
    struct dictionary *d, const char *text, size_t length, struct fail *f)
{
	uint32_t hash = (uint32_t)hash_bytes(text, length);
	struct slot *slot = slot_find(d, hash, text, length);
	size_t end;

	if (slot->code != 0)
		return slot->code - 1;
	if (d->count == INT32_MAX - 1)
		return fail_set(f, FAIL_DATA,
		    _("found more than %d distinct texts in a column, the most "
		      "that a dictionary holds"),
		    INT32_MAX - 1);
	/* At most 5/8 of the slots are taken: probes stay short. */
	if (((size_t)d->count + 1) * 8 > d->slot_count * 5) {
		if (slots_double(d, f) == -1)
			return -1;
		slot = slot_find(d, hash, text, length);
	}
	end = d->byte_count + length + 1;
	if (memory_grow(&d->bytes, &d->byte_capacity, end, 1, f) == -1 ||
	    memory_grow(&d->ends, &d->end_capacity, (size_t)d->count + 1,
		sizeof(*d->ends), f) == -1)
		return -1;
	if (length > 0)
		memcpy(d->bytes + d->byte_count, text, length);
	d->bytes[end - 1] = '\0';
	d->byte_count = end;
	d->ends[d->count] = end;
	slot->hash = hash;
	slot->code = ++d->count;
	return d->count - 1;
}

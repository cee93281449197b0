/* flatbuffer.c - read and build FlatBuffers; see table/flatbuffer.h */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/flatbuffer.h"

int64_t
flat_load(const uint8_t *bytes, unsigned width)
{
	uint64_t value = 0;
	unsigned i;

	for (i = 0; i < width; i++)
		value |= (uint64_t)bytes[i] << (8 * i);
	if (width < 8 && value >> (8 * width - 1) != 0)
		value |= UINT64_MAX << (8 * width);
	return (int64_t)value;
}

static uint32_t
load_unsigned(const uint8_t *bytes, unsigned width)
{
	uint32_t value = 0;
	unsigned i;

	for (i = 0; i < width; i++)
		value |= (uint32_t)bytes[i] << (8 * i);
	return value;
}

/* size bytes at this place lie within the buffer */
static bool
within(const struct flat_table *table, size_t at, size_t size)
{
	return at <= table->size && size <= table->size - at;
}

static bool
table_at(const struct flat_table *owner, size_t at, struct flat_table *table)
{
	int64_t vtable;

	*table = *owner;
	if (!within(owner, at, 4))
		return false;
	vtable = (int64_t)at - flat_load(owner->bytes + at, 4);
	if (vtable < 0 || !within(owner, (size_t)vtable, 4))
		return false;
	table->at = at;
	table->vtable = (size_t)vtable;
	table->vtable_size = (uint16_t)load_unsigned(owner->bytes + vtable, 2);
	table->table_size =
	    (uint16_t)load_unsigned(owner->bytes + vtable + 2, 2);
	return table->vtable_size >= 4 && table->table_size >= 4 &&
	       within(owner, table->vtable, table->vtable_size) &&
	       within(owner, at, table->table_size);
}

/* Where the offset that stands at this place leads to. */
static bool
follow(const struct flat_table *owner, size_t at, size_t *target)
{
	uint32_t offset;

	if (!within(owner, at, 4))
		return false;
	offset = load_unsigned(owner->bytes + at, 4);
	if (offset == 0 || !within(owner, at, offset))
		return false;
	*target = at + offset;
	return true;
}

bool
flat_root(const uint8_t *bytes, size_t size, struct flat_table *table)
{
	struct flat_table buffer = { bytes, size, 0, 0, 0, 0 };
	size_t at;

	return follow(&buffer, 0, &at) && table_at(&buffer, at, table);
}

/* The place of a field of this width, 0 when absent; false when damaged. */
static bool
field_at(
    const struct flat_table *table, unsigned field, unsigned width, size_t *at)
{
	size_t entry = 4 + 2 * (size_t)field;
	uint32_t offset;

	*at = 0;
	if (entry + 2 > table->vtable_size)
		return true;
	offset = load_unsigned(table->bytes + table->vtable + entry, 2);
	if (offset == 0)
		return true;
	if (offset < 4 || offset + width > table->table_size)
		return false;
	*at = table->at + offset;
	return true;
}

bool
flat_integer(const struct flat_table *table, unsigned field, unsigned width,
    int64_t fallback, int64_t *value)
{
	size_t at;

	if (!field_at(table, field, width, &at))
		return false;
	*value = at == 0 ? fallback : flat_load(table->bytes + at, width);
	return true;
}

int
flat_child(
    const struct flat_table *table, unsigned field, struct flat_table *child)
{
	size_t at, target;

	if (!field_at(table, field, 4, &at))
		return -1;
	if (at == 0)
		return 0;
	if (!follow(table, at, &target) || !table_at(table, target, child))
		return -1;
	return 1;
}

bool
flat_items(const struct flat_table *table, unsigned field, size_t item_size,
    struct flat_vector *vector)
{
	size_t at, target;

	vector->owner = *table;
	vector->at = 0;
	vector->count = 0;
	if (!field_at(table, field, 4, &at))
		return false;
	if (at == 0)
		return true;
	if (!follow(table, at, &target) || !within(table, target, 4))
		return false;
	vector->at = target + 4;
	vector->count = load_unsigned(table->bytes + target, 4);
	return vector->count <= (table->size - vector->at) / item_size;
}

bool
flat_text(const struct flat_table *table, unsigned field, const char **text,
    size_t *length)
{
	struct flat_vector vector;

	*text = "";
	*length = 0;
	if (!flat_items(table, field, 1, &vector))
		return false;
	if (vector.count > 0)
		*text = (const char *)table->bytes + vector.at;
	*length = vector.count;
	return true;
}

bool
flat_item(
    const struct flat_vector *vector, uint32_t index, struct flat_table *table)
{
	size_t target;

	return follow(
		   &vector->owner, vector->at + 4 * (size_t)index, &target) &&
	       table_at(&vector->owner, target, table);
}

const uint8_t *
flat_item_bytes(
    const struct flat_vector *vector, uint32_t index, size_t item_size)
{
	return vector->owner.bytes + vector->at + index * item_size;
}

/* Room for size bytes in front of what is there; NULL on failure. */
static uint8_t *
push(struct flat_builder *b, size_t size)
{
	size_t need = b->used + size, capacity;
	uint8_t *bytes;

	if (b->failed)
		return NULL;
	if (need > b->capacity) {
		capacity = b->capacity == 0 ? 1024 : b->capacity;
		while (capacity < need && capacity <= INT32_MAX)
			capacity *= 2;
		bytes = capacity < need || capacity > INT32_MAX
			    ? NULL
			    : malloc(capacity);
		if (bytes == NULL) {
			b->failed = true;
			return NULL;
		}
		if (b->used > 0)
			memcpy(bytes + capacity - b->used,
			    b->bytes + b->capacity - b->used, b->used);
		free(b->bytes);
		b->bytes = bytes;
		b->capacity = capacity;
	}
	b->used = need;
	return b->bytes + b->capacity - b->used;
}

/* Pad so that what begins after size more bytes is aligned. */
static void
align(struct flat_builder *b, size_t size, size_t alignment)
{
	size_t padding = (alignment - (b->used + size) % alignment) % alignment;
	uint8_t *bytes = padding == 0 ? NULL : push(b, padding);

	if (bytes != NULL)
		memset(bytes, 0, padding);
}

static void
push_integer(struct flat_builder *b, int64_t value, unsigned width)
{
	uint8_t *bytes = push(b, width);
	unsigned i;

	for (i = 0; bytes != NULL && i < width; i++)
		bytes[i] = (uint8_t)((uint64_t)value >> (8 * i));
}

/* The offset from here (4 bytes, about to be written) to a reference. */
static void
push_offset(struct flat_builder *b, uint32_t reference)
{
	push_integer(b, (int64_t)b->used + 4 - reference, 4);
}

uint32_t
flat_add_text(struct flat_builder *b, const char *text, size_t length)
{
	uint8_t *bytes;

	align(b, length + 1, 4);
	bytes = push(b, length + 1);
	if (bytes != NULL) {
		memcpy(bytes, text, length);
		bytes[length] = '\0';
	}
	push_integer(b, (int64_t)length, 4);
	return (uint32_t)b->used;
}

uint32_t
flat_add_references(
    struct flat_builder *b, const uint32_t *references, size_t count)
{
	size_t i;

	align(b, 0, 4);
	for (i = count; i > 0; i--)
		push_offset(b, references[i - 1]);
	push_integer(b, (int64_t)count, 4);
	return (uint32_t)b->used;
}

uint32_t
flat_add_words(struct flat_builder *b, const int64_t *words, size_t count,
    size_t words_each)
{
	size_t i;

	align(b, 0, 8);
	for (i = count * words_each; i > 0; i--)
		push_integer(b, words[i - 1], 8);
	push_integer(b, (int64_t)count, 4);
	return (uint32_t)b->used;
}

void
flat_table_start(struct flat_builder *b)
{
	memset(b->fields, 0, sizeof(b->fields));
	b->field_count = 0;
	b->table_start = (uint32_t)b->used;
}

static void
field_done(struct flat_builder *b, unsigned field)
{
	b->fields[field] = (uint32_t)b->used;
	if (field >= b->field_count)
		b->field_count = field + 1;
}

void
flat_put_integer(
    struct flat_builder *b, unsigned field, unsigned width, int64_t value)
{
	align(b, width, width);
	push_integer(b, value, width);
	field_done(b, field);
}

void
flat_put_reference(struct flat_builder *b, unsigned field, uint32_t reference)
{
	align(b, 4, 4);
	push_offset(b, reference);
	field_done(b, field);
}

uint32_t
flat_table_end(struct flat_builder *b)
{
	uint32_t table;
	unsigned i;

	align(b, 4, 4);
	/* The vtable comes right before the table, so its distance is its
	 * own size. */
	push_integer(b, 4 + 2 * (int64_t)b->field_count, 4);
	table = (uint32_t)b->used;
	for (i = b->field_count; i > 0; i--)
		push_integer(
		    b, b->fields[i - 1] == 0 ? 0 : table - b->fields[i - 1], 2);
	push_integer(b, table - b->table_start, 2);
	push_integer(b, 4 + 2 * (int64_t)b->field_count, 2);
	return table;
}

int
flat_finish(struct flat_builder *b, uint32_t root, const uint8_t **bytes,
    size_t *size, struct fail *f)
{
	align(b, 4, 8);
	push_offset(b, root);
	if (b->failed)
		return fail_memory(f);
	*bytes = b->bytes + b->capacity - b->used;
	*size = b->used;
	return 0;
}

void
flat_reset(struct flat_builder *b)
{
	b->used = 0;
	b->failed = false;
}

void
flat_builder_clear(struct flat_builder *b)
{
	struct flat_builder empty = FLAT_BUILDER_INIT;

	free(b->bytes);
	*b = empty;
}

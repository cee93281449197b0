/*
 * flatbuffer.h - read and build FlatBuffers, the encoding of Arrow metadata.
 *
 * Read (every offset is checked against the buffer; nothing is copied):
 *
 *	struct flat_table message, header;
 *	int64_t length;
 *	if (flat_root(bytes, size, &message) &&
 *	    flat_integer(&message, 3, 8, 0, &length) &&
 *	    flat_child(&message, 2, &header) == 1)
 *		...
 *
 * Build, children before their parents; memory failures are remembered until
 * flat_finish():
 *
 *	struct flat_builder b = FLAT_BUILDER_INIT;
 *	uint32_t name = flat_add_text(&b, "region", 6);
 *	flat_table_start(&b);
 *	flat_put_reference(&b, 0, name);
 *	flat_put_integer(&b, 1, 1, 1);
 *	uint32_t root = flat_table_end(&b);
 *	if (flat_finish(&b, root, &bytes, &size, f) == 0)
 *		...
 *	flat_builder_clear(&b);
 *
 * Format: https://flatbuffers.dev/internals/
 */
#ifndef TABLE_FLATBUFFER_H
#define TABLE_FLATBUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define FLAT_FIELDS_MAX 16 /* fields of a table that is built */

struct flat_table {
	const uint8_t *bytes; /* the whole buffer */
	size_t size;
	size_t at;     /* of the table */
	size_t vtable; /* of its vtable */
	uint16_t vtable_size, table_size;
};

struct flat_vector {
	struct flat_table owner; /* the buffer */
	size_t at;               /* of the first item */
	uint32_t count;
};

/* false: the buffer is damaged. */
bool flat_root(const uint8_t *bytes, size_t size, struct flat_table *);
/* A signed integer of width 1, 2, 4 or 8 bytes; absent gives the fallback. */
bool flat_integer(const struct flat_table *, unsigned field, unsigned width,
    int64_t fallback, int64_t *);
/* 1 with the table, 0 when the field is absent, -1 when damaged. */
int flat_child(const struct flat_table *, unsigned field, struct flat_table *);
/* Absent gives "" of length 0; *text points into the buffer. */
bool flat_text(const struct flat_table *, unsigned field, const char **text,
    size_t *length);
/* Items of item_size bytes (4 for tables); absent gives count 0. */
bool flat_items(const struct flat_table *, unsigned field, size_t item_size,
    struct flat_vector *);
/* The table at index < count; false when damaged. */
bool flat_item(const struct flat_vector *, uint32_t index, struct flat_table *);
/* A little-endian integer inside a vector's item; within it, by contract. */
int64_t flat_load(const uint8_t *bytes, unsigned width);
const uint8_t *flat_item_bytes(
    const struct flat_vector *, uint32_t index, size_t item_size);

/* Grows from its end to its start; a reference counts from the end. */
struct flat_builder {
	uint8_t *bytes;
	size_t capacity, used;
	uint32_t fields[FLAT_FIELDS_MAX];
	unsigned field_count;
	uint32_t table_start;
	bool failed;
};

#define FLAT_BUILDER_INIT                      \
	{                                      \
		NULL, 0, 0, { 0 }, 0, 0, false \
	}

uint32_t flat_add_text(struct flat_builder *, const char *, size_t length);
uint32_t flat_add_references(
    struct flat_builder *, const uint32_t *references, size_t count);
/* Structs whose members are given as 8-byte words. */
uint32_t flat_add_words(struct flat_builder *, const int64_t *words,
    size_t count, size_t words_each);
void flat_table_start(struct flat_builder *);
void flat_put_integer(
    struct flat_builder *, unsigned field, unsigned width, int64_t);
void flat_put_reference(struct flat_builder *, unsigned field, uint32_t);
uint32_t flat_table_end(struct flat_builder *);
/* The buffer, its size a multiple of 8, borrowed until the next change. */
int flat_finish(struct flat_builder *, uint32_t root, const uint8_t **bytes,
    size_t *size, struct fail *) MUST_CHECK;
/* Empty again; the memory stays. */
void flat_reset(struct flat_builder *);
void flat_builder_clear(struct flat_builder *);

#endif

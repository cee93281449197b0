/*
 * arrow_metadata.h - the FlatBuffers of Arrow IPC: schema, message, footer.
 * Used by the reader and the writer of table/arrow.h, by nobody else.
 *
 *	struct arrow_message m;
 *	if (arrow_message_read(bytes, size, &m, f) == 0 &&
 *	    m.type == ARROW_SCHEMA &&
 *	    arrow_schema_read(&m.header, &schema, &codings, f) == 0)
 *		...
 *
 * Failures have no place in them; the reader adds file and byte.
 */
#ifndef TABLE_ARROW_METADATA_H
#define TABLE_ARROW_METADATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/flatbuffer.h"
#include "table/schema.h"

#define ARROW_MAGIC "ARROW1"
#define ARROW_MAGIC_SIZE 6
#define ARROW_PREFIX_SIZE 8 /* continuation marker and metadata length */
#define ARROW_VERSION 4     /* MetadataVersion V5 */
#define ARROW_BUFFER_ALIGNMENT 64

enum arrow_message_type { ARROW_SCHEMA = 1, ARROW_DICTIONARY, ARROW_BATCH };

struct arrow_message {
	enum arrow_message_type type;
	int64_t body_length;
	struct flat_table header;
};

/* How the codes of a dictionary column stand in the data. */
struct arrow_coding {
	int64_t dictionary; /* id */
	unsigned width;     /* bytes */
	bool is_signed;
};

/* A part of a file. */
struct arrow_block {
	int64_t offset, metadata_length, body_length;
};

/* The columns of a batch: rows, {length, nulls} a column, {offset, length} a
 * buffer. */
struct arrow_layout {
	int64_t rows;
	struct flat_vector nodes, buffers;
};

int arrow_message_read(const uint8_t *bytes, size_t size,
    struct arrow_message *, struct fail *) MUST_CHECK;
/* schema is SCHEMA_INIT; codings, one a field, are the caller's to free; both
 * also on failure. */
int arrow_schema_read(const struct flat_table *, struct schema *,
    struct arrow_coding **codings, struct fail *) MUST_CHECK;
int arrow_layout_read(const struct flat_table *batch, struct arrow_layout *,
    struct fail *) MUST_CHECK;
int arrow_dictionary_read(const struct flat_table *, int64_t *id,
    bool *is_delta, struct flat_table *batch, struct fail *) MUST_CHECK;
/* The blocks point into the bytes. */
int arrow_footer_read(const uint8_t *bytes, size_t size,
    struct flat_table *schema, struct flat_vector *dictionaries,
    struct flat_vector *batches, struct fail *) MUST_CHECK;
struct arrow_block arrow_block_at(const struct flat_vector *, uint32_t index);

/* References for the builder; the dictionary of column i has id i. */
uint32_t arrow_schema_build(
    struct flat_builder *, const struct schema *, struct fail *);
uint32_t arrow_batch_build(struct flat_builder *, int64_t rows,
    const int64_t *nodes, size_t node_count, const int64_t *buffers,
    size_t buffer_count);
uint32_t arrow_dictionary_build(
    struct flat_builder *, int64_t id, bool is_delta, uint32_t batch);
uint32_t arrow_message_build(struct flat_builder *, enum arrow_message_type,
    uint32_t header, int64_t body_length);
uint32_t arrow_footer_build(struct flat_builder *, uint32_t schema,
    const struct arrow_block *dictionaries, size_t dictionary_count,
    const struct arrow_block *batches, size_t batch_count);

#endif

/* arrow_write.c - write tables as Arrow IPC; see table/arrow.h */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/arrow.h"
#include "table/arrow_metadata.h"

#define BUFFERS_MAX 3 /* of a column */

struct blocks {
	struct arrow_block *items;
	size_t count, capacity;
};

/* The buffers of one batch and how its metadata describe them. */
struct body {
	int64_t *nodes, *buffers; /* pairs */
	const void **pieces;
	size_t node_count, buffer_count;
	int64_t length;
};

struct arrow_writer {
	FILE *stream;
	enum arrow_format format;
	struct schema schema;
	struct batch rows;  /* gathered, less than BATCH_ROWS */
	struct batch texts; /* one utf8 column: the texts of a dictionary */
	int32_t *sent;      /* texts of each dictionary; -1: never */
	struct body body;
	struct flat_builder builder;
	struct blocks dictionaries, batches;
	int64_t offset;
};

static int
put(struct arrow_writer *w, const void *bytes, size_t size, struct fail *f)
{
	if (size > 0 && fwrite(bytes, 1, size, w->stream) != size)
		return fail_errno(f, _("the table cannot be written"));
	w->offset += (int64_t)size;
	return 0;
}

static size_t
padding(size_t size, size_t alignment)
{
	return (alignment - size % alignment) % alignment;
}

static int
put_padding(
    struct arrow_writer *w, size_t size, size_t alignment, struct fail *f)
{
	static const uint8_t zeros[ARROW_BUFFER_ALIGNMENT];

	return put(w, zeros, padding(size, alignment), f);
}

/* 0xFFFFFFFF and the length of the metadata; 0 is the end of a stream. */
static int
put_prefix(struct arrow_writer *w, size_t length, struct fail *f)
{
	uint32_t prefix[2] = { UINT32_MAX, (uint32_t)length };

	return put(w, prefix, sizeof(prefix), f);
}

/* The metadata of a message; the body is the caller's. */
static int
put_message(struct arrow_writer *w, enum arrow_message_type type,
    uint32_t header, int64_t body_length, struct fail *f)
{
	const uint8_t *bytes;
	size_t size;

	if (flat_finish(&w->builder,
		arrow_message_build(&w->builder, type, header, body_length),
		&bytes, &size, f) == -1)
		return -1;
	if (put_prefix(w, size, f) == -1)
		return -1;
	return put(w, bytes, size, f);
}

static void
body_reset(struct body *body)
{
	body->node_count = 0;
	body->buffer_count = 0;
	body->length = 0;
}

static void
body_add(struct body *body, const void *bytes, size_t size)
{
	body->pieces[body->buffer_count] = bytes;
	body->buffers[2 * body->buffer_count] = body->length;
	body->buffers[2 * body->buffer_count + 1] = (int64_t)size;
	body->buffer_count++;
	body->length += (int64_t)(size + padding(size, ARROW_BUFFER_ALIGNMENT));
}

static void
body_add_column(struct body *body, const struct column *c)
{
	body->nodes[2 * body->node_count] = (int64_t)c->length;
	body->nodes[2 * body->node_count + 1] = (int64_t)c->null_count;
	body->node_count++;
	body_add(
	    body, c->validity, c->null_count == 0 ? 0 : (c->length + 7) / 8);
	if (c->type == COLUMN_UTF8) {
		body_add(
		    body, c->offsets, (c->length + 1) * sizeof(*c->offsets));
		body_add(body, c->values, (size_t)c->offsets[c->length]);
	} else if (c->type == COLUMN_BOOL) {
		body_add(body, c->values, (c->length + 7) / 8);
	} else {
		body_add(body, c->values, c->length * column_value_size(c));
	}
}

static int
put_body(struct arrow_writer *w, struct fail *f)
{
	size_t i, size;

	for (i = 0; i < w->body.buffer_count; i++) {
		size = (size_t)w->body.buffers[2 * i + 1];
		if (put(w, w->body.pieces[i], size, f) == -1 ||
		    put_padding(w, size, ARROW_BUFFER_ALIGNMENT, f) == -1)
			return -1;
	}
	return 0;
}

static uint32_t
body_build(struct arrow_writer *w, size_t rows)
{
	return arrow_batch_build(&w->builder, (int64_t)rows, w->body.nodes,
	    w->body.node_count, w->body.buffers, w->body.buffer_count);
}

/* A dictionary or record batch with its body, remembered for the footer. */
static int
put_batch(struct arrow_writer *w, enum arrow_message_type type, uint32_t header,
    struct fail *f)
{
	struct blocks *blocks =
	    type == ARROW_BATCH ? &w->batches : &w->dictionaries;
	struct arrow_block block = { w->offset, 0, w->body.length };

	if (put_message(w, type, header, w->body.length, f) == -1)
		return -1;
	block.metadata_length = w->offset - block.offset;
	if (put_body(w, f) == -1)
		return -1;
	if (w->format == ARROW_STREAM)
		return 0;
	if (memory_grow(&blocks->items, &blocks->capacity, blocks->count + 1,
		sizeof(*blocks->items), f) == -1)
		return -1;
	blocks->items[blocks->count++] = block;
	return 0;
}

/* The texts of a dictionary that are not written yet. */
static int
put_dictionary(struct arrow_writer *w, size_t index, struct fail *f)
{
	const struct dictionary *d = w->rows.columns[index].dictionary;
	struct column *texts = &w->texts.columns[0];
	int32_t code, count = dictionary_count(d), *sent = &w->sent[index];
	const char *text;
	size_t length;

	if (*sent == count)
		return 0;
	batch_reset(&w->texts);
	for (code = *sent == -1 ? 0 : *sent; code < count; code++) {
		text = dictionary_text(d, code, &length);
		if (column_put_text(texts, text, length, f) == -1)
			return -1;
	}
	body_reset(&w->body);
	body_add_column(&w->body, texts);
	flat_reset(&w->builder);
	if (put_batch(w, ARROW_DICTIONARY,
		arrow_dictionary_build(&w->builder, (int64_t)index, *sent != -1,
		    body_build(w, texts->length)),
		f) == -1)
		return -1;
	*sent = count;
	return 0;
}

static int
put_dictionaries(struct arrow_writer *w, struct fail *f)
{
	size_t i;

	for (i = 0; i < w->rows.column_count; i++)
		if (w->rows.columns[i].type == COLUMN_DICTIONARY &&
		    put_dictionary(w, i, f) == -1)
			return -1;
	return 0;
}

/* Write the gathered rows.  In a file the dictionaries follow at the end. */
static int
put_rows(struct arrow_writer *w, struct fail *f)
{
	size_t i;

	if (w->format == ARROW_STREAM && put_dictionaries(w, f) == -1)
		return -1;
	body_reset(&w->body);
	for (i = 0; i < w->rows.column_count; i++)
		body_add_column(&w->body, &w->rows.columns[i]);
	flat_reset(&w->builder);
	if (put_batch(w, ARROW_BATCH, body_build(w, w->rows.length), f) == -1)
		return -1;
	batch_reset(&w->rows);
	return 0;
}

static int
put_footer(struct arrow_writer *w, struct fail *f)
{
	const uint8_t *bytes;
	size_t size;
	uint32_t length;

	flat_reset(&w->builder);
	if (flat_finish(&w->builder,
		arrow_footer_build(&w->builder,
		    arrow_schema_build(&w->builder, &w->schema, f),
		    w->dictionaries.items, w->dictionaries.count,
		    w->batches.items, w->batches.count),
		&bytes, &size, f) == -1)
		return -1;
	length = (uint32_t)size;
	if (put(w, bytes, size, f) == -1 ||
	    put(w, &length, sizeof(length), f) == -1)
		return -1;
	return put(w, ARROW_MAGIC, ARROW_MAGIC_SIZE, f);
}

static int
put_start(struct arrow_writer *w, struct fail *f)
{
	if (w->format == ARROW_FILE &&
	    (put(w, ARROW_MAGIC, ARROW_MAGIC_SIZE, f) == -1 ||
		put_padding(w, ARROW_MAGIC_SIZE, ARROW_PREFIX_SIZE, f) == -1))
		return -1;
	return put_message(w, ARROW_SCHEMA,
	    arrow_schema_build(&w->builder, &w->schema, f), 0, f);
}

static int
body_init(struct body *body, size_t columns, struct fail *f)
{
	/* A dictionary batch has one column, whatever the table has. */
	size_t nodes = columns == 0 ? 1 : columns;
	size_t buffers = nodes * BUFFERS_MAX;

	body->nodes = memory_array(nodes, 2 * sizeof(*body->nodes), f);
	body->buffers = memory_array(buffers, 2 * sizeof(*body->buffers), f);
	body->pieces = memory_array(buffers, sizeof(*body->pieces), f);
	return body->nodes == NULL || body->buffers == NULL ||
		       body->pieces == NULL
		   ? -1
		   : 0;
}

static int
texts_init(struct batch *texts, struct fail *f)
{
	struct field field = { NULL, COLUMN_UTF8, 0 };
	struct schema schema = SCHEMA_INIT;

	schema.fields = &field;
	schema.field_count = 1;
	return batch_init(texts, &schema, 0, f);
}

static int
writer_init(struct arrow_writer *w, const struct schema *schema, struct fail *f)
{
	size_t count = schema->field_count, i;

	if (schema_copy(&w->schema, schema, f) == -1 ||
	    batch_init(&w->rows, schema, 0, f) == -1 ||
	    texts_init(&w->texts, f) == -1 ||
	    body_init(&w->body, count, f) == -1)
		return -1;
	w->sent = memory_array(count == 0 ? 1 : count, sizeof(*w->sent), f);
	if (w->sent == NULL)
		return -1;
	for (i = 0; i < count; i++)
		w->sent[i] = -1;
	return put_start(w, f);
}

struct arrow_writer *
arrow_create(FILE *stream, enum arrow_format format,
    const struct schema *schema, struct fail *f)
{
	struct arrow_writer *w = memory_array(1, sizeof(*w), f);

	if (w == NULL)
		return NULL;
	w->stream = stream;
	w->format = format;
	if (writer_init(w, schema, f) == -1) {
		arrow_writer_free(w);
		return NULL;
	}
	return w;
}

int
arrow_write(struct arrow_writer *w, const struct batch *batch, struct fail *f)
{
	size_t from = 0, count;

	while (from < batch->length) {
		count = BATCH_ROWS - w->rows.length;
		if (count > batch->length - from)
			count = batch->length - from;
		if (batch_append(&w->rows, batch, from, count, f) == -1)
			return -1;
		from += count;
		if (w->rows.length == BATCH_ROWS && put_rows(w, f) == -1)
			return -1;
	}
	return 0;
}

int
arrow_finish(struct arrow_writer *w, struct fail *f)
{
	if (w->rows.length > 0 && put_rows(w, f) == -1)
		return -1;
	if (w->format == ARROW_STREAM)
		return put_prefix(w, 0, f);
	if (put_dictionaries(w, f) == -1 || put_prefix(w, 0, f) == -1)
		return -1;
	return put_footer(w, f);
}

void
arrow_writer_free(struct arrow_writer *w)
{
	if (w == NULL)
		return;
	schema_clear(&w->schema);
	batch_clear(&w->rows);
	batch_clear(&w->texts);
	free(w->sent);
	free(w->body.nodes);
	free(w->body.buffers);
	free(w->body.pieces);
	flat_builder_clear(&w->builder);
	free(w->dictionaries.items);
	free(w->batches.items);
	free(w);
}

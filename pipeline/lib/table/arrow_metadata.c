/*
 * arrow_metadata.c - the FlatBuffers of Arrow IPC; see table/arrow_metadata.h
 *
 * Field numbers are those of Schema.fbs, Message.fbs and File.fbs in
 * https://github.com/apache/arrow/tree/main/format
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "table/arrow_metadata.h"

enum { VERSION_V4 = 3, VERSION_V5 = ARROW_VERSION };

enum type_id {
	TYPE_INT = 2,
	TYPE_FLOAT = 3,
	TYPE_UTF8 = 5,
	TYPE_BOOL = 6,
	TYPE_DATE = 8,
	TYPE_FIXED_BINARY = 15
};

enum { PRECISION_DOUBLE = 2 };
enum { UNIT_DAY = 0, UNIT_MILLISECOND = 1 };

static int
damaged(struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("the metadata are damaged: an offset or size leads outside; "
	      "make the table again"));
}

static int
version_check(int64_t version, struct fail *f)
{
	if (version == VERSION_V4 || version == VERSION_V5)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("found Arrow metadata version V%lld, expected V4 or V5; write "
	      "the table with Arrow 1.0 or later"),
	    (long long)version + 1);
}

int
arrow_message_read(
    const uint8_t *bytes, size_t size, struct arrow_message *m, struct fail *f)
{
	struct flat_table message;
	int64_t version, type;

	if (!flat_root(bytes, size, &message) ||
	    !flat_integer(&message, 0, 2, 0, &version) ||
	    !flat_integer(&message, 1, 1, 0, &type) ||
	    !flat_integer(&message, 3, 8, 0, &m->body_length))
		return damaged(f);
	if (version_check(version, f) == -1)
		return -1;
	if (type < ARROW_SCHEMA || type > ARROW_BATCH)
		return fail_set(f, FAIL_DATA,
		    _("found an Arrow message of type %lld, expected a schema, "
		      "a dictionary batch or a record batch"),
		    (long long)type);
	if (flat_child(&message, 2, &m->header) != 1 || m->body_length < 0)
		return damaged(f);
	m->type = (enum arrow_message_type)type;
	return 0;
}

static int
type_refused(const char *name, const char *found, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": found type %s, expected int8, int16, int32, "
	      "int64, float64, bool, date32, utf8, dictionary of utf8 or "
	      "fixed_size_binary; convert the column first"),
	    name, found);
}

static int
refused_id(const char *name, int64_t id, struct fail *f)
{
	static const char *const names[] = { "none", "null", "int", "float",
		"binary", "utf8", "bool", "decimal", "date", "time",
		"timestamp", "interval", "list", "struct", "union",
		"fixed_size_binary", "fixed_size_list", "map", "duration",
		"large_binary", "large_utf8", "large_list", "run_end_encoded",
		"binary_view", "utf8_view", "list_view", "large_list_view" };
	char number[32];

	if (id >= 0 && (size_t)id < COUNT(names))
		return type_refused(name, names[id], f);
	snprintf(number, sizeof(number), "%lld", (long long)id);
	return type_refused(name, number, f);
}

/* Width in bytes and sign of an Int; false when damaged. */
static bool
integer_read(const struct flat_table *type, unsigned *width, bool *is_signed)
{
	int64_t bits, sign;

	if (!flat_integer(type, 0, 4, 0, &bits) ||
	    !flat_integer(type, 1, 1, 0, &sign))
		return false;
	*width = (unsigned)bits / 8;
	*is_signed = sign != 0;
	return bits == 8 || bits == 16 || bits == 32 || bits == 64;
}

static int
integer_type(const struct flat_table *type, const char *name,
    enum column_type *column, struct fail *f)
{
	unsigned width;
	bool is_signed;
	char found[32];

	if (!integer_read(type, &width, &is_signed))
		return damaged(f);
	if (!is_signed) {
		snprintf(found, sizeof(found), "uint%u", width * 8);
		return type_refused(name, found, f);
	}
	*column = width == 1   ? COLUMN_INT8
		  : width == 2 ? COLUMN_INT16
		  : width == 4 ? COLUMN_INT32
			       : COLUMN_INT64;
	return 0;
}

/* The type of a field; its width for fixed-size binary. */
static int
type_read(const struct flat_table *field, const char *name,
    enum column_type *column, int32_t *width, struct fail *f)
{
	struct flat_table type;
	int64_t id, value = 0;

	*width = 0;
	if (!flat_integer(field, 2, 1, 0, &id))
		return damaged(f);
	if (flat_child(field, 3, &type) != 1)
		return damaged(f);
	switch (id) {
	case TYPE_INT:
		return integer_type(&type, name, column, f);
	case TYPE_FLOAT:
		*column = COLUMN_FLOAT64;
		if (!flat_integer(&type, 0, 2, 0, &value))
			return damaged(f);
		if (value == PRECISION_DOUBLE)
			return 0;
		return type_refused(
		    name, value == 1 ? "float32" : "float16", f);
	case TYPE_UTF8:
		*column = COLUMN_UTF8;
		return 0;
	case TYPE_BOOL:
		*column = COLUMN_BOOL;
		return 0;
	case TYPE_DATE:
		*column = COLUMN_DATE32;
		if (!flat_integer(&type, 0, 2, UNIT_MILLISECOND, &value))
			return damaged(f);
		return value == UNIT_DAY ? 0 : type_refused(name, "date64", f);
	case TYPE_FIXED_BINARY:
		*column = COLUMN_BINARY;
		if (!flat_integer(&type, 0, 4, 0, &value))
			return damaged(f);
		*width = (int32_t)value;
		return 0;
	default:
		return refused_id(name, id, f);
	}
}

/* The dictionary encoding of a field, if it has one. */
static int
coding_read(const struct flat_table *field, const char *name,
    enum column_type *column, struct arrow_coding *coding, struct fail *f)
{
	struct flat_table encoding, type;
	int64_t kind;
	int found = flat_child(field, 4, &encoding);

	if (found == 0)
		return 0;
	if (found == -1 ||
	    !flat_integer(&encoding, 0, 8, 0, &coding->dictionary) ||
	    !flat_integer(&encoding, 3, 2, 0, &kind))
		return damaged(f);
	if (*column != COLUMN_UTF8 || kind != 0)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": found a dictionary of type %s, expected "
		      "a dictionary of utf8; convert the column first"),
		    name, column_type_name(*column));
	*column = COLUMN_DICTIONARY;
	coding->width = 4;
	coding->is_signed = true;
	found = flat_child(&encoding, 1, &type);
	if (found == -1 || (found == 1 && !integer_read(&type, &coding->width,
					      &coding->is_signed)))
		return damaged(f);
	return 0;
}

/*
 * A text of the schema as a C string.  FlatBuffers may share one text among
 * many fields; *budget, the size of the metadata, bounds all copies together.
 */
static char *
name_read(const struct flat_table *table, unsigned field, size_t *budget,
    struct fail *f)
{
	const char *text;
	size_t length;

	if (!flat_text(table, field, &text, &length) || length > *budget) {
		damaged(f);
		return NULL;
	}
	*budget -= length;
	if (text_valid(text, length) != length ||
	    (length > 0 && memchr(text, '\0', length) != NULL)) {
		fail_set(f, FAIL_DATA,
		    _("a name in the schema holds a NUL byte or is not UTF-8; "
		      "make the table again"));
		return NULL;
	}
	return memory_text(text, length, f);
}

static int
field_read(const struct flat_table *field, size_t *budget, struct schema *s,
    struct arrow_coding *coding, struct fail *f)
{
	struct flat_vector children;
	enum column_type type = COLUMN_INT8;
	char *name = name_read(field, 0, budget, f);
	int32_t width;
	int status = -1;

	if (name == NULL)
		return -1;
	if (type_read(field, name, &type, &width, f) == 0 &&
	    coding_read(field, name, &type, coding, f) == 0) {
		if (!flat_items(field, 5, 4, &children) || children.count > 0)
			status = damaged(f);
		else
			status = schema_add(s, name, type, width, f);
	}
	free(name);
	return status == -1 ? -1 : 0;
}

static int
metadata_read(const struct flat_table *entry, size_t *budget, struct schema *s,
    struct fail *f)
{
	char *key = name_read(entry, 0, budget, f), *value = NULL;
	int status = -1;

	if (key != NULL && (value = name_read(entry, 1, budget, f)) != NULL)
		status = schema_set(s, key, value, f);
	free(key);
	free(value);
	return status;
}

int
arrow_schema_read(const struct flat_table *table, struct schema *s,
    struct arrow_coding **codings, struct fail *f)
{
	struct flat_vector fields, metadata;
	struct flat_table item;
	size_t budget = table->size;
	int64_t endianness;
	uint32_t i;

	*codings = NULL;
	if (!flat_integer(table, 0, 2, 0, &endianness) ||
	    !flat_items(table, 1, 4, &fields) ||
	    !flat_items(table, 2, 4, &metadata))
		return damaged(f);
	if (endianness != 0)
		return fail_set(f, FAIL_DATA,
		    _("found big-endian data, expected little-endian; write "
		      "the table in little-endian order"));
	*codings = memory_array(
	    fields.count == 0 ? 1 : fields.count, sizeof(**codings), f);
	if (*codings == NULL)
		return -1;
	for (i = 0; i < fields.count; i++) {
		if (!flat_item(&fields, i, &item))
			return damaged(f);
		if (field_read(&item, &budget, s, &(*codings)[i], f) == -1)
			return -1;
	}
	for (i = 0; i < metadata.count; i++) {
		if (!flat_item(&metadata, i, &item))
			return damaged(f);
		if (metadata_read(&item, &budget, s, f) == -1)
			return -1;
	}
	return 0;
}

int
arrow_layout_read(
    const struct flat_table *batch, struct arrow_layout *layout, struct fail *f)
{
	struct flat_table compression;
	int64_t codec;

	if (!flat_integer(batch, 0, 8, 0, &layout->rows) ||
	    !flat_items(batch, 1, 16, &layout->nodes) ||
	    !flat_items(batch, 2, 16, &layout->buffers))
		return damaged(f);
	switch (flat_child(batch, 3, &compression)) {
	case 0:
		return 0;
	case 1:
		if (flat_integer(&compression, 0, 1, 0, &codec))
			return fail_set(f, FAIL_DATA,
			    _("found data compressed by %s, expected none; "
			      "write the table without compression"),
			    codec == 0 ? "LZ4" : "ZSTD");
	}
	return damaged(f);
}

int
arrow_dictionary_read(const struct flat_table *table, int64_t *id,
    bool *is_delta, struct flat_table *batch, struct fail *f)
{
	int64_t delta;

	if (!flat_integer(table, 0, 8, 0, id) ||
	    flat_child(table, 1, batch) != 1 ||
	    !flat_integer(table, 2, 1, 0, &delta))
		return damaged(f);
	*is_delta = delta != 0;
	return 0;
}

int
arrow_footer_read(const uint8_t *bytes, size_t size, struct flat_table *schema,
    struct flat_vector *dictionaries, struct flat_vector *batches,
    struct fail *f)
{
	struct flat_table footer;
	int64_t version;

	if (!flat_root(bytes, size, &footer) ||
	    !flat_integer(&footer, 0, 2, 0, &version))
		return damaged(f);
	if (version_check(version, f) == -1)
		return -1;
	if (flat_child(&footer, 1, schema) != 1 ||
	    !flat_items(&footer, 2, 24, dictionaries) ||
	    !flat_items(&footer, 3, 24, batches))
		return damaged(f);
	return 0;
}

struct arrow_block
arrow_block_at(const struct flat_vector *blocks, uint32_t index)
{
	const uint8_t *bytes = flat_item_bytes(blocks, index, 24);
	struct arrow_block block = { flat_load(bytes, 8),
		flat_load(bytes + 8, 4), flat_load(bytes + 16, 8) };

	return block;
}

static uint32_t
integer_build(struct flat_builder *b, int64_t bits)
{
	flat_table_start(b);
	flat_put_integer(b, 0, 4, bits);
	flat_put_integer(b, 1, 1, 1);
	return flat_table_end(b);
}

/* A type table with one integer, or none if width is 0. */
static uint32_t
simple_build(struct flat_builder *b, unsigned width, int64_t value)
{
	flat_table_start(b);
	if (width > 0)
		flat_put_integer(b, 0, width, value);
	return flat_table_end(b);
}

static uint32_t
type_build(struct flat_builder *b, const struct field *field, enum type_id *id)
{
	switch (field->type) {
	case COLUMN_INT8:
	case COLUMN_INT16:
	case COLUMN_INT32:
	case COLUMN_INT64:
		*id = TYPE_INT;
		return integer_build(b, 8 << (field->type - COLUMN_INT8));
	case COLUMN_FLOAT64:
		*id = TYPE_FLOAT;
		return simple_build(b, 2, PRECISION_DOUBLE);
	case COLUMN_BOOL:
		*id = TYPE_BOOL;
		break;
	case COLUMN_DATE32:
		*id = TYPE_DATE;
		return simple_build(b, 2, UNIT_DAY);
	case COLUMN_UTF8:
	case COLUMN_DICTIONARY:
		*id = TYPE_UTF8;
		break;
	case COLUMN_BINARY:
		*id = TYPE_FIXED_BINARY;
		return simple_build(b, 4, field->width);
	}
	return simple_build(b, 0, 0);
}

static uint32_t
coding_build(struct flat_builder *b, int64_t id)
{
	uint32_t type = integer_build(b, 32);

	flat_table_start(b);
	flat_put_integer(b, 0, 8, id);
	flat_put_reference(b, 1, type);
	return flat_table_end(b);
}

static uint32_t
field_build(struct flat_builder *b, const struct field *field, size_t index)
{
	enum type_id id = TYPE_INT;
	uint32_t name = flat_add_text(b, field->name, strlen(field->name));
	uint32_t type = type_build(b, field, &id), coding = 0;
	/* Readers before Arrow 4 want the list even when it is empty. */
	uint32_t children = flat_add_references(b, NULL, 0);

	if (field->type == COLUMN_DICTIONARY)
		coding = coding_build(b, (int64_t)index);
	flat_table_start(b);
	flat_put_reference(b, 0, name);
	flat_put_reference(b, 3, type);
	if (coding != 0)
		flat_put_reference(b, 4, coding);
	flat_put_reference(b, 5, children);
	flat_put_integer(b, 1, 1, 1);
	flat_put_integer(b, 2, 1, id);
	return flat_table_end(b);
}

static uint32_t
metadata_build(struct flat_builder *b, const struct metadata *entry)
{
	uint32_t key = flat_add_text(b, entry->key, strlen(entry->key));
	uint32_t value = flat_add_text(b, entry->value, strlen(entry->value));

	flat_table_start(b);
	flat_put_reference(b, 0, key);
	flat_put_reference(b, 1, value);
	return flat_table_end(b);
}

uint32_t
arrow_schema_build(
    struct flat_builder *b, const struct schema *s, struct fail *f)
{
	size_t count = s->field_count + s->metadata_count, i;
	uint32_t *references =
	    memory_array(count == 0 ? 1 : count, sizeof(*references), f);
	uint32_t fields, metadata = 0, schema;

	if (references == NULL) {
		b->failed = true;
		return 0;
	}
	for (i = 0; i < s->field_count; i++)
		references[i] = field_build(b, &s->fields[i], i);
	fields = flat_add_references(b, references, s->field_count);
	for (i = 0; i < s->metadata_count; i++)
		references[i] = metadata_build(b, &s->metadata[i]);
	if (s->metadata_count > 0)
		metadata =
		    flat_add_references(b, references, s->metadata_count);
	flat_table_start(b);
	flat_put_reference(b, 1, fields);
	if (metadata != 0)
		flat_put_reference(b, 2, metadata);
	flat_put_integer(b, 0, 2, 0);
	schema = flat_table_end(b);
	free(references);
	return schema;
}

uint32_t
arrow_batch_build(struct flat_builder *b, int64_t rows, const int64_t *nodes,
    size_t node_count, const int64_t *buffers, size_t buffer_count)
{
	uint32_t buffer_list = flat_add_words(b, buffers, buffer_count, 2);
	uint32_t node_list = flat_add_words(b, nodes, node_count, 2);

	flat_table_start(b);
	flat_put_integer(b, 0, 8, rows);
	flat_put_reference(b, 1, node_list);
	flat_put_reference(b, 2, buffer_list);
	return flat_table_end(b);
}

uint32_t
arrow_dictionary_build(
    struct flat_builder *b, int64_t id, bool is_delta, uint32_t batch)
{
	flat_table_start(b);
	flat_put_integer(b, 0, 8, id);
	flat_put_reference(b, 1, batch);
	flat_put_integer(b, 2, 1, is_delta);
	return flat_table_end(b);
}

uint32_t
arrow_message_build(struct flat_builder *b, enum arrow_message_type type,
    uint32_t header, int64_t body_length)
{
	flat_table_start(b);
	flat_put_integer(b, 3, 8, body_length);
	flat_put_reference(b, 2, header);
	flat_put_integer(b, 0, 2, ARROW_VERSION);
	flat_put_integer(b, 1, 1, type);
	return flat_table_end(b);
}

/* struct arrow_block is three words: int32 and its padding make one. */
static uint32_t
blocks_build(
    struct flat_builder *b, const struct arrow_block *blocks, size_t count)
{
	return flat_add_words(b, count == 0 ? NULL : &blocks->offset, count, 3);
}

uint32_t
arrow_footer_build(struct flat_builder *b, uint32_t schema,
    const struct arrow_block *dictionaries, size_t dictionary_count,
    const struct arrow_block *batches, size_t batch_count)
{
	uint32_t d = blocks_build(b, dictionaries, dictionary_count);
	uint32_t r = blocks_build(b, batches, batch_count);

	flat_table_start(b);
	flat_put_reference(b, 1, schema);
	flat_put_reference(b, 2, d);
	flat_put_reference(b, 3, r);
	flat_put_integer(b, 0, 2, ARROW_VERSION);
	return flat_table_end(b);
}

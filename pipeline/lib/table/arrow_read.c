/* arrow_read.c - read Arrow IPC streams and files; see table/arrow.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "table/arrow.h"
#include "table/arrow_column.h"
#include "table/arrow_metadata.h"
#include "table/arrow_source.h"

#define METADATA_MAX 268435456 /* bytes of the metadata of a message */

struct arrow_reader {
	struct arrow_source in;
	enum arrow_format format;
	uint64_t start; /* of the message at hand */
	struct schema schema;
	struct arrow_coding *codings;  /* one a field */
	struct arrow_texts **of_field; /* into dictionaries, or NULL */
	struct arrow_texts *dictionaries;
	size_t dictionary_count;
	struct batch batch;   /* given out */
	struct batch scratch; /* one utf8 column: a dictionary batch */
	struct arrow_bytes metadata, body;
	bool ended;
	/* Of the file format only. */
	uint64_t data_end; /* where the footer starts */
	struct arrow_bytes footer;
	struct flat_vector dictionary_blocks, batch_blocks;
	uint32_t next_dictionary, next_batch;
	uint64_t block_end; /* of the block read last */
};

static int located(
    const struct arrow_reader *, const struct fail *, struct fail *) MUST_CHECK;

/* A failure in the message at hand, with file and byte. */
static int
located(const struct arrow_reader *r, const struct fail *inner, struct fail *f)
{
	if (inner->status != FAIL_DATA)
		return fail_set(
		    f, inner->status, "%s: %s", r->in.name, inner->text);
	return fail_set(f, FAIL_DATA, _("%s: byte %llu: %s"), r->in.name,
	    (unsigned long long)r->start, inner->text);
}

/* The length of the metadata that follow; 0 at the end of the stream. */
static int
read_prefix(struct arrow_reader *r, const uint8_t *prefix, uint32_t *length,
    struct fail *f)
{
	int64_t found = flat_load(prefix + 4, 4);

	if (flat_load(prefix, 4) != -1)
		return fail_set(f, FAIL_DATA,
		    _("%s: byte %llu: found no start of an Arrow message "
		      "(FFFFFFFF); the data are damaged: make them again"),
		    r->in.name, (unsigned long long)r->start);
	if (found < 0 || found > METADATA_MAX)
		return fail_set(f, FAIL_DATA,
		    _("%s: byte %llu: found metadata of %lld bytes, expected "
		      "at most %d; the data are damaged: make them again"),
		    r->in.name, (unsigned long long)r->start, (long long)found,
		    METADATA_MAX);
	*length = (uint32_t)found;
	return 0;
}

/* The message whose metadata have this length, without its body. */
static int
read_message(struct arrow_reader *r, uint32_t length, struct arrow_message *m,
    struct fail *f)
{
	struct fail inner = FAIL_INIT;

	if (source_read_bytes(&r->in, &r->metadata, length, f) == -1)
		return -1;
	if (arrow_message_read(
		r->metadata.items, r->metadata.count, m, &inner) == -1)
		return located(r, &inner, f);
	return 0;
}

static struct arrow_texts *
dictionary_of(struct arrow_reader *r, int64_t id)
{
	size_t i;

	for (i = 0; i < r->dictionary_count; i++)
		if (r->dictionaries[i].id == id)
			return &r->dictionaries[i];
	return NULL;
}

/* Columns with one dictionary id share one growing dictionary. */
static void
share_dictionary(struct arrow_reader *r, size_t index)
{
	struct column *c = &r->batch.columns[index];
	int64_t id = r->codings[index].dictionary;
	struct arrow_texts *texts = dictionary_of(r, id);

	if (texts == NULL) {
		texts = &r->dictionaries[r->dictionary_count++];
		texts->id = id;
		texts->texts = dictionary_share(c->dictionary);
	} else {
		dictionary_free(c->dictionary);
		c->dictionary = dictionary_share(texts->texts);
	}
	r->of_field[index] = texts;
}

static int
columns_init(struct arrow_reader *r, struct fail *f)
{
	struct field texts = { NULL, COLUMN_UTF8, 0 };
	struct schema one = SCHEMA_INIT;
	size_t count = r->schema.field_count + 1, i;

	one.fields = &texts;
	one.field_count = 1;
	if (batch_init(&r->batch, &r->schema, 0, f) == -1 ||
	    batch_init(&r->scratch, &one, 0, f) == -1)
		return -1;
	r->of_field = memory_array(count, sizeof(struct arrow_texts *), f);
	r->dictionaries = memory_array(count, sizeof(*r->dictionaries), f);
	if (r->of_field == NULL || r->dictionaries == NULL)
		return -1;
	for (i = 0; i < r->schema.field_count; i++)
		if (r->schema.fields[i].type == COLUMN_DICTIONARY)
			share_dictionary(r, i);
	return 0;
}

static int
use_schema(
    struct arrow_reader *r, const struct flat_table *table, struct fail *f)
{
	struct fail inner = FAIL_INIT;

	if (arrow_schema_read(table, &r->schema, &r->codings, &inner) == -1)
		return located(r, &inner, f);
	return columns_init(r, f);
}

/* The first message of a stream, whose prefix is read already. */
static int
open_stream(struct arrow_reader *r, const uint8_t *prefix, struct fail *f)
{
	struct arrow_message m;
	uint32_t length;

	if (read_prefix(r, prefix, &length, f) == -1 ||
	    read_message(r, length, &m, f) == -1)
		return -1;
	if (m.type != ARROW_SCHEMA || m.body_length != 0)
		return fail_set(f, FAIL_DATA,
		    _("%s: byte 0: the stream does not begin with its schema; "
		      "make the table again"),
		    r->in.name);
	return use_schema(r, &m.header, f);
}

/* Footer, its length and the magic end an Arrow file. */
static int
read_footer(struct arrow_reader *r, struct fail *f)
{
	enum { END_SIZE = 4 + ARROW_MAGIC_SIZE };
	uint8_t end[END_SIZE];
	struct flat_table schema;
	struct fail inner = FAIL_INIT;
	uint64_t size = 0;
	int64_t length;

	if (source_size(&r->in, &size, f) == -1)
		return -1;
	r->in.offset = size;
	if (size < ARROW_PREFIX_SIZE + END_SIZE)
		return source_cut_off(&r->in, f);
	if (source_seek(&r->in, size - END_SIZE, f) == -1 ||
	    source_read(&r->in, end, END_SIZE, f) == -1)
		return -1;
	length = flat_load(end, 4);
	if (memcmp(end + 4, ARROW_MAGIC, ARROW_MAGIC_SIZE) != 0 ||
	    length <= 0 || length > METADATA_MAX ||
	    (uint64_t)length > size - ARROW_PREFIX_SIZE - END_SIZE)
		return source_cut_off(&r->in, f);
	r->data_end = size - END_SIZE - (uint64_t)length;
	r->start = r->data_end;
	if (source_seek(&r->in, r->data_end, f) == -1 ||
	    source_read_bytes(&r->in, &r->footer, (uint64_t)length, f) == -1)
		return -1;
	if (arrow_footer_read(r->footer.items, r->footer.count, &schema,
		&r->dictionary_blocks, &r->batch_blocks, &inner) == -1)
		return located(r, &inner, f);
	return use_schema(r, &schema, f);
}

static int
open_file(
    struct arrow_reader *r, const uint8_t *first, size_t size, struct fail *f)
{
	r->format = ARROW_FILE;
	if (source_seekable(&r->in, first, size, f) == -1)
		return -1;
	return read_footer(r, f);
}

static int
not_arrow(const struct arrow_reader *r, const uint8_t *first, size_t size,
    struct fail *f)
{
	static const struct {
		const char *magic, *name;
	} known[] = { { "PAR1", "Parquet" }, { "FEA1", "Feather version 1" },
		{ "PK\3\4", "ZIP (xlsx, ods, docx)" }, { "\37\213", "gzip" },
		{ "(\265/\375", "Zstandard" }, { "SQLi", "SQLite" },
		{ "%PDF", "PDF" } };
	char text[ARROW_PREFIX_SIZE + 1] = "";
	size_t i;

	for (i = 0; i < COUNT(known); i++)
		if (size >= strlen(known[i].magic) &&
		    memcmp(first, known[i].magic, strlen(known[i].magic)) == 0)
			return fail_set(f, FAIL_DATA,
			    _("%s: byte 0: found a %s file, expected an Arrow "
			      "table; convert it first"),
			    r->in.name, known[i].name);
	memcpy(text, first, text_valid((const char *)first, size));
	return fail_set(f, FAIL_DATA,
	    _("%s: byte 0: found \"%s\", expected an Arrow table; read "
	      "other formats with ingest first"),
	    r->in.name, text);
}

/* Recognise the format by its first bytes. */
static int
open_any(struct arrow_reader *r, struct fail *f)
{
	uint8_t first[ARROW_PREFIX_SIZE];
	size_t size;

	if (source_read_some(&r->in, first, sizeof(first), &size, f) == -1)
		return -1;
	if (size == 0)
		return source_nothing(&r->in, f);
	if (size >= ARROW_MAGIC_SIZE &&
	    memcmp(first, ARROW_MAGIC, ARROW_MAGIC_SIZE) == 0)
		return open_file(r, first, size, f);
	if (size >= 4 && flat_load(first, 4) == -1)
		return size < sizeof(first) ? source_cut_off(&r->in, f)
					    : open_stream(r, first, f);
	return not_arrow(r, first, size, f);
}

struct arrow_reader *
arrow_open_stream(FILE *stream, const char *name, struct fail *f)
{
	struct arrow_reader *r = memory_array(1, sizeof(*r), f);

	if (r == NULL)
		return NULL;
	r->format = ARROW_STREAM;
	if (source_init(&r->in, stream, name, f) == -1 ||
	    open_any(r, f) == -1) {
		arrow_close(r);
		return NULL;
	}
	return r;
}

struct arrow_reader *
arrow_open(const char *path, struct fail *f)
{
	struct arrow_reader *r;
	FILE *stream;

	if (strcmp(path, "-") == 0)
		return arrow_open_stream(stdin, "<stdin>", f);
	if ((stream = fopen(path, "rb")) == NULL) {
		fail_set(f, FAIL_DATA, _("%s: cannot be opened: %s"), path,
		    strerror(errno));
		return NULL;
	}
	if ((r = arrow_open_stream(stream, path, f)) == NULL) {
		fclose(stream);
		return NULL;
	}
	r->in.opened = stream;
	return r;
}

void
arrow_close(struct arrow_reader *r)
{
	size_t i;

	if (r == NULL)
		return;
	source_clear(&r->in);
	for (i = 0; i < r->dictionary_count; i++) {
		dictionary_free(r->dictionaries[i].texts);
		free(r->dictionaries[i].codes);
	}
	free(r->dictionaries);
	free(r->of_field);
	free(r->codings);
	batch_clear(&r->batch);
	batch_clear(&r->scratch);
	schema_clear(&r->schema);
	free(r->metadata.items);
	free(r->body.items);
	free(r->footer.items);
	free(r);
}

const struct schema *
arrow_schema(const struct arrow_reader *r)
{
	return &r->schema;
}

const char *
arrow_name(const struct arrow_reader *r)
{
	return r->in.name;
}

/* Add the texts of a dictionary batch; its codes go on from count. */
static int
texts_add(
    struct arrow_texts *texts, const struct column *column, struct fail *f)
{
	size_t i, length;
	const char *text;
	int32_t code;

	if (memory_grow(&texts->codes, &texts->capacity,
		texts->count + column->length + 1, sizeof(*texts->codes),
		f) == -1)
		return -1;
	for (i = 0; i < column->length; i++) {
		code = -1;
		if (column_valid(column, i)) {
			text = column_text(column, i, &length);
			code = dictionary_add(texts->texts, text, length, f);
			if (code == -1)
				return -1;
		}
		texts->codes[texts->count++] = code;
	}
	return 0;
}

static int
dictionary_decode(
    struct arrow_reader *r, const struct arrow_message *m, struct fail *f)
{
	struct arrow_layout layout;
	struct arrow_texts *texts;
	struct arrow_body body;
	struct flat_table batch;
	int64_t id;
	bool is_delta;

	if (arrow_dictionary_read(&m->header, &id, &is_delta, &batch, f) == -1)
		return -1;
	if ((texts = dictionary_of(r, id)) == NULL)
		return fail_set(f, FAIL_DATA,
		    _("found a dictionary with id %lld, which no column has; "
		      "make the table again"),
		    (long long)id);
	batch_reset(&r->scratch);
	if (arrow_layout_read(&batch, &layout, f) == -1 ||
	    arrow_body_init(&body, &layout, r->body.items, r->body.count, f) ==
		-1 ||
	    arrow_body_column(&body, _("(dictionary)"), &r->scratch.columns[0],
		NULL, NULL, f) == -1 ||
	    arrow_body_end(&body, f) == -1)
		return -1;
	if (!is_delta)
		texts->count = 0;
	return texts_add(texts, &r->scratch.columns[0], f);
}

static int
batch_decode(
    struct arrow_reader *r, const struct arrow_message *m, struct fail *f)
{
	struct arrow_layout layout;
	struct arrow_body body;
	size_t i;

	if (arrow_layout_read(&m->header, &layout, f) == -1 ||
	    arrow_body_init(&body, &layout, r->body.items, r->body.count, f) ==
		-1)
		return -1;
	if (r->batch.column_count == 0 && layout.rows > 0)
		return fail_set(f, FAIL_DATA,
		    _("found %lld rows in a table without columns; make the "
		      "table again"),
		    (long long)layout.rows);
	batch_reset(&r->batch);
	for (i = 0; i < r->batch.column_count; i++)
		if (arrow_body_column(&body, r->schema.fields[i].name,
			&r->batch.columns[i], &r->codings[i], r->of_field[i],
			f) == -1)
			return -1;
	r->batch.length = (size_t)layout.rows;
	return arrow_body_end(&body, f);
}

/* The body of the message and what it holds; 1 for a record batch. */
static int
use_message(
    struct arrow_reader *r, const struct arrow_message *m, struct fail *f)
{
	struct fail inner = FAIL_INIT;
	int status;

	if (m->type == ARROW_SCHEMA)
		return fail_set(f, FAIL_DATA,
		    _("%s: byte %llu: found a second schema, expected rows; "
		      "one table at a time"),
		    r->in.name, (unsigned long long)r->start);
	if (source_read_bytes(&r->in, &r->body, (uint64_t)m->body_length, f) ==
	    -1)
		return -1;
	if (m->type == ARROW_DICTIONARY)
		status = dictionary_decode(r, m, &inner);
	else
		status = batch_decode(r, m, &inner);
	if (status == -1)
		return located(r, &inner, f);
	return m->type == ARROW_BATCH;
}

/* After its end a stream holds nothing more. */
static int
stream_end(struct arrow_reader *r, struct fail *f)
{
	uint8_t more;
	size_t count;

	r->ended = true;
	if (source_read_some(&r->in, &more, 1, &count, f) == -1)
		return -1;
	if (count == 0)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s: byte %llu: found more data after the end of the table; one "
	      "table at a time"),
	    r->in.name, (unsigned long long)r->in.offset - 1);
}

/* 1 after a record batch, 0 at the end. */
static int
next_in_stream(struct arrow_reader *r, struct fail *f)
{
	uint8_t prefix[ARROW_PREFIX_SIZE];
	struct arrow_message m;
	uint32_t length;
	int status;

	do {
		r->start = r->in.offset;
		if (source_read(&r->in, prefix, sizeof(prefix), f) == -1 ||
		    read_prefix(r, prefix, &length, f) == -1)
			return -1;
		if (length == 0)
			return stream_end(r, f);
		if (read_message(r, length, &m, f) == -1)
			return -1;
		status = use_message(r, &m, f);
	} while (status == 0);
	return status;
}

/* The message of a block of the footer; 1 for a record batch. */
static int
use_block(struct arrow_reader *r, const struct flat_vector *blocks,
    uint32_t index, enum arrow_message_type type, struct fail *f)
{
	struct arrow_block block = arrow_block_at(blocks, index);
	uint8_t prefix[ARROW_PREFIX_SIZE];
	struct arrow_message m;
	uint32_t length = 0;
	bool damaged;

	/* Blocks that overlap would multiply what the file holds. */
	damaged =
	    block.offset < 0 || (uint64_t)block.offset < r->block_end ||
	    (uint64_t)block.offset > r->data_end ||
	    block.metadata_length < ARROW_PREFIX_SIZE ||
	    block.body_length < 0 ||
	    (uint64_t)block.metadata_length >
		r->data_end - (uint64_t)block.offset ||
	    (uint64_t)block.body_length > r->data_end - (uint64_t)block.offset -
					      (uint64_t)block.metadata_length;
	r->start = damaged ? r->data_end : (uint64_t)block.offset;
	if (!damaged) {
		if (source_seek(&r->in, r->start, f) == -1 ||
		    source_read(&r->in, prefix, sizeof(prefix), f) == -1 ||
		    read_prefix(r, prefix, &length, f) == -1)
			return -1;
		damaged = (int64_t)length + ARROW_PREFIX_SIZE !=
			  block.metadata_length;
	}
	if (!damaged) {
		if (read_message(r, length, &m, f) == -1)
			return -1;
		damaged = m.type != type || m.body_length != block.body_length;
	}
	if (damaged)
		return fail_set(f, FAIL_DATA,
		    _("%s: byte %llu: the footer and the data disagree; the "
		      "file is damaged: make it again"),
		    r->in.name, (unsigned long long)r->start);
	r->block_end = r->in.offset + (uint64_t)block.body_length;
	return use_message(r, &m, f);
}

static int
next_in_file(struct arrow_reader *r, struct fail *f)
{
	if (r->next_dictionary < r->dictionary_blocks.count)
		r->block_end = ARROW_PREFIX_SIZE;
	while (r->next_dictionary < r->dictionary_blocks.count)
		if (use_block(r, &r->dictionary_blocks, r->next_dictionary++,
			ARROW_DICTIONARY, f) == -1)
			return -1;
	if (r->next_batch == r->batch_blocks.count) {
		r->ended = true;
		return 0;
	}
	if (r->next_batch == 0)
		r->block_end = ARROW_PREFIX_SIZE;
	return use_block(r, &r->batch_blocks, r->next_batch++, ARROW_BATCH, f);
}

int
arrow_next(struct arrow_reader *r, struct batch **batch, struct fail *f)
{
	*batch = &r->batch;
	if (r->ended)
		return 0;
	return r->format == ARROW_FILE ? next_in_file(r, f)
				       : next_in_stream(r, f);
}

int
arrow_load(
    const char *path, struct schema *schema, struct batch *all, struct fail *f)
{
	struct arrow_reader *r = arrow_open(path, f);
	struct batch *batch;
	int more = -1;

	memset(all, 0, sizeof(*all));
	if (r == NULL)
		return -1;
	if (schema_copy(schema, arrow_schema(r), f) == 0 &&
	    batch_init(all, schema, 0, f) == 0)
		while ((more = arrow_next(r, &batch, f)) == 1)
			if (batch_append(all, batch, 0, batch->length, f) ==
			    -1) {
				more = -1;
				break;
			}
	arrow_close(r);
	return more;
}

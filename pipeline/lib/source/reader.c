/* reader.c - a raw export becomes typed rows, every line accounted for */
#include <stdlib.h>

#include "base/memory.h"
#include "source/chunk.h"
#include "source/frame.h"
#include "source/parser.h"
#include "source/raw_file.h"
#include "source/reader.h"

struct reader {
	struct frame frame;
	struct account *account;
	int file;            /* in the account */
	struct raw_file raw; /* unless the bytes are the caller's */
	struct bytes bytes;
	void (*again)(void *context); /* they start anew; NULL: the raw file */
	struct record_reader *in;
	struct parser *parser;
	struct parser_state state;
	struct chunk chunk;
	size_t taken; /* rows of the chunk that were handed out */
	bool at_end;
	uint64_t rows_in, rows_out;
};

const struct schema *
reader_schema(const struct reader *in)
{
	return &in->frame.schema;
}

void
reader_missing(const struct reader *in, char *list, size_t size)
{
	frame_missing(&in->frame, list, size);
}

/* ---- opening ---- */

static int
prepare(struct reader *in, struct fail *f)
{
	if ((in->in = record_open(in->bytes, in->frame.label, f)) == NULL ||
	    frame_open(&in->frame, in->in, in->account, in->file, f) == -1 ||
	    (in->parser = parser_new(&in->frame, f)) == NULL)
		return -1;
	return parser_state_start(&in->state, &in->frame, f);
}

static struct reader *
reader_new(const char *label, const struct table_schema *dataset,
    const struct reader_options *options, struct account *account,
    struct fail *f)
{
	const struct parser_state state = PARSER_STATE_INIT;
	const struct raw_file raw = RAW_FILE_INIT;
	struct reader *in = memory_array(1, sizeof(*in), f);

	if (in == NULL)
		return NULL;
	in->state = state;
	in->raw = raw;
	in->frame.dataset = dataset;
	in->frame.label = label;
	if (options != NULL) {
		in->frame.key = options->key;
		in->frame.keep_lost = options->keep_lost;
	}
	in->account = account;
	if ((in->file = account_file(account, label, f)) == -1) {
		free(in);
		return NULL;
	}
	return in;
}

/* The bytes of the raw file. */
static void
use_raw(struct reader *in)
{
	in->bytes = (struct bytes){ raw_file_read, &in->raw };
	in->again = NULL;
}

struct reader *
reader_open_bytes(struct bytes bytes, const char *label,
    const struct table_schema *dataset, const struct reader_options *options,
    struct account *account, struct fail *f)
{
	struct reader *in = reader_new(label, dataset, options, account, f);

	if (in == NULL)
		return NULL;
	in->bytes = bytes;
	if (options == NULL || options->again == NULL) {
		if (raw_file_copy(&in->raw, bytes, label, f) == -1)
			goto failed;
		use_raw(in);
	} else
		in->again = options->again;
	if (prepare(in, f) == 0)
		return in;
failed:
	reader_close(in);
	return NULL;
}

/* SHA-256 of the file, in the table and in the account. */
static int
set_digest(struct reader *in, struct fail *f)
{
	char digest[DIGEST_TEXT];

	if (raw_file_digest(&in->raw, digest, f) == -1 ||
	    schema_set(&in->frame.schema, "source.sha256", digest, f) == -1)
		return -1;
	return account_property(
	    in->account, in->file, "sha256", json_new_text(digest), f);
}

struct reader *
reader_open(const char *path, const char *label,
    const struct table_schema *dataset, const struct reader_options *options,
    struct account *account, struct fail *f)
{
	struct reader *in = reader_new(label, dataset, options, account, f);

	if (in == NULL)
		return NULL;
	use_raw(in);
	if (raw_file_open(&in->raw, path, label, f) == -1 ||
	    prepare(in, f) == -1 || set_digest(in, f) == -1) {
		reader_close(in);
		return NULL;
	}
	return in;
}

void
reader_close(struct reader *in)
{
	if (in == NULL)
		return;
	parser_free(in->parser);
	parser_state_clear(&in->state);
	chunk_clear(&in->chunk);
	frame_clear(&in->frame);
	record_close(in->in);
	raw_file_close(&in->raw);
	free(in);
}

/* ---- reading ---- */

/* What the whole file was. */
static int
finish(struct reader *in, struct fail *f)
{
	char delimiter[2] = { in->frame.dialect.delimiter, '\0' };
	struct account *a = in->account;

	if (in->again == NULL && raw_file_check(&in->raw, f) == -1)
		return -1;
	account_rows(a, in->file, in->rows_in, in->rows_out);
	if (account_property(a, in->file, "bytes",
		json_new_integer((int64_t)record_bytes(in->in)), f) == -1 ||
	    account_property(a, in->file, "physical_lines",
		json_new_integer((int64_t)record_lines(in->in)), f) == -1 ||
	    account_property(a, in->file, "encoding",
		json_new_text(encoding_name(in->frame.encoding)), f) == -1)
		return -1;
	return account_property(
	    a, in->file, "delimiter", json_new_text(delimiter), f);
}

/* The next lines of the file. */
static int
next_chunk(struct reader *in, struct fail *f)
{
	struct chunk *chunk = &in->chunk;
	struct record r;
	int more = 0;

	in->taken = 0;
	if (chunk_reset(chunk, &in->frame.schema, f) == -1)
		return -1;
	while (
	    !chunk_is_full(chunk) && (more = record_next(in->in, &r, f)) == 1)
		if (parser_record(in->parser, &in->state, &r, chunk, f) == -1)
			return -1;
	if (more == -1)
		return -1;
	if (more == 0 && !chunk_is_full(chunk)) {
		in->at_end = true;
		if (parser_end(in->parser, &in->state, chunk, f) == -1)
			return -1;
	}
	in->rows_in += chunk->rows_in;
	in->rows_out += chunk->rows_out;
	return chunk_account(chunk, in->account, in->file, f);
}

int
reader_next(struct reader *in, struct batch *b, struct fail *f)
{
	size_t left, room;

	while (b->length < BATCH_ROWS) {
		left = in->chunk.rows.length - in->taken;
		room = BATCH_ROWS - b->length;
		if (left > room)
			left = room;
		if (left > 0 &&
		    batch_append(b, &in->chunk.rows, in->taken, left, f) == -1)
			return -1;
		in->taken += left;
		if (b->length == BATCH_ROWS || in->at_end)
			break;
		if (next_chunk(in, f) == -1 ||
		    (in->at_end && finish(in, f) == -1))
			return -1;
	}
	return b->length > 0 ? 1 : 0;
}

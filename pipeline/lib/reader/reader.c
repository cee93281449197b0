/* reader.c - a raw export becomes typed rows, every line accounted for */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/chunks.h"
#include "reader/column_evidence.h"
#include "reader/file_record.h"
#include "reader/frame.h"
#include "reader/reader.h"
#include "reader/refusal.h"
#include "reader/total_check.h"
#include "record/raw_file.h"

struct reader {
	struct frame frame;
	struct account *account;
	int file;            /* in the account */
	struct raw_file raw; /* unless the bytes are the caller's */
	struct bytes bytes;
	struct raw_file second; /* the same file, for the evidence */
	struct bytes again;     /* the same bytes once more */
	struct column_evidence *evidence;
	struct record_reader *in;
	unsigned jobs;
	struct chunks *chunks;
	struct totals *totals;
	struct chunk *chunk; /* the last one, or NULL */
	size_t taken;        /* its rows that were handed out */
	bool at_end;
	uint64_t rows_in, rows_out, corrected, repairs;
};

const struct schema *
reader_schema(const struct reader *in)
{
	return &in->frame.schema;
}

const struct frame *
reader_frame(const struct reader *in)
{
	return &in->frame;
}

/* ---- opening ---- */

static int
prepare(struct reader *in, struct fail *f)
{
	if ((in->in = record_open(in->bytes, in->frame.label, f)) == NULL ||
	    frame_open(&in->frame, in->in, in->account, in->file, f) == -1)
		return -1;
	in->evidence = column_evidence_new(&in->frame, in->again, f);
	in->frame.evidence = in->evidence;
	if (in->evidence == NULL ||
	    (in->totals = totals_start(&in->frame.totals, f)) == NULL)
		return -1;
	in->chunks = chunks_open(&in->frame, in->in, in->jobs, f);
	return in->chunks == NULL ? -1 : 0;
}

static void
use_options(struct reader *in, const struct reader_options *options)
{
	static const struct reader_options none = { .keep_lost = false };
	static const struct record_limits limits = RECORD_LIMITS_INIT;
	struct frame *frame = &in->frame;

	if (options == NULL)
		options = &none;
	frame->key = options->key;
	frame->keep_lost = options->keep_lost && frame->dataset != NULL;
	frame->limits = options->limits.columns == 0 ? limits : options->limits;
	frame->table = options->table;
	frame->corrections = options->corrections;
	frame->encoding_given =
	    options->encoding_given ? (int)options->encoding : -1;
	in->again = options->again;
	in->jobs = options->jobs == 0 ? 1 : options->jobs;
}

static struct reader *
reader_new(const char *label, const struct table_schema *dataset,
    const struct reader_options *options, struct account *account,
    struct fail *f)
{
	const struct raw_file raw = RAW_FILE_INIT;
	struct reader *in = memory_array(1, sizeof(*in), f);

	if (in == NULL)
		return NULL;
	in->raw = raw;
	in->frame.dataset = dataset;
	in->frame.label = label;
	use_options(in, options);
	in->account = account;
	in->frame.list_raw = account_has_list(account);
	if ((in->file = account_file(account, label, f)) == -1) {
		free(in);
		return NULL;
	}
	return in;
}

/* Lines of a file that is no table are set aside. */
static void
refuse(struct reader *in, struct fail *f)
{
	struct fail other = FAIL_INIT;

	if (f != NULL && f->status == FAIL_DATA &&
	    refusal_lines(in->account, in->file, &in->raw, &other) == -1)
		*f = other;
}

/* The bytes are those of the raw file, which is open. */
static void
use_raw(struct reader *in)
{
	in->second = in->raw;
	in->bytes = (struct bytes){ raw_file_read, &in->raw };
	in->again = (struct bytes){ raw_file_read, &in->second };
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
	if (in->again.read == NULL) {
		if (raw_file_copy(&in->raw, bytes, label, f) == -1)
			goto failed;
		use_raw(in);
	}
	if (prepare(in, f) == 0)
		return in;
failed:
	refuse(in, f);
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
	memcpy(in->frame.digest, digest, sizeof(digest));
	return account_digest(in->account, in->file, digest, f);
}

struct reader *
reader_open(const char *path, const char *label,
    const struct table_schema *dataset, const struct reader_options *options,
    struct account *account, struct fail *f)
{
	struct reader *in = reader_new(label, dataset, options, account, f);

	if (in == NULL)
		return NULL;
	if (raw_file_open(&in->raw, path, label, f) == -1)
		goto failed;
	use_raw(in);
	if (prepare(in, f) == 0 && set_digest(in, f) == 0)
		return in;
failed:
	refuse(in, f);
	reader_close(in);
	return NULL;
}

void
reader_close(struct reader *in)
{
	if (in == NULL)
		return;
	chunks_close(in->chunks);
	totals_free(in->totals);
	column_evidence_free(in->evidence);
	frame_clear(&in->frame);
	record_close(in->in);
	raw_file_close(&in->raw);
	free(in);
}

/* ---- reading ---- */

/* The list calls the file otherwise. */
static int
warn_of_elsewhere(struct reader *in, struct fail *f)
{
	static const struct message expected = {
		.format = N_("corrections under the name that the file has")
	};
	struct finding finding = { FINDING_WARNING, "correction-error", NULL, 0,
		0, NULL, corrections_elsewhere(in->frame.corrections),
		&expected };

	if (finding.found == NULL)
		return 0;
	return account_finding(in->account, in->file, &finding, f);
}

/* Corrections that no line of the file has. */
static int
warn_of_unused(struct reader *in, struct fail *f)
{
	static const struct message expected = {
		.format = N_("a correction of a line in which a record begins")
	};
	const struct corrections *all = in->frame.corrections;
	const struct correction *item;
	struct finding finding = { FINDING_WARNING, "correction-error", NULL, 0,
		0, NULL, NULL, &expected };
	size_t index = 0;

	while ((item = corrections_unused(all, &index)) != NULL) {
		finding.line = item->line;
		finding.byte = item->byte;
		finding.column = item->column;
		finding.found =
		    in->frame.personal ? ACCOUNT_HIDDEN : item->text;
		if (account_finding(in->account, in->file, &finding, f) == -1)
			return -1;
	}
	return 0;
}

static int
report_corrections(struct reader *in, struct fail *f)
{
	struct json_value *counts;
	uint64_t count = corrections_count(in->frame.corrections);

	if (in->frame.corrections == NULL)
		return 0;
	if (warn_of_elsewhere(in, f) == -1 || warn_of_unused(in, f) == -1)
		return -1;
	counts = json_new_object();
	json_set(counts, "applied", json_new_integer((int64_t)in->corrected));
	json_set(counts, "unused",
	    json_new_integer((int64_t)(count - in->corrected)));
	return account_property(
	    in->account, in->file, "corrections", counts, f);
}

/* What the whole file was. */
static int
finish(struct reader *in, struct fail *f)
{
	const struct file_totals totals = { record_bytes(in->in),
		record_lines(in->in), in->repairs };

	if (in->raw.descriptor != -1 && raw_file_check(&in->raw, f) == -1)
		return -1;
	account_rows(in->account, in->file, in->rows_in, in->rows_out);
	if (report_corrections(in, f) == -1)
		return -1;
	return file_record(&in->frame, &totals, in->account, in->file, f);
}

/* The next lines of the file. */
static int
next_chunk(struct reader *in, struct fail *f)
{
	int more = chunks_next(in->chunks, &in->chunk, f);

	in->taken = 0;
	if (more == -1)
		return -1;
	if (more == 0) {
		in->chunk = NULL;
		in->at_end = true;
		return finish(in, f);
	}
	in->rows_in += in->chunk->rows_in;
	in->rows_out += in->chunk->rows_out;
	in->corrected += in->chunk->corrected;
	in->repairs += in->chunk->repairs;
	return total_check(
	    in->totals, &in->frame, in->chunk, in->account, in->file, f);
}

/* Bytes of the texts of rows from on, count of them. */
static size_t
text_bytes(const struct batch *b, size_t from, size_t count)
{
	const struct column *c;
	size_t i, bytes = 0;

	for (i = 0; i < b->column_count; i++) {
		c = &b->columns[i];
		if (c->type == COLUMN_UTF8)
			bytes += (size_t)(c->offsets[from + count] -
					  c->offsets[from]);
	}
	return bytes;
}

/* How many of the next rows fit into the batch, at most `most`: what a batch
 * holds depends on the rows alone, not on the chunks they came in. */
static size_t
rows_that_fit(const struct reader *in, const struct batch *b, size_t most)
{
	size_t used = text_bytes(b, 0, b->length);
	size_t low = b->length == 0 ? 1 : 0, high = most, middle;

	if (most <= low ||
	    used + text_bytes(&in->chunk->rows, in->taken, most) <= READER_TEXT)
		return most;
	while (low < high) {
		middle = low + (high - low + 1) / 2;
		if (used + text_bytes(&in->chunk->rows, in->taken, middle) <=
		    READER_TEXT)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

int
reader_next(struct reader *in, struct batch *b, struct fail *f)
{
	size_t left, take;

	for (;;) {
		left =
		    in->chunk == NULL ? 0 : in->chunk->rows.length - in->taken;
		take = BATCH_ROWS - b->length;
		if (left < take)
			take = left;
		if (in->frame.dataset == NULL && take > 0)
			take = rows_that_fit(in, b, take);
		if (take > 0 &&
		    batch_append(b, &in->chunk->rows, in->taken, take, f) == -1)
			return -1;
		in->taken += take;
		if (take < left || b->length == BATCH_ROWS || in->at_end)
			break;
		if (next_chunk(in, f) == -1) {
			refuse(in, f);
			return -1;
		}
	}
	return b->length > 0 ? 1 : 0;
}

/* record.c - bytes of a file become blocks of whole records */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "record/record_scan.h"
#include "record/utf16.h"

#define PIECE (64U << 10) /* of UTF-16, made UTF-8 at a time */
#define SLACK \
	(64U << 10) /* read beyond a block for the end of its last record */

/* A source in UTF-16 read as UTF-8. */
struct narrow {
	struct bytes source;
	struct utf16 state;
	bool ended;
	size_t start, end; /* of the text that was not taken yet */
	unsigned char piece[PIECE], text[UTF16_ROOM(PIECE)];
};

struct record_reader {
	struct bytes source;
	const char *name;
	bool source_ended;
	/* bytes [start, end) of the buffer come before the source's */
	unsigned char *buffer;
	size_t start, end, capacity;
	struct narrow *narrow; /* NULL: as it is */
	struct record_limits limits;
	struct dialect dialect;
	struct record_scan scan;
	uint64_t lines, bytes; /* given so far */
	/* record_next() */
	struct record_block block;
	struct record_cursor *cursor;
};

ssize_t
bytes_read_file(void *descriptor, void *buffer, size_t size)
{
	ssize_t got;

	do
		got = read(*(const int *)descriptor, buffer, size);
	while (got == -1 && errno == EINTR);
	return got;
}

ssize_t
bytes_read_memory(void *context, void *buffer, size_t size)
{
	struct bytes_memory *memory = context;
	size_t part = size < memory->left ? size : memory->left;

	if (part == 0)
		return 0;
	memcpy(buffer, memory->next, part);
	memory->next += part;
	memory->left -= part;
	return (ssize_t)part;
}

/* Read until there are `size` bytes or the source ends. */
static int
read_source(struct record_reader *in, unsigned char *to, size_t *length,
    size_t size, struct fail *f)
{
	ssize_t got;

	while (!in->source_ended && *length < size) {
		got = in->source.read(
		    in->source.context, to + *length, size - *length);
		if (got == -1)
			return fail_errno(f, _("%s: cannot read"), in->name);
		in->source_ended = got == 0;
		*length += (size_t)got;
	}
	return 0;
}

/* The head, whose buffer grows with it. */
static int
read_head(struct record_reader *in, struct fail *f)
{
	size_t size = RECORD_HEAD / 16;

	for (; !in->source_ended && in->end < RECORD_HEAD; size *= 2)
		if (memory_grow(&in->buffer, &in->capacity, size, 1, f) == -1 ||
		    read_source(in, in->buffer, &in->end, size, f) == -1)
			return -1;
	return 0;
}

struct record_reader *
record_open(struct bytes source, const char *name, struct fail *f)
{
	static const struct record_limits usual = RECORD_LIMITS_INIT;
	struct record_reader *in = memory_array(1, sizeof(*in), f);

	if (in == NULL)
		return NULL;
	in->source = source;
	in->name = name;
	in->limits = usual;
	if (read_head(in, f) == -1) {
		record_close(in);
		return NULL;
	}
	return in;
}

void
record_close(struct record_reader *in)
{
	if (in == NULL)
		return;
	record_cursor_close(in->cursor);
	record_block_clear(&in->block);
	free(in->narrow);
	free(in->buffer);
	free(in);
}

void
record_block_clear(struct record_block *block)
{
	free(block->bytes);
	memset(block, 0, sizeof(*block));
}

const unsigned char *
record_head(const struct record_reader *in, size_t *length, bool *whole)
{
	*length = in->end;
	*whole = in->source_ended;
	return in->buffer;
}

void
record_limit(struct record_reader *in, const struct record_limits *limits)
{
	in->limits = *limits;
}

static ssize_t
read_narrow(void *context, void *buffer, size_t size)
{
	struct narrow *narrow = context;
	size_t part;
	ssize_t got;

	while (narrow->start == narrow->end && !narrow->ended) {
		got = narrow->source.read(narrow->source.context, narrow->piece,
		    sizeof(narrow->piece));
		if (got == -1)
			return -1;
		narrow->ended = got == 0;
		narrow->start = 0;
		narrow->end = utf16_text(&narrow->state, narrow->piece,
		    (size_t)got, narrow->ended, narrow->text);
	}
	part = narrow->end - narrow->start;
	if (part > size)
		part = size;
	memcpy(buffer, narrow->text + narrow->start, part);
	narrow->start += part;
	return (ssize_t)part;
}

int
record_encoding(
    struct record_reader *in, enum encoding encoding, struct fail *f)
{
	unsigned char *text;
	size_t room = UTF16_ROOM(in->end);

	if (encoding != ENCODING_UTF_16LE && encoding != ENCODING_UTF_16BE)
		return 0;
	if ((text = memory_array(room, 1, f)) == NULL)
		return -1;
	if ((in->narrow = memory_array(1, sizeof(*in->narrow), f)) == NULL) {
		free(text);
		return -1;
	}
	in->narrow->state =
	    (struct utf16)UTF16_INIT(encoding == ENCODING_UTF_16BE);
	in->narrow->source = in->source;
	in->narrow->ended = in->source_ended;
	in->source = (struct bytes){ read_narrow, in->narrow };
	in->end = utf16_text(
	    &in->narrow->state, in->buffer, in->end, in->source_ended, text);
	free(in->buffer);
	in->buffer = text;
	in->capacity = room;
	return 0;
}

/* Bytes in the file. */
static uint64_t
size_in_file(
    const struct record_reader *in, const unsigned char *bytes, size_t length)
{
	return in->narrow != NULL ? utf16_bytes(bytes, length) : length;
}

void
record_dialect(
    struct record_reader *in, const struct dialect *dialect, size_t skip)
{
	in->dialect = *dialect;
	record_scan_init(&in->scan, dialect, &in->limits);
	in->start = skip;
	in->bytes = size_in_file(in, in->buffer, skip);
}

uint64_t
record_lines(const struct record_reader *in)
{
	return in->lines;
}

uint64_t
record_bytes(const struct record_reader *in)
{
	return in->bytes;
}

/* Nothing comes after what the block has. */
static bool
is_at_end(const struct record_reader *in)
{
	return in->source_ended && in->start == in->end;
}

/* Bring the block to `size` bytes if there are so many. */
static int
fill(struct record_reader *in, struct record_block *b, size_t size,
    struct fail *f)
{
	size_t part;

	if (memory_grow(&b->bytes, &b->capacity, size, 1, f) == -1)
		return -1;
	part = in->end - in->start;
	if (part > size - b->length)
		part = size - b->length;
	if (part > 0)
		memcpy(b->bytes + b->length, in->buffer + in->start, part);
	b->length += part;
	in->start += part;
	return read_source(in, b->bytes, &b->length, size, f);
}

/* Give back the bytes of the block from `cut` on. */
static int
give_back(struct record_reader *in, struct record_block *b, size_t cut,
    struct fail *f)
{
	size_t left = b->length - cut;

	b->length = cut;
	if (left <= in->start &&
	    memcmp(in->buffer + in->start - left, b->bytes + cut, left) == 0) {
		in->start -= left; /* it came from there */
		return 0;
	}
	if (memory_grow(&in->buffer, &in->capacity, left, 1, f) == -1)
		return -1;
	memcpy(in->buffer, b->bytes + cut, left);
	in->start = 0;
	in->end = left;
	return 0;
}

/* The block begins with a line beyond the limit, whose end is not among its
 * bytes: pass over it. */
static int
pass(struct record_reader *in, struct record_block *b, struct fail *f)
{
	struct record_scan s = in->scan;
	size_t from = b->length, at;

	/* is a line feed to come? */
	if (b->bytes[from - 1] == '\r')
		from--;
	b->passed = true;
	b->lines = record_scan_lines(b->bytes, from);
	b->size = size_in_file(in, b->bytes, from);
	do {
		memmove(
		    b->bytes + RECORD_RAW, b->bytes + from, b->length - from);
		b->length = RECORD_RAW + b->length - from;
		if (fill(in, b, RECORD_RAW + SLACK, f) == -1)
			return -1;
		record_scan_start(&s, b->bytes, b->length, is_at_end(in));
		at = record_scan_line(&s, RECORD_RAW, b->length);
		from = record_scan_after(&s, at);
		/* CR at the end of what is there may be one of CRLF */
		if (from == b->length && at < from && !s.at_end &&
		    b->bytes[at] == '\r' && at + 1 == from)
			from = at;
		b->size +=
		    size_in_file(in, b->bytes + RECORD_RAW, from - RECORD_RAW);
	} while (!s.at_end && (at == b->length || from == at));
	if (give_back(in, b, from, f) == -1)
		return -1;
	b->length = RECORD_RAW;
	return 1;
}

int
record_block_next(
    struct record_reader *in, struct record_block *b, struct fail *f)
{
	size_t want = RECORD_BLOCK + SLACK, cut = 0, open;

	b->length = 0;
	b->passed = false;
	b->line = in->lines + 1;
	b->byte = in->bytes;
	record_scan_start(&in->scan, NULL, 0, false);
	while (cut == 0) {
		if (fill(in, b, want, f) == -1)
			return -1;
		if (b->length == 0)
			return 0;
		record_scan_extend(
		    &in->scan, b->bytes, b->length, is_at_end(in));
		if ((cut = record_scan_cut(&in->scan, RECORD_BLOCK)) > 0)
			break;
		open = record_scan_open(&in->scan);
		if (b->length - open > in->limits.line + 1) {
			if (open == 0)
				break;
			cut = open;
		}
		want =
		    b->length + (b->length > 2 * SLACK ? b->length / 2 : SLACK);
	}
	if (cut == 0) {
		if (pass(in, b, f) == -1)
			return -1;
	} else {
		if (give_back(in, b, cut, f) == -1)
			return -1;
		b->lines = record_scan_lines(b->bytes, cut);
		b->size = size_in_file(in, b->bytes, cut);
	}
	in->lines += b->lines;
	in->bytes += b->size;
	return 1;
}

struct record_cursor *
record_cursor_open(const struct record_reader *in, struct fail *f)
{
	return record_cursor_new(
	    &in->dialect, &in->limits, in->narrow != NULL, f);
}

int
record_next(struct record_reader *in, struct record *r, struct fail *f)
{
	int more;

	if (in->cursor == NULL) {
		if ((in->cursor = record_cursor_open(in, f)) == NULL)
			return -1;
		record_cursor_start(in->cursor, &in->block);
	}
	while ((more = record_cursor_next(in->cursor, r, f)) == 0) {
		if ((more = record_block_next(in, &in->block, f)) != 1)
			break;
		record_cursor_start(in->cursor, &in->block);
	}
	return more;
}

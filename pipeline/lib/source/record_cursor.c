/* record_cursor.c - the records of a block, split into fields */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/record_scan.h"
#include "source/utf16.h"

struct record_cursor {
	struct record_scan scan;
	const struct record_block *block;
	bool utf16;   /* the file is in UTF-16 */
	bool has_nul; /* the block has a NUL somewhere */
	size_t at;    /* in the block */
	uint64_t line, byte;
	size_t next_quote; /* the first from here on, if it is not behind */
	/* the record under way */
	struct record_field *fields;
	size_t field_count, field_capacity;
	char *text; /* of fields that do not stand in the block as they are */
	size_t text_length, text_capacity;
	struct record *record;
	struct fail *fail;
};

struct record_cursor *
record_cursor_new(const struct dialect *dialect,
    const struct record_limits *limits, bool utf16, struct fail *f)
{
	struct record_cursor *c = memory_array(1, sizeof(*c), f);

	if (c == NULL)
		return NULL;
	record_scan_init(&c->scan, dialect, limits);
	c->utf16 = utf16;
	return c;
}

void
record_cursor_close(struct record_cursor *c)
{
	if (c == NULL)
		return;
	free(c->fields);
	free(c->text);
	free(c);
}

void
record_cursor_start(struct record_cursor *c, const struct record_block *block)
{
	record_scan_start(&c->scan, block->bytes, block->length, true);
	c->block = block;
	c->has_nul =
	    record_scan_find(&c->scan, '\0', 0, block->length) < block->length;
	c->at = 0;
	c->line = block->line;
	c->byte = block->byte;
	c->next_quote = 0;
}

/* A field, unless the record is damaged. */
static int
add_field(struct record_cursor *c, const char *bytes, size_t length)
{
	if (c->record->damage != RECORD_WHOLE)
		return 0;
	if (c->field_count == c->scan.limits.columns) {
		c->record->damage = RECORD_COLUMN_LIMIT;
		return 0;
	}
	if (c->field_count == c->field_capacity &&
	    memory_grow(&c->fields, &c->field_capacity, c->field_count + 1,
		sizeof(*c->fields), c->fail) == -1)
		return -1;
	c->fields[c->field_count++] = (struct record_field){ bytes, length };
	c->record->bytes += length;
	return 0;
}

/* Backslashes before a mark: two stand for one, and one for the mark.  Returns
 * how many bytes of the field they are. */
static size_t
copy_escapes(struct record_cursor *c, const unsigned char *from, size_t left)
{
	unsigned char escape = (unsigned char)c->scan.dialect.escape;
	size_t count = 0, kept;
	bool mark;

	while (count < left && from[count] == escape)
		count++;
	/* behind the field is its closing mark */
	mark = from[count] == c->scan.quote;
	kept = mark ? count / 2 : count;
	memset(c->text + c->text_length, (int)escape, kept);
	c->text_length += kept;
	if (mark && count % 2 == 1) {
		c->text[c->text_length++] = (char)c->scan.quote;
		count++;
	}
	return count;
}

/* Copy a field without what is no text in it: NULs, and in quoted ones marks
 * that double or escape others, and CR. */
static int
add_copy(struct record_cursor *c, size_t from, size_t to, bool quoted)
{
	const unsigned char *bytes = c->scan.bytes;
	unsigned char escape = (unsigned char)c->scan.dialect.escape;
	size_t start;

	/* all fields of a record are shorter than the block: it never moves */
	if (c->text_capacity < c->scan.length &&
	    memory_grow(
		&c->text, &c->text_capacity, c->scan.length, 1, c->fail) == -1)
		return -1;
	for (start = c->text_length; from < to; from++) {
		if (bytes[from] == '\0')
			continue;
		if (!quoted)
			c->text[c->text_length++] = (char)bytes[from];
		else if (bytes[from] == '\r') {
			if (from + 1 == to || bytes[from + 1] != '\n')
				c->text[c->text_length++] = '\n';
		} else if (escape != 0 && bytes[from] == escape)
			from += copy_escapes(c, bytes + from, to - from) - 1;
		else {
			c->text[c->text_length++] = (char)bytes[from];
			if (escape == 0 && bytes[from] == c->scan.quote &&
			    from + 1 < to && bytes[from + 1] == c->scan.quote)
				from++;
		}
	}
	return add_field(c, c->text + start, c->text_length - start);
}

static int
add_slice(struct record_cursor *c, size_t from, size_t to)
{
	if (to - from > c->scan.limits.field &&
	    c->record->damage == RECORD_WHOLE)
		c->record->damage = RECORD_FIELD_LIMIT;
	if (c->has_nul && record_scan_find(&c->scan, '\0', from, to) < to) {
		c->record->nul = true;
		return add_copy(c, from, to, false);
	}
	return add_field(c, (const char *)c->scan.bytes + from, to - from);
}

/* A quoted field, between its marks. */
static int
add_quoted(struct record_cursor *c, size_t from, size_t to)
{
	const struct record_scan *s = &c->scan;
	bool nul = c->has_nul && record_scan_find(s, '\0', from, to) < to;

	if (nul)
		c->record->nul = true;
	if (nul || record_scan_find(s, s->quote, from, to) < to ||
	    record_scan_find(s, '\r', from, to) < to ||
	    (s->dialect.escape != 0 && to > from &&
		s->bytes[to - 1] == (unsigned char)s->dialect.escape))
		return add_copy(c, from, to, true);
	return add_field(c, (const char *)s->bytes + from, to - from);
}

/* A field that begins with a mark that stands for itself: it was not closed,
 * unless others of the field make a pair with it ("Луч" № 5). */
static bool
is_unclosed(const struct record_scan *s, size_t from, size_t to)
{
	bool odd = false;

	while ((from = record_scan_find(s, s->quote, from, to)) < to) {
		odd = !odd;
		from++;
	}
	return odd;
}

/* Split the line into fields; those quoted over its end take in more lines.
 * Returns the record's line end, or SIZE_MAX on failure. */
static size_t
split(struct record_cursor *c, size_t at, size_t end)
{
	struct record_scan *s = &c->scan;
	enum record_close status;
	size_t close, next;
	bool marked;

	if ((at = record_scan_skip(s, at, end, true)) == end)
		return end; /* an empty line */
	for (;;) {
		status = RECORD_TEXT;
		marked = s->quote != 0 && at < end && s->bytes[at] == s->quote;
		if (marked)
			status = record_scan_close(s, at, &close);
		if (status == RECORD_CLOSED) {
			if (add_quoted(c, at + 1, close) == -1)
				return SIZE_MAX;
			next = close + 1;
			if (next > end)
				end = record_scan_line(s, next, s->length);
		} else {
			next = record_scan_delimiter(s, at, end);
			if (add_slice(c, at, next) == -1)
				return SIZE_MAX;
			if (marked && is_unclosed(s, at, next))
				c->record->unclosed = true;
			if (status == RECORD_LONG &&
			    c->record->damage == RECORD_WHOLE)
				c->record->damage = RECORD_FIELD_LIMIT;
		}
		if (next >= end)
			return end;
		at = record_scan_skip(s, next + 1, end, false);
		if (s->dialect.repeated && at == end)
			return end;
	}
}

/* The same for a line without quotation marks in the usual dialects. */
static int
split_plain(struct record_cursor *c, size_t at, size_t end)
{
	const unsigned char *from = c->scan.bytes + at,
			    *to = c->scan.bytes + end, *next;

	for (; from < to || at < end; from = next + 1) {
		next = memchr(from, c->scan.delimiter, (size_t)(to - from));
		if (next == NULL)
			next = to;
		if (add_slice(c, (size_t)(from - c->scan.bytes),
			(size_t)(next - c->scan.bytes)) == -1)
			return -1;
		if (next == to)
			break;
	}
	return 0;
}

/* Is there a quotation mark in the line? */
static bool
is_quoted(struct record_cursor *c, size_t at, size_t end)
{
	struct record_scan *s = &c->scan;

	if (s->quote == 0)
		return false;
	if (c->next_quote < at || c->next_quote == 0)
		c->next_quote = record_scan_find(s, s->quote, at, s->length);
	return c->next_quote < end;
}

/* The line that was passed over. */
static void
give_passed(struct record_cursor *c)
{
	struct record *r = c->record;

	r->damage = RECORD_LINE_LIMIT;
	r->lines = c->block->lines;
	r->size = c->block->size;
	r->raw_length = c->scan.length;
	r->nul = c->has_nul;
	c->at = c->scan.length;
}

static uint64_t
size_in_file(const struct record_cursor *c, size_t from, size_t to)
{
	return c->utf16 ? utf16_bytes(c->scan.bytes + from, to - from)
			: to - from;
}

/* What is known once the end is. */
static void
end_record(struct record_cursor *c, size_t line_end, size_t first_end)
{
	struct record *r = c->record;
	size_t next = record_scan_after(&c->scan, line_end);

	r->raw_length = line_end - c->at;
	r->size = size_in_file(c, c->at, next);
	r->lines = line_end == first_end
		       ? 1
		       : record_scan_lines(c->scan.bytes + c->at, next - c->at);
	if (r->raw_length > c->scan.limits.line) {
		r->damage = RECORD_LINE_LIMIT;
		if (r->raw_length > RECORD_RAW)
			r->raw_length = RECORD_RAW;
	}
	if (r->damage == RECORD_WHOLE) {
		r->fields = c->fields;
		r->field_count = c->field_count;
	} else
		r->bytes = 0;
	c->line += r->lines;
	c->byte += r->size;
	c->at = next;
}

int
record_cursor_next(struct record_cursor *c, struct record *r, struct fail *f)
{
	const struct dialect *dialect = &c->scan.dialect;
	size_t first_end, end;

	if (c->at >= c->scan.length)
		return 0;
	memset(r, 0, sizeof(*r));
	c->record = r;
	c->fail = f;
	c->field_count = c->text_length = 0;
	r->line = c->line;
	r->byte = c->byte;
	r->raw = (const char *)c->scan.bytes + c->at;
	if (c->block->passed) {
		give_passed(c);
		return 1;
	}
	end = first_end = record_scan_line(&c->scan, c->at, c->scan.length);
	if (dialect->repeated || dialect->space_after ||
	    is_quoted(c, c->at, first_end)) {
		if ((end = split(c, c->at, first_end)) == SIZE_MAX)
			return -1;
	} else if (split_plain(c, c->at, first_end) == -1)
		return -1;
	end_record(c, end, first_end);
	return 1;
}

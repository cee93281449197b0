/* record_cursor.c - the records of a block, split into fields */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "record/record_masks.h"
#include "record/record_scan.h"
#include "record/utf16.h"

struct record_cursor {
	struct record_scan scan;
	const struct record_block *block;
	bool utf16;   /* the file is in UTF-16 */
	bool has_nul; /* the block has a NUL somewhere */
	size_t at;    /* in the block */
	uint64_t line, byte;
	/* delimiters, marks and line ends among 64 bytes, as bits */
	size_t base;
	uint64_t signs;
	/* the record under way */
	struct record_field *fields;
	size_t field_count, field_capacity;
	size_t room; /* of the capacity what the limit allows */
	char *text;  /* of fields that do not stand in the block as they are */
	size_t text_length, text_capacity;
	bool crossed; /* it has more than one line */
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

static void
load_signs(struct record_cursor *c)
{
	const struct record_scan *s = &c->scan;
	struct record_masks m;

	record_masks(s->bytes + c->base, s->length - c->base, s->delimiter,
	    s->quote, &m);
	c->signs = m.delimiters | m.marks | m.feeds | m.returns;
}

/* The next delimiter, mark or line end is to be looked for from here on. */
static void
seek(struct record_cursor *c, size_t at)
{
	c->base = at / RECORD_MASKS_BYTES * RECORD_MASKS_BYTES;
	c->signs = 0;
	if (c->base < c->scan.length)
		load_signs(c);
	c->signs &= ~(uint64_t)0 << (at - c->base);
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
	seek(c, 0);
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
	c->room = c->field_capacity < c->scan.limits.columns
		      ? c->field_capacity
		      : c->scan.limits.columns;
	c->fields[c->field_count++] = (struct record_field){ bytes, length };
	c->record->bytes += length;
	return 0;
}

/* The same, quick for most. */
static inline int
put_field(struct record_cursor *c, size_t from, size_t to)
{
	const char *bytes = (const char *)c->scan.bytes + from;

	if (c->field_count == c->room || c->record->damage != RECORD_WHOLE)
		return add_field(c, bytes, to - from);
	c->fields[c->field_count++] = (struct record_field){ bytes, to - from };
	c->record->bytes += to - from;
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

static inline int
put_slice(struct record_cursor *c, size_t from, size_t to)
{
	return to - from > c->scan.limits.field || c->has_nul
		   ? add_slice(c, from, to)
		   : put_field(c, from, to);
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

/* A field that begins with a mark but is not quoted. */
static void
end_marked(
    struct record_cursor *c, size_t from, size_t to, enum record_close status)
{
	if (is_unclosed(&c->scan, from, to))
		c->record->unclosed = true;
	if (status == RECORD_LONG && c->record->damage == RECORD_WHOLE)
		c->record->damage = RECORD_FIELD_LIMIT;
}

/* Split the record that begins here, in any dialect.  Returns its line end, or
 * SIZE_MAX when memory fails. */
static size_t
split(struct record_cursor *c, size_t at)
{
	struct record_scan *s = &c->scan;
	enum record_close status;
	size_t end = record_scan_line(s, at, s->length), close, next;
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
			next = record_scan_beyond(s, close);
			if (next > end) {
				end = record_scan_line(s, next, s->length);
				c->crossed = true;
			}
		} else {
			next = record_scan_delimiter(s, at, end);
			if (add_slice(c, at, next) == -1)
				return SIZE_MAX;
			if (marked)
				end_marked(c, at, next, status);
		}
		if (next >= end)
			return end;
		at = record_scan_skip(s, next + 1, end, false);
		if (s->dialect.repeated && at == end)
			return end;
	}
}

/* ---- the usual dialects: no blanks to skip ---- */

/* Pass to the next sign; the length if there is none. */
static inline size_t
next_sign(struct record_cursor *c)
{
	size_t at;

	while (c->signs == 0) {
		c->base += RECORD_MASKS_BYTES;
		if (c->base >= c->scan.length)
			return c->scan.length;
		load_signs(c);
	}
	at = c->base + record_masks_first(c->signs);
	c->signs &= c->signs - 1;
	return at;
}

/* A field is plainly quoted, on one line: the closing mark was passed. */
static bool
closes_here(struct record_cursor *c, size_t mark, size_t *close, bool *doubled)
{
	const struct record_scan *s = &c->scan;
	size_t at;

	*doubled = false;
	while ((at = next_sign(c)) < s->length) {
		if (s->bytes[at] == s->delimiter)
			continue;
		if (s->bytes[at] != s->quote || s->dialect.escape != 0)
			return false;
		if (at + 1 < s->length && s->bytes[at + 1] == s->quote) {
			*doubled = true;
			next_sign(c);
			continue;
		}
		*close = at;
		return (at + 1 == s->length || s->bytes[at + 1] == '\n' ||
			   s->bytes[at + 1] == '\r' ||
			   s->bytes[at + 1] == s->delimiter) &&
		       at - mark - 1 <= s->limits.field;
	}
	return false;
}

/* The quoted field that begins at the mark; false if it is none, *failed when
 * memory fails. */
static bool
take_quoted(struct record_cursor *c, size_t mark, enum record_close *status,
    bool *failed)
{
	struct record_scan *s = &c->scan;
	size_t close;
	bool copied;

	if (closes_here(c, mark, &close, &copied))
		*status = RECORD_CLOSED;
	else {
		*status = record_scan_close(s, mark, &close);
		seek(c, *status == RECORD_CLOSED ? close + 1 : mark + 1);
		copied = c->crossed = true; /* it may be */
	}
	if (*status != RECORD_CLOSED)
		return false;
	if (copied || c->has_nul)
		*failed = add_quoted(c, mark + 1, close) == -1;
	else
		*failed = put_field(c, mark + 1, close) == -1;
	return true;
}

/* Split the record that begins here.  Returns its line end, or SIZE_MAX. */
static size_t
split_usual(struct record_cursor *c, size_t at)
{
	struct record_scan *s = &c->scan;
	enum record_close status = RECORD_TEXT;
	bool marked = false, quoted = false, failed = false;
	size_t end, start = at;

	for (;;) {
		end = next_sign(c);
		if (end < s->length && s->bytes[end] == s->quote &&
		    s->quote != 0) {
			if (end != at || marked)
				continue;
			quoted = take_quoted(c, at, &status, &failed);
			marked = !quoted;
			continue;
		}
		if (end == start && s->bytes[end] != s->delimiter)
			return end; /* an empty line */
		if (!quoted && (put_slice(c, at, end) == -1))
			return SIZE_MAX;
		if (marked)
			end_marked(c, at, end, status);
		if (failed)
			return SIZE_MAX;
		if (end == s->length || s->bytes[end] != s->delimiter)
			return end;
		marked = quoted = false;
		at = end + 1;
	}
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
end_record(struct record_cursor *c, size_t line_end)
{
	struct record *r = c->record;
	size_t next = record_scan_after(&c->scan, line_end);

	r->raw_length = line_end - c->at;
	r->size = size_in_file(c, c->at, next);
	r->lines = c->crossed
		       ? record_scan_lines(c->scan.bytes + c->at, next - c->at)
		       : 1;
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
	size_t end;

	if (c->at >= c->scan.length)
		return 0;
	memset(r, 0, sizeof(*r));
	c->record = r;
	c->fail = f;
	c->field_count = c->text_length = 0;
	c->crossed = false;
	r->line = c->line;
	r->byte = c->byte;
	r->raw = (const char *)c->scan.bytes + c->at;
	if (c->block->passed) {
		give_passed(c);
		return 1;
	}
	if (dialect->repeated || dialect->space_after)
		end = split(c, c->at);
	else
		end = split_usual(c, c->at);
	if (end == SIZE_MAX)
		return -1;
	end_record(c, end);
	/* LF of CRLF */
	if (c->at == end + 2)
		next_sign(c);
	return 1;
}

/* untyped.c - a table without a schema (untyped.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "reader/untyped.h"
#include "record/cell_kind.h"
#include "record/phrase.h"
#include "record/signature.h"
#include "table/dictionary.h"

#define NUMBER_TEXT 32

/* ---- layout ---- */

/* The last line whose class is sure: below the data of a cut head more data
 * may follow. */
static uint64_t
last_known(const struct file_layout *l)
{
	const struct layout_table *last;

	if (l->whole)
		return UINT64_MAX;
	if (l->table_count == 0)
		return l->span_count == 0
			   ? 0
			   : l->spans[l->span_count - 1].last_line;
	last = &l->tables[l->table_count - 1];
	return last->data_last > 0 ? last->data_last : last->header_last;
}

int
untyped_find(
    struct frame *frame, struct bytes_memory head, bool whole, struct fail *f)
{
	struct untyped *u = &frame->untyped;
	size_t count;

	if (head.left == 0)
		u->layout.whole = true;
	else if (file_layout_detect(&u->layout, head.next, head.left, whole,
		     &frame->dialect, &frame->encoding, frame->label, f) == -1)
		return -1;
	count = u->layout.table_count;
	if (frame->table == 0)
		frame->table = 1;
	if (frame->table > (count == 0 ? 1 : count))
		return fail_set(f, FAIL_USAGE,
		    _("--table: found %zu, %s has %zu tables"), frame->table,
		    frame->label, count);
	u->table = count == 0 ? NULL : &u->layout.tables[frame->table - 1];
	u->known = last_known(&u->layout);
	return 0;
}

/* ---- columns ---- */

/* The column's name: its label, with a number behind it if it is taken. */
static int
add_column(struct frame *frame, struct dictionary *taken, size_t column,
    struct fail *f)
{
	const char *label = frame->untyped.table->labels[column];
	size_t length = strlen(label), i = 2, size;
	char *name = memory_array(length + NUMBER_TEXT, 1, f);
	int status = -1;

	if (name == NULL)
		return -1;
	strcpy(name, label);
	size = length;
	if (length == 0)
		size =
		    (size_t)snprintf(name, NUMBER_TEXT, "field%zu", column + 1);
	length = size;
	while (dictionary_find(taken, name, size) != -1)
		size = length + (size_t)snprintf(name + length, NUMBER_TEXT - 8,
				    "_%zu", i++);
	if (dictionary_add(taken, name, size, f) != -1 &&
	    schema_add(&frame->schema, name, COLUMN_UTF8, 0, f) != -1)
		status = 0;
	free(name);
	return status;
}

static int
add_columns(struct frame *frame, struct fail *f)
{
	static const char *const own[] = { "_file", "_row", SCHEMA_LOST };
	const struct layout_table *table = frame->untyped.table;
	struct dictionary *taken = dictionary_new(f);
	size_t i, width = table == NULL ? 0 : table->width;
	int status = taken == NULL ? -1 : 0;

	for (i = 0; i < COUNT(own) && status == 0; i++)
		if (dictionary_add(taken, own[i], strlen(own[i]), f) == -1)
			status = -1;
	for (i = 0; i < width && status == 0; i++)
		status = add_column(frame, taken, i, f);
	dictionary_free(taken);
	if (status == -1)
		return -1;
	frame->place =
	    schema_add(&frame->schema, "_file", COLUMN_DICTIONARY, 0, f);
	return frame->place == -1 || schema_add(&frame->schema, "_row",
					 COLUMN_INT64, 0, f) == -1
		   ? -1
		   : 0;
}

/* A label as a cell of CSV; the room is there. */
static char *
quote_label(char *to, const char *label)
{
	if (strpbrk(label, ",\"\r\n") == NULL)
		return stpcpy(to, label);
	*to++ = '"';
	for (; *label != '\0'; label++) {
		if (*label == '"')
			*to++ = '"';
		*to++ = *label;
	}
	*to++ = '"';
	*to = '\0';
	return to;
}

/* The header as one record of CSV, "" if there is none. */
static int
set_header(struct frame *frame, struct fail *f)
{
	const struct layout_table *table = frame->untyped.table;
	size_t i,
	    size = 1,
	    count = table == NULL || table->header_rows == 0 ? 0 : table->width;
	char *text, *to;
	int status;

	for (i = 0; i < count; i++)
		size += 2 * strlen(table->labels[i]) + 3;
	if ((text = to = memory_array(size, 1, f)) == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (i > 0)
			*to++ = ',';
		to = quote_label(to, table->labels[i]);
	}
	status = schema_set(&frame->schema, SCHEMA_HEADER, text, f);
	free(text);
	return status;
}

static int
warn_of_tables(const struct frame *frame, struct account *account, int file,
    struct fail *f)
{
	const struct file_layout *l = &frame->untyped.layout;
	char number[NUMBER_TEXT];
	const struct message expected = {
		N_("one table; this one is read with --table %1$s"), { number }
	};
	struct finding finding = { FINDING_WARNING, "further-table", NULL, 0, 0,
		NULL, "", &expected };
	size_t i;

	for (i = 0; i < l->table_count; i++) {
		snprintf(number, sizeof(number), "%zu", i + 1);
		finding.line = l->tables[i].first_line;
		if (&l->tables[i] != frame->untyped.table &&
		    account_finding(account, file, &finding, f) == -1)
			return -1;
	}
	return 0;
}

int
untyped_open(
    struct frame *frame, struct account *account, int file, struct fail *f)
{
	frame->line_rows = 1;
	if (add_columns(frame, f) == -1 || set_header(frame, f) == -1 ||
	    schema_set(&frame->schema, "source.file", frame->label, f) == -1)
		return -1;
	return warn_of_tables(frame, account, file, f);
}

/* ---- lines ---- */

static const struct layout_span *
span_of(const struct file_layout *l, uint64_t line)
{
	size_t low = 0, high = l->span_count, middle;

	while (low + 1 < high) {
		middle = low + (high - low) / 2;
		if (l->spans[middle].first_line <= line)
			low = middle;
		else
			high = middle;
	}
	return low < l->span_count ? &l->spans[low] : NULL;
}

/* Totals and sections among the data are rows as any other. */
static enum line_class row_class(enum line_class class)
{
	return class == LINE_TOTAL || class == LINE_SECTION ? LINE_DATA : class;
}

/* Words rather than a value. */
static bool
is_words(const char *text, size_t length)
{
	return text != NULL && cell_kind(text, length) == CELL_KIND_TEXT;
}

/* What a row with one filled cell or none may be; as table_guess.h has it in
 * the head. */
static enum lone_kind
lone_kind(const struct layout_table *t, const struct cells *c, bool after_blank)
{
	const char *text;
	size_t length;

	if (c->used == 0)
		return LONE_BLANK;
	text = c->texts[c->first];
	length = c->lengths[c->first];
	if (c->used > 1 || t->usual < 2 || text == NULL)
		return LONE_NOT;
	text = text_trim(text, &length);
	if (phrase_find(text, length, &table_totals) != -1)
		return LONE_NOT;
	if (c->count == 1 || phrase_find(text, length, &table_notes) != -1 ||
	    signature_is(text, length, true))
		return LONE_NOTE;
	if (t->sparse || t->usual < 3 || c->first > 0 ||
	    !is_words(text, length))
		return LONE_NOT;
	return after_blank ? LONE_NOTE : LONE_CELL;
}

enum line_class
untyped_class(const struct frame *frame, const struct cells *c, uint64_t line,
    bool after_blank, enum lone_kind *lone)
{
	const struct untyped *u = &frame->untyped;
	const struct file_layout *l = &u->layout;
	const struct layout_span *span;

	*lone = LONE_NOT;
	if (c->used == 0 && c->count < 2)
		return LINE_BLANK;
	if (line <= u->known && (span = span_of(l, line)) != NULL)
		return span->table == frame->table - 1 ? row_class(span->class)
						       : LINE_OUT_OF_SCOPE;
	if (u->table == NULL)
		return c->used == 0 ? LINE_BLANK : LINE_OUT_OF_SCOPE;
	if (u->table != &l->tables[l->table_count - 1])
		return LINE_OUT_OF_SCOPE;
	if (c->used == 0 && c->count < u->table->usual)
		return LINE_BLANK;
	if (u->table->header_rows == 1 &&
	    cells_are_labels(c, u->table->labels, u->table->width))
		return LINE_HEADER;
	*lone = lone_kind(u->table, c, after_blank);
	return LINE_DATA;
}

/* ---- rows ---- */

static int
put_cells(struct row *row, const struct cells *c, const struct record *r,
    size_t width, struct fail *f)
{
	const struct frame *frame = row->frame;
	struct batch *b = &row->chunk->rows;
	struct column *place = &b->columns[frame->place];
	size_t i;
	int status = 0;

	for (i = 0; i < width && status == 0; i++)
		status = i < c->count && c->lengths[i] > 0
			     ? column_put_text(&b->columns[i], c->texts[i],
				   c->lengths[i], f)
			     : column_put_null(&b->columns[i], f);
	if (status == -1 ||
	    column_put_text(place, frame->label, strlen(frame->label), f) ==
		-1 ||
	    column_put_integer(place + 1, (int64_t)r->line, f) == -1)
		return -1;
	b->length++;
	return 0;
}

int
untyped_put(struct row *row, const struct cells *c, const struct record *r,
    struct fail *f)
{
	const struct message text = row_expected_text(row);
	size_t i, width = row->frame->untyped.table->width;
	char found[CELLS_QUOTE];

	for (i = 0; i < c->count; i++) {
		if (i >= width && c->lengths[i] > 0)
			return row_set_wide_aside(row, r, f);
		if (c->texts[i] == NULL) {
			cells_quote(c, r, i, found);
			return row_set_aside(
			    row, r, "encoding-error", NULL, found, &text, f);
		}
	}
	if (c->count < width && row_warn_short(row, r, f) == -1)
		return -1;
	row->chunk->rows_in++;
	row->chunk->rows_out++;
	chunk_line(row->chunk, LINE_DATA, r->lines);
	return put_cells(row, c, r, width, f);
}

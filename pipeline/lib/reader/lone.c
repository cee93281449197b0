/* lone.c - rows that may be notes (lone.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/lone.h"
#include "reader/untyped.h"

/* So many are kept. */
#define LONE_MAX 64
/* A longer row is no note. */
#define LONE_BYTES 65536

struct lone {
	enum lone_kind kind;
	uint64_t line, byte, lines;
	char found[CELLS_QUOTE]; /* with a schema */
	struct cells cells;      /* without one; the texts are in `texts` */
	char *texts;             /* with one the record, for the list */
	size_t raw_length;       /* of that */
	size_t text_capacity;
};

int
lone_rows_start(struct lone_rows *rows, struct fail *f)
{
	rows->items = memory_array(LONE_MAX, sizeof(*rows->items), f);
	return rows->items == NULL ? -1 : 0;
}

void
lone_rows_clear(struct lone_rows *rows)
{
	const struct lone_rows empty = LONE_ROWS_INIT;
	size_t i;

	for (i = 0; rows->items != NULL && i < LONE_MAX; i++) {
		cells_clear(&rows->items[i].cells);
		free(rows->items[i].texts);
	}
	free(rows->items);
	*rows = empty;
}

bool
lone_rows_may_keep(const struct row *row)
{
	const struct cells *c = &row->cells;
	size_t i, length = 0;

	for (i = 0; i < c->count; i++) {
		if (c->texts[i] == NULL)
			return false;
		length += c->lengths[i];
	}
	return length <= LONE_BYTES;
}

/* The cells of an untyped row; they are all text. */
static int
copy_cells(struct lone *lone, const struct cells *c, struct fail *f)
{
	struct cells *to = &lone->cells;
	size_t i, used = 0;

	for (i = 0; i < c->count; i++)
		used += c->lengths[i];
	if (memory_grow(&to->texts, &to->text_capacity, c->count,
		sizeof(*to->texts), f) == -1 ||
	    memory_grow(&to->lengths, &to->length_capacity, c->count,
		sizeof(*to->lengths), f) == -1 ||
	    memory_grow(&lone->texts, &lone->text_capacity, used, 1, f) == -1)
		return -1;
	used = 0;
	for (i = 0; i < c->count; i++) {
		to->texts[i] = c->lengths[i] == 0 ? "" : lone->texts + used;
		to->lengths[i] = c->lengths[i];
		if (c->lengths[i] > 0)
			memcpy(lone->texts + used, c->texts[i], c->lengths[i]);
		used += c->lengths[i];
	}
	to->count = c->count;
	return 0;
}

/* The record as it stands in the file, if the list is to show it. */
static int
copy_record(struct lone *lone, const struct row *row, struct fail *f)
{
	const struct record *r = row->record;

	lone->raw_length = 0;
	if (!row->frame->list_raw || r == NULL || r->raw_length == 0 ||
	    r->raw_length > LONE_BYTES)
		return 0;
	if (memory_grow(
		&lone->texts, &lone->text_capacity, r->raw_length, 1, f) == -1)
		return -1;
	memcpy(lone->texts, r->raw, r->raw_length);
	lone->raw_length = r->raw_length;
	return 0;
}

int
lone_rows_keep(struct lone_rows *rows, struct row *row, const struct record *r,
    enum lone_kind kind, struct fail *f)
{
	struct lone *lone;

	if (rows->count == LONE_MAX &&
	    lone_rows_settle(rows, row, false, f) == -1)
		return -1;
	lone = &rows->items[rows->count++];
	lone->kind = kind;
	lone->line = r->line;
	lone->byte = r->byte;
	lone->lines = r->lines;
	if (row->frame->dataset == NULL)
		return copy_cells(lone, &row->cells, f);
	row_quote(row, r, 0, lone->found);
	return copy_record(lone, row, f);
}

/* The first one that is a note, or a blank above it, when no data follow. */
static size_t
first_note(const struct lone_rows *rows)
{
	size_t i = 0;

	while (i < rows->count && rows->items[i].kind != LONE_NOTE)
		i++;
	if (i < rows->count)
		while (i > 0 && rows->items[i - 1].kind == LONE_BLANK)
			i--;
	return i;
}

/* A row of one cell among rows of data, with its record. */
static int
set_aside(
    const struct lone *lone, struct row *row, struct record *r, struct fail *f)
{
	const struct message expected = { .format = N_("a row of the table") };
	const struct record *under_way = row->record;
	int status;

	if (lone->raw_length > 0) {
		r->raw = lone->texts;
		r->raw_length = lone->raw_length;
		row->record = r;
	}
	status = row_set_aside(
	    row, r, "missing-cell", NULL, lone->found, &expected, f);
	row->record = under_way;
	return status;
}

static int
settle(const struct lone *lone, struct row *row, bool outside, struct fail *f)
{
	struct record r = {
		.line = lone->line, .byte = lone->byte, .lines = lone->lines
	};

	if (outside) {
		chunk_line(row->chunk,
		    lone->kind == LONE_BLANK ? LINE_BLANK : LINE_NOTE, r.lines);
		return 0;
	}
	if (row->frame->dataset == NULL)
		return untyped_put(row, &lone->cells, &r, f);
	return set_aside(lone, row, &r, f);
}

int
lone_rows_settle(
    struct lone_rows *rows, struct row *row, bool at_end, struct fail *f)
{
	size_t i, notes = at_end ? first_note(rows) : rows->count;
	int status = 0;

	for (i = 0; i < rows->count && status == 0; i++)
		status = settle(&rows->items[i], row, i >= notes, f);
	rows->count = 0;
	return status;
}

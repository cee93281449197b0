/* head_rows.c - the records in the head of a file */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "layout/head_rows.h"
#include "record/cells.h"
#include "record/record.h"

#define NO_TEXT "\xEF\xBF\xBD" /* for bytes that are none in the encoding */

/* Units stand near the top; column numbers anywhere. */
#define FORM_ROWS 200

struct reading {
	struct head_rows *rows;
	struct decoder decoder;
	struct cells cells;
};

static size_t
size_of_cells(size_t count)
{
	return (count + 1) * sizeof(struct head_cell);
}

/* Cells and texts in one piece. */
static struct head_cell *
cells_new(size_t count, size_t bytes, struct fail *f)
{
	size_t size = size_of_cells(count);

	if (bytes > SIZE_MAX - size) {
		fail_memory(f);
		return NULL;
	}
	return memory_array(size + bytes, 1, f);
}

static void
count_used(struct head_row *row)
{
	size_t i;

	row->used = row->first = 0;
	for (i = 0; i < row->count; i++)
		if (row->cells[i].kind != CELL_KIND_EMPTY && row->used++ == 0)
			row->first = i;
}

/* Copy the decoded cells, verbatim. */
static int
fill_cells(struct head_rows *rows, struct head_row *row, const struct record *r,
    const struct cells *c, struct fail *f)
{
	/* no encoding has characters that take more than three bytes more */
	size_t i, length, room = 3 * r->bytes + 4 * c->count;
	const char *text;
	char *to;

	if ((row->cells = cells_new(c->count, room, f)) == NULL)
		return -1;
	to = (char *)(row->cells + c->count + 1);
	for (i = 0; i < c->count; i++) {
		text = c->texts[i] == NULL ? NO_TEXT : c->texts[i];
		length = c->texts[i] == NULL ? strlen(NO_TEXT) : c->lengths[i];
		if (length > 0)
			memcpy(to, text, length);
		row->cells[i] =
		    (struct head_cell){ to, length, cell_kind(text, length) };
		to += length + 1;
	}
	row->count = c->count;
	rows->memory += sizeof(*row) + size_of_cells(row->count) + room;
	count_used(row);
	return 0;
}

/* Nothing but numbers and letters. */
static bool
may_be_numbers(const struct head_row *row)
{
	size_t i;

	for (i = 0; i < row->count; i++)
		if (row->cells[i].kind != CELL_KIND_NUMBER &&
		    row->cells[i].length > 2)
			return false;
	return row->used > 1;
}

static void
find_form(struct head_row *row, struct cells *c)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (c->texts[i] != NULL)
			c->texts[i] = text_trim(c->texts[i], &c->lengths[i]);
	row->numbers = cells_are_numbers(c);
	row->units = cells_are_units(c);
}

/* One more line without a byte below another? */
static bool
is_more_blank(const struct head_rows *rows, const struct record *r)
{
	return rows->count > 0 && r->field_count == 0 &&
	       rows->items[rows->count - 1].count == 0;
}

static int
add_row(struct reading *in, const struct record *r, struct fail *f)
{
	struct head_rows *rows = in->rows;
	struct head_row *row;

	if (is_more_blank(rows, r)) {
		rows->items[rows->count - 1].last_line = r->line + r->lines - 1;
		return 0;
	}
	if (memory_grow(&rows->items, &rows->capacity, rows->count + 1,
		sizeof(*rows->items), f) == -1)
		return -1;
	row = &rows->items[rows->count++];
	memset(row, 0, sizeof(*row));
	row->line = r->line;
	row->last_line = r->line + r->lines - 1;
	row->parts = 1;
	if (cells_decode(&in->cells, r, &in->decoder, f) == -1 ||
	    fill_cells(rows, row, r, &in->cells, f) == -1)
		return -1;
	if (row->used > 0 && (rows->count <= FORM_ROWS || may_be_numbers(row)))
		find_form(row, &in->cells);
	return 0;
}

static void
row_clear(struct head_row *row)
{
	free(row->cells);
	memset(row, 0, sizeof(*row));
}

int
head_rows_read(struct head_rows *rows, const unsigned char *head, size_t length,
    bool whole, const struct dialect *dialect,
    const struct encoding_guess *encoding, const char *name, struct fail *f)
{
	struct bytes_memory memory = { head, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct reading in = { rows, DECODER_INIT, CELLS_INIT };
	struct record_reader *records = record_open(source, name, f);
	struct record r;
	int more = -1;

	memset(rows, 0, sizeof(*rows));
	if (records == NULL || decoder_guessed(&in.decoder, encoding, f) == -1)
		goto out;
	in.cells.verbatim = true;
	record_dialect(records, dialect, 0);
	while (rows->memory < HEAD_ROWS_MEMORY &&
	       (more = record_next(records, &r, f)) == 1)
		if (add_row(&in, &r, f) == -1) {
			more = -1;
			break;
		}
	rows->whole = whole && more == 0;
	if (more == 0 && !whole && rows->count > 1)
		row_clear(&rows->items[--rows->count]);
out:
	cells_clear(&in.cells);
	decoder_clear(&in.decoder);
	record_close(records);
	return more == -1 ? -1 : 0;
}

void
head_rows_clear(struct head_rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		row_clear(&rows->items[i]);
	free(rows->items);
	memset(rows, 0, sizeof(*rows));
}

bool
head_rows_equal(const struct head_row *a, const struct head_row *b)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (a->cells[i].length != b->cells[i].length ||
		    memcmp(a->cells[i].text, b->cells[i].text,
			a->cells[i].length) != 0)
			return false;
	return true;
}

/* ---- cells with line breaks that are not quoted ---- */

static bool
is_words(const struct head_row *row)
{
	size_t i;

	for (i = 0; i < row->count; i++)
		if (row->cells[i].kind != CELL_KIND_EMPTY &&
		    row->cells[i].kind != CELL_KIND_TEXT)
			return false;
	return true;
}

/* How many rows from this one on make one of the table's width; 1: it is
 * alone. */
static size_t
broken(const struct head_rows *rows, size_t from, size_t width)
{
	const struct head_row *row = &rows->items[from];
	size_t i, count = row->count;

	if (count < 2 || count >= width || !is_words(row))
		return 1;
	for (i = from + 1; i < rows->count && count < width; i++) {
		row = &rows->items[i];
		if (row->count == 0 || row->count >= width || !is_words(row))
			return 1;
		count += row->count - 1;
	}
	return count == width ? i - from : 1;
}

/* Append a row; its first cell goes on with the last one of the target. */
static void
append(struct head_row *to, char **free_text, const struct head_row *from)
{
	const struct head_cell *cell;
	size_t i;
	char *text = *free_text;

	for (i = 0; i < from->count; i++) {
		cell = &from->cells[i];
		if (i == 0 && to->count > 0) {
			text--; /* the NUL of the last one */
			*text++ = '\n';
			to->cells[to->count - 1].length += cell->length + 1;
		} else
			to->cells[to->count++] = (struct head_cell){ text,
				cell->length, CELL_KIND_EMPTY };
		memcpy(text, cell->text, cell->length);
		text += cell->length;
		*text++ = '\0';
	}
	*free_text = text;
}

static int
join(struct head_rows *rows, size_t from, size_t count, struct fail *f)
{
	struct head_row *row = &rows->items[from], joined = *row;
	size_t i, j, cells = 0, bytes = 0;
	char *text;

	for (i = from; i < from + count; i++) {
		cells += rows->items[i].count;
		for (j = 0; j < rows->items[i].count; j++)
			bytes += rows->items[i].cells[j].length + 2;
	}
	joined.count = 0;
	if ((joined.cells = cells_new(cells, bytes, f)) == NULL)
		return -1;
	text = (char *)(joined.cells + cells + 1);
	for (i = from; i < from + count; i++)
		append(&joined, &text, &rows->items[i]);
	for (i = 0; i < joined.count; i++)
		joined.cells[i].kind =
		    cell_kind(joined.cells[i].text, joined.cells[i].length);
	count_used(&joined);
	joined.last_line = rows->items[from + count - 1].last_line;
	joined.parts = count;
	for (i = from; i < from + count; i++)
		row_clear(&rows->items[i]);
	*row = joined;
	memmove(
	    row + 1, row + count, (rows->count - from - count) * sizeof(*row));
	rows->count -= count - 1;
	return 0;
}

/* Is the table ragged, so that short rows are nothing special? */
static bool
is_ragged(const struct head_rows *rows, size_t width, size_t most)
{
	size_t i, count = 0, narrow = 0;

	for (i = 0; i < rows->count && i < most; i++) {
		count += rows->items[i].count > 1;
		narrow +=
		    rows->items[i].count > 1 && rows->items[i].count < width;
	}
	return 3 * narrow > count;
}

int
head_rows_join(
    struct head_rows *rows, size_t width, size_t most, struct fail *f)
{
	size_t i, count;

	if (is_ragged(rows, width, most))
		return 0;
	for (i = 0; i < rows->count && i < most; i++)
		if ((count = broken(rows, i, width)) > 1 &&
		    join(rows, i, count, f) == -1)
			return -1;
	return 0;
}

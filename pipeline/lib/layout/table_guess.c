/* table_guess.c - where tables begin and end, and what their rows are */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "layout/header_guess.h"
#include "layout/table_guess.h"
#include "record/phrase.h"
#include "record/signature.h"
#include "value/table_schema.h"

/* A header stands among so many rows, or nowhere. */
#define ZONE 60
/* The last one of more tables takes the rest of the head. */
#define TABLES 256
/* The width of a table is that of most of so many rows. */
#define SAMPLE 200

static bool
is_blank(const struct head_row *row)
{
	return row->used == 0;
}

/* One cell, the first. */
static bool
is_lone(const struct head_row *row)
{
	return row->used == 1 && row->first == 0;
}

static bool
starts_with(const struct head_row *row, const struct text_list *phrases)
{
	const struct head_cell *cell = &row->cells[row->first];
	size_t length = cell->length;
	const char *text = text_trim(cell->text, &length);

	return phrase_find(text, length, phrases) != -1;
}

static bool
is_total(const struct head_row *row, const struct table_guess *t)
{
	return t->width > 1 && row->used > 0 && starts_with(row, &table_totals);
}

static bool
is_signature(const struct head_row *row)
{
	const struct head_cell *cell = &row->cells[row->first];
	size_t length = cell->length;
	const char *text = text_trim(cell->text, &length);

	return row->used == 1 && signature_is(text, length, true);
}

static bool
has_data_cells(const struct head_row *row)
{
	size_t i;

	for (i = 0; i < row->count; i++)
		if (row->cells[i].kind == CELL_KIND_NUMBER ||
		    row->cells[i].kind == CELL_KIND_DATE ||
		    row->cells[i].kind == CELL_KIND_LINK)
			return true;
	return false;
}

static bool
has_note_mark(const struct head_row *row)
{
	return (row->used == 1 ||
		   (row->used > 1 && row->used <= 4 && !has_data_cells(row))) &&
	       starts_with(row, &table_notes);
}

/* The number of cells that most rows with several have; 1 if there are none. */
static size_t
usual_width(const struct head_rows *rows, size_t from, size_t to)
{
	size_t i, j, best = 1, most = 0, votes;

	if (to > from + SAMPLE)
		to = from + SAMPLE;
	for (i = from; i < to; i++) {
		if (rows->items[i].used < 2)
			continue;
		for (votes = 0, j = i; j < to; j++)
			votes += rows->items[j].used > 1 &&
				 rows->items[j].count == rows->items[i].count;
		if (votes > most) {
			most = votes;
			best = rows->items[i].count;
		}
	}
	return best;
}

/* ---- the header ---- */

/* The row whose words differ the most from what stands below, up to the first
 * row that is certainly data; to if there is none. */
static size_t
find_contrast(
    const struct head_rows *rows, const struct table_guess *t, size_t to)
{
	struct header_evidence e;
	size_t i, most = 0, best = to;

	for (i = t->begin; i < to && i < t->begin + ZONE; i++) {
		const struct head_row *row = &rows->items[i];

		if (row->used < 2 && t->width > 1)
			continue;
		header_evidence(&e, rows, i, i + 1, to);
		if (e.same > e.years && e.same >= e.contrast)
			break;
		if (header_is_first(&e) && e.contrast > most) {
			most = e.contrast;
			best = i;
		}
	}
	return best;
}

/* Rows above that are as full as those of the table, so that they are no
 * titles. */
static size_t
count_full(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	size_t i, full = 0;

	for (i = t->begin; i < row; i++)
		full += rows->items[i].used > 1 &&
			5 * rows->items[i].used >= 3 * t->width &&
			!head_rows_equal(&rows->items[i], &rows->items[row]);
	return full;
}

/* The first row that may be one of the table's. */
static size_t
find_first(const struct head_rows *rows, const struct table_guess *t, size_t to)
{
	size_t i;

	for (i = t->begin; i < to; i++) {
		const struct head_row *row = &rows->items[i];

		if (row->used == 0)
			continue;
		if (t->width < 2 ||
		    (row->count > 1 && 2 * row->used >= t->width) ||
		    (row->used > 1 && row->count == t->width))
			return i;
	}
	for (i = t->begin; i < to && is_blank(&rows->items[i]);)
		i++;
	return i;
}

/* Is each text of the row the head of a group of columns, or of one that has
 * nothing in the row below? */
static bool
is_group_row(const struct head_row *row, const struct head_row *below)
{
	size_t i;

	if (row->used == 0 || row->count > below->count ||
	    (row->used == 1 &&
		(row->first == 0 || (5 * below->used >= 4 * below->count &&
					row->cells[row->first].length > 40))))
		return false;
	for (i = 0; i < row->count; i++) {
		bool under =
		    i < below->count && below->cells[i].kind != CELL_KIND_EMPTY;
		bool group = i > 0 && i + 1 < row->count &&
			     row->cells[i + 1].kind == CELL_KIND_EMPTY;

		if (row->cells[i].kind != CELL_KIND_EMPTY && under && !group)
			return false;
		if (row->cells[i].kind == CELL_KIND_LINK)
			return false;
	}
	return true;
}

/* Is the row above a header row a part of the header? */
static bool
goes_on_above(const struct head_rows *rows, const struct table_guess *t,
    size_t row, size_t to)
{
	const struct head_row *at = &rows->items[row];
	struct header_evidence e;

	if (head_rows_equal(at, &rows->items[row + 1]) ||
	    is_group_row(at, &rows->items[row + 1]))
		return at->used > 0;
	if (5 * at->used < 3 * t->width || t->width < 2)
		return false;
	header_evidence(&e, rows, row, t->data, to);
	return header_is_certain(&e);
}

/* Column numbers rather than data: there are many of them, or one stands over
 * something else (of two, the first), or a letter over words. */
static bool
is_number_row(const struct head_rows *rows, size_t row, size_t to)
{
	const struct head_row *at = &rows->items[row], *below;
	size_t i, numbers = 0, next = row + 1;

	while (next < to && is_blank(&rows->items[next]))
		next++;
	if (!at->numbers || next >= to)
		return false;
	below = &rows->items[next];
	for (i = 0; i < at->count; i++) {
		enum cell_kind kind =
		    i < below->count ? below->cells[i].kind : CELL_KIND_EMPTY;

		if (at->cells[i].kind == CELL_KIND_NUMBER) {
			numbers++;
			if (kind > CELL_KIND_NUMBER && (at->used > 2 || i == 0))
				return true;
		} else if (kind == CELL_KIND_TEXT &&
			   at->cells[i].length < below->cells[i].length)
			return true;
	}
	return numbers > 5;
}

/* Words that part the groups of the row above, which has nothing where they
 * stand but the head of a group at the left. */
static bool
is_sub_header(const struct head_rows *rows, size_t row, size_t to)
{
	const struct head_row *at = &rows->items[row], *above = at - 1;
	struct header_evidence e;
	size_t i, parts = 0;

	if (has_data_cells(at) || !is_group_row(above, at))
		return false;
	for (i = 0; i < at->count; i++)
		parts += at->cells[i].kind == CELL_KIND_TEXT &&
			 (i >= above->count ||
			     above->cells[i].kind == CELL_KIND_EMPTY);
	if (parts == 0)
		return false;
	header_evidence(&e, rows, row, row + 1, to);
	return e.contrast > 0 && e.same == 0;
}

static bool
goes_on_below(const struct head_rows *rows, size_t row, size_t to)
{
	struct header_evidence e;

	if (is_number_row(rows, row, to) || rows->items[row].units ||
	    head_rows_equal(&rows->items[row], &rows->items[row - 1]) ||
	    is_sub_header(rows, row, to))
		return true;
	if (rows->items[row].used < 2)
		return false;
	header_evidence(&e, rows, row, row + 1, to);
	return header_is_certain(&e) && !e.repeats;
}

static void
find_header(struct table_guess *t, const struct head_rows *rows, size_t to)
{
	struct header_evidence e;
	size_t best = find_contrast(rows, t, to);

	t->confidence = 0.95;
	if (best == to || count_full(rows, t, best) > 2) {
		best = find_first(rows, t, to);
		header_evidence(&e, rows, best, best + 1, to);
		t->confidence = e.same > 0 || e.words != 0 ? 0.9 : 0.7;
		if (!header_is_first(&e)) {
			t->header = t->data = best;
			return;
		}
	}
	t->data = best + 1;
	while (t->data < to && goes_on_below(rows, t->data, to))
		t->data++;
	t->header = best;
	while (t->header > t->begin && t->data - t->header < 10 &&
	       goes_on_above(rows, t, t->header - 1, to))
		t->header--;
	/* below several rows numbers of columns are never data */
	if (t->data - t->header > 1 && t->data < to &&
	    rows->items[t->data].numbers && !rows->items[t->data - 1].numbers)
		t->data++;
}

/* ---- the end ---- */

static bool
is_repeated_header(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	size_t i;

	for (i = t->header; i < t->data; i++)
		if (head_rows_equal(&rows->items[i], &rows->items[row]))
			return true;
	return false;
}

/* A repeated header with the first data again: the table stands there twice. */
static bool
is_second_copy(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	return row >= t->data + 2 && row + 2 < rows->count &&
	       head_rows_equal(&rows->items[row + 1], &rows->items[t->data]) &&
	       head_rows_equal(
		   &rows->items[row + 2], &rows->items[t->data + 1]);
}

/* Do rows of the same number of cells follow, with data or several of them?
 * Notes that hold delimiters do not make a table. */
static bool
has_company(const struct head_rows *rows, size_t row)
{
	size_t i, count = rows->items[row].count;

	for (i = row + 1; i < rows->count && i < row + 3; i++) {
		if (rows->items[i].count != count)
			return false;
		if (has_data_cells(&rows->items[i]))
			return true;
	}
	return i == row + 3;
}

/* After a blank row. */
static bool
begins_after_blank(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	const struct head_row *at = &rows->items[row];
	struct header_evidence e;

	if (has_note_mark(at))
		return false;
	if (at->count != t->width && has_company(rows, row))
		return true;
	if (has_data_cells(at))
		return false;
	header_evidence(&e, rows, row, row + 1, rows->count);
	return e.below > 0 && header_is_first(&e) &&
	       (e.contrast > 1 || (e.contrast == 1 && at->count != t->width));
}

/* Directly below the data: only when there can be no doubt.  A row of words
 * that names fewer columns than have values is a damaged one of the data. */
static bool
begins_below(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	const struct head_row *at = &rows->items[row];
	struct header_evidence above, below;

	if (has_data_cells(at) || row == t->data || row + 1 == rows->count ||
	    at->cells[0].kind == CELL_KIND_EMPTY ||
	    at->used < rows->items[row + 1].used ||
	    (at->count != t->width && rows->items[row + 1].count != at->count))
		return false;
	header_evidence(&above, rows, row, t->data, row);
	if (above.contrast < 2 || above.contrast < above.typed - 1 ||
	    above.repeats)
		return false;
	header_evidence(&below, rows, row, row + 1, rows->count);
	return header_is_certain(&below) && below.contrast >= 2;
}

static bool
begins_table(const struct head_rows *rows, const struct table_guess *t,
    size_t row, bool after_blank)
{
	if (rows->items[row].used < 2)
		return false;
	if (is_repeated_header(rows, t, row))
		return is_second_copy(rows, t, row);
	return after_blank ? begins_after_blank(rows, t, row)
			   : begins_below(rows, t, row);
}

/* The title of the table that begins at the row. */
static size_t
find_title(const struct head_rows *rows, size_t row, size_t from)
{
	while (row > from && is_lone(&rows->items[row - 1]))
		row--;
	return row;
}

static void
find_end(struct table_guess *t, const struct head_rows *rows)
{
	size_t i, last = t->data; /* behind the last row with several cells */
	bool after_blank = false;

	for (i = t->data; i < rows->count; i++) {
		const struct head_row *row = &rows->items[i];

		if (is_blank(row)) {
			after_blank = i > t->data;
			continue;
		}
		if (t->width < 2 || row->used < 2)
			continue;
		if (last > t->data && begins_table(rows, t, i, after_blank)) {
			t->end = find_title(rows, i, last);
			return;
		}
		last = i + 1;
		after_blank = false;
	}
}

/* ---- classes ---- */

/* Does the row before have no text? */
static bool
follows_blank(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	return row > t->data && is_blank(&rows->items[row - 1]);
}

/* Delimiters and nothing else, as many as a row of the table has. */
static bool
is_empty_row(const struct head_row *row, const struct table_guess *t)
{
	return is_blank(row) && row->count > 1 && row->count >= t->width;
}

/* Words in the first cell of a row that is as long as the others. */
static bool
is_lone_text(const struct head_row *row, const struct table_guess *t)
{
	return is_lone(row) && t->width > 2 && !t->sparse &&
	       row->cells[0].kind == CELL_KIND_TEXT;
}

static bool
is_note(const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	const struct head_row *at = &rows->items[row];

	if (is_total(at, t))
		return false;
	if (has_note_mark(at))
		return t->width < 2 || at->used < t->width;
	if (t->width < 2)
		return false;
	return (at->used == 1 && at->count == 1) || is_signature(at) ||
	       (is_lone_text(at, t) && follows_blank(rows, t, row));
}

/* A row of few words, as of a note that holds delimiters: it is one if a blank
 * row or another note stands above it. */
static bool
may_be_note(const struct head_row *row, const struct table_guess *t)
{
	if (is_total(row, t))
		return false;
	return is_lone_text(row, t) ||
	       (row->count != t->width && 2 * row->used <= t->width &&
		   !has_data_cells(row));
}

/* The row behind the last one of the data. */
static size_t
find_data_end(const struct head_rows *rows, const struct table_guess *t)
{
	size_t end = t->end, sure = end;
	bool below = t->end < rows->count; /* a note or table stands there */

	for (; end > t->data; end--) {
		const struct head_row *row = &rows->items[end - 1];

		if (is_note(rows, t, end - 1)) {
			sure = end - 1;
			below = true;
		} else if (is_blank(row)) {
			if (below || !is_empty_row(row, t))
				sure = end - 1;
		} else if (!may_be_note(row, t))
			break;
	}
	return sure;
}

/* The first row of the data that has a text. */
static size_t
find_first_data(const struct head_rows *rows, const struct table_guess *t)
{
	size_t row = t->data;

	while (row < t->end && is_blank(&rows->items[row]))
		row++;
	return row;
}

/* Have most rows of the data, up to the first blank one, one filled cell? */
static bool
is_sparse(const struct head_rows *rows, const struct table_guess *t)
{
	size_t i, lone = 0;

	for (i = t->first; i < t->end && !is_blank(&rows->items[i]); i++)
		lone += rows->items[i].used == 1 && rows->items[i].count > 1;
	return 2 * lone > i - t->first;
}

static enum line_class
class_of_data(
    const struct head_rows *rows, const struct table_guess *t, size_t row)
{
	const struct head_row *at = &rows->items[row];

	if (t->width > 1 && is_repeated_header(rows, t, row))
		return LINE_HEADER;
	if (at->numbers && t->header < t->data &&
	    rows->items[t->data - 1].numbers)
		return LINE_NUMBERS;
	if (is_total(at, t))
		return LINE_TOTAL;
	if (is_lone(at) && (t->width > 2 || at->count < t->width))
		return LINE_SECTION;
	return LINE_DATA;
}

static enum line_class
class_of(const struct head_rows *rows, const struct table_guess *t, size_t row,
    size_t data_end)
{
	const struct head_row *at = &rows->items[row];

	if (is_blank(at))
		return row > t->first && row < data_end && is_empty_row(at, t)
			   ? LINE_DATA
			   : LINE_BLANK;
	if (row < t->header)
		return at->units ? LINE_UNITS : LINE_TITLE;
	if (row < t->data)
		return at->numbers ? LINE_NUMBERS
		       : at->units ? LINE_UNITS
				   : LINE_HEADER;
	return row < data_end ? class_of_data(rows, t, row) : LINE_NOTE;
}

bool
table_guess_next(
    struct table_guess *t, struct head_rows *rows, size_t width, bool whole)
{
	size_t i, data_end, number = 0, from = t->end;
	bool first = from == 0 || rows->items[from - 1].class == LINE_DIALECT;

	for (i = from; i < rows->count && is_blank(&rows->items[i]);)
		i++;
	if (!first)
		number = rows->items[from - 1].table + (i < rows->count);
	if (i == rows->count) {
		for (i = from; i < rows->count; i++) {
			rows->items[i].class = LINE_BLANK;
			rows->items[i].table = number;
		}
		return false;
	}
	t->begin = from;
	t->width = first ? width : usual_width(rows, t->begin, rows->count);
	find_header(t, rows, rows->count);
	t->end = rows->count;
	if (number + 1 < TABLES)
		find_end(t, rows);
	t->width = usual_width(rows, t->header, t->end);
	t->first = find_first_data(rows, t);
	t->sparse = is_sparse(rows, t);
	data_end =
	    whole || t->end < rows->count ? find_data_end(rows, t) : t->end;
	for (i = t->begin; i < t->end; i++) {
		rows->items[i].class = class_of(rows, t, i, data_end);
		rows->items[i].table = number;
	}
	return true;
}

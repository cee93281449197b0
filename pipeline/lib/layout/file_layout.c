/* file_layout.c - what stands where in the head of a file */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "layout/file_layout.h"
#include "layout/head_rows.h"
#include "layout/header_label.h"
#include "layout/table_guess.h"

/* Rows among which cells with line breaks are joined. */
#define BROKEN_ROWS 60

static bool is_data(enum line_class class)
{
	return class == LINE_DATA || class == LINE_TOTAL ||
	       class == LINE_SECTION;
}

/* Surplus cells without a text make no column. */
static void
widen(struct layout_table *t, const struct head_row *row)
{
	size_t count = row->count;

	while (count > t->width && row->cells[count - 1].length == 0)
		count--;
	if (count > t->width)
		t->width = count;
}

/* Lines and width; of the header rows only those of the table's head. */
static void
place_table(struct layout_table *t, const struct head_rows *rows,
    const struct table_guess *guess)
{
	const struct head_row *row;
	size_t i;

	t->width = t->usual = guess->width;
	t->sparse = guess->sparse;
	t->first_line = rows->items[guess->begin].line;
	t->last_line = rows->items[guess->end - 1].last_line;
	for (i = guess->header; i < guess->end; i++) {
		row = &rows->items[i];
		if (i < guess->data && row->class == LINE_HEADER) {
			if (t->header_rows++ == 0)
				t->header_first = row->line;
			t->header_last = row->last_line;
		}
		if (i >= guess->data && is_data(row->class)) {
			if (t->data_first == 0)
				t->data_first = row->line;
			t->data_last = row->last_line;
		}
		if (is_data(row->class) || row->class == LINE_HEADER)
			widen(t, row);
	}
}

static void
header_rows_clear(struct header_row *rows, size_t count)
{
	size_t i, j;

	for (i = 0; i < count; i++) {
		for (j = 0; rows[i].cells != NULL && j < rows[i].count; j++)
			free(rows[i].cells[j]);
		free(rows[i].cells);
	}
}

/* The trimmed texts of a row; a single row keeps its texts as they are. */
static int
copy_row(struct header_row *to, const struct head_row *row, bool single,
    struct fail *f)
{
	size_t length;
	const char *text;

	to->cells = memory_array(row->count + 1, sizeof(*to->cells), f);
	if (to->cells == NULL)
		return -1;
	for (to->count = 0; to->count < row->count; to->count++) {
		text = row->cells[to->count].text;
		length = row->cells[to->count].length;
		if (!single || row->parts > 1)
			text = text_trim(text, &length);
		to->cells[to->count] = single && row->parts == 1
					   ? memory_text(text, length, f)
					   : header_collapse(text, length, f);
		if (to->cells[to->count] == NULL)
			return -1;
	}
	return 0;
}

static int
read_labels(struct layout_table *t, const struct head_rows *rows,
    const struct table_guess *guess, struct fail *f)
{
	struct header_row header[HEADER_ROWS_MAX];
	size_t i, count = 0;
	int status = 0;

	memset(header, 0, sizeof(header));
	for (i = guess->header; i < guess->data && status == 0; i++)
		if (rows->items[i].class == LINE_HEADER &&
		    count < HEADER_ROWS_MAX)
			status = copy_row(&header[count++], &rows->items[i],
			    t->header_rows == 1, f);
	if (status == 0) {
		t->labels = header_labels(header, count, t->width, f);
		status = t->labels == NULL ? -1 : 0;
	}
	header_rows_clear(header, count);
	return status;
}

static int
add_table(struct file_layout *l, size_t *capacity, const struct head_rows *rows,
    const struct table_guess *guess, struct fail *f)
{
	struct layout_table *t;

	if (memory_grow(&l->tables, capacity, l->table_count + 1,
		sizeof(*l->tables), f) == -1)
		return -1;
	t = &l->tables[l->table_count++];
	memset(t, 0, sizeof(*t));
	place_table(t, rows, guess);
	if (l->table_count == 1)
		l->confidence = guess->confidence;
	return read_labels(t, rows, guess, f);
}

static int
make_spans(struct file_layout *l, const struct head_rows *rows, struct fail *f)
{
	struct layout_span *span = NULL;
	size_t i;

	l->spans = memory_array(rows->count + 1, sizeof(*l->spans), f);
	if (l->spans == NULL)
		return -1;
	for (i = 0; i < rows->count; i++) {
		const struct head_row *row = &rows->items[i];

		if (span == NULL || span->class != row->class ||
		    span->table != row->table) {
			span = &l->spans[l->span_count++];
			span->first_line = row->line;
			span->class = row->class;
			span->table = row->table;
		}
		span->last_line = row->last_line;
	}
	return 0;
}

static int
find_tables(struct file_layout *l, struct head_rows *rows,
    const struct dialect *dialect, struct fail *f)
{
	struct table_guess guess = { .end = 0 };
	size_t capacity = 0;

	if (head_rows_join(rows, dialect->width, BROKEN_ROWS, f) == -1)
		return -1;
	if (dialect->said_so && rows->count > 0) {
		rows->items[0].class = LINE_DIALECT;
		guess.end = 1;
	}
	while (table_guess_next(&guess, rows, dialect->width, l->whole))
		if (add_table(l, &capacity, rows, &guess, f) == -1)
			return -1;
	return make_spans(l, rows, f);
}

int
file_layout_detect(struct file_layout *l, const unsigned char *bytes,
    size_t length, bool whole, const struct dialect *dialect,
    const struct encoding_guess *encoding, const char *name, struct fail *f)
{
	struct head_rows rows = { .items = NULL };
	int status = -1;

	memset(l, 0, sizeof(*l));
	if (head_rows_read(
		&rows, bytes, length, whole, dialect, encoding, name, f) == 0) {
		l->whole = rows.whole;
		status = find_tables(l, &rows, dialect, f);
	}
	head_rows_clear(&rows);
	return status;
}

void
file_layout_clear(struct file_layout *l)
{
	size_t i;

	for (i = 0; i < l->table_count; i++)
		header_labels_free(l->tables[i].labels, l->tables[i].width);
	free(l->tables);
	free(l->spans);
	memset(l, 0, sizeof(*l));
}

/* file_layout.c - tables, titles and notes in the head of a file */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "source/cell_kind.h"
#include "source/cells.h"
#include "source/file_layout.h"
#include "source/record.h"

/* A record of the head. */
struct row {
	uint64_t line, last_line;
	size_t used;  /* cells that are not empty */
	size_t words; /* of these, those of text */
	enum line_class class;
};

struct head {
	struct row *rows;
	size_t count, capacity;
	struct cells cells;
	struct decoder decoder;
	char **labels; /* of the header */
	size_t width;
};

static int
open_head(struct record_reader **in, struct bytes_memory *memory,
    const struct dialect *dialect, const char *name, struct fail *f)
{
	struct bytes source = { bytes_read_memory, memory };

	if ((*in = record_open(source, name, f)) == NULL)
		return -1;
	record_dialect(*in, dialect, 0);
	return 0;
}

static int
read_row(struct head *head, const struct record *r, struct fail *f)
{
	struct row *row;
	size_t i;

	if (memory_grow(&head->rows, &head->capacity, head->count + 1,
		sizeof(*head->rows), f) == -1 ||
	    cells_decode(&head->cells, r, &head->decoder, f) == -1)
		return -1;
	row = &head->rows[head->count++];
	memset(row, 0, sizeof(*row));
	row->line = r->line;
	row->last_line = r->line + r->lines - 1;
	row->used = head->cells.used;
	for (i = 0; i < head->cells.count; i++)
		row->words += head->cells.texts[i] != NULL &&
			      cell_kind(head->cells.texts[i],
				  head->cells.lengths[i]) == CELL_KIND_TEXT;
	if (head->cells.count > head->width)
		head->width = head->cells.count;
	return 0;
}

/* All records; of a cut head only those that are whole. */
static int
read_rows(
    struct head *head, struct record_reader *in, bool whole, struct fail *f)
{
	struct record r;
	int more;

	while ((more = record_next(in, &r, f)) == 1)
		if (read_row(head, &r, f) == -1)
			return -1;
	if (more == 0 && !whole && head->count > 1)
		head->count--;
	return more;
}

/* The first row with at least half of its cells used begins the table; it is
 * the header if all of them are words and the next row has others. */
static size_t
find_start(const struct head *head, size_t width)
{
	size_t i;

	for (i = 0; i < head->count; i++)
		if (2 * head->rows[i].used >= width + (width > 1))
			return i;
	return head->count;
}

static bool
is_header(const struct head *head, size_t at)
{
	const struct row *row = &head->rows[at];

	return row->words == row->used &&
	       (at + 1 >= head->count || row[1].words < row[1].used ||
		   row->used == row[1].used);
}

static void
class_rows(struct head *head, size_t width, size_t start)
{
	size_t i, end = head->count;

	while (width > 1 && end > start && head->rows[end - 1].used <= 1)
		end--;
	for (i = 0; i < head->count; i++) {
		struct row *row = &head->rows[i];

		if (row->used == 0)
			row->class = LINE_BLANK;
		else if (i < start)
			row->class = LINE_TITLE;
		else if (i >= end)
			row->class = LINE_NOTE;
		else
			row->class = i == start && is_header(head, i)
					 ? LINE_HEADER
					 : LINE_DATA;
	}
}

/* The texts of the header, which is record at. */
static int
read_labels(struct layout_table *t, struct head *head, struct record_reader *in,
    size_t at, struct fail *f)
{
	struct record r;
	size_t i;
	int more = 1;

	t->labels = memory_array(t->width + 1, sizeof(*t->labels), f);
	if (t->labels == NULL)
		return -1;
	for (i = 0; i <= at && more == 1; i++)
		more = record_next(in, &r, f);
	if (more == -1 ||
	    cells_decode(&head->cells, &r, &head->decoder, f) == -1)
		return -1;
	for (i = 0; i < t->width; i++) {
		bool known = t->header_rows > 0 && i < head->cells.count &&
			     head->cells.texts[i] != NULL;

		t->labels[i] = known ? memory_text(head->cells.texts[i],
					   head->cells.lengths[i], f)
				     : memory_text("", 0, f);
		if (t->labels[i] == NULL)
			return -1;
	}
	return 0;
}

static void
place_rows(struct layout_table *t, const struct head *head)
{
	size_t i;

	t->first_line = head->rows[0].line;
	for (i = 0; i < head->count; i++) {
		const struct row *row = &head->rows[i];

		t->last_line = row->last_line;
		if (row->class == LINE_HEADER) {
			t->header_first = row->line;
			t->header_last = row->last_line;
			t->header_rows = 1;
		} else if (row->class == LINE_DATA) {
			if (t->data_first == 0)
				t->data_first = row->line;
			t->data_last = row->last_line;
		}
	}
}

static int
make_spans(struct file_layout *l, const struct head *head, struct fail *f)
{
	struct layout_span *span = NULL;
	size_t i;

	l->spans = memory_array(head->count + 1, sizeof(*l->spans), f);
	if (l->spans == NULL)
		return -1;
	for (i = 0; i < head->count; i++) {
		const struct row *row = &head->rows[i];

		if (span == NULL || span->class != row->class) {
			span = &l->spans[l->span_count++];
			span->first_line = row->line;
			span->class = row->class;
		}
		span->last_line = row->last_line;
	}
	return 0;
}

static void
head_clear(struct head *head)
{
	cells_clear(&head->cells);
	decoder_clear(&head->decoder);
	free(head->rows);
}

static int
detect(struct file_layout *l, struct head *head, struct bytes_memory memory,
    const struct dialect *dialect, const char *name, struct fail *f)
{
	struct bytes_memory again = memory;
	struct record_reader *in = NULL;
	size_t start;
	int status = -1;

	if (open_head(&in, &memory, dialect, name, f) == -1 ||
	    read_rows(head, in, l->whole, f) == -1)
		goto out;
	record_close(in);
	in = NULL;
	start = find_start(head, dialect->width);
	class_rows(head, dialect->width, start);
	if (make_spans(l, head, f) == -1)
		goto out;
	if (start == head->count) {
		status = 0;
		goto out;
	}
	if ((l->tables = memory_array(1, sizeof(*l->tables), f)) == NULL)
		goto out;
	l->table_count = 1;
	place_rows(&l->tables[0], head);
	l->tables[0].width = head->width;
	l->confidence = dialect->confidence;
	if (open_head(&in, &again, dialect, name, f) == 0)
		status = read_labels(&l->tables[0], head, in, start, f);
out:
	record_close(in);
	return status;
}

int
file_layout_detect(struct file_layout *l, const unsigned char *bytes,
    size_t length, bool whole, size_t skip, const struct dialect *dialect,
    enum encoding encoding, const char *name, struct fail *f)
{
	struct bytes_memory memory = { bytes + skip, length - skip };
	struct head head = { .cells = CELLS_INIT, .decoder = DECODER_INIT };
	int status = -1;

	memset(l, 0, sizeof(*l));
	l->whole = whole;
	if (decoder_start(&head.decoder, encoding, f) == 0)
		status = detect(l, &head, memory, dialect, name, f);
	head_clear(&head);
	return status;
}

void
file_layout_clear(struct file_layout *l)
{
	size_t i, j;

	for (i = 0; i < l->table_count; i++)
		for (j = 0;
		     l->tables[i].labels != NULL && j < l->tables[i].width; j++)
			free(l->tables[i].labels[j]);
	for (i = 0; i < l->table_count; i++)
		free(l->tables[i].labels);
	free(l->tables);
	free(l->spans);
	memset(l, 0, sizeof(*l));
}

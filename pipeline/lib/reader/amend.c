/* amend.c - corrections in place of what the file says (amend.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "reader/amend.h"

void
amend_clear(struct amend *a)
{
	record_close(a->in);
	decoder_clear(&a->decoder);
	free(a->text);
	a->in = NULL;
	a->text = NULL;
	a->capacity = 0;
}

static int
warn_of(struct row *row, const struct record *r,
    const struct correction *correction, const char *expected, struct fail *f)
{
	const struct message message = { .format = expected };

	return row_warn(row, r, "correction-error", correction->column,
	    row->frame->personal ? ACCOUNT_HIDDEN : correction->text, &message,
	    f);
}

/* What the list shows as \t or \n is one if the record has such a character:
 * correcting starts with a copy of the record. */
static int
copy_text(struct amend *a, const struct record *r, const char *text,
    size_t *length, struct fail *f)
{
	bool tabs = memchr(r->raw, '\t', r->raw_length) != NULL;
	bool breaks = memchr(r->raw, '\n', r->raw_length) != NULL;
	size_t used = 0;

	if (memory_grow(&a->text, &a->capacity, strlen(text) + 1, 1, f) == -1)
		return -1;
	for (; *text != '\0'; text++) {
		if (tabs && text[0] == '\\' && text[1] == 't') {
			a->text[used++] = '\t';
			text++;
		} else if (breaks && text[0] == '\\' && text[1] == 'n') {
			a->text[used++] = '\n';
			text++;
		} else
			a->text[used++] = *text;
	}
	*length = used;
	return 0;
}

/* The whole record: its text is split as the file is.  *r stays if it is not
 * one record. */
static int
replace_record(struct amend *a, struct row *row, const struct record **r,
    const struct correction *correction, struct fail *f)
{
	struct bytes_memory memory = { NULL, 0 };
	struct bytes source = { bytes_read_memory, &memory };
	const struct record *old = *r;
	size_t length;

	if (copy_text(a, old, correction->text, &length, f) == -1)
		return -1;
	memory.next = (const unsigned char *)a->text;
	memory.left = length;
	record_close(a->in);
	if ((a->in = record_open(source, row->frame->label, f)) == NULL)
		return -1;
	record_limit(a->in, &row->frame->limits);
	record_dialect(a->in, &row->frame->dialect, 0);
	if (record_next(a->in, &a->record, f) == -1)
		return -1;
	if (a->record.size < length)
		return 0;
	a->record.line = old->line;
	a->record.byte = old->byte;
	a->record.lines = old->lines;
	*r = &a->record;
	return 0;
}

/* The column of the file that has the field of this name, or -1. */
static int
find_column(const struct frame *frame, const char *name)
{
	const struct table_schema *dataset = frame->dataset;
	const struct columns *columns = &frame->columns;
	size_t i;
	int at;

	if (dataset == NULL)
		return schema_find(&frame->schema, name);
	if ((at = table_schema_find(dataset, name)) != -1)
		return columns->fields[at];
	for (i = 0; i < dataset->unpivot.column_count; i++)
		if (strcmp(columns->wide_names[i], name) == 0)
			return columns->wide[i];
	return -1;
}

static int
replace_cell(struct row *row, const struct record *r,
    const struct correction *correction, struct fail *f)
{
	int column = find_column(row->frame, correction->column);
	char found[CELLS_QUOTE];

	if (column < 0 || (size_t)column >= row->cells.count)
		return warn_of(row, r, correction,
		    N_("a correction of a cell that the line has"), f);
	row_quote(row, r, (size_t)column, found);
	cells_replace(&row->cells, (size_t)column, correction->text,
	    strlen(correction->text));
	row->chunk->corrected++;
	return row_tell_correction(
	    row, row->record, correction->column, found, correction->text, f);
}

/* Was it made for this record?  If not, it is warned of. */
static int
check_fit(struct row *row, const struct record *r,
    const struct correction *item, struct fail *f)
{
	const char *raw = raw_text(&row->raw, r, f);
	int fits;

	if (raw == NULL)
		return -1;
	fits = correction_fits(
	    item, row->frame->digest, r->byte, raw, strlen(raw), f);
	if (fits == 0 &&
	    warn_of(row, r, item,
		N_("a correction for the record as it is now; the file has "
		   "changed since"),
		f) == -1)
		return -1;
	return fits;
}

/* The whole record, if its correction fits. */
static int
amend_record(struct amend *a, struct row *row, const struct record **r,
    const struct correction *item, struct fail *f)
{
	const struct record *old = *r;
	int fits = check_fit(row, old, item, f);

	if (fits != 1)
		return fits;
	if (replace_record(a, row, r, item, f) == -1)
		return -1;
	if (*r == old)
		return warn_of(
		    row, old, item, N_("a correction that is one record"), f);
	row->chunk->corrected++;
	return row_tell_correction(row, old, NULL, "", item->text, f);
}

int
amend_line(
    struct amend *a, struct row *row, const struct record **r, struct fail *f)
{
	const struct corrections *all = row->frame->corrections;
	const struct record *old = *r;
	const struct correction *items;
	size_t i = 0, count = corrections_of(all, old->line, &items);
	int fits;

	if (count > 0 && items->column == NULL) {
		corrections_use(all, items);
		if (amend_record(a, row, r, items, f) == -1)
			return -1;
		i = 1;
	}
	if ((*r == old ? row_decode(row, old, f)
		       : cells_decode(&row->cells, *r, &a->decoder, f)) == -1)
		return -1;
	for (; i < count; i++) {
		corrections_use(all, &items[i]);
		if ((fits = check_fit(row, old, &items[i], f)) == -1 ||
		    (fits == 1 && replace_cell(row, *r, &items[i], f) == -1))
			return -1;
	}
	return 0;
}

/* line_form.c - the class of a line by its form (line_form.h) */
#include <string.h>

#include "reader/line_form.h"
#include "record/phrase.h"
#include "record/signature.h"

enum line_class
line_form_above(
    const struct dialect *dialect, const struct cells *c, uint64_t line)
{
	if (line == 1 && dialect->said_so)
		return LINE_DIALECT;
	if (c->used == 0)
		return LINE_BLANK;
	return cells_are_units(c) ? LINE_UNITS : LINE_TITLE;
}

/* Is the cell a label of the header? */
static bool
is_label(const struct header *header, const struct cells *c, size_t column)
{
	size_t i;

	for (i = 0; i < header->width; i++)
		if (cells_equal(c, column, header->labels[i]))
			return true;
	return false;
}

/* A header with columns in another order, or that of a table which has some of
 * its labels: at least half of the cells are labels, two or more. */
static bool
is_other_header(const struct header *header, const struct cells *c)
{
	size_t i, labels = 0, here = 0;

	if (c->used < 2 || !is_label(header, c, c->first))
		return false;
	for (i = c->first; i < c->count; i++) {
		if (c->lengths[i] == 0)
			continue;
		if (i < header->width && cells_equal(c, i, header->labels[i]))
			here++;
		else
			labels += is_label(header, c, i);
	}
	labels += here;
	return here < c->used && labels >= 2 && labels * 2 >= c->used;
}

/* Does the first cell start with one of the phrases? */
static bool
starts_with(const struct cells *c, const struct text_list *phrases)
{
	return c->texts[c->first] != NULL &&
	       phrase_find(c->texts[c->first], c->lengths[c->first], phrases) !=
		   -1;
}

/* Has the table headings that may have any text? */
static bool
has_any_heading(const struct table_sections *sections)
{
	size_t i;

	for (i = 0; i < sections->level_count; i++)
		if (sections->levels[i].any)
			return true;
	return false;
}

/* A line by which the table is signed. */
static bool
is_signature(const struct frame *frame, const struct cells *c)
{
	return c->used == 1 && frame->columns.width > 1 &&
	       frame->dataset->notes.count > 0 && c->texts[c->first] != NULL &&
	       signature_is(c->texts[c->first], c->lengths[c->first],
		   !has_any_heading(&frame->dataset->sections));
}

static bool
is_note(const struct frame *frame, const struct cells *c)
{
	return ((c->used == 1 || c->count < frame->columns.needed) &&
		   starts_with(c, &frame->dataset->notes)) ||
	       is_signature(frame, c);
}

static bool
has_digits(const struct cells *c)
{
	size_t i, j;

	for (i = 0; i < c->count; i++)
		for (j = 0; c->texts[i] != NULL && j < c->lengths[i]; j++)
			if (c->texts[i][j] >= '0' && c->texts[i][j] <= '9')
				return true;
	return false;
}

/* Before the first row of data a total has numbers; words that begin further
 * right are one more row of the header. */
static bool
is_sub_header(const struct line_form *form, const struct cells *c)
{
	return form->after_header && c->first > 0 && !has_digits(c);
}

enum line_class
line_form_class(struct line_form *form, const struct frame *frame,
    const struct cells *c, uint64_t line)
{
	const struct header *header = &frame->header;
	bool single = frame->dataset->header_rows == 1;

	if (c->used > 0 &&
	    (line < header->table_first ||
		(header->further_line > 0 && line >= header->further_line)))
		return LINE_OUT_OF_SCOPE;
	if (line < header->first_line)
		return line_form_above(&frame->dialect, c, line);
	if (line <= header->last_line)
		return LINE_HEADER;
	if (c->used == 0)
		return LINE_BLANK;
	if (single &&
	    cells_are_labels(c, header->labels, frame->columns.width)) {
		form->after_header = true;
		form->numbered = false;
		form->other = 0;
		return LINE_HEADER;
	}
	if (single && is_other_header(header, c)) {
		form->other = line;
		return LINE_HEADER;
	}
	if (form->after_header && !form->numbered && cells_are_numbers(c)) {
		form->numbered = true; /* a second such row is data */
		return LINE_NUMBERS;
	}
	if (form->after_header && cells_are_units(c))
		return LINE_UNITS;
	if (is_note(frame, c))
		return LINE_NOTE;
	if (starts_with(c, &frame->dataset->totals))
		return is_sub_header(form, c) ? LINE_HEADER : LINE_TOTAL;
	return LINE_DATA;
}

void
line_form_data(struct line_form *form)
{
	form->after_header = false;
}

/*
 * line_form.h - what a line is by its form alone: header, blank, title, note,
 * total, or a row that may hold data.
 *
 *	struct line_form form = LINE_FORM_INIT;
 *	class = line_form_class(&form, &frame, &cells, record.line);
 */
#ifndef READER_LINE_FORM_H
#define READER_LINE_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/account.h"
#include "reader/frame.h"
#include "record/cells.h"

/* What the lines before this one were. */
struct line_form {
	bool after_header; /* nothing but header rows so far */
	bool numbered;     /* and the column numbers are among them */
	uint64_t other;    /* the line of another header, which they are below;
			    * 0: none */
};

/* At the start of a file. */
#define LINE_FORM_INIT         \
	{                      \
		true, false, 0 \
	}

/*
 * The class of a line; LINE_DATA: it may hold data.  A row of labels of the
 * header, of which some stand in other columns or are others, is another header
 * (LINE_HEADER): what follows is not in the columns of the table, until its own
 * header is repeated.
 */
enum line_class line_form_class(struct line_form *, const struct frame *,
    const struct cells *, uint64_t line);
/* The same above the header. */
enum line_class line_form_above(
    const struct dialect *, const struct cells *, uint64_t line);
/* A row of data or a section was met. */
void line_form_data(struct line_form *);

#endif

/*
 * row.h - the cells of a line as the values of the rows that it makes: one, or
 * one for each unpivoted column.
 *
 *	struct row row = ROW_INIT;
 *	row_start(&row, &frame, f);
 *	row.chunk = &chunk;
 *	row.record = &record;
 *	if (row_decode(&row, &record, f) == 0)
 *		row_take(&row, &record, &sections, false, f);
 *	row_clear(&row);
 *
 * One thread uses a struct row; the frame is for all of them.
 */
#ifndef READER_ROW_H
#define READER_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/account.h"
#include "base/fail.h"
#include "layout/section.h"
#include "reader/chunk.h"
#include "reader/frame.h"
#include "record/cells.h"
#include "record/raw_text.h"
#include "value/value.h"

struct row {
	const struct frame *frame;
	struct decoder decoder;
	struct cells cells;   /* of the line */
	struct raw_text raw;  /* the line as it stands */
	struct value *values; /* of the row under way, per field */
	bool reported;        /* it has its finding */
	bool gathers; /* its cells are evidence, its values do not count */
	bool added;   /* its unpivoted values are, to totals */
	struct chunk *chunk;         /* borrowed: where rows and findings go */
	const struct record *record; /* borrowed: the line under way */
};

#define ROW_INIT                                              \
	{                                                     \
		.decoder = DECODER_INIT, .cells = CELLS_INIT, \
		.raw = RAW_TEXT_INIT                          \
	}

int row_start(struct row *, const struct frame *, struct fail *) MUST_CHECK;
void row_clear(struct row *);

/* The cells of the line; repairs are warned of. */
int row_decode(struct row *, const struct record *, struct fail *) MUST_CHECK;
/* The cell in this column of the file, "" if the line has none there; false
 * if it is no text. */
bool row_cell(
    const struct row *, int column, const char **text, size_t *length);
/* A text as the value of a field, that of a column of the file (-1: none), in
 * row->values: 1, or 0 with the problem, or -1. */
int row_value(struct row *, size_t field, int column, const char *text,
    size_t length, struct value_problem *, struct fail *) MUST_CHECK;
/* What is expected of bytes that are no text. */
struct message row_expected_text(const struct row *);
/* What stands in a line, for a finding; nothing of a line about persons. */
void row_quote(const struct row *, const struct record *, size_t column,
    char quoted[CELLS_QUOTE]);

/* A warning about the line. */
int row_warn(struct row *, const struct record *, const char *reason,
    const char *column, const char *found, const struct message *expected,
    struct fail *) MUST_CHECK;

/* A correction took the place of what was found in a cell or, column NULL, in
 * the whole line. */
int row_tell_correction(struct row *, const struct record *, const char *column,
    const char *found, const char *correction, struct fail *) MUST_CHECK;

/* It has a quotation mark that is never closed. */
int row_warn_unclosed(
    struct row *, const struct record *, struct fail *) MUST_CHECK;
/* It has fewer cells than the table. */
int row_warn_short(
    struct row *, const struct record *, struct fail *) MUST_CHECK;

/* The cells of the line as evidence of how their columns write. */
void row_gather(const struct row *, struct evidence *columns);

/*
 * Read the line and put its rows: into the class data if one of them is good,
 * else set aside.  sections: what the headings above it say.  total: its stub
 * stands for the whole section.
 */
int row_take(struct row *, const struct record *, const struct sections *,
    bool total, struct fail *) MUST_CHECK;
/* All rows of the line are set aside for one reason, and nothing of their
 * cells is kept. */
int row_set_aside(struct row *, const struct record *, const char *reason,
    const char *column, const char *found, const struct message *expected,
    struct fail *) MUST_CHECK;
/* The same if its cells are not the table's and a quotation mark that is never
 * closed may be why. */
int row_set_unclosed_aside(
    struct row *, const struct record *, struct fail *) MUST_CHECK;
/* The same of a line of too many cells. */
int row_set_wide_aside(
    struct row *, const struct record *, struct fail *) MUST_CHECK;
/* A line of too few cells is set aside; they are kept as they stand, unless
 * one is bad, for then they may stand in other columns. */
int row_set_short_aside(struct row *, const struct record *,
    const struct sections *, struct fail *) MUST_CHECK;

#endif

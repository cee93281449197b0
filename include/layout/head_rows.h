/*
 * head_rows.h - the records in the head of a file with their texts, and what
 * each cell looks like; for file_layout.h.
 *
 *	struct head_rows rows;
 *	if (head_rows_read(&rows, head, length, whole, &dialect, &encoding,
 *		"x.csv", f) == 0)
 *		use(rows.items[0].cells[0].text);
 *	head_rows_clear(&rows);
 */
#ifndef LAYOUT_HEAD_ROWS_H
#define LAYOUT_HEAD_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "record/cell_kind.h"
#include "record/cells.h"
#include "record/dialect.h"
#include "record/encoding.h"

struct head_cell {
	const char *text; /* UTF-8, a NUL after it; untrimmed */
	size_t length;
	enum cell_kind kind;
};

struct head_row {
	uint64_t line, last_line;
	size_t count;
	size_t used;  /* cells that are not empty */
	size_t first; /* the first of them */
	size_t parts; /* records: more if its cells hold raw line breaks */
	bool numbers, units; /* cells_are_numbers(), cells_are_units() */
	enum line_class class;
	size_t table;
	struct head_cell *cells; /* owned, with the texts */
};

struct head_rows {
	struct head_row *items;
	size_t count, capacity;
	size_t memory; /* bytes that the rows take */
	bool whole;    /* they are all of the file */
};

/* Rows of very short lines take many times the bytes of these: those beyond
 * so much memory are left out. */
#define HEAD_ROWS_MEMORY (64U << 20)

/* Of a head that is not whole, the last record is left out: it may go on.
 * Successive lines without a byte are one row. */
int head_rows_read(struct head_rows *, const unsigned char *head, size_t length,
    bool whole, const struct dialect *, const struct encoding_guess *,
    const char *name, struct fail *) MUST_CHECK;
void head_rows_clear(struct head_rows *);

/*
 * A row that is shorter than the table because its cells hold line breaks
 * without quotation marks is joined with the following ones, among the first
 * most rows.  Only rows of words are joined: data are left as they are.
 */
int head_rows_join(
    struct head_rows *, size_t width, size_t most, struct fail *) MUST_CHECK;

/* Have they the same texts? */
bool head_rows_equal(const struct head_row *, const struct head_row *);

#endif

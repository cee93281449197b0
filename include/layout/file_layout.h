/*
 * file_layout.h - what stands where in the head of a file, without a schema:
 * its tables, and what each line is.
 *
 *	struct file_layout l;
 *	if (file_layout_detect(&l, head, length, whole, &dialect, &encoding,
 *		"x.csv", f) == 0)
 *		use(l.tables[0].labels, l.tables[0].width);
 *	file_layout_clear(&l);
 *
 * A header is told from the data by what its cells are: words over numbers,
 * dates and codes, or short texts that differ among themselves and do not
 * return below.  Rows before the first table are its title, rows of one cell
 * after the last one notes.  A blank line parts tables when another header or
 * another number of columns follows.
 */
#ifndef LAYOUT_FILE_LAYOUT_H
#define LAYOUT_FILE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "record/dialect.h"
#include "record/encoding.h"

/* Physical lines count from 1, as in record.h; 0 is none. */
struct layout_table {
	uint64_t first_line;                /* its title, if it has one */
	uint64_t header_first, header_last; /* 0: it has no header */
	size_t header_rows;                 /* records, not lines */
	uint64_t data_first, data_last;     /* 0: it has no data */
	uint64_t last_line; /* with its notes; if the head is cut, of the
			     * last table only so far */
	size_t width;       /* columns: cells of its widest row */
	size_t usual;       /* cells that most of its rows have */
	bool sparse;        /* most of its rows have one cell that is filled */
	char **labels; /* of each column: the header's rows joined with a blank;
			* "" without a header */
};

/* Successive lines of one class. */
struct layout_span {
	uint64_t first_line, last_line;
	enum line_class class;
	size_t table; /* whose, from 0 */
};

struct file_layout {
	size_t table_count, span_count;
	struct layout_table *tables;
	struct layout_span *spans; /* every line of the head, in order */
	bool whole;                /* the head is the whole file */
	double confidence;         /* 0 to 1 */
};

/* head: the first bytes of a file after its byte-order mark.  A file without a single cell has no table. */
int file_layout_detect(struct file_layout *, const unsigned char *head,
    size_t length, bool whole, const struct dialect *,
    const struct encoding_guess *, const char *name, struct fail *) MUST_CHECK;
void file_layout_clear(struct file_layout *);

#endif

/*
 * row_total.h - the rows of a chunk for the printed totals that count them
 * (total_lines.h), and these.
 *
 *	row_take_all(chunk, &frame);	(before a section, and at the end)
 *	row_total(&row, &record, true, f);
 *
 * Rows that stand in the chunk are added together, for that is quick.  Those of
 * a line that makes several are added one by one:
 *
 *	row_add_shared(&row);
 *	row_add_wide(&row, i, false);	(for each unpivoted column)
 */
#ifndef READER_ROW_TOTAL_H
#define READER_ROW_TOTAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "reader/row.h"

/* The rows of the chunk that were not yet added, but for those set aside; none
 * if columns are unpivoted. */
void row_take_all(struct chunk *, const struct frame *);
/* The values that all rows of the line under way share, which were read. */
void row_add_shared(struct row *);
/* The value of an unpivoted column, which was read last; bad: nobody knows. */
void row_add_wide(struct row *, size_t column, bool bad);

/* Keep the values of a row of totals, to be checked; readable: its cells stand
 * in the columns of the table. */
int row_total(struct row *, const struct record *, bool readable,
    struct fail *) MUST_CHECK;

#endif

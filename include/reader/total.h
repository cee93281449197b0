/*
 * total.h - printed totals against the sums of the rows that they stand for.
 *
 *	struct totals *t = totals_start(&columns, f);
 *	for each line of the table {
 *		rows of data:	totals_add(t, &rows);
 *		a section:	totals_section(t, f);
 *		a total:	n = totals_check(t, values, &found, f);
 *				... found[0 .. n-1] are wrong ...
 *	}
 *	totals_free(t);
 *
 * Which columns are added, and the rows of a run of lines: total_rows.h.  A
 * measure may have an average for a total (or a percentage): what is between
 * the least and the greatest of its rows is taken for one.
 *
 * A total stands for the rows since the last total or section, or since an
 * earlier one that no other total has taken in yet, or for all, whichever fits;
 * or it is the sum of the totals printed since then.  If none fits, it is
 * compared with what agrees in most columns, then with the nearest.
 *
 * A total that stands above all rows, or right below a section's heading,
 * counts rows that are not there yet and is not checked; in a table that has
 * one any other total may do so, too, and none is wrong.
 *
 * A row whose value is missing or confidential, or that was set aside, makes
 * the sum a lower bound, which is all that is checked then, and nothing if a
 * row is below zero.  What is not applicable adds nothing.  Whole numbers are
 * compared exactly, others to half a unit of the last decimal of the total.
 */
#ifndef READER_TOTAL_H
#define READER_TOTAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "base/fail.h"
#include "base/message.h"
#include "reader/total_rows.h"

/* Open totals and sections that are remembered; of more the oldest go. */
#define TOTALS_DEPTH 128

struct totals;

/* What a row of totals has in a column. */
struct total_value {
	bool known;
	struct decimal number;
};

struct total_mismatch {
	struct total_column column;
	char found[DECIMAL_TEXT]; /* the total as a number */
	char sum[DECIMAL_TEXT];
	struct message expected; /* points to sum */
};

/* The value in a column; NULL: nobody knows. */
struct total_value total_value(
    const struct total_column *, const struct value *);

/* The columns are borrowed. */
struct totals *totals_start(
    const struct total_columns *, struct fail *) MUST_CHECK;
void totals_free(struct totals *); /* NULL is allowed */
/* Rows of data. */
void totals_add(struct totals *, const struct total_rows *);
/* The rows that follow are of another section. */
int totals_section(struct totals *, struct fail *) MUST_CHECK;
/* A row of totals with a value for each column.  *found are those that differ,
 * borrowed until the next call; their number, or -1 on failure. */
int totals_check(struct totals *, const struct total_value *,
    const struct total_mismatch **found, struct fail *) MUST_CHECK;

#endif

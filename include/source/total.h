/*
 * total.h - printed totals against the sums of the rows that they stand for.
 *
 *	struct totals *t = totals_start(dataset, f);
 *	struct value *values;		(room for totals_count(t))
 *	for each line of the table {
 *		a row of data:	totals_row(t, values);
 *		one set aside:	totals_row(t, NULL);
 *		a section:	totals_section(t, f);
 *		a total:	n = totals_check(t, values, &found, f);
 *				... found[0 .. n-1] are wrong ...
 *	}
 *	totals_free(t);
 *
 * What is added are counts and measures: fields with these roles, each column
 * that is unpivoted into one by itself; totals_column() says which value is
 * whose.  A measure may have an average for a total (or a percentage): what is
 * between the least and the greatest of its rows is taken for one.
 *
 * A total stands for the rows since the last total or section, or since an
 * earlier one that no other total has taken in yet, or for all, whichever fits;
 * or it is the sum of the totals printed since then.  If none fits, it is
 * compared with what agrees in most columns, then with the nearest.
 *
 * A row whose value is missing or confidential, or that was set aside, makes
 * the sum a lower bound, which is all that is checked then, and nothing if a
 * row is below zero.  What is not applicable adds nothing.  Whole numbers are
 * compared exactly, others to half a unit of the last decimal of the total.
 */
#ifndef SOURCE_TOTAL_H
#define SOURCE_TOTAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "base/fail.h"
#include "base/message.h"
#include "source/table_schema.h"
#include "source/value.h"

/* Open totals and sections that are remembered; of more the oldest go. */
#define TOTALS_DEPTH 64

struct totals;

/* Where a value stands: column is that of the unpivoted ones, or -1. */
struct total_column {
	int field;
	int column;
};

struct total_mismatch {
	struct total_column column;
	char found[DECIMAL_TEXT]; /* the total as printed */
	char sum[DECIMAL_TEXT];
	struct message expected; /* points to sum */
};

/* The schema is borrowed. */
struct totals *totals_start(
    const struct table_schema *, struct fail *) MUST_CHECK;
void totals_free(struct totals *); /* NULL is allowed */
/* How many values a row has; 0: there is nothing to check. */
size_t totals_count(const struct totals *);
struct total_column totals_column(const struct totals *, size_t);
/* A row of data; NULL: its values are not known. */
void totals_row(struct totals *, const struct value *);
/* The rows that follow are of another section. */
int totals_section(struct totals *, struct fail *) MUST_CHECK;
/* A row of totals.  *found are those that differ, borrowed until the next
 * call; their number, or -1 on failure. */
int totals_check(struct totals *, const struct value *,
    const struct total_mismatch **found, struct fail *) MUST_CHECK;

#endif

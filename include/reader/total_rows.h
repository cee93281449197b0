/*
 * total_rows.h - the columns of a table that have totals, and the sums of a run
 * of its rows.
 *
 *	struct total_columns columns = TOTAL_COLUMNS_INIT;
 *	struct total_rows rows = TOTAL_ROWS_INIT;
 *	total_columns_find(&columns, dataset, f);
 *	total_rows_start(&rows, &columns, f);
 *	for each row of data {
 *		rows.rows++;
 *		total_sum_add(	(for each i)
 *		    &rows.sums[i], &columns.columns[i], &values[i]);
 *	}
 *	for each one that was set aside
 *		total_rows_lose(&rows, &columns);
 *	totals_add(totals, &rows);	(total.h)
 *	total_rows_clear(&rows);
 *	total_columns_clear(&columns);
 *
 * What is added are counts and measures: fields with these roles, each column
 * that is unpivoted into one by itself.  Those that are personal are not, for
 * a sum may be of one person.
 */
#ifndef READER_TOTAL_ROWS_H
#define READER_TOTAL_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/fail.h"
#include "value/table_schema.h"
#include "value/value.h"

/* Where a value stands: column is that of the unpivoted ones, or -1. */
struct total_column {
	int field;
	int column;
	bool whole;    /* its numbers are */
	bool averages; /* its totals may be averages */
};

struct total_columns {
	size_t count; /* 0: there is nothing to add */
	struct total_column *columns;
	size_t wide; /* index of the first unpivoted one, if there are any */
};

#define TOTAL_COLUMNS_INIT \
	{                  \
		0, NULL, 0 \
	}

/* What has been added in a column. */
struct total_sum {
	struct decimal value;
	uint64_t unknown, negative; /* rows */
	bool known;                 /* of a column that may have averages: */
	double least, most;         /* if known */
};

struct total_rows {
	uint64_t rows;
	struct total_sum *sums; /* of each column */
};

#define TOTAL_ROWS_INIT \
	{               \
		0, NULL \
	}

/* None if no rows of the dataset are totals. */
int total_columns_find(struct total_columns *, const struct table_schema *,
    struct fail *) MUST_CHECK;
void total_columns_clear(struct total_columns *);

/* No rows. */
int total_rows_start(struct total_rows *, const struct total_columns *,
    struct fail *) MUST_CHECK;
void total_rows_clear(struct total_rows *);
/* Add the value that a row has in a column; NULL: nobody knows. */
void total_sum_add(
    struct total_sum *, const struct total_column *, const struct value *);
/* The same of a value that is known: of a column that is whole, and of one that
 * is not. */
void total_sum_integer(
    struct total_sum *, const struct total_column *, int64_t);
void total_sum_number(struct total_sum *, const struct total_column *, double);
/* A row of which nothing is known. */
void total_rows_lose(struct total_rows *, const struct total_columns *);

#endif

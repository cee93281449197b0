/* row_total.c - what totals count, and totals (row_total.h) */
#include "reader/row_total.h"

#include <string.h>

#include "base/memory.h"

/* Is a row of the table set aside, and kept? */
static bool
is_lost(const struct frame *frame, const struct chunk *chunk, size_t row)
{
	return frame->keep_lost &&
	       column_integer(&chunk->rows.columns[frame->place + 2], row) != 0;
}

/* Values of a column of counts without gaps, as most are. */
static void
take_counts(struct total_sum *sum, const struct total_column *column,
    const int64_t *values, size_t count)
{
	int64_t all = 0; /* of less than 2^32 rows below 2^31 */
	size_t i;

	for (i = 0; i < count; i++)
		if (values[i] >> 31 == 0)
			all += values[i];
		else
			total_sum_integer(sum, column, values[i]);
	total_sum_integer(sum, column, all);
}

/* The values of rows from one on in a column. */
static void
take_column(
    struct chunk *chunk, const struct frame *frame, size_t i, size_t from)
{
	const struct total_column *column = &frame->totals.columns[i];
	const struct column *values =
	    &chunk->rows.columns[frame->targets[column->field]];
	struct total_sum *sum = &chunk->totals.rows.sums[i];
	size_t row;

	if (column->whole && !column->averages && !frame->keep_lost &&
	    values->null_count == 0 && values->type == COLUMN_INT64) {
		take_counts(sum, column, (const int64_t *)values->values + from,
		    chunk->rows.length - from);
		return;
	}
	for (row = from; row < chunk->rows.length; row++) {
		if (is_lost(frame, chunk, row))
			continue;
		if (!column_valid(values, row))
			sum->unknown +=
			    strcmp(column_text(values + 1, row, NULL),
				"not_applicable") != 0;
		else if (column->whole)
			total_sum_integer(
			    sum, column, column_integer(values, row));
		else
			total_sum_number(
			    sum, column, column_number(values, row));
	}
}

void
row_take_all(struct chunk *chunk, const struct frame *frame)
{
	struct total_lines *totals = &chunk->totals;
	size_t i;

	if (frame->totals.count == 0 || frame->dataset->unpivot.name != -1)
		return;
	for (i = totals->taken; i < chunk->rows.length; i++)
		totals->rows.rows += !is_lost(frame, chunk, i);
	for (i = 0; i < frame->totals.count; i++)
		take_column(chunk, frame, i, totals->taken);
	totals->taken = chunk->rows.length;
}

void
row_add_shared(struct row *row)
{
	const struct total_columns *columns = &row->frame->totals;
	struct total_rows *rows = &row->chunk->totals.rows;
	size_t i;

	rows->rows++;
	for (i = 0; i < columns->count; i++)
		if (columns->columns[i].column == -1)
			total_sum_add(&rows->sums[i], &columns->columns[i],
			    &row->values[columns->columns[i].field]);
}

void
row_add_wide(struct row *row, size_t column, bool bad)
{
	const struct total_columns *columns = &row->frame->totals;
	size_t at = columns->wide + column;
	int field = row->frame->dataset->unpivot.value;

	if (at < columns->count && columns->columns[at].column == (int)column)
		total_sum_add(&row->chunk->totals.rows.sums[at],
		    &columns->columns[at], bad ? NULL : &row->values[field]);
}

/* The value that a row of totals has in a column, *known if it is a number;
 * what is forbidden to a row is not to the sum of many. */
static int
read_total(struct row *row, const struct total_column *column,
    struct total_value *value, struct fail *f)
{
	const struct columns *map = &row->frame->columns;
	size_t field = (size_t)column->field, length;
	struct value_problem problem;
	const char *text;
	int at = column->column == -1 ? map->fields[field]
				      : map->wide[column->column];
	int got;

	if (at < 0 || !row_cell(row, at, &text, &length))
		return 0;
	got = row_value(row, field, at, text, length, &problem, f);
	if (got == 1 ||
	    (got == 0 && strcmp(problem.reason, "constraint-error") == 0))
		*value = total_value(column, &row->values[field]);
	return got == -1 ? -1 : 0;
}

int
row_total(
    struct row *row, const struct record *r, bool readable, struct fail *f)
{
	const struct total_columns *columns = &row->frame->totals;
	struct total_line *line;
	const char *raw;
	size_t i;

	row_take_all(row->chunk, row->frame);
	line = total_lines_total(
	    &row->chunk->totals, row->chunk->finding_count, f);
	if (line == NULL)
		return -1;
	line->line = r->line;
	line->byte = r->byte;
	for (i = 0; i < columns->count && readable; i++)
		if (read_total(
			row, &columns->columns[i], &line->values[i], f) == -1)
			return -1;
	if (!row->frame->list_raw)
		return 0;
	if ((raw = raw_text(&row->raw, row->record, f)) == NULL ||
	    (line->raw = memory_text(raw, strlen(raw), f)) == NULL)
		return -1;
	row->chunk->totals.bytes += strlen(raw);
	return 0;
}

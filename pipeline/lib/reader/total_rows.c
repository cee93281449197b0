/* total_rows.c - sums of a run of rows (total_rows.h) */
#include "reader/total_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool
is_number(const struct table_field *field)
{
	return (field->role == ROLE_COUNT || field->role == ROLE_MEASURE) &&
	       (field->type == TABLE_INTEGER || field->type == TABLE_NUMBER) &&
	       !field->personal;
}

static void
add_column(struct total_columns *c, const struct table_schema *dataset,
    size_t field, int column)
{
	c->columns[c->count++] = (struct total_column){ (int)field, column,
		dataset->fields[field].type == TABLE_INTEGER,
		dataset->fields[field].role == ROLE_MEASURE };
}

int
total_columns_find(
    struct total_columns *c, const struct table_schema *dataset, struct fail *f)
{
	size_t i, k;

	c->count = 0;
	c->columns =
	    memory_array(dataset->field_count + dataset->unpivot.column_count,
		sizeof(*c->columns), f);
	if (c->columns == NULL)
		return -1;
	if (dataset->totals.count == 0)
		return 0;
	for (i = 0; i < dataset->field_count; i++) {
		if (!is_number(&dataset->fields[i]))
			continue;
		if (dataset->fields[i].place == PLACE_COLUMN)
			add_column(c, dataset, i, -1);
		else if (dataset->fields[i].place == PLACE_UNPIVOT_VALUE) {
			c->wide = c->count;
			for (k = 0; k < dataset->unpivot.column_count; k++)
				add_column(c, dataset, i, (int)k);
		}
	}
	return 0;
}

void
total_columns_clear(struct total_columns *c)
{
	free(c->columns);
	c->columns = NULL;
	c->count = 0;
}

int
total_rows_start(
    struct total_rows *r, const struct total_columns *c, struct fail *f)
{
	r->rows = 0;
	if (r->sums == NULL)
		r->sums = memory_array(c->count + 1, sizeof(*r->sums), f);
	else
		memset(r->sums, 0, c->count * sizeof(*r->sums));
	return r->sums == NULL ? -1 : 0;
}

void
total_rows_clear(struct total_rows *r)
{
	free(r->sums);
	r->sums = NULL;
	r->rows = 0;
}

static void
widen(struct total_sum *sum, double number)
{
	if (!sum->known)
		sum->least = sum->most = number;
	else if (number < sum->least)
		sum->least = number;
	else if (number > sum->most)
		sum->most = number;
	sum->known = true;
}

void
total_sum_integer(
    struct total_sum *sum, const struct total_column *column, int64_t value)
{
	decimal_add_integer(&sum->value, value);
	sum->negative += value < 0;
	if (column->averages)
		widen(sum, (double)value);
}

void
total_sum_number(
    struct total_sum *sum, const struct total_column *column, double value)
{
	decimal_add(&sum->value, value);
	sum->negative += value < 0;
	if (column->averages)
		widen(sum, value);
}

void
total_sum_add(struct total_sum *sum, const struct total_column *column,
    const struct value *value)
{
	if (value == NULL || value->status != CELL_VALUE)
		/* what is not applicable adds nothing */
		sum->unknown +=
		    value == NULL || value->status != CELL_NOT_APPLICABLE;
	else if (column->whole)
		total_sum_integer(sum, column, value->integer);
	else
		total_sum_number(sum, column, value->number);
}

void
total_rows_lose(struct total_rows *r, const struct total_columns *c)
{
	size_t i;

	r->rows++;
	for (i = 0; i < c->count; i++)
		r->sums[i].unknown++;
}

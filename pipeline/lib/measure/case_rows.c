/* case_rows.c - the rows of a table of cases (measure/case_rows.h) */
#include "measure/case_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "statistics/counted.h"
#include "table/arrow.h"

static bool
is_number(enum column_type type)
{
	return type == COLUMN_INT8 || type == COLUMN_INT16 ||
	       type == COLUMN_INT32 || type == COLUMN_INT64 ||
	       type == COLUMN_FLOAT64;
}

static bool
may_be_absent(const struct case_definition *d, const struct case_column *column)
{
	return column->node == NULL &&
	       (column->input == CASE_LEVEL ||
		   d->method->inputs[column->input].optional);
}

/* A column that no file had, of missing values only, is not there. */
static int
column_of(const struct schema *schema, const char *name)
{
	return schema_is_absent(schema, name) ? -1 : schema_find(schema, name);
}

static int
find_columns(struct case_rows *in, struct fail *f)
{
	const struct case_definition *d = in->definition;
	const struct case_column *column;
	const struct json *node;
	const struct field *field;
	size_t i;

	in->columns = memory_array(d->column_count, sizeof(int), f);
	if (in->columns == NULL)
		return -1;
	for (i = 0; i < d->column_count; i++) {
		column = &d->columns[i];
		node = column->node == NULL ? d->json : column->node;
		in->columns[i] = column_of(&in->schema, column->name);
		if (in->columns[i] == -1 && may_be_absent(d, column))
			continue;
		if (in->columns[i] == -1)
			return json_fail(node, f,
			    _("the table has no column \"%s\", which the "
			      "method \"%s\" needs"),
			    column->name, d->method->name);
		field = &in->schema.fields[in->columns[i]];
		if (!is_number(field->type))
			return json_fail(node, f,
			    _("the column \"%s\" is %s, expected numbers"),
			    field->name, column_type_name(field->type));
	}
	return 0;
}

/* All columns, but those that filters have added. */
static void
take_all_keys(struct case_rows *in)
{
	const char *name;
	size_t i;

	for (i = 0; i < in->schema.field_count; i++) {
		name = in->schema.fields[i].name;
		if (name[0] != '_' && !schema_is_absent(&in->schema, name))
			in->keys[in->key_count++] = (int)i;
	}
}

static int
find_keys(struct case_rows *in, struct fail *f)
{
	const struct case_definition *d = in->definition;
	bool rows =
	    d->method->each || (!d->method->grouped && d->by_count == 0);
	size_t i;
	int key;

	in->keys = memory_array(
	    in->schema.field_count + d->by_count + 1, sizeof(int), f);
	in->groups = memory_array(d->by_count + 1, sizeof(int), f);
	if (in->keys == NULL || in->groups == NULL)
		return -1;
	for (i = 0; i < d->by_count; i++) {
		if ((key = schema_find(&in->schema, d->by[i])) == -1)
			return json_fail(d->by_node, f,
			    _("the table has no column \"%s\""), d->by[i]);
		in->groups[in->group_count++] = key;
		if (!rows)
			in->keys[in->key_count++] = key;
	}
	if (rows)
		take_all_keys(in);
	return 0;
}

static int
compare_texts(const struct column *c, size_t a, size_t b)
{
	size_t length_a, length_b;
	const char *text_a = column_text(c, a, &length_a);
	const char *text_b = column_text(c, b, &length_b);
	int order =
	    memcmp(text_a, text_b, length_a < length_b ? length_a : length_b);

	return order != 0 ? order
			  : (length_a > length_b) - (length_a < length_b);
}

/* Rows by one column; those without a value are first. */
static int
compare_values(const struct column *c, size_t a, size_t b)
{
	bool there_a = column_valid(c, a), there_b = column_valid(c, b);
	double x, y;

	if (!there_a || !there_b)
		return there_a - there_b;
	if (c->type == COLUMN_UTF8 || c->type == COLUMN_DICTIONARY ||
	    c->type == COLUMN_BINARY)
		return compare_texts(c, a, b);
	if (c->type != COLUMN_FLOAT64)
		return (column_integer(c, a) > column_integer(c, b)) -
		       (column_integer(c, a) < column_integer(c, b));
	x = column_number(c, a);
	y = column_number(c, b);
	if (isnan(x) || isnan(y))
		return !isnan(x) - !isnan(y);
	return (x > y) - (x < y);
}

static int
compare_groups(const struct case_rows *in, size_t a, size_t b)
{
	size_t i;
	int order = 0;

	for (i = 0; i < in->group_count && order == 0; i++)
		order = compare_values(&in->batch.columns[in->groups[i]], a, b);
	return order;
}

struct sorted_row {
	const struct case_rows *in;
	uint32_t row;
};

static int
compare_rows(const void *a, const void *b)
{
	const struct sorted_row *x = a, *y = b;
	int order = compare_groups(x->in, x->row, y->row);

	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static int
order_rows(struct case_rows *in, struct fail *f)
{
	size_t i, n = in->batch.length;
	struct sorted_row *sorted;

	if ((in->order = memory_array(n + 1, sizeof(uint32_t), f)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		in->order[i] = (uint32_t)i;
	if (!in->definition->method->grouped)
		return 0;
	if ((sorted = memory_array(n + 1, sizeof(*sorted), f)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		sorted[i] = (struct sorted_row){ in, (uint32_t)i };
	qsort(sorted, n, sizeof(*sorted), compare_rows);
	for (i = 0; i < n; i++)
		in->order[i] = sorted[i].row;
	free(sorted);
	return 0;
}

int
case_rows_open(struct case_rows *in, const struct case_definition *d,
    const char *path, struct fail *f)
{
	size_t i, rows = 1, room;

	in->definition = d;
	if (arrow_load(path, &in->schema, &in->batch, f) == -1)
		return -1;
	if (in->batch.length > UINT32_MAX)
		return fail_set(
		    f, FAIL_DATA, _("%s: too many rows of cases"), path);
	if (find_columns(in, f) == -1 || find_keys(in, f) == -1 ||
	    order_rows(in, f) == -1)
		return -1;
	if (d->method->grouped)
		for (i = 0; i < in->batch.length; i = room) {
			room = case_rows_end(in, i);
			rows = room - i > rows ? room - i : rows;
		}
	in->numbers = memory_array(d->column_count * rows, sizeof(double), f);
	in->pointers = memory_array(d->column_count, sizeof(const double *), f);
	return in->numbers == NULL || in->pointers == NULL ? -1 : 0;
}

void
case_rows_close(struct case_rows *in)
{
	batch_clear(&in->batch);
	schema_clear(&in->schema);
	free(in->keys);
	free(in->groups);
	free(in->columns);
	free(in->order);
	free(in->numbers);
	free(in->pointers);
}

size_t
case_rows_end(const struct case_rows *in, size_t from)
{
	size_t to = from + 1;

	while (in->definition->method->grouped && to < in->batch.length &&
	       compare_groups(in, in->order[from], in->order[to]) == 0)
		to++;
	return to;
}

static bool
is_series(const struct method *m)
{
	return m->inputs[0].kind == METHOD_INPUT_PERIOD;
}

/* Whether a row has all that the method needs. */
static bool
row_complete(const struct case_rows *in, size_t row)
{
	const struct case_definition *d = in->definition;
	size_t i;

	for (i = 0; i < d->column_count; i++)
		if (d->columns[i].input != CASE_LEVEL && in->columns[i] != -1 &&
		    !column_valid(&in->batch.columns[in->columns[i]], row))
			return false;
	return true;
}

static enum method_status
check_number(enum method_input_kind kind, double value)
{
	if (!isfinite(value))
		return METHOD_NOT_FINITE;
	if (kind != METHOD_INPUT_COUNT)
		return METHOD_OK;
	if (value < 0)
		return METHOD_NEGATIVE_COUNT;
	if (value != floor(value))
		return METHOD_FRACTIONAL_COUNT;
	return value > (double)COUNT_MAX ? METHOD_TOO_LARGE : METHOD_OK;
}

/* The level of the rows, which must be one. */
static enum method_status
take_level(const struct case_rows *in, size_t from, size_t to, double *level)
{
	const struct case_definition *d = in->definition;
	const struct column *column;
	size_t i;
	double own;
	int at;

	*level = d->level;
	if (!d->method->leveled ||
	    (at = in->columns[d->column_count - 1]) == -1)
		return METHOD_OK;
	column = &in->batch.columns[at];
	for (i = from; i < to; i++) {
		own = column_valid(column, in->order[i])
			  ? column_number(column, in->order[i])
			  : d->level;
		if (!(own > 0 && own < 1) || (i > from && own != *level))
			return METHOD_LEVEL;
		*level = own;
	}
	return METHOD_OK;
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Each period is there once; unless gaps are allowed, no step is longer than
 * the shortest.  Sorts the periods. */
static enum method_status
check_periods(double *periods, size_t count, bool gaps)
{
	double shortest = INFINITY, longest = 0, step;
	size_t i;

	qsort(periods, count, sizeof(*periods), compare_doubles);
	for (i = 1; i < count; i++) {
		step = periods[i] - periods[i - 1];
		if (step == 0)
			return METHOD_REPEATED_PERIOD;
		shortest = fmin(shortest, step);
		longest = fmax(longest, step);
	}
	/* periods may be fractions */
	return !gaps && longest > shortest * 1.5 ? METHOD_PERIOD_GAP
						 : METHOD_OK;
}

/* The numbers of a column of the definition; the rows are complete. */
static enum method_status
take_column(struct case_rows *in, size_t index, const uint32_t *rows,
    size_t count, double *numbers)
{
	const struct case_definition *d = in->definition;
	const struct column *column = &in->batch.columns[in->columns[index]];
	enum method_input_kind kind =
	    d->method->inputs[d->columns[index].input].kind;
	enum method_status status = METHOD_OK, worst = METHOD_OK;
	size_t i;

	for (i = 0; i < count; i++) {
		numbers[i] = column_number(column, rows[i]);
		status = check_number(kind, numbers[i]);
		worst = status > worst ? status : worst;
	}
	return worst;
}

/* Rows that have all, in front; how many there are. */
static size_t
keep_complete(struct case_rows *in, size_t from, size_t to)
{
	size_t i, kept = from;
	uint32_t row;

	for (i = from; i < to; i++)
		if (row_complete(in, in->order[i])) {
			row = in->order[kept];
			in->order[kept++] = in->order[i];
			in->order[i] = row;
		}
	return kept - from;
}

static enum method_status
take_columns(struct case_rows *in, size_t from, struct method_call *call)
{
	const struct case_definition *d = in->definition;
	enum method_status status = METHOD_OK;
	double *numbers = in->numbers;
	size_t i;

	for (i = 0; i < d->column_count && status == METHOD_OK; i++) {
		if (d->columns[i].input == CASE_LEVEL)
			break;
		in->pointers[i] = in->columns[i] == -1 ? NULL : numbers;
		if (in->columns[i] != -1)
			status = take_column(
			    in, i, &in->order[from], call->rows, numbers);
		numbers += call->rows;
	}
	call->columns = in->pointers;
	call->column_count = i;
	return status;
}

void
case_rows_numbers(
    struct case_rows *in, size_t from, size_t to, struct case_numbers *n)
{
	const struct case_definition *d = in->definition;
	struct method_call *call = &n->call;
	bool gaps =
	    is_series(d->method) && d->settings[METHOD_SERIES_GAPS] != 0;

	*n = (struct case_numbers){ METHOD_OK, false,
		{ .method = d->method, .settings = d->settings } };
	n->status = take_level(in, from, to, &call->level);
	call->rows = keep_complete(in, from, to);
	n->missing = call->rows == 0 ||
		     (call->rows < to - from && !gaps && !d->method->each);
	if (n->status != METHOD_OK || n->missing)
		return;
	n->status = take_columns(in, from, call);
	if (n->status != METHOD_OK || !is_series(d->method))
		return;
	n->status = check_periods(in->numbers, call->rows, gaps);
	if (n->status == METHOD_OK) /* in their order again */
		n->status = take_columns(in, from, call);
}

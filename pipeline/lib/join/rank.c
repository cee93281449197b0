/* rank.c - the order of rows by the values in some columns (rank.h) */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "join/rank.h"

/* A row with its rank by the columns before, and its value in this one. */
struct ranked {
	uint32_t before;
	uint32_t row;
	bool none; /* no value */
	const char *text;
	size_t length;
	int64_t integer;
	double number;
};

int
rank_texts(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t length = a_length < b_length ? a_length : b_length;
	int order = length == 0 ? 0 : memcmp(a, b, length);

	return order != 0 ? order
			  : (a_length > b_length) - (a_length < b_length);
}

static int
compare_values(const struct ranked *a, const struct ranked *b)
{
	if (a->before != b->before)
		return a->before < b->before ? -1 : 1;
	if (a->none || b->none)
		return (int)a->none - (int)b->none;
	if (a->text != NULL)
		return rank_texts(a->text, a->length, b->text, b->length);
	if (a->integer != b->integer)
		return a->integer < b->integer ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static int
compare(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	int order = compare_values(a, b);

	return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

static void
read_value(struct ranked *r, const struct column *column)
{
	r->none = !column_valid(column, r->row);
	r->text = NULL;
	r->integer = 0;
	r->number = 0;
	switch (column->type) {
	case COLUMN_UTF8:
	case COLUMN_DICTIONARY:
	case COLUMN_BINARY:
		r->text = column_text(column, r->row, &r->length);
		break;
	case COLUMN_FLOAT64:
		r->number = column_number(column, r->row);
		break;
	default:
		r->integer = column_integer(column, r->row);
	}
}

/* Refine the ranks by one more column. */
static void
rank_by(const struct column *column, struct ranked *rows, uint32_t *ranks)
{
	uint32_t rank = 0;
	size_t i;

	for (i = 0; i < column->length; i++) {
		rows[i].before = ranks[i];
		rows[i].row = (uint32_t)i;
		read_value(&rows[i], column);
	}
	qsort(rows, column->length, sizeof(*rows), compare);
	for (i = 0; i < column->length; i++) {
		if (i > 0 && compare_values(&rows[i - 1], &rows[i]) != 0)
			rank++;
		ranks[rows[i].row] = rank;
	}
}

int
rank_rows(const struct batch *batch, const int *columns, size_t count,
    uint32_t *ranks, struct fail *f)
{
	struct ranked *rows = memory_array(batch->length, sizeof(*rows), f);
	size_t i;

	if (rows == NULL)
		return -1;
	if (batch->length > 0)
		memset(ranks, 0, batch->length * sizeof(*ranks));
	for (i = 0; i < count; i++)
		rank_by(&batch->columns[columns[i]], rows, ranks);
	free(rows);
	return 0;
}

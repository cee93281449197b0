/* total.c - printed totals against the sums of their rows (total.h) */
#include "source/total.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* What has been added in a column. */
struct sum {
	struct decimal value;
	uint64_t unknown, negative; /* rows */
};

/* The least and the greatest value of some rows; least > most: no value. */
struct range {
	double least, most;
};

/* A total or the start of a section: the sums of all rows above it, and the
 * ranges of those since the mark before it. */
struct mark {
	struct sum *above;
	struct range *ranges;
	uint64_t rows;
	bool printed;           /* it is a total, */
	struct decimal *totals; /* and these are its values, */
	bool *known;            /* if it has them */
};

struct totals {
	size_t count;
	struct total_column *columns;
	bool *whole;          /* the numbers of a column are */
	bool *averages;       /* a column may have averages for totals */
	struct sum *now;      /* of all rows */
	struct range *ranges; /* of those since the last mark */
	uint64_t rows;
	struct mark marks[TOTALS_DEPTH]; /* the first: the start of the table */
	size_t mark_count;
	struct total_mismatch *found, *best; /* room for every column */
};

/* ---- start and end ---- */

static bool
is_number(const struct table_field *field)
{
	return (field->role == ROLE_COUNT || field->role == ROLE_MEASURE) &&
	       (field->type == TABLE_INTEGER || field->type == TABLE_NUMBER);
}

static void
add_column(
    struct totals *t, const struct table_schema *dataset, int field, int column)
{
	t->columns[t->count] = (struct total_column){ field, column };
	t->averages[t->count] = dataset->fields[field].role == ROLE_MEASURE;
	t->ranges[t->count] = (struct range){ INFINITY, -INFINITY };
	t->whole[t->count++] = dataset->fields[field].type == TABLE_INTEGER;
}

static void
choose_columns(struct totals *t, const struct table_schema *dataset)
{
	size_t i, k;

	for (i = 0; i < dataset->field_count; i++) {
		if (!is_number(&dataset->fields[i]))
			continue;
		if (dataset->fields[i].place == PLACE_COLUMN)
			add_column(t, dataset, (int)i, -1);
		else if (dataset->fields[i].place == PLACE_UNPIVOT_VALUE)
			for (k = 0; k < dataset->unpivot.column_count; k++)
				add_column(t, dataset, (int)i, (int)k);
	}
}

static void
clear_mark(struct mark *m)
{
	free(m->above);
	free(m->ranges);
	free(m->totals);
	free(m->known);
	memset(m, 0, sizeof(*m));
}

static void
widen(struct range *range, const struct range *other)
{
	range->least = fmin(range->least, other->least);
	range->most = fmax(range->most, other->most);
}

/* Forget the last mark: its rows are with those after it. */
static void
drop_mark(struct totals *t)
{
	struct mark *m = &t->marks[--t->mark_count];
	size_t i;

	for (i = 0; i < t->count; i++)
		widen(&t->ranges[i], &m->ranges[i]);
	clear_mark(m);
}

/* Forget the oldest mark after the start. */
static void
drop_oldest(struct totals *t)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		widen(&t->marks[2].ranges[i], &t->marks[1].ranges[i]);
	clear_mark(&t->marks[1]);
	t->mark_count--;
	memmove(&t->marks[1], &t->marks[2],
	    (t->mark_count - 1) * sizeof(t->marks[0]));
}

/* Remember what is above; values: of a total, or NULL. */
static int
add_mark(struct totals *t, const struct value *values, struct fail *f)
{
	struct mark *m;
	size_t i;

	if (t->mark_count == TOTALS_DEPTH)
		drop_oldest(t);
	m = &t->marks[t->mark_count];
	memset(m, 0, sizeof(*m));
	m->above = memory_array(t->count + 1, sizeof(*m->above), f);
	m->ranges = memory_array(t->count + 1, sizeof(*m->ranges), f);
	m->totals = memory_array(t->count + 1, sizeof(*m->totals), f);
	m->known = memory_array(t->count + 1, sizeof(*m->known), f);
	if (m->above == NULL || m->ranges == NULL || m->totals == NULL ||
	    m->known == NULL) {
		clear_mark(m);
		return -1;
	}
	memcpy(m->above, t->now, t->count * sizeof(*m->above));
	memcpy(m->ranges, t->ranges, t->count * sizeof(*m->ranges));
	for (i = 0; i < t->count; i++)
		t->ranges[i] = (struct range){ INFINITY, -INFINITY };
	m->rows = t->rows;
	m->printed = values != NULL;
	for (i = 0; i < t->count && values != NULL; i++) {
		m->known[i] = values[i].status == CELL_VALUE;
		if (!m->known[i])
			continue;
		if (t->whole[i])
			decimal_add_integer(&m->totals[i], values[i].integer);
		else
			decimal_add(&m->totals[i], values[i].number);
	}
	t->mark_count++;
	return 0;
}

struct totals *
totals_start(const struct table_schema *dataset, struct fail *f)
{
	struct totals *t = memory_array(1, sizeof(*t), f);
	size_t most = dataset->field_count + dataset->unpivot.column_count + 1;

	if (t == NULL)
		return NULL;
	t->columns = memory_array(most, sizeof(*t->columns), f);
	t->whole = memory_array(most, sizeof(*t->whole), f);
	t->averages = memory_array(most, sizeof(*t->averages), f);
	t->now = memory_array(most, sizeof(*t->now), f);
	t->ranges = memory_array(most, sizeof(*t->ranges), f);
	t->found = memory_array(most, sizeof(*t->found), f);
	t->best = memory_array(most, sizeof(*t->best), f);
	if (t->columns != NULL && t->whole != NULL && t->averages != NULL &&
	    t->now != NULL && t->ranges != NULL && t->found != NULL &&
	    t->best != NULL) {
		choose_columns(t, dataset);
		if (add_mark(t, NULL, f) == 0)
			return t;
	}
	totals_free(t);
	return NULL;
}

void
totals_free(struct totals *t)
{
	size_t i;

	if (t == NULL)
		return;
	for (i = 0; i < t->mark_count; i++)
		clear_mark(&t->marks[i]);
	free(t->columns);
	free(t->whole);
	free(t->averages);
	free(t->now);
	free(t->ranges);
	free(t->found);
	free(t->best);
	free(t);
}

size_t
totals_count(const struct totals *t)
{
	return t->count;
}

struct total_column
totals_column(const struct totals *t, size_t i)
{
	return t->columns[i];
}

/* ---- rows and sections ---- */

static void
add_value(struct totals *t, size_t i, const struct value *value)
{
	struct range one;
	double number = t->whole[i] ? (double)value->integer : value->number;

	if (t->whole[i])
		decimal_add_integer(&t->now[i].value, value->integer);
	else
		decimal_add(&t->now[i].value, number);
	t->now[i].negative += number < 0;
	one = (struct range){ number, number };
	widen(&t->ranges[i], &one);
}

void
totals_row(struct totals *t, const struct value *values)
{
	size_t i;

	t->rows++;
	for (i = 0; i < t->count; i++)
		if (values == NULL || values[i].status == CELL_MISSING ||
		    values[i].status == CELL_CONFIDENTIAL)
			t->now[i].unknown++;
		else if (values[i].status == CELL_VALUE)
			add_value(t, i, &values[i]);
}

int
totals_section(struct totals *t, struct fail *f)
{
	if (t->rows == t->marks[t->mark_count - 1].rows)
		return 0;
	return add_mark(t, NULL, f);
}

/* ---- totals ---- */

/* The sum of the rows since a mark. */
static struct sum
sum_since(const struct totals *t, size_t mark, size_t i)
{
	const struct sum *above = &t->marks[mark].above[i];
	struct sum sum = t->now[i];

	decimal_subtract(&sum.value, &above->value);
	sum.unknown -= above->unknown;
	sum.negative -= above->negative;
	return sum;
}

/* The sum of the totals printed since a mark, if all that is there now was
 * taken in by them. */
static bool
printed_since(const struct totals *t, size_t mark, size_t i, struct sum *sum)
{
	const struct sum none = { DECIMAL_ZERO, 0, 0 };
	size_t k;

	*sum = none;
	if (mark + 1 >= t->mark_count ||
	    t->marks[t->mark_count - 1].rows != t->rows)
		return false;
	for (k = mark + 1; k < t->mark_count; k++) {
		if (!t->marks[k].printed || !t->marks[k].known[i])
			return false;
		decimal_add_sum(&sum->value, &t->marks[k].totals[i]);
	}
	return true;
}

/* Is a total what the rows make?  It may be rounded to fewer decimals. */
static bool
fits(const struct decimal *total, const struct sum *sum)
{
	int order = decimal_compare(total, &sum->value);
	double half;

	if (sum->unknown > 0 && sum->negative > 0)
		return true;
	if (order == 0 || (order > 0 && sum->unknown > 0))
		return true;
	if (total->decimals >= sum->value.decimals)
		return false;
	half = 0.5 * pow(10, -total->decimals) * (1 + 1e-9);
	return fabs(decimal_value(total) - decimal_value(&sum->value)) <= half;
}

/* May it be the average of the rows since a mark?  That is
 * between them. */
static bool
is_average(
    const struct totals *t, size_t mark, size_t i, const struct decimal *total)
{
	struct range range = t->ranges[i];
	double value = decimal_value(total);

	if (!t->averages[i])
		return false;
	while (++mark < t->mark_count)
		widen(&range, &t->marks[mark].ranges[i]);
	return value >= range.least && value <= range.most;
}

static void
add_mismatch(struct total_mismatch *m, struct total_column column,
    const struct decimal *total, const struct sum *sum)
{
	m->column = column;
	decimal_print(total, m->found);
	decimal_print(&sum->value, m->sum);
	m->expected.format =
	    sum->unknown > 0
		? N_("at least %1$s, the sum of the rows that have a value")
		: N_("%1$s, the sum of the rows");
}

/* How many columns differ from the rows since a mark, or the totals printed
 * since; distance: how far. */
static size_t
compare(struct totals *t, const struct value *values, size_t mark, bool printed,
    double *distance)
{
	const struct decimal zero = DECIMAL_ZERO;
	struct decimal total;
	struct sum sum;
	size_t i, count = 0;
	double size;

	*distance = 0;
	for (i = 0; i < t->count; i++) {
		if (values[i].status != CELL_VALUE)
			continue;
		total = zero;
		if (t->whole[i])
			decimal_add_integer(&total, values[i].integer);
		else
			decimal_add(&total, values[i].number);
		if (!printed)
			sum = sum_since(t, mark, i);
		else if (!printed_since(t, mark, i, &sum))
			return SIZE_MAX;
		if (fits(&total, &sum) || is_average(t, mark, i, &total))
			continue;
		add_mismatch(&t->found[count++], t->columns[i], &total, &sum);
		size = fabs(decimal_value(&total)) + 1;
		*distance +=
		    fabs(decimal_value(&total) - decimal_value(&sum.value)) /
		    size;
	}
	return count;
}

/* Keep what agrees best so far. */
static void
consider(struct totals *t, const struct value *values, size_t mark,
    bool printed, size_t *least, double *nearest, size_t *chosen)
{
	double distance;
	size_t count = compare(t, values, mark, printed, &distance);
	struct total_mismatch *found = t->found;

	if (count == SIZE_MAX || count > *least ||
	    (count == *least && (count == 0 || distance >= *nearest)))
		return;
	*least = count;
	*nearest = distance;
	*chosen = mark;
	t->found = t->best;
	t->best = found;
}

int
totals_check(struct totals *t, const struct value *values,
    const struct total_mismatch **found, struct fail *f)
{
	size_t mark, i, chosen = t->mark_count, least = SIZE_MAX;
	double nearest = INFINITY;

	/* the rows since the nearest mark first: they are the likeliest */
	for (mark = t->mark_count; mark-- > 0 && least > 0;) {
		if (t->rows > t->marks[mark].rows)
			consider(
			    t, values, mark, false, &least, &nearest, &chosen);
		if (least > 0)
			consider(
			    t, values, mark, true, &least, &nearest, &chosen);
	}
	*found = t->best;
	if (least == SIZE_MAX) /* there is no row */
		return 0;
	for (i = 0; i < least; i++)
		t->best[i].expected.arguments[0] = t->best[i].sum;
	/* what it stands for is taken in */
	while (t->mark_count > chosen + 1)
		drop_mark(t);
	return add_mark(t, values, f) == -1 ? -1 : (int)least;
}

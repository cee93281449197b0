/* total.c - printed totals against the sums of their rows (total.h) */
#include "reader/total.h"

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
	struct total_value *totals; /* NULL: it is the start of a section */
};

struct totals {
	const struct total_columns *columns;
	struct sum *now;      /* of all rows */
	struct range *ranges; /* of those since the last mark */
	uint64_t rows;
	bool at_start;                   /* no row since the heading, */
	bool on_top;                     /* and some total stood there */
	struct mark marks[TOTALS_DEPTH]; /* the first: the start of the table */
	size_t mark_count;
	/* of a total that is checked, with room for every column */
	struct total_value *printed; /* the totals printed since a mark, */
	struct range *since;         /* and the ranges of the rows since */
	size_t *found, *best;        /* columns that differ */
	struct total_mismatch *wrong;
};

/* ---- start and end ---- */

static void
clear_mark(struct mark *m)
{
	free(m->above);
	free(m->ranges);
	free(m->totals);
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

	for (i = 0; i < t->columns->count; i++)
		widen(&t->ranges[i], &m->ranges[i]);
	clear_mark(m);
}

/* Forget the oldest mark after the start. */
static void
drop_oldest(struct totals *t)
{
	size_t i;

	for (i = 0; i < t->columns->count; i++)
		widen(&t->marks[2].ranges[i], &t->marks[1].ranges[i]);
	clear_mark(&t->marks[1]);
	t->mark_count--;
	memmove(&t->marks[1], &t->marks[2],
	    (t->mark_count - 1) * sizeof(t->marks[0]));
}

/* Remember what is above; values: of a total, or NULL. */
static int
add_mark(struct totals *t, const struct total_value *values, struct fail *f)
{
	size_t i, count = t->columns->count;
	struct mark *m;

	if (t->mark_count == TOTALS_DEPTH)
		drop_oldest(t);
	m = &t->marks[t->mark_count];
	memset(m, 0, sizeof(*m));
	m->above = memory_array(count + 1, sizeof(*m->above), f);
	m->ranges = memory_array(count + 1, sizeof(*m->ranges), f);
	if (values != NULL)
		m->totals = memory_array(count + 1, sizeof(*m->totals), f);
	if (m->above == NULL || m->ranges == NULL ||
	    (values != NULL && m->totals == NULL)) {
		clear_mark(m);
		return -1;
	}
	memcpy(m->above, t->now, count * sizeof(*m->above));
	memcpy(m->ranges, t->ranges, count * sizeof(*m->ranges));
	if (values != NULL)
		memcpy(m->totals, values, count * sizeof(*m->totals));
	for (i = 0; i < count; i++)
		t->ranges[i] = (struct range){ INFINITY, -INFINITY };
	m->rows = t->rows;
	t->mark_count++;
	return 0;
}

struct totals *
totals_start(const struct total_columns *columns, struct fail *f)
{
	struct totals *t = memory_array(1, sizeof(*t), f);
	size_t i, most = columns->count + 1;

	if (t == NULL)
		return NULL;
	t->columns = columns;
	t->at_start = true;
	t->now = memory_array(most, sizeof(*t->now), f);
	t->ranges = memory_array(most, sizeof(*t->ranges), f);
	t->printed = memory_array(most, sizeof(*t->printed), f);
	t->since = memory_array(most, sizeof(*t->since), f);
	t->found = memory_array(most, sizeof(*t->found), f);
	t->best = memory_array(most, sizeof(*t->best), f);
	t->wrong = memory_array(most, sizeof(*t->wrong), f);
	if (t->now != NULL && t->ranges != NULL && t->printed != NULL &&
	    t->since != NULL && t->found != NULL && t->best != NULL &&
	    t->wrong != NULL) {
		for (i = 0; i < columns->count; i++)
			t->ranges[i] = (struct range){ INFINITY, -INFINITY };
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
	free(t->now);
	free(t->ranges);
	free(t->printed);
	free(t->since);
	free(t->found);
	free(t->best);
	free(t->wrong);
	free(t);
}

/* ---- rows and sections ---- */

void
totals_add(struct totals *t, const struct total_rows *rows)
{
	const struct total_sum *sum;
	struct range range;
	size_t i;

	if (rows->rows == 0)
		return;
	t->at_start = false;
	t->rows += rows->rows;
	for (i = 0; i < t->columns->count; i++) {
		sum = &rows->sums[i];
		decimal_add_sum(&t->now[i].value, &sum->value);
		t->now[i].unknown += sum->unknown;
		t->now[i].negative += sum->negative;
		range = (struct range){ sum->least, sum->most };
		if (sum->known)
			widen(&t->ranges[i], &range);
	}
}

int
totals_section(struct totals *t, struct fail *f)
{
	t->at_start = true;
	if (t->rows == t->marks[t->mark_count - 1].rows)
		return 0;
	return add_mark(t, NULL, f);
}

/* ---- totals ---- */

struct total_value
total_value(const struct total_column *column, const struct value *value)
{
	struct total_value total = { false, DECIMAL_ZERO };

	total.known = value != NULL && value->status == CELL_VALUE;
	if (total.known && column->whole)
		decimal_add_integer(&total.number, value->integer);
	else if (total.known)
		decimal_add(&total.number, value->number);
	return total;
}

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

/* The totals printed since a mark, from those since the mark after it; false
 * if one is unknown where the total has a value. */
static bool
add_printed(struct totals *t, const struct total_value *values,
    const struct mark *after)
{
	size_t i;

	if (after->totals == NULL)
		return false;
	for (i = 0; i < t->columns->count; i++) {
		if (!values[i].known)
			continue;
		if (!after->totals[i].known)
			return false;
		decimal_add_sum(
		    &t->printed[i].number, &after->totals[i].number);
	}
	return true;
}

/* The ranges since a mark, from those since the mark after it. */
static void
add_ranges(struct totals *t, const struct mark *after)
{
	size_t i;

	for (i = 0; i < t->columns->count; i++)
		if (t->columns->columns[i].averages)
			widen(&t->since[i], &after->ranges[i]);
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

/* May it be the average of the rows since a mark?  That is between them. */
static bool
is_average(const struct totals *t, size_t i, const struct decimal *total)
{
	double value;

	if (!t->columns->columns[i].averages)
		return false;
	value = decimal_value(total);
	return value >= t->since[i].least && value <= t->since[i].most;
}

/* Whole, and so small that differences are right. */
static bool
is_small(const struct decimal *d)
{
	const int64_t limit = INT64_C(1) << 60;

	return !d->fraction && d->integer < limit && d->integer > -limit;
}

/* The sum of the rows since a mark, or of the totals printed since, in the
 * usual case: all are known, whole and small. */
static bool
simple_sum(
    const struct totals *t, size_t mark, bool printed, size_t i, int64_t *sum)
{
	const struct sum *now = &t->now[i], *above = &t->marks[mark].above[i];

	if (printed) {
		*sum = t->printed[i].number.integer;
		return is_small(&t->printed[i].number);
	}
	if (now->unknown != above->unknown || !is_small(&now->value) ||
	    !is_small(&above->value))
		return false;
	*sum = now->value.integer - above->value.integer;
	return true;
}

/* Is a total not what it should be?  *distance: how far. */
static bool
differs(const struct totals *t, const struct decimal *total, size_t mark,
    bool printed, size_t i, double *distance)
{
	int64_t simple;
	struct sum sum;

	if (is_small(total) && simple_sum(t, mark, printed, i, &simple)) {
		*distance = (double)(total->integer - simple);
		return total->integer != simple && !is_average(t, i, total);
	}
	sum = printed ? (struct sum){ t->printed[i].number, 0, 0 }
		      : sum_since(t, mark, i);
	*distance = decimal_value(total) - decimal_value(&sum.value);
	return !fits(total, &sum) && !is_average(t, i, total);
}

/* How many columns differ, counted up to one more than most; distance: how
 * far. */
static size_t
compare(struct totals *t, const struct total_value *values, size_t mark,
    bool printed, size_t most, double *distance)
{
	size_t i, count = 0;
	double by;

	*distance = 0;
	for (i = 0; i < t->columns->count && count <= most; i++) {
		if (!values[i].known ||
		    !differs(t, &values[i].number, mark, printed, i, &by))
			continue;
		t->found[count++] = i;
		*distance +=
		    fabs(by) / (fabs(decimal_value(&values[i].number)) + 1);
	}
	return count;
}

/* What agrees best so far. */
struct choice {
	size_t mark;
	bool printed;
	size_t count; /* columns that differ */
	double distance;
};

static void
consider(struct totals *t, const struct total_value *values, size_t mark,
    bool printed, struct choice *best)
{
	double distance;
	size_t count =
	    compare(t, values, mark, printed, best->count, &distance);
	size_t *found = t->found;

	if (count > best->count ||
	    (count == best->count &&
		(count == 0 || distance >= best->distance)))
		return;
	*best = (struct choice){ mark, printed, count, distance };
	t->found = t->best;
	t->best = found;
}

/* The rows since the nearest mark first: they are the likeliest. */
static struct choice
choose(struct totals *t, const struct total_value *values)
{
	struct choice best = { t->mark_count, false, SIZE_MAX, INFINITY };
	size_t last = t->mark_count - 1, mark, count = t->columns->count;
	bool printed = t->marks[last].rows == t->rows;

	memset(t->printed, 0, count * sizeof(*t->printed));
	memcpy(t->since, t->ranges, count * sizeof(*t->since));
	for (mark = t->mark_count; mark-- > 0 && best.count > 0;) {
		if (mark < last)
			add_ranges(t, &t->marks[mark + 1]);
		if (t->rows > t->marks[mark].rows)
			consider(t, values, mark, false, &best);
		if (mark == last || best.count == 0)
			continue;
		printed =
		    printed && add_printed(t, values, &t->marks[mark + 1]);
		if (printed)
			consider(t, values, mark, true, &best);
	}
	return best;
}

/* The sum of the totals printed since a mark. */
static struct sum
printed_since(const struct totals *t, size_t mark, size_t i)
{
	struct sum sum = { DECIMAL_ZERO, 0, 0 };

	while (++mark < t->mark_count)
		decimal_add_sum(&sum.value, &t->marks[mark].totals[i].number);
	return sum;
}

/* The n-th column of those that differ. */
static void
tell(struct totals *t, size_t n, const struct decimal *total,
    const struct choice *choice)
{
	struct total_mismatch *m = &t->wrong[n];
	size_t i = t->best[n];
	struct sum sum = choice->printed ? printed_since(t, choice->mark, i)
					 : sum_since(t, choice->mark, i);

	m->column = t->columns->columns[i];
	decimal_print(total, m->found);
	decimal_print(&sum.value, m->sum);
	m->expected.format =
	    sum.unknown > 0
		? N_("at least %1$s, the sum of the rows that have a value")
		: N_("%1$s, the sum of the rows");
	m->expected.arguments[0] = m->sum;
}

static bool
has_value(const struct totals *t, const struct total_value *values)
{
	size_t i;

	for (i = 0; i < t->columns->count; i++)
		if (values[i].known)
			return true;
	return false;
}

int
totals_check(struct totals *t, const struct total_value *values,
    const struct total_mismatch **found, struct fail *f)
{
	struct choice best;
	size_t i;

	if (t->at_start) {
		t->on_top = t->on_top || has_value(t, values);
		return 0;
	}
	best = choose(t, values);
	if (t->on_top && best.count > 0)
		return totals_section(t, f);
	*found = t->wrong;
	for (i = 0; i < best.count; i++)
		tell(t, i, &values[t->best[i]].number, &best);
	/* what it stands for is taken in */
	while (t->mark_count > best.mark + 1)
		drop_mark(t);
	return add_mark(t, values, f) == -1 ? -1 : (int)best.count;
}

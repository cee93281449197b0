/* header_guess.c - headers differ from what stands below them */
#include <stdlib.h>
#include <string.h>

#include "layout/header_guess.h"

#define COLUMNS 256 /* more are not looked at */
#define ROWS 100    /* nor more rows */

/* The rows below; those that are the header again are left out. */
struct body {
	const struct head_row *rows[ROWS];
	bool again[ROWS];
	size_t count;
};

/* The rows below, in one column. */
struct column {
	unsigned kinds[CELL_KINDS];
	unsigned filled;   /* cells that are neither empty nor marks */
	unsigned years;    /* of these, years */
	unsigned repeated; /* texts that are those of the row above them */
	size_t shortest, longest;
	bool returns; /* the header's text is among them */
};

static bool
same_text(const struct head_cell *a, const struct head_cell *b)
{
	return a->length == b->length &&
	       memcmp(a->text, b->text, a->length) == 0;
}

static bool
is_data(enum cell_kind kind)
{
	return kind == CELL_KIND_NUMBER || kind == CELL_KIND_DATE ||
	       kind == CELL_KIND_LINK;
}

/* Has the row most of the texts of the header, and nothing else than words? */
static bool
is_again(const struct head_row *row, const struct head_row *header)
{
	size_t i, same = 0;

	for (i = 0; i < row->count && i < header->count && i < COLUMNS; i++) {
		if (is_data(row->cells[i].kind) ||
		    is_data(header->cells[i].kind))
			return false;
		same += row->cells[i].length > 0 &&
			same_text(&row->cells[i], &header->cells[i]);
	}
	return same > 1 && 5 * same >= 3 * header->used;
}

/* Rows like the header are headers only if they are few. */
static void
take_body(struct body *body, const struct head_rows *rows, size_t row,
    size_t from, size_t to)
{
	const struct head_row *header = &rows->items[row];
	size_t i, again = 0, adjacent = 0;

	body->count = 0;
	/* blank rows are not looked for without end */
	for (i = from; i < to && i - from < 10 * ROWS && body->count < ROWS;
	     i++) {
		if (rows->items[i].used == 0)
			continue;
		if (body->count > 0 && rows->items[i - 1].used == 0 &&
		    rows->items[i].count != body->rows[0]->count)
			break; /* another table */
		body->rows[body->count] = &rows->items[i];
		body->again[body->count] = is_again(&rows->items[i], header);
		if (body->again[body->count])
			again++;
		body->count++;
		if (again == body->count)
			adjacent = again;
	}
	if (8 * (again - adjacent) > body->count)
		memset(body->again, 0, sizeof(body->again));
}

/* A year, also with letters after it: 2022, 2022 г. */
static long
year_of(const struct head_cell *cell)
{
	char *end;
	long year = strtol(cell->text, &end, 10);

	return end - cell->text == 4 && year >= 1900 && year <= 2100 ? year : 0;
}

static void
look_below(struct column *c, const struct body *body, size_t column,
    const struct head_cell *label)
{
	const struct head_cell *cell, *last = NULL;
	size_t i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < body->count; i++) {
		if (body->again[i] || body->rows[i]->count <= column)
			continue;
		cell = &body->rows[i]->cells[column];
		c->kinds[cell->kind]++;
		if (cell->kind <= CELL_KIND_MARK)
			continue;
		c->years += year_of(cell) > 0;
		c->repeated += last != NULL && same_text(cell, last);
		c->returns = c->returns || same_text(cell, label);
		if (c->filled++ == 0 || cell->length < c->shortest)
			c->shortest = cell->length;
		if (cell->length > c->longest)
			c->longest = cell->length;
		last = cell;
	}
}

/* What nearly all cells of the column are, or text. */
static enum cell_kind
column_kind(const struct column *c)
{
	unsigned numbers = c->kinds[CELL_KIND_NUMBER];

	if (c->filled == 0)
		return CELL_KIND_EMPTY;
	if (10 * numbers >= 7 * c->filled)
		return CELL_KIND_NUMBER;
	if (10 * c->kinds[CELL_KIND_DATE] >= 7 * c->filled)
		return CELL_KIND_DATE;
	if (10 * c->kinds[CELL_KIND_LINK] >= 8 * c->filled)
		return CELL_KIND_LINK;
	if (10 * (c->kinds[CELL_KIND_CODE] + numbers) >= 8 * c->filled)
		return CELL_KIND_CODE;
	return CELL_KIND_TEXT;
}

/* Words over words. */
static double
compare_words(const struct column *c, const struct head_cell *label)
{
	if (c->returns)
		return -1;
	if (3 * c->repeated > c->filled)
		return 0.5;
	if (c->filled > 2 && c->shortest == c->longest && c->longest < 8 &&
	    label->length == c->longest)
		return -0.5;
	if (c->filled > 2 &&
	    (label->length < c->shortest || label->length > c->longest + 20))
		return 0.3;
	return label->length > 80 ? -0.3 : 0;
}

static void
compare(struct header_evidence *e, const struct column *c,
    const struct head_cell *label)
{
	enum cell_kind kind = column_kind(c);
	bool typed = is_data(kind) || kind == CELL_KIND_CODE;

	e->typed += typed;
	e->labels += kind == CELL_KIND_NUMBER && year_of(label) > 0 &&
		     2 * c->years < c->filled;
	e->data += is_data(label->kind);
	if (label->kind <= CELL_KIND_MARK || kind == CELL_KIND_EMPTY)
		return;
	if (label->kind == CELL_KIND_TEXT)
		e->contrast += typed;
	else if (label->kind == CELL_KIND_CODE)
		e->contrast += is_data(kind) && !c->returns;
	if (label->kind == kind && (typed || c->returns))
		e->same++;
	else if (label->kind == CELL_KIND_NUMBER && kind == CELL_KIND_CODE)
		e->same++;
	if (label->kind == CELL_KIND_TEXT && kind == CELL_KIND_TEXT)
		e->words += compare_words(c, label);
}

static bool
has_twins(const struct head_row *row)
{
	size_t i, j, count = row->count < COLUMNS ? row->count : COLUMNS;

	for (i = 1; i < count; i++)
		for (j = 0; j < i; j++)
			if (row->cells[i].kind == CELL_KIND_TEXT &&
			    same_text(&row->cells[i], &row->cells[j]))
				return true;
	return false;
}

/* Numbers that grow by the same step, years above all: they may be labels. */
static size_t
count_years(const struct head_row *row)
{
	size_t i, count = row->count < COLUMNS ? row->count : COLUMNS;
	size_t years = 0;
	long last = 0, step = 0, year;

	for (i = 0; i < count; i++) {
		if (row->cells[i].kind != CELL_KIND_NUMBER)
			continue;
		if ((year = year_of(&row->cells[i])) == 0)
			return 0;
		if (years > 0 && year < last)
			return 0;
		if (years == 1)
			step = year - last;
		else if (years > 1 && year - last != step)
			return 0;
		last = year;
		years++;
	}
	return years;
}

void
header_evidence(struct header_evidence *e, const struct head_rows *rows,
    size_t row, size_t from, size_t to)
{
	const struct head_row *at = &rows->items[row];
	struct column column;
	struct body body;
	size_t i;

	memset(e, 0, sizeof(*e));
	take_body(&body, rows, row, from, to);
	e->below = body.count;
	for (i = 0; i < at->count && i < COLUMNS; i++) {
		look_below(&column, &body, i, &at->cells[i]);
		compare(e, &column, &at->cells[i]);
	}
	e->years = count_years(at);
	e->repeats = has_twins(at);
}

/* Numbers that are no labels. */
static size_t
plain_data(const struct header_evidence *e)
{
	return e->data > e->years ? e->data - e->years : 0;
}

static size_t
plain_same(const struct header_evidence *e)
{
	return e->same > e->years ? e->same - e->years : 0;
}

bool
header_is_first(const struct header_evidence *e)
{
	if (e->below == 0)
		return plain_data(e) == 0 && e->years < 2;
	if (plain_same(e) > 0)
		return e->contrast > 3 * plain_same(e) && e->words >= 0;
	if (e->contrast > 0)
		return plain_data(e) <= e->contrast;
	if (e->labels > 0 && e->labels == e->years)
		return e->words >= 0;
	return plain_data(e) == 0 && e->typed == 0 && e->words >= 0 &&
	       (!e->repeats || e->words > 0);
}

bool
header_is_certain(const struct header_evidence *e)
{
	return plain_same(e) == 0 && plain_data(e) == 0 &&
	       (e->contrast >= 2 ||
		   (e->contrast == 1 && e->typed == 1 && e->words > 0));
}

/* cube_rows.c - the rows of tables into the base cells of a cube
 * (cube_rows.h, cube.h) */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube.h"
#include "cube/cube_rows.h"
#include "cube/cube_table.h"

static const char TABLE_PARTITION[] = "profstat.partition";

void
cube_rows_clear(struct cube_rows *rows)
{
	free(rows->groups);
	free(rows->lost);
	free(rows->parts);
	free(rows->status_parts);
	*rows = (struct cube_rows)CUBE_ROWS_INIT;
}

static bool
type_is_integer(enum column_type type)
{
	return type == COLUMN_INT8 || type == COLUMN_INT16 ||
	       type == COLUMN_INT32 || type == COLUMN_INT64;
}

/* Find the columns of a measure in a table. */
static int
bind_measure(
    struct cube *c, size_t measure, const struct schema *table, struct fail *f)
{
	const char *name = cube_measure_name(c, measure);
	int value = schema_require(table, name, f);
	int status = schema_find_status(table, name);

	if (value == -1)
		return -1;
	if (!type_is_integer(table->fields[value].type))
		return fail_set(f, FAIL_USAGE,
		    _("column \"%s\": its type is %s, expected whole numbers "
		      "to sum"),
		    name, column_type_name(table->fields[value].type));
	if (status != -1 && table->fields[status].type != COLUMN_DICTIONARY)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s.status\": its type is %s, expected texts"),
		    name, column_type_name(table->fields[status].type));
	c->rows.value_columns[measure] = value;
	c->rows.status_columns[measure] = status;
	return 0;
}

/* Whether the table has lost rows apart. */
static int
bind_lost(struct cube *c, const struct schema *table, struct fail *f)
{
	int column = schema_find(table, SCHEMA_LOST);

	c->rows.lost_column = column;
	if (column == -1)
		return 0;
	if (table->fields[column].type != COLUMN_BOOL)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": its type is %s, expected %s"),
		    SCHEMA_LOST, column_type_name(table->fields[column].type),
		    column_type_name(COLUMN_BOOL));
	return cube_columns_lost(c, f);
}

/* By what all tables so far were partitioned, if the cube's distinct texts
 * are to merge. */
static int
bind_partition(struct cube *c, const struct schema *table, struct fail *f)
{
	const char *ours = schema_get(&c->schema, CUBE_KEY_PARTITION);
	const char *theirs = schema_get(table, TABLE_PARTITION);

	if (c->distinct.count == 0 || (c->rows.has_table && ours == NULL))
		return 0;
	if (c->rows.has_table && (theirs == NULL || strcmp(ours, theirs) != 0))
		theirs = NULL;
	return schema_set(&c->schema, CUBE_KEY_PARTITION, theirs, f);
}

/* The column of a table by which a dimension counts. */
static const char *
dimension_column(const struct cube *c, size_t dimension)
{
	return c->columns[dimension] != NULL ? c->columns[dimension]
					     : cube_dimension(c, dimension);
}

/* The columns of a table that the cube counts by, sums or counts distinctly,
 * in this order: NULL after the last. */
static const char *
needed_column(const struct cube *c, size_t at)
{
	if (at < c->dimension_count)
		return dimension_column(c, at);
	at -= c->dimension_count;
	if (at < c->measure_count)
		return cube_measure_name(c, at);
	at -= c->measure_count;
	return at < c->distinct.count ? c->distinct_names[at] : NULL;
}

/* Which columns the table has, from a file at least. */
static void
note_present(struct cube *c, const struct schema *table)
{
	const char *name;
	size_t i;

	for (i = 0; (name = needed_column(c, i)) != NULL; i++)
		c->rows.present[i] |= !schema_is_absent(table, name);
	c->rows.has_table = true;
}

int
cube_check_present(const struct cube *c, struct fail *f)
{
	const char *dataset = cube_dataset(c), *name;
	size_t i;

	for (i = 0; (name = needed_column(c, i)) != NULL; i++)
		if (c->rows.has_table && !c->rows.present[i])
			return fail_set(f, FAIL_DATA,
			    _("no file of the dataset \"%s\" has a column for "
			      "\"%s\", so there is nothing to count; add the "
			      "header that it has to \"aliases\" in the schema, "
			      "or take the indicators that use it out of the "
			      "config"),
			    dataset == NULL ? "" : dataset, name);
	return 0;
}

/* The base cells of a cube with distinct texts: one more column for each that
 * is no dimension. */
int
cube_rows_start(struct cube *c, struct fail *f)
{
	size_t i, j, width = c->dimension_count;

	for (i = 0; i < c->distinct.count; i++) {
		for (j = 0; j < c->dimension_count; j++)
			if (strcmp(dimension_column(c, j),
				c->distinct_names[i]) == 0)
				break;
		c->distinct.columns[i] = j < c->dimension_count ? j : width++;
	}
	if (width == c->dimension_count)
		return 0;
	grouping_free(c->cells.groups);
	c->cells.groups = grouping_new(width, GROUPING_TEXT, f);
	if (c->cells.groups == NULL)
		return -1;
	for (i = c->dimension_count; i < width; i++)
		grouping_binary(c->cells.groups, i);
	return 0;
}

/* The places of the columns that make the base cells. */
static int
bind_base(struct cube *c, const struct schema *table, struct fail *f)
{
	int columns[CUBE_DIMENSIONS_MAX + CUBE_DISTINCTS_MAX];
	size_t i;

	for (i = 0; i < c->dimension_count; i++)
		if ((columns[i] = schema_require(
			 table, dimension_column(c, i), f)) == -1)
			return -1;
	for (i = 0; i < c->distinct.count; i++) {
		c->rows.distinct_places[i] =
		    schema_require(table, c->distinct_names[i], f);
		if (c->rows.distinct_places[i] == -1)
			return -1;
		columns[c->distinct.columns[i]] = c->rows.distinct_places[i];
	}
	return grouping_table(c->cells.groups, table, columns, f);
}

/* Cells that are told apart by what is personal are for the owner only, like
 * the rows. */
static int
keep_private(struct cube *c, const struct schema *table, struct fail *f)
{
	size_t i;

	for (i = 0; i < c->dimension_count; i++)
		if (schema_is_personal(table, dimension_column(c, i)))
			return schema_set(
			    &c->schema, SCHEMA_PRIVATE, "person", f);
	return 0;
}

int
cube_table(struct cube *c, const struct schema *table, struct fail *f)
{
	size_t i;

	assert(!c->expanded);
	if (!c->rows.has_table && cube_rows_start(c, f) == -1)
		return -1;
	if (cube_set_dataset(c, schema_get(table, CUBE_KEY_DATASET), f) == -1 ||
	    cube_merge_key(c, table, f) == -1 ||
	    bind_partition(c, table, f) == -1 ||
	    keep_private(c, table, f) == -1)
		return -1;
	for (i = 0; i < c->measure_count; i++)
		if (bind_measure(c, i, table, f) == -1)
			return -1;
	if (bind_base(c, table, f) == -1 || bind_lost(c, table, f) == -1)
		return -1;
	note_present(c, table);
	c->rows.seen = 0;
	return 0;
}

/* Which part a status text adds to, for every code of the dictionary. */
static int
read_statuses(struct cube *c, const char *name, const struct dictionary *texts,
    struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts), i;
	const char *text;
	enum cube_part part;

	if (memory_grow(&c->rows.status_parts, &c->rows.status_capacity,
		count + 1, 1, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		text = dictionary_text(texts, (int32_t)i, NULL);
		part = cube_status_part(text);
		if (part == CUBE_PARTS)
			return fail_set(f, FAIL_DATA,
			    _("column \"%s.status\": found \"%s\", expected "
			      "missing, not_applicable or confidential"),
			    name, text);
		c->rows.status_parts[i] = (uint8_t)part;
	}
	return 0;
}

static bool
is_lost(const struct cube *c, size_t row)
{
	return c->rows.lost_column != -1 && c->rows.lost[row] != 0;
}

/* Sum a measure; parts gets the part that each row adds to. */
static int
add_measure(struct cube *c, const struct batch *batch, size_t measure,
    uint8_t *parts, struct fail *f)
{
	const struct column *value =
	    &batch->columns[c->rows.value_columns[measure]];
	const struct column *status =
	    c->rows.status_columns[measure] == -1
		? NULL
		: &batch->columns[c->rows.status_columns[measure]];
	const char *name = cube_measure_name(c, measure);
	size_t number = 1 + measure * CUBE_PARTS, row;
	uint8_t part;
	int32_t code;

	if (status != NULL &&
	    read_statuses(c, name, status->dictionary, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++) {
		if (is_lost(c, row))
			continue;
		code = status == NULL ? -1 : column_code(status, row);
		if (status != NULL && column_valid(value, row) != (code == -1))
			return fail_set(f, FAIL_DATA,
			    _("column \"%s\": a row has both or neither of a "
			      "value and a status; the table is damaged"),
			    name);
		part = column_valid(value, row) ? CUBE_SUM
		       : code == -1             ? CUBE_MISSING
						: c->rows.status_parts[code];
		parts[row] = part;
		if (cube_add_number(c, c->rows.groups[row], number + part,
			part == CUBE_SUM ? column_integer(value, row) : 1,
			f) == -1)
			return -1;
	}
	return 0;
}

/* What a row is for a pair whose measures are these parts of it. */
static enum cube_pair_part
pair_part(uint8_t a, uint8_t b)
{
	if (a == CUBE_NOT_APPLICABLE || b == CUBE_NOT_APPLICABLE)
		return CUBE_PAIR_NOT_APPLICABLE;
	if (a == CUBE_CONFIDENTIAL || b == CUBE_CONFIDENTIAL)
		return CUBE_PAIR_CONFIDENTIAL;
	if (a == CUBE_MISSING || b == CUBE_MISSING)
		return CUBE_PAIR_MISSING;
	return CUBE_PAIR_NUMERATOR;
}

/* Sum a pair over one row, after its measures. */
static int
add_pair_row(struct cube *c, const struct batch *batch, size_t pair, size_t row,
    struct fail *f)
{
	const size_t *measures = c->pairs[pair].measures;
	const uint8_t *parts = c->rows.parts;
	size_t number = cube_pair_number(c, pair), i;
	enum cube_pair_part part =
	    pair_part(parts[measures[0] * batch->length + row],
		parts[measures[1] * batch->length + row]);
	int64_t value;

	if (part != CUBE_PAIR_NUMERATOR)
		return cube_add_number(
		    c, c->rows.groups[row], number + part, 1, f);
	for (i = 0; i < 2; i++) {
		value = column_integer(
		    &batch->columns[c->rows.value_columns[measures[i]]], row);
		if (cube_add_number(
			c, c->rows.groups[row], number + i, value, f) == -1)
			return -1;
	}
	return 0;
}

static int
add_pair(struct cube *c, const struct batch *batch, size_t pair, struct fail *f)
{
	size_t row;

	for (row = 0; row < batch->length; row++)
		if (!is_lost(c, row) &&
		    add_pair_row(c, batch, pair, row, f) == -1)
			return -1;
	return 0;
}

/* Every row has a text where the distinct ones are counted. */
static int
check_distinct(const struct cube *c, const struct batch *batch, size_t distinct,
    struct fail *f)
{
	const struct column *column =
	    &batch->columns[c->rows.distinct_places[distinct]];
	size_t row;

	if (column->null_count == 0)
		return 0;
	for (row = 0; row < batch->length; row++)
		if (!column_valid(column, row) && !is_lost(c, row))
			return fail_set(f, FAIL_DATA,
			    _("row %llu, column \"%s\": no value, expected one "
			      "in every row, because the distinct ones are "
			      "counted"),
			    (unsigned long long)(c->rows.seen + row + 1),
			    c->distinct_names[distinct]);
	return 0;
}

/* Read which rows are lost; count them and the others. */
static int
add_rows(struct cube *c, const struct batch *batch, struct fail *f)
{
	const struct column *column;
	size_t row;

	if (c->rows.lost_column == -1) {
		for (row = 0; row < batch->length; row++)
			c->cells
			    .values[c->rows.groups[row] * c->cells.stride]++;
		c->rows.counted += batch->length;
		return 0;
	}
	if (memory_grow(&c->rows.lost, &c->rows.lost_capacity, batch->length, 1,
		f) == -1)
		return -1;
	column = &batch->columns[c->rows.lost_column];
	for (row = 0; row < batch->length; row++) {
		c->rows.lost[row] = column_integer(column, row) != 0;
		c->rows.counted += c->rows.lost[row] == 0;
		if (c->rows.lost[row] == 0)
			c->cells
			    .values[c->rows.groups[row] * c->cells.stride]++;
		else if (cube_add_lost(c, c->rows.groups[row], 1, f) == -1)
			return -1;
	}
	return 0;
}

int
cube_add(struct cube *c, const struct batch *batch, struct fail *f)
{
	size_t i;

	if (memory_grow(&c->rows.groups, &c->rows.group_capacity, batch->length,
		sizeof(*c->rows.groups), f) == -1 ||
	    memory_grow(&c->rows.parts, &c->rows.parts_capacity,
		batch->length * c->measure_count + 1, 1, f) == -1 ||
	    grouping_rows(c->cells.groups, batch, c->rows.groups, f) == -1 ||
	    counts_grow(&c->cells, f) == -1 || add_rows(c, batch, f) == -1)
		return -1;
	for (i = 0; i < c->distinct.count; i++)
		if (check_distinct(c, batch, i, f) == -1)
			return -1;
	for (i = 0; i < c->measure_count; i++)
		if (add_measure(c, batch, i, &c->rows.parts[i * batch->length],
			f) == -1)
			return -1;
	for (i = 0; i < c->pair_count; i++)
		if (add_pair(c, batch, i, f) == -1)
			return -1;
	c->rows.seen += batch->length;
	return 0;
}

uint64_t
cube_counted(const struct cube *c)
{
	return c->rows.counted;
}

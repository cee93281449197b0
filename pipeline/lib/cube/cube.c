/* cube.c - counts and exact sums by dimensions (cube.h) */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube.h"
#include "cube/names.h"
#include "table/grouping.h"

static const char KEY_DATASET[] = "profstat.dataset";
static const char KEY_DIMENSIONS[] = "cube.dimensions";
static const char KEY_MEASURES[] = "cube.measures";
static const char KEY_PAIRS[] = "cube.pairs"; /* only if there are any */
static const char COLUMN_ROWS[] = "rows";

static const char *const part_suffixes[CUBE_PARTS] = { "", ".missing",
	".not_applicable", ".confidential" };
static const char *const pair_suffixes[CUBE_PAIR_PARTS] = { ".numerator",
	".denominator", ".missing", ".not_applicable", ".confidential" };

struct pair {
	size_t measures[2]; /* numerator, denominator */
};

struct cube {
	size_t dimension_count;
	size_t measure_count;
	size_t pair_count;
	struct pair pairs[CUBE_PAIRS_MAX];
	struct schema schema; /* of its table */
	struct grouping *groups;
	size_t
	    stride; /* numbers a group: rows, measures' parts, pairs' parts */
	int64_t *values;
	size_t value_capacity; /* groups */
	size_t valued;         /* groups that have their numbers */
	uint32_t *order;       /* group of each cell; NULL: the same number */
	int *value_columns;    /* of the measures in the table at hand */
	int *status_columns;   /* -1: it has none */
	bool has_table;
	/* of each dimension and measure: some table has it from a file */
	bool present[CUBE_DIMENSIONS_MAX + CUBE_MEASURES_MAX];
	uint32_t *row_groups; /* scratch: the group of each row */
	size_t row_capacity;
	uint8_t *parts; /* scratch: enum cube_part by status code */
	size_t part_capacity;
	uint8_t *row_parts; /* scratch: enum cube_part of each measure's rows */
	size_t row_part_capacity;
};

static const char *
field_name(const struct cube *c, size_t field)
{
	return c->schema.fields[field].name;
}

static const char *
measure_name(const struct cube *c, size_t measure)
{
	return field_name(c, c->dimension_count + 1 + measure * CUBE_PARTS);
}

/* Column NAME with a suffix. */
static int
add_column(struct cube *c, const char *name, const char *suffix,
    enum column_type type, struct fail *f)
{
	size_t length = strlen(name), more = strlen(suffix);
	char *full = memory_array(length + more + 1, 1, f);
	int status = -1;

	if (full == NULL)
		return -1;
	memcpy(full, name, length);
	memcpy(full + length, suffix, more);
	if (name[0] == '\0' || strchr(name, ',') != NULL)
		fail_set(f, FAIL_USAGE,
		    _("\"%s\" is no name for a dimension or a measure of a "
		      "cube; expected a text without commas"),
		    name);
	else if (schema_find(&c->schema, full) != -1)
		fail_set(f, FAIL_USAGE,
		    _("the cube would have two columns \"%s\"; name each "
		      "dimension and measure once"),
		    full);
	else if (schema_add(&c->schema, full, type, 0, f) != -1)
		status = 0;
	free(full);
	return status;
}

static int
make_schema(struct cube *c, const char *const *dimensions,
    const char *const *measures, struct fail *f)
{
	size_t i, part;

	for (i = 0; i < c->dimension_count; i++)
		if (add_column(c, dimensions[i], "", COLUMN_DICTIONARY, f) ==
		    -1)
			return -1;
	if (add_column(c, COLUMN_ROWS, "", COLUMN_INT64, f) == -1)
		return -1;
	for (i = 0; i < c->measure_count; i++)
		for (part = 0; part < CUBE_PARTS; part++)
			if (add_column(c, measures[i], part_suffixes[part],
				COLUMN_INT64, f) == -1)
				return -1;
	if (names_store(&c->schema, KEY_DIMENSIONS, dimensions,
		c->dimension_count, f) == -1)
		return -1;
	return names_store(
	    &c->schema, KEY_MEASURES, measures, c->measure_count, f);
}

struct cube *
cube_new(const char *const *dimensions, size_t dimension_count,
    const char *const *measures, size_t measure_count, struct fail *f)
{
	static const struct schema empty = SCHEMA_INIT;
	struct cube *c;

	if (dimension_count == 0 || dimension_count > CUBE_DIMENSIONS_MAX ||
	    measure_count > CUBE_MEASURES_MAX) {
		fail_set(f, FAIL_USAGE,
		    _("%zu dimensions and %zu measures, expected 1 to %d and "
		      "at most %d"),
		    dimension_count, measure_count, CUBE_DIMENSIONS_MAX,
		    CUBE_MEASURES_MAX);
		return NULL;
	}
	if ((c = memory_array(1, sizeof(*c), f)) == NULL)
		return NULL;
	c->schema = empty;
	c->dimension_count = dimension_count;
	c->measure_count = measure_count;
	c->stride = 1 + measure_count * CUBE_PARTS;
	c->groups = grouping_new(dimension_count, GROUPING_TEXT, f);
	c->value_columns = memory_array(measure_count + 1, sizeof(int), f);
	c->status_columns = memory_array(measure_count + 1, sizeof(int), f);
	if (c->groups == NULL || c->value_columns == NULL ||
	    c->status_columns == NULL ||
	    make_schema(c, dimensions, measures, f) == -1) {
		cube_free(c);
		return NULL;
	}
	return c;
}

/* The pairs' measures, two names each, as metadata. */
static int
store_pairs(struct cube *c, struct fail *f)
{
	const char *names[2 * CUBE_PAIRS_MAX];
	size_t i;

	for (i = 0; i < 2 * c->pair_count; i++)
		names[i] = measure_name(c, c->pairs[i / 2].measures[i % 2]);
	return names_store(&c->schema, KEY_PAIRS, names, 2 * c->pair_count, f);
}

/* The columns NUMERATOR/DENOMINATOR.numerator and so on. */
static int
add_pair_columns(struct cube *c, const char *numerator, const char *denominator,
    struct fail *f)
{
	size_t size = strlen(numerator) + strlen(denominator) + 2, part;
	char *name = memory_array(size, 1, f);
	int status = name == NULL ? -1 : 0;

	if (name != NULL)
		snprintf(name, size, "%s/%s", numerator, denominator);
	for (part = 0; part < CUBE_PAIR_PARTS && status == 0; part++)
		status =
		    add_column(c, name, pair_suffixes[part], COLUMN_INT64, f);
	free(name);
	return status;
}

int
cube_pair(struct cube *c, const char *numerator, const char *denominator,
    struct fail *f)
{
	const char *const names[] = { numerator, denominator };
	struct pair *pair = &c->pairs[c->pair_count];
	size_t i;
	int measure;

	if (c->pair_count == CUBE_PAIRS_MAX)
		return fail_set(f, FAIL_USAGE,
		    _("more than %d pairs of measures in a cube"),
		    CUBE_PAIRS_MAX);
	for (i = 0; i < 2; i++) {
		if ((measure = cube_measure_find(c, names[i])) == -1)
			return fail_set(f, FAIL_USAGE,
			    _("the pair \"%s,%s\": \"%s\" is not summed; "
			      "expected --sum with it, too"),
			    numerator, denominator, names[i]);
		pair->measures[i] = (size_t)measure;
	}
	if (add_pair_columns(c, numerator, denominator, f) == -1)
		return -1;
	c->pair_count++;
	c->stride += CUBE_PAIR_PARTS;
	return store_pairs(c, f);
}

static void
forget_order(struct cube *c)
{
	free(c->order);
	c->order = NULL;
}

void
cube_free(struct cube *c)
{
	if (c == NULL)
		return;
	forget_order(c);
	schema_clear(&c->schema);
	grouping_free(c->groups);
	free(c->values);
	free(c->value_columns);
	free(c->status_columns);
	free(c->row_groups);
	free(c->parts);
	free(c->row_parts);
	free(c);
}

/* The cube is of this dataset from now on. */
static int
set_dataset(struct cube *c, const char *dataset, struct fail *f)
{
	const char *before = cube_dataset(c);

	if (dataset == NULL || (before != NULL && strcmp(before, dataset) == 0))
		return 0;
	if (before != NULL)
		return fail_set(f, FAIL_USAGE,
		    _("a table of the dataset \"%s\", the tables before are "
		      "of \"%s\"; make a cube of each dataset"),
		    dataset, before);
	return schema_set(&c->schema, KEY_DATASET, dataset, f);
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
	const char *name = measure_name(c, measure);
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
	c->value_columns[measure] = value;
	c->status_columns[measure] = status;
	return 0;
}

/* Which columns the table has, from a file at least. */
static void
note_present(struct cube *c, const struct schema *table)
{
	size_t i;

	for (i = 0; i < c->dimension_count; i++)
		c->present[i] |= !schema_is_absent(table, field_name(c, i));
	for (i = 0; i < c->measure_count; i++)
		c->present[c->dimension_count + i] |=
		    !schema_is_absent(table, measure_name(c, i));
	c->has_table = true;
}

int
cube_check_present(const struct cube *c, struct fail *f)
{
	const char *dataset = cube_dataset(c);
	size_t i;

	for (i = 0; i < c->dimension_count + c->measure_count; i++)
		if (c->has_table && !c->present[i])
			return fail_set(f, FAIL_DATA,
			    _("no file of the dataset \"%s\" has a column for "
			      "\"%s\", so there is nothing to count; add the "
			      "header that it has to \"aliases\" in the schema, "
			      "or take the indicators that use it out of the "
			      "config"),
			    dataset == NULL ? "" : dataset,
			    i < c->dimension_count
				? field_name(c, i)
				: measure_name(c, i - c->dimension_count));
	return 0;
}

int
cube_table(struct cube *c, const struct schema *table, struct fail *f)
{
	int columns[CUBE_DIMENSIONS_MAX];
	size_t i;

	if (set_dataset(c, schema_get(table, KEY_DATASET), f) == -1)
		return -1;
	for (i = 0; i < c->dimension_count; i++)
		if ((columns[i] = schema_require(table, field_name(c, i), f)) ==
		    -1)
			return -1;
	for (i = 0; i < c->measure_count; i++)
		if (bind_measure(c, i, table, f) == -1)
			return -1;
	note_present(c, table);
	return grouping_table(c->groups, table, columns, f);
}

/* Numbers for the groups that are new. */
static int
grow_values(struct cube *c, struct fail *f)
{
	size_t count = grouping_count(c->groups);

	if (count == c->valued)
		return 0;
	if (memory_grow(&c->values, &c->value_capacity, count,
		c->stride * sizeof(*c->values), f) == -1)
		return -1;
	memset(&c->values[c->valued * c->stride], 0,
	    (count - c->valued) * c->stride * sizeof(*c->values));
	c->valued = count;
	forget_order(c);
	return 0;
}

/* Which number of which group; for the message, its place by texts. */
static int
fail_overflow(
    const struct cube *c, uint32_t group, size_t number, struct fail *f)
{
	char cell[512];
	const char *text;
	size_t i, at = 0, length;
	int32_t code;

	for (i = 0; i < c->dimension_count; i++) {
		code = grouping_code(c->groups, group, i);
		text = code == -1
			   ? ""
			   : dictionary_text(
				 grouping_texts(c->groups, i), code, NULL);
		length = strlen(text);
		if (at + length + 3 > sizeof(cell))
			break;
		if (i > 0) {
			cell[at++] = ',';
			cell[at++] = ' ';
		}
		memcpy(&cell[at], text, length);
		at += length;
	}
	cell[at] = '\0';
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": the sum in the cell (%s) is beyond %" PRId64
	      ", the largest whole number; check the values"),
	    field_name(c, c->dimension_count + number), cell, INT64_MAX);
}

static int
add_number(struct cube *c, uint32_t group, size_t number, int64_t value,
    struct fail *f)
{
	int64_t *sum = &c->values[group * c->stride + number];

	if (value > 0 ? *sum > INT64_MAX - value : *sum < INT64_MIN - value)
		return fail_overflow(c, group, number, f);
	*sum += value;
	return 0;
}

/* Which part a status text adds to, for every code of the dictionary. */
static int
read_statuses(struct cube *c, const char *name, const struct dictionary *texts,
    struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts), i;
	const char *text;
	uint8_t part;

	if (memory_grow(&c->parts, &c->part_capacity, count + 1, 1, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		text = dictionary_text(texts, (int32_t)i, NULL);
		for (part = CUBE_MISSING; part < CUBE_PARTS; part++)
			if (strcmp(text, part_suffixes[part] + 1) == 0)
				break;
		if (part == CUBE_PARTS)
			return fail_set(f, FAIL_DATA,
			    _("column \"%s.status\": found \"%s\", expected "
			      "missing, not_applicable or confidential"),
			    name, text);
		c->parts[i] = part;
	}
	return 0;
}

/* Sum a measure; parts gets the part that each row adds to. */
static int
add_measure(struct cube *c, const struct batch *batch, size_t measure,
    uint8_t *parts, struct fail *f)
{
	const struct column *value = &batch->columns[c->value_columns[measure]];
	const struct column *status =
	    c->status_columns[measure] == -1
		? NULL
		: &batch->columns[c->status_columns[measure]];
	const char *name = measure_name(c, measure);
	size_t number = 1 + measure * CUBE_PARTS, row;
	uint8_t part;
	int32_t code;

	if (status != NULL &&
	    read_statuses(c, name, status->dictionary, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++) {
		code = status == NULL ? -1 : column_code(status, row);
		if (status != NULL && column_valid(value, row) != (code == -1))
			return fail_set(f, FAIL_DATA,
			    _("column \"%s\": a row has both or neither of a "
			      "value and a status; the table is damaged"),
			    name);
		part = column_valid(value, row) ? CUBE_SUM
		       : code == -1             ? CUBE_MISSING
						: c->parts[code];
		parts[row] = part;
		if (add_number(c, c->row_groups[row], number + part,
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

static size_t
pair_number(const struct cube *c, size_t pair)
{
	return 1 + c->measure_count * CUBE_PARTS + pair * CUBE_PAIR_PARTS;
}

/* Sum a pair, after its measures. */
static int
add_pair(struct cube *c, const struct batch *batch, size_t pair, struct fail *f)
{
	const size_t *measures = c->pairs[pair].measures;
	const uint8_t *above = &c->row_parts[measures[0] * batch->length];
	const uint8_t *below = &c->row_parts[measures[1] * batch->length];
	size_t number = pair_number(c, pair), row, i;
	enum cube_pair_part part;
	int64_t value;

	for (row = 0; row < batch->length; row++) {
		part = pair_part(above[row], below[row]);
		if (part != CUBE_PAIR_NUMERATOR) {
			if (add_number(c, c->row_groups[row], number + part, 1,
				f) == -1)
				return -1;
			continue;
		}
		for (i = 0; i < 2; i++) {
			value = column_integer(
			    &batch->columns[c->value_columns[measures[i]]],
			    row);
			if (add_number(c, c->row_groups[row], number + i, value,
				f) == -1)
				return -1;
		}
	}
	return 0;
}

int
cube_add(struct cube *c, const struct batch *batch, struct fail *f)
{
	size_t i, row;

	if (memory_grow(&c->row_groups, &c->row_capacity, batch->length,
		sizeof(*c->row_groups), f) == -1 ||
	    memory_grow(&c->row_parts, &c->row_part_capacity,
		batch->length * c->measure_count + 1, 1, f) == -1 ||
	    grouping_rows(c->groups, batch, c->row_groups, f) == -1 ||
	    grow_values(c, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++)
		c->values[c->row_groups[row] * c->stride]++;
	for (i = 0; i < c->measure_count; i++)
		if (add_measure(
			c, batch, i, &c->row_parts[i * batch->length], f) == -1)
			return -1;
	for (i = 0; i < c->pair_count; i++)
		if (add_pair(c, batch, i, f) == -1)
			return -1;
	return 0;
}

static int
same_metadata(const struct cube *c, const struct cube *other, const char *key,
    struct fail *f)
{
	const char *ours = schema_get(&c->schema, key);
	const char *theirs = schema_get(&other->schema, key);

	ours = ours == NULL ? "" : ours;
	theirs = theirs == NULL ? "" : theirs;
	if (strcmp(ours, theirs) == 0)
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("cubes with different %s: \"%s\" and \"%s\"; merge cubes that "
	      "were tallied alike"),
	    key, ours, theirs);
}

/* The group of ours with the texts of a group of the other cube. */
static int
merge_group(struct cube *c, const struct cube *other, uint32_t theirs,
    uint32_t *ours, struct fail *f)
{
	int32_t codes[CUBE_DIMENSIONS_MAX];
	const char *text;
	size_t i, length;

	for (i = 0; i < c->dimension_count; i++) {
		codes[i] = grouping_code(other->groups, theirs, i);
		if (codes[i] == -1)
			continue;
		text = dictionary_text(
		    grouping_texts(other->groups, i), codes[i], &length);
		if ((codes[i] = grouping_text_add(
			 c->groups, i, text, length, f)) == -1)
			return -1;
	}
	return grouping_put(c->groups, codes, ours, f);
}

int
cube_merge(struct cube *c, const struct cube *other, struct fail *f)
{
	size_t theirs, number;
	uint32_t ours;

	if (set_dataset(c, cube_dataset(other), f) == -1 ||
	    same_metadata(c, other, KEY_DIMENSIONS, f) == -1 ||
	    same_metadata(c, other, KEY_MEASURES, f) == -1 ||
	    same_metadata(c, other, KEY_PAIRS, f) == -1)
		return -1;
	for (theirs = 0; theirs < other->valued; theirs++) {
		if (merge_group(c, other, (uint32_t)theirs, &ours, f) == -1 ||
		    grow_values(c, f) == -1)
			return -1;
		for (number = 0; number < c->stride; number++)
			if (add_number(c, ours, number,
				other->values[theirs * c->stride + number],
				f) == -1)
				return -1;
	}
	return 0;
}

struct ranked {
	const char *text;
	size_t length;
	int32_t code;
};

static int
compare_texts(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	size_t length = x->length < y->length ? x->length : y->length;
	int order = memcmp(x->text, y->text, length);

	if (order != 0)
		return order;
	return (x->length > y->length) - (x->length < y->length);
}

/* ranks[code + 1]: the place of each text in byte order; no text is 0. */
static uint32_t *
rank_texts(const struct dictionary *texts, struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts), i;
	struct ranked *sorted = memory_array(count + 1, sizeof(*sorted), f);
	uint32_t *ranks = memory_array(count + 1, sizeof(*ranks), f);

	if (sorted == NULL || ranks == NULL) {
		free(sorted);
		free(ranks);
		return NULL;
	}
	for (i = 0; i < count; i++) {
		sorted[i].code = (int32_t)i;
		sorted[i].text =
		    dictionary_text(texts, (int32_t)i, &sorted[i].length);
	}
	qsort(sorted, count, sizeof(*sorted), compare_texts);
	for (i = 0; i < count; i++)
		ranks[sorted[i].code + 1] = (uint32_t)i + 1;
	free(sorted);
	return ranks;
}

/* One pass of a radix sort: from into to, stable, by one dimension. */
static int
sort_by_dimension(const struct cube *c, size_t dimension, const uint32_t *from,
    uint32_t *to, struct fail *f)
{
	const struct dictionary *texts = grouping_texts(c->groups, dimension);
	size_t count = (size_t)dictionary_count(texts) + 1, i, rank;
	uint32_t *ranks = rank_texts(texts, f);
	size_t *starts = memory_array(count + 1, sizeof(*starts), f);
	int status = ranks == NULL || starts == NULL ? -1 : 0;

	if (status == 0) {
		for (i = 0; i < c->valued; i++)
			starts[ranks[grouping_code(
					 c->groups, from[i], dimension) +
				     1] +
			       1]++;
		for (i = 0; i < count; i++)
			starts[i + 1] += starts[i];
		for (i = 0; i < c->valued; i++) {
			rank =
			    ranks[grouping_code(c->groups, from[i], dimension) +
				  1];
			to[starts[rank]++] = from[i];
		}
	}
	free(ranks);
	free(starts);
	return status;
}

int
cube_sort(struct cube *c, struct fail *f)
{
	uint32_t *order, *spare, *swap;
	size_t i;
	int status = -1;

	if (c->order != NULL)
		return 0;
	order = memory_array(c->valued + 1, sizeof(*order), f);
	spare = memory_array(c->valued + 1, sizeof(*spare), f);
	if (order != NULL && spare != NULL) {
		for (i = 0; i < c->valued; i++)
			order[i] = (uint32_t)i;
		status = 0;
		for (i = c->dimension_count; i-- > 0 && status == 0;) {
			status = sort_by_dimension(c, i, order, spare, f);
			swap = order;
			order = spare;
			spare = swap;
		}
	}
	free(spare);
	if (status == -1)
		free(order);
	else
		c->order = order;
	return status;
}

static int
put_cell(const struct cube *c, size_t cell, struct batch *batch, struct fail *f)
{
	const struct dictionary *texts;
	const char *text;
	size_t i, length;
	int32_t code;
	int status = 0;

	for (i = 0; i < c->dimension_count && status == 0; i++) {
		code = cube_code(c, cell, i);
		if (code == -1) {
			status = column_put_null(&batch->columns[i], f);
			continue;
		}
		texts = grouping_texts(c->groups, i);
		text = dictionary_text(texts, code, &length);
		status = column_put_text(&batch->columns[i], text, length, f);
	}
	for (i = 0; i < c->stride && status == 0; i++)
		status =
		    column_put_integer(&batch->columns[c->dimension_count + i],
			c->values[c->order[cell] * c->stride + i], f);
	batch->length++;
	return status;
}

const struct schema *
cube_schema(const struct cube *c)
{
	return &c->schema;
}

int
cube_write(struct cube *c, struct arrow_writer *out, struct fail *f)
{
	struct batch batch = { 0, 0, NULL };
	size_t cell;
	int status = -1;

	if (cube_sort(c, f) == -1 ||
	    batch_init(&batch, &c->schema, BATCH_ROWS, f) == -1)
		goto end;
	for (cell = 0; cell < c->valued; cell++) {
		if (put_cell(c, cell, &batch, f) == -1)
			goto end;
		if (batch.length == BATCH_ROWS) {
			if (arrow_write(out, &batch, f) == -1)
				goto end;
			batch_reset(&batch);
		}
	}
	status = arrow_write(out, &batch, f);
end:
	batch_clear(&batch);
	return status;
}

/* The pairs that a table's metadata announce. */
static int
announced_pairs(struct cube *c, const char *list, struct fail *f)
{
	struct names names = NAMES_INIT;
	size_t i;
	int status;

	if (list == NULL)
		return 0;
	status = names_split(&names, list, f);
	if (status == 0 && names.count % 2 != 0)
		status = fail_set(f, FAIL_DATA,
		    _("the metadata %s are \"%s\", expected two measures for "
		      "each pair"),
		    KEY_PAIRS, list);
	for (i = 0; i < names.count && status == 0; i += 2)
		status = cube_pair(c, names.items[i], names.items[i + 1], f);
	names_clear(&names);
	return status;
}

/* An empty cube with the columns that a table's metadata announce. */
static struct cube *
cube_announced(const struct schema *schema, struct fail *f)
{
	const char *by = schema_get(schema, KEY_DIMENSIONS);
	const char *sums = schema_get(schema, KEY_MEASURES);
	struct names dimensions = NAMES_INIT, measures = NAMES_INIT;
	struct cube *c = NULL;

	if (by == NULL || sums == NULL) {
		fail_set(f, FAIL_DATA,
		    _("the table is no cube: the metadata %s or %s are not "
		      "there; make it with tally"),
		    KEY_DIMENSIONS, KEY_MEASURES);
		return NULL;
	}
	if (names_split(&dimensions, by, f) == 0 &&
	    names_split(&measures, sums, f) == 0)
		c = cube_new(dimensions.items, dimensions.count, measures.items,
		    measures.count, f);
	if (c != NULL &&
	    (announced_pairs(c, schema_get(schema, KEY_PAIRS), f) == -1 ||
		set_dataset(c, schema_get(schema, KEY_DATASET), f) == -1 ||
		schema_same(&c->schema, schema, f) == -1)) {
		cube_free(c);
		c = NULL;
	}
	names_clear(&dimensions);
	names_clear(&measures);
	return c;
}

/* Whether a number of a group counts rows, of which the first is all. */
static bool
counts_rows(const struct cube *c, size_t number)
{
	size_t pairs = pair_number(c, 0);

	if (number >= pairs)
		return (number - pairs) % CUBE_PAIR_PARTS >= CUBE_PAIR_MISSING;
	return number == 0 || (number - 1) % CUBE_PARTS != CUBE_SUM;
}

/* The three counts of rows without a value, from this number on, are at most
 * all rows together. */
static int
check_rest(const struct cube *c, const int64_t *values, size_t row,
    size_t number, struct fail *f)
{
	int64_t rest = values[0] - values[number] - values[number + 1];

	if (rest >= values[number + 2])
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("row %zu, column \"%s\": more rows without a value than rows"),
	    row + 1, field_name(c, c->dimension_count + number));
}

/* A row's numbers must be there, and the counts must be possible. */
static int
read_numbers(
    struct cube *c, const struct batch *batch, size_t row, struct fail *f)
{
	int64_t *values = &c->values[row * c->stride];
	const struct column *column;
	size_t i;

	for (i = 0; i < c->stride; i++) {
		column = &batch->columns[c->dimension_count + i];
		if (!column_valid(column, row))
			return fail_set(f, FAIL_DATA,
			    _("row %zu, column \"%s\": no value, expected a "
			      "number in every row of a cube"),
			    row + 1, field_name(c, c->dimension_count + i));
		values[i] = column_integer(column, row);
		if ((i == 0 && values[i] < 1) ||
		    (counts_rows(c, i) &&
			(values[i] < 0 || values[i] > values[0])))
			return fail_set(f, FAIL_DATA,
			    _("row %zu, column \"%s\": found %" PRId64
			      ", expected a possible number of rows"),
			    row + 1, field_name(c, c->dimension_count + i),
			    values[i]);
	}
	for (i = 0; i < c->measure_count; i++)
		if (check_rest(c, values, row,
			1 + i * CUBE_PARTS + CUBE_MISSING, f) == -1)
			return -1;
	for (i = 0; i < c->pair_count; i++)
		if (check_rest(c, values, row,
			pair_number(c, i) + CUBE_PAIR_MISSING, f) == -1)
			return -1;
	return 0;
}

/* <0, 0, >0: the order of two groups, as cube_sort() would put them. */
static int
compare_groups(const struct cube *c, uint32_t a, uint32_t b)
{
	const struct dictionary *texts;
	struct ranked x, y;
	size_t i;
	int order = 0;

	for (i = 0; i < c->dimension_count && order == 0; i++) {
		x.code = grouping_code(c->groups, a, i);
		y.code = grouping_code(c->groups, b, i);
		if (x.code == y.code)
			continue;
		if (x.code == -1 || y.code == -1)
			return x.code == -1 ? -1 : 1;
		texts = grouping_texts(c->groups, i);
		x.text = dictionary_text(texts, x.code, &x.length);
		y.text = dictionary_text(texts, y.code, &y.length);
		order = compare_texts(&x, &y);
	}
	return order;
}

static int
read_cells(struct cube *c, const struct schema *schema,
    const struct batch *batch, struct fail *f)
{
	int columns[CUBE_DIMENSIONS_MAX];
	size_t i;

	for (i = 0; i < c->dimension_count; i++)
		columns[i] = (int)i;
	if (grouping_table(c->groups, schema, columns, f) == -1 ||
	    memory_grow(&c->row_groups, &c->row_capacity, batch->length,
		sizeof(*c->row_groups), f) == -1 ||
	    grouping_rows(c->groups, batch, c->row_groups, f) == -1 ||
	    grow_values(c, f) == -1)
		return -1;
	for (i = 0; i < batch->length; i++) {
		if (c->row_groups[i] != i ||
		    (i > 0 && compare_groups(c, c->row_groups[i - 1],
				  c->row_groups[i]) >= 0))
			return fail_set(f, FAIL_DATA,
			    _("row %zu: the cell stands twice or out of "
			      "order; make the cube again with tally"),
			    i + 1);
		if (read_numbers(c, batch, i, f) == -1)
			return -1;
	}
	return 0;
}

struct cube *
cube_load(const char *path, struct fail *f)
{
	struct schema schema = SCHEMA_INIT;
	struct batch batch = { 0, 0, NULL };
	struct fail inner = FAIL_INIT;
	struct cube *c = NULL;

	if (arrow_load(path, &schema, &batch, f) == 0 &&
	    ((c = cube_announced(&schema, &inner)) == NULL ||
		read_cells(c, &schema, &batch, &inner) == -1)) {
		fail_set(f,
		    inner.status == FAIL_SYSTEM ? FAIL_SYSTEM : FAIL_DATA,
		    "%s: %s", path, inner.text);
		cube_free(c);
		c = NULL;
	}
	schema_clear(&schema);
	batch_clear(&batch);
	return c;
}

const char *
cube_dataset(const struct cube *c)
{
	return schema_get(&c->schema, KEY_DATASET);
}

size_t
cube_dimension_count(const struct cube *c)
{
	return c->dimension_count;
}

const char *
cube_dimension(const struct cube *c, size_t dimension)
{
	return field_name(c, dimension);
}

int
cube_dimension_find(const struct cube *c, const char *name)
{
	int field = schema_find(&c->schema, name);

	return field < (int)c->dimension_count ? field : -1;
}

int
cube_measure_find(const struct cube *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->measure_count; i++)
		if (strcmp(measure_name(c, i), name) == 0)
			return (int)i;
	return -1;
}

int
cube_pair_find(const struct cube *c, size_t numerator, size_t denominator)
{
	size_t i;

	for (i = 0; i < c->pair_count; i++)
		if (c->pairs[i].measures[0] == numerator &&
		    c->pairs[i].measures[1] == denominator)
			return (int)i;
	return -1;
}

static uint32_t
cell_group(const struct cube *c, size_t cell)
{
	return c->order != NULL ? c->order[cell] : (uint32_t)cell;
}

size_t
cube_cells(const struct cube *c)
{
	return c->valued;
}

int64_t
cube_rows(const struct cube *c, size_t cell)
{
	return c->values[cell_group(c, cell) * c->stride];
}

int64_t
cube_value(
    const struct cube *c, size_t cell, size_t measure, enum cube_part part)
{
	return c->values[cell_group(c, cell) * c->stride + 1 +
			 measure * CUBE_PARTS + part];
}

int64_t
cube_pair_value(
    const struct cube *c, size_t cell, size_t pair, enum cube_pair_part part)
{
	return c->values[cell_group(c, cell) * c->stride +
			 pair_number(c, pair) + part];
}

const char *
cube_text(const struct cube *c, size_t cell, size_t dimension)
{
	int32_t code = cube_code(c, cell, dimension);

	return code == -1 ? NULL : cube_code_text(c, dimension, code);
}

int32_t
cube_code(const struct cube *c, size_t cell, size_t dimension)
{
	return grouping_code(c->groups, cell_group(c, cell), dimension);
}

int32_t
cube_code_count(const struct cube *c, size_t dimension)
{
	return dictionary_count(grouping_texts(c->groups, dimension));
}

const char *
cube_code_text(const struct cube *c, size_t dimension, int32_t code)
{
	return dictionary_text(
	    grouping_texts(c->groups, dimension), code, NULL);
}

int32_t
cube_text_code(const struct cube *c, size_t dimension, const char *text)
{
	int32_t code = dictionary_find(
	    grouping_texts(c->groups, dimension), text, strlen(text));

	return code == -1 ? CUBE_NO_CODE : code;
}

int
cube_distinct_add(struct cube *c, const char *name, struct fail *f)
{
	(void)c;
	return fail_set(f, FAIL_USAGE, "%s", name);
}

int
cube_registry(struct cube *c, const char *dimension, const struct registry *r,
    struct fail *f)
{
	(void)c;
	(void)r;
	return fail_set(f, FAIL_USAGE, "%s", dimension);
}

int
cube_set(struct cube *c, const char *const *names, size_t count, struct fail *f)
{
	(void)c;
	(void)names;
	return fail_set(f, FAIL_USAGE, "%zu", count);
}

uint64_t
cube_counted(const struct cube *c)
{
	(void)c;
	return 0;
}

int
cube_expand(struct cube *c, struct fail *f)
{
	(void)c;
	(void)f;
	return 0;
}

int
cube_distinct_find(const struct cube *c, const char *name)
{
	(void)c;
	(void)name;
	return -1;
}

const char *
cube_total(const struct cube *c, size_t dimension)
{
	(void)c;
	(void)dimension;
	return NULL;
}

bool
cube_covers(const struct cube *c, const size_t *dimensions, size_t count)
{
	(void)c;
	(void)dimensions;
	(void)count;
	return true;
}

bool
cube_find(const struct cube *c, const int32_t *codes, size_t *cell)
{
	size_t i, dimension;

	for (i = 0; i < c->valued; i++) {
		for (dimension = 0; dimension < c->dimension_count; dimension++)
			if (cube_code(c, i, dimension) != codes[dimension])
				break;
		if (dimension == c->dimension_count) {
			*cell = i;
			return true;
		}
	}
	return false;
}

int64_t
cube_lost(const struct cube *c, size_t cell)
{
	(void)c;
	(void)cell;
	return 0;
}

int64_t
cube_lost_at(const struct cube *c, const int32_t *codes)
{
	(void)c;
	(void)codes;
	return 0;
}

int64_t
cube_distinct(const struct cube *c, size_t cell, size_t distinct)
{
	(void)c;
	(void)cell;
	(void)distinct;
	return 0;
}

/* cube_table.c - a cube as a table (cube_table.h, cube.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube_table.h"
#include "cube/names.h"

static const char COLUMN_ROWS[] = "rows";
static const char COLUMN_LOST[] = "rows.lost";
static const char SUFFIX_DISTINCT[] = ".distinct";

static const char *const part_suffixes[CUBE_PARTS] = { "", ".missing",
	".not_applicable", ".confidential" };
static const char *const pair_suffixes[CUBE_PAIR_PARTS] = { ".numerator",
	".denominator", ".missing", ".not_applicable", ".confidential" };

/* The column of a number of a cell. */
static const char *
number_name(const struct cube *c, size_t number)
{
	return c->schema.fields[c->dimension_count + number].name;
}

const char *
cube_measure_name(const struct cube *c, size_t measure)
{
	return number_name(c, 1 + measure * CUBE_PARTS);
}

size_t
cube_pair_number(const struct cube *c, size_t pair)
{
	return 1 + c->measure_count * CUBE_PARTS + pair * CUBE_PAIR_PARTS;
}

enum cube_part
cube_status_part(const char *status)
{
	enum cube_part part;

	for (part = CUBE_MISSING; part < CUBE_PARTS; part++)
		if (strcmp(status, part_suffixes[part] + 1) == 0)
			break;
	return part;
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

int
cube_columns_start(struct cube *c, const char *const *dimensions,
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
	if (names_store(&c->schema, CUBE_KEY_DIMENSIONS, dimensions,
		c->dimension_count, f) == -1)
		return -1;
	return names_store(
	    &c->schema, CUBE_KEY_MEASURES, measures, c->measure_count, f);
}

/* The pairs' measures, two names each, as metadata. */
static int
store_pairs(struct cube *c, size_t count, struct fail *f)
{
	const char *names[2 * CUBE_PAIRS_MAX];
	size_t i;

	for (i = 0; i < 2 * count; i++)
		names[i] =
		    cube_measure_name(c, c->pairs[i / 2].measures[i % 2]);
	return names_store(&c->schema, CUBE_KEY_PAIRS, names, 2 * count, f);
}

/* The columns NUMERATOR/DENOMINATOR.numerator and so on. */
int
cube_columns_pair(struct cube *c, const char *numerator,
    const char *denominator, struct fail *f)
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
	return status == -1 ? -1 : store_pairs(c, c->pair_count + 1, f);
}

int
cube_columns_distinct(struct cube *c, const char *name, struct fail *f)
{
	const char *names[CUBE_DISTINCTS_MAX];
	size_t i, count = c->distinct.count;

	if (add_column(c, name, SUFFIX_DISTINCT, COLUMN_INT64, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		names[i] = c->distinct_names[i];
	names[count] = name;
	return names_store(&c->schema, CUBE_KEY_DISTINCTS, names, count + 1, f);
}

int
cube_columns_lost(struct cube *c, struct fail *f)
{
	if (c->cells.has_lost)
		return 0;
	return add_column(c, COLUMN_LOST, "", COLUMN_INT64, f) == -1
		   ? -1
		   : counts_keep_lost(&c->cells, f);
}

const struct schema *
cube_schema(const struct cube *c)
{
	return &c->schema;
}

static int
put_cell(const struct cube *c, size_t cell, struct batch *batch, struct fail *f)
{
	const struct counts *cells = &c->cells;
	uint32_t group = counts_group(cells, cell);
	struct column *column = batch->columns;
	const char *text;
	size_t i, length;
	int32_t code;
	int status = 0;

	for (i = 0; i < c->dimension_count && status == 0; i++, column++) {
		code = grouping_code(cells->groups, group, i);
		if (code == -1) {
			status = column_put_null(column, f);
			continue;
		}
		text = dictionary_text(
		    grouping_texts(cells->groups, i), code, &length);
		status = column_put_text(column, text, length, f);
	}
	for (i = 0; i < cells->stride && status == 0; i++, column++)
		status = column_put_integer(
		    column, cells->values[group * cells->stride + i], f);
	if (cells->has_lost && status == 0)
		status = column_put_integer(column, cells->lost[group], f);
	batch->length++;
	return status;
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
	for (cell = 0; cell < c->cells.count; cell++) {
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
		    CUBE_KEY_PAIRS, list);
	for (i = 0; i < names.count && status == 0; i += 2)
		status = cube_pair(c, names.items[i], names.items[i + 1], f);
	names_clear(&names);
	return status;
}

static int
announced_distincts(struct cube *c, const char *list, struct fail *f)
{
	struct names names = NAMES_INIT;
	size_t i;
	int status;

	if (list == NULL)
		return 0;
	status = names_split(&names, list, f);
	for (i = 0; i < names.count && status == 0; i++)
		status = cube_distinct_add(c, names.items[i], f);
	names_clear(&names);
	return status;
}

static int
copy_metadata(struct cube *c, const struct schema *schema, const char *key,
    struct fail *f)
{
	const char *value = schema_get(schema, key);

	return value == NULL ? 0 : schema_set(&c->schema, key, value, f);
}

/* All that the metadata announce beside dimensions and measures. */
static int
announced_rest(struct cube *c, const struct schema *schema, struct fail *f)
{
	if (announced_pairs(c, schema_get(schema, CUBE_KEY_PAIRS), f) == -1 ||
	    announced_distincts(c, schema_get(schema, CUBE_KEY_DISTINCTS), f) ==
		-1 ||
	    cube_sets_read(&c->sets, schema, f) == -1 ||
	    (schema_find(schema, COLUMN_LOST) != -1 &&
		cube_columns_lost(c, f) == -1))
		return -1;
	return copy_metadata(c, schema, CUBE_KEY_DATASET, f) == -1 ||
		       copy_metadata(c, schema, SCHEMA_KEY, f) == -1 ||
		       copy_metadata(c, schema, CUBE_KEY_PARTITION, f) == -1 ||
		       cube_sets_store(&c->sets, &c->schema, f) == -1
		   ? -1
		   : schema_same(&c->schema, schema, f);
}

/* An empty cube with the columns that a table's metadata announce. */
static struct cube *
cube_announced(const struct schema *schema, struct fail *f)
{
	const char *by = schema_get(schema, CUBE_KEY_DIMENSIONS);
	const char *sums = schema_get(schema, CUBE_KEY_MEASURES);
	struct names dimensions = NAMES_INIT, measures = NAMES_INIT;
	struct cube *c = NULL;

	if (by == NULL || sums == NULL) {
		fail_set(f, FAIL_DATA,
		    _("the table is no cube: the metadata %s or %s are not "
		      "there; make it with tally"),
		    CUBE_KEY_DIMENSIONS, CUBE_KEY_MEASURES);
		return NULL;
	}
	if (names_split(&dimensions, by, f) == 0 &&
	    names_split(&measures, sums, f) == 0)
		c = cube_new(dimensions.items, dimensions.count, measures.items,
		    measures.count, f);
	if (c != NULL && announced_rest(c, schema, f) == -1) {
		cube_free(c);
		c = NULL;
	}
	names_clear(&dimensions);
	names_clear(&measures);
	return c;
}

/* Whether a number of a cell counts rows or texts of them; the first one is
 * all rows. */
static bool
counts_rows(const struct cube *c, size_t number)
{
	size_t pairs = cube_pair_number(c, 0);

	if (number >= c->distinct.first_number)
		return true;
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
	    row + 1, number_name(c, number));
}

/* The number in a column of a cube, at least a minimum; -1 on failure. */
static int
read_number(const struct cube *c, const struct batch *batch, size_t row,
    size_t number, int64_t minimum, int64_t maximum, int64_t *value,
    struct fail *f)
{
	const struct column *column =
	    &batch->columns[c->dimension_count + number];

	if (!column_valid(column, row))
		return fail_set(f, FAIL_DATA,
		    _("row %zu, column \"%s\": no value, expected a "
		      "number in every row of a cube"),
		    row + 1, number_name(c, number));
	*value = column_integer(column, row);
	if (*value >= minimum && *value <= maximum)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("row %zu, column \"%s\": found %" PRId64
	      ", expected a possible number of rows"),
	    row + 1, number_name(c, number), *value);
}

/* A row's numbers must be there, and the counts must be possible: no cell is
 * without rows, lost ones included. */
static int
read_numbers(
    struct cube *c, const struct batch *batch, size_t row, struct fail *f)
{
	size_t stride = c->cells.stride, i;
	int64_t *values = &c->cells.values[row * stride], lost = 0;

	if (c->cells.has_lost &&
	    (read_number(c, batch, row, stride, 0, INT64_MAX, &lost, f) == -1 ||
		cube_add_lost(c, (uint32_t)row, lost, f) == -1))
		return -1;
	if (read_number(c, batch, row, 0, lost == 0 ? 1 : 0, INT64_MAX,
		&values[0], f) == -1)
		return -1;
	for (i = 1; i < stride; i++)
		if ((counts_rows(c, i)
			    ? read_number(c, batch, row, i,
				  i >= c->distinct.first_number &&
				      values[0] > 0,
				  values[0], &values[i], f)
			    : read_number(c, batch, row, i, INT64_MIN,
				  INT64_MAX, &values[i], f)) == -1)
			return -1;
	for (i = 0; i < c->measure_count; i++)
		if (check_rest(c, values, row,
			1 + i * CUBE_PARTS + CUBE_MISSING, f) == -1)
			return -1;
	for (i = 0; i < c->pair_count; i++)
		if (check_rest(c, values, row,
			cube_pair_number(c, i) + CUBE_PAIR_MISSING, f) == -1)
			return -1;
	return 0;
}

static int
read_cells(struct cube *c, const struct schema *schema,
    const struct batch *batch, struct fail *f)
{
	int columns[CUBE_DIMENSIONS_MAX];
	size_t i;

	for (i = 0; i < c->dimension_count; i++)
		columns[i] = (int)i;
	if (grouping_table(c->cells.groups, schema, columns, f) == -1 ||
	    memory_grow(&c->rows.groups, &c->rows.group_capacity, batch->length,
		sizeof(*c->rows.groups), f) == -1 ||
	    grouping_rows(c->cells.groups, batch, c->rows.groups, f) == -1 ||
	    counts_grow(&c->cells, f) == -1)
		return -1;
	for (i = 0; i < batch->length; i++) {
		if (c->rows.groups[i] != i ||
		    (i > 0 && counts_compare(&c->cells, c->rows.groups[i - 1],
				  c->rows.groups[i]) >= 0))
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
	if (c != NULL)
		c->expanded = true;
	schema_clear(&schema);
	batch_clear(&batch);
	return c;
}

/* cube.c - counts and exact sums by dimensions (cube.h) */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube.h"
#include "cube/cube_table.h"

/* The numbers of a cell, after a change of what is counted. */
static void
count_numbers(struct cube *c)
{
	c->distinct.first_number = cube_pair_number(c, c->pair_count);
	c->cells.stride = c->distinct.first_number + c->distinct.count;
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
	c->cells.dimension_count = dimension_count;
	c->sets.dimension_count = dimension_count;
	count_numbers(c);
	c->cells.groups = grouping_new(dimension_count, GROUPING_TEXT, f);
	if (c->cells.groups == NULL ||
	    cube_columns_start(c, dimensions, measures, f) == -1) {
		cube_free(c);
		return NULL;
	}
	return c;
}

int
cube_column(
    struct cube *c, size_t dimension, const char *column, struct fail *f)
{
	free(c->columns[dimension]);
	c->columns[dimension] = memory_text(column, strlen(column), f);
	return c->columns[dimension] == NULL ? -1 : 0;
}

int
cube_pair(struct cube *c, const char *numerator, const char *denominator,
    struct fail *f)
{
	const char *const names[] = { numerator, denominator };
	size_t i;
	int measure;

	assert(c->distinct.count == 0);
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
		c->pairs[c->pair_count].measures[i] = (size_t)measure;
	}
	if (cube_columns_pair(c, numerator, denominator, f) == -1)
		return -1;
	c->pair_count++;
	count_numbers(c);
	return 0;
}

int
cube_distinct_add(struct cube *c, const char *name, struct fail *f)
{
	size_t count = c->distinct.count;

	if (count == CUBE_DISTINCTS_MAX)
		return fail_set(f, FAIL_USAGE,
		    _("more than %d columns whose distinct values are counted "
		      "in a cube"),
		    CUBE_DISTINCTS_MAX);
	if (cube_columns_distinct(c, name, f) == -1 ||
	    (c->distinct_names[count] = memory_text(name, strlen(name), f)) ==
		NULL)
		return -1;
	c->distinct.count++;
	count_numbers(c);
	return 0;
}

static int
require_dimension(const struct cube *c, const char *name, struct fail *f)
{
	int dimension = cube_dimension_find(c, name);

	if (dimension == -1)
		return fail_set(f, FAIL_USAGE,
		    _("\"%s\" is no dimension of the cube; expected --by with "
		      "it"),
		    name);
	return dimension;
}

int
cube_registry(struct cube *c, const char *dimension,
    const struct registry *registry, struct fail *f)
{
	int at = require_dimension(c, dimension, f);

	if (at == -1)
		return -1;
	if (c->sets.registries[at] != NULL)
		return fail_set(f, FAIL_USAGE,
		    _("the dimension \"%s\" is given two registries; expected "
		      "one"),
		    dimension);
	c->sets.registries[at] = registry;
	return 0;
}

int
cube_set(struct cube *c, const char *const *names, size_t count, struct fail *f)
{
	uint64_t set = 0, one;
	size_t i;
	int dimension;

	for (i = 0; i < count; i++) {
		if ((dimension = require_dimension(c, names[i], f)) == -1)
			return -1;
		one = UINT64_C(1) << dimension;
		if ((set & one) != 0)
			return fail_set(f, FAIL_USAGE,
			    _("a set has \"%s\" twice; name each dimension "
			      "once"),
			    names[i]);
		set |= one;
	}
	return cube_sets_add(&c->sets, set, f);
}

void
cube_free(struct cube *c)
{
	size_t i;

	if (c == NULL)
		return;
	for (i = 0; i < CUBE_DISTINCTS_MAX; i++)
		free(c->distinct_names[i]);
	for (i = 0; i < c->dimension_count; i++)
		free(c->columns[i]);
	counts_clear(&c->cells);
	cube_sets_clear(&c->sets);
	schema_clear(&c->schema);
	cube_rows_clear(&c->rows);
	free(c);
}

int
cube_expand(struct cube *c, struct fail *f)
{
	struct counts cells = COUNTS_INIT;

	if (c->expanded)
		return 0;
	if (c->sets.count > 0 || c->distinct.count > 0) {
		if (!c->rows.has_table && cube_rows_start(c, f) == -1)
			return -1;
		if (cube_sets_close(&c->sets, f) == -1 ||
		    cube_sets_store(&c->sets, &c->schema, f) == -1 ||
		    expand_cells(&c->sets, &c->schema, &c->cells, &c->distinct,
			&cells, f) == -1) {
			counts_clear(&cells);
			return -1;
		}
		counts_clear(&c->cells);
		c->cells = cells;
	}
	c->expanded = true;
	return 0;
}

/* The cube is of this dataset from now on. */
int
cube_set_dataset(struct cube *c, const char *dataset, struct fail *f)
{
	const char *before = cube_dataset(c);

	if (dataset == NULL || (before != NULL && strcmp(before, dataset) == 0))
		return 0;
	if (before != NULL)
		return fail_set(f, FAIL_USAGE,
		    _("a table of the dataset \"%s\", the tables before are "
		      "of \"%s\"; make a cube of each dataset"),
		    dataset, before);
	return schema_set(&c->schema, CUBE_KEY_DATASET, dataset, f);
}

int
cube_merge_key(struct cube *c, const struct schema *other, struct fail *f)
{
	const char *dataset = cube_dataset(c);

	return schema_merge_key(
	    &c->schema, other, dataset == NULL ? "" : dataset, f);
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

/* Texts that are in one of the cubes only: those by which the tables were
 * partitioned. */
static int
check_disjoint(const struct cube *c, const struct cube *other, struct fail *f)
{
	const char *ours = schema_get(&c->schema, CUBE_KEY_PARTITION);
	const char *theirs = schema_get(&other->schema, CUBE_KEY_PARTITION);
	size_t i;

	for (i = 0; i < c->distinct.count; i++)
		if (ours == NULL || theirs == NULL ||
		    strcmp(ours, c->distinct_names[i]) != 0 ||
		    strcmp(theirs, c->distinct_names[i]) != 0)
			return fail_set(f, FAIL_USAGE,
			    _("cubes with the distinct values of \"%s\", by "
			      "which their tables were not partitioned: a value "
			      "in both would count twice; tally the tables "
			      "together"),
			    c->distinct_names[i]);
	return 0;
}

static int
check_alike(const struct cube *c, const struct cube *other, struct fail *f)
{
	static const char *const keys[] = { CUBE_KEY_DIMENSIONS,
		CUBE_KEY_MEASURES, CUBE_KEY_PAIRS, CUBE_KEY_DISTINCTS,
		CUBE_KEY_TOTALS, CUBE_KEY_SETS };
	size_t i;

	for (i = 0; i < COUNT(keys); i++)
		if (same_metadata(c, other, keys[i], f) == -1)
			return -1;
	return check_disjoint(c, other, f);
}

/* The codes of ours for the texts of the other cube, dimension by dimension;
 * the caller frees them all. */
static int
map_codes(struct cube *c, const struct cube *other,
    int32_t *maps[CUBE_DIMENSIONS_MAX], struct fail *f)
{
	const struct dictionary *texts;
	const char *text;
	size_t i, length;
	int32_t code, count;

	for (i = 0; i < c->dimension_count; i++) {
		texts = grouping_texts(other->cells.groups, i);
		count = dictionary_count(texts);
		maps[i] = memory_array((size_t)count + 1, sizeof(**maps), f);
		if (maps[i] == NULL)
			return -1;
		for (code = 0; code < count; code++) {
			text = dictionary_text(texts, code, &length);
			maps[i][code] = grouping_text_add(
			    c->cells.groups, i, text, length, f);
			if (maps[i][code] == -1)
				return -1;
		}
	}
	return 0;
}

/* Add a cell of the other cube. */
static int
merge_cell(struct cube *c, const struct cube *other, uint32_t theirs,
    int32_t *const *maps, struct fail *f)
{
	const struct counts *from = &other->cells;
	int32_t codes[CUBE_DIMENSIONS_MAX];
	size_t i;
	uint32_t ours;

	for (i = 0; i < c->dimension_count; i++) {
		codes[i] = grouping_code(from->groups, theirs, i);
		if (codes[i] != -1)
			codes[i] = maps[i][codes[i]];
	}
	if (grouping_put(c->cells.groups, codes, &ours, f) == -1 ||
	    counts_grow(&c->cells, f) == -1)
		return -1;
	for (i = 0; i < from->stride; i++)
		if (cube_add_number(c, ours, i,
			from->values[theirs * from->stride + i], f) == -1)
			return -1;
	return from->has_lost ? cube_add_lost(c, ours, from->lost[theirs], f)
			      : 0;
}

int
cube_merge(struct cube *c, const struct cube *other, struct fail *f)
{
	int32_t *maps[CUBE_DIMENSIONS_MAX] = { NULL };
	size_t i;
	uint32_t theirs;
	int status;

	assert(other->expanded ||
	       (other->sets.count == 0 && other->distinct.count == 0));
	if (cube_expand(c, f) == -1 ||
	    cube_set_dataset(c, cube_dataset(other), f) == -1 ||
	    check_alike(c, other, f) == -1 ||
	    cube_merge_key(c, &other->schema, f) == -1 ||
	    (other->cells.has_lost && cube_columns_lost(c, f) == -1))
		return -1;
	status = map_codes(c, other, maps, f);
	for (theirs = 0; theirs < other->cells.count && status == 0; theirs++)
		status = merge_cell(c, other, theirs, maps, f);
	for (i = 0; i < c->dimension_count; i++)
		free(maps[i]);
	return status;
}

int
cube_sort(struct cube *c, struct fail *f)
{
	return cube_expand(c, f) == -1 ? -1 : counts_sort(&c->cells, f);
}

const char *
cube_dataset(const struct cube *c)
{
	return schema_get(&c->schema, CUBE_KEY_DATASET);
}

size_t
cube_dimension_count(const struct cube *c)
{
	return c->dimension_count;
}

const char *
cube_dimension(const struct cube *c, size_t dimension)
{
	return c->schema.fields[dimension].name;
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
		if (strcmp(cube_measure_name(c, i), name) == 0)
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

int
cube_distinct_find(const struct cube *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->distinct.count; i++)
		if (strcmp(c->distinct_names[i], name) == 0)
			return (int)i;
	return -1;
}

const char *
cube_total(const struct cube *c, size_t dimension)
{
	return c->sets.totals[dimension];
}

bool
cube_covers(const struct cube *c, const size_t *dimensions, size_t count)
{
	uint64_t set = 0;
	size_t i;

	for (i = 0; i < count; i++)
		set |= UINT64_C(1) << dimensions[i];
	return cube_sets_cover(&c->sets, set);
}

size_t
cube_cells(const struct cube *c)
{
	return c->cells.count;
}

static int64_t
cell_number(const struct cube *c, size_t cell, size_t number)
{
	return c->cells
	    .values[counts_group(&c->cells, cell) * c->cells.stride + number];
}

int64_t
cube_rows(const struct cube *c, size_t cell)
{
	return cell_number(c, cell, 0);
}

int64_t
cube_lost(const struct cube *c, size_t cell)
{
	return c->cells.has_lost ? c->cells.lost[counts_group(&c->cells, cell)]
				 : 0;
}

int64_t
cube_distinct(const struct cube *c, size_t cell, size_t distinct)
{
	return cell_number(c, cell, c->distinct.first_number + distinct);
}

int64_t
cube_value(
    const struct cube *c, size_t cell, size_t measure, enum cube_part part)
{
	return cell_number(c, cell, 1 + measure * CUBE_PARTS + part);
}

int64_t
cube_pair_value(
    const struct cube *c, size_t cell, size_t pair, enum cube_pair_part part)
{
	return cell_number(c, cell, cube_pair_number(c, pair) + part);
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
	return grouping_code(
	    c->cells.groups, counts_group(&c->cells, cell), dimension);
}

int32_t
cube_code_count(const struct cube *c, size_t dimension)
{
	return dictionary_count(grouping_texts(c->cells.groups, dimension));
}

const char *
cube_code_text(const struct cube *c, size_t dimension, int32_t code)
{
	return dictionary_text(
	    grouping_texts(c->cells.groups, dimension), code, NULL);
}

int32_t
cube_text_code(const struct cube *c, size_t dimension, const char *text)
{
	int32_t code = dictionary_find(
	    grouping_texts(c->cells.groups, dimension), text, strlen(text));

	return code == -1 ? CUBE_NO_CODE : code;
}

/* totals_fixture.h - registries, cubes with totals and measured observations
 * for unit tests */
#ifndef UNIT_TOTALS_FIXTURE_H
#define UNIT_TOTALS_FIXTURE_H

#include "cube/cube.h"
#include "fixture.h"
#include "measure/measure.h"
#include "registry/registry.h"

#define TOTALS_SETS 16

/* A registry file; entries are words, "id", "id<parent" or "id@level<parent".
 */
static inline char *
totals_registry(const char *id, const char *entries)
{
	char text[16384], copy[2048], *parent, *level;
	const char *word[256];
	size_t i, count;

	strcpy(copy, entries);
	count = fixture_split(copy, word, COUNT_OF(word));
	sprintf(text,
	    "{\"id\":\"%s\",\"title\":{\"ru\":\"Р\",\"en\":\"R\"},"
	    "\"entries\":[",
	    id);
	for (i = 0; i < count; i++) {
		if ((parent = strchr(word[i], '<')) != NULL)
			*parent++ = '\0';
		if ((level = strchr(word[i], '@')) != NULL)
			*level++ = '\0';
		sprintf(text + strlen(text),
		    "%s{\"id\":\"%s\",\"title\":{\"ru\":\"%zu\",\"en\":\"%zu\"}",
		    i == 0 ? "" : ",", word[i], i, i);
		if (level != NULL)
			sprintf(
			    text + strlen(text), ",\"level\":\"%s\"", level);
		if (parent != NULL)
			sprintf(
			    text + strlen(text), ",\"parent\":\"%s\"", parent);
		strcat(text, "}");
	}
	strcat(text, "]}");
	return fixture_file(text);
}

/* What is measured. */
struct totals {
	struct definitions definitions;
	struct registry_set registries;
	struct cubes cubes;
	struct observations o;
	struct fail f;
	int status;
};

/* Definitions of which NULL is the last; registries: id and entries by turns,
 * NULL after the last. */
static inline void
totals_open_all(struct totals *t, const char *const *definitions,
    const char *const *registries)
{
	char *paths[16], *defined[4];
	size_t i, count = 0, defined_count = 0;

	*t = (struct totals){ .f = FAIL_INIT };
	for (i = 0; registries[i] != NULL; i += 2)
		paths[count++] =
		    totals_registry(registries[i], registries[i + 1]);
	for (; definitions[defined_count] != NULL; defined_count++)
		defined[defined_count] =
		    fixture_file(definitions[defined_count]);
	if (definitions_open(&t->definitions, (const char *const *)defined,
		defined_count, &t->f) == -1)
		fail_msg("%s", t->f.text);
	if (registry_set_open(
		&t->registries, (const char *const *)paths, count, &t->f) == -1)
		fail_msg("%s", t->f.text);
	t->cubes.items = calloc(4, sizeof(struct cube *));
	while (defined_count > 0)
		fixture_remove(defined[--defined_count]);
	while (count > 0)
		fixture_remove(paths[--count]);
}

static inline void
totals_open(
    struct totals *t, const char *definition, const char *const *registries)
{
	const char *const definitions[] = { definition, NULL };

	totals_open_all(t, definitions, registries);
}

static inline void
totals_clear(struct totals *t)
{
	observations_clear(&t->o);
	definitions_clear(&t->definitions);
	registry_set_clear(&t->registries);
	cubes_clear(&t->cubes);
}

/* A cube as tally makes it. */
struct totals_cube {
	const char *dataset;
	const char *by;       /* dimensions: words */
	const char *sums;     /* measures: words; or "" */
	const char *distinct; /* a dimension, or NULL */
	/* dimension and id of its registry by turns */
	const char *registries;
	/* words; the names of one with commas, "." is none */
	const char *sets;
	/* for each row its codes (_ is none), its numbers as in
	 * fixture_measures(), and "-" or "lost" */
	const char *rows;
};

static inline void
totals_schema(struct schema *schema, const char *const *dimensions,
    size_t count, const char *const *sums, size_t sum_count,
    const char *dataset)
{
	char status[64];
	size_t i;

	for (i = 0; i < count; i++)
		assert_int_not_equal(schema_add(schema, dimensions[i],
					 COLUMN_DICTIONARY, 0, NULL),
		    -1);
	for (i = 0; i < sum_count; i++) {
		snprintf(status, sizeof(status), "%s.status", sums[i]);
		assert_int_not_equal(
		    schema_add(schema, sums[i], COLUMN_INT64, 0, NULL), -1);
		assert_int_not_equal(
		    schema_add(schema, status, COLUMN_DICTIONARY, 0, NULL), -1);
	}
	assert_int_not_equal(
	    schema_add(schema, "_lost", COLUMN_BOOL, 0, NULL), -1);
	assert_int_equal(
	    schema_set(schema, "profstat.dataset", dataset, NULL), 0);
}

static inline void
totals_row(
    struct batch *b, const char *const *word, size_t count, size_t sum_count)
{
	size_t i;

	for (i = 0; i < count; i++)
		assert_int_equal(strcmp(word[i], "_") == 0
				     ? column_put_null(&b->columns[i], NULL)
				     : column_put_text(&b->columns[i], word[i],
					   strlen(word[i]), NULL),
		    0);
	for (i = 0; i < sum_count; i++)
		fixture_put_count(b, count + 2 * i, word[count + i]);
	assert_int_equal(
	    column_put_integer(&b->columns[count + 2 * sum_count],
		strcmp(word[count + sum_count], "lost") == 0, NULL),
	    0);
	b->length++;
}

static inline void
totals_sets(struct cube *cube, const char *sets)
{
	char copy[1024], name[1024];
	const char *set[TOTALS_SETS], *names[16];
	size_t i, j, count;

	strcpy(copy, sets);
	count = fixture_split(copy, set, TOTALS_SETS);
	for (i = 0; i < count; i++) {
		strcpy(name, strcmp(set[i], ".") == 0 ? "" : set[i]);
		for (j = 0; name[j] != '\0'; j++)
			if (name[j] == ',')
				name[j] = ' ';
		assert_int_equal(
		    cube_set(cube, names, fixture_split(name, names, 16), NULL),
		    0);
	}
}

/* Put a cube beside the others, which have lower names. */
static inline void
totals_add(struct totals *t, const struct totals_cube *c)
{
	char by[256], sums[256], registries[256], *rows = strdup(c->rows);
	const char *dimension[16], *sum[4], *bound[32], **word;
	struct schema schema = SCHEMA_INIT;
	struct batch batch;
	struct cube *cube;
	size_t i, width, count, sum_count, bound_count, words;

	strcpy(by, c->by);
	strcpy(sums, c->sums);
	strcpy(registries, c->registries);
	count = fixture_split(by, dimension, 16);
	sum_count = fixture_split(sums, sum, 4);
	bound_count = fixture_split(registries, bound, 32);
	width = count + sum_count + 1;
	word = calloc(8192, sizeof(*word));
	words = fixture_split(rows, word, 8192);
	assert_int_equal(words % width, 0);
	totals_schema(&schema, dimension, count, sum, sum_count, c->dataset);
	assert_int_equal(batch_init(&batch, &schema, 16, NULL), 0);
	for (i = 0; i < words; i += width)
		totals_row(&batch, word + i, count, sum_count);
	cube = cube_new(dimension, count, sum, sum_count, NULL);
	assert_non_null(cube);
	if (c->distinct != NULL)
		assert_int_equal(cube_distinct_add(cube, c->distinct, NULL), 0);
	for (i = 0; i < bound_count; i += 2)
		assert_int_equal(
		    cube_registry(cube, bound[i],
			registry_set_find(&t->registries, bound[i + 1]), NULL),
		    0);
	totals_sets(cube, c->sets);
	assert_int_equal(cube_table(cube, &schema, &t->f), 0);
	if (cube_add(cube, &batch, &t->f) == -1 || cube_sort(cube, &t->f) == -1)
		fail_msg("%s", t->f.text);
	t->cubes.items[t->cubes.count++] = cube;
	batch_clear(&batch);
	schema_clear(&schema);
	free(rows);
	free(word);
}

static inline void
totals_measure(struct totals *t)
{
	t->status = measure_apply(
	    &t->o, &t->definitions, &t->registries, &t->cubes, &t->f);
	if (t->status == 0)
		assert_int_equal(observations_index(&t->o, &t->f), 0);
}

/* The cell of the first indicator: codes of the dimensions as words, "-" for
 * one that it has not. */
static inline ptrdiff_t
totals_find(struct totals *t, const char *period, const char *codes)
{
	const char *code[16];
	char copy[256];
	size_t i, count;

	strcpy(copy, codes);
	count = fixture_split(copy, code, 16);
	assert_int_equal(count, t->o.dimension_count);
	for (i = 0; i < count; i++)
		if (strcmp(code[i], "-") == 0)
			code[i] = NULL;
	return observations_find(
	    &t->o, t->definitions.items[0]->id, period, code);
}

/* The combination of codes is left out. */
static inline void
totals_absent(struct totals *t, const char *period, const char *codes)
{
	if (totals_find(t, period, codes) != -1)
		fail_msg("there is a row for %s %s", period, codes);
}

static inline struct observation
totals_cell(struct totals *t, const char *period, const char *codes)
{
	struct observation one;
	ptrdiff_t row = totals_find(t, period, codes);

	if (row == -1)
		fail_msg("no row for %s %s", period, codes);
	observations_get(&t->o, (size_t)row, &one);
	return one;
}

/* "ok" with this value, or a status and its reason. */
static inline void
totals_check(struct totals *t, const char *period, const char *codes,
    const char *status, double value)
{
	struct observation one = totals_cell(t, period, codes);
	const struct estimate *e = &one.estimate;
	char found[128];

	snprintf(found, sizeof(found), "%s%s%s",
	    observation_status_name(e->status),
	    e->reason == REASON_NONE ? "" : " ",
	    observation_reason_name(e->reason));
	if (strcmp(found, status) != 0)
		fail_msg(
		    "%s %s: %s, expected %s", period, codes, found, status);
	if (observation_published(e->status) &&
	    !(e->value - value < 1e-9 && value - e->value < 1e-9))
		fail_msg("%s %s: %.17g, expected %.17g", period, codes,
		    e->value, value);
}

#endif

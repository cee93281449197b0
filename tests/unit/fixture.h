/* fixture.h - small files, cubes and observations for unit tests */
#ifndef UNIT_FIXTURE_H
#define UNIT_FIXTURE_H

#include <stdbool.h>
#include <unistd.h>

#include "cube/cube.h"
#include "measure/observation.h"
#include "table/batch.h"
#include "table/schema.h"

/* A new file with this text; unlink() it, then free() its path. */
static inline char *
fixture_file(const char *text)
{
	char *path = strdup("/tmp/profstat-unit-XXXXXX");
	int fd;

	assert_non_null(path);
	fd = mkstemp(path);
	assert_true(fd != -1);
	assert_int_equal(write(fd, text, strlen(text)), (int)strlen(text));
	assert_int_equal(close(fd), 0);
	return path;
}

static inline void
fixture_remove(char *path)
{
	unlink(path);
	free(path);
}

/* Split at blanks and line feeds, in place; the number of words. */
static inline size_t
fixture_split(char *text, const char *words[], size_t maximum)
{
	size_t count = 0;
	char *rest = NULL, *word;

	for (word = strtok_r(text, " \n\t", &rest); word != NULL;
	     word = strtok_r(NULL, " \n\t", &rest)) {
		assert_true(count < maximum);
		words[count++] = word;
	}
	return count;
}

static inline void
fixture_put_count(struct batch *b, size_t column, const char *word)
{
	static const char *const marks[] = { "?", "missing", "x",
		"not_applicable", "c", "confidential" };
	struct column *value = &b->columns[column];
	struct column *status = &b->columns[column + 1];
	size_t i;

	for (i = 0; i < COUNT_OF(marks); i += 2)
		if (strcmp(word, marks[i]) == 0) {
			assert_int_equal(column_put_null(value, NULL), 0);
			assert_int_equal(column_put_text(status, marks[i + 1],
					     strlen(marks[i + 1]), NULL),
			    0);
			return;
		}
	assert_int_equal(
	    column_put_integer(value, strtoll(word, NULL, 10), NULL), 0);
	assert_int_equal(column_put_null(status, NULL), 0);
}

/*
 * A cube of a dataset with these dimensions and measures (words); rows holds
 * for every row a code for each dimension (_ is none) and each count: a
 * number, ? missing, x not applicable or c confidential.  The first two
 * measures may be a pair.
 */
static inline struct cube *
fixture_measures(const char *dataset, const char *dimensions,
    const char *measures, bool paired, const char *rows)
{
	char names[256], sums[256], *text = strdup(rows), status[64];
	const char *dimension[16], *measure[4], *word[4096];
	struct schema schema = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct batch batch;
	struct cube *cube;
	size_t i, j, count, words, counts;

	strcpy(names, dimensions);
	strcpy(sums, measures);
	count = fixture_split(names, dimension, 16);
	counts = fixture_split(sums, measure, 4);
	words = fixture_split(text, word, 4096);
	assert_int_equal(words % (count + counts), 0);
	for (i = 0; i < count; i++)
		assert_int_not_equal(
		    schema_add(&schema, dimension[i], COLUMN_DICTIONARY, 0, &f),
		    -1);
	for (i = 0; i < counts; i++) {
		snprintf(status, sizeof(status), "%s.status", measure[i]);
		assert_int_not_equal(
		    schema_add(&schema, measure[i], COLUMN_INT64, 0, &f), -1);
		assert_int_not_equal(
		    schema_add(&schema, status, COLUMN_DICTIONARY, 0, &f), -1);
	}
	assert_int_equal(
	    schema_set(&schema, "profstat.dataset", dataset, &f), 0);
	assert_int_equal(batch_init(&batch, &schema, 16, &f), 0);
	for (i = 0; i < words; i += count + counts) {
		for (j = 0; j < count; j++)
			assert_int_equal(
			    strcmp(word[i + j], "_") == 0
				? column_put_null(&batch.columns[j], &f)
				: column_put_text(&batch.columns[j],
				      word[i + j], strlen(word[i + j]), &f),
			    0);
		for (j = 0; j < counts; j++)
			fixture_put_count(
			    &batch, count + 2 * j, word[i + count + j]);
		batch.length++;
	}
	cube = cube_new(dimension, count, measure, counts, &f);
	assert_non_null(cube);
	if (paired)
		assert_int_equal(
		    cube_pair(cube, measure[0], measure[1], &f), 0);
	assert_int_equal(cube_table(cube, &schema, &f), 0);
	assert_int_equal(cube_add(cube, &batch, &f), 0);
	assert_int_equal(cube_sort(cube, &f), 0);
	batch_clear(&batch);
	schema_clear(&schema);
	free(text);
	return cube;
}

/* The same with one measure. */
static inline struct cube *
fixture_cube(const char *dataset, const char *dimensions, const char *measure,
    const char *rows)
{
	return fixture_measures(dataset, dimensions, measure, false, rows);
}

#endif

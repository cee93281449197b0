/*
 * cube.h - counts and exact sums by dimensions; cubes merge exactly.
 *
 *	struct cube *c = cube_new(dimensions, 2, measures, 1, f);
 *	cube_table(c, arrow_schema(in), f);
 *	while ((more = arrow_next(in, &batch, f)) == 1)
 *		if (cube_add(c, batch, f) == -1)
 *			break;
 *	sink_open(&out, path, cube_schema(c), f);
 *	cube_write(c, out.writer, f);
 *	cube_free(c);
 *
 *	struct cube *c = cube_load("population.arrow", f);
 *	for (cell = 0; cell < cube_cells(c); cell++)
 *		if (cube_code(c, cell, 0) == cube_text_code(c, 0, "RU"))
 *			sum += cube_value(c, cell, 0, CUBE_SUM);
 *	cube_free(c);
 *
 * A cell is a combination of dimension texts that occurs.  Merging the cubes
 * of any split of a table writes the same bytes as the cube of the table.
 *
 * The sums of two measures may be of different rows: a row can have a value
 * of one only.  A pair sums both over the rows that have both, for a rate.
 */
#ifndef CUBE_CUBE_H
#define CUBE_CUBE_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/arrow.h"
#include "table/batch.h"
#include "table/schema.h"

#define CUBE_DIMENSIONS_MAX 64
#define CUBE_MEASURES_MAX 64
#define CUBE_PAIRS_MAX 64
#define CUBE_NO_CODE (-2) /* a text that the dimension does not have */

/* What is known of a measure in a cell. */
enum cube_part {
	CUBE_SUM,     /* of the rows that have a value */
	CUBE_MISSING, /* rows without a value, by status */
	CUBE_NOT_APPLICABLE,
	CUBE_CONFIDENTIAL,
	CUBE_PARTS
};

/* What is known of a pair of measures in a cell; each row is in one of them:
 * a row that is not applicable in either measure does not apply, else it is
 * confidential if it is so in either, else missing. */
enum cube_pair_part {
	CUBE_PAIR_NUMERATOR, /* sums of the rows that have both values */
	CUBE_PAIR_DENOMINATOR,
	CUBE_PAIR_MISSING, /* rows without both, by status */
	CUBE_PAIR_NOT_APPLICABLE,
	CUBE_PAIR_CONFIDENTIAL,
	CUBE_PAIR_PARTS
};

struct cube;

/* Names are copied; a comma in a name, a name twice, none or too many
 * dimensions are failures (FAIL_USAGE). */
struct cube *cube_new(const char *const *dimensions, size_t dimension_count,
    const char *const *measures, size_t measure_count,
    struct fail *) MUST_CHECK;
void cube_free(struct cube *); /* NULL is allowed */
/* Sum two of the measures as a pair, too; before the first table.  A name
 * that is no measure, a pair twice, too many are failures (FAIL_USAGE). */
int cube_pair(struct cube *, const char *numerator, const char *denominator,
    struct fail *) MUST_CHECK;

/* The batches that follow are of a table with this schema; finds the columns
 * by name.  Tables of two datasets in one cube are a failure. */
int cube_table(struct cube *, const struct schema *, struct fail *) MUST_CHECK;
/* FAIL_DATA naming a dimension or measure that no file of the tables has. */
int cube_check_present(const struct cube *, struct fail *) MUST_CHECK;
/* Count the rows; a sum beyond int64 is a failure that names the cell. */
int cube_add(struct cube *, const struct batch *, struct fail *) MUST_CHECK;
/* Add another cube of the same dataset, dimensions, measures and pairs. */
int cube_merge(
    struct cube *, const struct cube *other, struct fail *) MUST_CHECK;
/* Put the cells in the order of their texts (bytes, in dimension order, no
 * value first).  cube_write() does it too. */
int cube_sort(struct cube *, struct fail *) MUST_CHECK;
/* The columns of the cube's table, borrowed, and its rows. */
const struct schema *cube_schema(const struct cube *);
int cube_write(struct cube *, struct arrow_writer *, struct fail *) MUST_CHECK;
/* Read a cube; one that is unsorted, has a cell twice or columns other than
 * its metadata say is a failure. */
struct cube *cube_load(const char *path, struct fail *) MUST_CHECK;

/* The dataset of the tables, or NULL. */
const char *cube_dataset(const struct cube *);
size_t cube_dimension_count(const struct cube *);
const char *cube_dimension(const struct cube *, size_t dimension);
/* The place of a dimension or a measure, or -1. */
int cube_dimension_find(const struct cube *, const char *name);
int cube_measure_find(const struct cube *, const char *name);
/* The place of the pair of these measures, or -1. */
int cube_pair_find(const struct cube *, size_t numerator, size_t denominator);

/* Cells are numbered from 0, in order after cube_sort() or cube_load(). */
size_t cube_cells(const struct cube *);
/* Rows counted in the cell. */
int64_t cube_rows(const struct cube *, size_t cell);
int64_t cube_value(
    const struct cube *, size_t cell, size_t measure, enum cube_part);
int64_t cube_pair_value(
    const struct cube *, size_t cell, size_t pair, enum cube_pair_part);
/* The text of a cell in a dimension, or NULL when it has none. */
const char *cube_text(const struct cube *, size_t cell, size_t dimension);

/* A cell's code in a dimension (-1: no text), the number of codes of a
 * dimension, the text of a code, and the code of a text (CUBE_NO_CODE if it
 * does not occur). */
int32_t cube_code(const struct cube *, size_t cell, size_t dimension);
int32_t cube_code_count(const struct cube *, size_t dimension);
const char *cube_code_text(const struct cube *, size_t dimension, int32_t code);
int32_t cube_text_code(const struct cube *, size_t dimension, const char *text);

#endif

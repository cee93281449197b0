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
 *
 * Totals.  A cube may hold sums of its cells, too: a dimension with a registry
 * that has exactly one root with children has a total, the root.
 *
 *	cube_registry(c, "region", regions, f);	(registry/registry.h)
 *	cube_set(c, region_and_sex, 2, f);
 *	cube_distinct_add(c, "person", f);
 *	... cube_table(), cube_add() ...
 *	cube_expand(c, f);
 *
 * A set names dimensions.  Of these, each row is counted at its code and at
 * every ancestor, up to the root or to an entry that is "included" in its
 * parent; where it has no value it is counted at none and at the root.  The
 * other dimensions with a total stand at it; those without a total are kept
 * always.  A row that does not lead to the root (an included entry, one apart
 * from the tree) is not counted where the dimension stands at its total.  So
 * a cell has the same numbers whichever set makes it, and it is made once.
 *
 * Distinct texts of a column in a cell are exact.  They merge only if no text
 * is in two of the cubes: if the tables were partitioned by that column.
 *
 * Lost rows (column "_lost": an earlier filter set them aside and kept what it
 * could read) are counted apart.  They are in no other number, so a cell may
 * have no rows at all, only lost ones; a dimension in which they have no value
 * is unknown.
 */
#ifndef CUBE_CUBE_H
#define CUBE_CUBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "registry/registry.h"
#include "table/arrow.h"
#include "table/batch.h"
#include "table/schema.h"

#define CUBE_DIMENSIONS_MAX 64
#define CUBE_MEASURES_MAX 64
#define CUBE_PAIRS_MAX 64
#define CUBE_DISTINCTS_MAX 16
#define CUBE_SETS_MAX 1024
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

/* Count by the column with this name, which is copied, where the dimension is
 * called otherwise; before the first table. */
int cube_column(struct cube *, size_t dimension, const char *column,
    struct fail *) MUST_CHECK;
/* Count the distinct texts of a column, too; after the pairs, before the first
 * table.  A name with a comma, a name twice, too many are failures
 * (FAIL_USAGE). */
int cube_distinct_add(
    struct cube *, const char *name, struct fail *) MUST_CHECK;
/* The registry of a dimension, borrowed until cube_expand(); gives it a total
 * if there is exactly one root.  No such dimension, or one that has a registry
 * already, is a failure (FAIL_USAGE). */
int cube_registry(struct cube *, const char *dimension, const struct registry *,
    struct fail *) MUST_CHECK;
/* One more set; no names at all: the grand total.  A name that is no
 * dimension, or stands twice, is a failure (FAIL_USAGE). */
int cube_set(struct cube *, const char *const *names, size_t count,
    struct fail *) MUST_CHECK;

/* The batches that follow are of a table with this schema; finds the columns
 * by name.  Tables of two datasets in one cube are a failure. */
int cube_table(struct cube *, const struct schema *, struct fail *) MUST_CHECK;
/* FAIL_DATA naming a dimension or measure that no file of the tables has. */
int cube_check_present(const struct cube *, struct fail *) MUST_CHECK;
/* Count the rows; a sum beyond int64 is a failure that names the cell, a row
 * without a text to count distinctly another. */
int cube_add(struct cube *, const struct batch *, struct fail *) MUST_CHECK;
/* The rows of all tables so far, without lost ones. */
uint64_t cube_counted(const struct cube *);
/* After the last table: make the cells of the sets and count what is distinct
 * in them.  A text that its registry lacks is a failure (FAIL_DATA).  Nothing
 * happens to a cube without sets and distinct texts.  cube_sort() and
 * cube_write() do it, too. */
int cube_expand(struct cube *, struct fail *) MUST_CHECK;
/* Add another cube of the same dataset, dimensions, measures, pairs, sets and
 * distinct columns; both expanded.  Cubes with distinct texts of tables that
 * were not partitioned by this column are a failure (FAIL_USAGE). */
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

/* The place of a column whose distinct texts are counted, or -1. */
int cube_distinct_find(const struct cube *, const char *name);
/* The code of the root of a dimension that has a total, or NULL. */
const char *cube_total(const struct cube *, size_t dimension);
/* Whether the cells by these dimensions are there, the others at their total:
 * a set has them all, or the cube has no sets. */
bool cube_covers(const struct cube *, const size_t *dimensions, size_t count);

/* Cells are numbered from 0, in order after cube_sort() or cube_load(). */
size_t cube_cells(const struct cube *);
/* Rows counted in the cell; 0 if all its rows are lost. */
int64_t cube_rows(const struct cube *, size_t cell);
/* Lost rows of the cell, by what is known of them. */
int64_t cube_lost(const struct cube *, size_t cell);
/* The number of distinct texts of a column in the cell. */
int64_t cube_distinct(const struct cube *, size_t cell, size_t distinct);
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

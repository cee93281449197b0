/*
 * cube_table.h - the columns of a cube as a table, and what its parts share.
 * Used by the files of pipeline/lib/cube, by nobody else.
 *
 *	if (cube_columns_start(c, dimensions, measures, f) == 0 &&
 *	    cube_columns_pair(c, "employed", "graduates", f) == 0 &&
 *	    cube_columns_distinct(c, "person", f) == 0)
 *		... c->schema
 *
 * The columns stand in this order: dimensions, rows, the parts of each measure,
 * of each pair, the distinct texts, lost rows.  The numbers of a cell are those
 * from rows to the distinct texts; lost rows stand beside them.
 */
#ifndef CUBE_CUBE_TABLE_H
#define CUBE_CUBE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "cube/cube_counts.h"
#include "cube/cube_expand.h"
#include "cube/cube_rows.h"
#include "table/schema.h"

#define CUBE_KEY_DATASET "profstat.dataset"
#define CUBE_KEY_DIMENSIONS "cube.dimensions"
#define CUBE_KEY_MEASURES "cube.measures"
#define CUBE_KEY_PAIRS "cube.pairs"         /* only if there are any */
#define CUBE_KEY_DISTINCTS "cube.distincts" /* only if there are any */
#define CUBE_KEY_PARTITION "cube.partition" /* with distinct texts only */

struct cube_pair_of {
	size_t measures[2]; /* numerator, denominator */
};

struct cube {
	size_t dimension_count, measure_count, pair_count;
	struct cube_pair_of pairs[CUBE_PAIRS_MAX];
	struct schema schema;               /* of its table */
	char *columns[CUBE_DIMENSIONS_MAX]; /* owned; NULL: the dimension's name
					     */
	struct distinct distinct;
	char *distinct_names[CUBE_DISTINCTS_MAX]; /* owned */
	struct counts cells; /* until it is expanded: with the columns whose
			      * texts are counted as further dimensions */
	struct cube_sets sets;
	bool expanded; /* the cells are those of the sets */
	struct cube_rows rows;
};

const char *cube_measure_name(const struct cube *, size_t measure);
/* Where the numbers of a pair begin; of one more pair: where those of the
 * distinct texts do. */
size_t cube_pair_number(const struct cube *, size_t pair);
/* The part that a status names, or CUBE_PARTS. */
enum cube_part cube_status_part(const char *status);

/* The columns of an empty schema. */
int cube_columns_start(struct cube *, const char *const *dimensions,
    const char *const *measures, struct fail *) MUST_CHECK;
int cube_columns_pair(struct cube *, const char *numerator,
    const char *denominator, struct fail *) MUST_CHECK;
int cube_columns_distinct(
    struct cube *, const char *name, struct fail *) MUST_CHECK;
/* There may be lost rows from now on, in the cells, too. */
int cube_columns_lost(struct cube *, struct fail *) MUST_CHECK;

/* Add to a number of a cell; beyond int64 is a failure that names both. */
static inline int
cube_add_number(struct cube *c, uint32_t group, size_t number, int64_t value,
    struct fail *f)
{
	return counts_add(&c->cells, group, number, value)
		   ? 0
		   : counts_fail(&c->cells, &c->schema, group, number, f);
}

/* The same for the lost rows of a cell. */
static inline int
cube_add_lost(struct cube *c, uint32_t group, int64_t rows, struct fail *f)
{
	return counts_add_lost(&c->cells, group, rows)
		   ? 0
		   : counts_fail(
			 &c->cells, &c->schema, group, c->cells.stride, f);
}

/* In cube.c: the cube is of this dataset (NULL: of any) from now on. */
int cube_set_dataset(
    struct cube *, const char *dataset, struct fail *) MUST_CHECK;
/* In cube.c: the pseudonyms are those of the key of a table or cube. */
int cube_merge_key(
    struct cube *, const struct schema *, struct fail *) MUST_CHECK;

#endif

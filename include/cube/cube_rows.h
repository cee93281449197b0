/*
 * cube_rows.h - the rows of tables into the base cells of a cube.  Used by the
 * files of pipeline/lib/cube, by nobody else; cube_table(), cube_add() and
 * what belongs to them stand in cube.h.
 *
 *	c->rows = (struct cube_rows)CUBE_ROWS_INIT;
 *	if (cube_table(c, schema, f) == 0 && cube_add(c, batch, f) == 0)
 *		... c->rows.counted
 *	cube_rows_clear(&c->rows);
 *
 * The columns are found once a table, the scratch serves all batches: nothing
 * is allocated per row.
 */
#ifndef CUBE_CUBE_ROWS_H
#define CUBE_CUBE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"

struct cube_rows {
	bool has_table;
	uint64_t counted; /* rows of all tables, without lost ones */
	/* of each dimension, measure and distinct column: some table has it
	 * from a file */
	bool present[CUBE_DIMENSIONS_MAX + CUBE_MEASURES_MAX +
		     CUBE_DISTINCTS_MAX];
	/* The table at hand: the places of its columns. */
	int value_columns[CUBE_MEASURES_MAX];
	int status_columns[CUBE_MEASURES_MAX]; /* -1: it has none */
	int distinct_places[CUBE_DISTINCTS_MAX];
	int lost_column; /* -1: it has none */
	uint64_t seen;   /* its rows, lost ones included */
	/* Of the rows of a batch: */
	uint32_t *groups;
	size_t group_capacity;
	uint8_t *lost; /* 1: lost */
	size_t lost_capacity;
	uint8_t *parts; /* enum cube_part, measure by measure */
	size_t parts_capacity;
	uint8_t *status_parts; /* enum cube_part by status code */
	size_t status_capacity;
};

#define CUBE_ROWS_INIT             \
	{                          \
		.has_table = false \
	}

void cube_rows_clear(struct cube_rows *);
/* Before the first table: base cells with one more column for each distinct
 * column that is no dimension. */
int cube_rows_start(struct cube *, struct fail *) MUST_CHECK;

#endif

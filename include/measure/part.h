/*
 * part.h - a numerator or denominator: the cells of a dataset's cube that a
 * definition counts, by the dimensions of the indicator.
 *
 *	struct part part = PART_INIT;
 *	part_open(&part, definition, &definition->numerator, cube, axes, f);
 *	part_mark(&part, axes, f);	(its codes go on the axes)
 *	part_join(&part, &denominator, &same, f);
 *	... rollup_axis_close() of every axis
 *	part_read(&part, "2002", axes, strides, sums, f);
 *	part_clear(&part);
 */
#ifndef MEASURE_PART_H
#define MEASURE_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "measure/definition.h"
#include "measure/rollup.h"

/* What the cube says of one cell of the indicator. */
struct part_sum {
	int64_t sum;  /* of the rows that have a value */
	int64_t rows; /* 0: the cell does not occur */
	int64_t missing, not_applicable, confidential; /* rows without one */
};

struct part_dimension; /* how a dimension of the cube is used */

struct part {
	const struct definition_part *definition; /* borrowed, as is the cube */
	const struct cube *cube;
	int measure; /* of the cube, or -1 for rows */
	int counted; /* the measure that rows must have to count, or -1 */
	int pair;    /* of the cube, which is read in place of the measure */
	enum cube_pair_part side; /* of the pair */
	size_t dimension_count;
	struct part_dimension *dimensions; /* of the cube */
	size_t period;                     /* the cube's dimension */
};

#define PART_INIT                                                      \
	{                                                              \
		NULL, NULL, 0, -1, -1, CUBE_PAIR_NUMERATOR, 0, NULL, 0 \
	}

/*
 * Bind the part to its cube.  Every dimension of the cube must be the period,
 * a dimension of the indicator or selected by "where", since totals would be
 * added to their parts otherwise; one that is not there is a failure as well
 * (FAIL_USAGE).  axes hold a registry for each dimension of the definition.
 */
int part_open(struct part *, const struct definition *,
    const struct definition_part *, const struct cube *,
    const struct rollup_axis *axes, struct fail *) MUST_CHECK;
void part_clear(struct part *);
/*
 * Numerator and denominator that count the same rows, cells of one cube with
 * the same codes (*same), are read over the rows that have both: from the
 * cube's pair of their measures; where one of them counts rows, over the rows
 * that have the other's value.  A cube without the pair will do if no row
 * lacks anything; else it is a failure that names the pair (FAIL_USAGE).
 */
int part_join(struct part *numerator, struct part *denominator, bool *same,
    struct fail *) MUST_CHECK;
/* Put the codes of the cells that the part counts on the axes.  A code that
 * the registry does not have, or none, is a failure (FAIL_DATA). */
int part_mark(
    const struct part *, struct rollup_axis *axes, struct fail *) MUST_CHECK;
/* Whether the dataset has the period. */
bool part_has_period(const struct part *, const char *period);
/*
 * Add the cells of a period to sums, which holds the product of the axes
 * (strides: cells from one code of an axis to the next).
 */
int part_read(const struct part *, const char *period,
    const struct rollup_axis *axes, const size_t *strides,
    struct part_sum *sums, struct fail *) MUST_CHECK;

#endif

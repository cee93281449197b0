/*
 * part.h - a numerator, denominator or level: the cells of a dataset's cube
 * that a definition counts, by the dimensions of the indicator.
 *
 *	struct part_scope scope = { definition, axes, held, NULL, 0 };
 *	struct part part = PART_INIT;
 *	part_open(&part, &scope, &definition->numerator, cube, f);
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
	int64_t minus;      /* to be subtracted from the sum */
	int64_t undeclared; /* rows that do not say what is to be subtracted */
	int64_t lost;       /* rows that were lost and may belong here */
};

/* Which cells of its cube a part reads. */
struct part_scope {
	const struct definition *definition;
	const struct rollup_axis *axes; /* per dimension of the definition */
	/* Per dimension the code at which it stands; NULL: all codes. */
	const char *const *held;
	/* Dimensions of the cube whose codes, the total apart, are all read. */
	const char *const *open;
	size_t open_count;
};

struct part_dimension; /* how a dimension of the cube is used */

struct part {
	const struct definition_part *definition; /* borrowed, as is the cube */
	const struct cube *cube;
	int measure;  /* of the cube, or -1 for rows and distinct texts */
	int distinct; /* column of the cube, or -1 */
	int minus;    /* measure of the cube, or -1 */
	int both;     /* pair of measure and minus, or -1 */
	int counted;  /* the measure that rows must have to count, or -1 */
	int pair;     /* of the cube, which is read in place of the measure */
	enum cube_pair_part side; /* of the pair */
	size_t dimension_count;
	struct part_dimension *dimensions; /* of the cube */
	size_t period;                     /* the cube's dimension */
	/* The cells that count, and those with lost rows that may. */
	size_t cell_count, lost_count;
	size_t *cells, *lost;
};

#define PART_INIT                                                           \
	{                                                                   \
		NULL, NULL, -1, -1, -1, -1, -1, -1, CUBE_PAIR_NUMERATOR, 0, \
		    NULL, 0, 0, 0, NULL, NULL                               \
	}

/*
 * Bind the part to its cube.  Every dimension of the cube must be the period,
 * a dimension of the indicator, selected by "where", or have a total, at
 * which it stands; totals would be added to their parts otherwise.  One that
 * is not there is a failure as well, and so are cells that the cube has not
 * (tally --set) (FAIL_USAGE).  The unit_field of a series (and its overlap
 * field, unless distinct texts are counted) without a total is added up.
 */
int part_open(struct part *, const struct part_scope *,
    const struct definition_part *, const struct cube *,
    struct fail *) MUST_CHECK;
/*
 * Open a part of the rows from which a definition's part selects: without its
 * "where", if all dimensions in that have a total at which they can stand.
 * *all is filled in, and must stay as long as the part.
 */
int part_open_all(struct part *, const struct part_scope *,
    const struct definition_part *, struct definition_part *all,
    const struct cube *, struct fail *) MUST_CHECK;
/* Whether the cube has the cells of the scope. */
bool part_covers(const struct part *);
void part_clear(struct part *);

/*
 * Whether the sums of what is subtracted are of rows that count: those of a
 * measure that some rows lack need the cube to have both as a pair
 * (FAIL_USAGE).
 */
int part_check_minus(const struct part *, struct fail *) MUST_CHECK;
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
 * the registry does not have is a failure, and so is none in a dimension
 * without a total (FAIL_DATA); in one that has it such rows are in the total
 * only. */
int part_mark(
    const struct part *, struct rollup_axis *axes, struct fail *) MUST_CHECK;
/* The periods of the cubes of several parts, each once, in byte order: a new
 * list, NULL on failure. */
const char **part_periods(const struct part *const *, size_t part_count,
    size_t *period_count, struct fail *) MUST_CHECK;
/* Whether the dataset has the period. */
bool part_has_period(const struct part *, const char *period);
/*
 * Add the cells of a period to sums, which holds the product of the axes
 * (strides: cells from one code of an axis to the next).  A denominator whose
 * "where" names a dimension of the indicator is added at all its codes, lost
 * rows at all that they may have.
 */
int part_read(const struct part *, const char *period,
    const struct rollup_axis *axes, const size_t *strides,
    struct part_sum *sums, struct fail *) MUST_CHECK;

/*
 * The same over all periods, but of the sums rows and lost alone, and lost rows
 * only where they have a code in every dimension of the indicator.
 */
int part_rows(const struct part *, const struct rollup_axis *axes,
    const size_t *strides, struct part_sum *sums, struct fail *) MUST_CHECK;

/* What the cube says of one of its cells, which counts. */
struct part_sum part_cell(const struct part *, size_t cell);
/* The place of such a cell in the product of the axes. */
size_t part_place(const struct part *, size_t cell,
    const struct rollup_axis *axes, const size_t *strides);

#endif

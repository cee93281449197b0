/*
 * units.h - the units of a level, such as the colleges of a cluster: what each
 * has in each cell of a period.  Of two periods they tell what a change is made
 * of, of one the least that a level with an undeclared overlap may be.
 *
 *	struct units before = UNITS_INIT, now = UNITS_INIT;
 *	units_read(&before, &part, dimension, "2023", axes, strides, f);
 *	units_read(&now, &part, dimension, "2024", axes, strides, f);
 *	units_change(&before, &now, changes, f);	(by cell)
 *	units_clear(&before);
 */
#ifndef MEASURE_UNITS_H
#define MEASURE_UNITS_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/change.h"
#include "measure/part.h"
#include "measure/rollup.h"

#define UNITS_ONE SIZE_MAX /* in place of a dimension: all is of one unit */

struct unit {
	size_t place; /* cell of the indicator */
	int32_t code; /* of the unit in the cube */
	int64_t sum;  /* nothing subtracted */
	int64_t most; /* of it, in one cell of the cube */
};

/* The units of one period, by place and code. */
struct units {
	size_t count, capacity;
	struct unit *items;
	int32_t code_count;
	uint8_t *anywhere; /* by code: the unit is in some cell */
};

#define UNITS_INIT                  \
	{                           \
		0, 0, NULL, 0, NULL \
	}

/* Read the cells of a part in which the cube's dimension is open
 * (part_scope.open), or which are all of one unit (UNITS_ONE).  What was there
 * is cleared. */
int units_read(struct units *, const struct part *, size_t dimension,
    const char *period, const struct rollup_axis *axes, const size_t *strides,
    struct fail *) MUST_CHECK;
void units_clear(struct units *);

/* Add to changes, by place, what the units changed (measure/change.h). */
int units_change(const struct units *before, const struct units *now,
    struct change *changes, struct fail *) MUST_CHECK;
/* Add all sums to totals, by place. */
int units_total(
    const struct units *, int64_t *totals, struct fail *) MUST_CHECK;
/*
 * The least number of people in each place: those of different units are
 * different people, those of one unit may be the same in all its cells of the
 * cube, so it has at least as many as the largest.
 */
int units_least(const struct units *, int64_t *least, struct fail *) MUST_CHECK;

#endif

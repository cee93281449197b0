/* rate - the observations of a rate */
#include "measure/rate.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/break_cells.h"
#include "measure/estimate.h"
#include "measure/layout.h"
#include "measure/part.h"
#include "measure/period.h"

struct work {
	const struct definition *definition;
	struct layout layout;
	struct part numerator, denominator;
	struct part all; /* rows from which the denominator selects */
	struct definition_part all_definition;
	bool same_rows; /* both parts are of the same rows */
	bool counts;    /* both count rows or distinct texts of one dataset */
	size_t period_count;
	const char **periods; /* of both datasets, in byte order */
	struct part_sum *numerators, *denominators, *alls; /* of one period */
	struct estimate *cells; /* of one period, where sums are made of them */
	struct break_cells break_cells;
	uint8_t *breaks; /* of each cell in one period */
	struct observation_block block, small_block;
};

static void
work_clear(struct work *w)
{
	layout_clear(&w->layout);
	part_clear(&w->numerator);
	part_clear(&w->denominator);
	part_clear(&w->all);
	free(w->periods);
	free(w->numerators);
	free(w->denominators);
	free(w->alls);
	free(w->cells);
	free(w->breaks);
	break_cells_clear(&w->break_cells);
}

static int
open_part(struct work *w, struct part *part,
    const struct definition_part *definition, const struct cube *cube,
    struct fail *f)
{
	if (part_open(part, &w->layout.scope, definition, cube, f) == -1)
		return -1;
	return part_mark(part, w->layout.axes, f);
}

/* By breakdowns, all rows of the denominator's dataset, selected or not. */
static int
open_all(struct work *w, const struct cube *cube, struct fail *f)
{
	if (w->layout.breakdown == LAYOUT_WHOLE)
		return 0;
	if (part_open_all(&w->all, &w->layout.scope,
		&w->definition->denominator, &w->all_definition, cube, f) == -1)
		return -1;
	return part_mark(&w->all, w->layout.axes, f);
}

static int
open_cells(struct work *w, struct fail *f)
{
	const struct part *parts[] = { &w->numerator, &w->denominator,
		&w->all };
	size_t count;

	if (layout_close(&w->layout, f) == -1)
		return -1;
	count = w->layout.cell_count + 1;
	w->numerators = memory_array(count, sizeof(*w->numerators), f);
	w->denominators = memory_array(count, sizeof(*w->denominators), f);
	w->alls = memory_array(count, sizeof(*w->alls), f);
	w->cells = memory_array(w->layout.breakdown == LAYOUT_WHOLE ? count : 0,
	    sizeof(*w->cells), f);
	w->breaks = memory_array(count, 1, f);
	if (w->numerators == NULL || w->denominators == NULL ||
	    w->alls == NULL || w->cells == NULL || w->breaks == NULL ||
	    layout_occurring(&w->layout, parts, 3, w->alls, f) == -1)
		return -1;
	w->periods = part_periods(parts, 2, &w->period_count, f);
	if (w->periods == NULL)
		return -1;
	return break_cells_open(
	    &w->break_cells, &w->layout, w->periods, w->period_count, f);
}

static int
work_open(struct work *w, size_t breakdown, const struct cube *numerator,
    const struct cube *denominator, const struct registry_set *registries,
    struct fail *f)
{
	const struct definition *d = w->definition;
	const struct cube *cubes[] = { numerator, denominator };

	if (layout_open(&w->layout, d, breakdown, cubes, 2, registries, f) ==
		-1 ||
	    open_part(w, &w->numerator, &d->numerator, numerator, f) == -1 ||
	    open_part(w, &w->denominator, &d->denominator, denominator, f) ==
		-1 ||
	    open_all(w, denominator, f) == -1 ||
	    part_join(&w->numerator, &w->denominator, &w->same_rows, f) == -1)
		return -1;
	w->counts = numerator == denominator && w->numerator.measure == -1 &&
		    w->denominator.measure == -1;
	return open_cells(w, f);
}

/* Do lost rows of the numerator count beside those of the denominator? */
static bool
lost_apart(const struct work *w, size_t cell)
{
	return w->numerator.cube != w->denominator.cube ||
	       w->denominators[cell].lost == 0;
}

/* The rows that were lost lower the coverage: those of a numerator from another
 * dataset at once, those of the denominator when sums know them, too. */
static void
lose(const struct work *w, size_t cell, struct estimate *e)
{
	const struct part_sum *above = &w->numerators[cell];
	const struct part_sum *below = &w->denominators[cell];

	e->rows = below->rows;
	e->lost = below->lost;
	if (e->status == OBSERVATION_OK && lost_apart(w, cell))
		estimate_lost(e, above->rows, above->lost);
}

/* When it is known which cells are sums. */
static void
settle_lost(const struct work *w, size_t cell, struct estimate *e)
{
	const struct part_sum *above = &w->numerators[cell];

	if (e->status != OBSERVATION_OK && lost_apart(w, cell))
		estimate_lost(e, above->rows, above->lost);
	estimate_lost(e, e->rows, e->lost);
}

static int
read_period(struct work *w, size_t at, struct fail *f)
{
	const char *period = w->periods[at];
	struct layout *l = &w->layout;
	size_t i, size = l->cell_count * sizeof(struct part_sum);
	int32_t first, last;

	(void)period_days(period, &first, &last);
	for (i = 0; i < l->axis_count; i++)
		rollup_axis_period(&l->axes[i], first, last);
	memset(w->numerators, 0, size);
	memset(w->denominators, 0, size);
	memset(w->alls, 0, size);
	if (part_read(&w->numerator, period, l->axes, l->strides, w->numerators,
		f) == -1 ||
	    part_read(&w->denominator, period, l->axes, l->strides,
		w->denominators, f) == -1 ||
	    (l->breakdown != LAYOUT_WHOLE && part_read(&w->all, period, l->axes,
						 l->strides, w->alls, f) == -1))
		return -1;
	break_cells_read(&w->break_cells, l, at, w->breaks);
	return 0;
}

/* Why there are no numbers in a period; REASON_NONE: there are. */
static enum observation_reason
outside(const struct work *w, const char *period)
{
	if (!definition_covers(w->definition, period))
		return REASON_OUTSIDE_VALIDITY;
	if (!part_has_period(&w->numerator, period) ||
	    !part_has_period(&w->denominator, period))
		return REASON_PERIOD_NOT_IN_SOURCE;
	return REASON_NONE;
}

/* The cell at which the layout stands. */
static void
estimate_cell(struct work *w, size_t cell, enum observation_reason reason,
    struct estimate *e)
{
	static const struct part_sum none = { .rows = 1 };
	const struct part_sum *above = &w->numerators[cell];
	const struct part_sum *below = &w->denominators[cell];

	if (w->counts && above->rows == 0 && below->rows > 0)
		above = &none; /* of those counted below nobody: a true zero */
	estimate_parts(e, above, below, w->same_rows, w->definition->bounded);
	if (e->reason == REASON_NOT_IN_SOURCE &&
	    layout_empty(&w->layout, cell, w->alls))
		estimate_status(
		    e, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
	lose(w, cell, e);
	layout_exclude(&w->layout, e);
	if (reason != REASON_NONE)
		estimate_unless_declared(e,
		    reason == REASON_OUTSIDE_VALIDITY
			? OBSERVATION_NOT_APPLICABLE
			: OBSERVATION_MISSING,
		    reason);
}

static int
write_cell(struct work *w, size_t cell, struct estimate *e,
    struct observations *o, struct fail *f)
{
	const struct definition *d = w->definition;

	settle_lost(w, cell, e);
	if (e->status == OBSERVATION_OK && w->breaks[cell] != 0)
		e->flags |= FLAG_BREAK;
	estimate_finish(e, d->scale, d->decimals, &d->interval);
	return observations_add(o,
	    interval_is_small(&d->interval, e) ? &w->small_block : &w->block,
	    layout_row(&w->layout), e, f);
}

static int
open_blocks(
    struct work *w, struct observations *o, const char *period, struct fail *f)
{
	const struct definition *d = w->definition;
	const char *small = interval_small(&d->interval);

	if (observations_block(o, d->id, d->version, period, d->unit,
		interval_main(&d->interval), &w->block, f) == -1)
		return -1;
	w->small_block = w->block;
	return small == NULL ? 0
			     : observations_block(o, d->id, d->version, period,
				   d->unit, small, &w->small_block, f);
}

/* Cells may be sums of others: all are estimated before one is written. */
static int
write_whole(struct work *w, struct observations *o,
    enum observation_reason reason, struct fail *f)
{
	const struct definition *d = w->definition;
	struct layout *l = &w->layout;
	size_t i;

	for (i = 0; i < l->cell_count; i++) {
		layout_find(l, i);
		estimate_cell(w, i, reason, &w->cells[i]);
	}
	if (reason == REASON_NONE &&
	    rollup_apply(l->axes, l->axis_count, d->rollup, d->rollup_count,
		w->cells, f) == -1)
		return -1;
	for (i = 0; i < l->cell_count; i++) {
		layout_find(l, i);
		if (layout_written(l) &&
		    write_cell(w, i, &w->cells[i], o, f) == -1)
			return -1;
	}
	return 0;
}

/* Most combinations of codes need not occur. */
static int
write_breakdown(struct work *w, struct observations *o,
    enum observation_reason reason, struct fail *f)
{
	struct layout *l = &w->layout;
	struct estimate e;
	size_t i;

	for (i = 0; i < l->cell_count; i++) {
		layout_find(l, i);
		if (!layout_written(l))
			continue;
		estimate_cell(w, i, reason, &e);
		if (write_cell(w, i, &e, o, f) == -1)
			return -1;
	}
	return 0;
}

static int
measure_period(
    struct work *w, struct observations *o, size_t at, struct fail *f)
{
	enum observation_reason reason = outside(w, w->periods[at]);

	if (read_period(w, at, f) == -1 ||
	    open_blocks(w, o, w->periods[at], f) == -1)
		return -1;
	return w->layout.breakdown == LAYOUT_WHOLE
		   ? write_whole(w, o, reason, f)
		   : write_breakdown(w, o, reason, f);
}

int
rate_measure(struct observations *o, const struct definition *definition,
    size_t breakdown, const struct cube *numerator,
    const struct cube *denominator, const struct registry_set *registries,
    struct fail *f)
{
	struct work w = { .definition = definition,
		.numerator = PART_INIT,
		.denominator = PART_INIT,
		.all = PART_INIT };
	size_t i;
	int status =
	    work_open(&w, breakdown, numerator, denominator, registries, f);

	if (status == 0)
		status = layout_table(&w.layout, o, f);
	for (i = 0; status == 0 && i < w.period_count; i++)
		status = measure_period(&w, o, i, f);
	work_clear(&w);
	return status;
}

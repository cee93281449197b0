/* series - the observations of a series */
#include "measure/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/break_cells.h"
#include "measure/break_detection.h"
#include "measure/estimate.h"
#include "measure/layout.h"
#include "measure/levels.h"
#include "measure/part.h"
#include "measure/units.h"

#define BOUNDS STATISTICS /* block of a level that is known by bounds */

enum break_kind { BREAK_DECLARED = 1, BREAK_DETECTED = 2 };

struct work {
	const struct definition *definition;
	const struct cube *cube;
	struct layout layout;
	struct part part;
	struct part all; /* rows from which the part selects */
	struct definition_part all_definition;
	struct part by_unit;   /* the same by unit, for changes */
	struct part by_member; /* by unit and overlap field, for bounds */
	bool has_units, has_members;
	size_t unit_dimension; /* of the cube, or UNITS_ONE */
	size_t period_count;
	const char **periods;  /* years, in order */
	struct part_sum *alls; /* of one period */
	/* [period][cell] */
	struct part_sum *sums;
	struct estimate *cells;
	uint8_t *breaks; /* bits of enum break_kind */
	struct break_cells break_cells;
	struct units before, now;        /* of two periods */
	struct change *changes;          /* from one to the other, by cell */
	int64_t *rest_before, *rest_now; /* of no unit, by cell */
	struct level *levels;            /* of one cell, by period */
	enum statistic *statistics;      /* by position on the axis */
	struct observation_block blocks[STATISTICS + 1];
};

static void
work_clear(struct work *w)
{
	layout_clear(&w->layout);
	part_clear(&w->part);
	part_clear(&w->all);
	part_clear(&w->by_unit);
	part_clear(&w->by_member);
	units_clear(&w->before);
	units_clear(&w->now);
	free(w->periods);
	free(w->alls);
	free(w->sums);
	free(w->cells);
	free(w->breaks);
	break_cells_clear(&w->break_cells);
	free(w->changes);
	free(w->rest_before);
	free(w->rest_now);
	free(w->levels);
	free(w->statistics);
}

static struct part_sum *
sum_at(struct work *w, size_t period, size_t cell)
{
	return &w->sums[period * w->layout.cell_count + cell];
}

static struct estimate *
cell_at(struct work *w, size_t period, size_t cell)
{
	return &w->cells[period * w->layout.cell_count + cell];
}

static uint8_t *
break_at(struct work *w, size_t period, size_t cell)
{
	return &w->breaks[period * w->layout.cell_count + cell];
}

/* Open the same part again, with the codes of more dimensions. */
static int
open_by(struct work *w, struct part *part, const char *const *dimensions,
    size_t count, struct fail *f)
{
	struct part_scope scope = w->layout.scope;

	scope.open = dimensions;
	scope.open_count = count;
	return part_open(part, &scope, &w->definition->numerator, w->cube, f);
}

static int
cells_missing(struct work *w, const char *dimension, struct fail *f)
{
	return json_fail(w->definition->numerator.node, f,
	    _("the cube of the dataset \"%s\" has no cells by \"%s\" beside "
	      "those of the breakdown, expected tally --set with it"),
	    cube_dataset(w->cube), dimension);
}

/* The units that a change is made of. */
static int
open_units(struct work *w, struct fail *f)
{
	const char *field = w->definition->unit_field;
	int found = field == NULL ? -1 : cube_dimension_find(w->cube, field);

	w->unit_dimension = found == -1 ? UNITS_ONE : (size_t)found;
	if (!w->definition->statistics[STATISTIC_CHANGE_MATCHED])
		return 0;
	if (found == -1)
		return json_fail(w->definition->numerator.node, f,
		    _("the cube of the dataset \"%s\" has no dimension "
		      "\"%s\", expected tally --by with it"),
		    cube_dataset(w->cube), field);
	w->has_units = true;
	if (open_by(w, &w->by_unit, &field, 1, f) == -1)
		return -1;
	return part_covers(&w->by_unit) ? 0 : cells_missing(w, field, f);
}

/* The members of the overlap field, if the cube knows them: of a dimension of
 * the indicator only where it stands at its total. */
static int
open_members(struct work *w, struct fail *f)
{
	const struct definition *d = w->definition;
	const char *fields[] = { d->overlap_field, d->unit_field };
	int axis = definition_dimension(d, d->overlap_field);
	int found = cube_dimension_find(w->cube, d->overlap_field);

	if (d->numerator.minus == NULL || found == -1 ||
	    (axis != -1 && cube_total(w->cube, (size_t)found) == NULL) ||
	    (d->unit_field != NULL && w->unit_dimension == UNITS_ONE))
		return 0;
	if (open_by(w, &w->by_member, fields, d->unit_field == NULL ? 1 : 2,
		f) == -1)
		return -1;
	w->has_members = part_covers(&w->by_member);
	return 0;
}

static int
open_statistics(struct work *w, struct fail *f)
{
	const struct rollup_axis *axis = &w->layout.axes[w->layout.statistic];
	size_t i;

	w->statistics = memory_array(axis->count, sizeof(*w->statistics), f);
	if (w->statistics == NULL)
		return -1;
	for (i = 0; i < axis->count; i++)
		(void)statistic_find(
		    registry_entry_id(axis->registry, axis->entries[i]),
		    &w->statistics[i]);
	return 0;
}

static int
open_cells(struct work *w, struct fail *f)
{
	const struct part *parts[] = { &w->part, &w->all };
	size_t count, all;

	w->periods = part_periods(parts, 1, &w->period_count, f);
	if (w->periods == NULL)
		return -1;
	count = w->layout.cell_count + 1;
	all = w->layout.cell_count * w->period_count + 1;
	w->alls = memory_array(count, sizeof(*w->alls), f);
	w->sums = memory_array(all, sizeof(*w->sums), f);
	w->cells = memory_array(all, sizeof(*w->cells), f);
	w->breaks = memory_array(all, 1, f);
	w->changes = memory_array(count, sizeof(*w->changes), f);
	w->rest_before = memory_array(count, sizeof(*w->rest_before), f);
	w->rest_now = memory_array(count, sizeof(*w->rest_now), f);
	w->levels = memory_array(w->period_count + 1, sizeof(*w->levels), f);
	if (w->alls == NULL || w->sums == NULL || w->cells == NULL ||
	    w->breaks == NULL || w->changes == NULL || w->rest_before == NULL ||
	    w->rest_now == NULL || w->levels == NULL ||
	    layout_occurring(&w->layout, parts, 2, w->alls, f) == -1 ||
	    break_cells_open(&w->break_cells, &w->layout, w->periods,
		w->period_count, f) == -1)
		return -1;
	return open_statistics(w, f);
}

/* By breakdowns, all rows of the dataset, selected or not. */
static int
open_all(struct work *w, struct fail *f)
{
	if (w->layout.breakdown == LAYOUT_WHOLE)
		return 0;
	if (part_open_all(&w->all, &w->layout.scope, &w->definition->numerator,
		&w->all_definition, w->cube, f) == -1)
		return -1;
	return part_mark(&w->all, w->layout.axes, f);
}

static int
work_open(struct work *w, size_t breakdown,
    const struct registry_set *registries, struct fail *f)
{
	const struct cube *cubes[] = { w->cube };

	if (layout_open(&w->layout, w->definition, breakdown, cubes, 1,
		registries, f) == -1 ||
	    part_open(&w->part, &w->layout.scope, &w->definition->numerator,
		w->cube, f) == -1 ||
	    part_mark(&w->part, w->layout.axes, f) == -1 ||
	    part_check_minus(&w->part, f) == -1 || open_all(w, f) == -1 ||
	    layout_close(&w->layout, f) == -1 || open_units(w, f) == -1 ||
	    open_members(w, f) == -1)
		return -1;
	return open_cells(w, f);
}

/* The year of a period, YYYY. */
static int
find_year(struct work *w, size_t period, int *year, struct fail *f)
{
	const char *text = w->periods[period];

	if (strlen(text) != 4 || strspn(text, "0123456789") != 4)
		return fail_set(f, FAIL_DATA,
		    _("dataset \"%s\": the period \"%s\" is no year; the "
		      "series \"%s\" needs periods such as 2024"),
		    cube_dataset(w->cube), text, w->definition->id);
	*year = (int)strtol(text, NULL, 10);
	return 0;
}

/* The cell at which the layout stands. */
static void
estimate_cell(struct work *w, size_t period, size_t cell)
{
	const struct part_sum *sum = sum_at(w, period, cell);
	struct estimate *e = cell_at(w, period, cell);

	estimate_level(e, sum);
	if (e->status == OBSERVATION_MISSING &&
	    e->reason == REASON_NOT_IN_SOURCE &&
	    layout_empty(&w->layout, cell, w->alls))
		estimate_status(
		    e, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
	estimate_lost(e, sum->rows, sum->lost);
	if (e->status == OBSERVATION_OK && *break_at(w, period, cell) != 0)
		e->flags |= FLAG_BREAK;
}

/* Of a member of the overlap field the level has no overlap within. */
static bool
is_member(struct work *w, size_t cell)
{
	int axis =
	    definition_dimension(w->definition, w->definition->overlap_field);

	if (axis == -1 || w->layout.held[axis] != NULL)
		return false;
	layout_find(&w->layout, cell);
	return w->layout.totals[axis] == NULL ||
	       layout_apart(&w->layout, (size_t)axis);
}

/* The lower bounds of approximate levels; the upper is the value. */
static int
bound_levels(struct work *w, size_t period, struct fail *f)
{
	struct units members = UNITS_INIT;
	int64_t *least = w->rest_now;
	struct estimate *e;
	size_t i;
	int status = 0;

	memset(least, 0, w->layout.cell_count * sizeof(*least));
	if (w->has_members)
		status = units_read(&members, &w->by_member, w->unit_dimension,
		    w->periods[period], w->layout.axes, w->layout.strides, f);
	if (status == 0 && w->has_members)
		status = units_least(&members, least, f);
	for (i = 0; status == 0 && i < w->layout.cell_count; i++) {
		e = cell_at(w, period, i);
		if ((e->flags & FLAG_APPROXIMATE) == 0)
			continue;
		e->upper = e->value;
		if (is_member(w, i))
			e->lower = e->value;
		else if (w->has_members)
			e->lower = (double)least[i];
		else
			continue;
		e->parts |= ESTIMATE_INTERVAL;
	}
	units_clear(&members);
	return status;
}

static bool
has_approximate(struct work *w, size_t period)
{
	size_t i;

	for (i = 0; i < w->layout.cell_count; i++)
		if ((cell_at(w, period, i)->flags & FLAG_APPROXIMATE) != 0)
			return true;
	return false;
}

static int
read_period(struct work *w, size_t period, struct fail *f)
{
	const struct definition *d = w->definition;
	struct layout *l = &w->layout;
	const char *text = w->periods[period];
	size_t i;

	if (find_year(w, period, &w->levels[period].year, f) == -1 ||
	    part_read(&w->part, text, l->axes, l->strides, sum_at(w, period, 0),
		f) == -1)
		return -1;
	memset(w->alls, 0, l->cell_count * sizeof(*w->alls));
	if (l->breakdown != LAYOUT_WHOLE &&
	    part_read(&w->all, text, l->axes, l->strides, w->alls, f) == -1)
		return -1;
	break_cells_read(&w->break_cells, l, period, break_at(w, period, 0));
	for (i = 0; i < l->cell_count; i++) {
		layout_find(l, i);
		estimate_cell(w, period, i);
		layout_exclude(l, cell_at(w, period, i));
		if (!definition_covers(d, text))
			estimate_unless_declared(cell_at(w, period, i),
			    OBSERVATION_NOT_APPLICABLE,
			    REASON_OUTSIDE_VALIDITY);
	}
	return has_approximate(w, period) ? bound_levels(w, period, f) : 0;
}

/* What the cells have beside their units. */
static int
find_rest(struct work *w, size_t period, int64_t *rest, struct fail *f)
{
	size_t i;

	memset(rest, 0, w->layout.cell_count * sizeof(*rest));
	if (units_total(&w->now, rest, f) == -1)
		return -1;
	for (i = 0; i < w->layout.cell_count; i++)
		if (__builtin_sub_overflow(
			sum_at(w, period, i)->sum, rest[i], &rest[i]))
			return fail_set(f, FAIL_DATA,
			    _("a change is beyond 9223372036854775807"));
	return 0;
}

/* From the period before to this one. */
static int
read_changes(struct work *w, size_t period, struct fail *f)
{
	struct units units = w->before;
	int64_t *rest = w->rest_before;
	struct change_unit all = { .was_in = true, .is_in = true };
	size_t i;

	w->before = w->now;
	w->now = units;
	w->rest_before = w->rest_now;
	w->rest_now = rest;
	memset(w->changes, 0, w->layout.cell_count * sizeof(*w->changes));
	if (units_read(&w->now, &w->by_unit, w->unit_dimension,
		w->periods[period], w->layout.axes, w->layout.strides,
		f) == -1 ||
	    find_rest(w, period, w->rest_now, f) == -1)
		return -1;
	if (period == 0)
		return 0;
	for (i = 0; i < w->layout.cell_count; i++) {
		all.before = w->rest_before[i];
		all.after = w->rest_now[i];
		if (change_add(&w->changes[i], &all, f) == -1)
			return -1;
	}
	return units_change(&w->before, &w->now, w->changes, f);
}

/* How the overlap that is subtracted went down. */
static int
overlap_change(
    struct work *w, size_t period, size_t cell, int64_t *value, struct fail *f)
{
	if (!__builtin_sub_overflow(sum_at(w, period - 1, cell)->minus,
		sum_at(w, period, cell)->minus, value))
		return 0;
	return fail_set(
	    f, FAIL_DATA, _("a change is beyond 9223372036854775807"));
}

/* What a statistic is of the change of a cell, which is known. */
static int
part_of_change(struct work *w, size_t period, size_t cell,
    enum statistic statistic, int64_t *value, struct fail *f)
{
	const struct change *c = &w->changes[cell];

	switch (statistic) {
	case STATISTIC_CHANGE_MATCHED:
		*value = c->matched;
		return 0;
	case STATISTIC_CHANGE_ENTRANTS:
		*value = c->entrants;
		return 0;
	case STATISTIC_CHANGE_LEAVERS:
		*value = c->leavers;
		return 0;
	case STATISTIC_CHANGE_RECLASSIFIED:
		*value = c->reclassified;
		return 0;
	default:
		return overlap_change(w, period, cell, value, f);
	}
}

/* The levels of a cell by period. */
static void
find_levels(struct work *w, size_t cell)
{
	struct level *level = w->levels;
	size_t i;

	for (i = 0; i < w->period_count; i++, level++) {
		level->estimate = *cell_at(w, i, cell);
		level->breaks = (*break_at(w, i, cell) & BREAK_DECLARED) != 0;
		level->detected = (*break_at(w, i, cell) & BREAK_DETECTED) != 0;
	}
}

static int
detect_breaks(struct work *w, struct fail *f)
{
	size_t cell, i;

	for (cell = 0; cell < w->layout.cell_count; cell++) {
		find_levels(w, cell);
		if (break_detection_mark(w->levels, w->period_count, f) == -1)
			return -1;
		for (i = 0; i < w->period_count; i++)
			if (w->levels[i].detected)
				*break_at(w, i, cell) |= BREAK_DETECTED;
	}
	return 0;
}

static int
write_statistic(struct work *w, struct observations *o, size_t period,
    size_t cell, enum statistic statistic, struct fail *f)
{
	const struct definition *d = w->definition;
	const struct observation_block *block = &w->blocks[statistic];
	struct estimate e;

	if (levels_statistic(w->levels, period, statistic, d->interval.level,
		d->decimals, &e, f) == -1)
		return -1;
	if (statistic_part_of_change(statistic) &&
	    observation_published(e.status)) {
		if (part_of_change(
			w, period, cell, statistic, &e.numerator, f) == -1)
			return -1;
		e.value = (double)e.numerator;
	}
	if (statistic == STATISTIC_LEVEL && (e.flags & FLAG_APPROXIMATE) != 0)
		block = &w->blocks[BOUNDS];
	return observations_add(o, block, layout_row(&w->layout), &e, f);
}

static int
open_blocks(
    struct work *w, struct observations *o, const char *period, struct fail *f)
{
	const struct definition *d = w->definition;
	int i;

	for (i = 0; i <= BOUNDS; i++)
		if ((i == BOUNDS ? d->numerator.minus != NULL
				 : d->statistics[i]) &&
		    observations_block(o, d->id, d->version, period,
			i == BOUNDS || statistic_unit((enum statistic)i) ==
					   STATISTIC_UNIT_LEVEL
			    ? d->unit
			    : statistic_unit_name((enum statistic)i),
			i == BOUNDS ? "bounds"
				    : statistic_method((enum statistic)i),
			&w->blocks[i], f) == -1)
			return -1;
	return 0;
}

static int
write_cell(struct work *w, struct observations *o, size_t period, size_t cell,
    struct fail *f)
{
	struct layout *l = &w->layout;
	size_t i, count = l->axes[l->statistic].count;

	find_levels(w, cell);
	for (i = 0; i < count; i++) {
		l->positions[l->statistic] = i;
		if (write_statistic(w, o, period, cell, w->statistics[i], f) ==
		    -1)
			return -1;
	}
	return 0;
}

static int
write_period(
    struct work *w, struct observations *o, size_t period, struct fail *f)
{
	size_t i;

	if (open_blocks(w, o, w->periods[period], f) == -1 ||
	    (w->has_units && read_changes(w, period, f) == -1))
		return -1;
	for (i = 0; i < w->layout.cell_count; i++) {
		layout_find(&w->layout, i);
		if (layout_written(&w->layout) &&
		    write_cell(w, o, period, i, f) == -1)
			return -1;
	}
	return 0;
}

int
series_measure(struct observations *o, const struct definition *definition,
    size_t breakdown, const struct cube *cube,
    const struct registry_set *registries, struct fail *f)
{
	struct work w = { .definition = definition,
		.cube = cube,
		.part = PART_INIT,
		.all = PART_INIT,
		.by_unit = PART_INIT,
		.by_member = PART_INIT,
		.before = UNITS_INIT,
		.now = UNITS_INIT };
	size_t i;
	int status = work_open(&w, breakdown, registries, f);

	if (status == 0)
		status = layout_table(&w.layout, o, f);
	for (i = 0; status == 0 && i < w.period_count; i++)
		status = read_period(&w, i, f);
	if (status == 0 && definition->detect_breaks)
		status = detect_breaks(&w, f);
	for (i = 0; status == 0 && i < w.period_count; i++)
		status = write_period(&w, o, i, f);
	work_clear(&w);
	return status;
}

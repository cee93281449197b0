/* comparison_cells - the cells of a comparison */
#include "measure/comparison_cells.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/comparison_families.h"
#include "measure/comparison_place.h"
#include "measure/definition_resolve.h"

struct work {
	struct comparison_cells *cells;
	const struct comparison_figures *figures;
	const struct definition *definition;
	const struct comparison_definition *comparison;
	uint32_t given;  /* axes at whose codes cells may stand */
	uint32_t *shown; /* axes of each breakdown */
	int group, with; /* entries */
};

size_t
comparison_cell_row(const struct comparison_cell *cell)
{
	return cell->row == COMPARISON_NO_ROW ? cell->with : cell->row;
}

/* ---- which rows are cells ---- */

static uint32_t
bit(size_t axis)
{
	return UINT32_C(1) << axis;
}

static int
open_listed(struct work *w, struct fail *f)
{
	const struct definition *d = w->definition;
	struct comparison_cells *c = w->cells;
	size_t i;
	int axis;

	c->listed = memory_array(d->dimension_count, sizeof(*c->listed), f);
	if (c->listed == NULL)
		return -1;
	for (i = 0; i < d->dimension_count; i++) {
		axis = definition_dimension(
		    w->comparison->of, d->dimensions[i].name);
		if (axis == -1)
			continue; /* "statistic" */
		c->listed[c->listed_count++] = (size_t)axis;
		w->given |= bit((size_t)axis);
	}
	if (w->comparison->kind == COMPARISON_GROUPS)
		w->given |= bit(w->comparison->dimension);
	return 0;
}

static int
open_shown(struct work *w, struct fail *f)
{
	size_t dimensions[DEFINITION_DIMENSIONS_MAX];
	size_t i, j, count = w->definition->breakdown_count;

	w->shown = memory_array(count, sizeof(*w->shown), f);
	if (w->shown == NULL)
		return -1;
	for (i = 0; i < count; i++)
		for (j = definition_comparison_set(
			 w->definition, i, false, dimensions);
		     j-- > 0;)
			w->shown[i] |= bit(dimensions[j]);
	return 0;
}

static void
open_groups(struct work *w)
{
	const struct comparison_definition *c = w->comparison;
	const struct registry *registry;

	if (c->kind != COMPARISON_GROUPS)
		return;
	registry = w->figures->axes[c->dimension].registry;
	w->group = registry_find(registry, c->group);
	w->with = registry_find(registry, c->with);
}

/* The first breakdown that has the cell of a row; false: it is another
 * figure, such as one of a stratum. */
static bool
find_breakdown(const struct work *w, size_t row, size_t *breakdown)
{
	uint32_t apart = 0;
	size_t i;

	for (i = 0; i < w->figures->axis_count; i++)
		if (comparison_figures_apart(w->figures, row, i))
			apart |= bit(i);
	*breakdown = 0;
	if ((apart & ~w->given) != 0)
		return false;
	if (!w->figures->by_breakdowns)
		return true;
	for (i = 0; i < w->definition->breakdown_count; i++)
		if ((apart & ~w->shown[i]) == 0) {
			*breakdown = i;
			return true;
		}
	return false;
}

/* A cell of groups is found at the row of its group, or of the other if there
 * is none. */
static bool
find_groups(const struct work *w, size_t row, struct comparison_cell *cell)
{
	size_t axis = w->comparison->dimension, other;
	int entry = comparison_figures_entry(w->figures, row, axis);

	if (entry != w->group && entry != w->with)
		return false;
	other = comparison_figures_beside(
	    w->figures, row, axis, entry == w->group ? w->with : w->group);
	if (entry == w->group)
		*cell = (struct comparison_cell){ .row = row, .with = other };
	else
		*cell = (struct comparison_cell){ .row = other, .with = row };
	return entry == w->group || other == COMPARISON_NO_ROW;
}

static bool
find_cell(const struct work *w, size_t row, struct comparison_cell *cell)
{
	size_t axis = w->comparison->dimension;
	int entry;

	*cell =
	    (struct comparison_cell){ .row = row, .with = COMPARISON_NO_ROW };
	switch (w->comparison->kind) {
	case COMPARISON_GROUPS:
		return find_groups(w, row, cell);
	case COMPARISON_UNITS:
		entry = comparison_figures_entry(w->figures, row, axis);
		cell->whole = entry == w->figures->axes[axis].total;
		return cell->whole ||
		       comparison_has_entry(w->figures->axes[axis].registry,
			   w->comparison->level, entry);
	case COMPARISON_PERIODS:
		break;
	}
	return true;
}

/* ---- their order ---- */

static void
put_place(const struct work *w, size_t row, size_t breakdown, int *numbers)
{
	const struct comparison_cells *c = w->cells;
	size_t i;

	numbers[0] = (int)breakdown;
	numbers[1] = (int)comparison_figures_period(w->figures, row);
	for (i = 0; i < c->listed_count; i++)
		numbers[2 + i] =
		    comparison_figures_entry(w->figures, row, c->listed[i]);
}

static int
sort_cells(struct work *w, const int *numbers, size_t width, struct fail *f)
{
	struct comparison_cells *c = w->cells;
	struct comparison_place *places =
	    comparison_places(numbers, width, c->count, f);
	struct comparison_cell *sorted =
	    memory_array(c->count, sizeof(*sorted), f);
	size_t i;
	int status = -1;

	if (places != NULL && sorted != NULL) {
		for (i = 0; i < c->count; i++)
			sorted[i] = c->items[places[i].cell];
		for (i = 0; i < c->count; i++)
			c->items[i] = sorted[i];
		status = 0;
	}
	free(places);
	free(sorted);
	return status;
}

static int
find_cells(struct work *w, struct fail *f)
{
	struct comparison_cells *c = w->cells;
	size_t row, breakdown, width = 2 + c->listed_count, capacity = 0;
	struct comparison_cell cell;
	int *numbers = NULL;
	int status = 0;

	for (row = 0; row < w->figures->table.count && status == 0; row++) {
		if (!find_breakdown(w, row, &breakdown) ||
		    !find_cell(w, row, &cell))
			continue;
		status = memory_grow(&c->items, &c->capacity, c->count + 1,
		    sizeof(*c->items), f);
		if (status == 0)
			status = memory_grow(&numbers, &capacity,
			    (c->count + 1) * width, sizeof(*numbers), f);
		if (status == -1)
			break;
		put_place(w, row, breakdown, numbers + c->count * width);
		c->items[c->count++] = cell;
	}
	if (status == 0)
		status = sort_cells(w, numbers, width, f);
	free(numbers);
	return status;
}

int
comparison_cells_open(struct comparison_cells *c,
    const struct comparison_figures *figures, struct fail *f)
{
	struct work w = { .cells = c,
		.figures = figures,
		.definition = figures->definition,
		.comparison = figures->definition->comparison };
	int status = -1;

	c->figures = figures;
	open_groups(&w);
	if (open_listed(&w, f) == 0 && open_shown(&w, f) == 0 &&
	    find_cells(&w, f) == 0)
		status = comparison_families(c, f);
	free(w.shown);
	return status;
}

void
comparison_cells_clear(struct comparison_cells *c)
{
	free(c->listed);
	free(c->items);
	free(c->order);
	free(c->starts);
	*c = (struct comparison_cells)COMPARISON_CELLS_INIT;
}

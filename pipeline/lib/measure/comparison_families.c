/* comparison_families - the families of a comparison's cells */
#include "measure/comparison_families.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/comparison_place.h"
#include "table/dictionary.h"

struct work {
	struct comparison_cells *cells;
	const struct comparison_figures *figures;
	const struct definition *definition; /* of the comparison */
	int **levels;                        /* of each axis, by entry */
};

/* Numbers of levels by entry: equal ones of equal levels, and below 0 the
 * number of ancestors of an entry without a level. */
static int
number_levels(const struct registry *registry, int *levels, struct fail *f)
{
	struct dictionary *names = dictionary_new(f);
	size_t i, count = registry_count(registry);
	const char *level;
	int entry;

	for (i = 0; names != NULL && i < count; i++) {
		level = registry_entry_level(registry, (int)i);
		if (level != NULL) {
			levels[i] =
			    dictionary_add(names, level, strlen(level), f);
			if (levels[i] == -1)
				break;
			continue;
		}
		for (entry = (int)i; entry != -1;
		     entry = registry_entry_parent(registry, entry))
			levels[i]--;
	}
	dictionary_free(names);
	return names != NULL && i == count ? 0 : -1;
}

static int
open_levels(struct work *w, struct fail *f)
{
	const struct comparison_axis *axes = w->figures->axes;
	size_t i;

	w->levels = memory_array(w->figures->axis_count, sizeof(*w->levels), f);
	if (w->levels == NULL)
		return -1;
	for (i = 0; i < w->figures->axis_count; i++) {
		w->levels[i] = memory_array(
		    registry_count(axes[i].registry), sizeof(int), f);
		if (w->levels[i] == NULL ||
		    number_levels(axes[i].registry, w->levels[i], f) == -1)
			return -1;
	}
	return 0;
}

/* Whether all codes of an axis are of one family: those of units. */
static bool
is_compared(const struct work *w, size_t axis)
{
	return w->definition->comparison->kind == COMPARISON_UNITS &&
	       axis == w->definition->comparison->dimension;
}

static void
put_family(const struct work *w, size_t row, int *numbers)
{
	const struct comparison_cells *c = w->cells;
	size_t i, axis;
	int entry;

	numbers[0] = (int)comparison_figures_period(w->figures, row);
	for (i = 0; i < c->listed_count; i++) {
		axis = c->listed[i];
		entry = comparison_figures_entry(w->figures, row, axis);
		numbers[1 + i] = is_compared(w, axis) ? 0
				 : w->figures->axes[axis].total == -1
				     ? entry
				     : w->levels[axis][entry];
	}
}

/* Of places in order. */
static void
number_families(
    struct comparison_cells *c, const struct comparison_place *places)
{
	size_t i;

	for (i = 0; i < c->count; i++) {
		if (i == 0 ||
		    !comparison_place_same(&places[i], &places[i - 1]))
			c->starts[c->family_count++] = i;
		c->order[i] = places[i].cell;
		c->items[places[i].cell].family = c->family_count - 1;
	}
	c->starts[c->family_count] = c->count;
}

static int
find_families(struct work *w, struct fail *f)
{
	struct comparison_cells *c = w->cells;
	size_t i, width = 1 + c->listed_count;
	int *numbers = memory_array(c->count * width, sizeof(*numbers), f);
	struct comparison_place *places = NULL;
	int status = -1;

	c->order = memory_array(c->count, sizeof(*c->order), f);
	c->starts = memory_array(c->count + 1, sizeof(*c->starts), f);
	if (numbers != NULL && c->order != NULL && c->starts != NULL) {
		for (i = 0; i < c->count; i++)
			put_family(w, comparison_cell_row(&c->items[i]),
			    numbers + i * width);
		places = comparison_places(numbers, width, c->count, f);
	}
	if (places != NULL) {
		number_families(c, places);
		status = 0;
	}
	free(places);
	free(numbers);
	return status;
}

int
comparison_families(struct comparison_cells *c, struct fail *f)
{
	struct work w = { .cells = c,
		.figures = c->figures,
		.definition = c->figures->definition };
	size_t i;
	int status = open_levels(&w, f) == -1 ? -1 : find_families(&w, f);

	for (i = 0; w.levels != NULL && i < w.figures->axis_count; i++)
		free(w.levels[i]);
	free(w.levels);
	return status;
}

/* grid_axes - what stands in the rows and columns of a table */
#include "report/grid_axes.h"

#include <string.h>

#include "base/memory.h"

/* Does the code occur in the table's indicator, or in any if it has several?
 */
static bool
is_shown(const struct grid_filling *fill, size_t axis, size_t code)
{
	return grid_mixes_indicators(fill) ||
	       view_occurs(fill->view, fill->place[VIEW_INDICATOR], axis, code);
}

/* The codes that the outline lists, else those that occur. */
static int
choose_codes(const struct grid_filling *fill, size_t axis,
    const struct outline_list *list, const struct outline_list *levels,
    size_t **codes, size_t *count, struct fail *f)
{
	const struct view_axis *a = &fill->view->axes[axis];
	size_t most = list->count > 0 ? list->count : a->shown_count;
	size_t i, code;

	*codes = memory_array(most + 1, sizeof(**codes), f);
	if (*codes == NULL)
		return -1;
	for (i = 0; i < most; i++) {
		if (list->count == 0)
			code = a->shown[i];
		else if (view_code_at(fill->view, axis, list->names[i],
			     list->node, &code, f) == -1)
			return -1;
		if (view_has_level(fill->view, axis, code, levels) &&
		    (list->count > 0 || is_shown(fill, axis, code)))
			(*codes)[(*count)++] = code;
	}
	return 0;
}

/* The cell which decides on a row. */
static int
get_deciding(const struct grid_filling *fill, const struct outline_holds *at,
    size_t code, struct estimate *estimate, struct fail *f)
{
	size_t place[VIEW_AXES_MAX];

	memcpy(place, fill->place, sizeof(place));
	if (view_hold(fill->view, place, at, f) == -1)
		return -1;
	place[fill->row_axis] = code;
	view_get(fill->view, place, estimate);
	return 0;
}

/* Whether the cell has one of the flags. */
static int
has_flag(
    const struct grid_filling *fill, size_t code, bool *kept, struct fail *f)
{
	const struct outline_only *only = &fill->outline->only;
	struct estimate estimate;

	if (get_deciding(fill, &only->at, code, &estimate, f) == -1)
		return -1;
	*kept = (estimate.flags & only->flags) != 0;
	return 0;
}

/* Whether the number is smaller; one that is not there is not. */
static int
is_below(
    const struct grid_filling *fill, size_t code, bool *kept, struct fail *f)
{
	const struct outline_below *below = &fill->outline->below;
	struct estimate estimate;
	double number;

	if (get_deciding(fill, &below->at, code, &estimate, f) == -1)
		return -1;
	*kept =
	    view_part(&estimate, below->part, &number) && number < below->value;
	return 0;
}

/* Leave the rows that the outline wants. */
static int
keep_rows(struct grid_filling *fill, struct fail *f)
{
	const struct outline_table *o = fill->outline;
	struct grid *g = fill->grid;
	size_t i, count = 0;
	bool kept;

	for (i = 0; i < g->row_count; i++) {
		kept = true;
		if ((o->only.node != NULL &&
			has_flag(fill, g->rows[i], &kept, f) == -1) ||
		    (kept && o->below.node != NULL &&
			is_below(fill, g->rows[i], &kept, f) == -1))
			return -1;
		if (kept)
			g->rows[count++] = g->rows[i];
	}
	g->row_count = count;
	return 0;
}

/* The place of every line, but for what the other side chooses. */
static int
place_lines(struct grid_filling *fill, size_t *count, struct fail *f)
{
	const struct outline_table *o = fill->outline;
	struct grid *g = fill->grid;
	size_t i;

	*count = o->line_count;
	g->places = memory_array(*count, sizeof(*g->places), f);
	if (g->places == NULL)
		return -1;
	for (i = 0; i < *count; i++) {
		memcpy(g->places[i], fill->place, sizeof(fill->place));
		if (view_hold(fill->view, g->places[i], &o->lines[i].at, f) ==
		    -1)
			return -1;
	}
	return 0;
}

static int
choose_rows(struct grid_filling *fill, struct fail *f)
{
	const struct outline_table *o = fill->outline;
	struct grid *g = fill->grid;

	if (grid_has_lines(fill))
		return place_lines(fill, &g->row_count, f);
	if (choose_codes(fill, fill->row_axis, &o->row_codes, &o->levels,
		&g->rows, &g->row_count, f) == -1)
		return -1;
	return keep_rows(fill, f);
}

int
grid_axes_choose(struct grid_filling *fill, struct fail *f)
{
	static const struct outline_list all = { 0, NULL, NULL };
	const struct outline_table *o = fill->outline;
	struct grid *g = fill->grid;

	view_home(fill->view, fill->place);
	if (view_hold(fill->view, fill->place, &o->at, f) == -1)
		return -1;
	fill->row_axis = fill->column_axis = GRID_NO_AXIS;
	if (o->rows != NULL)
		fill->row_axis = (size_t)view_axis(fill->view, o->rows);
	if (o->columns != NULL)
		fill->column_axis = (size_t)view_axis(fill->view, o->columns);
	if (choose_rows(fill, f) == -1)
		return -1;
	if (o->transposed)
		return place_lines(fill, &g->column_count, f);
	g->column_count = o->part_count;
	if (o->columns == NULL)
		return 0;
	g->column_count = 0;
	return choose_codes(fill, fill->column_axis, &o->codes, &all,
	    &g->columns, &g->column_count, f);
}

/* grid_labels - what rows and columns are called */
#include "report/grid_labels.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "report/unit.h"
#include "report/wording.h"

#define DEPTH_MAX 8

/* ---- rows ---- */

/* How many of a code's ancestors are rows too. */
static unsigned char
depth_of(const struct grid_filling *fill, size_t code)
{
	const struct registry *r = fill->view->axes[fill->row_axis].registry;
	unsigned char depth = 0;
	size_t i;
	int up = (int)code;

	if (r == NULL)
		return 0;
	while ((up = registry_entry_parent(r, up)) != -1 && depth < DEPTH_MAX)
		for (i = 0; i < fill->grid->row_count; i++)
			if (fill->grid->rows[i] == (size_t)up) {
				depth++;
				break;
			}
	return depth;
}

/* The title; the short one if even the widest stub could not hold it. */
static const char *
stub_text(const struct grid_filling *fill, size_t code, unsigned char depth)
{
	const char *title =
	    view_code_title(fill->view, fill->row_axis, code, fill->language);

	if (text_width(title) + (size_t)depth * PAGE_DEPTH <= PAGE_STUB_MAX)
		return title;
	return view_code_short(
	    fill->view, fill->row_axis, code, fill->language);
}

static bool
ends_in(const char *title, const char *unit)
{
	size_t length = strlen(title), end = strlen(unit);

	return length >= end && strcmp(title + length - end, unit) == 0;
}

/* "Value, %": the title with the unit, if it has one that is told and does not
 * end in it; kept in *made.  NULL: out of memory. */
static const char *
with_unit(const char *title, const char *unit, char **made, struct fail *f)
{
	const char *text = wording_unit(unit);
	size_t room = strlen(title) + strlen(text) + sizeof(", ");

	if (*text == '\0' || ends_in(title, text))
		return title;
	*made = memory_array(room, 1, f);
	if (*made != NULL)
		snprintf(*made, room, "%s, %s", title, text);
	return *made;
}

/* Statistics differ in their units: "Difference, pp". */
static const char *
statistic_stub(
    struct grid_filling *fill, size_t row, const char *title, struct fail *f)
{
	size_t place[VIEW_AXES_MAX];
	const char *unit;

	if (strcmp(fill->view->axes[fill->row_axis].name,
		STATISTIC_DIMENSION) != 0)
		return title;
	memcpy(place, fill->place, sizeof(place));
	place[fill->row_axis] = fill->grid->rows[row];
	unit = view_unit(fill->view, place);
	return unit_find(unit) == UNIT_COUNT
		   ? title
		   : with_unit(title, unit, &fill->grid->made_stubs[row], f);
}

static int
fill_stubs(struct grid_filling *fill, struct fail *f)
{
	struct grid *g = fill->grid;
	const struct outline_line *line;
	size_t i;

	g->stubs = memory_array(g->row_count + 1, sizeof(*g->stubs), f);
	g->depths = memory_array(g->row_count + 1, sizeof(*g->depths), f);
	g->made_stubs =
	    memory_array(g->row_count + 1, sizeof(*g->made_stubs), f);
	if (g->stubs == NULL || g->depths == NULL || g->made_stubs == NULL)
		return -1;
	for (i = 0; i < g->row_count; i++) {
		if (grid_has_lines(fill)) {
			line = &fill->outline->lines[i];
			g->stubs[i] = line->title.text[fill->language];
			g->depths[i] = line->minus;
			continue;
		}
		g->depths[i] = depth_of(fill, g->rows[i]);
		g->stubs[i] = statistic_stub(
		    fill, i, stub_text(fill, g->rows[i], g->depths[i]), f);
		if (g->stubs[i] == NULL)
			return -1;
	}
	return 0;
}

/* ---- columns ---- */

/* Is the head of a part to say that it is in points, or a rate of so many? */
static bool
is_own_unit(const char *name, enum outline_part part)
{
	enum unit unit = unit_find(name);

	return part != PART_NUMERATOR && part != PART_DENOMINATOR &&
	       unit != UNIT_COUNT && unit != UNIT_PERCENT;
}

static const char *
unit_head(struct grid_filling *fill, size_t column, const char *title,
    const char *unit, struct fail *f)
{
	return with_unit(title, unit, &fill->grid->made_heads[column], f);
}

/* The definition's own name of the part, its value with the unit; else ours.
 */
static const char *
part_head(struct grid_filling *fill, size_t column, struct fail *f)
{
	enum outline_part part = fill->outline->parts[column];
	const struct definition *d =
	    fill->view->indicators[fill->place[VIEW_INDICATOR]];
	const struct title *title = wording_part_title(d, part);
	const char *unit = view_unit(fill->view, fill->place);

	if (title == NULL || grid_mixes_indicators(fill))
		return is_own_unit(unit, part)
			   ? unit_head(
				 fill, column, _(wording_part(part)), unit, f)
			   : _(wording_part_head(part, unit));
	if (part != PART_VALUE)
		return title->text[fill->language];
	return unit_head(fill, column, title->text[fill->language], unit, f);
}

/* Statistics differ in their units; levels of several indicators, too. */
static const char *
code_head(struct grid_filling *fill, size_t column, struct fail *f)
{
	size_t place[VIEW_AXES_MAX];
	const struct view *v = fill->view;
	const char *title = view_code_short(
	    v, fill->column_axis, fill->grid->columns[column], fill->language);
	const char *unit;

	if (strcmp(v->axes[fill->column_axis].name, STATISTIC_DIMENSION) != 0 ||
	    fill->outline->parts[0] != PART_VALUE)
		return title;
	memcpy(place, fill->place, sizeof(place));
	place[fill->column_axis] = fill->grid->columns[column];
	unit = view_unit(v, place);
	if (grid_mixes_indicators(fill) && unit_find(unit) == UNIT_COUNT)
		return title;
	return unit_head(fill, column, title, unit, f);
}

static const char *
column_head(struct grid_filling *fill, size_t column, struct fail *f)
{
	if (fill->outline->transposed)
		return fill->outline->lines[column].title.text[fill->language];
	return fill->grid->columns == NULL ? part_head(fill, column, f)
					   : code_head(fill, column, f);
}

static int
fill_heads(struct grid_filling *fill, struct fail *f)
{
	struct grid *g = fill->grid;
	size_t i;

	g->heads = memory_array(g->column_count + 1, sizeof(*g->heads), f);
	g->made_heads =
	    memory_array(g->column_count + 1, sizeof(*g->made_heads), f);
	if (g->heads == NULL || g->made_heads == NULL)
		return -1;
	for (i = 0; i < g->column_count; i++) {
		g->heads[i] = column_head(fill, i, f);
		if (g->heads[i] == NULL)
			return -1;
	}
	return 0;
}

int
grid_labels_fill(struct grid_filling *fill, struct fail *f)
{
	return fill_stubs(fill, f) == -1 ? -1 : fill_heads(fill, f);
}

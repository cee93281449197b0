/* grid - a table of the outline, filled with the figures of the view */
#include "report/grid.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "report/figure.h"
#include "report/grid_axes.h"
#include "report/grid_cells.h"
#include "report/grid_labels.h"

/* Does a line choose along this axis? */
static bool
is_in_lines(const struct grid_filling *fill, size_t axis)
{
	const char *name = fill->view->axes[axis].name;
	const struct outline_holds *at;
	size_t i, k;

	for (i = 0; i < fill->outline->line_count; i++) {
		at = &fill->outline->lines[i].at;
		for (k = 0; k < at->count; k++)
			if (strcmp(at->items[k].axis, name) == 0)
				return true;
	}
	return false;
}

/* What the table holds fixed, but for axes that stand at home. */
static void
put_held(FILE *stream, const struct grid_filling *fill)
{
	const struct view *v = fill->view;
	const char *separator = "";
	size_t i;

	for (i = 0; i < v->axis_count; i++) {
		if (i == fill->row_axis || i == fill->column_axis ||
		    is_in_lines(fill, i) || !view_has(v, fill->place, i))
			continue;
		/* Several indicators or periods: say which one this is. */
		if (fill->place[i] == v->axes[i].home &&
		    (i >= VIEW_DIMENSIONS || v->axes[i].shown_count == 1))
			continue;
		fprintf(stream, "%s%s: %s", separator,
		    view_axis_title(v, i, fill->language),
		    view_code_title(v, i, fill->place[i], fill->language));
		separator = "; ";
	}
}

static int
make_titles(struct grid_filling *fill, size_t number, struct fail *f)
{
	struct grid *g = fill->grid;
	size_t length;
	FILE *stream = open_memstream(&g->title, &length);

	if (stream == NULL)
		return fail_memory(f);
	fprintf(stream, _("Table %zu. %s"), number,
	    fill->outline->title.text[fill->language]);
	if (fclose(stream) != 0)
		return fail_memory(f);
	stream = open_memstream(&g->subtitle, &length);
	if (stream == NULL)
		return fail_memory(f);
	put_held(stream, fill);
	return fclose(stream) != 0 ? fail_memory(f) : 0;
}

/* What the signs of findings mean. */
static const char *
foot_text(unsigned findings, bool funnel)
{
	switch (findings) {
	case FLAG_ABOVE:
		return funnel
			   ? _("▲ the share is above the limits of chance.")
			   : _("▲ above; the difference is more than chance explains.");
	case FLAG_BELOW:
		return funnel
			   ? _("▼ the share is below the limits of chance.")
			   : _("▼ below; the difference is more than chance explains.");
	case GRID_FINDINGS:
		return funnel ? _("▲ the share is above, ▼ below the limits of "
				  "chance.")
			      : _("▲ above, ▼ below; the difference is "
				  "more than chance explains.");
	default:
		return NULL;
	}
}

/* Why a table has no rows: all are like the others, or large enough. */
static int
make_empty(struct grid_filling *fill, struct fail *f)
{
	const struct outline_table *o = fill->outline;
	char number[FIGURE_TEXT];
	size_t length;
	FILE *stream;

	if (fill->grid->row_count > 0 ||
	    (o->only.node == NULL && o->below.node == NULL))
		return 0;
	stream = open_memstream(&fill->grid->empty, &length);
	if (stream == NULL)
		return fail_memory(f);
	figure_fixed(number, fill->language, o->below.value,
	    o->below.value > floor(o->below.value) ? 1 : 0);
	if (o->only.node == NULL)
		fprintf(
		    stream, _("There is none: no number is below %s."), number);
	else if (o->below.node != NULL)
		fputs(_("There is none."), stream);
	else
		fputs((o->only.flags & ~GRID_FINDINGS) == 0
			  ? _("There is none: no published figure differs by "
			      "more than chance explains.")
			  : _("There is none."),
		    stream);
	return fclose(stream) != 0 ? fail_memory(f) : 0;
}

static void
make_table(struct grid_filling *fill)
{
	struct grid *g = fill->grid;

	g->table.title = g->title;
	g->table.continued = _("(continued)");
	g->table.subtitle = g->subtitle;
	g->table.note = g->note;
	g->table.foot = foot_text(fill->findings, fill->funnel);
	g->table.empty = g->empty;
	g->table.stub_head = fill->outline->head.text[fill->language];
	if (g->table.stub_head == NULL)
		g->table.stub_head = grid_has_lines(fill)
					 ? ""
					 : view_axis_title(fill->view,
					       fill->row_axis, fill->language);
	g->table.rows = g->row_count;
	g->table.columns = g->column_count;
	g->table.stubs = g->stubs;
	g->table.depths = g->depths;
	g->table.heads = g->heads;
	g->table.cells = g->cells;
}

int
grid_fill(struct grid *g, const struct view *v, const struct outline_table *o,
    size_t number, enum language language, struct marks *marks, struct fail *f)
{
	struct grid_filling fill = { .grid = g,
		.view = v,
		.outline = o,
		.language = language,
		.marks = marks };

	memset(g, 0, sizeof(*g));
	if (grid_axes_choose(&fill, f) == -1 ||
	    grid_labels_fill(&fill, f) == -1 || grid_cells_fill(&fill, f) == -1)
		return -1;
	/* The cells have moved the place along rows and columns. */
	view_home(v, fill.place);
	if (view_hold(v, fill.place, &o->at, f) == -1 ||
	    make_titles(&fill, number, f) == -1 || make_empty(&fill, f) == -1)
		return -1;
	make_table(&fill);
	return 0;
}

void
grid_clear(struct grid *g)
{
	size_t i;

	for (i = 0; g->made_heads != NULL && i < g->column_count; i++)
		free(g->made_heads[i]);
	for (i = 0; g->made_stubs != NULL && i < g->row_count; i++)
		free(g->made_stubs[i]);
	free(g->made_stubs);
	free(g->made_heads);
	free(g->cells);
	free(g->stubs);
	free(g->heads);
	free(g->depths);
	free(g->texts);
	free(g->title);
	free(g->subtitle);
	free(g->note);
	free(g->empty);
	free(g->rows);
	free(g->columns);
	free(g->places);
	memset(g, 0, sizeof(*g));
}

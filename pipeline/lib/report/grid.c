/* grid - a table of the outline, filled with the figures of the view */
#include "report/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "report/figure.h"
#include "report/remark.h"
#include "report/unit.h"
#include "report/wording.h"

/* A number with both limits of its interval. */
#define CELL_TEXT (3 * FIGURE_TEXT + 8)
#define SIGN_TEXT (MARK_TEXT * (OBSERVATION_FLAGS + 1))
#define DEPTH_MAX 8
#define UP "\302\240▲"
#define DOWN "\302\240▼"
/* They are findings, not caveats: with signs of their own. */
#define FINDINGS ((unsigned)FLAG_ABOVE | FLAG_BELOW)

void
mark_sign(char to[MARK_TEXT], unsigned at)
{
	static const char *const digits[OBSERVATION_FLAGS] = { "¹", "²", "³",
		"⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

	snprintf(to, MARK_TEXT, "%s)", digits[at]);
}

/* What a grid is filled with. */
struct filling {
	struct grid *grid;
	const struct view *view;
	const struct outline_table *outline;
	enum language language;
	struct marks *marks;
	size_t place[VIEW_AXES_MAX];
	size_t row_axis, column_axis; /* NO_AXIS: lines, parts */
	unsigned common;              /* flags that all figures have */
	double lowest;                /* coverage of one of them */
	unsigned findings;            /* of which signs stand in the table */
	bool funnel;                  /* one of them is that of a funnel */
};

#define NO_AXIS ((size_t)-1)

/* The lines of the table are its rows. */
static bool
has_lines(const struct filling *fill)
{
	return fill->outline->line_count > 0 && !fill->outline->transposed;
}

/* Several indicators stand in the table. */
static bool
mixes_indicators(const struct filling *fill)
{
	return fill->row_axis == VIEW_INDICATOR ||
	       fill->column_axis == VIEW_INDICATOR ||
	       fill->outline->line_count > 0;
}

/* ---- rows and columns ---- */

/* Does the code occur in the table's indicator, or in any if it has several?
 */
static bool
is_shown(const struct filling *fill, size_t axis, size_t code)
{
	return mixes_indicators(fill) ||
	       view_occurs(fill->view, fill->place[VIEW_INDICATOR], axis, code);
}

/* The codes that the outline lists, else those that occur. */
static int
choose_codes(const struct filling *fill, size_t axis,
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

/* Does the cell which decides on the row have one of the flags? */
static int
has_flag(const struct filling *fill, size_t code, bool *kept, struct fail *f)
{
	const struct outline_only *only = &fill->outline->only;
	size_t place[VIEW_AXES_MAX];
	struct estimate estimate;

	memcpy(place, fill->place, sizeof(place));
	if (view_hold(fill->view, place, &only->at, f) == -1)
		return -1;
	place[fill->row_axis] = code;
	view_get(fill->view, place, &estimate);
	*kept = (estimate.flags & only->flags) != 0;
	return 0;
}

/* Is the number smaller?  One that is not there is not. */
static int
is_below(const struct filling *fill, size_t code, bool *kept, struct fail *f)
{
	const struct outline_below *below = &fill->outline->below;
	size_t place[VIEW_AXES_MAX];
	struct estimate estimate;
	double number;

	memcpy(place, fill->place, sizeof(place));
	if (view_hold(fill->view, place, &below->at, f) == -1)
		return -1;
	place[fill->row_axis] = code;
	view_get(fill->view, place, &estimate);
	*kept =
	    view_part(&estimate, below->part, &number) && number < below->value;
	return 0;
}

/* Leave the rows that the outline wants. */
static int
keep_rows(struct filling *fill, struct fail *f)
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

/* How many of a code's ancestors are rows too. */
static unsigned char
depth_of(const struct filling *fill, size_t code)
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
stub_text(const struct filling *fill, size_t code, unsigned char depth)
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
    struct filling *fill, size_t row, const char *title, struct fail *f)
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
fill_stubs(struct filling *fill, struct fail *f)
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
		if (has_lines(fill)) {
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

/* Is the head of a part to say that it is in points, or a rate of so many? */
static bool
is_own_unit(const char *name, enum outline_part part)
{
	enum unit unit = unit_find(name);

	return part != PART_NUMERATOR && part != PART_DENOMINATOR &&
	       unit != UNIT_COUNT && unit != UNIT_PERCENT;
}

static const char *
unit_head(struct filling *fill, size_t column, const char *title,
    const char *unit, struct fail *f)
{
	return with_unit(title, unit, &fill->grid->made_heads[column], f);
}

/* The definition's own name of the part, its value with the unit; else ours.
 */
static const char *
part_head(struct filling *fill, size_t column, struct fail *f)
{
	enum outline_part part = fill->outline->parts[column];
	const struct definition *d =
	    fill->view->indicators[fill->place[VIEW_INDICATOR]];
	const struct title *title = wording_part_title(d, part);
	const char *unit = view_unit(fill->view, fill->place);

	if (title == NULL || mixes_indicators(fill))
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
code_head(struct filling *fill, size_t column, struct fail *f)
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
	if (mixes_indicators(fill) && unit_find(unit) == UNIT_COUNT)
		return title;
	return unit_head(fill, column, title, unit, f);
}

static const char *
column_head(struct filling *fill, size_t column, struct fail *f)
{
	if (fill->outline->transposed)
		return fill->outline->lines[column].title.text[fill->language];
	return fill->grid->columns == NULL ? part_head(fill, column, f)
					   : code_head(fill, column, f);
}

static int
fill_heads(struct filling *fill, struct fail *f)
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

/* ---- cells ---- */

static enum unit
unit_of(const struct filling *fill)
{
	return unit_find(view_unit(fill->view, fill->place));
}

/* What the table says of values in per cent or points; numbers of people,
 * colleges, ... have no decimals. */
static int
decimals_of(const struct filling *fill)
{
	if (fill->outline->decimals == OUTLINE_DECIMALS ||
	    !unit_has_decimals(unit_of(fill)))
		return view_decimals(fill->view, fill->place);
	return fill->outline->decimals;
}

static void
put_interval(char *to, struct filling *fill, const struct estimate *estimate)
{
	char lower[FIGURE_TEXT], upper[FIGURE_TEXT];
	int decimals = decimals_of(fill);
	double number;

	if (!view_part(estimate, PART_LOWER, &number))
		return;
	figure_fixed(lower, fill->language, estimate->lower, decimals);
	figure_fixed(upper, fill->language, estimate->upper, decimals);
	snprintf(
	    to + strlen(to), CELL_TEXT - strlen(to), " [%s; %s]", lower, upper);
	fill->marks->brackets = true;
}

static void
put_number(char *to, struct filling *fill, const struct estimate *estimate,
    enum outline_part part)
{
	double number = 0;

	if (!view_part(estimate, part, &number)) {
		*to = '\0'; /* a number that this kind of value has not */
		return;
	}
	if (part == PART_NUMERATOR || part == PART_DENOMINATOR) {
		figure_integer(to, fill->language,
		    part == PART_NUMERATOR ? estimate->numerator
					   : estimate->denominator);
		return;
	}
	unit_figure(to, fill->language, unit_of(fill), number,
	    decimals_of(fill), view_signed(fill->view, fill->place));
	if (part == PART_LOWER || part == PART_UPPER)
		fill->marks->limits = true;
	if (part == PART_VALUE && fill->view->outline->intervals_in_text)
		put_interval(to, fill, estimate);
}

/* "−12" of what a line takes away. */
static void
put_minus(char *to)
{
	static const char minus[] = "\342\210\222";
	size_t length = strlen(to);

	if (length + sizeof(minus) > CELL_TEXT)
		return;
	memmove(to + sizeof(minus) - 1, to, length + 1);
	memcpy(to, minus, sizeof(minus) - 1);
}

/* Does 0 of it mean that there is nobody?  Limits and differences do not. */
static bool
is_nothing(const struct filling *fill, enum outline_part part)
{
	return part == PART_NUMERATOR || part == PART_DENOMINATOR ||
	       (part == PART_VALUE && unit_counts(unit_of(fill)));
}

static void
put_status(char *to, struct filling *fill, const struct estimate *estimate,
    enum outline_part part, bool minus)
{
	const char *sign = wording_sign(estimate->status, fill->language);
	double number = 1;

	if (sign != NULL) {
		strcpy(to, sign);
		fill->marks->statuses[estimate->status] = true;
	} else if (view_part(estimate, part, &number) && number == 0 &&
		   is_nothing(fill, part)) {
		strcpy(to, WORDING_ZERO);
		fill->marks->zero = true;
	} else {
		put_number(to, fill, estimate, part);
		if (minus && *to != '\0')
			put_minus(to);
		if (estimate->status == OBSERVATION_NEGLIGIBLE)
			fill->marks->statuses[OBSERVATION_NEGLIGIBLE] = true;
	}
}

static unsigned
mark_number(struct marks *marks, unsigned flag)
{
	unsigned i;

	for (i = 0; i < marks->flag_count; i++)
		if (marks->flags[i] == flag)
			return i;
	marks->flags[marks->flag_count] = flag;
	return marks->flag_count++;
}

/* Does the table show limits? */
static bool
shows_limits(const struct outline_table *o)
{
	size_t i;

	for (i = 0; i < o->part_count; i++)
		if (o->parts[i] == PART_LOWER || o->parts[i] == PART_UPPER)
			return true;
	for (i = 0; i < o->line_count; i++)
		if (o->lines[i].part == PART_LOWER ||
		    o->lines[i].part == PART_UPPER)
			return true;
	return false;
}

/* Is this the flag of a funnel's limits? */
static bool
is_funnel(const struct filling *fill)
{
	enum statistic statistic;

	return view_statistic(fill->view, fill->place, &statistic) &&
	       (statistic == STATISTIC_FUNNEL_95 ||
		   statistic == STATISTIC_FUNNEL_998);
}

/* A finding is told at the value, that of a funnel at the limit beyond which
 * the unit lies, if that is shown.  A probability speaks for itself. */
static unsigned
findings_of(const struct filling *fill, enum outline_part part, unsigned flags)
{
	bool funnel = is_funnel(fill);

	if (part == PART_LOWER && funnel)
		return flags & FLAG_BELOW;
	if (part == PART_UPPER && funnel)
		return flags & FLAG_ABOVE;
	if (part != PART_VALUE || unit_of(fill) == UNIT_PROBABILITY ||
	    (funnel && shows_limits(fill->outline)))
		return 0;
	return flags & FINDINGS;
}

static void
put_flags(
    char *to, struct filling *fill, enum outline_part part, unsigned flags)
{
	unsigned i, findings = findings_of(fill, part, flags);

	strcpy(to, findings & FLAG_ABOVE   ? UP
		   : findings & FLAG_BELOW ? DOWN
					   : "");
	to += strlen(to);
	fill->findings |= findings;
	fill->funnel = fill->funnel || (findings != 0 && is_funnel(fill));
	for (i = 0; i < OBSERVATION_FLAGS; i++)
		if ((flags & ~FINDINGS) >> i & 1) {
			mark_sign(to, mark_number(fill->marks, i));
			to += strlen(to);
		}
}

static void
set_place(struct filling *fill, size_t row, size_t column)
{
	const struct grid *g = fill->grid;

	if (g->places != NULL)
		memcpy(fill->place,
		    g->places[fill->outline->transposed ? column : row],
		    sizeof(fill->place));
	if (g->rows != NULL)
		fill->place[fill->row_axis] = g->rows[row];
	if (g->columns != NULL)
		fill->place[fill->column_axis] = g->columns[column];
}

static void
fill_cell(struct filling *fill, size_t row, size_t column)
{
	const struct outline_table *o = fill->outline;
	const struct outline_line *line =
	    o->line_count > 0 ? &o->lines[o->transposed ? column : row] : NULL;
	struct grid *g = fill->grid;
	size_t at = row * g->column_count + column;
	char *text = g->texts + at * (CELL_TEXT + SIGN_TEXT);
	char *sign = text + CELL_TEXT;
	enum outline_part part =
	    line != NULL ? line->part
			 : o->parts[g->columns == NULL ? column : 0];
	struct estimate estimate;

	set_place(fill, row, column);
	view_get(fill->view, fill->place, &estimate);
	put_status(text, fill, &estimate, part, line != NULL && line->minus);
	put_flags(sign, fill, part, estimate.flags & ~fill->common);
	g->cells[at].text = text;
	g->cells[at].sign = sign;
}

/* The flags that all figures of the table have, if there are at least two. */
static void
find_common(struct filling *fill)
{
	const struct grid *g = fill->grid;
	struct estimate estimate;
	size_t row, column, figures = 0;
	unsigned common = ~0U;

	fill->lowest = 1;
	for (row = 0; row < g->row_count; row++)
		for (column = 0; column < g->column_count; column++) {
			set_place(fill, row, column);
			view_get(fill->view, fill->place, &estimate);
			if (!observation_published(estimate.status))
				continue;
			figures++;
			common &= estimate.flags;
			if (estimate.coverage < fill->lowest)
				fill->lowest = estimate.coverage;
		}
	fill->common = figures >= 2 ? common & ~FINDINGS : 0;
}

static int
fill_note(struct filling *fill, struct fail *f)
{
	char *flags = NULL, *note = NULL;
	size_t length = 0;
	FILE *stream;
	int status = -1;

	if (fill->common == 0)
		return 0;
	stream = open_memstream(&flags, &length);
	if (stream != NULL) {
		remark_flags(
		    stream, fill->language, fill->common, fill->lowest);
		if (fclose(stream) == 0 &&
		    (stream = open_memstream(&note, &length)) != NULL) {
			fprintf(stream, _("All figures: %s."), flags);
			status = fclose(stream);
		}
	}
	free(flags);
	fill->grid->note = note;
	return status == 0 ? 0 : fail_memory(f);
}

static int
fill_cells(struct filling *fill, struct fail *f)
{
	struct grid *g = fill->grid;
	size_t count = g->row_count * g->column_count, row, column;

	find_common(fill);
	g->cells = memory_array(count + 1, sizeof(*g->cells), f);
	g->texts = memory_array(count + 1, CELL_TEXT + SIGN_TEXT, f);
	if (g->cells == NULL || g->texts == NULL || fill_note(fill, f) == -1)
		return -1;
	for (row = 0; row < g->row_count; row++)
		for (column = 0; column < g->column_count; column++)
			fill_cell(fill, row, column);
	return 0;
}

/* ---- titles ---- */

/* Does a line choose along this axis? */
static bool
is_in_lines(const struct filling *fill, size_t axis)
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
put_held(FILE *stream, const struct filling *fill)
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
make_titles(struct filling *fill, size_t number, struct fail *f)
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
	case FINDINGS:
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
make_empty(struct filling *fill, struct fail *f)
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
		fputs((o->only.flags & ~FINDINGS) == 0
			  ? _("There is none: no published figure differs by "
			      "more than chance explains.")
			  : _("There is none."),
		    stream);
	return fclose(stream) != 0 ? fail_memory(f) : 0;
}

static void
make_table(struct filling *fill)
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
		g->table.stub_head = has_lines(fill)
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

/* The place of every line, but for what the other side chooses. */
static int
place_lines(struct filling *fill, size_t *count, struct fail *f)
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
choose_rows(struct filling *fill, struct fail *f)
{
	const struct outline_table *o = fill->outline;
	struct grid *g = fill->grid;

	if (has_lines(fill))
		return place_lines(fill, &g->row_count, f);
	if (choose_codes(fill, fill->row_axis, &o->row_codes, &o->levels,
		&g->rows, &g->row_count, f) == -1)
		return -1;
	return keep_rows(fill, f);
}

static int
choose_axes(struct filling *fill, struct fail *f)
{
	static const struct outline_list all = { 0, NULL, NULL };
	const struct outline_table *o = fill->outline;
	struct grid *g = fill->grid;

	view_home(fill->view, fill->place);
	if (view_hold(fill->view, fill->place, &o->at, f) == -1)
		return -1;
	fill->row_axis = fill->column_axis = NO_AXIS;
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

int
grid_fill(struct grid *g, const struct view *v, const struct outline_table *o,
    size_t number, enum language language, struct marks *marks, struct fail *f)
{
	struct filling fill = { .grid = g,
		.view = v,
		.outline = o,
		.language = language,
		.marks = marks };

	memset(g, 0, sizeof(*g));
	if (choose_axes(&fill, f) == -1 || fill_stubs(&fill, f) == -1 ||
	    fill_heads(&fill, f) == -1 || fill_cells(&fill, f) == -1)
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

/* grid_cells - the figures of a table, with their signs */
#include "report/grid_cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/remark.h"
#include "report/unit.h"
#include "report/wording.h"

/* A number with both limits of its interval. */
#define CELL_TEXT (3 * FIGURE_TEXT + 8)
#define SIGN_TEXT (MARK_TEXT * (OBSERVATION_FLAGS + 1))
#define UP "\302\240▲"
#define DOWN "\302\240▼"

/* ---- numbers ---- */

static enum unit
unit_of(const struct grid_filling *fill)
{
	return unit_find(view_unit(fill->view, fill->place));
}

/* What the table says of values in per cent or points; numbers of people,
 * colleges, ... have no decimals. */
static int
decimals_of(const struct grid_filling *fill)
{
	if (fill->outline->decimals == OUTLINE_DECIMALS ||
	    !unit_has_decimals(unit_of(fill)))
		return view_decimals(fill->view, fill->place);
	return fill->outline->decimals;
}

static void
put_interval(
    char *to, struct grid_filling *fill, const struct estimate *estimate)
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
put_number(char *to, struct grid_filling *fill, const struct estimate *estimate,
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
is_nothing(const struct grid_filling *fill, enum outline_part part)
{
	return part == PART_NUMERATOR || part == PART_DENOMINATOR ||
	       (part == PART_VALUE && unit_counts(unit_of(fill)));
}

static void
put_status(char *to, struct grid_filling *fill, const struct estimate *estimate,
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

/* ---- signs ---- */

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
is_funnel(const struct grid_filling *fill)
{
	enum statistic statistic;

	return view_statistic(fill->view, fill->place, &statistic) &&
	       (statistic == STATISTIC_FUNNEL_95 ||
		   statistic == STATISTIC_FUNNEL_998);
}

/* A finding is told at the value, that of a funnel at the limit beyond which
 * the unit lies, if that is shown.  A probability speaks for itself. */
static unsigned
findings_of(
    const struct grid_filling *fill, enum outline_part part, unsigned flags)
{
	bool funnel = is_funnel(fill);

	if (part == PART_LOWER && funnel)
		return flags & FLAG_BELOW;
	if (part == PART_UPPER && funnel)
		return flags & FLAG_ABOVE;
	if (part != PART_VALUE || unit_of(fill) == UNIT_PROBABILITY ||
	    (funnel && shows_limits(fill->outline)))
		return 0;
	return flags & GRID_FINDINGS;
}

static void
put_flags(
    char *to, struct grid_filling *fill, enum outline_part part, unsigned flags)
{
	unsigned i, findings = findings_of(fill, part, flags);

	strcpy(to, findings & FLAG_ABOVE   ? UP
		   : findings & FLAG_BELOW ? DOWN
					   : "");
	to += strlen(to);
	fill->findings |= findings;
	fill->funnel = fill->funnel || (findings != 0 && is_funnel(fill));
	for (i = 0; i < OBSERVATION_FLAGS; i++)
		if ((flags & ~GRID_FINDINGS) >> i & 1) {
			mark_sign(to, marks_number(fill->marks, i));
			to += strlen(to);
		}
}

/* ---- the table ---- */

static void
set_place(struct grid_filling *fill, size_t row, size_t column)
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
fill_cell(struct grid_filling *fill, size_t row, size_t column)
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
find_common(struct grid_filling *fill)
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
	fill->common = figures >= 2 ? common & ~GRID_FINDINGS : 0;
}

static int
fill_note(struct grid_filling *fill, struct fail *f)
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

int
grid_cells_fill(struct grid_filling *fill, struct fail *f)
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

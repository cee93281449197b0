/* comparison_members - units among those of their families */
#include "measure/comparison_members.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/comparison_task.h"
#include "measure/comparison_units.h"
#include "measure/estimate.h"

/* A family at work; there is room for the largest. */
struct work {
	struct comparison_members *members;
	const struct comparison_cells *cells;
	const struct definition *definition;
	size_t family;
	size_t count; /* of units */
	size_t *of;   /* the cell of each unit */
	struct comparison_unit *units;
	struct estimate *figures;         /* of each unit */
	enum observation_reason *reasons; /* why its strata are not known */
	struct counted *strata;           /* of each unit */
	struct counted *standard, *part;  /* by stratum */
	enum observation_reason standard_reason;
	struct comparison_result *results;
	struct comparison_result whole[STATISTICS];
	struct estimate whole_figure; /* flags and coverage of all units */
};

bool
comparison_members_together(enum statistic statistic)
{
	return statistic >= STATISTIC_OVERDISPERSION &&
	       statistic <= STATISTIC_HETEROGENEITY;
}

static void
work_clear(struct work *w)
{
	free(w->of);
	free(w->units);
	free(w->figures);
	free(w->reasons);
	free(w->strata);
	free(w->standard);
	free(w->part);
	free(w->results);
}

static size_t
largest_family(const struct comparison_cells *c)
{
	size_t i, size, largest = 0;

	for (i = 0; i < c->family_count; i++) {
		size = c->starts[i + 1] - c->starts[i];
		if (size > largest)
			largest = size;
	}
	return largest;
}

static int
work_open(struct work *w, struct fail *f)
{
	size_t size = largest_family(w->cells);
	size_t strata = w->members->strata.count;

	w->of = memory_array(size, sizeof(*w->of), f);
	w->units = memory_array(size, sizeof(*w->units), f);
	w->figures = memory_array(size, sizeof(*w->figures), f);
	w->reasons = memory_array(size, sizeof(*w->reasons), f);
	w->strata = memory_array(size, strata * sizeof(*w->strata), f);
	w->standard = memory_array(strata, sizeof(*w->standard), f);
	w->part = memory_array(strata, sizeof(*w->part), f);
	w->results = memory_array(size, STATISTICS * sizeof(*w->results), f);
	return w->of == NULL || w->units == NULL || w->figures == NULL ||
		       w->reasons == NULL || w->strata == NULL ||
		       w->standard == NULL || w->part == NULL ||
		       w->results == NULL
		   ? -1
		   : 0;
}

/* ---- what a family is made of ---- */

static void
add_unit(struct work *w, size_t cell)
{
	const struct comparison_strata *s = &w->members->strata;
	size_t i = w->count++, row = w->cells->items[cell].row;
	struct estimate *e = &w->figures[i];
	struct comparison_unit *unit = &w->units[i];
	struct counted *strata = w->strata + i * s->count;

	comparison_figures_get(w->cells->figures, row, e);
	w->of[i] = cell;
	w->reasons[i] = REASON_NONE;
	unit->all = (struct counted){ 0, 0 };
	unit->strata = NULL;
	if (!observation_published(e->status))
		return;
	unit->all = (struct counted){ e->numerator, e->denominator };
	comparison_inherit(&w->whole_figure, e);
	if (s->count == 0)
		return;
	w->reasons[i] = comparison_strata_counts(s, row, &unit->all, strata);
	if (w->reasons[i] == REASON_NONE)
		unit->strata = strata;
}

static void
fail_standard(struct work *w, enum observation_reason reason)
{
	if (w->standard_reason == REASON_NONE)
		w->standard_reason = reason;
}

/* The people of a total, to the standard. */
static void
add_standard(struct work *w, size_t cell)
{
	const struct comparison_strata *s = &w->members->strata;
	size_t i, row = w->cells->items[cell].row;
	struct counted all;
	struct estimate e;

	if (s->count == 0)
		return;
	comparison_figures_get(w->cells->figures, row, &e);
	if (!observation_published(e.status)) {
		if (!comparison_empty(&e))
			fail_standard(w, REASON_PARTS_MISSING);
		return;
	}
	all = (struct counted){ e.numerator, e.denominator };
	fail_standard(w, comparison_strata_counts(s, row, &all, w->part));
	for (i = 0; i < s->count; i++)
		if (w->part[i].n > 0 &&
		    counted_add(&w->part[i], &w->standard[i]) != METHOD_OK)
			fail_standard(w, REASON_TOO_LARGE);
}

static void
read_family(struct work *w)
{
	const struct comparison_cells *c = w->cells;
	size_t i, cell;

	w->count = 0;
	w->standard_reason = REASON_NONE;
	estimate_status(&w->whole_figure, OBSERVATION_OK, REASON_NONE);
	w->whole_figure.coverage = 1;
	for (i = 0; i < w->members->strata.count; i++)
		w->standard[i] = (struct counted){ 0, 0 };
	for (i = c->starts[w->family]; i < c->starts[w->family + 1]; i++) {
		cell = c->order[i];
		if (c->items[cell].whole)
			add_standard(w, cell);
		else
			add_unit(w, cell);
	}
}

static int
compute(struct work *w, struct fail *f)
{
	const struct definition *d = w->definition;
	const struct comparison_family family = { w->count, w->units,
		w->members->strata.count,
		w->standard_reason == REASON_NONE ? w->standard : NULL };

	return comparison_units(d->comparison, &family, d->interval.level,
	    d->statistics, w->results, w->whole, f);
}

/* ---- rows ---- */

/* Why there is no statistic of strata; true: there may be one. */
static bool
strata_known(const struct work *w, size_t unit, struct estimate *e)
{
	enum observation_reason reason = w->standard_reason;

	if (reason == REASON_NONE)
		reason = w->reasons[unit];
	estimate_status(e,
	    reason == REASON_TOO_LARGE ? OBSERVATION_NOT_APPLICABLE
				       : OBSERVATION_MISSING,
	    reason);
	return reason == REASON_NONE;
}

static void
put_unit(const struct work *w, size_t unit, enum statistic statistic,
    struct comparison_row *row)
{
	const struct comparison_result *r =
	    &w->results[unit * STATISTICS + statistic];
	const struct estimate *figure = &w->figures[unit];
	struct estimate *e = &row->estimate;

	row->method = r->method;
	if (!observation_published(figure->status)) {
		row->method = comparison_unit_method(
		    w->definition->comparison, statistic);
		comparison_without(e, figure, figure);
		return;
	}
	if (statistic_of_strata(statistic) && !strata_known(w, unit, e))
		return;
	comparison_estimate(r, statistic, w->definition->decimals, e);
	comparison_inherit(e, figure);
	if (statistic == STATISTIC_SHRUNKEN_RATE &&
	    observation_published(e->status)) {
		e->numerator = figure->numerator;
		e->denominator = figure->denominator;
		e->parts |= ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR;
	}
}

static void
put_whole(
    const struct work *w, enum statistic statistic, struct comparison_row *row)
{
	const struct comparison_result *r = &w->whole[statistic];

	row->method = r->method;
	comparison_estimate(
	    r, statistic, w->definition->decimals, &row->estimate);
	comparison_inherit(&row->estimate, &w->whole_figure);
}

static void
put_rows(const struct work *w)
{
	const struct comparison_cells *c = w->cells;
	struct comparison_row *rows = w->members->rows;
	size_t i, s, place = 0, wanted = w->members->wanted, cell;

	for (s = 0; s < STATISTICS; s++) {
		if (!w->definition->statistics[s])
			continue;
		if (!comparison_members_together((enum statistic)s))
			for (i = 0; i < w->count; i++)
				put_unit(w, i, (enum statistic)s,
				    &rows[w->of[i] * wanted + place]);
		else
			for (i = c->starts[w->family];
			     i < c->starts[w->family + 1]; i++) {
				cell = c->order[i];
				if (c->items[cell].whole)
					put_whole(w, (enum statistic)s,
					    &rows[cell * wanted + place]);
			}
		place++;
	}
}

int
comparison_members_open(struct comparison_members *m,
    const struct comparison_cells *cells, struct fail *f)
{
	struct work w = { .members = m,
		.cells = cells,
		.definition = cells->figures->definition };
	size_t i;
	int status = -1;

	m->cells = cells;
	for (i = 0; i < STATISTICS; i++)
		m->wanted += w.definition->statistics[i];
	m->rows = memory_array(cells->count, m->wanted * sizeof(*m->rows), f);
	if (m->rows != NULL &&
	    comparison_strata_open(&m->strata, cells->figures, f) == 0)
		status = work_open(&w, f);
	for (i = 0; i < cells->family_count && status == 0; i++) {
		w.family = i;
		read_family(&w);
		status = compute(&w, f);
		if (status == 0)
			put_rows(&w);
	}
	work_clear(&w);
	return status;
}

void
comparison_members_clear(struct comparison_members *m)
{
	comparison_strata_clear(&m->strata);
	free(m->rows);
	*m = (struct comparison_members)COMPARISON_MEMBERS_INIT;
}

void
comparison_members_get(const struct comparison_members *m, size_t cell,
    struct comparison_row rows[STATISTICS])
{
	const struct comparison_row *from = m->rows + cell * m->wanted;
	const bool *statistics = m->cells->figures->definition->statistics;
	size_t s;

	for (s = 0; s < STATISTICS; s++)
		if (statistics[s])
			rows[s] = *from++;
}

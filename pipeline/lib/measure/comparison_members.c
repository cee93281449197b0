/* comparison_members - units among those of their families */
#include "measure/comparison_members.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/comparison_standard.h"
#include "measure/comparison_task.h"
#include "measure/comparison_units.h"
#include "measure/estimate.h"

/* A family at work; there is room for the largest. */
struct work {
	struct comparison_members *members;
	const struct comparison_cells *cells;
	const struct definition *definition;
	size_t family;
	size_t first; /* unit of the family, among all */
	size_t count; /* of its units */
	struct counted *units;
	struct counted *standard, *part; /* by stratum; part: of one figure */
	struct comparison_standard room;
};

static void
work_clear(struct work *w)
{
	free(w->units);
	comparison_standard_clear(&w->room);
	free(w->standard);
	free(w->part);
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

	w->units = memory_array(size, sizeof(*w->units), f);
	w->standard = memory_array(strata, sizeof(*w->standard), f);
	w->part = memory_array(strata, sizeof(*w->part), f);
	if (w->units == NULL || w->standard == NULL || w->part == NULL)
		return -1;
	return comparison_standard_open(&w->room, strata, f);
}

/* ---- what a family is made of ---- */

static struct comparison_members_family *
family_of(struct work *w)
{
	return &w->members->families[w->family];
}

static void
add_unit(struct work *w, size_t cell)
{
	struct comparison_members *m = w->members;
	size_t i = w->count++;
	struct estimate e;

	comparison_figures_get(
	    w->cells->figures, w->cells->items[cell].row, &e);
	m->units[cell] = w->first + i;
	w->units[i] = (struct counted){ 0, 0 };
	if (!observation_published(e.status))
		return;
	w->units[i] = (struct counted){ e.numerator, e.denominator };
	comparison_inherit(&family_of(w)->figure, &e);
}

static void
fail_standard(struct work *w, enum observation_reason reason)
{
	if (family_of(w)->standard == REASON_NONE)
		family_of(w)->standard = reason;
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
	struct comparison_members_family *family = family_of(w);
	size_t i, cell;

	w->count = 0;
	estimate_status(&family->figure, OBSERVATION_OK, REASON_NONE);
	family->figure.coverage = 1;
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

/* The strata of one unit at a time: there may be many of both. */
static void
standardise(struct work *w, size_t cell)
{
	struct comparison_members *m = w->members;
	const struct counted *all = &w->units[m->units[cell] - w->first];
	enum observation_reason reason = REASON_NONE;

	if (m->strata.count > 0 && all->n > 0)
		reason = comparison_strata_counts(
		    &m->strata, w->cells->items[cell].row, all, w->part);
	m->reasons[cell] = reason;
	comparison_standard_unit(&w->room, all,
	    m->strata.count > 0 && reason == REASON_NONE ? w->part : NULL,
	    family_of(w)->standard == REASON_NONE ? w->standard : NULL,
	    w->definition->interval.level, &m->results, m->units[cell]);
}

static int
compute(struct work *w, struct fail *f)
{
	const struct definition *d = w->definition;
	const struct comparison_cells *c = w->cells;
	const struct comparison_family family = { w->count, w->units };
	const struct comparison_results results =
	    comparison_results_from(&w->members->results, w->first, w->family);
	size_t i;

	if (comparison_units(
		d->comparison, &family, d->interval.level, &results, f) == -1)
		return -1;
	if (!comparison_standard_wanted(&results))
		return 0;
	for (i = c->starts[w->family]; i < c->starts[w->family + 1]; i++)
		if (!c->items[c->order[i]].whole)
			standardise(w, c->order[i]);
	return 0;
}

static int
open_members(struct comparison_members *m, struct fail *f)
{
	const struct comparison_cells *c = m->cells;
	size_t i, units = 0;

	for (i = 0; i < c->count; i++)
		units += !c->items[i].whole;
	m->units = memory_array(c->count, sizeof(*m->units), f);
	m->reasons = memory_array(c->count, sizeof(*m->reasons), f);
	m->families = memory_array(c->family_count, sizeof(*m->families), f);
	if (m->units == NULL || m->reasons == NULL || m->families == NULL ||
	    comparison_results_open(&m->results,
		c->figures->definition->statistics, units, c->family_count,
		f) == -1)
		return -1;
	return comparison_strata_open(&m->strata, c->figures, f);
}

int
comparison_members_open(struct comparison_members *m,
    const struct comparison_cells *cells, struct fail *f)
{
	struct work w = { .members = m,
		.cells = cells,
		.definition = cells->figures->definition };
	int status;

	m->cells = cells;
	status = open_members(m, f) == -1 ? -1 : work_open(&w, f);
	for (; w.family < cells->family_count && status == 0; w.family++) {
		read_family(&w);
		status = compute(&w, f);
		w.first += w.count;
	}
	work_clear(&w);
	return status;
}

void
comparison_members_clear(struct comparison_members *m)
{
	comparison_strata_clear(&m->strata);
	comparison_results_clear(&m->results);
	free(m->units);
	free(m->reasons);
	free(m->families);
	*m = (struct comparison_members)COMPARISON_MEMBERS_INIT;
}

/* ---- rows ---- */

/* Why there is no statistic of strata; true: there may be one. */
static bool
strata_known(
    const struct comparison_members *m, size_t cell, struct estimate *e)
{
	enum observation_reason reason =
	    m->families[m->cells->items[cell].family].standard;

	if (reason == REASON_NONE)
		reason = m->reasons[cell];
	estimate_status(e,
	    reason == REASON_TOO_LARGE ? OBSERVATION_NOT_APPLICABLE
				       : OBSERVATION_MISSING,
	    reason);
	return reason == REASON_NONE;
}

static void
get_unit(const struct comparison_members *m, size_t cell,
    const struct estimate *figure, enum statistic statistic,
    struct comparison_row *row)
{
	const struct definition *d = m->cells->figures->definition;
	const struct comparison_result *r =
	    comparison_results_unit(&m->results, m->units[cell], statistic);
	struct estimate *e = &row->estimate;

	row->method = r->method;
	if (!observation_published(figure->status)) {
		row->method = comparison_unit_method(d->comparison, statistic);
		comparison_without(e, figure, figure);
		return;
	}
	if (statistic_of_strata(statistic) && !strata_known(m, cell, e))
		return;
	comparison_estimate(r, statistic, d->decimals, e);
	comparison_inherit(e, figure);
	if (statistic == STATISTIC_SHRUNKEN_RATE &&
	    observation_published(e->status)) {
		e->numerator = figure->numerator;
		e->denominator = figure->denominator;
		e->parts |= ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR;
	}
}

static void
get_whole(const struct comparison_members *m, size_t family,
    enum statistic statistic, struct comparison_row *row)
{
	const struct comparison_result *r =
	    comparison_results_family(&m->results, family, statistic);

	row->method = r->method;
	comparison_estimate(r, statistic,
	    m->cells->figures->definition->decimals, &row->estimate);
	comparison_inherit(&row->estimate, &m->families[family].figure);
}

void
comparison_members_get(const struct comparison_members *m, size_t cell,
    struct comparison_row rows[STATISTICS])
{
	const struct comparison_cell *c = &m->cells->items[cell];
	struct estimate figure;
	enum statistic s;
	int i;

	comparison_figures_get(m->cells->figures, c->row, &figure);
	for (i = 0; i < STATISTICS; i++) {
		s = (enum statistic)i;
		if (!comparison_results_wants(&m->results, s) ||
		    statistic_of_all_units(s) != c->whole)
			continue;
		if (c->whole)
			get_whole(m, c->family, s, &rows[s]);
		else
			get_unit(m, cell, &figure, s, &rows[s]);
	}
}

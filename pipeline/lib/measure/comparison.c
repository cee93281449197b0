/* comparison - the observations of a comparison */
#include "measure/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/comparison_cells.h"
#include "measure/comparison_figures.h"
#include "measure/comparison_members.h"
#include "measure/comparison_pairs.h"

/* What the rows of a statistic have in common. */
struct column_block {
	enum statistic statistic;
	int32_t code; /* in the table */
	size_t period;
	const char *method; /* NULL: none has been written yet */
	struct observation_block block;
};

struct work {
	struct observations *table;
	const struct definition *definition;
	bool of_units;
	struct comparison_figures figures;
	struct comparison_cells cells;
	struct comparison_pairs pairs;
	struct comparison_members members;
	size_t statistic_count;
	struct column_block statistics[STATISTICS]; /* in registry order */
	size_t statistic_dimension;                 /* of the table */
	size_t *dimensions; /* of the table, for each listed axis */
	int32_t *codes;     /* of the row that is written */
};

static void
work_clear(struct work *w)
{
	comparison_pairs_clear(&w->pairs);
	comparison_members_clear(&w->members);
	comparison_cells_clear(&w->cells);
	comparison_figures_clear(&w->figures);
	free(w->dimensions);
	free(w->codes);
}

/* ---- statistics ---- */

static int
check_statistics(const struct definition *d,
    const struct definition_dimension *dimension,
    const struct registry *registry, struct fail *f)
{
	const char *name;
	int i;

	for (i = 0; i < STATISTICS; i++) {
		name = statistic_name((enum statistic)i);
		if (d->statistics[i] && registry_find(registry, name) == -1)
			return json_fail(dimension->node, f,
			    _("the registry \"%s\" does not have the statistic "
			      "\"%s\""),
			    dimension->registry, name);
	}
	return 0;
}

static int
open_statistics(
    struct work *w, const struct registry_set *registries, struct fail *f)
{
	const struct definition *d = w->definition;
	const struct definition_dimension *dimension =
	    &d->dimensions[definition_dimension(d, STATISTIC_DIMENSION)];
	const struct registry *registry =
	    registry_set_find(registries, dimension->registry);
	enum statistic statistic;
	size_t i;

	if (registry == NULL)
		return json_fail(dimension->node, f,
		    _("the registry \"%s\" is not given, expected "
		      "--registry with its file"),
		    dimension->registry);
	if (check_statistics(d, dimension, registry, f) == -1)
		return -1;
	for (i = 0; i < registry_count(registry); i++)
		if (statistic_find(
			registry_entry_id(registry, (int)i), &statistic) &&
		    d->statistics[statistic])
			w->statistics[w->statistic_count++].statistic =
			    statistic;
	return 0;
}

/* Whether units need the total of their dimension, and have it not. */
static bool
lacks_total(const struct work *w)
{
	const struct comparison_definition *c = w->definition->comparison;
	int i;

	if (!w->of_units || w->figures.axes[c->dimension].total != -1)
		return false;
	for (i = 0; i < STATISTICS; i++)
		if (w->definition->statistics[i] &&
		    (statistic_of_all_units((enum statistic)i) ||
			statistic_of_strata((enum statistic)i)))
			return true;
	return false;
}

/* ---- the table ---- */

static int
open_table(struct work *w, struct fail *f)
{
	const struct comparison_cells *c = &w->cells;
	struct observations *o = w->table;
	struct column_block *s;
	size_t i;

	w->dimensions =
	    memory_array(c->listed_count, sizeof(*w->dimensions), f);
	w->codes = memory_array(o->dimension_count, sizeof(*w->codes), f);
	if (w->dimensions == NULL || w->codes == NULL)
		return -1;
	for (i = 0; i < o->dimension_count; i++)
		w->codes[i] = -1;
	for (i = 0; i < c->listed_count; i++)
		w->dimensions[i] = (size_t)observations_dimension_find(
		    o, w->figures.of->dimensions[c->listed[i]].name);
	w->statistic_dimension =
	    (size_t)observations_dimension_find(o, STATISTIC_DIMENSION);
	for (i = 0; i < w->statistic_count; i++) {
		s = &w->statistics[i];
		if (observations_code(o, w->statistic_dimension,
			statistic_name(s->statistic), &s->code, f) == -1)
			return -1;
	}
	return 0;
}

/* The codes of a cell but for the statistic. */
static int
find_codes(struct work *w, size_t row, struct fail *f)
{
	const struct comparison_cells *c = &w->cells;
	size_t i;
	int entry;

	for (i = 0; i < c->listed_count; i++) {
		entry =
		    comparison_figures_entry(&w->figures, row, c->listed[i]);
		if (observations_code(w->table, w->dimensions[i],
			registry_entry_id(
			    w->figures.axes[c->listed[i]].registry, entry),
			&w->codes[w->dimensions[i]], f) == -1)
			return -1;
	}
	return 0;
}

static int
find_block(struct work *w, struct column_block *s, size_t period,
    const char *method, struct fail *f)
{
	const struct definition *d = w->definition;

	if (s->method != NULL && s->period == period &&
	    strcmp(s->method, method) == 0)
		return 0;
	s->method = method;
	s->period = period;
	return observations_block(w->table, d->id, d->version,
	    w->figures.periods[period].text, statistic_unit_name(s->statistic),
	    method, &s->block, f);
}

/* Whether a cell has the statistic: that of all units together stands at their
 * total, others do not. */
static bool
has_statistic(const struct comparison_cell *cell, enum statistic statistic)
{
	return cell->whole == statistic_of_all_units(statistic);
}

static int
write_cell(struct work *w, size_t cell, struct fail *f)
{
	const struct comparison_cell *c = &w->cells.items[cell];
	struct comparison_row rows[STATISTICS], *row;
	size_t i, figure = comparison_cell_row(c);
	size_t period = comparison_figures_period(&w->figures, figure);
	struct column_block *s;

	if (w->of_units)
		comparison_members_get(&w->members, cell, rows);
	else if (comparison_pairs_get(&w->pairs, cell, rows, f) == -1)
		return -1;
	if (find_codes(w, figure, f) == -1)
		return -1;
	for (i = 0; i < w->statistic_count; i++) {
		s = &w->statistics[i];
		row = &rows[s->statistic];
		if (!has_statistic(c, s->statistic))
			continue;
		w->codes[w->statistic_dimension] = s->code;
		if (find_block(w, s, period, row->method, f) == -1 ||
		    observations_add(
			w->table, &s->block, w->codes, &row->estimate, f) == -1)
			return -1;
	}
	return 0;
}

static int
measure(struct work *w, const struct cube *const cubes[2],
    const struct registry_set *registries, struct fail *f)
{
	const struct definition *d = w->definition;

	if (open_statistics(w, registries, f) == -1 ||
	    comparison_figures_open(&w->figures, d, cubes, registries, f) == -1)
		return -1;
	if (lacks_total(w))
		return json_fail(json_member(d->json, "comparison"), f,
		    _("\"%s\" has no total, which stands for all units"),
		    d->comparison->dimension_name);
	if (comparison_cells_open(&w->cells, &w->figures, f) == -1 ||
	    open_table(w, f) == -1)
		return -1;
	return w->of_units ? comparison_members_open(&w->members, &w->cells, f)
			   : comparison_pairs_open(&w->pairs, &w->cells, f);
}

int
comparison_measure(struct observations *o, const struct definition *d,
    const struct cube *const cubes[2], const struct registry_set *registries,
    struct fail *f)
{
	struct work w = { .table = o,
		.definition = d,
		.of_units = d->comparison->kind == COMPARISON_UNITS,
		.figures = COMPARISON_FIGURES_INIT,
		.cells = COMPARISON_CELLS_INIT,
		.pairs = COMPARISON_PAIRS_INIT,
		.members = COMPARISON_MEMBERS_INIT };
	size_t i;
	int status = measure(&w, cubes, registries, f);

	for (i = 0; i < w.cells.count && status == 0; i++)
		status = write_cell(&w, i, f);
	work_clear(&w);
	return status;
}

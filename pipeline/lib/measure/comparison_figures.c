/* comparison_figures - the rates of an indicator that a comparison compares */
#include "measure/comparison_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/definition_resolve.h"
#include "measure/estimate.h"
#include "measure/layout.h"
#include "measure/period.h"
#include "measure/rate.h"
#include "table/dictionary.h"

/* ---- the indicator by the breakdowns of the comparison ---- */

/* Its definition with other breakdowns, and room for them: for each breakdown
 * of the comparison one set, and with strata another. */
struct shown {
	struct definition definition;
	struct definition_breakdown *sets;
	size_t *dimensions;
};

static void
shown_clear(struct shown *s)
{
	free(s->sets);
	free(s->dimensions);
}

static int
shown_open(struct shown *s, const struct definition *d, struct fail *f)
{
	const struct comparison_definition *c = d->comparison;
	size_t i, kinds = c->stratum_name == NULL ? 1 : 2;
	size_t count = kinds * d->breakdown_count;
	size_t *room;

	s->definition = *c->of;
	s->definition.interval.kind = INTERVAL_NONE; /* not used */
	s->sets = memory_array(count, sizeof(*s->sets), f);
	s->dimensions = memory_array(
	    count * DEFINITION_DIMENSIONS_MAX, sizeof(*s->dimensions), f);
	if (s->sets == NULL || s->dimensions == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		room = s->dimensions + i * DEFINITION_DIMENSIONS_MAX;
		s->sets[i].dimensions = room;
		s->sets[i].dimension_count = definition_comparison_set(
		    d, i % d->breakdown_count, i >= d->breakdown_count, room);
	}
	s->definition.breakdowns = s->sets;
	s->definition.breakdown_count = count;
	return 0;
}

static int
open_table(struct comparison_figures *g, struct fail *f)
{
	const char *names[DEFINITION_DIMENSIONS_MAX];
	size_t i;

	for (i = 0; i < g->of->dimension_count; i++)
		names[i] = g->of->dimensions[i].name;
	return observations_init(&g->table, names, i, f);
}

static int
measure(struct comparison_figures *g, const struct cube *const cubes[2],
    const struct registry_set *registries, struct fail *f)
{
	struct shown shown = { .sets = NULL };
	size_t i, count = 1;
	int status = shown_open(&shown, g->definition, f);

	if (status == 0)
		status = open_table(g, f);
	if (status == 0) {
		g->by_breakdowns =
		    layout_by_breakdowns(&shown.definition, cubes, 2);
		if (g->by_breakdowns)
			count = shown.definition.breakdown_count;
	}
	for (i = 0; i < count && status == 0; i++)
		status = rate_measure(&g->table, &shown.definition,
		    g->by_breakdowns ? i : LAYOUT_WHOLE, cubes[0], cubes[1],
		    registries, f);
	shown_clear(&shown);
	return status == 0 ? observations_index(&g->table, f) : -1;
}

/* ---- dimensions ---- */

static int
find_total(const struct comparison_axis *axis, const struct cube *cube,
    const char *name)
{
	int found = cube_dimension_find(cube, name);
	const char *total =
	    found == -1 ? NULL : cube_total(cube, (size_t)found);

	return total == NULL ? registry_root(axis->registry)
			     : registry_find(axis->registry, total);
}

static int
open_codes(struct comparison_axis *axis, const struct dictionary *texts,
    struct fail *f)
{
	size_t i, count = registry_count(axis->registry);
	int32_t code;

	axis->entries = memory_array(
	    (size_t)dictionary_count(texts), sizeof(*axis->entries), f);
	axis->codes = memory_array(count, sizeof(*axis->codes), f);
	if (axis->entries == NULL || axis->codes == NULL)
		return -1;
	for (i = 0; i < count; i++)
		axis->codes[i] = COMPARISON_NO_CODE;
	for (code = 0; code < dictionary_count(texts); code++) {
		axis->entries[code] = registry_find(
		    axis->registry, dictionary_text(texts, code, NULL));
		axis->codes[axis->entries[code]] = code;
	}
	return 0;
}

/* Whether the comparison says at which codes of the dimension it stands. */
static bool
is_given(const struct comparison_figures *g, size_t axis)
{
	const struct comparison_definition *c = g->definition->comparison;

	return definition_dimension(
		   g->definition, g->of->dimensions[axis].name) != -1 ||
	       (c->kind == COMPARISON_GROUPS && axis == c->dimension);
}

static int
open_axis(struct comparison_figures *g, size_t i, const struct cube *cube,
    const struct registry_set *registries, struct fail *f)
{
	const struct definition_dimension *dimension = &g->of->dimensions[i];
	struct comparison_axis *axis = &g->axes[i];

	/* it is there: the rates have been measured */
	axis->registry = registry_set_find(registries, dimension->registry);
	axis->total = find_total(axis, cube, dimension->name);
	if (axis->total == -1 && !is_given(g, i))
		return json_fail(json_member(g->definition->json, "dimensions"),
		    f,
		    _("\"%s\" has no total, expected it among the dimensions "
		      "of the comparison"),
		    dimension->name);
	return open_codes(
	    axis, observations_dimension(&g->table, i)->dictionary, f);
}

static int
open_axes(struct comparison_figures *g, const struct cube *cube,
    const struct registry_set *registries, struct fail *f)
{
	const struct comparison_definition *c = g->definition->comparison;
	size_t i;

	g->axis_count = g->of->dimension_count;
	g->axes = memory_array(g->axis_count, sizeof(*g->axes), f);
	if (g->axes == NULL)
		return -1;
	for (i = 0; i < g->axis_count; i++)
		if (open_axis(g, i, cube, registries, f) == -1)
			return -1;
	return definition_comparison_codes(g->definition,
	    c->kind == COMPARISON_PERIODS ? NULL
					  : g->axes[c->dimension].registry,
	    c->stratum_name == NULL ? NULL : g->axes[c->stratum].registry, f);
}

/* ---- periods ---- */

static int
compare_periods(const void *a, const void *b)
{
	const struct comparison_period *x = a, *y = b;

	return strcmp(x->text, y->text);
}

static int
check_period(const struct comparison_figures *g,
    const struct comparison_period *p, struct fail *f)
{
	if (g->definition->comparison->kind != COMPARISON_PERIODS ||
	    period_days(p->text, &(int32_t){ 0 }, &(int32_t){ 0 }))
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("dataset \"%s\": the period \"%s\" is no year, month or day; the "
	      "comparison \"%s\" needs periods such as 2024 or 2024-01"),
	    g->of->numerator.dataset, p->text, g->definition->id);
}

static int
open_breaks(struct comparison_figures *g, struct fail *f)
{
	const char **texts = memory_array(g->period_count, sizeof(*texts), f);
	size_t i;
	int status;

	if (texts == NULL)
		return -1;
	for (i = 0; i < g->period_count; i++)
		texts[i] = g->periods[i].text;
	status =
	    break_starts_open(&g->breaks, g->of, texts, g->period_count, f);
	free(texts);
	return status;
}

static int
open_periods(struct comparison_figures *g, struct fail *f)
{
	const struct dictionary *texts =
	    observations_period(&g->table)->dictionary;
	struct comparison_period *p;
	size_t i;

	g->period_count = (size_t)dictionary_count(texts);
	g->periods = memory_array(g->period_count, sizeof(*g->periods), f);
	g->period_ranks =
	    memory_array(g->period_count, sizeof(*g->period_ranks), f);
	if (g->periods == NULL || g->period_ranks == NULL)
		return -1;
	for (i = 0; i < g->period_count; i++) {
		p = &g->periods[i];
		p->code = (int32_t)i;
		p->text = dictionary_text(texts, p->code, NULL);
		(void)period_days(p->text, &p->first, &p->last);
		if (check_period(g, p, f) == -1)
			return -1;
	}
	qsort(
	    g->periods, g->period_count, sizeof(*g->periods), compare_periods);
	for (i = 0; i < g->period_count; i++)
		g->period_ranks[g->periods[i].code] = (int)i;
	return open_breaks(g, f);
}

/* Whether a row stands at the codes that a break concerns. */
static bool
is_concerned(const struct comparison_figures *g, size_t row,
    const struct declared_break *declared)
{
	const struct definition_where *where;
	size_t i, axis;

	for (i = 0; declared != NULL && i < declared->where_count; i++) {
		where = &declared->where[i];
		axis = (size_t)definition_dimension(g->of, where->dimension);
		if (!break_covers(where, g->axes[axis].registry,
			comparison_figures_entry(g, row, axis)))
			return false;
	}
	return true;
}

bool
comparison_figures_break(
    const struct comparison_figures *g, size_t row, size_t period)
{
	size_t i;

	for (i = 0; i < g->breaks.count; i++)
		if (g->breaks.items[i].period == period &&
		    is_concerned(g, row, g->breaks.items[i].declared))
			return true;
	return false;
}

bool
comparison_figures_same_form(
    const struct comparison_figures *g, size_t a, size_t b)
{
	return strlen(g->periods[a].text) == strlen(g->periods[b].text);
}

bool
comparison_figures_follows(
    const struct comparison_figures *g, size_t period, size_t before)
{
	const struct comparison_period *now = &g->periods[period];
	const struct comparison_period *then = &g->periods[before];

	return comparison_figures_same_form(g, period, before) &&
	       then->last == now->first - 1;
}

/* ---- all ---- */

int
comparison_figures_open(struct comparison_figures *g,
    const struct definition *d, const struct cube *const cubes[2],
    const struct registry_set *registries, struct fail *f)
{
	g->definition = d;
	g->of = d->comparison->of;
	if (measure(g, cubes, registries, f) == -1 ||
	    open_axes(g, cubes[0], registries, f) == -1)
		return -1;
	return open_periods(g, f);
}

void
comparison_figures_clear(struct comparison_figures *g)
{
	size_t i;

	for (i = 0; g->axes != NULL && i < g->axis_count; i++) {
		free(g->axes[i].entries);
		free(g->axes[i].codes);
	}
	free(g->axes);
	free(g->periods);
	free(g->period_ranks);
	break_starts_clear(&g->breaks);
	observations_clear(&g->table);
	*g = (struct comparison_figures)COMPARISON_FIGURES_INIT;
}

void
comparison_figures_get(
    const struct comparison_figures *g, size_t row, struct estimate *e)
{
	struct observation one;

	if (row == COMPARISON_NO_ROW) {
		estimate_status(
		    e, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
		return;
	}
	observations_get(&g->table, row, &one);
	*e = one.estimate;
}

int
comparison_figures_entry(
    const struct comparison_figures *g, size_t row, size_t axis)
{
	return g->axes[axis]
	    .entries[column_code(observations_dimension(&g->table, axis), row)];
}

bool
comparison_figures_apart(
    const struct comparison_figures *g, size_t row, size_t axis)
{
	return g->axes[axis].total != -1 &&
	       comparison_figures_entry(g, row, axis) != g->axes[axis].total;
}

size_t
comparison_figures_beside(
    const struct comparison_figures *g, size_t row, size_t axis, int entry)
{
	ptrdiff_t found = observations_beside(
	    &g->table, row, axis, g->axes[axis].codes[entry]);

	return found == -1 ? COMPARISON_NO_ROW : (size_t)found;
}

size_t
comparison_figures_period(const struct comparison_figures *g, size_t row)
{
	return (size_t)
	    g->period_ranks[column_code(observations_period(&g->table), row)];
}

size_t
comparison_figures_in_period(
    const struct comparison_figures *g, size_t row, size_t period)
{
	ptrdiff_t found =
	    observations_in_period(&g->table, row, g->periods[period].code);

	return found == -1 ? COMPARISON_NO_ROW : (size_t)found;
}

/* view - the observations of one report, by axis and code, with titles */
#include "report/view.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/compared.h"
#include "report/unit.h"

/* ---- axes ---- */

int
view_axis(const struct view *v, const char *name)
{
	size_t i;

	/* A dimension of other indicators only has no registry here. */
	for (i = 0; i < v->axis_count; i++)
		if (strcmp(v->axes[i].name, name) == 0)
			return i < VIEW_DIMENSIONS ||
				       v->axes[i].registry != NULL
				   ? (int)i
				   : -1;
	return -1;
}

/* The same for a name that stands at node; FAIL_USAGE if it is no axis. */
static int
axis_at(const struct view *v, const char *name, const struct json *node,
    struct fail *f)
{
	int axis = view_axis(v, name);

	if (axis == -1)
		return json_fail(node, f,
		    _("the observations have no dimension \"%s\""), name);
	return axis;
}

int
view_code_at(const struct view *v, size_t axis, const char *code,
    const struct json *node, size_t *index, struct fail *f)
{
	const struct view_axis *a = &v->axes[axis];
	size_t i;
	int entry;

	if (a->registry != NULL) {
		entry = registry_find(a->registry, code);
		if (entry != -1) {
			*index = (size_t)entry;
			return 0;
		}
	} else {
		for (i = 0; i < a->code_count; i++)
			if (strcmp(a->codes[i], code) == 0) {
				*index = i;
				return 0;
			}
	}
	return json_fail(
	    node, f, _("\"%s\" is no code of \"%s\""), code, a->name);
}

/* Room for the codes and the list of those shown. */
static int
make_axis(
    struct view_axis *axis, const char *name, size_t codes, struct fail *f)
{
	axis->name = name;
	axis->code_count = codes;
	axis->codes = memory_array(codes + 1, sizeof(*axis->codes), f);
	axis->shown = memory_array(codes + 1, sizeof(*axis->shown), f);
	return axis->codes == NULL || axis->shown == NULL ? -1 : 0;
}

static int
make_indicator_axis(
    struct view *v, const struct definitions *definitions, struct fail *f)
{
	const struct outline_list *names = &v->outline->indicators;
	struct view_axis *axis = &v->axes[VIEW_INDICATOR];
	size_t i;

	v->axis_count = VIEW_INDICATOR + 1;
	v->indicators = memory_array(names->count, sizeof(*v->indicators), f);
	if (v->indicators == NULL ||
	    make_axis(axis, "indicator", names->count, f) == -1)
		return -1;
	for (i = 0; i < names->count; i++) {
		v->indicators[i] =
		    definitions_find(definitions, names->names[i]);
		if (v->indicators[i] == NULL)
			return json_fail(names->node, f,
			    _("there is no definition of the indicator "
			      "\"%s\"; give its file with --indicator"),
			    names->names[i]);
		axis->codes[i] = names->names[i];
		axis->shown[axis->shown_count++] = i;
	}
	v->indicator_count = names->count;
	return 0;
}

/* The index of an indicator of the report by its id, or -1. */
static int
find_indicator(const struct view *v, const char *id)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (strcmp(v->axes[VIEW_INDICATOR].codes[i], id) == 0)
			return (int)i;
	return -1;
}

static int
compare_periods(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The periods of the report's indicators in time order; 2002, 2003-04,
 * 2003-04-01 sort as texts. */
static int
make_period_axis(struct view *v, struct fail *f)
{
	struct view_axis *axis = &v->axes[VIEW_PERIOD];
	const char *last = "";
	struct observation one;
	size_t row, i, count = 0, capacity = 0;
	const char **periods = NULL;

	for (row = 0; row < v->observations.count; row++) {
		observations_get(&v->observations, row, &one);
		if (strcmp(one.period, last) == 0 ||
		    find_indicator(v, one.indicator) == -1)
			continue;
		last = one.period;
		for (i = 0; i < count && strcmp(periods[i], last) != 0; i++)
			continue;
		if (i < count)
			continue;
		if (memory_grow(&periods, &capacity, count + 1,
			sizeof(*periods), f) == -1) {
			free(periods);
			return -1;
		}
		periods[count++] = last;
	}
	if (count > 1)
		qsort(periods, count, sizeof(*periods), compare_periods);
	v->axis_count = VIEW_PERIOD + 1;
	if (make_axis(axis, "period", count, f) == -1) {
		free(periods);
		return -1;
	}
	for (i = 0; i < count; i++) {
		axis->codes[i] = periods[i];
		axis->shown[i] = i;
	}
	axis->shown_count = count;
	axis->home = count > 0 ? count - 1 : 0;
	free(periods);
	return count > 0 ? 0
			 : fail_set(f, FAIL_DATA,
			       _("there is no observation of the report's "
				 "indicators; were they measured?"));
}

/* The registry of a dimension, from the first indicator that has it. */
static int
find_registry(const struct view *v, const char *name,
    const struct registry_set *registries, const struct registry **found,
    struct fail *f)
{
	size_t i;
	int at;

	*found = NULL;
	for (i = 0; i < v->indicator_count; i++) {
		at = definition_dimension(v->indicators[i], name);
		if (at == -1)
			continue;
		*found = registry_set_find(
		    registries, v->indicators[i]->dimensions[at].registry);
		if (*found != NULL)
			return 0;
		return fail_set(f, FAIL_USAGE,
		    _("there is no registry \"%s\" for the dimension \"%s\"; "
		      "give its file with --registry"),
		    v->indicators[i]->dimensions[at].registry, name);
	}
	return 0;
}

/* The entry of every code in the dimension's dictionary that an indicator of
 * the report has. */
static int
mark_codes(const struct view *v, const struct view_axis *axis,
    const struct column *column, const uint8_t *seen, struct fail *f)
{
	int32_t code, count = dictionary_count(column->dictionary);
	const char *text;
	size_t i;
	int entry;

	for (code = 0; code < count; code++)
		for (i = 0; i < v->indicator_count; i++) {
			if (seen[i * (size_t)count + (size_t)code] == 0)
				continue;
			text = dictionary_text(column->dictionary, code, NULL);
			entry = registry_find(axis->registry, text);
			if (entry == -1)
				return fail_set(f, FAIL_DATA,
				    _("%s: the observations hold a code \"%s\" "
				      "that is not there"),
				    registry_path(axis->registry), text);
			axis->occurs[i * axis->code_count + (size_t)entry] =
			    true;
		}
	return 0;
}

/* Which codes of a dimension do the observations of each indicator have? */
static int
mark_shown(const struct view *v, size_t dimension, const struct view_axis *axis,
    struct fail *f)
{
	const struct column *column =
	    observations_dimension(&v->observations, dimension);
	size_t row, count = (size_t)dictionary_count(column->dictionary);
	const char *indicator = NULL;
	struct observation one;
	uint8_t *seen;
	int32_t code;
	int at = -1, status;

	seen = memory_array(v->indicator_count * count + 1, sizeof(*seen), f);
	if (seen == NULL)
		return -1;
	for (row = 0; row < v->observations.count; row++) {
		observations_get(&v->observations, row, &one);
		if (one.indicator != indicator) {
			indicator = one.indicator;
			at = find_indicator(v, indicator);
		}
		code = column_code(column, row);
		if (at != -1 && code != -1)
			seen[(size_t)at * count + (size_t)code] = 1;
	}
	status = mark_codes(v, axis, column, seen, f);
	free(seen);
	return status;
}

static int
find_home(const struct view *v, size_t axis, struct fail *f)
{
	const struct outline_holds *totals = &v->outline->totals;
	const char *name = v->axes[axis].name;
	size_t i, index;

	for (i = 0; i < totals->count; i++)
		if (strcmp(totals->items[i].axis, name) == 0) {
			if (view_code_at(v, axis, totals->items[i].code,
				totals->items[i].node, &index, f) == -1)
				return -1;
			return (int)index;
		}
	return json_fail(v->outline->json, f,
	    _("\"totals\" lacks the code of \"%s\" that stands for all"), name);
}

/* Does one of the indicators have the code? */
static bool
occurs_anywhere(const struct view *v, const struct view_axis *axis, size_t code)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (axis->occurs[i * axis->code_count + code])
			return true;
	return false;
}

static int
fill_dimension(struct view *v, size_t axis, struct fail *f)
{
	struct view_axis *a = &v->axes[axis];
	size_t i;
	int home;

	a->occurs = memory_array(
	    v->indicator_count * a->code_count + 1, sizeof(*a->occurs), f);
	for (i = 0; i < a->code_count; i++)
		a->codes[i] = registry_entry_id(a->registry, (int)i);
	if (a->occurs == NULL ||
	    mark_shown(v, axis - VIEW_DIMENSIONS, a, f) == -1 ||
	    (home = find_home(v, axis, f)) == -1)
		return -1;
	a->home = (size_t)home;
	for (i = 0; i < a->code_count; i++)
		if (i == a->home || occurs_anywhere(v, a, i))
			a->shown[a->shown_count++] = i;
	return 0;
}

/*
 * One axis per dimension of the observations; one that none of the report's
 * indicators has stays empty and is never asked for.
 */
static int
make_dimension_axes(
    struct view *v, const struct registry_set *registries, struct fail *f)
{
	const struct registry *registry;
	size_t d;

	if (v->observations.dimension_count > DEFINITION_DIMENSIONS_MAX)
		return fail_set(f, FAIL_DATA,
		    _("the observations have %zu dimensions; at most %d can "
		      "be reported"),
		    v->observations.dimension_count, DEFINITION_DIMENSIONS_MAX);
	for (d = 0; d < v->observations.dimension_count; d++) {
		struct view_axis *axis = &v->axes[v->axis_count];
		const char *name =
		    observations_dimension_name(&v->observations, d);

		if (find_registry(v, name, registries, &registry, f) == -1)
			return -1;
		v->axis_count++;
		axis->registry = registry;
		if (make_axis(axis, name,
			registry == NULL ? 0 : registry_count(registry),
			f) == -1)
			return -1;
		if (registry != NULL &&
		    fill_dimension(v, v->axis_count - 1, f) == -1)
			return -1;
	}
	return 0;
}

/* ---- what the outline names must be there ---- */

/* The names of a list are dimensions: no indicator, no period. */
static int
check_dimensions(
    const struct view *v, const struct outline_list *list, struct fail *f)
{
	size_t i, k;
	int axis;

	for (i = 0; i < list->count; i++) {
		axis = axis_at(v, list->names[i], list->node, f);
		if (axis == -1)
			return -1;
		if (axis < VIEW_DIMENSIONS)
			return json_fail(list->node, f,
			    _("\"%s\" is no dimension"), list->names[i]);
		for (k = 0; k < i; k++)
			if (strcmp(list->names[i], list->names[k]) == 0)
				return json_fail(list->node, f,
				    _("\"%s\" stands here twice"),
				    list->names[i]);
	}
	return 0;
}

static int
check_holds(
    const struct view *v, const struct outline_holds *holds, struct fail *f)
{
	size_t place[VIEW_AXES_MAX];

	view_home(v, place);
	return view_hold(v, place, holds, f);
}

static int
check_codes(const struct view *v, size_t axis, const struct outline_list *list,
    struct fail *f)
{
	size_t i, index;

	for (i = 0; i < list->count; i++)
		if (view_code_at(
			v, axis, list->names[i], list->node, &index, f) == -1)
			return -1;
	return 0;
}

static int
check_lines(
    const struct view *v, const struct outline_table *table, struct fail *f)
{
	size_t i;

	for (i = 0; i < table->line_count; i++)
		if (check_holds(v, &table->lines[i].at, f) == -1)
			return -1;
	return 0;
}

static int
check_table(
    const struct view *v, const struct outline_table *table, struct fail *f)
{
	int rows = 0, columns = 0;

	if (table->rows != NULL)
		rows = axis_at(v, table->rows, table->node, f);
	if (rows != -1 && table->columns != NULL)
		columns = axis_at(v, table->columns, table->node, f);
	if (rows == -1 || columns == -1 ||
	    check_codes(v, (size_t)rows, &table->row_codes, f) == -1 ||
	    check_codes(v, (size_t)columns, &table->codes, f) == -1 ||
	    check_lines(v, table, f) == -1 ||
	    check_holds(v, &table->only.at, f) == -1 ||
	    check_holds(v, &table->below.at, f) == -1)
		return -1;
	return check_holds(v, &table->at, f);
}

static int
check_outline(const struct view *v, struct fail *f)
{
	const struct outline *o = v->outline;
	size_t i;

	if (check_holds(v, &o->totals, f) == -1 ||
	    check_dimensions(v, &o->geo, f) == -1)
		return -1;
	for (i = 0; i < o->breakdown_count; i++)
		if (check_dimensions(v, &o->breakdowns[i], f) == -1)
			return -1;
	for (i = 0; i < o->cell_count; i++)
		if (check_holds(v, &o->cells[i].at, f) == -1 ||
		    (o->cells[i].over != NULL &&
			axis_at(v, o->cells[i].over, o->cells[i].node, f) ==
			    -1))
			return -1;
	for (i = 0; i < o->table_count; i++)
		if (check_table(v, &o->tables[i], f) == -1)
			return -1;
	return 0;
}

/* The newest period in which the first indicator has a number at the totals,
 * if there is one: of the last graduates little can be known yet. */
static void
choose_period(struct view *v)
{
	struct view_axis *axis = &v->axes[VIEW_PERIOD];
	size_t place[VIEW_AXES_MAX], i;
	struct estimate estimate;

	view_home(v, place);
	for (i = axis->code_count; i-- > 0;) {
		place[VIEW_PERIOD] = i;
		view_get(v, place, &estimate);
		if (observation_published(estimate.status)) {
			axis->home = i;
			return;
		}
	}
}

int
view_open(struct view *v, const struct outline *outline,
    const struct definitions *definitions,
    const struct registry_set *registries, const char *path, struct fail *f)
{
	memset(v, 0, sizeof(*v));
	v->outline = outline;
	v->registries = registries;
	if (make_indicator_axis(v, definitions, f) == -1 ||
	    observations_load(&v->observations, path, f) == -1 ||
	    make_period_axis(v, f) == -1 ||
	    make_dimension_axes(v, registries, f) == -1)
		return -1;
	choose_period(v);
	return check_outline(v, f);
}

void
view_close(struct view *v)
{
	size_t i;

	for (i = 0; i < v->axis_count; i++) {
		free(v->axes[i].codes);
		free(v->axes[i].shown);
		free(v->axes[i].occurs);
	}
	free(v->indicators);
	observations_clear(&v->observations);
	memset(v, 0, sizeof(*v));
}

static int
fail_period(const struct view_axis *axis, const char *period, struct fail *f)
{
	char *list = NULL;
	size_t length = 0, i;
	FILE *stream = open_memstream(&list, &length);

	if (stream == NULL)
		return fail_memory(f);
	for (i = 0; i < axis->code_count; i++)
		fprintf(stream, "%s%s", i == 0 ? "" : ", ", axis->codes[i]);
	if (fclose(stream) != 0)
		(void)fail_memory(f);
	else
		(void)fail_set(f, FAIL_USAGE,
		    _("the period \"%s\" has no observation of the report's "
		      "indicators; the periods there are: %s"),
		    period, list);
	free(list);
	return -1;
}

int
view_period(struct view *v, const char *period, struct fail *f)
{
	struct view_axis *axis = &v->axes[VIEW_PERIOD];
	size_t i;

	if (period == NULL)
		return 0;
	for (i = 0; i < axis->code_count; i++)
		if (strcmp(axis->codes[i], period) == 0) {
			axis->home = i;
			return 0;
		}
	return fail_period(axis, period, f);
}

/* ---- places ---- */

void
view_home(const struct view *v, size_t place[VIEW_AXES_MAX])
{
	size_t i;

	for (i = 0; i < v->axis_count; i++)
		place[i] = v->axes[i].home;
}

int
view_hold(const struct view *v, size_t place[VIEW_AXES_MAX],
    const struct outline_holds *holds, struct fail *f)
{
	const struct outline_hold *hold;
	size_t i;
	int axis;

	for (i = 0; i < holds->count; i++) {
		hold = &holds->items[i];
		axis = axis_at(v, hold->axis, hold->node, f);
		if (axis == -1 || view_code_at(v, (size_t)axis, hold->code,
				      hold->node, &place[axis], f) == -1)
			return -1;
	}
	return 0;
}

bool
view_has(const struct view *v, const size_t *place, size_t axis)
{
	if (v->axes[axis].registry == NULL)
		return true;
	return definition_dimension(v->indicators[place[VIEW_INDICATOR]],
		   v->axes[axis].name) != -1;
}

bool
view_occurs(const struct view *v, size_t indicator, size_t axis, size_t code)
{
	const struct view_axis *a = &v->axes[axis];

	return a->occurs == NULL ||
	       (code == a->home && strcmp(a->name, STATISTIC_DIMENSION) != 0) ||
	       a->occurs[indicator * a->code_count + code];
}

int
view_total(const struct view *v, size_t axis)
{
	const struct view_axis *a = &v->axes[axis];

	return a->registry == NULL || strcmp(a->name, STATISTIC_DIMENSION) == 0
		   ? -1
		   : registry_root(a->registry);
}

/* The row of this place, or -1. */
static ptrdiff_t
find_row(const struct view *v, const size_t *place)
{
	const char *codes[DEFINITION_DIMENSIONS_MAX];
	size_t axis;

	for (axis = VIEW_DIMENSIONS; axis < v->axis_count; axis++)
		codes[axis - VIEW_DIMENSIONS] =
		    view_has(v, place, axis) ? v->axes[axis].codes[place[axis]]
					     : NULL;
	return observations_find(&v->observations,
	    v->axes[VIEW_INDICATOR].codes[place[VIEW_INDICATOR]],
	    v->axes[VIEW_PERIOD].codes[place[VIEW_PERIOD]], codes);
}

bool
view_statistic(
    const struct view *v, const size_t *place, enum statistic *statistic)
{
	const struct definition *d = v->indicators[place[VIEW_INDICATOR]];
	int axis = view_axis(v, STATISTIC_DIMENSION);

	return axis != -1 && (d->series || d->comparison != NULL) &&
	       statistic_find(v->axes[axis].codes[place[axis]], statistic);
}

/* Of units each has its statistics, and all together have others. */
static bool
is_of_these(const struct view *v, const size_t *place, enum statistic statistic)
{
	const struct definition *d = v->indicators[place[VIEW_INDICATOR]];
	int axis, total;

	if (d->comparison == NULL || d->comparison->kind != COMPARISON_UNITS)
		return true;
	axis = view_axis(v, compared_dimension(d)->name);
	if (axis == -1)
		return true;
	total = view_total(v, (size_t)axis);
	return (total != -1 && place[axis] == (size_t)total) ==
	       statistic_of_all_units(statistic);
}

/* Not every series, and not every comparison, has every statistic. */
static bool
is_defined(const struct view *v, const size_t *place)
{
	enum statistic statistic;

	return !view_statistic(v, place, &statistic) ||
	       (v->indicators[place[VIEW_INDICATOR]]->statistics[statistic] &&
		   is_of_these(v, place, statistic));
}

/*
 * Whether the place is a combination that measure leaves out because nothing of
 * it is in the data: two or more codes that occur and are no totals, which one
 * of the indicator's breakdowns has.
 */
static bool
is_left_out(const struct view *v, const size_t *place)
{
	size_t apart[VIEW_AXES_MAX], count = 0, axis, i, k;
	size_t indicator = place[VIEW_INDICATOR];
	const struct definition *d = v->indicators[indicator];
	int total;

	for (axis = VIEW_DIMENSIONS; axis < v->axis_count; axis++) {
		if (!view_has(v, place, axis))
			continue;
		if (!view_occurs(v, indicator, axis, place[axis]))
			return false;
		total = view_total(v, axis);
		if (total != -1 && place[axis] != (size_t)total)
			apart[count++] = axis;
	}
	for (i = 0; count >= 2 && i < d->breakdown_count; i++) {
		for (k = 0; k < count; k++)
			if (!compared_breakdown_has(
				d, &d->breakdowns[i], v->axes[apart[k]].name))
				break;
		if (k == count)
			return true;
	}
	return false;
}

void
view_get(const struct view *v, const size_t *place, struct estimate *estimate)
{
	ptrdiff_t row = find_row(v, place);
	struct observation one;

	if (row != -1) {
		observations_get(&v->observations, (size_t)row, &one);
		*estimate = one.estimate;
		return;
	}
	memset(estimate, 0, sizeof(*estimate));
	estimate->status = OBSERVATION_MISSING;
	estimate->reason = REASON_NOT_IN_SOURCE;
	estimate->coverage = 1;
	if (!is_defined(v, place)) {
		estimate->status = OBSERVATION_NOT_APPLICABLE;
		estimate->reason = REASON_DECLARED;
	} else if (is_left_out(v, place)) {
		estimate->status = OBSERVATION_NOT_APPLICABLE;
		estimate->reason = REASON_ZERO_DENOMINATOR;
	}
}

static bool
has_part(const struct estimate *estimate, enum outline_part part)
{
	static const unsigned parts[PARTS] = { [PART_LOWER] = ESTIMATE_INTERVAL,
		[PART_UPPER] = ESTIMATE_INTERVAL,
		[PART_NUMERATOR] = ESTIMATE_NUMERATOR,
		[PART_DENOMINATOR] = ESTIMATE_DENOMINATOR };

	return observation_published(estimate->status) &&
	       (part == PART_VALUE || (estimate->parts & parts[part]) != 0);
}

bool
view_part(
    const struct estimate *estimate, enum outline_part part, double *number)
{
	if (!has_part(estimate, part))
		return false;
	switch (part) {
	case PART_VALUE:
		*number = estimate->value;
		return true;
	case PART_LOWER:
		*number = estimate->lower;
		return true;
	case PART_UPPER:
		*number = estimate->upper;
		return true;
	case PART_NUMERATOR:
		*number = (double)estimate->numerator;
		return true;
	case PART_DENOMINATOR:
		*number = (double)estimate->denominator;
		return true;
	case PARTS:
		break;
	}
	assert(0);
	return false;
}

/* ---- units ---- */

const char *
view_unit(const struct view *v, const size_t *place)
{
	const char *unit = v->indicators[place[VIEW_INDICATOR]]->unit;
	enum statistic statistic;

	if (view_statistic(v, place, &statistic) &&
	    statistic_unit(statistic) != STATISTIC_UNIT_LEVEL)
		return statistic_unit_name(statistic);
	/* A comparison without observations: it has no unit of its own. */
	return *unit == '\0' ? "percent" : unit;
}

int
view_decimals(const struct view *v, const size_t *place)
{
	enum statistic statistic;

	/* In the unit of the level, but a median of quotients. */
	if (view_statistic(v, place, &statistic) &&
	    statistic == STATISTIC_SEN_SLOPE)
		return v->indicators[place[VIEW_INDICATOR]]->decimals;
	return unit_decimals(unit_find(view_unit(v, place)),
	    v->indicators[place[VIEW_INDICATOR]]->decimals);
}

bool
view_signed(const struct view *v, const size_t *place)
{
	enum statistic statistic;

	return view_statistic(v, place, &statistic) &&
	       statistic_signed(statistic);
}

/* ---- titles ---- */

const struct registry *
view_registry(
    const struct view *v, const struct definition_dimension *dimension)
{
	return registry_set_find(v->registries, dimension->registry);
}

const char *
view_dimension_title(const struct view *v,
    const struct definition_dimension *dimension, enum language language)
{
	const struct registry *registry = view_registry(v, dimension);

	return registry == NULL ? dimension->name
				: registry_title(registry, language);
}

const char *
view_axis_title(const struct view *v, size_t axis, enum language language)
{
	if (axis == VIEW_INDICATOR)
		return _("Indicator");
	if (axis == VIEW_PERIOD)
		return _("Period");
	return registry_title(v->axes[axis].registry, language);
}

const char *
view_code_title(
    const struct view *v, size_t axis, size_t code, enum language language)
{
	if (axis == VIEW_INDICATOR)
		return v->indicators[code]->title.text[language];
	if (axis == VIEW_PERIOD)
		return v->axes[axis].codes[code];
	return registry_entry_title(
	    v->axes[axis].registry, (int)code, language);
}

const char *
view_code_short(
    const struct view *v, size_t axis, size_t code, enum language language)
{
	if (axis == VIEW_INDICATOR &&
	    v->indicators[code]->short_title.text[language] != NULL)
		return v->indicators[code]->short_title.text[language];
	if (v->axes[axis].registry == NULL)
		return view_code_title(v, axis, code, language);
	return registry_entry_short(
	    v->axes[axis].registry, (int)code, language);
}

bool
view_has_level(const struct view *v, size_t axis, size_t code,
    const struct outline_list *levels)
{
	const char *level;
	size_t i;

	if (levels->count == 0)
		return true;
	if (v->axes[axis].registry == NULL)
		return false;
	level = registry_entry_level(v->axes[axis].registry, (int)code);
	for (i = 0; i < levels->count; i++)
		if (strcmp(levels->names[i], v->axes[axis].codes[code]) == 0 ||
		    (level != NULL && strcmp(levels->names[i], level) == 0))
			return true;
	return false;
}

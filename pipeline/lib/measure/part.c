/* part - the cells of a cube that a definition counts */
#include "measure/part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

#define LIST 512 /* of names, in a message */

enum use {
	USE_PERIOD,
	USE_AXIS,      /* each code at its place */
	USE_SELECTION, /* some codes, added up */
	USE_SHARED,    /* the same, at every place of an axis */
	USE_OPEN       /* all codes but the total */
};

struct part_dimension {
	enum use use;
	int axis;      /* of USE_AXIS, USE_SHARED, an open one; or -1 */
	int32_t total; /* code of the total, or CUBE_NO_CODE */
	/* By code: the registry entry (USE_AXIS; -1: the registry does not
	 * have it), else whether the code is selected. */
	int *codes;
	bool total_selected;
	bool by_code; /* cells of other codes than the total are read */
};

static const char *
cube_name(const struct part *part)
{
	return part->definition->dataset;
}

static const struct definition_where *
where_find(const struct definition_part *part, const char *dimension)
{
	size_t i;

	for (i = 0; i < part->where_count; i++)
		if (strcmp(part->where[i].dimension, dimension) == 0)
			return &part->where[i];
	return NULL;
}

static int
dimension_missing(const struct part *part, const struct json *node,
    const char *name, struct fail *f)
{
	return json_fail(node, f,
	    _("the cube of the dataset \"%s\" has no dimension \"%s\", "
	      "expected tally --by with it"),
	    cube_name(part), name);
}

/* The dimension of a series that no cube has. */
static bool
is_statistic(const struct definition *d, const char *name)
{
	return d->series && strcmp(name, STATISTIC_DIMENSION) == 0;
}

/* Every dimension that the definition names is in the cube. */
static int
check_dimensions(
    const struct part *part, const struct definition *d, struct fail *f)
{
	const struct definition_part *p = part->definition;
	const char *name;
	size_t i;

	if (cube_dimension_find(part->cube, "period") == -1)
		return dimension_missing(part, p->node, "period", f);
	for (i = 0; i < d->dimension_count; i++) {
		name = d->dimensions[i].name;
		if (cube_dimension_find(part->cube, name) == -1 &&
		    !is_statistic(d, name))
			return dimension_missing(
			    part, d->dimensions[i].node, name, f);
	}
	for (i = 0; i < p->where_count; i++)
		if (cube_dimension_find(part->cube, p->where[i].dimension) ==
		    -1)
			return dimension_missing(
			    part, p->where[i].node, p->where[i].dimension, f);
	return 0;
}

static void
find_entries(const struct part *part, size_t dimension,
    const struct registry *registry, int *codes)
{
	int32_t code, count = cube_code_count(part->cube, dimension);

	for (code = 0; code < count; code++)
		codes[code] = registry_find(
		    registry, cube_code_text(part->cube, dimension, code));
}

/* Select one code of a dimension; one that does not occur selects nothing. */
static void
select_code(const struct part *part, size_t dimension, const char *text)
{
	struct part_dimension *to = &part->dimensions[dimension];
	int32_t code = cube_text_code(part->cube, dimension, text);
	const char *total = cube_total(part->cube, dimension);

	if (total != NULL && strcmp(total, text) == 0)
		to->total_selected = true;
	else
		to->by_code = true;
	if (code >= 0)
		to->codes[code] = 1;
}

static void
select_where(const struct part *part, size_t dimension,
    const struct definition_where *where)
{
	size_t i;

	for (i = 0; i < where->code_count; i++)
		select_code(part, dimension, where->codes[i]);
}

static void
select_open(const struct part *part, size_t dimension)
{
	struct part_dimension *to = &part->dimensions[dimension];
	int32_t code, count = cube_code_count(part->cube, dimension);

	to->use = USE_OPEN;
	to->by_code = true;
	for (code = 0; code < count; code++)
		to->codes[code] = code != to->total;
}

static bool
is_open(const struct part_scope *scope, const char *name)
{
	size_t i;

	for (i = 0; i < scope->open_count; i++)
		if (strcmp(scope->open[i], name) == 0)
			return true;
	return false;
}

/* Whether the codes of a dimension that has no total are all added up. */
static bool
is_added(const struct part *part, const struct definition *d, const char *name)
{
	if (!d->series)
		return false;
	if (d->unit_field != NULL && strcmp(d->unit_field, name) == 0)
		return true;
	return part->distinct == -1 && strcmp(d->overlap_field, name) == 0;
}

/* A dimension that is none of the indicator and not selected. */
static int
open_other(struct part *part, const struct definition *d, size_t dimension,
    struct fail *f)
{
	const char *name = cube_dimension(part->cube, dimension);
	const char *total = cube_total(part->cube, dimension);

	if (total != NULL) {
		select_code(part, dimension, total);
	} else if (is_added(part, d, name)) {
		select_open(part, dimension);
	} else {
		return json_fail(part->definition->node, f,
		    _("the cube of the dataset \"%s\" has the dimension "
		      "\"%s\", which is not one of the indicator's; \"where\" "
		      "must say which of its codes are counted"),
		    cube_name(part), name);
	}
	return 0;
}

static void
open_axis(struct part *part, const struct part_scope *scope, size_t dimension)
{
	struct part_dimension *to = &part->dimensions[dimension];
	const char *held = scope->held[to->axis];

	if (held != NULL) {
		select_code(part, dimension, held);
		return;
	}
	to->use = USE_AXIS;
	to->by_code = true;
	find_entries(
	    part, dimension, scope->axes[to->axis].registry, to->codes);
}

static int
open_dimension(struct part *part, const struct part_scope *scope,
    size_t dimension, struct fail *f)
{
	struct part_dimension *to = &part->dimensions[dimension];
	const char *name = cube_dimension(part->cube, dimension);
	const char *total = cube_total(part->cube, dimension);
	const struct definition_where *where =
	    where_find(part->definition, name);

	to->use = USE_SELECTION;
	to->axis = definition_dimension(scope->definition, name);
	to->total = total == NULL
			? CUBE_NO_CODE
			: cube_text_code(part->cube, dimension, total);
	to->codes =
	    memory_array((size_t)cube_code_count(part->cube, dimension) + 1,
		sizeof(*to->codes), f);
	if (to->codes == NULL)
		return -1;
	if (strcmp(name, "period") == 0) {
		part->period = dimension;
		if (where == NULL)
			to->use = USE_PERIOD;
		else
			select_where(part, dimension, where);
	} else if (is_open(scope, name)) {
		select_open(part, dimension);
	} else if (where != NULL) {
		select_where(part, dimension, where);
		if (to->axis != -1 && scope->held[to->axis] == NULL)
			to->use = USE_SHARED;
	} else if (to->axis != -1) {
		open_axis(part, scope, dimension);
	} else {
		return open_other(part, scope->definition, dimension, f);
	}
	return 0;
}

static int
measure_missing(const struct part *part, const char *name, const char *option,
    struct fail *f)
{
	return json_fail(part->definition->node, f,
	    _("the cube of the dataset \"%s\" has no measure \"%s\", expected "
	      "tally --%s with it"),
	    cube_name(part), name, option);
}

/* What is counted is in the cube. */
static int
open_measures(struct part *part, struct fail *f)
{
	const struct definition_part *d = part->definition;

	part->measure = part->distinct = part->minus = part->both = -1;
	if (d->distinct != NULL) {
		part->distinct = cube_distinct_find(part->cube, d->distinct);
		return part->distinct != -1
			   ? 0
			   : measure_missing(part, d->distinct, "distinct", f);
	}
	part->measure = cube_measure_find(part->cube, d->measure);
	if (part->measure == -1 && strcmp(d->measure, "rows") != 0)
		return measure_missing(part, d->measure, "sum", f);
	if (d->minus == NULL)
		return 0;
	part->minus = cube_measure_find(part->cube, d->minus);
	if (part->minus == -1)
		return measure_missing(part, d->minus, "sum", f);
	if (part->measure != -1)
		part->both = cube_pair_find(
		    part->cube, (size_t)part->measure, (size_t)part->minus);
	return 0;
}

/* Whether "where" lets the cell count, or may let its lost rows. */
static bool
selected(const struct part *part, size_t cell, bool lost)
{
	const struct part_dimension *dimension;
	int32_t code;
	size_t i;

	for (i = 0; i < part->dimension_count; i++) {
		dimension = &part->dimensions[i];
		code = cube_code(part->cube, cell, i);
		if (code < 0 && lost) {
			/* The total has those rows already. */
			if (dimension->total_selected)
				return false;
			continue;
		}
		switch (dimension->use) {
		case USE_PERIOD:
			break;
		case USE_AXIS:
			if (code < 0 && dimension->total != CUBE_NO_CODE)
				return false;
			break;
		default:
			if (code < 0 || !dimension->codes[code])
				return false;
		}
	}
	return true;
}

static int
collect_cells(struct part *part, struct fail *f)
{
	size_t cell, count = cube_cells(part->cube);
	size_t capacity = 0, lost_capacity = 0;

	for (cell = 0; cell < count; cell++) {
		if (cube_rows(part->cube, cell) > 0 &&
		    selected(part, cell, false)) {
			if (memory_grow(&part->cells, &capacity,
				part->cell_count + 1, sizeof(*part->cells),
				f) == -1)
				return -1;
			part->cells[part->cell_count++] = cell;
		}
		if (cube_lost(part->cube, cell) > 0 &&
		    selected(part, cell, true)) {
			if (memory_grow(&part->lost, &lost_capacity,
				part->lost_count + 1, sizeof(*part->lost),
				f) == -1)
				return -1;
			part->lost[part->lost_count++] = cell;
		}
	}
	return 0;
}

/* The dimensions whose cells are read by code, of those that have a total. */
static size_t
by_code(const struct part *part, size_t dimensions[CUBE_DIMENSIONS_MAX])
{
	size_t i, count = 0;

	for (i = 0; i < part->dimension_count; i++)
		if (part->dimensions[i].by_code &&
		    cube_total(part->cube, i) != NULL)
			dimensions[count++] = i;
	return count;
}

bool
part_covers(const struct part *part)
{
	size_t dimensions[CUBE_DIMENSIONS_MAX];
	size_t count = by_code(part, dimensions);

	return cube_covers(part->cube, dimensions, count);
}

static int
check_covered(const struct part *part, struct fail *f)
{
	size_t i, dimensions[CUBE_DIMENSIONS_MAX];
	size_t count = by_code(part, dimensions);
	char list[LIST] = "";

	if (cube_covers(part->cube, dimensions, count))
		return 0;
	for (i = 0; i < count; i++)
		snprintf(list + strlen(list), sizeof(list) - strlen(list),
		    "%s%s", i == 0 ? "" : ",",
		    cube_dimension(part->cube, dimensions[i]));
	return json_fail(part->definition->node, f,
	    _("the cube of the dataset \"%s\" has no cells by %s, expected "
	      "tally --set %s"),
	    cube_name(part), list, list);
}

int
part_open(struct part *part, const struct part_scope *scope,
    const struct definition_part *definition, const struct cube *cube,
    struct fail *f)
{
	size_t i;

	part->definition = definition;
	part->cube = cube;
	part->counted = part->pair = -1;
	if (open_measures(part, f) == -1 ||
	    check_dimensions(part, scope->definition, f) == -1)
		return -1;
	part->dimensions = memory_array(
	    cube_dimension_count(cube), sizeof(*part->dimensions), f);
	if (part->dimensions == NULL)
		return -1;
	part->dimension_count = cube_dimension_count(cube);
	for (i = 0; i < part->dimension_count; i++)
		if (open_dimension(part, scope, i, f) == -1)
			return -1;
	if (scope->open_count == 0 && check_covered(part, f) == -1)
		return -1;
	return collect_cells(part, f);
}

int
part_open_all(struct part *part, const struct part_scope *scope,
    const struct definition_part *definition, struct definition_part *all,
    const struct cube *cube, struct fail *f)
{
	bool totals = true;
	size_t i;
	int found;

	*all = (struct definition_part){ .dataset = definition->dataset,
		.measure = "rows",
		.node = definition->node };
	for (i = 0; i < definition->where_count; i++) {
		found =
		    cube_dimension_find(cube, definition->where[i].dimension);
		totals = totals && found != -1 &&
			 cube_total(cube, (size_t)found) != NULL;
	}
	if (!totals) {
		all->where = definition->where;
		all->where_count = definition->where_count;
	}
	return part_open(part, scope, all, cube, f);
}

void
part_clear(struct part *part)
{
	size_t i;

	for (i = 0; i < part->dimension_count; i++)
		free(part->dimensions[i].codes);
	free(part->dimensions);
	free(part->cells);
	free(part->lost);
	*part = (struct part)PART_INIT;
}

static int
mark_cell(const struct part *part, size_t cell, bool lost,
    struct rollup_axis *axes, struct fail *f)
{
	const struct part_dimension *dimension;
	int32_t code;
	size_t i;

	for (i = 0; i < part->dimension_count; i++) {
		dimension = &part->dimensions[i];
		if (dimension->use != USE_PERIOD && dimension->use != USE_AXIS)
			continue;
		code = cube_code(part->cube, cell, i);
		if (code < 0 && !lost)
			return fail_set(f, FAIL_DATA,
			    _("dataset \"%s\": column \"%s\": %lld rows have "
			      "no value, expected a code in every row"),
			    cube_name(part), cube_dimension(part->cube, i),
			    (long long)cube_rows(part->cube, cell));
		if (code < 0 || dimension->use != USE_AXIS)
			continue;
		if (dimension->codes[code] == -1)
			return fail_set(f, FAIL_DATA,
			    _("dataset \"%s\": column \"%s\": \"%s\" is not "
			      "in the registry \"%s\", expected the output "
			      "of link"),
			    cube_name(part), cube_dimension(part->cube, i),
			    cube_text(part->cube, cell, i),
			    registry_id(axes[dimension->axis].registry));
		rollup_axis_add(&axes[dimension->axis], dimension->codes[code]);
	}
	return 0;
}

int
part_mark(const struct part *part, struct rollup_axis *axes, struct fail *f)
{
	size_t i;

	for (i = 0; i < part->cell_count; i++)
		if (mark_cell(part, part->cells[i], false, axes, f) == -1)
			return -1;
	for (i = 0; i < part->lost_count; i++)
		if (mark_cell(part, part->lost[i], true, axes, f) == -1)
			return -1;
	return 0;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **
part_periods(const struct part *const *parts, size_t part_count,
    size_t *period_count, struct fail *f)
{
	const char **periods;
	int32_t code, count = 0;
	size_t i, all = 0, kept = 0;

	for (i = 0; i < part_count; i++)
		count += cube_code_count(parts[i]->cube, parts[i]->period);
	periods = memory_array((size_t)count + 1, sizeof(*periods), f);
	if (periods == NULL)
		return NULL;
	for (i = 0; i < part_count; i++) {
		count = cube_code_count(parts[i]->cube, parts[i]->period);
		for (code = 0; code < count; code++)
			periods[all++] = cube_code_text(
			    parts[i]->cube, parts[i]->period, code);
	}
	qsort(periods, all, sizeof(*periods), compare_texts);
	for (i = 0; i < all; i++)
		if (kept == 0 || strcmp(periods[kept - 1], periods[i]) != 0)
			periods[kept++] = periods[i];
	*period_count = kept;
	return periods;
}

bool
part_has_period(const struct part *part, const char *period)
{
	return cube_text_code(part->cube, part->period, period) >= 0;
}

/* What is subtracted is that of the rows with a value of the measure. */
static void
set_paired_minus(const struct part *part, size_t cell, struct part_sum *s)
{
	const struct cube *cube = part->cube;
	size_t pair = (size_t)part->both, minus = (size_t)part->minus;
	int64_t with =
	    s->rows - s->missing - s->not_applicable - s->confidential;
	int64_t both = s->rows;
	int i;

	for (i = CUBE_PAIR_MISSING; i < CUBE_PAIR_PARTS; i++)
		both -=
		    cube_pair_value(cube, cell, pair, (enum cube_pair_part)i);
	s->minus = cube_pair_value(cube, cell, pair, CUBE_PAIR_DENOMINATOR);
	s->undeclared =
	    with - both - cube_value(cube, cell, minus, CUBE_NOT_APPLICABLE);
	if (s->undeclared < 0)
		s->undeclared = 0;
}

/* The measure, with what is subtracted from it. */
static void
set_measure(
    const struct part *part, size_t cell, int measure, struct part_sum *s)
{
	const struct cube *cube = part->cube;
	size_t m = (size_t)measure, minus = (size_t)part->minus;

	s->missing = cube_value(cube, cell, m, CUBE_MISSING);
	s->not_applicable = cube_value(cube, cell, m, CUBE_NOT_APPLICABLE);
	s->confidential = cube_value(cube, cell, m, CUBE_CONFIDENTIAL);
	if (part->minus == -1)
		return;
	if (part->both != -1) {
		set_paired_minus(part, cell, s);
	} else {
		s->minus = cube_value(cube, cell, minus, CUBE_SUM);
		s->undeclared = cube_value(cube, cell, minus, CUBE_MISSING);
	}
	if (s->confidential == 0)
		s->confidential =
		    cube_value(cube, cell, minus, CUBE_CONFIDENTIAL);
}

struct part_sum
part_cell(const struct part *part, size_t cell)
{
	const struct cube *cube = part->cube;
	struct part_sum s = { .rows = cube_rows(cube, cell) };
	int measure = part->measure == -1 ? part->counted : part->measure;
	size_t pair = (size_t)part->pair;

	if (part->distinct != -1) {
		s.sum = cube_distinct(cube, cell, (size_t)part->distinct);
		return s;
	}
	if (measure != -1)
		set_measure(part, cell, measure, &s);
	if (part->pair != -1) {
		s.sum = cube_pair_value(cube, cell, pair, part->side);
		s.missing =
		    cube_pair_value(cube, cell, pair, CUBE_PAIR_MISSING);
		s.not_applicable =
		    cube_pair_value(cube, cell, pair, CUBE_PAIR_NOT_APPLICABLE);
		s.confidential =
		    cube_pair_value(cube, cell, pair, CUBE_PAIR_CONFIDENTIAL);
		return s;
	}
	s.sum = part->measure == -1
		    ? s.rows - s.missing - s.not_applicable - s.confidential
		    : cube_value(cube, cell, (size_t)measure, CUBE_SUM);
	return s;
}

/* Whether two parts count the same rows: cells of one cube with the same
 * codes. */
static bool
same_rows(const struct part *a, const struct part *b)
{
	size_t i, size;

	if (a->cube != b->cube)
		return false;
	for (i = 0; i < a->dimension_count; i++) {
		if (a->dimensions[i].use != b->dimensions[i].use)
			return false;
		size = (size_t)cube_code_count(a->cube, i) *
		       sizeof(*a->dimensions[i].codes);
		if (a->dimensions[i].use == USE_SELECTION && size > 0 &&
		    memcmp(a->dimensions[i].codes, b->dimensions[i].codes,
			size) != 0)
			return false;
	}
	return true;
}

static bool
is_whole(const struct part *part, size_t cell)
{
	const struct part_sum s = part_cell(part, cell);

	return s.missing == 0 && s.not_applicable == 0 && s.confidential == 0;
}

/* Without a pair in the cube: every row must have both values. */
static int
check_whole(const struct part *numerator, const struct part *denominator,
    struct fail *f)
{
	size_t i, cell;

	for (i = 0; i < numerator->cell_count; i++) {
		cell = numerator->cells[i];
		if (!(is_whole(numerator, cell) && is_whole(denominator, cell)))
			return json_fail(numerator->definition->node, f,
			    _("rows of the dataset \"%s\" lack \"%s\" or "
			      "\"%s\"; a rate needs the sums over those that "
			      "have both, expected tally --pair %s,%s"),
			    cube_name(numerator),
			    numerator->definition->measure,
			    denominator->definition->measure,
			    numerator->definition->measure,
			    denominator->definition->measure);
	}
	return 0;
}

int
part_check_minus(const struct part *part, struct fail *f)
{
	size_t i;

	for (i = 0;
	     part->minus != -1 && part->both == -1 && i < part->cell_count; i++)
		if (part_cell(part, part->cells[i]).missing > 0)
			return json_fail(part->definition->node, f,
			    _("rows of the dataset \"%s\" lack \"%s\", from "
			      "which \"%s\" is subtracted; this needs the "
			      "sums over those that have both, expected tally "
			      "--pair %s,%s"),
			    cube_name(part), part->definition->measure,
			    part->definition->minus, part->definition->measure,
			    part->definition->minus);
	return 0;
}

int
part_join(struct part *numerator, struct part *denominator, bool *same,
    struct fail *f)
{
	int above = numerator->measure, below = denominator->measure;

	*same = same_rows(numerator, denominator);
	if (!*same || above == below)
		return 0;
	if (numerator->distinct != -1 || denominator->distinct != -1) {
		/* Rows that lack the measure may have the text. */
		*same = false;
		return 0;
	}
	if (above == -1 || below == -1) {
		numerator->counted = below;
		denominator->counted = above;
		return 0;
	}
	numerator->pair = denominator->pair =
	    cube_pair_find(numerator->cube, (size_t)above, (size_t)below);
	numerator->side = CUBE_PAIR_NUMERATOR;
	denominator->side = CUBE_PAIR_DENOMINATOR;
	return numerator->pair != -1 ? 0
				     : check_whole(numerator, denominator, f);
}

/* a += b; no sum that is not there in the cube fits where it did not. */
static int
add(int64_t *a, int64_t b, const struct part *part, struct fail *f)
{
	const struct definition_part *d = part->definition;

	if (!__builtin_add_overflow(*a, b, a))
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("dataset \"%s\": column \"%s\": a sum is above "
	      "9223372036854775807"),
	    cube_name(part), d->measure != NULL ? d->measure : d->distinct);
}

static int
add_sum(const struct part *part, const struct part_sum *s, struct part_sum *to,
    struct fail *f)
{
	if (add(&to->rows, s->rows, part, f) == -1 ||
	    add(&to->sum, s->sum, part, f) == -1 ||
	    add(&to->missing, s->missing, part, f) == -1 ||
	    add(&to->not_applicable, s->not_applicable, part, f) == -1 ||
	    add(&to->confidential, s->confidential, part, f) == -1 ||
	    add(&to->minus, s->minus, part, f) == -1 ||
	    add(&to->undeclared, s->undeclared, part, f) == -1 ||
	    add(&to->lost, s->lost, part, f) == -1)
		return -1;
	return 0;
}

/* The place of the dimension's code, that of an open one is its total. */
static size_t
position_of(const struct part *part, size_t dimension, size_t cell,
    const struct rollup_axis *axis)
{
	const struct part_dimension *d = &part->dimensions[dimension];
	const char *total = cube_total(part->cube, dimension);
	int entry = d->use == USE_AXIS
			? d->codes[cube_code(part->cube, cell, dimension)]
			: registry_find(axis->registry, total);

	return (size_t)axis->positions[entry];
}

size_t
part_place(const struct part *part, size_t cell, const struct rollup_axis *axes,
    const size_t *strides)
{
	const struct part_dimension *dimension;
	size_t i, place = 0;

	for (i = 0; i < part->dimension_count; i++) {
		dimension = &part->dimensions[i];
		if (dimension->use == USE_AXIS ||
		    (dimension->use == USE_OPEN && dimension->axis != -1))
			place +=
			    strides[dimension->axis] *
			    position_of(part, i, cell, &axes[dimension->axis]);
	}
	return place;
}

/* A cell of the cube that is added at several places. */
struct spread {
	const struct part *part;
	size_t cell;
	const struct rollup_axis *axes;
	const size_t *strides;
	struct part_sum sum, *sums;
};

static int spread_from(
    const struct spread *, size_t, size_t, struct fail *) MUST_CHECK;

/* At all codes of an axis; the total has the rows of unknown code already. */
static int
spread_over(
    const struct spread *s, size_t dimension, size_t place, struct fail *f)
{
	const struct part_dimension *d = &s->part->dimensions[dimension];
	const struct rollup_axis *axis = &s->axes[d->axis];
	const char *total = cube_total(s->part->cube, dimension);
	int left_out = d->use == USE_SHARED || total == NULL
			   ? -1
			   : registry_find(axis->registry, total);
	size_t i;

	for (i = 0; i < axis->count; i++)
		if (axis->entries[i] != left_out &&
		    spread_from(s, dimension + 1,
			place + i * s->strides[d->axis], f) == -1)
			return -1;
	return 0;
}

/* The dimensions from this one on. */
static int
spread_from(
    const struct spread *s, size_t dimension, size_t place, struct fail *f)
{
	const struct part *part = s->part;
	const struct part_dimension *d;

	for (; dimension < part->dimension_count; dimension++) {
		d = &part->dimensions[dimension];
		if (d->use == USE_SHARED ||
		    (d->use == USE_AXIS &&
			cube_code(part->cube, s->cell, dimension) < 0))
			return spread_over(s, dimension, place, f);
		if (d->use == USE_AXIS)
			place += s->strides[d->axis] * position_of(part,
							   dimension, s->cell,
							   &s->axes[d->axis]);
	}
	return add_sum(part, &s->sum, &s->sums[place], f);
}

int
part_read(const struct part *part, const char *period,
    const struct rollup_axis *axes, const size_t *strides,
    struct part_sum *sums, struct fail *f)
{
	struct spread s = { part, 0, axes, strides, { .rows = 0 }, sums };
	int32_t code = cube_text_code(part->cube, part->period, period), own;
	size_t i;

	for (i = 0; i < part->cell_count; i++) {
		s.cell = part->cells[i];
		if (cube_code(part->cube, s.cell, part->period) != code)
			continue;
		s.sum = part_cell(part, s.cell);
		if (spread_from(&s, 0, 0, f) == -1)
			return -1;
	}
	for (i = 0; i < part->lost_count; i++) {
		s.cell = part->lost[i];
		own = cube_code(part->cube, s.cell, part->period);
		if (own >= 0 && own != code)
			continue;
		s.sum =
		    (struct part_sum){ .lost = cube_lost(part->cube, s.cell) };
		if (spread_from(&s, 0, 0, f) == -1)
			return -1;
	}
	return 0;
}

/* Whether a cell has a code in every dimension of the indicator. */
static bool
is_exact(const struct part *part, size_t cell)
{
	const struct part_dimension *d;
	size_t i;

	for (i = 0; i < part->dimension_count; i++) {
		d = &part->dimensions[i];
		if (d->use == USE_SHARED ||
		    (d->use == USE_AXIS && cube_code(part->cube, cell, i) < 0))
			return false;
	}
	return true;
}

int
part_rows(const struct part *part, const struct rollup_axis *axes,
    const size_t *strides, struct part_sum *sums, struct fail *f)
{
	struct spread s = { part, 0, axes, strides, { .rows = 0 }, sums };
	size_t i;

	for (i = 0; i < part->cell_count; i++) {
		s.cell = part->cells[i];
		s.sum =
		    (struct part_sum){ .rows = cube_rows(part->cube, s.cell) };
		if (spread_from(&s, 0, 0, f) == -1)
			return -1;
	}
	for (i = 0; i < part->lost_count; i++) {
		s.cell = part->lost[i];
		s.sum =
		    (struct part_sum){ .lost = cube_lost(part->cube, s.cell) };
		if (is_exact(part, s.cell) && spread_from(&s, 0, 0, f) == -1)
			return -1;
	}
	return 0;
}

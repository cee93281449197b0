/* part - the cells of a cube that a definition counts */
#include "measure/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

enum use { USE_PERIOD, USE_AXIS, USE_SELECTION };

struct part_dimension {
	enum use use;
	size_t axis; /* USE_AXIS */
	/* By code: the registry entry (USE_AXIS; -1: the registry does not
	 * have it), or whether the code is selected (USE_SELECTION). */
	int *codes;
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

/* Every dimension that the definition names is in the cube. */
static int
check_dimensions(
    const struct part *part, const struct definition *d, struct fail *f)
{
	const struct definition_part *p = part->definition;
	size_t i;

	for (i = 0; i < d->dimension_count; i++)
		if (cube_dimension_find(part->cube, d->dimensions[i].name) ==
		    -1)
			return json_fail(d->dimensions[i].node, f,
			    _("the cube of the dataset \"%s\" has no "
			      "dimension \"%s\", expected tally --by with it"),
			    cube_name(part), d->dimensions[i].name);
	for (i = 0; i < p->where_count; i++)
		if (cube_dimension_find(part->cube, p->where[i].dimension) ==
		    -1)
			return json_fail(p->where[i].node, f,
			    _("the cube of the dataset \"%s\" has no "
			      "dimension \"%s\", expected tally --by with it"),
			    cube_name(part), p->where[i].dimension);
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

static void
find_selected(const struct part *part, size_t dimension,
    const struct definition_where *where, int *codes)
{
	int32_t code;
	size_t i;

	for (i = 0; i < where->code_count; i++) {
		code = cube_text_code(part->cube, dimension, where->codes[i]);
		if (code >= 0)
			codes[code] = 1;
	}
}

static int
open_dimension(struct part *part, const struct definition *d, size_t dimension,
    const struct rollup_axis *axes, struct fail *f)
{
	struct part_dimension *to = &part->dimensions[dimension];
	const char *name = cube_dimension(part->cube, dimension);
	const struct definition_where *where =
	    where_find(part->definition, name);
	int axis = definition_dimension(d, name);

	if (strcmp(name, "period") == 0) {
		part->period = dimension;
		to->use = USE_PERIOD;
		if (where == NULL)
			return 0;
	}
	to->codes =
	    memory_array((size_t)cube_code_count(part->cube, dimension) + 1,
		sizeof(*to->codes), f);
	if (to->codes == NULL)
		return -1;
	if (axis != -1) {
		to->use = USE_AXIS;
		to->axis = (size_t)axis;
		find_entries(part, dimension, axes[axis].registry, to->codes);
	} else if (where != NULL) {
		to->use = USE_SELECTION;
		find_selected(part, dimension, where, to->codes);
	} else {
		return json_fail(part->definition->node, f,
		    _("the cube of the dataset \"%s\" has the dimension "
		      "\"%s\", which is not one of the indicator's; \"where\" "
		      "must say which of its codes are counted"),
		    cube_name(part), name);
	}
	return 0;
}

int
part_open(struct part *part, const struct definition *d,
    const struct definition_part *definition, const struct cube *cube,
    const struct rollup_axis *axes, struct fail *f)
{
	size_t i;

	part->definition = definition;
	part->cube = cube;
	part->counted = part->pair = -1;
	part->measure = cube_measure_find(cube, definition->measure);
	if (part->measure == -1 && strcmp(definition->measure, "rows") != 0)
		return json_fail(definition->node, f,
		    _("the cube of the dataset \"%s\" has no measure \"%s\", "
		      "expected tally --sum with it"),
		    definition->dataset, definition->measure);
	if (cube_dimension_find(cube, "period") == -1)
		return json_fail(definition->node, f,
		    _("the cube of the dataset \"%s\" has no dimension "
		      "\"%s\", expected tally --by with it"),
		    definition->dataset, "period");
	if (check_dimensions(part, d, f) == -1)
		return -1;
	part->dimensions = memory_array(
	    cube_dimension_count(cube), sizeof(*part->dimensions), f);
	if (part->dimensions == NULL)
		return -1;
	part->dimension_count = cube_dimension_count(cube);
	for (i = 0; i < part->dimension_count; i++)
		if (open_dimension(part, d, i, axes, f) == -1)
			return -1;
	return 0;
}

void
part_clear(struct part *part)
{
	size_t i;

	for (i = 0; i < part->dimension_count; i++)
		free(part->dimensions[i].codes);
	free(part->dimensions);
	*part = (struct part)PART_INIT;
}

/* Whether "where" lets the cell count. */
static bool
selected(const struct part *part, size_t cell)
{
	const struct part_dimension *dimension;
	int32_t code;
	size_t i;

	for (i = 0; i < part->dimension_count; i++) {
		dimension = &part->dimensions[i];
		if (dimension->use != USE_SELECTION)
			continue;
		code = cube_code(part->cube, cell, i);
		if (code < 0 || !dimension->codes[code])
			return false;
	}
	return true;
}

static int
mark_cell(const struct part *part, size_t cell, struct rollup_axis *axes,
    struct fail *f)
{
	const struct part_dimension *dimension;
	int32_t code;
	size_t i;

	for (i = 0; i < part->dimension_count; i++) {
		dimension = &part->dimensions[i];
		if (dimension->use == USE_SELECTION)
			continue;
		code = cube_code(part->cube, cell, i);
		if (code < 0)
			return fail_set(f, FAIL_DATA,
			    _("dataset \"%s\": column \"%s\": %lld rows have "
			      "no value, expected a code in every row"),
			    cube_name(part), cube_dimension(part->cube, i),
			    (long long)cube_rows(part->cube, cell));
		if (dimension->use != USE_AXIS)
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
	size_t cell, count = cube_cells(part->cube);

	for (cell = 0; cell < count; cell++)
		if (selected(part, cell) &&
		    mark_cell(part, cell, axes, f) == -1)
			return -1;
	return 0;
}

bool
part_has_period(const struct part *part, const char *period)
{
	return cube_text_code(part->cube, part->period, period) >= 0;
}

/* What the cube says of one of its cells. */
static struct part_sum
cell_sum(const struct part *part, size_t cell)
{
	const struct cube *cube = part->cube;
	struct part_sum s = { .rows = cube_rows(cube, cell) };
	int measure = part->measure == -1 ? part->counted : part->measure;
	size_t m = (size_t)measure, pair = (size_t)part->pair;

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
	if (measure != -1) {
		s.missing = cube_value(cube, cell, m, CUBE_MISSING);
		s.not_applicable =
		    cube_value(cube, cell, m, CUBE_NOT_APPLICABLE);
		s.confidential = cube_value(cube, cell, m, CUBE_CONFIDENTIAL);
	}
	s.sum = part->measure == -1
		    ? s.rows - s.missing - s.not_applicable - s.confidential
		    : cube_value(cube, cell, m, CUBE_SUM);
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
	const struct part_sum s = cell_sum(part, cell);

	return s.missing == 0 && s.not_applicable == 0 && s.confidential == 0;
}

/* Without a pair in the cube: every row must have both values. */
static int
check_whole(const struct part *numerator, const struct part *denominator,
    struct fail *f)
{
	size_t cell, count = cube_cells(numerator->cube);

	for (cell = 0; cell < count; cell++)
		if (selected(numerator, cell) &&
		    !(is_whole(numerator, cell) && is_whole(denominator, cell)))
			return json_fail(numerator->definition->node, f,
			    _("rows of the dataset \"%s\" lack \"%s\" or "
			      "\"%s\"; a rate needs the sums over those that "
			      "have both, expected tally --pair %s,%s"),
			    cube_name(numerator),
			    numerator->definition->measure,
			    denominator->definition->measure,
			    numerator->definition->measure,
			    denominator->definition->measure);
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
	if (!__builtin_add_overflow(*a, b, a))
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("dataset \"%s\": column \"%s\": a sum is above "
	      "9223372036854775807"),
	    cube_name(part), part->definition->measure);
}

static int
read_cell(
    const struct part *part, size_t cell, struct part_sum *to, struct fail *f)
{
	const struct part_sum s = cell_sum(part, cell);

	if (add(&to->rows, s.rows, part, f) == -1 ||
	    add(&to->sum, s.sum, part, f) == -1 ||
	    add(&to->missing, s.missing, part, f) == -1 ||
	    add(&to->not_applicable, s.not_applicable, part, f) == -1 ||
	    add(&to->confidential, s.confidential, part, f) == -1)
		return -1;
	return 0;
}

/* The place of a cell of the cube among those of the indicator. */
static size_t
place_of(const struct part *part, size_t cell, const struct rollup_axis *axes,
    const size_t *strides)
{
	const struct part_dimension *dimension;
	size_t i, place = 0;

	for (i = 0; i < part->dimension_count; i++) {
		dimension = &part->dimensions[i];
		if (dimension->use == USE_AXIS)
			place += strides[dimension->axis] *
				 (size_t)axes[dimension->axis]
				     .positions[dimension->codes[cube_code(
					 part->cube, cell, i)]];
	}
	return place;
}

int
part_read(const struct part *part, const char *period,
    const struct rollup_axis *axes, const size_t *strides,
    struct part_sum *sums, struct fail *f)
{
	int32_t code = cube_text_code(part->cube, part->period, period);
	size_t cell, count = cube_cells(part->cube);

	for (cell = 0; cell < count; cell++)
		if (cube_code(part->cube, cell, part->period) == code &&
		    selected(part, cell) &&
		    read_cell(part, cell,
			&sums[place_of(part, cell, axes, strides)], f) == -1)
			return -1;
	return 0;
}

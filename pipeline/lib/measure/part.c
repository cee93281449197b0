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

	if (strcmp(name, "period") == 0 && where == NULL) {
		to->use = USE_PERIOD;
		part->period = dimension;
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
	const struct cube *cube = part->cube;
	int64_t rows = cube_rows(cube, cell);
	size_t m = (size_t)part->measure;

	if (add(&to->rows, rows, part, f) == -1)
		return -1;
	if (part->measure == -1)
		return add(&to->sum, rows, part, f);
	if (add(&to->sum, cube_value(cube, cell, m, CUBE_SUM), part, f) == -1 ||
	    add(&to->missing, cube_value(cube, cell, m, CUBE_MISSING), part,
		f) == -1 ||
	    add(&to->not_applicable,
		cube_value(cube, cell, m, CUBE_NOT_APPLICABLE), part,
		f) == -1 ||
	    add(&to->confidential, cube_value(cube, cell, m, CUBE_CONFIDENTIAL),
		part, f) == -1)
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

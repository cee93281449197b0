/* layout - the cells of an indicator in a period */
#include "measure/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/estimate.h"

bool
layout_by_breakdowns(const struct definition *d,
    const struct cube *const *cubes, size_t cube_count)
{
	size_t i, j;

	for (i = 0; d->breakdown_count > 0 && i < cube_count; i++)
		for (j = 0; j < cube_dimension_count(cubes[i]); j++)
			if (cube_total(cubes[i], j) != NULL)
				return true;
	return false;
}

static bool
rolled_up(const struct definition *d, size_t dimension)
{
	size_t i;

	for (i = 0; i < d->rollup_count; i++)
		if (d->rollup[i] == dimension)
			return true;
	return false;
}

static bool
in_breakdown(const struct definition_breakdown *b, size_t dimension)
{
	size_t i;

	for (i = 0; i < b->dimension_count; i++)
		if (b->dimensions[i] == dimension)
			return true;
	return false;
}

/* The total of a dimension in a cube: its code, or NULL. */
static const char *
total_of(const struct cube *cube, const char *dimension)
{
	int found = cube_dimension_find(cube, dimension);

	return found == -1 ? NULL : cube_total(cube, (size_t)found);
}

/* All cubes must have the same total, or none. */
static int
find_total(struct layout *l, size_t axis, const struct cube *const *cubes,
    size_t cube_count, struct fail *f)
{
	const struct definition_dimension *d = &l->definition->dimensions[axis];
	const char *first = total_of(cubes[0], d->name), *total;
	size_t i;

	l->totals[axis] = first;
	for (i = 1; i < cube_count; i++) {
		total = total_of(cubes[i], d->name);
		if ((total == NULL) != (first == NULL) ||
		    (total != NULL && strcmp(total, first) != 0))
			return json_fail(d->node, f,
			    _("the cubes of the datasets \"%s\" and \"%s\" "
			      "have different totals of \"%s\", expected tally "
			      "--registry with the same file"),
			    cube_dataset(cubes[0]), cube_dataset(cubes[i]),
			    d->name);
	}
	return 0;
}

static int
add_total(struct layout *l, size_t axis, struct fail *f)
{
	const struct definition_dimension *d = &l->definition->dimensions[axis];
	int entry = registry_find(l->axes[axis].registry, l->totals[axis]);

	if (entry == -1)
		return json_fail(d->node, f,
		    _("the cube's total of \"%s\" is \"%s\", which is not in "
		      "the registry \"%s\""),
		    d->name, l->totals[axis], d->registry);
	rollup_axis_add(&l->axes[axis], entry);
	return 0;
}

static int
add_statistics(struct layout *l, size_t axis, struct fail *f)
{
	const struct definition *d = l->definition;
	int i, entry;

	l->statistic = (int)axis;
	for (i = 0; i < STATISTICS; i++) {
		if (!d->statistics[i])
			continue;
		entry = registry_find(
		    l->axes[axis].registry, statistic_name((enum statistic)i));
		if (entry == -1)
			return json_fail(d->dimensions[axis].node, f,
			    _("the registry \"%s\" does not have the statistic "
			      "\"%s\""),
			    d->dimensions[axis].registry,
			    statistic_name((enum statistic)i));
		rollup_axis_add(&l->axes[axis], entry);
	}
	return 0;
}

static int
open_axis(struct layout *l, size_t axis, const struct cube *const *cubes,
    size_t cube_count, const struct registry_set *registries, struct fail *f)
{
	const struct definition *d = l->definition;
	const struct definition_dimension *dimension = &d->dimensions[axis];
	const struct registry *registry =
	    registry_set_find(registries, dimension->registry);
	bool computes = l->breakdown == LAYOUT_WHOLE && rolled_up(d, axis);

	if (registry == NULL)
		return json_fail(dimension->node, f,
		    _("the registry \"%s\" is not given, expected "
		      "--registry with its file"),
		    dimension->registry);
	if (rollup_axis_init(&l->axes[axis], registry, computes, f) == -1)
		return -1;
	if (d->series && strcmp(dimension->name, STATISTIC_DIMENSION) == 0)
		return add_statistics(l, axis, f);
	if (l->breakdown == LAYOUT_WHOLE)
		return 0;
	if (find_total(l, axis, cubes, cube_count, f) == -1)
		return -1;
	if (l->totals[axis] == NULL)
		return 0;
	if (!in_breakdown(&d->breakdowns[l->breakdown], axis))
		l->held[axis] = l->totals[axis];
	return add_total(l, axis, f);
}

int
layout_open(struct layout *l, const struct definition *d, size_t breakdown,
    const struct cube *const *cubes, size_t cube_count,
    const struct registry_set *registries, struct fail *f)
{
	size_t i, count = d->dimension_count;

	*l = (struct layout){ .definition = d,
		.breakdown = breakdown,
		.axis_count = count,
		.statistic = -1 };
	l->axes = memory_array(count, sizeof(*l->axes), f);
	l->totals = memory_array(count, sizeof(*l->totals), f);
	l->held = memory_array(count, sizeof(*l->held), f);
	l->strides = memory_array(count, sizeof(*l->strides), f);
	l->positions = memory_array(count, sizeof(*l->positions), f);
	l->columns = memory_array(count, sizeof(*l->columns), f);
	l->codes = memory_array(count, sizeof(*l->codes), f);
	if (l->axes == NULL || l->totals == NULL || l->held == NULL ||
	    l->strides == NULL || l->positions == NULL || l->columns == NULL ||
	    l->codes == NULL)
		return -1;
	l->scope = (struct part_scope){ d, l->axes, l->held, NULL, 0 };
	for (i = 0; i < count; i++)
		if (open_axis(l, i, cubes, cube_count, registries, f) == -1)
			return -1;
	return 0;
}

static void
excluded_free(struct layout *l)
{
	size_t i, j;

	for (i = 0; l->excluded != NULL && i < l->definition->exclusion_count;
	     i++) {
		for (j = 0; l->excluded[i] != NULL && j < l->axis_count; j++)
			free(l->excluded[i][j]);
		free(l->excluded[i]);
	}
	free(l->excluded);
}

void
layout_clear(struct layout *l)
{
	size_t i;

	excluded_free(l);
	for (i = 0; l->axes != NULL && i < l->axis_count; i++)
		rollup_axis_clear(&l->axes[i]);
	for (i = 0; l->codes != NULL && i < l->axis_count; i++)
		free(l->codes[i]);
	free(l->axes);
	free(l->totals);
	free(l->held);
	free(l->strides);
	free(l->positions);
	free(l->occurs);
	free(l->columns);
	free(l->codes);
	free(l->row);
	*l = (struct layout){ .statistic = -1 };
}

/*
 * A code that the definition declares not applicable somewhere need not occur
 * in the data, but a sum over its siblings has to know of it.
 */
static void
mark_siblings(struct rollup_axis *axis, const struct definition_where *where)
{
	size_t i;
	int entry, parent;

	for (i = 0; axis->computes && i < where->code_count; i++) {
		entry = registry_find(axis->registry, where->codes[i]);
		parent = entry == -1
			     ? -1
			     : registry_entry_parent(axis->registry, entry);
		if (parent != -1 && axis->wanted[parent])
			rollup_axis_add(axis, entry);
	}
}

static void
mark_declared(struct layout *l)
{
	const struct definition *d = l->definition;
	const struct definition_where *where;
	size_t i, j;

	for (i = 0; i < d->exclusion_count; i++)
		for (j = 0; j < d->exclusions[i].where_count; j++) {
			where = &d->exclusions[i].where[j];
			mark_siblings(
			    &l->axes[definition_dimension(d, where->dimension)],
			    where);
		}
}

static int
open_where(struct layout *l, const struct definition_where *where,
    uint8_t **excluded, struct fail *f)
{
	int dimension = definition_dimension(l->definition, where->dimension);
	const struct rollup_axis *axis = &l->axes[dimension];
	uint8_t *positions = memory_array(axis->count + 1, 1, f);
	size_t i;
	int entry;

	if (positions == NULL)
		return -1;
	excluded[dimension] = positions;
	for (i = 0; i < where->code_count; i++) {
		entry = registry_find(axis->registry, where->codes[i]);
		if (entry == -1)
			return json_fail(where->node, f,
			    _("\"%s\" is not in the registry \"%s\""),
			    where->codes[i], registry_id(axis->registry));
		if (axis->positions[entry] != -1)
			positions[axis->positions[entry]] = 1;
	}
	return 0;
}

static int
open_exclusions(struct layout *l, struct fail *f)
{
	const struct definition *d = l->definition;
	const struct definition_exclusion *exclusion;
	size_t i, j;

	l->excluded =
	    memory_array(d->exclusion_count + 1, sizeof(*l->excluded), f);
	if (l->excluded == NULL)
		return -1;
	for (i = 0; i < d->exclusion_count; i++) {
		exclusion = &d->exclusions[i];
		l->excluded[i] =
		    memory_array(l->axis_count, sizeof(**l->excluded), f);
		if (l->excluded[i] == NULL)
			return -1;
		for (j = 0; j < exclusion->where_count; j++)
			if (open_where(l, &exclusion->where[j], l->excluded[i],
				f) == -1)
				return -1;
	}
	return 0;
}

int
layout_close(struct layout *l, struct fail *f)
{
	size_t i;

	mark_declared(l);
	l->cell_count = 1;
	for (i = l->axis_count; i-- > 0;) {
		if (rollup_axis_close(&l->axes[i], f) == -1)
			return -1;
		if ((int)i == l->statistic)
			continue; /* beside the cells: no stride */
		l->strides[i] = l->cell_count;
		l->cell_count *= l->axes[i].count;
		if (l->cell_count > LAYOUT_CELLS_MAX)
			return fail_set(f, FAIL_DATA,
			    _("the indicator \"%s\" has more than %d "
			      "combinations of codes in a period"),
			    l->definition->id, LAYOUT_CELLS_MAX);
	}
	return open_exclusions(l, f);
}

void
layout_find(struct layout *l, size_t cell)
{
	size_t i;

	for (i = 0; i < l->axis_count; i++)
		l->positions[i] = (int)i == l->statistic
				      ? 0
				      : cell / l->strides[i] % l->axes[i].count;
}

/* Whether the definition declares that the cell cannot exist. */
static bool
is_excluded(const struct layout *l)
{
	size_t i, j;

	for (i = 0; i < l->definition->exclusion_count; i++) {
		for (j = 0; j < l->axis_count; j++)
			if (l->excluded[i][j] != NULL &&
			    !l->excluded[i][j][l->positions[j]])
				break;
		if (j == l->axis_count)
			return true;
	}
	return false;
}

void
layout_exclude(const struct layout *l, struct estimate *e)
{
	if (!is_excluded(l))
		return;
	if (estimate_holds(e))
		estimate_status(
		    e, OBSERVATION_MISSING, REASON_DECLARED_BUT_SUPPLIED);
	else
		estimate_status(e, OBSERVATION_NOT_APPLICABLE, REASON_DECLARED);
}

/* The position of an axis' total. */
static ptrdiff_t
total_position(const struct layout *l, size_t axis)
{
	const struct rollup_axis *a = &l->axes[axis];

	return a->positions[registry_find(a->registry, l->totals[axis])];
}

bool
layout_apart(const struct layout *l, size_t axis)
{
	return l->totals[axis] != NULL &&
	       (ptrdiff_t)l->positions[axis] != total_position(l, axis);
}

/* The cell at the first code of the axes without a total. */
static size_t
combination(const struct layout *l)
{
	size_t i, cell = 0;

	for (i = 0; i < l->axis_count; i++)
		if (l->totals[i] != NULL)
			cell += l->strides[i] * l->positions[i];
	return cell;
}

int
layout_occurring(struct layout *l, const struct part *const *parts,
    size_t count, struct part_sum *sums, struct fail *f)
{
	size_t i;

	if (l->breakdown == LAYOUT_WHOLE)
		return 0;
	l->occurs = memory_array(l->cell_count + 1, sizeof(*l->occurs), f);
	if (l->occurs == NULL)
		return -1;
	memset(sums, 0, l->cell_count * sizeof(*sums));
	for (i = 0; i < count; i++)
		if (part_rows(parts[i], l->axes, l->strides, sums, f) == -1)
			return -1;
	for (i = 0; i < l->cell_count; i++)
		if (sums[i].rows > 0 || sums[i].lost > 0) {
			layout_find(l, i);
			l->occurs[combination(l)] = 1;
		}
	return 0;
}

static bool
is_combination(const struct layout *l)
{
	size_t i, apart = 0;

	for (i = 0; i < l->axis_count; i++)
		apart += layout_apart(l, i);
	return apart >= 2;
}

/* Whether no earlier breakdown has the cell. */
static bool
is_first(const struct layout *l)
{
	size_t i, j;

	for (i = 0; l->breakdown != LAYOUT_WHOLE && i < l->breakdown; i++) {
		for (j = 0; j < l->axis_count; j++)
			if (layout_apart(l, j) &&
			    !in_breakdown(&l->definition->breakdowns[i], j))
				break;
		if (j == l->axis_count)
			return false;
	}
	return true;
}

bool
layout_written(const struct layout *l)
{
	if (!is_first(l))
		return false;
	return l->occurs == NULL || l->occurs[combination(l)] != 0 ||
	       !is_combination(l);
}

/* The cell that has the code of one axis alone, all others at the total. */
static size_t
margin(const struct layout *l, size_t axis)
{
	size_t i, cell = 0;

	for (i = 0; i < l->axis_count; i++)
		cell += l->strides[i] * (i != axis && l->totals[i] != NULL
						? (size_t)total_position(l, i)
						: l->positions[i]);
	return cell;
}

bool
layout_empty(const struct layout *l, size_t cell, const struct part_sum *all)
{
	size_t i, count = 0;

	if (l->breakdown == LAYOUT_WHOLE)
		return false;
	if (all[cell].rows > 0)
		return true;
	for (i = 0; i < l->axis_count; i++) {
		if (!layout_apart(l, i))
			continue;
		if (all[margin(l, i)].rows == 0)
			return false;
		count++;
	}
	return count >= 2;
}

int
layout_table(struct layout *l, struct observations *o, struct fail *f)
{
	const struct rollup_axis *axis;
	size_t i, j;

	l->row = memory_array(o->dimension_count + 1, sizeof(*l->row), f);
	if (l->row == NULL)
		return -1;
	for (i = 0; i < l->axis_count; i++) {
		axis = &l->axes[i];
		l->columns[i] = (size_t)observations_dimension_find(
		    o, l->definition->dimensions[i].name);
		l->codes[i] = memory_array(axis->count + 1, sizeof(int32_t), f);
		if (l->codes[i] == NULL)
			return -1;
		for (j = 0; j < axis->count; j++)
			if (observations_code(o, l->columns[i],
				registry_entry_id(
				    axis->registry, axis->entries[j]),
				&l->codes[i][j], f) == -1)
				return -1;
	}
	for (i = 0; i < o->dimension_count; i++)
		l->row[i] = -1;
	return 0;
}

const int32_t *
layout_row(struct layout *l)
{
	size_t i;

	for (i = 0; i < l->axis_count; i++)
		l->row[l->columns[i]] = l->codes[i][l->positions[i]];
	return l->row;
}

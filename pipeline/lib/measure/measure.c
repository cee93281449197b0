/* measure - cubes and definitions to observations */
#include "measure/measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/estimate.h"
#include "measure/part.h"
#include "measure/period.h"
#include "measure/rollup.h"

/* One definition at work. */
struct job {
	const struct definition *definition;
	double z; /* of the interval */
	size_t axis_count;
	struct rollup_axis *axes; /* per dimension of the definition */
	size_t *strides;          /* cells from one code to the next */
	size_t cell_count;
	struct part numerator, denominator;
	bool same_rows; /* both parts are of the same rows */
	/* Not applicable: [exclusion][axis] by position, NULL: all codes */
	uint8_t ***excluded;
	size_t period_count;
	const char **periods; /* of both datasets, in byte order */
	struct part_sum *numerators, *denominators; /* of one period */
	struct estimate *cells;
	size_t *columns;     /* the table's dimension of each axis */
	int32_t **codes;     /* the table's code of each axis and position */
	size_t column_count; /* of the table's dimensions */
	int32_t *row;
	size_t *positions; /* of the cell on each axis */
};

static void
excluded_free(struct job *job)
{
	size_t i, j;

	for (i = 0;
	     job->excluded != NULL && i < job->definition->exclusion_count;
	     i++) {
		for (j = 0; job->excluded[i] != NULL && j < job->axis_count;
		     j++)
			free(job->excluded[i][j]);
		free(job->excluded[i]);
	}
	free(job->excluded);
}

static void
job_clear(struct job *job)
{
	size_t i;

	excluded_free(job);
	for (i = 0; job->axes != NULL && i < job->axis_count; i++)
		rollup_axis_clear(&job->axes[i]);
	for (i = 0; job->codes != NULL && i < job->axis_count; i++)
		free(job->codes[i]);
	part_clear(&job->numerator);
	part_clear(&job->denominator);
	free(job->axes);
	free(job->strides);
	free(job->periods);
	free(job->numerators);
	free(job->denominators);
	free(job->cells);
	free(job->columns);
	free(job->codes);
	free(job->row);
	free(job->positions);
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

static int
open_axes(
    struct job *job, const struct registry_set *registries, struct fail *f)
{
	const struct definition *d = job->definition;
	const struct registry *registry;
	size_t i;

	for (i = 0; i < job->axis_count; i++) {
		registry =
		    registry_set_find(registries, d->dimensions[i].registry);
		if (registry == NULL)
			return json_fail(d->dimensions[i].node, f,
			    _("the registry \"%s\" is not given, expected "
			      "--registry with its file"),
			    d->dimensions[i].registry);
		if (rollup_axis_init(
			&job->axes[i], registry, rolled_up(d, i), f) == -1)
			return -1;
	}
	return 0;
}

static int
open_part(struct job *job, struct part *part,
    const struct definition_part *definition, const struct cubes *cubes,
    struct fail *f)
{
	const struct cube *cube = cubes_find(cubes, definition->dataset);

	if (cube == NULL)
		return json_fail(definition->node, f,
		    _("no cube of the dataset \"%s\" is given"),
		    definition->dataset);
	if (part_open(part, job->definition, definition, cube, job->axes, f) ==
	    -1)
		return -1;
	return part_mark(part, job->axes, f);
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
mark_declared(struct job *job)
{
	const struct definition *d = job->definition;
	const struct definition_where *where;
	size_t i, j;

	for (i = 0; i < d->exclusion_count; i++)
		for (j = 0; j < d->exclusions[i].where_count; j++) {
			where = &d->exclusions[i].where[j];
			mark_siblings(&job->axes[definition_dimension(
					  d, where->dimension)],
			    where);
		}
}

/* Number the codes and lay out the cells, the first axis slowest. */
static int
close_axes(struct job *job, struct fail *f)
{
	size_t i;

	mark_declared(job);
	job->cell_count = 1;
	for (i = job->axis_count; i-- > 0;) {
		if (rollup_axis_close(&job->axes[i], f) == -1)
			return -1;
		job->strides[i] = job->cell_count;
		job->cell_count *= job->axes[i].count;
		if (job->cell_count > MEASURE_CELLS_MAX)
			return fail_set(f, FAIL_DATA,
			    _("the indicator \"%s\" has more than %d "
			      "combinations of codes in a period"),
			    job->definition->id, MEASURE_CELLS_MAX);
	}
	job->numerators =
	    memory_array(job->cell_count + 1, sizeof(struct part_sum), f);
	job->denominators =
	    memory_array(job->cell_count + 1, sizeof(struct part_sum), f);
	job->cells =
	    memory_array(job->cell_count + 1, sizeof(struct estimate), f);
	return job->numerators == NULL || job->denominators == NULL ||
		       job->cells == NULL
		   ? -1
		   : 0;
}

static int
open_where(struct job *job, const struct definition_where *where,
    uint8_t **excluded, struct fail *f)
{
	int dimension = definition_dimension(job->definition, where->dimension);
	const struct rollup_axis *axis = &job->axes[dimension];
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
open_exclusions(struct job *job, struct fail *f)
{
	const struct definition *d = job->definition;
	const struct definition_exclusion *exclusion;
	size_t i, j;

	job->excluded =
	    memory_array(d->exclusion_count + 1, sizeof(*job->excluded), f);
	if (job->excluded == NULL)
		return -1;
	for (i = 0; i < d->exclusion_count; i++) {
		exclusion = &d->exclusions[i];
		job->excluded[i] =
		    memory_array(job->axis_count, sizeof(**job->excluded), f);
		if (job->excluded[i] == NULL)
			return -1;
		for (j = 0; j < exclusion->where_count; j++)
			if (open_where(job, &exclusion->where[j],
				job->excluded[i], f) == -1)
				return -1;
	}
	return 0;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The periods of both datasets, each once, in byte order. */
static int
open_periods(struct job *job, struct fail *f)
{
	const struct part *parts[] = { &job->numerator, &job->denominator };
	int32_t code, count = 0;
	size_t i, all = 0, kept = 0;

	for (i = 0; i < 2; i++)
		count += cube_code_count(parts[i]->cube, parts[i]->period);
	job->periods =
	    memory_array((size_t)count + 1, sizeof(*job->periods), f);
	if (job->periods == NULL)
		return -1;
	for (i = 0; i < 2; i++) {
		count = cube_code_count(parts[i]->cube, parts[i]->period);
		for (code = 0; code < count; code++)
			job->periods[all++] = cube_code_text(
			    parts[i]->cube, parts[i]->period, code);
	}
	qsort(job->periods, all, sizeof(*job->periods), compare_texts);
	for (i = 0; i < all; i++)
		if (kept == 0 ||
		    strcmp(job->periods[kept - 1], job->periods[i]) != 0)
			job->periods[kept++] = job->periods[i];
	job->period_count = kept;
	return 0;
}

/* The codes of the table for those of the axes. */
static int
open_codes(struct job *job, struct observations *o, struct fail *f)
{
	const struct rollup_axis *axis;
	size_t i, j;

	for (i = 0; i < job->axis_count; i++) {
		axis = &job->axes[i];
		job->columns[i] = (size_t)observations_dimension_find(
		    o, job->definition->dimensions[i].name);
		job->codes[i] =
		    memory_array(axis->count + 1, sizeof(int32_t), f);
		if (job->codes[i] == NULL)
			return -1;
		for (j = 0; j < axis->count; j++)
			if (observations_code(o, job->columns[i],
				registry_entry_id(
				    axis->registry, axis->entries[j]),
				&job->codes[i][j], f) == -1)
				return -1;
	}
	for (i = 0; i < o->dimension_count; i++)
		job->row[i] = -1;
	return 0;
}

static int
job_open(struct job *job, struct observations *o,
    const struct definition *definition, const struct registry_set *registries,
    const struct cubes *cubes, struct fail *f)
{
	size_t count = definition->dimension_count;

	*job = (struct job){ .definition = definition,
		.axis_count = count,
		.numerator = PART_INIT,
		.denominator = PART_INIT };
	job->axes = memory_array(count, sizeof(*job->axes), f);
	job->strides = memory_array(count, sizeof(*job->strides), f);
	job->columns = memory_array(count, sizeof(*job->columns), f);
	job->codes = memory_array(count, sizeof(*job->codes), f);
	job->positions = memory_array(count, sizeof(*job->positions), f);
	job->row = memory_array(o->dimension_count, sizeof(*job->row), f);
	if (job->axes == NULL || job->strides == NULL || job->columns == NULL ||
	    job->codes == NULL || job->positions == NULL || job->row == NULL ||
	    interval_quantile(definition->level, &job->z, f) == -1 ||
	    open_axes(job, registries, f) == -1 ||
	    open_part(job, &job->numerator, &definition->numerator, cubes, f) ==
		-1 ||
	    open_part(job, &job->denominator, &definition->denominator, cubes,
		f) == -1 ||
	    part_join(&job->numerator, &job->denominator, &job->same_rows, f) ==
		-1 ||
	    close_axes(job, f) == -1 || open_exclusions(job, f) == -1 ||
	    open_periods(job, f) == -1 || open_codes(job, o, f) == -1)
		return -1;
	return 0;
}

/*
 * Rows of the same dataset, counted under a selection: where rows are counted
 * below but none above, none was selected, and that is a true zero.
 */
static bool
counts_rows(const struct job *job)
{
	return job->numerator.cube == job->denominator.cube &&
	       job->numerator.measure == -1 && job->denominator.measure == -1;
}

static int
read_period(struct job *job, const char *period, struct fail *f)
{
	static const struct part_sum none = { .rows = 1 };
	size_t i, size = job->cell_count * sizeof(struct part_sum);
	const struct part_sum *above;
	bool zero = counts_rows(job);

	memset(job->numerators, 0, size);
	memset(job->denominators, 0, size);
	if (part_read(&job->numerator, period, job->axes, job->strides,
		job->numerators, f) == -1 ||
	    part_read(&job->denominator, period, job->axes, job->strides,
		job->denominators, f) == -1)
		return -1;
	for (i = 0; i < job->cell_count; i++) {
		above = &job->numerators[i];
		if (zero && above->rows == 0 && job->denominators[i].rows > 0)
			above = &none;
		estimate_parts(&job->cells[i], above, &job->denominators[i],
		    job->same_rows);
	}
	return 0;
}

/* The positions of a cell on the axes. */
static void
find_positions(struct job *job, size_t cell)
{
	size_t i;

	for (i = 0; i < job->axis_count; i++)
		job->positions[i] = cell / job->strides[i] % job->axes[i].count;
}

static bool
is_excluded(const struct job *job)
{
	size_t i, j;

	for (i = 0; i < job->definition->exclusion_count; i++) {
		for (j = 0; j < job->axis_count; j++)
			if (job->excluded[i][j] != NULL &&
			    !job->excluded[i][j][job->positions[j]])
				break;
		if (j == job->axis_count)
			return true;
	}
	return false;
}

/* Whether the data say that there is something in the cell. */
static bool
holds_something(const struct estimate *e)
{
	switch (e->status) {
	case OBSERVATION_NOT_APPLICABLE:
		return false;
	case OBSERVATION_MISSING:
		return e->reason == REASON_NUMERATOR_ABOVE_DENOMINATOR ||
		       e->reason == REASON_NEGATIVE_COUNT ||
		       e->reason == REASON_PARTS_DIFFER;
	default:
		return true;
	}
}

static void
exclude(struct job *job)
{
	struct estimate *e;
	size_t i;

	if (job->definition->exclusion_count == 0)
		return;
	for (i = 0; i < job->cell_count; i++) {
		find_positions(job, i);
		if (!is_excluded(job))
			continue;
		e = &job->cells[i];
		if (holds_something(e))
			estimate_status(e, OBSERVATION_MISSING,
			    REASON_DECLARED_BUT_SUPPLIED);
		else
			estimate_status(
			    e, OBSERVATION_NOT_APPLICABLE, REASON_DECLARED);
	}
}

/* All cells that are not excluded. */
static void
set_all(struct job *job, enum observation_status status,
    enum observation_reason reason)
{
	struct estimate *e;
	size_t i;

	for (i = 0; i < job->cell_count; i++) {
		e = &job->cells[i];
		if (e->status != OBSERVATION_NOT_APPLICABLE ||
		    e->reason != REASON_DECLARED)
			estimate_status(e, status, reason);
	}
}

static int
measure_period(struct job *job, const char *period, struct fail *f)
{
	const struct definition *d = job->definition;
	int32_t first, last;
	size_t i;

	(void)period_days(period, &first, &last);
	for (i = 0; i < job->axis_count; i++)
		rollup_axis_period(&job->axes[i], first, last);
	if (read_period(job, period, f) == -1)
		return -1;
	exclude(job);
	if (!definition_covers(d, period))
		set_all(
		    job, OBSERVATION_NOT_APPLICABLE, REASON_OUTSIDE_VALIDITY);
	else if (!part_has_period(&job->numerator, period) ||
		 !part_has_period(&job->denominator, period))
		set_all(job, OBSERVATION_MISSING, REASON_PERIOD_NOT_IN_SOURCE);
	else if (rollup_apply(job->axes, job->axis_count, d->rollup,
		     d->rollup_count, job->cells, f) == -1)
		return -1;
	for (i = 0; i < job->cell_count; i++)
		estimate_finish(&job->cells[i], d->scale, d->decimals, job->z);
	return 0;
}

static int
write_period(
    struct job *job, struct observations *o, const char *period, struct fail *f)
{
	const struct definition *d = job->definition;
	struct observation_block block;
	size_t i, j;

	if (observations_block(o, d->id, d->version, period, d->unit,
		interval_method_name(d->method), &block, f) == -1)
		return -1;
	for (i = 0; i < job->cell_count; i++) {
		find_positions(job, i);
		for (j = 0; j < job->axis_count; j++)
			job->row[job->columns[j]] =
			    job->codes[j][job->positions[j]];
		if (observations_add(o, &block, job->row, &job->cells[i], f) ==
		    -1)
			return -1;
	}
	return 0;
}

static int
measure_one(struct observations *o, const struct definition *definition,
    const struct registry_set *registries, const struct cubes *cubes,
    struct fail *f)
{
	struct job job;
	size_t i;
	int status = job_open(&job, o, definition, registries, cubes, f);

	for (i = 0; status == 0 && i < job.period_count; i++) {
		status = measure_period(&job, job.periods[i], f);
		if (status == 0)
			status = write_period(&job, o, job.periods[i], f);
	}
	job_clear(&job);
	return status;
}

/* The dimensions of all definitions, each once, as they first come. */
static int
open_table(struct observations *o, const struct definitions *definitions,
    struct fail *f)
{
	const char **names;
	size_t i, j, k, count = 0;
	const struct definition *d;
	int status;

	names = memory_array(definitions->count * DEFINITION_DIMENSIONS_MAX + 1,
	    sizeof(*names), f);
	if (names == NULL)
		return -1;
	for (i = 0; i < definitions->count; i++) {
		d = definitions->items[i];
		for (j = 0; j < d->dimension_count; j++) {
			for (k = 0; k < count; k++)
				if (strcmp(names[k], d->dimensions[j].name) ==
				    0)
					break;
			if (k == count)
				names[count++] = d->dimensions[j].name;
		}
	}
	status = observations_init(o, names, count, f);
	free(names);
	return status;
}

int
measure_apply(struct observations *o, const struct definitions *definitions,
    const struct registry_set *registries, const struct cubes *cubes,
    struct fail *f)
{
	size_t i;

	*o = (struct observations){ .schema = SCHEMA_INIT };
	if (open_table(o, definitions, f) == -1)
		return -1;
	for (i = 0; i < definitions->count; i++)
		if (measure_one(
			o, definitions->items[i], registries, cubes, f) == -1)
			return -1;
	return 0;
}

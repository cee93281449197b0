/* measure - cubes and definitions to observations */
#include "measure/measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/comparison.h"
#include "measure/layout.h"
#include "measure/rate.h"
#include "measure/series.h"

static int
find_cube(const struct definition_part *part, const struct cubes *cubes,
    const struct cube **cube, struct fail *f)
{
	*cube = cubes_find(cubes, part->dataset);
	return *cube != NULL ? 0
			     : json_fail(part->node, f,
				   _("no cube of the dataset \"%s\" is given"),
				   part->dataset);
}

static int
measure_layout(struct observations *o, const struct definition *d,
    size_t breakdown, const struct cube *const *cubes,
    const struct registry_set *registries, struct fail *f)
{
	if (d->series)
		return series_measure(o, d, breakdown, cubes[0], registries, f);
	return rate_measure(o, d, breakdown, cubes[0], cubes[1], registries, f);
}

static int
measure_one(struct observations *o, const struct definition *d,
    const struct registry_set *registries, const struct cubes *cubes,
    struct fail *f)
{
	const struct cube *pair[2];
	size_t i;

	if (find_cube(&d->numerator, cubes, &pair[0], f) == -1 ||
	    find_cube(&d->denominator, cubes, &pair[1], f) == -1)
		return -1;
	if (d->comparison != NULL)
		return comparison_measure(o, d, pair, registries, f);
	if (!layout_by_breakdowns(d, pair, 2))
		return measure_layout(o, d, LAYOUT_WHOLE, pair, registries, f);
	for (i = 0; i < d->breakdown_count; i++)
		if (measure_layout(o, d, i, pair, registries, f) == -1)
			return -1;
	return 0;
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

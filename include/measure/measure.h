/*
 * measure.h - cubes and definitions to observations.
 *
 *	struct cubes cubes = CUBES_INIT;
 *	struct observations o;
 *	if (cubes_open(&cubes, paths, count, f) == 0 &&
 *	    measure_apply(&o, &definitions, &registries, &cubes, f) == 0)
 *		status = observations_save(&o, path, account, NULL, f);
 *	observations_clear(&o);
 *	cubes_clear(&cubes);
 *
 * A definition is that of a rate (measure/rate.h), of a series
 * (measure/series.h) or of a comparison (measure/comparison.h); for every
 * period of its cubes and every combination of the codes that occur in them, or
 * by its breakdowns (measure/layout.h), there is one observation.
 */
#ifndef MEASURE_MEASURE_H
#define MEASURE_MEASURE_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/cubes.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

/*
 * The observations of all definitions in order.  The table is initialised
 * here, for the caller to clear (on failure too).  A dataset, registry,
 * dimension or measure that is not there is FAIL_USAGE; a code that the
 * registry does not have, or an empty one, FAIL_DATA.
 */
int measure_apply(struct observations *, const struct definitions *,
    const struct registry_set *, const struct cubes *,
    struct fail *) MUST_CHECK;

#endif

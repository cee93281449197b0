/*
 * series.h - the observations of a series: levels by period, their growth, and
 * what their changes are made of.
 *
 *	series_measure(&o, definition, LAYOUT_WHOLE, cube, registries, f);
 *
 * The level is the sum of a measure, less that of "minus", or the number of
 * distinct texts.  A level whose overlap some rows do not declare is known by
 * bounds: the value, and the upper one, is the whole sum; the lower one counts
 * of each unit only the largest member of the overlap field (measure/units.h),
 * if the cube has the cells by both (flag approximate, method bounds).
 *
 * A change is made of that of matched units, entrants, leavers, reclassified
 * units and the overlap (measure/change.h):
 *
 *	change = matched + entrants + leavers + reclassified + overlap
 *
 * where overlap is what the overlap grew by, negative.  What is of no unit
 * counts as matched.
 */
#ifndef MEASURE_SERIES_H
#define MEASURE_SERIES_H

#include <stddef.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

/*
 * Add the observations of one layout (measure/layout.h: a breakdown or
 * LAYOUT_WHOLE), period by period, a cell's statistics together.  A period that
 * is not a year is a failure (FAIL_DATA).
 */
int series_measure(struct observations *, const struct definition *,
    size_t breakdown, const struct cube *, const struct registry_set *,
    struct fail *) MUST_CHECK;

#endif

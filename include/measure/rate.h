/*
 * rate.h - the observations of a rate: scale * numerator / denominator.
 *
 *	rate_measure(&o, definition, LAYOUT_WHOLE, numerator_cube,
 *	    denominator_cube, registries, f);
 *
 * A cell which does not occur.  Where only the numerator does not, and both
 * parts count rows or distinct texts of one dataset, it is a true zero: nobody
 * was selected.  Where neither does, and the layout is by breakdowns, it is
 * not applicable (0 of 0) if it is empty for certain (layout_empty()), nobody
 * of it being counted; else missing.
 */
#ifndef MEASURE_RATE_H
#define MEASURE_RATE_H

#include <stddef.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

/* Add the observations of one layout (measure/layout.h: a breakdown or
 * LAYOUT_WHOLE), period by period. */
int rate_measure(struct observations *, const struct definition *,
    size_t breakdown, const struct cube *numerator,
    const struct cube *denominator, const struct registry_set *,
    struct fail *) MUST_CHECK;

#endif

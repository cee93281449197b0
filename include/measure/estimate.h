/*
 * estimate.h - the numbers of a cell with their status, from what the cubes
 * say of its numerator and denominator.
 *
 *	struct part_sum above = { 15, 1, 0, 0, 0 }, below = { 148, 1, 0, 0, 0 };
 *	struct estimate e;
 *	estimate_parts(&e, &above, &below, true);	(ok, 15 of 148)
 *	estimate_finish(&e, 100, 1, z);		(10.135 %)
 */
#ifndef MEASURE_ESTIMATE_H
#define MEASURE_ESTIMATE_H

#include <stdbool.h>

#include "measure/observation.h"
#include "measure/part.h"

/* A cell without numbers. */
void estimate_status(
    struct estimate *, enum observation_status, enum observation_reason);

/*
 * Status, reason and the two counts, by the first of these that holds: a
 * part has rows that the sender suppressed (confidential); no rows (missing);
 * only rows marked missing (missing) or not applicable (not_applicable); some
 * of the rows without a value, where the parts are not of the same rows and
 * so may be of unequal units (missing, parts_differ); a negative count, a
 * numerator above the denominator (missing); 0 of 0 (not_applicable); else
 * ok.  Some of the same rows marked missing, and so left out of both parts,
 * give the flag partial and
 *
 *	coverage = rows with a value / (rows with a value + rows missing)
 */
void estimate_parts(struct estimate *, const struct part_sum *numerator,
    const struct part_sum *denominator, bool same_rows);

/*
 * Where the status is ok: value = scale * numerator / denominator and its
 * limits (measure/interval.h, z of interval_quantile()); negligible if the
 * value is not 0 but rounds to 0 at so many decimals.
 */
void estimate_finish(struct estimate *, double scale, int decimals, double z);

#endif

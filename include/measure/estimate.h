/*
 * estimate.h - the numbers of a cell with their status, from what the cubes
 * say of its numerator and denominator.
 *
 *	struct part_sum above = { 15, 1, 0, 0, 0 }, below = { 148, 1, 0, 0, 0 };
 *	struct estimate e;
 *	estimate_parts(&e, &above, &below, true, true);	(ok, 15 of 148)
 *	estimate_finish(&e, 100, 1, &interval);	(10.135 %)
 */
#ifndef MEASURE_ESTIMATE_H
#define MEASURE_ESTIMATE_H

#include <stdbool.h>

#include "measure/interval.h"
#include "measure/observation.h"
#include "measure/part.h"
#include "statistics/status.h"

/* A cell without numbers. */
void estimate_status(
    struct estimate *, enum observation_status, enum observation_reason);

/* The same, unless the definition declares that there can be no such cell. */
void estimate_unless_declared(
    struct estimate *, enum observation_status, enum observation_reason);

/* A cell of which a method gives no number: what contradicts itself is missing,
 * all else not applicable, with the reason of the status (not METHOD_OK). */
void estimate_method(struct estimate *, enum method_status);

/* Whether the data say that there is something in the cell. */
bool estimate_holds(const struct estimate *);

/*
 * Status, reason and the two counts, by the first of these that holds: a
 * part has rows that the sender suppressed (confidential); no rows (missing);
 * only rows marked missing (missing) or not applicable (not_applicable); some
 * of the rows without a value, where the parts are not of the same rows and
 * so may be of unequal units (missing, parts_differ); a negative count, a
 * numerator above the denominator of a bounded rate (missing); 0 of 0
 * (not_applicable); else ok.  Some of the same rows marked missing, and so left
 * out of both parts, give the flag partial and
 *
 *	coverage = rows with a value / (rows with a value + rows missing)
 *
 * What a part is less than its sum is subtracted; where some rows do not say
 * it, nothing is, and the flag is approximate.
 */
void estimate_parts(struct estimate *, const struct part_sum *numerator,
    const struct part_sum *denominator, bool same_rows, bool bounded);
/*
 * The same of a level, which has no denominator: the sum, less what is to be
 * subtracted, is numerator and value.
 */
void estimate_level(struct estimate *, const struct part_sum *);
/*
 * Rows of the cell are lost, or may be: a number is partial, with its coverage
 * times rows / (rows + lost); what would not occur, or be 0 of 0, is missing.
 */
void estimate_lost(struct estimate *, int64_t rows, int64_t lost);

/*
 * Where the status is ok: value = scale * numerator / denominator and its
 * limits, if there are to be any; where the method gives none (a count above
 * 2^53), the value is unreliable.  Negligible if the value is not 0 but rounds
 * to 0 at so many decimals.
 */
void estimate_finish(
    struct estimate *, double scale, int decimals, const struct interval *);
/* The last of this for any value. */
void estimate_round(struct estimate *, int decimals);

#endif

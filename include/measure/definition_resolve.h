/*
 * definition_resolve.h - definitions that compare another indicator are told
 * which one it is.
 *
 *	if (definition_resolve(gap, employed, f) == 0)
 *		puts(gap->comparison->of->id);
 */
#ifndef MEASURE_DEFINITION_RESOLVE_H
#define MEASURE_DEFINITION_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "measure/definition.h"
#include "registry/registry.h"

/*
 * Let the comparison know the indicator that it compares, which must outlive
 * it: d->comparison->of, the indices of its dimensions, and what counts for
 * both: valid, breaks, numerator, denominator and protection of the indicator
 * become those of the comparison, borrowed.  Failure at the member that does
 * not fit: rates that cannot be compared, dimensions that the indicator does
 * not have or has with another registry, a breakdown whose figures are not
 * shown by it.
 */
int definition_resolve(
    struct definition *, const struct definition *of, struct fail *) MUST_CHECK;

/* All comparisons of a set; failure also where one compares an indicator that
 * is not in it.  definitions_open() has done it. */
int definitions_resolve(struct definitions *, struct fail *) MUST_CHECK;

/*
 * The figures that a breakdown of a comparison is made of: the indices of
 * their dimensions in d->comparison->of, ascending, and their number.  These
 * are those of the breakdown and that which is compared; with strata that of
 * the strata, too, if there is one.  Room for DEFINITION_DIMENSIONS_MAX.
 */
size_t definition_comparison_set(const struct definition *, size_t breakdown,
    bool strata, size_t *dimensions);

/*
 * Whether the codes and levels that a comparison names are in the registries
 * of the dimension that is compared (NULL: of periods) and of that of the
 * strata (NULL: there is none).  After definition_resolve().
 */
int definition_comparison_codes(const struct definition *,
    const struct registry *compared, const struct registry *strata,
    struct fail *) MUST_CHECK;

/* Whether an entry is one of the units, or of the strata: of the level, NULL:
 * one without parts; but never one that is included in another. */
bool comparison_has_entry(
    const struct registry *, const char *level, int entry);

#endif

/*
 * protect.h - disclosure control of observations.
 *
 *	struct protect_result result;
 *	if (protect_apply(&o, &definitions, &registries, 5, &result, f) == 0)
 *		printf("%zu + %zu\n", result.primary, result.secondary);
 *
 * First rule, for every indicator whose definition has the protection rule
 * "threshold".  With threshold t a cell is confidential (reason primary) if
 *
 *	0 < numerator < t, 0 < denominator - numerator < t
 *	or 0 < denominator < t.
 *
 * A rate that is not bounded has no complement; of a series only the levels are
 * judged, by the numerator.  While a line (protect/line.h) has exactly one
 * hidden cell, that cell could be computed from the others, so a second is
 * hidden (reason secondary).  Cells that the sender suppressed count as hidden,
 * those that are not_applicable are known to be empty.
 *
 * Where codes share a denominator, each of their rows shows it; so when the row
 * that stands for it (neighbours_representative()) is hidden, all are.
 *
 * Of a series the statistics follow the levels: growth rate, increase and
 * changes of a year are hidden with the level of that year or the one before,
 * compound growth, trends and the tests of them with any level up to the year.
 *
 * Comparisons follow the figures that they compare (protect/compared.h).
 */
#ifndef PROTECT_PROTECT_H
#define PROTECT_PROTECT_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

#define PROTECT_THRESHOLD 5 /* the default t */
#define PROTECT_THRESHOLD_MAX 1000000

struct protect_result {
	size_t primary;   /* cells hidden by the threshold */
	size_t secondary; /* cells hidden to protect them */
};

/*
 * Protect in place, indicator by indicator in table order.  definitions must
 * hold every indicator of the table and set the registries of its dimensions
 * (FAIL_USAGE).  An indicator whose rule is "none" is not touched.  The table
 * must have been indexed.
 */
int protect_apply(struct observations *, const struct definitions *,
    const struct registry_set *, int64_t threshold, struct protect_result *,
    struct fail *) MUST_CHECK;

#endif

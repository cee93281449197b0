/*
 * protect.h - disclosure control of observations.
 *
 *	struct protect_result result;
 *	if (protect_apply(&o, &definitions, registries, count, 5, &result,
 *	    f) == 0)
 *		printf("%zu + %zu\n", result.primary, result.secondary);
 *
 * First rule, for every indicator whose definition has the protection rule
 * "threshold".  With threshold t a cell is confidential (reason primary) if
 *
 *	0 < numerator < t, 0 < denominator - numerator < t
 *	or 0 < denominator < t.
 *
 * A line is a parent and all its children by the registry ("included"
 * children are none), every other dimension fixed.  While a line has exactly
 * one hidden cell, that cell could be computed from the others, so a second
 * is hidden (reason secondary): the one with the smallest denominator, among
 * equals the first in the table.  Cells that the sender suppressed count as
 * hidden.  Cells that are not_applicable are known to be empty.
 *
 * A level that is not in the table is passed over: where there is no row for a
 * district, its regions stand in the line of the country.  A missing cell
 * counts as empty where the parent is flagged partial, because then the parent
 * was computed without it, and where the numerators or the denominators of the
 * others reach the parent's; under any other parent it is an unknown that
 * keeps the line from being solved, so there is no line.  There is none either
 * where the parent is missing.
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

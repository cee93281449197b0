/*
 * compared.h - what an indicator that compares takes from the one whose rates
 * it compares.
 *
 *	if (compared_subject(d)->protection == PROTECTION_THRESHOLD)
 *		...		(its own, or that of the compared rates)
 *
 * Definitions are resolved (definitions_resolve()).
 */
#ifndef REPORT_COMPARED_H
#define REPORT_COMPARED_H

#include <stdbool.h>

#include "measure/definition.h"

/* The indicator whose people are counted: `of` of a comparison, else itself. */
const struct definition *compared_subject(const struct definition *);
/* The dimension of `of` whose codes are compared; NULL: periods are, or
 * nothing is. */
const struct definition_dimension *compared_dimension(
    const struct definition *);
/* The same of the strata. */
const struct definition_dimension *compared_stratum(const struct definition *);
/* Whether the figures of a breakdown are shown, or compared, by a dimension:
 * the compared one is in each. */
bool compared_breakdown_has(const struct definition *,
    const struct definition_breakdown *, const char *name);

#endif

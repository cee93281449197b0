/*
 * compared.h - the figures that a row of a comparison is made of, which it
 * could tell of.
 *
 *	if (compared_tells(&neighbours, registries, row))
 *		...	hide it
 *
 * They are rows of the indicator that is compared: in the same cell, and where
 * the comparison does not have a dimension of the indicator, at the total, the
 * root of its registry.
 */
#ifndef PROTECT_COMPARED_H
#define PROTECT_COMPARED_H

#include <stdbool.h>
#include <stddef.h>

#include "protect/neighbour.h"
#include "registry/registry.h"

/*
 * Whether one of the figures that the row compares is confidential or not in
 * the table: of groups both; of a period it and the one before, of a trend
 * over the periods all earlier ones that are there; of a unit its own.  A unit
 * is shown with the rate of all, so that must not be confidential either.
 * What is said of all units together tells of none.  The row's definition must
 * be that of a comparison.
 */
bool compared_tells(
    const struct neighbours *, const struct registry_set *, size_t row);

#endif

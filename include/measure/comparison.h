/*
 * comparison.h - the observations of a comparison: rates of another indicator
 * side by side.
 *
 *	comparison_measure(&o, definition, cubes, registries, f);
 *
 * The rates are measured by the cells that the comparison needs
 * (measure/comparison_figures.h), its cells and their families found
 * (measure/comparison_cells.h), and the statistics of each computed: of two
 * figures (measure/comparison_pairs.h) or of units among all
 * (measure/comparison_members.h).  Rows come by breakdown, period and codes in
 * the order of the registries, each with its statistics in that of theirs.
 */
#ifndef MEASURE_COMPARISON_H
#define MEASURE_COMPARISON_H

#include "base/fail.h"
#include "cube/cube.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

/* Add the observations of a comparison, by all its breakdowns; the cubes are
 * those of numerator and denominator. */
int comparison_measure(struct observations *, const struct definition *,
    const struct cube *const cubes[2], const struct registry_set *,
    struct fail *) MUST_CHECK;

#endif

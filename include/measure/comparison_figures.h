/*
 * comparison_figures.h - the rates of an indicator that a comparison compares.
 *
 *	struct comparison_figures figures = COMPARISON_FIGURES_INIT;
 *	struct estimate e;
 *	if (comparison_figures_open(
 *		&figures, definition, cubes, registries, f) == 0)
 *		comparison_figures_get(&figures, 0, &e);
 *	comparison_figures_clear(&figures);
 *
 * They are measured by the breakdowns of the comparison with the dimension that
 * is compared and, for strata, with theirs, too; where the cubes have no
 * totals, by all dimensions.  A total is that of the cubes, else the root of
 * the registry.
 */
#ifndef MEASURE_COMPARISON_FIGURES_H
#define MEASURE_COMPARISON_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "measure/break_starts.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

#define COMPARISON_NO_ROW SIZE_MAX
#define COMPARISON_NO_CODE (-2) /* that no row has */

/* A dimension of the indicator. */
struct comparison_axis {
	const struct registry *registry; /* borrowed */
	int total;                       /* its entry; -1: there is none */
	int *entries;                    /* of each code of the table */
	int32_t *codes; /* of each entry; or COMPARISON_NO_CODE */
};

struct comparison_period {
	const char *text;    /* borrowed from the table */
	int32_t code;        /* in the table */
	int32_t first, last; /* days */
};

struct comparison_figures {
	const struct definition *definition; /* of the comparison */
	const struct definition *of;
	struct observations table; /* of the indicator, indexed */
	bool by_breakdowns;
	size_t axis_count;
	struct comparison_axis *axes; /* the dimensions of the table */
	size_t period_count;
	struct comparison_period *periods; /* in byte order */
	int *period_ranks;                 /* of each code of the table */
	struct break_starts breaks; /* also where no number has the flag */
};

#define COMPARISON_FIGURES_INIT                   \
	{                                         \
		.table = {.schema = SCHEMA_INIT } \
	}

/*
 * Measure them, from the cubes of numerator and denominator.  A dimension that
 * the comparison does not have must have a total, and so must that of strata
 * (FAIL_USAGE).  To be cleared on failure too.
 */
int comparison_figures_open(struct comparison_figures *,
    const struct definition *, const struct cube *const cubes[2],
    const struct registry_set *, struct fail *) MUST_CHECK;
void comparison_figures_clear(struct comparison_figures *);

/* Numerator, denominator, status, reason, flags and coverage of a row.  That of
 * COMPARISON_NO_ROW, a combination of codes that does not occur, is not
 * applicable (0 of 0). */
void comparison_figures_get(
    const struct comparison_figures *, size_t row, struct estimate *);
/* The registry entry of a row on an axis. */
int comparison_figures_entry(
    const struct comparison_figures *, size_t row, size_t axis);
/* Whether a row stands at a code of the axis that is not its total. */
bool comparison_figures_apart(
    const struct comparison_figures *, size_t row, size_t axis);
/* The row that has another entry on one axis, or COMPARISON_NO_ROW. */
size_t comparison_figures_beside(
    const struct comparison_figures *, size_t row, size_t axis, int entry);
/* The period of a row, and the row of its cell in another one, by index. */
size_t comparison_figures_period(const struct comparison_figures *, size_t row);
size_t comparison_figures_in_period(
    const struct comparison_figures *, size_t row, size_t period);
/* Whether the cell of a row begins a new series in a period, by index. */
bool comparison_figures_break(
    const struct comparison_figures *, size_t row, size_t period);
/* Whether both are years, or both months, or days. */
bool comparison_figures_same_form(
    const struct comparison_figures *, size_t a, size_t b);
/* Whether, of one form, a period begins the day after another one ends. */
bool comparison_figures_follows(
    const struct comparison_figures *, size_t period, size_t before);

#endif

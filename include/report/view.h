/*
 * view.h - the observations of one report, by axis and code, with titles.
 *
 *	struct view v;
 *	size_t place[VIEW_AXES_MAX];
 *	struct estimate e;
 *	if (view_open(&v, outline, &definitions, &registries, "-", f) == 0) {
 *		view_home(&v, place);
 *		if (view_hold(&v, place, &table->at, f) == 0)
 *			view_get(&v, place, &e);
 *	}
 *	view_close(&v);
 *
 * Axis 0 is "indicator", axis 1 "period", the others are the dimensions of
 * the observations.  A place is one code index per axis: of an indicator its
 * index in the outline, of a period its index in time order, of a dimension
 * the entry of its registry.  An axis that nobody names stands at home: the
 * first indicator; the newest period in which that indicator has a number at
 * the totals, else the newest of all (unless view_period() chose another); the
 * total code of the outline.
 */
#ifndef REPORT_VIEW_H
#define REPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/language.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "measure/statistic.h"
#include "registry/registry.h"
#include "report/outline.h"

#define VIEW_INDICATOR 0
#define VIEW_PERIOD 1
#define VIEW_DIMENSIONS 2 /* the first of them */
#define VIEW_AXES_MAX (VIEW_DIMENSIONS + DEFINITION_DIMENSIONS_MAX)

struct view_axis {
	const char *name;
	const struct registry *registry; /* dimensions only */
	size_t code_count;               /* all that a place may name */
	const char **codes;
	size_t shown_count; /* those that occur in the observations or are */
	size_t *shown;      /* the home, in the axis's order */
	size_t home;
	/* Whether a code occurs in the observations of an indicator: that of
	 * indicator i from i * code_count on; dimensions only. */
	bool *occurs;
};

struct view {
	const struct outline *outline;
	const struct registry_set *registries;
	size_t indicator_count;
	const struct definition **indicators; /* in the outline's order */
	size_t axis_count;
	struct view_axis axes[VIEW_AXES_MAX];
	struct observations observations;
};

/*
 * Read the observations and check the outline against them: every axis and
 * code it names must be there.  Definitions and registries are borrowed until
 * it is closed.  To be closed on failure too.
 */
int view_open(struct view *, const struct outline *, const struct definitions *,
    const struct registry_set *, const char *path, struct fail *) MUST_CHECK;
void view_close(struct view *);
/* Let this period be the home of its axis, not the newest; NULL changes
 * nothing.  One without observations is a failure (FAIL_USAGE) that names
 * those there are. */
int view_period(struct view *, const char *period, struct fail *) MUST_CHECK;

/* The index of the axis, or -1. */
int view_axis(const struct view *, const char *name);
/* The index of a code on an axis; FAIL_USAGE at node if it is not there. */
int view_code_at(const struct view *, size_t axis, const char *code,
    const struct json *node, size_t *index, struct fail *) MUST_CHECK;

/* The place at which every axis is at home. */
void view_home(const struct view *, size_t place[VIEW_AXES_MAX]);
/* Move to the codes of holds. */
int view_hold(const struct view *, size_t place[VIEW_AXES_MAX],
    const struct outline_holds *, struct fail *) MUST_CHECK;
/* Whether the indicator at this place has the axis. */
bool view_has(const struct view *, const size_t *place, size_t axis);
/* Whether the code occurs in the observations of the indicator, or is the
 * home of its axis (a statistic must occur); of indicator and period all do. */
bool view_occurs(
    const struct view *, size_t indicator, size_t axis, size_t code);
/* The code of a dimension that stands for all others, by its registry, or -1.
 * Of the dimension "statistic" none does. */
int view_total(const struct view *, size_t axis);
/* The numbers of this place.  One without a row is missing, not in the source;
 * a statistic that the series or the comparison does not have, or a combination
 * of codes that measure(1) left out as empty, is not applicable. */
void view_get(const struct view *, const size_t *place, struct estimate *);
/* The number of a part; false when the cell has none: that of a series has
 * not all parts. */
bool view_part(const struct estimate *, enum outline_part, double *);

/*
 * What the value at this place is counted in: "percent", or the unit of the
 * indicator (report/unit.h).  A series or a comparison (measure(1)) has several
 * statistics along its dimension "statistic", each with its unit.
 */
const char *view_unit(const struct view *, const size_t *place);
/* As many as the definition says, of Sen's slope, too, or those of the unit
 * (unit_decimals()). */
int view_decimals(const struct view *, const size_t *place);
/* Whether the value is a change or a difference, which is shown with its sign,
 * "+3,5". */
bool view_signed(const struct view *, const size_t *place);
/* The statistic at this place; false if the indicator has none. */
bool view_statistic(const struct view *, const size_t *place, enum statistic *);

/* The registry of a dimension, which need not be an axis; NULL if it was not
 * given.  The title of it, or else the name of the dimension. */
const struct registry *view_registry(
    const struct view *, const struct definition_dimension *);
const char *view_dimension_title(
    const struct view *, const struct definition_dimension *, enum language);

/* "Territory"; the indicator axis has no registry: its name translated. */
const char *view_axis_title(const struct view *, size_t axis, enum language);
const char *view_code_title(
    const struct view *, size_t axis, size_t code, enum language);
/* The short title for heads and stubs, where there is one. */
const char *view_code_short(
    const struct view *, size_t axis, size_t code, enum language);
/* Whether a code is of one of these levels, or one of them is its id; no levels
 * stand for all. */
bool view_has_level(const struct view *, size_t axis, size_t code,
    const struct outline_list *levels);

#endif

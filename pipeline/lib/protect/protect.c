/* protect - disclosure control of observations */
#include "protect/protect.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "protect/compared.h"
#include "protect/line.h"
#include "protect/neighbour.h"

struct work {
	struct observations *o;
	const struct registry_set *registries;
	int64_t threshold;
	struct neighbours neighbours;
	struct lines lines;
	struct protect_result *result;
};

static bool
small(int64_t count, int64_t threshold)
{
	return count > 0 && count < threshold;
}

/* Whether a row tells of few people by itself. */
static bool
at_risk(const struct work *w, size_t row)
{
	const struct definition *d = neighbours_definition(&w->neighbours, row);
	struct observation one;
	const struct estimate *e = &one.estimate;

	if (d == NULL || neighbours_derived(&w->neighbours, row) ||
	    !neighbours_published(&w->neighbours, row))
		return false;
	observations_get(w->o, row, &one);
	if (small(e->numerator, w->threshold))
		return true;
	if (d->series)
		return false;
	return small(e->denominator, w->threshold) ||
	       (d->bounded &&
		   small(e->denominator - e->numerator, w->threshold));
}

/* The method of a rate may tell that the count is small. */
static int
withhold(
    struct work *w, size_t row, enum observation_reason reason, struct fail *f)
{
	const struct definition *d = neighbours_definition(&w->neighbours, row);

	if (observations_hide(w->o, row, reason, f) == -1)
		return -1;
	if (d == NULL || d->series || d->comparison != NULL)
		return 0;
	return observations_set_method(
	    w->o, row, interval_main(&d->interval), f);
}

static int
hide_primary(struct work *w, struct fail *f)
{
	size_t row;

	for (row = 0; row < w->o->count; row++) {
		if (!at_risk(w, row))
			continue;
		if (withhold(w, row, REASON_PRIMARY, f) == -1)
			return -1;
		w->result->primary++;
	}
	return 0;
}

static int
hide(struct work *w, size_t row, struct fail *f)
{
	if (!neighbours_published(&w->neighbours, row))
		return 0;
	if (withhold(w, row, REASON_SECONDARY, f) == -1)
		return -1;
	w->result->secondary++;
	return lines_hidden(&w->lines, row, f);
}

/* Hide a row with all that lie beside it in these dimensions and the further
 * ones which share its denominator. */
static int
hide_sharing(struct work *w, size_t row, size_t dimension, struct fail *f)
{
	const struct neighbours *n = &w->neighbours;
	uint32_t beside;
	size_t i;

	while (
	    dimension < n->dimensions && !neighbours_shared(n, row, dimension))
		dimension++;
	if (dimension == n->dimensions)
		return hide(w, row, f);
	for (i = 0; i < registry_count(n->registries[dimension]); i++) {
		beside = neighbours_beside(n, row, dimension, (int)i);
		if (beside != NEIGHBOUR_NONE &&
		    hide_sharing(w, beside, dimension + 1, f) == -1)
			return -1;
	}
	return 0;
}

/*
 * What is hidden of a shared denominator.  Every row of it shows the number; so
 * if its representative is hidden, all are.
 */
static int
hide_group(struct work *w, size_t row, struct fail *f)
{
	if (!definition_shares(neighbours_definition(&w->neighbours, row)) ||
	    neighbours_representative(&w->neighbours, row) != row)
		return 0;
	return hide_sharing(w, row, 0, f);
}

/* Rows that are hidden by now, by the sender too. */
static int
note_hidden(struct work *w, struct fail *f)
{
	size_t row;

	for (row = 0; row < w->o->count; row++)
		if (w->o->status[row] == OBSERVATION_CONFIDENTIAL &&
		    neighbours_definition(&w->neighbours, row) != NULL &&
		    !neighbours_derived(&w->neighbours, row) &&
		    lines_hidden(&w->lines, row, f) == -1)
			return -1;
	for (row = 0; row < w->o->count; row++)
		if (w->o->reason[row] == REASON_PRIMARY &&
		    neighbours_definition(&w->neighbours, row) != NULL &&
		    !neighbours_derived(&w->neighbours, row) &&
		    hide_group(w, row, f) == -1)
			return -1;
	return 0;
}

/* Hide second cells until no line has exactly one. */
static int
hide_secondary(struct work *w, struct fail *f)
{
	uint32_t row;

	while ((row = lines_next(&w->lines)) != NEIGHBOUR_NONE)
		if (hide(w, row, f) == -1 || hide_group(w, row, f) == -1)
			return -1;
	return 0;
}

/* Whether the level of the row's cell in a period is hidden. */
static bool
level_hidden(const struct work *w, size_t level, int32_t period)
{
	ptrdiff_t row = observations_in_period(w->o, level, period);

	return row != -1 && w->o->status[row] == OBSERVATION_CONFIDENTIAL;
}

/* Whether a statistic of this year uses the level of another one. */
static bool
uses(enum statistic statistic, int year, int other)
{
	if (statistic_since_first(statistic))
		return other <= year;
	return other == year || other == year - 1;
}

static int
year_of(const char *period)
{
	return (int)strtol(period, NULL, 10);
}

/* Whether a level that the row of a series follows from is hidden. */
static bool
follows_from_level(const struct work *w, size_t row)
{
	const struct neighbours *n = &w->neighbours;
	size_t dimension = (size_t)n->statistic;
	const struct dictionary *periods =
	    observations_period(w->o)->dictionary;
	int entry = registry_find(
	    n->registries[dimension], statistic_name(STATISTIC_LEVEL));
	uint32_t level = neighbours_beside(n, row, dimension, entry);
	struct observation one;
	enum statistic statistic;
	int32_t code;

	if (level == NEIGHBOUR_NONE ||
	    !statistic_find(
		observations_code_text(w->o, row, dimension), &statistic))
		return true; /* what it follows from is not known */
	observations_get(w->o, row, &one);
	for (code = 0; code < dictionary_count(periods); code++)
		if (uses(statistic, year_of(one.period),
			year_of(dictionary_text(periods, code, NULL))) &&
		    level_hidden(w, level, code))
			return true;
	return false;
}

static bool
follows_from_hidden(const struct work *w, size_t row)
{
	return neighbours_definition(&w->neighbours, row)->series
		   ? follows_from_level(w, row)
		   : compared_tells(&w->neighbours, w->registries, row);
}

/* Whether a statistic tells something of the figures it follows from.  Why a
 * method gives no number does, too: that nobody has the event, or that all
 * levels are equal, would tell the hidden ones. */
static bool
tells(const struct work *w, size_t row)
{
	switch ((enum observation_reason)w->o->reason[row]) {
	case REASON_ZERO_DENOMINATOR:
	case REASON_TOO_FEW:
	case REASON_NO_EVENTS:
	case REASON_ALL_EQUAL:
	case REASON_NO_CONVERGENCE:
	case REASON_NOT_FINITE:
	case REASON_TOO_LARGE:
		return true;
	default:
		return neighbours_published(&w->neighbours, row);
	}
}

/* A method that stands for another where a count is 0 or small would tell it. */
static int
plain_method(struct work *w, size_t row, struct fail *f)
{
	static const char *const methods[][2] = {
		{ "woolf_corrected", "woolf" }, { "exact_poisson", "byar" }
	};
	struct observation one;
	size_t i;

	observations_get(w->o, row, &one);
	for (i = 0; i < COUNT(methods); i++)
		if (strcmp(one.method, methods[i][0]) == 0)
			return observations_set_method(
			    w->o, row, methods[i][1], f);
	return 0;
}

/* Statistics from which a hidden level or rate could be computed. */
static int
hide_derived(struct work *w, struct fail *f)
{
	size_t row;

	for (row = 0; row < w->o->count; row++) {
		if (!neighbours_derived(&w->neighbours, row) ||
		    !tells(w, row) || !follows_from_hidden(w, row))
			continue;
		if (observations_hide(w->o, row, REASON_SECONDARY, f) == -1 ||
		    plain_method(w, row, f) == -1)
			return -1;
		w->result->secondary++;
	}
	return 0;
}

int
protect_apply(struct observations *o, const struct definitions *definitions,
    const struct registry_set *registries, int64_t threshold,
    struct protect_result *result, struct fail *f)
{
	struct work w = { .o = o,
		.registries = registries,
		.threshold = threshold,
		.neighbours = NEIGHBOURS_INIT,
		.lines = LINES_INIT,
		.result = result };
	int status = -1;

	*result = (struct protect_result){ 0, 0 };
	if (neighbours_open(&w.neighbours, o, definitions, registries, f) ==
		0 &&
	    lines_open(&w.lines, &w.neighbours, f) == 0 &&
	    hide_primary(&w, f) == 0 && note_hidden(&w, f) == 0 &&
	    hide_secondary(&w, f) == 0)
		status = hide_derived(&w, f);
	lines_clear(&w.lines);
	neighbours_clear(&w.neighbours);
	return status;
}

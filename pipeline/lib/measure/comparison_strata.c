/* comparison_strata - the people of a figure by strata */
#include "measure/comparison_strata.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/definition_resolve.h"

static size_t
stratum_axis(const struct comparison_figures *g)
{
	return g->definition->comparison->stratum;
}

static bool
is_stratum(const struct comparison_figures *g, int entry)
{
	const struct comparison_axis *axis = &g->axes[stratum_axis(g)];

	return axis->codes[entry] != COMPARISON_NO_CODE &&
	       entry != axis->total &&
	       comparison_has_entry(axis->registry,
		   g->definition->comparison->stratum_level, entry);
}

static int
number_strata(struct comparison_strata *s, struct fail *f)
{
	const struct registry *registry =
	    s->figures->axes[stratum_axis(s->figures)].registry;
	size_t i, entries = registry_count(registry);

	s->numbers = memory_array(entries, sizeof(*s->numbers), f);
	if (s->numbers == NULL)
		return -1;
	for (i = 0; i < entries; i++)
		s->numbers[i] =
		    is_stratum(s->figures, (int)i) ? (int)s->count++ : -1;
	s->count++; /* the rest */
	s->places = memory_array(s->count, sizeof(*s->places), f);
	s->strata = memory_array(s->count, sizeof(*s->strata), f);
	s->groups = memory_array(s->count, sizeof(*s->groups), f);
	s->parts = memory_array(s->count, sizeof(*s->parts), f);
	return s->places == NULL || s->strata == NULL || s->groups == NULL ||
		       s->parts == NULL
		   ? -1
		   : 0;
}

/* The stratum that a row is, or -1. */
static int
number_of(const struct comparison_strata *s, size_t row)
{
	return s->numbers[comparison_figures_entry(
	    s->figures, row, stratum_axis(s->figures))];
}

/* The rows of strata by the row that they are of: a counting sort. */
static int
link_rows(struct comparison_strata *s, struct fail *f)
{
	const struct comparison_figures *g = s->figures;
	size_t i, count = g->table.count, axis = stratum_axis(g);
	size_t *wholes = memory_array(count, sizeof(*wholes), f);

	s->starts = memory_array(count + 2, sizeof(*s->starts), f);
	s->rows = memory_array(count, sizeof(*s->rows), f);
	if (wholes == NULL || s->starts == NULL || s->rows == NULL) {
		free(wholes);
		return -1;
	}
	for (i = 0; i < count; i++) {
		wholes[i] = number_of(s, i) == -1
				? COMPARISON_NO_ROW
				: comparison_figures_beside(
				      g, i, axis, g->axes[axis].total);
		if (wholes[i] != COMPARISON_NO_ROW)
			s->starts[wholes[i] + 2]++;
	}
	for (i = 2; i < count + 2; i++)
		s->starts[i] += s->starts[i - 1];
	for (i = 0; i < count; i++)
		if (wholes[i] != COMPARISON_NO_ROW)
			s->rows[s->starts[wholes[i] + 1]++] = i;
	free(wholes);
	return 0;
}

int
comparison_strata_open(struct comparison_strata *s,
    const struct comparison_figures *figures, struct fail *f)
{
	s->figures = figures;
	if (figures->definition->comparison->stratum_name == NULL)
		return 0;
	if (number_strata(s, f) == -1)
		return -1;
	return link_rows(s, f);
}

void
comparison_strata_clear(struct comparison_strata *s)
{
	free(s->numbers);
	free(s->starts);
	free(s->rows);
	free(s->places);
	free(s->strata);
	free(s->groups);
	free(s->parts);
	*s = (struct comparison_strata)COMPARISON_STRATA_INIT;
}

/*
 * The people of a stratum; false: they are not known.  Nobody of it is in the
 * whole where it has no rows, or none with a number.
 */
static bool
read_stratum(
    const struct comparison_strata *s, size_t row, struct counted *people)
{
	struct estimate e;

	comparison_figures_get(s->figures, row, &e);
	*people = (struct counted){ e.numerator, e.denominator };
	if (observation_published(e.status))
		return true;
	*people = (struct counted){ 0, 0 };
	return e.status == OBSERVATION_NOT_APPLICABLE ||
	       e.reason == REASON_NOT_IN_SOURCE ||
	       e.reason == REASON_NOT_SUPPLIED;
}

/* Call add for each stratum of a row with somebody, and for the rest of it. */
typedef void adding(
    void *to, size_t number, const struct counted *people, bool with);

static enum observation_reason
each_stratum(const struct comparison_strata *s, size_t row,
    const struct counted *all, adding *add, void *to, bool with)
{
	struct counted rest = *all, people;
	size_t i;

	if (row == COMPARISON_NO_ROW)
		return REASON_NONE;
	for (i = s->starts[row]; i < s->starts[row + 1]; i++) {
		if (!read_stratum(s, s->rows[i], &people))
			return REASON_PARTS_MISSING;
		rest.x -= people.x;
		rest.n -= people.n;
		if (people.n > 0)
			add(to, (size_t)number_of(s, s->rows[i]), &people,
			    with);
	}
	if (rest.x < 0 || rest.x > rest.n)
		return REASON_PARTS_DIFFER;
	if (rest.n > 0)
		add(to, s->count - 1, &rest, with);
	return REASON_NONE;
}

static void
add_count(void *to, size_t number, const struct counted *people, bool with)
{
	struct counted *parts = to;

	(void)with;
	parts[number] = *people;
}

enum observation_reason
comparison_strata_counts(const struct comparison_strata *s, size_t row,
    const struct counted *all, struct counted *parts)
{
	memset(parts, 0, s->count * sizeof(*parts));
	return each_stratum(s, row, all, add_count, parts, false);
}

struct two_strata {
	struct comparison_strata *strata;
	size_t count;
};

static void
add_group(void *to, size_t number, const struct counted *people, bool with)
{
	struct two_strata *two = to;
	struct comparison_strata *s = two->strata;
	size_t place = s->places[number];
	struct two_groups *groups;

	/* what stands in places is of another figure, unless it is ours */
	if (place >= two->count || s->strata[place] != number) {
		place = two->count++;
		s->places[number] = place;
		s->strata[place] = number;
		s->groups[place] = (struct two_groups){ 0, 0, 0, 0 };
	}
	groups = &s->groups[place];
	if (with) {
		groups->events2 = people->x;
		groups->size2 = people->n;
	} else {
		groups->events1 = people->x;
		groups->size1 = people->n;
	}
}

enum observation_reason
comparison_strata_groups(struct comparison_strata *s, size_t row, size_t with,
    struct comparison_groups *g)
{
	struct two_strata two = { s, 0 };
	struct counted first = { g->all.events1, g->all.size1 };
	struct counted second = { g->all.events2, g->all.size2 };
	enum observation_reason reason;

	reason = each_stratum(s, row, &first, add_group, &two, false);
	if (reason == REASON_NONE)
		reason = each_stratum(s, with, &second, add_group, &two, true);
	g->stratum_count = two.count;
	g->strata = s->groups;
	g->parts = s->parts;
	return reason;
}

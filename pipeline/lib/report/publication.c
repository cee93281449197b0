/* publication - whether a report may be published as it is */
#include "report/publication.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/compared.h"
#include "report/quotes.h"

/* Levels of groups that are no smaller than a region, and those of outcomes,
 * which are what is counted and no group. */
static bool
is_safe(const char *level)
{
	static const char *const levels[] = { "total", "country", "district",
		"region", "status", "reason" };
	size_t i;

	for (i = 0; i < COUNT(levels); i++)
		if (strcmp(level, levels[i]) == 0)
			return true;
	return false;
}

/* May the registry of the dimension have entries below the region?  What is
 * not known to be safe is not. */
static bool
is_low(const struct view *v, const struct definition_dimension *dimension)
{
	const struct registry *registry = view_registry(v, dimension);
	const char *level;
	int entry, count;

	if (registry == NULL)
		return true;
	count = (int)registry_count(registry);
	for (entry = 0; entry < count; entry++) {
		level = registry_entry_level(registry, entry);
		if (level == NULL ? registry_entry_parent(registry, entry) != -1
				  : !is_safe(level))
			return true;
	}
	return false;
}

/* The dimensions by which figures are shown, or compared, together. */
struct together {
	size_t count;
	const struct definition_dimension *items[DEFINITION_DIMENSIONS_MAX + 1];
};

/* Those of a breakdown (NULL: all).  Of a comparison they are those of the
 * indicator whose rates are compared, which knows what is sensitive; that which
 * is compared is among them. */
static void
find_together(const struct definition *d,
    const struct definition_breakdown *breakdown, struct together *together)
{
	const struct definition *subject = compared_subject(d);
	const struct definition_dimension *compared = compared_dimension(d);
	size_t i, count = breakdown == NULL ? d->dimension_count
					    : breakdown->dimension_count;
	const char *name;
	int at;

	together->count = 0;
	for (i = 0; i < count; i++) {
		name =
		    d->dimensions[breakdown == NULL ? i
						    : breakdown->dimensions[i]]
			.name;
		at = definition_dimension(subject, name);
		if (at != -1 &&
		    (compared == NULL || strcmp(name, compared->name) != 0))
			together->items[together->count++] =
			    &subject->dimensions[at];
	}
	if (compared != NULL)
		together->items[together->count++] = compared;
}

/* Is a sensitive dimension together with a low one? */
static bool
is_exposed(const struct view *v, size_t indicator,
    const struct definition_breakdown *breakdown, struct publication *p)
{
	const struct definition_dimension *sensitive = NULL, *low = NULL;
	struct together together;
	size_t i;

	find_together(v->indicators[indicator], breakdown, &together);
	for (i = 0; i < together.count; i++) {
		if (together.items[i]->sensitive)
			sensitive = together.items[i];
		else if (is_low(v, together.items[i]))
			low = together.items[i];
	}
	if (sensitive == NULL || low == NULL)
		return false;
	p->reason = PUBLICATION_SENSITIVE;
	p->indicator = indicator;
	p->dimensions[0] = sensitive;
	p->dimensions[1] = low;
	return true;
}

static bool
is_sensitive(const struct view *v, size_t indicator, struct publication *p)
{
	const struct definition *d = v->indicators[indicator];
	size_t i;

	for (i = 0; i < d->breakdown_count; i++)
		if (is_exposed(v, indicator, &d->breakdowns[i], p))
			return true;
	return d->breakdown_count == 0 && is_exposed(v, indicator, NULL, p);
}

/* Does protect withhold any cell of the indicator for its own sake, or compare
 * one that it withholds?  Where nothing is withheld, nothing can be found out.
 */
static bool
withholds(const struct view *v, size_t indicator)
{
	const struct definition *d = v->indicators[indicator];
	const struct observations *o = &v->observations;
	struct observation one;
	size_t row;

	for (row = 0; row < o->count; row++) {
		if (o->status[row] != OBSERVATION_CONFIDENTIAL ||
		    (o->reason[row] != REASON_PRIMARY &&
			(d->comparison == NULL ||
			    o->reason[row] != REASON_SECONDARY)))
			continue;
		observations_get(o, row, &one);
		if (strcmp(one.indicator, d->id) == 0)
			return true;
	}
	return false;
}

/* Is another indicator of the same persons under the rule, too?  A comparison
 * is withheld with the figures that it compares. */
static bool
is_linked(const struct view *v, size_t indicator, struct publication *p)
{
	const struct definition *d = v->indicators[indicator], *other;
	size_t i;

	for (i = 0; i < v->indicator_count; i++) {
		other = v->indicators[i];
		if (compared_subject(other) == compared_subject(d) ||
		    other->protection != PROTECTION_THRESHOLD ||
		    (strcmp(d->numerator.dataset, other->numerator.dataset) !=
			    0 &&
			strcmp(d->denominator.dataset,
			    other->denominator.dataset) != 0))
			continue;
		p->reason = PUBLICATION_INDICATORS;
		p->indicator = indicator;
		p->other = i;
		return true;
	}
	return false;
}

/* The first dimension of a breakdown that is low and not sensitive, or the
 * first other one. */
static const struct definition_dimension *
find_dimension(const struct view *v, const struct together *together, bool low)
{
	const struct definition_dimension *dimension;
	size_t i;

	for (i = 0; i < together->count; i++) {
		dimension = together->items[i];
		if ((!dimension->sensitive && is_low(v, dimension)) == low)
			return dimension;
	}
	return NULL;
}

/* Is there a breakdown by a low dimension and one without any? */
static bool
is_nested(const struct view *v, size_t indicator, struct publication *p)
{
	const struct definition *d = v->indicators[indicator];
	const struct definition_dimension *low = NULL, *other = NULL, *one;
	struct together together;
	size_t i;

	for (i = 0; i < d->breakdown_count; i++) {
		find_together(d, &d->breakdowns[i], &together);
		if ((one = find_dimension(v, &together, true)) != NULL)
			low = low == NULL ? one : low;
		else if (other == NULL)
			other = find_dimension(v, &together, false);
	}
	if (low == NULL || other == NULL)
		return false;
	p->reason = PUBLICATION_BREAKDOWNS;
	p->indicator = indicator;
	p->dimensions[0] = low;
	p->dimensions[1] = other;
	return true;
}

bool
publication_restricted(const struct view *v, struct publication *p)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (is_sensitive(v, i, p))
			return true;
	for (i = 0; i < v->indicator_count; i++)
		if (withholds(v, i) &&
		    (is_nested(v, i, p) || is_linked(v, i, p)))
			return true;
	return false;
}

const char *
publication_heading(void)
{
	return _("Not for publication");
}

static void
print_reason(FILE *stream, const struct view *v, const struct publication *p,
    enum language language)
{
	const char *title = v->indicators[p->indicator]->title.text[language];

	switch (p->reason) {
	case PUBLICATION_SENSITIVE:
		fprintf(stream,
		    _("The indicator \"%1$s\" is broken down by \"%2$s\" and "
		      "\"%3$s\" together, which can be finer than a region, "
		      "and it is not yet fully ensured that no person can be "
		      "recognised in such figures."),
		    title, view_dimension_title(v, p->dimensions[0], language),
		    view_dimension_title(v, p->dimensions[1], language));
		break;
	case PUBLICATION_INDICATORS:
		fprintf(stream,
		    _("The indicators \"%1$s\" and \"%2$s\" count the same "
		      "persons, and each is protected by itself as yet: a "
		      "figure that is withheld in one could be computed from "
		      "the other."),
		    title, v->indicators[p->other]->title.text[language]);
		break;
	case PUBLICATION_BREAKDOWNS:
		fprintf(stream,
		    _("The indicator \"%1$s\" is broken down by \"%2$s\" and, "
		      "apart from that, by \"%3$s\", and each breakdown is "
		      "protected by itself as yet: a figure that is withheld "
		      "in one could be computed from the other."),
		    title, view_dimension_title(v, p->dimensions[0], language),
		    view_dimension_title(v, p->dimensions[1], language));
		break;
	}
}

char *
publication_reason(const struct view *v, const struct publication *p,
    enum language language, struct fail *f)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	if (stream == NULL) {
		(void)fail_memory(f);
		return NULL;
	}
	print_reason(stream, v, p, language);
	if (fclose(stream) == 0)
		return quotes_nest(text, f);
	free(text);
	(void)fail_memory(f);
	return NULL;
}

/* publication - whether a report may be published as it is */
#include "report/publication.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

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

/* May the registry of the axis have entries below the region?  What is not
 * known to be safe is not. */
static bool
is_low(const struct view_axis *axis)
{
	const char *level;
	size_t i;
	int entry;

	if (axis->registry == NULL)
		return true;
	for (i = 0; i < axis->code_count; i++) {
		entry = (int)i;
		level = registry_entry_level(axis->registry, entry);
		if (level == NULL
			? registry_entry_parent(axis->registry, entry) != -1
			: !is_safe(level))
			return true;
	}
	return false;
}

/* Look at one dimension of a breakdown: both kinds may be found by now. */
static void
look(const struct view *v, const struct definition *d, size_t dimension,
    int *sensitive, int *low)
{
	int axis = view_axis(v, d->dimensions[dimension].name);

	if (axis == -1)
		return;
	if (d->dimensions[dimension].sensitive)
		*sensitive = axis;
	else if (is_low(&v->axes[axis]))
		*low = axis;
}

static bool
set_found(struct publication *p, size_t indicator, int sensitive, int low)
{
	if (sensitive == -1 || low == -1)
		return false;
	p->reason = PUBLICATION_SENSITIVE;
	p->indicator = indicator;
	p->axes[0] = (size_t)sensitive;
	p->axes[1] = (size_t)low;
	return true;
}

static bool
is_sensitive(const struct view *v, size_t indicator, struct publication *p)
{
	const struct definition *d = v->indicators[indicator];
	const struct definition_breakdown *breakdown;
	int sensitive = -1, low = -1;
	size_t i, k;

	for (i = 0; i < d->breakdown_count; i++) {
		breakdown = &d->breakdowns[i];
		sensitive = low = -1;
		for (k = 0; k < breakdown->dimension_count; k++)
			look(v, d, breakdown->dimensions[k], &sensitive, &low);
		if (set_found(p, indicator, sensitive, low))
			return true;
	}
	if (d->breakdown_count > 0)
		return false;
	for (k = 0; k < d->dimension_count; k++)
		look(v, d, k, &sensitive, &low);
	return set_found(p, indicator, sensitive, low);
}

/* Does protect withhold any cell of the indicator for its own sake?  Where
 * nothing is withheld, nothing can be found out. */
static bool
withholds(const struct view *v, size_t indicator)
{
	const struct observations *o = &v->observations;
	struct observation one;
	size_t row;

	for (row = 0; row < o->count; row++) {
		if (o->status[row] != OBSERVATION_CONFIDENTIAL ||
		    o->reason[row] != REASON_PRIMARY)
			continue;
		observations_get(o, row, &one);
		if (strcmp(one.indicator, v->indicators[indicator]->id) == 0)
			return true;
	}
	return false;
}

/* Is another indicator of the same persons under the rule, too? */
static bool
is_linked(const struct view *v, size_t indicator, struct publication *p)
{
	const struct definition *d = v->indicators[indicator], *other;
	size_t i;

	for (i = 0; i < v->indicator_count; i++) {
		other = v->indicators[i];
		if (i == indicator ||
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

/* The axis of the first dimension of a breakdown that is low and not
 * sensitive, or of the first other one. */
static int
breakdown_axis(const struct view *v, const struct definition *d,
    const struct definition_breakdown *breakdown, bool low)
{
	const struct definition_dimension *dimension;
	size_t i;
	int axis;

	for (i = 0; i < breakdown->dimension_count; i++) {
		dimension = &d->dimensions[breakdown->dimensions[i]];
		axis = view_axis(v, dimension->name);
		if (axis != -1 &&
		    (!dimension->sensitive && is_low(&v->axes[axis])) == low)
			return axis;
	}
	return -1;
}

/* Is there a breakdown by a low dimension and one without any? */
static bool
is_nested(const struct view *v, size_t indicator, struct publication *p)
{
	const struct definition *d = v->indicators[indicator];
	int axis, low = -1, other = -1;
	size_t i;

	for (i = 0; i < d->breakdown_count; i++) {
		axis = breakdown_axis(v, d, &d->breakdowns[i], true);
		if (axis != -1)
			low = low == -1 ? axis : low;
		else if (other == -1 && (axis = breakdown_axis(v, d,
					     &d->breakdowns[i], false)) != -1)
			other = axis;
	}
	if (low == -1 || other == -1)
		return false;
	p->reason = PUBLICATION_BREAKDOWNS;
	p->indicator = indicator;
	p->axes[0] = (size_t)low;
	p->axes[1] = (size_t)other;
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
		    title, view_axis_title(v, p->axes[0], language),
		    view_axis_title(v, p->axes[1], language));
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
		    title, view_axis_title(v, p->axes[0], language),
		    view_axis_title(v, p->axes[1], language));
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
		return text;
	free(text);
	(void)fail_memory(f);
	return NULL;
}

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
	p->indicator = indicator;
	p->sensitive = (size_t)sensitive;
	p->low = (size_t)low;
	return true;
}

static bool
is_restricted(const struct view *v, size_t indicator, struct publication *p)
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

bool
publication_restricted(const struct view *v, struct publication *p)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (is_restricted(v, i, p))
			return true;
	return false;
}

const char *
publication_heading(void)
{
	return _("Not for publication");
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
	fprintf(stream,
	    _("The indicator \"%1$s\" is broken down by \"%2$s\" and \"%3$s\" "
	      "together, which can be finer than a region, and it is not yet "
	      "fully ensured that no person can be recognised in such "
	      "figures."),
	    v->indicators[p->indicator]->title.text[language],
	    view_axis_title(v, p->sensitive, language),
	    view_axis_title(v, p->low, language));
	if (fclose(stream) == 0)
		return text;
	free(text);
	(void)fail_memory(f);
	return NULL;
}

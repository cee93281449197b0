/* methods - the methods by which the numbers of a report were computed */
#include "report/methods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/citation.h"

static int
add_used(struct methods_used *u, enum statistic statistic, const char *method,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < u->count; i++)
		if (u->items[i].statistic == statistic &&
		    strcmp(u->items[i].method, method) == 0)
			return 0;
	if (memory_grow(&u->items, &u->capacity, u->count + 1,
		sizeof(*u->items), f) == -1)
		return -1;
	u->items[u->count++] = (struct method_used){ statistic, method };
	return 0;
}

static int
compare_used(const void *a, const void *b)
{
	const struct method_used *one = a, *other = b;

	if (one->statistic != other->statistic)
		return one->statistic < other->statistic ? -1 : 1;
	return strcmp(one->method, other->method);
}

int
methods_used_add(const struct view *v, size_t indicator, struct methods_used *u,
    struct fail *f)
{
	const struct observations *o = &v->observations;
	int dimension = observations_dimension_find(o, STATISTIC_DIMENSION);
	const char *id = v->indicators[indicator]->id, *name;
	enum statistic statistic;
	struct observation one;
	size_t row;

	for (row = 0; dimension != -1 && row < o->count; row++) {
		observations_get(o, row, &one);
		if (!observation_published(one.estimate.status) ||
		    strcmp(one.indicator, id) != 0)
			continue;
		name = observations_code_text(o, row, (size_t)dimension);
		if (name != NULL && statistic_find(name, &statistic) &&
		    add_used(u, statistic, one.method, f) == -1)
			return -1;
	}
	if (u->count > 1)
		qsort(u->items, u->count, sizeof(*u->items), compare_used);
	return 0;
}

void
methods_used_clear(struct methods_used *u)
{
	free(u->items);
	memset(u, 0, sizeof(*u));
}

/* Names of methods, in the order in which the observations have them. */
struct names {
	size_t count, capacity;
	const char **items;
};

static int
add_name(struct names *names, const char *name, struct fail *f)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return 0;
	if (memory_grow(&names->items, &names->capacity, names->count + 1,
		sizeof(*names->items), f) == -1)
		return -1;
	names->items[names->count++] = name;
	return 0;
}

static bool
is_shown(const struct view *v, const char *indicator)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (strcmp(v->indicators[i]->id, indicator) == 0)
			return true;
	return false;
}

static int
find_names(const struct view *v, struct names *names, struct fail *f)
{
	const struct observations *o = &v->observations;
	const char *indicator = NULL;
	struct observation one;
	bool shown = false;
	size_t row;

	for (row = 0; row < o->count; row++) {
		observations_get(o, row, &one);
		if (one.indicator != indicator)
			shown = is_shown(v, one.indicator);
		indicator = one.indicator;
		if (shown && observation_published(one.estimate.status) &&
		    add_name(names, one.method, f) == -1)
			return -1;
	}
	return 0;
}

static void
put_names(FILE *stream, const struct names *names)
{
	const struct citation *citation;
	const char *separator = "";
	size_t i;

	for (i = 0; i < names->count; i++) {
		citation = citation_find(names->items[i]);
		if (citation == NULL)
			continue;
		fputs(*separator == '\0' ? _("Methods: ") : separator, stream);
		fprintf(
		    stream, "%s (%s)", _(citation->title), citation->author);
		separator = "; ";
	}
	if (*separator != '\0')
		putc('.', stream);
}

char *
methods_note(const struct view *v, struct fail *f)
{
	struct names names = { 0 };
	char *text = NULL;
	size_t length = 0;
	FILE *stream;

	if (find_names(v, &names, f) == -1) {
		free(names.items);
		return NULL;
	}
	stream = open_memstream(&text, &length);
	if (stream != NULL) {
		put_names(stream, &names);
		if (fclose(stream) == 0) {
			free(names.items);
			return text;
		}
	}
	free(names.items);
	free(text);
	(void)fail_memory(f);
	return NULL;
}

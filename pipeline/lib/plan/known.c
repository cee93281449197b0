/* known - the columns that are known before a row is read */
#include "plan/known.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void
known_clear(struct known *of)
{
	free(of->items);
	memset(of, 0, sizeof(*of));
}

int
known_add(
    struct known *of, const char *name, const char *registry, struct fail *f)
{
	if (memory_grow(&of->items, &of->capacity, of->count + 1,
		sizeof(*of->items), f) == -1)
		return -1;
	of->items[of->count++] = (struct known_column){ name, name, registry };
	return 0;
}

int
known_of_schema(struct known *of, const struct table_schema *s, struct fail *f)
{
	size_t i;

	for (i = 0; i < s->field_count; i++) {
		if (known_add(
			of, s->fields[i].name, s->fields[i].registry, f) == -1)
			return -1;
		if (s->fields[i].role == ROLE_PERIOD && of->period == NULL)
			of->period = s->fields[i].name;
	}
	if (of->period != NULL)
		return 0;
	of->period = "period";
	return known_add(of, of->period, NULL, f);
}

const struct known_column *
known_find(const struct known *of, const char *name)
{
	size_t i;

	for (i = 0; i < of->count; i++)
		if (strcmp(of->items[i].name, name) == 0)
			return &of->items[i];
	return NULL;
}

void
known_rename(struct known *of, const char *column, const char *name)
{
	size_t i;

	for (i = 0; i < of->count; i++)
		if (strcmp(of->items[i].column, column) == 0)
			of->items[i].name = name;
}

void
known_drop(struct known *of, const char *name)
{
	size_t i, kept = 0;

	for (i = 0; i < of->count; i++)
		if (strcmp(of->items[i].name, name) != 0)
			of->items[kept++] = of->items[i];
	of->count = kept;
}

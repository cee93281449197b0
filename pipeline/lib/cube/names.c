/* names.c - a list of names with commas between them (names.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cube/names.h"

int
names_split(struct names *names, const char *list, struct fail *f)
{
	size_t count = 1;
	const char *s;
	char *name;

	for (s = list; *s != '\0'; s++)
		count += *s == ',';
	if ((names->text = memory_text(list, strlen(list), f)) == NULL ||
	    (names->items = memory_array(count, sizeof(*names->items), f)) ==
		NULL)
		return -1;
	if (list[0] == '\0')
		return 0;
	for (name = names->text; name != NULL;) {
		names->items[names->count++] = name;
		if ((name = strchr(name, ',')) != NULL)
			*name++ = '\0';
	}
	return 0;
}

void
names_clear(struct names *names)
{
	free(names->items);
	free(names->text);
	names->items = NULL;
	names->text = NULL;
	names->count = 0;
}

int
names_store(struct schema *schema, const char *key, const char *const *names,
    size_t count, struct fail *f)
{
	size_t i, length, size = 1, at = 0;
	char *list;
	int status;

	for (i = 0; i < count; i++)
		size += strlen(names[i]) + 1;
	if ((list = memory_array(size, 1, f)) == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (i > 0)
			list[at++] = ',';
		length = strlen(names[i]);
		memcpy(&list[at], names[i], length);
		at += length;
	}
	status = schema_set(schema, key, list, f);
	free(list);
	return status;
}

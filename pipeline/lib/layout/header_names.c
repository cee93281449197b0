/* header_names.c - what the columns of a schema are called */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "layout/header.h"
#include "layout/header_names.h"
#include "table/dictionary.h"

static int
add_name(struct header_names *names, const char *name, int target, bool weak,
    const struct table_schema *schema, struct fail *f)
{
	char *key = text_normalise(name, strlen(name), f);
	int32_t code, count = dictionary_count(names->texts);

	if (key == NULL)
		return -1;
	code = *key == '\0' ? 0
			    : dictionary_add(names->texts, key, strlen(key), f);
	if (code == -1 || *key == '\0') {
		free(key);
		return code;
	}
	free(key);
	if (code < count) {
		if (weak || names->targets[code] == target)
			return 0;
		return fail_set(f, FAIL_USAGE,
		    _("%s: the header \"%s\" names two columns; give each its "
		      "own"),
		    schema->path, name);
	}
	if (memory_grow(&names->targets, &names->capacity, (size_t)code + 1,
		sizeof(int), f) == -1)
		return -1;
	names->targets[code] = target;
	return 0;
}

static int
add_list(struct header_names *names, const struct text_list *list, int target,
    bool weak, const struct table_schema *schema, struct fail *f)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (add_name(names, list->items[i], target, weak, schema, f) ==
		    -1)
			return -1;
	return 0;
}

/* Names and aliases.  weak: only fields that have their place by number. */
static int
add_fields(struct header_names *names, const struct table_schema *schema,
    bool weak, struct fail *f)
{
	const struct table_field *field;
	size_t i;

	for (i = 0; i < schema->field_count; i++) {
		field = &schema->fields[i];
		if (field->place == PLACE_COLUMN &&
		    (field->column > 0) == weak &&
		    (add_name(names, field->name, (int)i, weak, schema, f) ==
			    -1 ||
			add_list(names, &field->aliases, (int)i, weak, schema,
			    f) == -1))
			return -1;
	}
	return 0;
}

static int
add_unpivoted(struct header_names *names, const struct table_schema *schema,
    struct fail *f)
{
	const struct table_unpivot_column *column;
	size_t i, fields = schema->field_count;

	for (i = 0; i < schema->unpivot.column_count; i++) {
		column = &schema->unpivot.columns[i];
		if (add_name(names, column->value, (int)(fields + i), false,
			schema, f) == -1 ||
		    add_list(names, &column->aliases, (int)(fields + i), false,
			schema, f) == -1)
			return -1;
	}
	return 0;
}

static int
add_titles(struct header_names *names, const struct table_schema *schema,
    struct fail *f)
{
	const struct table_field *field;
	size_t i;

	for (i = 0; i < schema->field_count; i++) {
		field = &schema->fields[i];
		if (field->place == PLACE_COLUMN &&
		    (add_name(names, field->title.text[LANGUAGE_RU], (int)i,
			 true, schema, f) == -1 ||
			add_name(names, field->title.text[LANGUAGE_EN], (int)i,
			    true, schema, f) == -1))
			return -1;
	}
	return 0;
}

int
header_names_read(struct header_names *names, const struct table_schema *schema,
    struct fail *f)
{
	memset(names, 0, sizeof(*names));
	if ((names->texts = dictionary_new(f)) == NULL ||
	    add_fields(names, schema, false, f) == -1 ||
	    add_unpivoted(names, schema, f) == -1 ||
	    add_titles(names, schema, f) == -1)
		return -1;
	return add_fields(names, schema, true, f);
}

void
header_names_clear(struct header_names *names)
{
	dictionary_free(names->texts);
	free(names->targets);
}

int
header_names_find(const struct header_names *names, const char *label,
    int *target, struct fail *f)
{
	char *key = text_normalise(label, strlen(label), f);
	int32_t code;

	if (key == NULL)
		return -1;
	code = dictionary_find(names->texts, key, strlen(key));
	*target = code == -1 ? TARGET_NONE : names->targets[code];
	free(key);
	return 0;
}

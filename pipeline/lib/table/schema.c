/* schema.c - the columns of a table; see table/schema.h */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/schema.h"

const char *
column_type_name(enum column_type type)
{
	static const char *const names[] = { "int8", "int16", "int32", "int64",
		"float64", "bool", "date32", "utf8", "dictionary",
		"fixed_size_binary" };

	return names[type];
}

int
schema_add(struct schema *s, const char *name, enum column_type type,
    int32_t width, struct fail *f)
{
	struct field *field;

	if (schema_find(s, name) != -1)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": found twice, expected names that "
		      "differ; rename one of the two"),
		    name);
	if (s->field_count >= SCHEMA_FIELDS_MAX)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": found more than %d columns, the "
		      "most that a table holds; split the table"),
		    name, SCHEMA_FIELDS_MAX);
	if (type == COLUMN_BINARY ? width < 1 : width != 0)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": found a width of %d bytes for type "
		      "%s; only fixed_size_binary has one, at least 1"),
		    name, (int)width, column_type_name(type));
	if (memory_grow(&s->fields, &s->field_capacity, s->field_count + 1,
		sizeof(*s->fields), f) == -1)
		return -1;
	field = &s->fields[s->field_count];
	if ((field->name = memory_text(name, strlen(name), f)) == NULL)
		return -1;
	field->type = type;
	field->width = width;
	return (int)s->field_count++;
}

int
schema_find(const struct schema *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->field_count; i++)
		if (strcmp(s->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

int
schema_find_status(const struct schema *s, const char *name)
{
	size_t i, length = strlen(name);

	for (i = 0; i < s->field_count; i++)
		if (strncmp(s->fields[i].name, name, length) == 0 &&
		    strcmp(s->fields[i].name + length, ".status") == 0)
			return (int)i;
	return -1;
}

int
schema_require(const struct schema *s, const char *name, struct fail *f)
{
	char names[512] = "";
	size_t i, used = 0;
	int index = schema_find(s, name), written;

	if (index != -1)
		return index;
	for (i = 0; i < s->field_count && used + sizeof(", ") < sizeof(names);
	     i++) {
		if (i > 0)
			used += strlen(strcpy(names + used, ", "));
		written = snprintf(names + used, sizeof(names) - used,
		    _("\"%s\""), s->fields[i].name);
		used += written < 0 ? 0 : (size_t)written;
	}
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": not in the table, which has %s"), name,
	    s->field_count == 0 ? _("no columns") : names);
}

static struct metadata *
metadata_find(const struct schema *s, const char *key)
{
	size_t i;

	for (i = 0; i < s->metadata_count; i++)
		if (strcmp(s->metadata[i].key, key) == 0)
			return &s->metadata[i];
	return NULL;
}

static void
metadata_remove(struct schema *s, struct metadata *entry)
{
	size_t after = s->metadata_count - 1 - (size_t)(entry - s->metadata);

	free(entry->key);
	free(entry->value);
	memmove(entry, entry + 1, after * sizeof(*entry));
	s->metadata_count--;
}

int
schema_set(struct schema *s, const char *key, const char *value, struct fail *f)
{
	struct metadata *entry = metadata_find(s, key);
	char *copy;

	if (value == NULL) {
		if (entry != NULL)
			metadata_remove(s, entry);
		return 0;
	}
	if (entry == NULL && s->metadata_count >= SCHEMA_METADATA_MAX)
		return fail_set(f, FAIL_DATA,
		    _("metadata \"%s\": found more than %d entries, the most "
		      "that a table holds"),
		    key, SCHEMA_METADATA_MAX);
	if ((copy = memory_text(value, strlen(value), f)) == NULL)
		return -1;
	if (entry != NULL) {
		free(entry->value);
		entry->value = copy;
		return 0;
	}
	if (memory_grow(&s->metadata, &s->metadata_capacity,
		s->metadata_count + 1, sizeof(*s->metadata), f) == 0) {
		entry = &s->metadata[s->metadata_count];
		entry->value = copy;
		entry->key = memory_text(key, strlen(key), f);
		if (entry->key != NULL) {
			s->metadata_count++;
			return 0;
		}
	}
	free(copy);
	return -1;
}

const char *
schema_get(const struct schema *s, const char *key)
{
	const struct metadata *entry = metadata_find(s, key);

	return entry == NULL ? NULL : entry->value;
}

static const char ABSENT[] = "source.absent.";
static const char PERSONAL[] = "profstat.personal.";

/* Metadata PREFIX.NAME: what is said of the field of this name. */
static int
set_mark(struct schema *s, const char *prefix, const char *name, bool marked,
    struct fail *f)
{
	size_t size = strlen(prefix) + strlen(name) + 1;
	char *key = memory_array(size, 1, f);
	int status = -1;

	if (key != NULL) {
		snprintf(key, size, "%s%s", prefix, name);
		status = schema_set(s, key, marked ? "yes" : NULL, f);
	}
	free(key);
	return status;
}

static bool
has_mark(const struct schema *s, const char *prefix, const char *name)
{
	size_t i, length = strlen(prefix);

	for (i = 0; i < s->metadata_count; i++)
		if (strncmp(s->metadata[i].key, prefix, length) == 0 &&
		    strcmp(s->metadata[i].key + length, name) == 0)
			return true;
	return false;
}

int
schema_set_absent(
    struct schema *s, const char *name, bool absent, struct fail *f)
{
	return set_mark(s, ABSENT, name, absent, f);
}

bool
schema_is_absent(const struct schema *s, const char *name)
{
	return has_mark(s, ABSENT, name);
}

int
schema_set_personal(
    struct schema *s, const char *name, bool personal, struct fail *f)
{
	return set_mark(s, PERSONAL, name, personal, f);
}

bool
schema_is_personal(const struct schema *s, const char *name)
{
	return has_mark(s, PERSONAL, name);
}

int
schema_merge_key(struct schema *to, const struct schema *from, const char *name,
    struct fail *f)
{
	const char *has = schema_get(to, SCHEMA_KEY);
	const char *other = schema_get(from, SCHEMA_KEY);

	if (other == NULL)
		return 0;
	if (has == NULL)
		return schema_set(to, SCHEMA_KEY, other, f);
	if (strcmp(has, other) == 0)
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("%s: the pseudonyms are made with the key %s, those of the other "
	      "tables with the key %s, so nobody in it would be found in them; "
	      "ingest all files with one key"),
	    name, other, has);
}

int
schema_copy(struct schema *s, const struct schema *from, struct fail *f)
{
	size_t i;

	for (i = 0; i < from->field_count; i++)
		if (schema_add(s, from->fields[i].name, from->fields[i].type,
			from->fields[i].width, f) == -1)
			return -1;
	for (i = 0; i < from->metadata_count; i++)
		if (schema_set(s, from->metadata[i].key,
			from->metadata[i].value, f) == -1)
			return -1;
	return 0;
}

int
schema_same(const struct schema *a, const struct schema *b, struct fail *f)
{
	const struct field *x, *y;
	size_t i;

	for (i = 0; i < a->field_count && i < b->field_count; i++) {
		x = &a->fields[i];
		y = &b->fields[i];
		if (strcmp(x->name, y->name) != 0)
			return fail_set(f, FAIL_DATA,
			    _("column %zu: found \"%s\", expected \"%s\" as in "
			      "the first table"),
			    i + 1, y->name, x->name);
		if (x->type != y->type || x->width != y->width)
			return fail_set(f, FAIL_DATA,
			    _("column \"%s\": found type %s, expected %s as in "
			      "the first table"),
			    x->name, column_type_name(y->type),
			    column_type_name(x->type));
	}
	if (a->field_count == b->field_count)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("found %zu columns, expected %zu as in the first table; \"%s\" "
	      "is only in one of them"),
	    b->field_count, a->field_count,
	    a->field_count > i ? a->fields[i].name : b->fields[i].name);
}

void
schema_clear(struct schema *s)
{
	const struct schema empty = SCHEMA_INIT;
	size_t i;

	for (i = 0; i < s->field_count; i++)
		free(s->fields[i].name);
	for (i = 0; i < s->metadata_count; i++) {
		free(s->metadata[i].key);
		free(s->metadata[i].value);
	}
	free(s->fields);
	free(s->metadata);
	*s = empty;
}

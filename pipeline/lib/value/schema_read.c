/* schema_read.c - the pieces that parts of a dataset schema share */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "value/schema_read.h"

int
schema_copy_list(const char *const *items, size_t count, struct text_list *list,
    struct fail *f)
{
	size_t i;

	list->items = memory_array(count + 1, sizeof(*list->items), f);
	if (list->items == NULL)
		return -1;
	for (i = 0; i < count; i++)
		list->items[i] = items[i];
	list->count = count;
	return 0;
}

int
schema_read_list(
    const struct json *node, struct text_list *list, struct fail *f)
{
	size_t i, count = json_count(node);

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	list->items = memory_array(count + 1, sizeof(*list->items), f);
	if (list->items == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (json_get_text(json_at(node, i), NULL, &list->items[i], f) ==
		    -1)
			return -1;
	list->count = count;
	return 0;
}

int
schema_read_titles(const struct json *node, struct title *title, struct fail *f)
{
	if (node == NULL)
		return 0;
	if (json_kind(node) == JSON_KIND_OBJECT)
		return title_read(node, title, f);
	if (json_get_text(node, NULL, &title->text[LANGUAGE_RU], f) == -1)
		return -1;
	title->text[LANGUAGE_EN] = title->text[LANGUAGE_RU];
	return 0;
}

int
schema_read_name(const struct json *object, const char *member,
    const char **text, struct fail *f)
{
	const struct json *node = json_required(object, member, f);

	if (node == NULL || json_get_text(node, NULL, text, f) == -1)
		return -1;
	if (**text == '\0')
		return json_fail(node, f, _("empty, expected a text"));
	return 0;
}

int
schema_read_field_name(const struct table_schema *schema,
    const struct json *node, int *field, struct fail *f)
{
	const char *name;

	if (json_get_text(node, NULL, &name, f) == -1)
		return -1;
	if ((*field = table_schema_find(schema, name)) == -1)
		return json_fail(node, f,
		    _("no field has the name \"%s\"; add it to \"fields\" or "
		      "correct the name"),
		    name);
	return 0;
}

int
schema_read_field(const struct table_schema *schema, const struct json *object,
    const char *member, int *field, struct fail *f)
{
	const struct json *node = json_required(object, member, f);

	if (node == NULL)
		return -1;
	return schema_read_field_name(schema, node, field, f);
}

int
schema_read_word(const struct json *node, const char *const *words,
    size_t count, int *index, struct fail *f)
{
	char list[256] = "";
	const char *text;
	size_t i;

	if (node == NULL)
		return 0;
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0) {
			*index = (int)i;
			return 0;
		}
	for (i = 0; i < count; i++) {
		size_t used = strlen(list);

		snprintf(list + used, sizeof(list) - used, "%s%s",
		    i == 0 ? "" : ", ", words[i]);
	}
	return json_fail(
	    node, f, _("found \"%s\", expected one of: %s"), text, list);
}

int
schema_read_pattern(const struct json *node, bool whole, size_t groups,
    const char **text, regex_t *pattern, struct fail *f)
{
	char reason[128];
	char *expression;
	const char *source;
	size_t size;
	int error;

	if (node == NULL)
		return 0;
	if (json_get_text(node, NULL, &source, f) == -1)
		return -1;
	size = strlen(source) + sizeof("^()$");
	if ((expression = memory_array(size, 1, f)) == NULL)
		return -1;
	snprintf(expression, size, whole ? "^(%s)$" : "%s", source);
	error = regcomp(pattern, expression, REG_EXTENDED);
	free(expression);
	if (error != 0) {
		regerror(error, pattern, reason, sizeof(reason));
		return json_fail(node, f,
		    _("\"%s\" is no extended regular expression: %s"), source,
		    reason);
	}
	*text = source;
	if (pattern->re_nsub < groups)
		return json_fail(node, f,
		    _("\"%s\" has no group ( ) that holds the value"), source);
	return 0;
}

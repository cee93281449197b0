/* schema_form.c - how cells are written, by the schema (schema_form.h) */
#include <string.h>

#include "base/message.h"
#include "value/schema_form.h"
#include "value/schema_read.h"
#include "value/value_date.h"

static int
read_string_format(
    const struct json *node, struct table_field *field, struct fail *f)
{
	const char *names[FORMATS];
	int i, format = FORMAT_DEFAULT;

	for (i = 0; i < FORMATS; i++)
		names[i] = table_format_name((enum table_format)i);
	if (schema_read_word(node, names, FORMATS, &format, f) == -1)
		return -1;
	field->format = (enum table_format)format;
	return 0;
}

static int
read_date_format(
    const struct json *node, struct table_field *field, struct fail *f)
{
	const char *text;

	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	if (strcmp(text, "default") == 0 || strcmp(text, "any") == 0)
		return 0;
	if (!date_pattern_valid(text))
		return json_fail(node, f,
		    _("found \"%s\", expected default, any, or a pattern with "
		      "day (%%d), month (%%m or %%b) and year (%%Y or %%y), "
		      "each once"),
		    text);
	field->date_pattern = text;
	return 0;
}

static int
read_format(const struct json *node, struct table_field *field, struct fail *f)
{
	const char *text;

	if (node == NULL)
		return 0;
	if (field->type == TABLE_STRING)
		return read_string_format(node, field, f);
	if (field->type == TABLE_DATE)
		return read_date_format(node, field, f);
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	if (strcmp(text, "default") != 0)
		return json_fail(node, f,
		    _("a field of type %s has no format \"%s\""),
		    table_type_name(field->type), text);
	return 0;
}

/* One of these marks; every kind of blank is one. */
static int
read_mark(const struct json *node, const char *const *marks, size_t count,
    char *mark, struct fail *f)
{
	int at = -1;

	if (schema_read_word(node, marks, count, &at, f) == -1)
		return -1;
	if (at != -1)
		*mark = strcmp(marks[at], "\u00A0") == 0 ? ' ' : *marks[at];
	return 0;
}

static int
read_marks(const struct json *node, struct table_field *field, struct fail *f)
{
	static const char *const decimals[] = { ",", "." };
	static const char *const groups[] = { " ", "\u00A0", "'", ",", "." };
	const struct json *decimal = json_member(node, "decimalChar");
	const struct json *group = json_member(node, "groupChar");

	if (decimal == NULL && group == NULL)
		return 0;
	if (field->type != TABLE_NUMBER && field->type != TABLE_INTEGER)
		return json_fail(node, f,
		    _("decimalChar and groupChar are for fields of type number "
		      "and integer"));
	if (read_mark(decimal, decimals, 2, &field->decimal_char, f) == -1 ||
	    read_mark(group, groups, 5, &field->group_char, f) == -1)
		return -1;
	if (field->decimal_char == field->group_char)
		return json_fail(
		    group, f, _("decimalChar and groupChar are the same mark"));
	if (decimal == NULL && field->group_char == ',')
		field->decimal_char = '.';
	else if (decimal == NULL && field->group_char == '.')
		field->decimal_char = ',';
	return 0;
}

int
schema_read_form(
    const struct json *node, struct table_field *field, struct fail *f)
{
	const struct json *yes = json_member(node, "trueValues");
	const struct json *no = json_member(node, "falseValues");

	if (field->type != TABLE_BOOLEAN && (yes != NULL || no != NULL))
		return json_fail(node, f,
		    _("trueValues and falseValues are for fields of type "
		      "boolean"));
	if (read_format(json_member(node, "format"), field, f) == -1 ||
	    read_marks(node, field, f) == -1 ||
	    schema_read_list(yes, &field->true_values, f) == -1)
		return -1;
	return schema_read_list(no, &field->false_values, f);
}

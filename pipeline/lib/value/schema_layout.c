/* schema_layout.c - the "layout" of a dataset schema */
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "value/schema_layout.h"
#include "value/schema_read.h"

/* The field gets its values from here, and from nowhere else. */
static int
place_field(struct table_schema *schema, int field, enum table_place place,
    const struct json *node, struct fail *f)
{
	struct table_field *at = &schema->fields[field];

	if (at->place != PLACE_COLUMN || field == schema->sections.column ||
	    at->column > 0)
		return json_fail(node, f,
		    _("field \"%s\" already gets its values from elsewhere in "
		      "the layout"),
		    at->name);
	if (place != PLACE_UNPIVOT_VALUE && at->type != TABLE_STRING)
		return json_fail(node, f,
		    _("field \"%s\" has the type %s, expected string"),
		    at->name, table_type_name(at->type));
	at->place = place;
	return 0;
}

static int
read_heading(
    const struct json *node, struct table_heading *heading, struct fail *f)
{
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_name(node, "starts", &heading->starts, f) == -1)
		return -1;
	return schema_read_name(node, "value", &heading->value, f);
}

static int
read_headings(
    const struct json *node, struct table_level *level, struct fail *f)
{
	size_t i, count = json_count(node);
	const char *text;

	if (json_kind(node) != JSON_KIND_ARRAY) {
		if (json_get_text(node, NULL, &text, f) == -1)
			return -1;
		if (strcmp(text, "*") != 0)
			return json_fail(node, f,
			    _("found \"%s\", expected \"*\" or a list of "
			      "headings"),
			    text);
		level->any = true;
		return 0;
	}
	level->headings = memory_array(count + 1, sizeof(*level->headings), f);
	if (level->headings == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (read_heading(json_at(node, i), &level->headings[i], f) ==
		    -1)
			return -1;
	level->heading_count = count;
	return 0;
}

static int
read_level(struct table_schema *schema, const struct json *node,
    struct table_level *level, struct fail *f)
{
	const struct json *headings;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_field(schema, node, "field", &level->field, f) == -1 ||
	    place_field(schema, level->field, PLACE_SECTION, node, f) == -1 ||
	    (headings = json_required(node, "headings", f)) == NULL)
		return -1;
	if (json_get_text(
		json_member(node, "initial"), NULL, &level->initial, f) == -1)
		return -1;
	return read_headings(headings, level, f);
}

static int
read_levels(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	struct table_sections *s = &schema->sections;
	size_t i, any = 0, count = json_count(node);

	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	s->levels = memory_array(count + 1, sizeof(*s->levels), f);
	if (s->levels == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		s->level_count = i + 1;
		if (read_level(schema, json_at(node, i), &s->levels[i], f) ==
		    -1)
			return -1;
		if (s->levels[i].any && any++ > 0)
			return json_fail(json_at(node, i), f,
			    _("two levels have the headings \"*\""));
	}
	if (count == 0)
		return json_fail(node, f, _("empty, expected a level"));
	return 0;
}

static int
read_ignore(const struct json *node, struct text_list *ignore, struct fail *f)
{
	size_t i, count = json_count(node);

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	ignore->items = memory_array(count + 1, sizeof(*ignore->items), f);
	if (ignore->items == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (schema_read_name(
			json_at(node, i), "starts", &ignore->items[i], f) == -1)
			return -1;
	ignore->count = count;
	return 0;
}

static int
read_sections(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	struct table_sections *s = &schema->sections;
	const struct json *levels;

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_field(schema, node, "column", &s->column, f) == -1 ||
	    json_get_text(json_member(node, "total"), NULL, &s->total, f) ==
		-1 ||
	    (levels = json_required(node, "levels", f)) == NULL)
		return -1;
	if (schema->fields[s->column].type != TABLE_STRING)
		return json_fail(json_member(node, "column"), f,
		    _("field \"%s\" has the type %s, expected string"),
		    schema->fields[s->column].name,
		    table_type_name(schema->fields[s->column].type));
	if (read_levels(schema, levels, f) == -1)
		return -1;
	return read_ignore(json_member(node, "ignore"), &s->ignore, f);
}

static int
read_unpivot_columns(
    struct table_unpivot *unpivot, const struct json *node, struct fail *f)
{
	size_t i, j, count = json_count(node);
	struct table_unpivot_column *column;

	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (count == 0)
		return json_fail(node, f, _("empty, expected a column"));
	unpivot->columns = memory_array(count, sizeof(*unpivot->columns), f);
	if (unpivot->columns == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		column = &unpivot->columns[i];
		unpivot->column_count = i + 1;
		if (json_expect(json_at(node, i), JSON_KIND_OBJECT, f) == -1 ||
		    schema_read_name(
			json_at(node, i), "value", &column->value, f) == -1 ||
		    schema_read_list(json_member(json_at(node, i), "aliases"),
			&column->aliases, f) == -1)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(unpivot->columns[j].value, column->value) ==
			    0)
				return json_fail(json_at(node, i), f,
				    _("two columns have the value \"%s\""),
				    column->value);
	}
	return 0;
}

static int
read_unpivot(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	struct table_unpivot *u = &schema->unpivot;
	const struct json *columns;

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_field(schema, node, "name", &u->name, f) == -1 ||
	    place_field(schema, u->name, PLACE_UNPIVOT_NAME, node, f) == -1 ||
	    schema_read_field(schema, node, "value", &u->value, f) == -1 ||
	    place_field(schema, u->value, PLACE_UNPIVOT_VALUE, node, f) == -1 ||
	    (columns = json_required(node, "columns", f)) == NULL)
		return -1;
	return read_unpivot_columns(u, columns, f);
}

int
schema_read_layout(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	const struct json *header = json_member(node, "header");
	const struct json *unpivot = json_member(node, "unpivot");

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	if (header != NULL &&
	    (json_expect(header, JSON_KIND_OBJECT, f) == -1 ||
		json_get_integer(json_member(header, "rows"), 1, 0,
		    TABLE_HEADER_ROWS_MAX, &schema->header_rows, f) == -1))
		return -1;
	if (json_get_integer(json_member(node, "table"), 1, 1, TABLE_TABLES_MAX,
		&schema->table, f) == -1 ||
	    read_sections(schema, json_member(node, "sections"), f) == -1)
		return -1;
	if (unpivot != NULL && schema->header_rows == 0)
		return json_fail(unpivot, f,
		    _("without a header no columns can be unpivoted"));
	return read_unpivot(schema, unpivot, f);
}

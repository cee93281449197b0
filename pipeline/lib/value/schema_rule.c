/* schema_rule.c - the "rules" of a dataset schema */
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "value/schema_read.h"
#include "value/schema_rule.h"

static const char *const rule_types[] = { "sum", "compare", "unique", "percent",
	"one-to-one", "change", "rows" };
#define DECIMALS_MAX 6

static const char *const level_names[] = { "error", "warning" };
static const char *const operators[] = { "<", "<=", "=", "!=", ">=", ">" };

static bool
is_numeric(const struct table_schema *schema, int field)
{
	enum table_type type = schema->fields[field].type;

	return type == TABLE_INTEGER || type == TABLE_NUMBER ||
	       type == TABLE_YEAR || type == TABLE_DATE;
}

static int
read_numeric(const struct table_schema *schema, const struct json *node,
    const char *member, int *field, struct fail *f)
{
	if (schema_read_field(schema, node, member, field, f) == -1)
		return -1;
	if (!is_numeric(schema, *field))
		return json_fail(json_member(node, member), f,
		    _("field \"%s\" has the type %s, expected a number"),
		    schema->fields[*field].name,
		    table_type_name(schema->fields[*field].type));
	return 0;
}

static int
read_sum(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *parts;

	if (schema_read_field(schema, node, "field", &rule->field, f) == -1 ||
	    read_numeric(schema, node, "value", &rule->value, f) == -1 ||
	    schema_read_name(node, "total", &rule->total, f) == -1 ||
	    (parts = json_required(node, "parts", f)) == NULL)
		return -1;
	if (schema->fields[rule->field].type != TABLE_STRING)
		return json_fail(json_member(node, "field"), f,
		    _("field \"%s\" has the type %s, expected string"),
		    schema->fields[rule->field].name,
		    table_type_name(schema->fields[rule->field].type));
	if (table_field_has_pseudonym(&schema->fields[rule->field]))
		return json_fail(json_member(node, "field"), f,
		    _("field \"%s\" holds pseudonyms, which no part can name"),
		    schema->fields[rule->field].name);
	if (schema_read_list(parts, &rule->parts, f) == -1)
		return -1;
	if (rule->parts.count == 0)
		return json_fail(parts, f, _("empty, expected a text"));
	return 0;
}

/* An array of names of fields, or one name. */
static int
read_fields(const struct table_schema *schema, const struct json *node,
    const char *member, struct field_list *list, struct fail *f)
{
	const struct json *fields = json_required(node, member, f), *one;
	size_t i, count;
	bool array;

	if (fields == NULL)
		return -1;
	array = json_kind(fields) == JSON_KIND_ARRAY;
	count = array ? json_count(fields) : 1;
	if (count == 0)
		return json_fail(fields, f, _("empty, expected a field"));
	list->items = memory_array(count, sizeof(*list->items), f);
	if (list->items == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		one = array ? json_at(fields, i) : fields;
		if (schema_read_field_name(schema, one, &list->items[i], f) ==
		    -1)
			return -1;
	}
	list->count = count;
	return 0;
}

/* The same of numbers that are added if they are several. */
static int
read_numbers(const struct table_schema *schema, const struct json *node,
    const char *member, struct field_list *list, struct fail *f)
{
	const struct table_field *field;
	const struct json *at;
	size_t i;

	if (read_fields(schema, node, member, list, f) == -1)
		return -1;
	for (i = 0; i < list->count; i++) {
		field = &schema->fields[list->items[i]];
		at = json_member(node, member);
		if (json_kind(at) == JSON_KIND_ARRAY)
			at = json_at(at, i);
		if (!is_numeric(schema, list->items[i]))
			return json_fail(at, f,
			    _("field \"%s\" has the type %s, expected a "
			      "number"),
			    field->name, table_type_name(field->type));
		if (list->count > 1 && field->type != TABLE_INTEGER &&
		    field->type != TABLE_NUMBER)
			return json_fail(at, f,
			    _("field \"%s\" has the type %s, which cannot be "
			      "added"),
			    field->name, table_type_name(field->type));
	}
	return 0;
}

static int
read_compare(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *right = json_required(node, "right", f);
	const struct json *operation = json_required(node, "operator", f);
	const struct json *value;
	int at = 0;

	if (right == NULL || operation == NULL ||
	    read_numbers(schema, node, "left", &rule->left, f) == -1 ||
	    schema_read_word(operation, operators, COUNT(operators), &at, f) ==
		-1)
		return -1;
	rule->operation = (enum rule_operator)at;
	if (json_kind(right) != JSON_KIND_OBJECT)
		return read_numbers(schema, node, "right", &rule->right, f);
	if ((value = json_required(right, "value", f)) == NULL)
		return -1;
	return json_get_number(value, 0, -1e18, 1e18, &rule->right_value, f);
}

static int
read_unique(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *fields = json_required(node, "fields", f);

	if (fields == NULL || json_expect(fields, JSON_KIND_ARRAY, f) == -1)
		return -1;
	return read_fields(schema, node, "fields", &rule->fields, f);
}

static int
read_percent(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *decimals = json_required(node, "decimals", f);
	int64_t count;

	if (decimals == NULL ||
	    read_numbers(schema, node, "part", &rule->left, f) == -1 ||
	    read_numbers(schema, node, "whole", &rule->right, f) == -1 ||
	    read_numeric(schema, node, "percent", &rule->percent, f) == -1 ||
	    json_get_integer(decimals, 0, 0, DECIMALS_MAX, &count, f) == -1)
		return -1;
	rule->decimals = (int)count;
	return 0;
}

static int
read_one_to_one(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	if (read_fields(schema, node, "left", &rule->left, f) == -1)
		return -1;
	return read_fields(schema, node, "right", &rule->right, f);
}

/* What of a rule is known only when all rows have been read cannot set one of
 * them aside. */
static int
refuse_error(const struct json *node, const struct table_rule *rule,
    const char *type, struct fail *f)
{
	if (rule->level == FINDING_WARNING)
		return 0;
	return json_fail(json_member(node, "level"), f,
	    _("a rule of type \"%s\" compares whole files, of which it cannot "
	      "tell which is wrong; its level is \"warning\""),
	    type);
}

static int
read_change(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *value = json_member(node, "value");
	const struct json *times = json_required(node, "times", f);
	const struct table_field *field;
	size_t i;

	rule->value = -1;
	if (times == NULL || refuse_error(node, rule, "change", f) == -1 ||
	    read_fields(schema, node, "by", &rule->fields, f) == -1 ||
	    json_get_number(times, 0, 1, 1e9, &rule->times, f) == -1 ||
	    json_get_integer(json_member(node, "from"), 1, 1, INT64_MAX,
		&rule->from, f) == -1)
		return -1;
	for (i = 0; i < rule->fields.count; i++) {
		field = &schema->fields[rule->fields.items[i]];
		if (field->role == ROLE_PERIOD)
			return json_fail(json_member(node, "by"), f,
			    _("field \"%s\" is the period, which is what is "
			      "compared; leave it out"),
			    field->name);
	}
	if (value == NULL)
		return 0;
	if (schema_read_field(schema, node, "value", &rule->value, f) == -1)
		return -1;
	field = &schema->fields[rule->value];
	if (field->type != TABLE_INTEGER)
		return json_fail(value, f,
		    _("field \"%s\" has the type %s, expected integer: sums "
		      "are compared exactly"),
		    field->name, table_type_name(field->type));
	return 0;
}

static int
read_rows(const struct json *node, struct table_rule *rule, struct fail *f)
{
	const struct json *share = json_required(node, "share", f);

	if (share == NULL || refuse_error(node, rule, "rows", f) == -1)
		return -1;
	return json_get_number(share, 0, 0, 1, &rule->share, f);
}

/* Rules between periods are warnings unless told otherwise. */
static int
read_level(const struct json *node, struct table_rule *rule, struct fail *f)
{
	const struct json *level;
	int at = 0;

	level = rule->type == RULE_CHANGE || rule->type == RULE_ROWS
		    ? json_member(node, "level")
		    : json_required(node, "level", f);
	rule->level = FINDING_WARNING;
	if (level == NULL)
		return rule->type == RULE_CHANGE || rule->type == RULE_ROWS
			   ? 0
			   : -1;
	if (schema_read_word(level, level_names, COUNT(level_names), &at, f) ==
	    -1)
		return -1;
	rule->level = at == 0 ? FINDING_ERROR : FINDING_WARNING;
	return 0;
}

static int
read_members(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	switch (rule->type) {
	case RULE_SUM:
		return read_sum(schema, node, rule, f);
	case RULE_COMPARE:
		return read_compare(schema, node, rule, f);
	case RULE_UNIQUE:
		return read_unique(schema, node, rule, f);
	case RULE_PERCENT:
		return read_percent(schema, node, rule, f);
	case RULE_ONE_TO_ONE:
		return read_one_to_one(schema, node, rule, f);
	case RULE_CHANGE:
		return read_change(schema, node, rule, f);
	case RULE_ROWS:
		break;
	}
	return read_rows(node, rule, f);
}

static int
read_rule(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *type_node, *text;
	int type = 0;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_name(node, "id", &rule->id, f) == -1 ||
	    (type_node = json_required(node, "type", f)) == NULL ||
	    (text = json_required(node, "text", f)) == NULL ||
	    schema_read_word(
		type_node, rule_types, COUNT(rule_types), &type, f) == -1 ||
	    schema_read_titles(text, &rule->text, f) == -1)
		return -1;
	rule->type = (enum rule_type)type;
	if (read_level(node, rule, f) == -1)
		return -1;
	return read_members(schema, node, rule, f);
}

/* One share for all files. */
static int
check_rows(const struct table_schema *schema, size_t last,
    const struct json *node, struct fail *f)
{
	size_t i;

	for (i = 0; i < last; i++)
		if (schema->rules[i].type == RULE_ROWS &&
		    schema->rules[last].type == RULE_ROWS)
			return json_fail(node, f,
			    _("a second rule of type \"rows\"; one is for all "
			      "files"));
	return 0;
}

int
schema_read_rules(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	size_t i, j, count = json_count(node);

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	schema->rules = memory_array(count + 1, sizeof(*schema->rules), f);
	if (schema->rules == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		schema->rule_count = i + 1;
		if (read_rule(schema, json_at(node, i), &schema->rules[i], f) ==
		    -1)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(schema->rules[j].id, schema->rules[i].id) ==
			    0)
				return json_fail(json_at(node, i), f,
				    _("two rules have the id \"%s\""),
				    schema->rules[i].id);
		if (check_rows(schema, i, json_at(node, i), f) == -1)
			return -1;
	}
	return 0;
}

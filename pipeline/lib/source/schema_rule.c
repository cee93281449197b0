/* schema_rule.c - the "rules" of a dataset schema */
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "source/schema_read.h"
#include "source/schema_rule.h"

static const char *const rule_types[] = { "sum", "compare", "unique" };
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

static int
read_compare(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *right = json_required(node, "right", f);
	const struct json *operation = json_required(node, "operator", f);
	const struct json *value;
	int at = 0;

	if (right == NULL || operation == NULL ||
	    read_numeric(schema, node, "left", &rule->left, f) == -1 ||
	    schema_read_word(operation, operators, COUNT(operators), &at, f) ==
		-1)
		return -1;
	rule->operation = (enum rule_operator)at;
	rule->right = -1;
	if (json_kind(right) != JSON_KIND_OBJECT)
		return read_numeric(schema, node, "right", &rule->right, f);
	if ((value = json_required(right, "value", f)) == NULL)
		return -1;
	return json_get_number(value, 0, -1e18, 1e18, &rule->right_value, f);
}

static int
read_unique(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *fields = json_required(node, "fields", f);
	size_t i, count = json_count(fields);

	if (fields == NULL || json_expect(fields, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (count == 0)
		return json_fail(fields, f, _("empty, expected a field"));
	rule->fields = memory_array(count, sizeof(*rule->fields), f);
	if (rule->fields == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (schema_read_field_name(
			schema, json_at(fields, i), &rule->fields[i], f) == -1)
			return -1;
	rule->field_count = count;
	return 0;
}

static int
read_rule(const struct table_schema *schema, const struct json *node,
    struct table_rule *rule, struct fail *f)
{
	const struct json *type_node, *level_node, *text;
	int type = 0, level = 0;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_name(node, "id", &rule->id, f) == -1 ||
	    (type_node = json_required(node, "type", f)) == NULL ||
	    (level_node = json_required(node, "level", f)) == NULL ||
	    (text = json_required(node, "text", f)) == NULL ||
	    schema_read_word(
		type_node, rule_types, COUNT(rule_types), &type, f) == -1 ||
	    schema_read_word(
		level_node, level_names, COUNT(level_names), &level, f) == -1 ||
	    schema_read_titles(text, &rule->text, f) == -1)
		return -1;
	rule->type = (enum rule_type)type;
	rule->level = level == 0 ? FINDING_ERROR : FINDING_WARNING;
	switch (rule->type) {
	case RULE_SUM:
		return read_sum(schema, node, rule, f);
	case RULE_COMPARE:
		return read_compare(schema, node, rule, f);
	case RULE_UNIQUE:
		break;
	}
	return read_unique(schema, node, rule, f);
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
	}
	return 0;
}

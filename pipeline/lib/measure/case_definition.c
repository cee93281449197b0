/* case_definition.c - which method a table of cases is for
 * (measure/case_definition.h) */
#include "measure/case_definition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_choice.h"
#include "base/memory.h"
#include "base/message.h"

#define LEVEL 0.95

static int
get_method(const struct json *root, struct case_definition *d, struct fail *f)
{
	const struct json *node = json_required(root, "method", f);
	char names[JSON_NAMES_TEXT] = "";
	const char *name;
	size_t i;

	if (node == NULL || json_get_name(node, &name, f) == -1)
		return -1;
	if ((d->method = method_find(name)) != NULL)
		return 0;
	for (i = 0; method_at(i) != NULL; i++)
		json_list_name(names, method_at(i)->name);
	return json_fail(node, f,
	    _("the method \"%s\" is not known, expected one of %s"), name,
	    names);
}

static int
get_level(const struct json *root, struct case_definition *d, struct fail *f)
{
	const struct json *node;

	d->level = LEVEL;
	if (!d->method->leveled || (node = json_member(root, "level")) == NULL)
		return 0;
	if (json_get_number(node, LEVEL, -INFINITY, INFINITY, &d->level, f) ==
	    -1)
		return -1;
	if (!(d->level > 0 && d->level < 1))
		return json_fail(node, f,
		    _("the level of an interval is %g, expected a number "
		      "between 0 and 1, such as 0.95"),
		    d->level);
	return 0;
}

static int
get_text_setting(const struct json *node, const struct method_setting *setting,
    double *value, struct fail *f)
{
	int choice;

	if (json_choice(node, setting->texts, &choice, f) == -1)
		return -1;
	*value = choice;
	return 0;
}

static int
get_setting(const struct json *node, const struct method_setting *setting,
    double *value, struct fail *f)
{
	int64_t whole;
	bool yes;

	switch (setting->kind) {
	case METHOD_SETTING_TEXT:
		return get_text_setting(node, setting, value, f);
	case METHOD_SETTING_YES:
		if (json_get_boolean(node, false, &yes, f) == -1)
			return -1;
		*value = yes;
		return 0;
	case METHOD_SETTING_WHOLE:
		if (json_get_integer(node, 0, (int64_t)setting->minimum,
			(int64_t)setting->maximum, &whole, f) == -1)
			return -1;
		*value = (double)whole;
		return 0;
	default:
		return json_get_number(
		    node, 0, setting->minimum, setting->maximum, value, f);
	}
}

static int
get_settings(const struct json *root, struct case_definition *d, struct fail *f)
{
	const struct json *node, *object = json_member(root, "settings");
	const struct method_setting *setting;
	size_t i;

	if (d->method->setting_count == 0)
		return 0;
	if (json_expect(object, JSON_KIND_OBJECT, f) == -1)
		return -1;
	for (i = 0; i < d->method->setting_count; i++) {
		setting = &d->method->settings[i];
		d->settings[i] = setting->fallback;
		if ((node = json_member(object, setting->name)) != NULL) {
			if (get_setting(node, setting, &d->settings[i], f) ==
			    -1)
				return -1;
		} else if (isnan(setting->fallback))
			return json_fail(object == NULL ? root : object, f,
			    _("the setting \"%s\" is not there, which the "
			      "method \"%s\" needs"),
			    setting->name, d->method->name);
	}
	return 0;
}

static int
add_column(struct case_definition *d, const struct json *node,
    const char *fallback, size_t input, struct fail *f)
{
	struct case_column *column = &d->columns[d->column_count];

	column->name = fallback;
	column->input = input;
	column->node = node;
	if (node != NULL && json_get_name(node, &column->name, f) == -1)
		return -1;
	d->column_count++;
	return 0;
}

/* One column, or a list of them. */
static int
add_columns(struct case_definition *d, const struct json *node,
    const struct method_input *input, size_t index, struct fail *f)
{
	size_t i;

	if (node == NULL || !input->several ||
	    json_kind(node) != JSON_KIND_ARRAY)
		return add_column(d, node, input->name, index, f);
	if (json_count(node) == 0)
		return json_fail(
		    node, f, _("an empty list, expected at least one item"));
	if (json_count(node) > CASE_COLUMNS_MAX)
		return json_fail(node, f, _("%zu columns, expected at most %d"),
		    json_count(node), CASE_COLUMNS_MAX);
	for (i = 0; i < json_count(node); i++)
		if (add_column(d, json_at(node, i), NULL, index, f) == -1)
			return -1;
	return 0;
}

static int
get_columns(const struct json *root, struct case_definition *d, struct fail *f)
{
	const struct json *object = json_member(root, "columns");
	const struct method *m = d->method;
	size_t i;

	if (json_expect(object, JSON_KIND_OBJECT, f) == -1 ||
	    (d->columns = memory_array(m->input_count + CASE_COLUMNS_MAX + 1,
		 sizeof(*d->columns), f)) == NULL)
		return -1;
	for (i = 0; i < m->input_count; i++)
		if (add_columns(d, json_member(object, m->inputs[i].name),
			&m->inputs[i], i, f) == -1)
			return -1;
	return !m->leveled ? 0
			   : add_column(d, json_member(object, "level"),
				 "level", CASE_LEVEL, f);
}

/* A name or a list of names. */
static int
get_by(const struct json *root, struct case_definition *d, struct fail *f)
{
	const struct json *node = json_member(root, "by");
	bool list = node != NULL && json_kind(node) == JSON_KIND_ARRAY;
	size_t i, j, count = list ? json_count(node) : 1;

	if (node == NULL)
		return 0;
	if (count == 0)
		return json_fail(
		    node, f, _("an empty list, expected at least one item"));
	d->by_node = node;
	if ((d->by = memory_array(count, sizeof(*d->by), f)) == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (json_get_name(
			list ? json_at(node, i) : node, &d->by[i], f) == -1)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(d->by[i], d->by[j]) == 0)
				return json_fail(json_at(node, i), f,
				    _("this column is there twice"));
	}
	d->by_count = count;
	return 0;
}

static int
get_all(const struct json *root, struct case_definition *d, struct fail *f)
{
	const struct json *id = json_required(root, "id", f);

	if (id == NULL || json_get_name(id, &d->id, f) == -1 ||
	    get_method(root, d, f) == -1 || get_level(root, d, f) == -1 ||
	    get_settings(root, d, f) == -1 || get_columns(root, d, f) == -1 ||
	    get_by(root, d, f) == -1)
		return -1;
	return json_check_known(root, f);
}

bool
case_definition_is(const struct json *root)
{
	const struct json *kind;
	const char *text;

	return json_kind(root) == JSON_KIND_OBJECT &&
	       (kind = json_member(root, "kind")) != NULL &&
	       json_kind(kind) == JSON_KIND_TEXT &&
	       json_get_text(kind, "", &text, NULL) == 0 &&
	       strcmp(text, "cases") == 0;
}

struct case_definition *
case_definition_of(struct json *root, struct fail *f)
{
	struct case_definition *d = memory_array(1, sizeof(*d), f);

	if (d == NULL) {
		json_free(root);
		return NULL;
	}
	d->json = root;
	if (get_all(root, d, f) == -1) {
		case_definition_free(d);
		return NULL;
	}
	return d;
}

void
case_definition_free(struct case_definition *d)
{
	if (d == NULL)
		return;
	free(d->columns);
	free(d->by);
	json_free(d->json);
	free(d);
}

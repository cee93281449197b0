/* table_definition - a derived table, from its file */
#include "plan/table_definition.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "join/follow_spec.h"

#define STEPS_MAX 100

static const struct {
	const char *option, *fallback;
	bool optional;
} columns[TABLE_COLUMNS] = { { "person", "person", false },
	{ "graduated", "graduated", false }, { "birth", "birth", true },
	{ "home", "region", true }, { "status", "status", false },
	{ "start", "started", false }, { "end", "ended", false },
	{ "place", "region", true }, { "employer", "employer", true } };

const char *
table_column_option(enum table_column column)
{
	return columns[column].option;
}

const char *
table_column_default(enum table_column column)
{
	return columns[column].fallback;
}

bool
table_column_optional(enum table_column column)
{
	return columns[column].optional;
}

/* A name that stands in an option's list: commas and "=" are not for it. */
static int
get_name(const struct json *node, const char **name, struct fail *f)
{
	if (json_get_text(node, NULL, name, f) == -1)
		return -1;
	if (**name == '\0' || strpbrk(*name, ",=") != NULL)
		return json_fail(node, f,
		    _("found \"%s\", expected a name without \",\" and \"=\""),
		    *name);
	return 0;
}

static int
require_name(const struct json *object, const char *key, const char **name,
    struct fail *f)
{
	const struct json *node = json_required(object, key, f);

	return node == NULL ? -1 : get_name(node, name, f);
}

/* The members of an object as pairs; none if it is absent. */
static int
read_pairs(const struct json *object, struct table_pair **pairs, size_t *count,
    struct fail *f)
{
	size_t i;

	if (json_expect(object, JSON_KIND_OBJECT, f) == -1)
		return -1;
	*pairs = memory_array(json_count(object) + 1, sizeof(**pairs), f);
	if (*pairs == NULL)
		return -1;
	for (i = 0; i < json_count(object); i++) {
		struct table_pair *pair = &(*pairs)[i];

		pair->node = json_at(object, i);
		pair->name = json_key(pair->node);
		if (*pair->name == '\0' || strpbrk(pair->name, ",=") != NULL)
			return json_fail(pair->node, f,
			    _("found \"%s\", expected a name without \",\" "
			      "and \"=\""),
			    pair->name);
		if (get_name(pair->node, &pair->right, f) == -1)
			return -1;
	}
	*count = json_count(object);
	return 0;
}

/* The validity of the right rows: all three names, or none. */
static int
read_dates(struct table_step *step, struct fail *f)
{
	const struct json *date = json_member(step->node, "date");
	const struct json *from = json_member(step->node, "from");
	const struct json *to = json_member(step->node, "to");

	if (date == NULL && from == NULL && to == NULL)
		return 0;
	if (require_name(step->node, "date", &step->date, f) == -1 ||
	    require_name(step->node, "from", &step->from, f) == -1)
		return -1;
	return require_name(step->node, "to", &step->to, f);
}

static int
read_join(struct table_step *step, struct fail *f)
{
	const struct json *several = json_required(step->node, "several", f);

	if (several == NULL ||
	    json_get_text(several, NULL, &step->several, f) == -1)
		return -1;
	if (strcmp(step->several, "first") != 0 &&
	    strcmp(step->several, "all") != 0 &&
	    strcmp(step->several, "none") != 0)
		return json_fail(several, f,
		    _("\"%s\" is none of \"first\", \"all\", \"none\""),
		    step->several);
	if (read_pairs(json_member(step->node, "key"), &step->keys,
		&step->key_count, f) == -1 ||
	    read_pairs(json_member(step->node, "add"), &step->adds,
		&step->add_count, f) == -1 ||
	    read_dates(step, f) == -1 ||
	    json_get_boolean(
		json_member(step->node, "inner"), false, &step->inner, f) == -1)
		return -1;
	if (step->key_count == 0 && step->date == NULL)
		return json_fail(step->node, f,
		    _("neither a key nor a date says which rows belong "
		      "together"));
	return 0;
}

static int
read_points(struct table_step *step, struct fail *f)
{
	const struct json *list = json_required(step->node, "points", f);
	size_t i;

	if (list == NULL || json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(list) == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	step->points = memory_array(json_count(list), sizeof(*step->points), f);
	if (step->points == NULL)
		return -1;
	for (i = 0; i < json_count(list); i++) {
		if (json_get_integer(json_at(list, i), 0, 0, FOLLOW_MONTHS_MAX,
			&step->points[i], f) == -1)
			return -1;
		if (i > 0 && step->points[i] <= step->points[i - 1])
			return json_fail(
			    json_at(list, i), f, _("the points do not ascend"));
	}
	step->point_count = json_count(list);
	return 0;
}

/* Codes, each once, and at least one. */
static int
read_codes(const struct table_step *step, const char *key, const char ***codes,
    size_t *count, struct fail *f)
{
	const struct json *list = json_required(step->node, key, f);
	size_t i, k;

	if (list == NULL || json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(list) == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	*codes = memory_array(json_count(list), sizeof(**codes), f);
	if (*codes == NULL)
		return -1;
	for (i = 0; i < json_count(list); i++) {
		if (get_name(json_at(list, i), &(*codes)[i], f) == -1)
			return -1;
		for (k = 0; k < i; k++)
			if (strcmp((*codes)[k], (*codes)[i]) == 0)
				return json_fail(json_at(list, i), f,
				    _("\"%s\" stands there twice"),
				    (*codes)[i]);
	}
	*count = json_count(list);
	return 0;
}

/* A status that counts as employed must be one that can be found. */
static int
check_employed(const struct table_step *step, struct fail *f)
{
	size_t i, k;

	for (i = 0; i < step->employed_count; i++) {
		for (k = 0; k < step->priority_count; k++)
			if (strcmp(step->employed[i], step->priority[k]) == 0)
				break;
		if (k == step->priority_count)
			return json_fail(
			    json_at(json_member(step->node, "employed"), i), f,
			    _("\"%s\" is not in \"priority\""),
			    step->employed[i]);
	}
	return 0;
}

static int
read_follow(struct table_step *step, struct fail *f)
{
	const struct json *node;
	size_t i;

	for (i = 0; i < TABLE_COLUMNS; i++) {
		step->columns[i] = columns[i].fallback;
		node = json_member(step->node, columns[i].option);
		if (node != NULL && get_name(node, &step->columns[i], f) == -1)
			return -1;
	}
	if (read_points(step, f) == -1 ||
	    read_codes(step, "priority", &step->priority, &step->priority_count,
		f) == -1 ||
	    read_codes(step, "employed", &step->employed, &step->employed_count,
		f) == -1)
		return -1;
	return check_employed(step, f);
}

static int
read_step(struct table_step *step, const struct json *node, struct fail *f)
{
	const struct json *join, *follow;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	step->node = node;
	join = json_member(node, "join");
	follow = json_member(node, "follow");
	if ((join == NULL) == (follow == NULL))
		return json_fail(node, f,
		    _("expected a step with either \"join\" or \"follow\""));
	step->kind = join != NULL ? STEP_JOIN : STEP_FOLLOW;
	if (get_name(join != NULL ? join : follow, &step->dataset, f) == -1)
		return -1;
	return join != NULL ? read_join(step, f) : read_follow(step, f);
}

static int
read_steps(struct table_definition *t, struct fail *f)
{
	const struct json *list = json_required(t->json, "steps", f);
	size_t i, follows = 0;

	if (list == NULL || json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(list) == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	if (json_count(list) > STEPS_MAX)
		return json_fail(list, f, _("more than %d items"), STEPS_MAX);
	t->steps = memory_array(json_count(list), sizeof(*t->steps), f);
	if (t->steps == NULL)
		return -1;
	t->step_count = json_count(list);
	for (i = 0; i < t->step_count; i++) {
		if (read_step(&t->steps[i], json_at(list, i), f) == -1)
			return -1;
		follows += t->steps[i].kind == STEP_FOLLOW;
		if (follows > 1)
			return json_fail(t->steps[i].node, f,
			    _("a table follows its persons once only"));
	}
	return 0;
}

static int
read_table(struct table_definition *t, struct fail *f)
{
	const struct json *id, *kind, *title;
	const char *text;

	if (json_expect(t->json, JSON_KIND_OBJECT, f) == -1 ||
	    (id = json_required(t->json, "id", f)) == NULL ||
	    json_get_text(id, NULL, &t->id, f) == -1 ||
	    (kind = json_required(t->json, "kind", f)) == NULL ||
	    json_get_text(kind, NULL, &text, f) == -1)
		return -1;
	if (strcmp(text, "table") != 0)
		return json_fail(
		    kind, f, _("the kind is \"%s\", expected \"table\""), text);
	if ((title = json_required(t->json, "title", f)) == NULL ||
	    title_read(title, &t->title, f) == -1 ||
	    require_name(t->json, "from", &t->from, f) == -1 ||
	    read_steps(t, f) == -1)
		return -1;
	return json_check_known(t->json, f);
}

struct table_definition *
table_definition_open(const char *path, struct fail *f)
{
	struct table_definition *t = memory_array(1, sizeof(*t), f);

	if (t == NULL)
		return NULL;
	t->json = json_open(path, f);
	if (t->json == NULL || read_table(t, f) == -1) {
		table_definition_free(t);
		return NULL;
	}
	return t;
}

void
table_definition_free(struct table_definition *t)
{
	size_t i;

	if (t == NULL)
		return;
	for (i = 0; i < t->step_count; i++) {
		free(t->steps[i].keys);
		free(t->steps[i].adds);
		free(t->steps[i].points);
		free(t->steps[i].priority);
		free(t->steps[i].employed);
	}
	free(t->steps);
	json_free(t->json);
	free(t);
}

const struct table_step *
table_definition_follow(const struct table_definition *t)
{
	size_t i;

	for (i = 0; i < t->step_count; i++)
		if (t->steps[i].kind == STEP_FOLLOW)
			return &t->steps[i];
	return NULL;
}

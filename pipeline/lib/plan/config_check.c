/* config_check - the names in a config all lead somewhere */
#include "plan/config_check.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/definition_resolve.h"

/* ---- registries ---- */

static const struct registry *
find_registry(const struct config *c, const char *id)
{
	size_t i;

	for (i = 0; i < c->registry_count; i++)
		if (strcmp(registry_id(c->registries[i].registry), id) == 0)
			return c->registries[i].registry;
	return NULL;
}

static bool
registry_known(const struct config *c, const char *id)
{
	return find_registry(c, id) != NULL;
}

static int
fail_registry(const struct json *node, const char *id, const struct config *c,
    struct fail *f)
{
	return json_fail(node, f,
	    _("no registry of %s has the id \"%s\"; add its file to "
	      "\"registries\""),
	    c->file.label, id);
}

/* The registry by which the name of the sender is understood. */
static int
check_sender(
    const struct config *c, const struct table_schema *s, struct fail *f)
{
	const char *id = s->submission[SUBMISSION_SENDER].registry;

	if (id == NULL || registry_known(c, id))
		return 0;
	return fail_registry(
	    json_member(json_member(json_member(s->root, "submission"),
			    table_submission_name(SUBMISSION_SENDER)),
		"registry"),
	    id, c, f);
}

int
config_check_fields(const struct config *c, struct fail *f)
{
	size_t i, j;

	for (i = 0; i < c->dataset_count; i++) {
		const struct table_schema *s = c->datasets[i].schema;

		if (check_sender(c, s, f) == -1)
			return -1;

		for (j = 0; j < s->field_count; j++)
			if (s->fields[j].registry != NULL &&
			    !registry_known(c, s->fields[j].registry))
				return fail_registry(
				    json_member(
					json_at(
					    json_member(s->root, "fields"), j),
					"registry"),
				    s->fields[j].registry, c, f);
	}
	return 0;
}

/* ---- derived tables ---- */

static struct config_dataset *
find_dataset(const struct config *c, const char *name, const struct json *node,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < c->dataset_count; i++)
		if (strcmp(c->datasets[i].schema->name, name) == 0)
			return &c->datasets[i];
	(void)json_fail(node, f, _("no dataset of %s has the name \"%s\""),
	    c->file.label, name);
	return NULL;
}

/* A column of the rows at hand. */
static int
need_column(const struct known *of, const char *name, const struct json *node,
    struct fail *f)
{
	if (known_find(of, name) != NULL)
		return 0;
	return json_fail(
	    node, f, _("the rows have no column \"%s\" at this step"), name);
}

/* A column of the dataset that is joined or followed. */
static int
need_field(const struct known *of, const struct config_dataset *data,
    const char *name, const struct json *node, struct fail *f)
{
	if (known_find(of, name) != NULL)
		return 0;
	return json_fail(
	    node, f, _("%s has no field \"%s\""), data->schema->path, name);
}

static int
add_column(struct known *of, const char *name, const char *registry,
    const struct json *node, struct fail *f)
{
	if (known_find(of, name) != NULL)
		return json_fail(
		    node, f, _("the rows have a column \"%s\" already"), name);
	return known_add(of, name, registry, f);
}

static int
check_dates(const struct table_step *step, const struct known *rows,
    const struct known *right, const struct config_dataset *data,
    struct fail *f)
{
	if (step->date == NULL)
		return 0;
	if (need_column(rows, step->date, json_member(step->node, "date"), f) ==
		-1 ||
	    need_field(right, data, step->from, json_member(step->node, "from"),
		f) == -1)
		return -1;
	return need_field(
	    right, data, step->to, json_member(step->node, "to"), f);
}

static int
check_join(const struct table_step *step, struct known *rows,
    const struct known *right, const struct config_dataset *data,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < step->key_count; i++)
		if (need_column(rows, step->keys[i].name, step->keys[i].node,
			f) == -1 ||
		    need_field(right, data, step->keys[i].right,
			step->keys[i].node, f) == -1)
			return -1;
	if (check_dates(step, rows, right, data, f) == -1)
		return -1;
	for (i = 0; i < step->add_count; i++) {
		const struct table_pair *add = &step->adds[i];

		if (need_field(right, data, add->right, add->node, f) == -1 ||
		    add_column(rows, add->name,
			known_find(right, add->right)->registry, add->node,
			f) == -1)
			return -1;
	}
	return 0;
}

/* The registry with this id, if the config has it and it knows the code. */
static const char *
registry_with(const struct config *c, const char *id, const char *code)
{
	size_t i;

	for (i = 0; i < c->registry_count; i++)
		if (strcmp(registry_id(c->registries[i].registry), id) == 0 &&
		    registry_find(c->registries[i].registry, code) != -1)
			return id;
	return NULL;
}

/* That of a column's codes; NULL also for a column that is absent. */
static const char *
registry_of(const struct known *of, const char *name)
{
	const struct known_column *column = known_find(of, name);

	return column == NULL ? NULL : column->registry;
}

/* What follow puts beside the cohort's columns.  The codes that it makes itself
 * are those of registries with fixed ids. */
static int
add_outcomes(const struct config *c, const struct table_step *step,
    struct known *rows, const struct known *right, struct fail *f)
{
	const struct {
		const char *name, *registry;
	} added[] = { { "point", NULL },
		{ "status",
		    registry_of(right, step->columns[TABLE_COLUMN_STATUS]) },
		{ "within", registry_with(c, "within", "yes") },
		{ "place", registry_with(c, "places", "same") },
		{ "workplace",
		    registry_of(right, step->columns[TABLE_COLUMN_PLACE]) },
		{ "employer_at", NULL } };
	size_t i;

	known_drop(rows, step->columns[TABLE_COLUMN_BIRTH]);
	for (i = 0; i < COUNT(added); i++)
		if (add_column(rows, added[i].name, added[i].registry,
			step->node, f) == -1)
			return -1;
	return 0;
}

static int
check_follow(const struct config *c, const struct table_step *step,
    struct known *rows, const struct known *right,
    const struct config_dataset *data, struct fail *f)
{
	int i;

	for (i = 0; i < TABLE_COLUMNS; i++) {
		enum table_column column = (enum table_column)i;
		const struct json *node =
		    json_member(step->node, table_column_option(column));
		const char *name = step->columns[i];

		if (node == NULL && table_column_optional(column))
			continue;
		if (node == NULL)
			node = step->node;
		if (i < TABLE_COLUMN_STATUS &&
		    need_column(rows, name, node, f) == -1)
			return -1;
		if ((i >= TABLE_COLUMN_STATUS || i == TABLE_COLUMN_PERSON) &&
		    need_field(right, data, name, node, f) == -1)
			return -1;
	}
	return add_outcomes(c, step, rows, right, f);
}

/* An indicator cannot be shown by "status": observations have a status of their
 * own.  What follow calls so is the outcome. */
static int
name_outcome(
    const struct table_definition *t, struct known *rows, struct fail *f)
{
	const struct table_step *follow = table_definition_follow(t);

	if (follow == NULL)
		return 0;
	if (known_find(rows, "outcome") != NULL)
		return json_fail(follow->node, f,
		    _("the rows have a column \"%s\" already"), "outcome");
	known_rename(rows, "status", "outcome");
	return 0;
}

/* The columns of the dataset, then those that each step makes of them. */
static int
make_columns(const struct config *c, struct config_source *source,
    const struct table_definition *t, struct fail *f)
{
	const struct config_dataset *data;
	struct known right;
	size_t i;
	int status = 0;

	for (i = 0; i < t->step_count && status == 0; i++) {
		const struct table_step *step = &t->steps[i];
		bool join = step->kind == STEP_JOIN;

		data = find_dataset(c, step->dataset,
		    json_member(step->node, join ? "join" : "follow"), f);
		if (data == NULL)
			return -1;
		right = (struct known)KNOWN_INIT;
		status = known_of_schema(&right, data->schema, f);
		if (status == 0)
			status = join ? check_join(step, &source->columns,
					    &right, data, f)
				      : check_follow(c, step, &source->columns,
					    &right, data, f);
		known_clear(&right);
	}
	return status == 0 ? name_outcome(t, &source->columns, f) : -1;
}

/* The rows of a person are in one partition: by this field. */
static int
partition_dataset(struct config_dataset *data, const char *field,
    const struct json *node, struct fail *f)
{
	int at = table_schema_find(data->schema, field);

	if (at == -1 || !table_field_has_pseudonym(&data->schema->fields[at]))
		return json_fail(node, f,
		    _("field \"%s\" of %s does not identify persons (format "
		      "\"snils\")"),
		    field, data->schema->path);
	if (data->partition != NULL && strcmp(data->partition, field) != 0)
		return json_fail(node, f,
		    _("another table follows the persons of %s by field "
		      "\"%s\""),
		    data->label, data->partition);
	data->partition = field;
	return 0;
}

static int
partition_table(
    struct config *c, const struct table_definition *t, struct fail *f)
{
	const struct table_step *follow = table_definition_follow(t);
	const char *person;
	const struct json *node;
	struct config_dataset *cohort, *spells;

	if (follow == NULL)
		return 0;
	person = follow->columns[TABLE_COLUMN_PERSON];
	node = json_member(follow->node, "follow");
	cohort = find_dataset(c, t->from, json_member(t->json, "from"), f);
	spells = find_dataset(c, follow->dataset, node, f);
	if (cohort == NULL || spells == NULL ||
	    partition_dataset(cohort, person, node, f) == -1)
		return -1;
	return partition_dataset(spells, person, node, f);
}

/* A dataset in partitions cannot stand beside all partitions of another. */
static int
check_joined(
    const struct config *c, const struct table_definition *t, struct fail *f)
{
	const struct config_dataset *data;
	size_t i;

	for (i = 0; i < t->step_count; i++) {
		const struct json *node = json_member(t->steps[i].node, "join");

		if (t->steps[i].kind != STEP_JOIN)
			continue;
		data = find_dataset(c, t->steps[i].dataset, node, f);
		if (data == NULL)
			return -1;
		if (data->partition != NULL)
			return json_fail(node, f,
			    _("the dataset \"%s\" is about persons who are "
			      "followed, so it cannot be joined"),
			    t->steps[i].dataset);
	}
	return 0;
}

static int
make_source(struct config *c, const struct config_table *table, struct fail *f)
{
	struct config_source *source = &c->sources[c->source_count++];
	const struct table_definition *t = table->definition;
	const struct config_dataset *data =
	    find_dataset(c, t->from, json_member(t->json, "from"), f);

	if (data == NULL)
		return -1;
	source->id = t->id;
	source->dataset = (size_t)(data - c->datasets);
	source->table = table;
	if (known_of_schema(&source->columns, data->schema, f) == -1)
		return -1;
	return make_columns(c, source, t, f);
}

int
config_check_tables(struct config *c, struct fail *f)
{
	size_t i;

	c->sources = memory_array(
	    c->dataset_count + c->table_count + 1, sizeof(*c->sources), f);
	if (c->sources == NULL)
		return -1;
	for (i = 0; i < c->dataset_count; i++) {
		struct config_source *source = &c->sources[c->source_count++];

		source->id = c->datasets[i].schema->name;
		source->dataset = i;
		if (known_of_schema(
			&source->columns, c->datasets[i].schema, f) == -1)
			return -1;
	}
	for (i = 0; i < c->table_count; i++)
		if (make_source(c, &c->tables[i], f) == -1 ||
		    partition_table(c, c->tables[i].definition, f) == -1)
			return -1;
	for (i = 0; i < c->table_count; i++)
		if (check_joined(c, c->tables[i].definition, f) == -1)
			return -1;
	return 0;
}

/* ---- indicators ---- */

/* A column that the source has; path stands for it in the message. */
static int
need_source_column(const struct config *c, const struct config_source *source,
    const char *name, const struct json *node, struct fail *f)
{
	const char *path = source->table != NULL
			       ? source->table->file.label
			       : c->datasets[source->dataset].schema->path;

	if (known_find(&source->columns, name) != NULL ||
	    strcmp(name, "period") == 0)
		return 0;
	return json_fail(node, f,
	    source->table != NULL ? _("the table of %s has no column \"%s\"")
				  : _("%s has no field \"%s\""),
	    path, name);
}

/* The measures that one side of a rate names, each of which may be absent. */
static int
check_measures(const struct config *c, const struct config_source *source,
    const struct definition_part *part, const struct json *node, struct fail *f)
{
	const char *const names[] = { part->distinct, part->minus,
		part->measure == NULL || strcmp(part->measure, "rows") == 0
		    ? NULL
		    : part->measure };
	static const char *const members[] = { "distinct", "minus", "measure" };
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (names[i] != NULL &&
		    need_source_column(c, source, names[i],
			json_member(node, members[i]), f) == -1)
			return -1;
	return 0;
}

/* The dataset, measure and dimensions that one side of a rate names. */
static int
check_part(const struct config *c, const struct definition *d,
    const char *member, const struct definition_part *part, struct fail *f)
{
	const struct json *node = json_member(d->json, member);
	const struct config_source *source =
	    config_source_find(c, part->dataset);
	size_t i;

	if (source == NULL)
		return json_fail(json_member(node, "dataset"), f,
		    _("no dataset of %s has the name \"%s\""), c->file.label,
		    part->dataset);
	if (check_measures(c, source, part, node, f) == -1)
		return -1;
	for (i = 0; i < d->dimension_count; i++)
		if (config_dimension_counted(d, i) &&
		    need_source_column(c, source, d->dimensions[i].name,
			json_at(json_member(d->json, "dimensions"), i),
			f) == -1)
			return -1;
	for (i = 0; i < part->where_count; i++)
		if (need_source_column(c, source, part->where[i].dimension,
			json_member(node, "where"), f) == -1)
			return -1;
	return 0;
}

/* The fields beside the dimensions by which a change is made up. */
static int
check_series(const struct config *c, const struct definition *d, struct fail *f)
{
	const char *const names[] = { d->unit_field, d->overlap_field };
	static const char *const members[] = { "unit_field", "overlap_field" };
	const struct json *node;
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		node = json_member(json_member(d->json, "series"), members[i]);
		if (node != NULL &&
		    need_source_column(c,
			config_source_find(c, d->numerator.dataset), names[i],
			node, f) == -1)
			return -1;
	}
	return 0;
}

/* What is compared is an indicator of the config, whose parts and dimensions
 * are looked at as its own; the codes are only named here. */
static int
check_comparison(
    const struct config *c, const struct definition *d, struct fail *f)
{
	const struct comparison_definition *m = d->comparison;
	const struct definition_dimension *dimensions = m->of->dimensions;

	return definition_comparison_codes(d,
	    m->kind == COMPARISON_PERIODS
		? NULL
		: find_registry(c, dimensions[m->dimension].registry),
	    m->stratum_name == NULL
		? NULL
		: find_registry(c, dimensions[m->stratum].registry),
	    f);
}

static int
check_indicator(
    const struct config *c, const struct definition *d, struct fail *f)
{
	size_t i;

	for (i = 0; i < d->dimension_count; i++)
		if (!registry_known(c, d->dimensions[i].registry))
			return fail_registry(
			    json_at(json_member(d->json, "dimensions"), i),
			    d->dimensions[i].registry, c, f);
	if (d->comparison != NULL)
		return check_comparison(c, d, f);
	if (check_part(c, d, "numerator", &d->numerator, f) == -1 ||
	    check_series(c, d, f) == -1)
		return -1;
	return d->series ? 0
			 : check_part(c, d, "denominator", &d->denominator, f);
}

int
config_check_indicators(const struct config *c, struct fail *f)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (check_indicator(c, c->indicators[i].definition, f) == -1)
			return -1;
	return 0;
}

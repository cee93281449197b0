/* stages_table - the recipes from the tables of datasets to cubes */
#include "plan/stages_table.h"

#include <stdio.h>
#include <string.h>

#include "plan/needs.h"
#include "plan/release.h"

/* One partition of a source, and what is written of it. */
struct cube_recipe {
	struct stages *r;
	const struct config_source *source;
	const struct needs *n;
	long long partition;
	char name[RECIPE_NAME];
	char until[DATE_TEXT]; /* "" without a step that follows */
};

/* " --NAME 'a','b'", or " --NAME ''" for none */
static void
option_list_of(
    struct recipes *s, const char *name, const char *const *texts, size_t count)
{
	size_t i;

	recipe_text(s, " --%s ", name);
	if (count == 0)
		script_quote(&s->script, "");
	for (i = 0; i < count; i++) {
		recipe_text(s, "%s", i == 0 ? "" : ",");
		script_quote(&s->script, texts[i]);
	}
}

/* " --NAME 'a'='b','c'='d'" */
static void
option_pairs(struct recipes *s, const char *name,
    const struct table_pair *pairs, size_t count, bool right_first)
{
	size_t i;

	if (count == 0)
		return;
	recipe_text(s, " --%s ", name);
	for (i = 0; i < count; i++) {
		const struct table_pair *p = &pairs[i];

		recipe_text(s, "%s", i == 0 ? "" : ",");
		script_quote(&s->script, right_first ? p->right : p->name);
		recipe_text(s, "=");
		script_quote(&s->script, right_first ? p->name : p->right);
	}
}

/* The table of a dataset, or the partition at hand. */
static void
operand_dataset(const struct cube_recipe *k, const struct config_dataset *d)
{
	char name[RECIPE_NAME];

	if (d->partition == NULL)
		name_make(name, programs[RESOLVE], d->schema->name, "");
	else
		name_partition(
		    name, programs[RESOLVE], d->schema->name, k->partition);
	recipe_operand(&k->r->recipes, "tables", name, ".arrow");
}

/* What a step reads: the pipe, or what the table is made of; and the dataset
 * that it names. */
static void
operand_step(
    const struct cube_recipe *k, const struct table_step *step, bool first)
{
	const struct config *c = k->r->c;

	if (first)
		operand_dataset(k, &c->datasets[k->source->dataset]);
	else
		recipe_text(&k->r->recipes, " -");
	operand_dataset(
	    k, &c->datasets[config_source_find(c, step->dataset)->dataset]);
	recipe_text(&k->r->recipes, " |\n");
}

static void
write_join(
    const struct cube_recipe *k, const struct table_step *step, size_t number)
{
	struct recipes *s = &k->r->recipes;
	char label[RECIPE_NAME];

	snprintf(label, sizeof(label), "%s-%zu", programs[JOIN], number);
	recipe_recorded_as(s, programs[JOIN], label);
	option_aside(k->r, "set-aside", k->name, label);
	option_pairs(s, "key", step->keys, step->key_count, false);
	if (step->date != NULL) {
		recipe_option(s, "date", step->date);
		recipe_option(s, "from", step->from);
		recipe_option(s, "to", step->to);
	}
	recipe_option(s, "several", step->several);
	if (step->inner)
		recipe_text(s, " --inner");
	option_pairs(s, "add", step->adds, step->add_count, true);
}

static void
write_follow(const struct cube_recipe *k, const struct table_step *step)
{
	struct recipes *s = &k->r->recipes;
	size_t i;

	recipe_recorded(s, programs[FOLLOW]);
	option_aside(k->r, "set-aside", k->name, programs[FOLLOW]);
	recipe_text(s, " --points ");
	for (i = 0; i < step->point_count; i++)
		recipe_text(
		    s, "%s%lld", i == 0 ? "" : ",", (long long)step->points[i]);
	option_list_of(s, "priority", step->priority, step->priority_count);
	option_list_of(s, "employed", step->employed, step->employed_count);
	for (i = 0; i < TABLE_COLUMNS; i++) {
		enum table_column column = (enum table_column)i;

		if (strcmp(step->columns[i], table_column_default(column)) != 0)
			recipe_option(
			    s, table_column_option(column), step->columns[i]);
	}
	recipe_option(s, "until", k->until);
}

/* The steps of a derived table, each into the next. */
static void
write_steps(const struct cube_recipe *k)
{
	const struct table_definition *t = k->source->table->definition;
	size_t i, joins = 0;

	for (i = 0; i < t->step_count; i++) {
		const struct table_step *step = &t->steps[i];

		if (step->kind == STEP_JOIN)
			write_join(k, step, ++joins);
		else
			write_follow(k, step);
		if (step->kind == STEP_FOLLOW || i + 1 == t->step_count)
			recipe_option(&k->r->recipes, "dataset", t->id);
		operand_step(k, step, i == 0);
	}
}

/* " --by 'period'='cohort','region'" */
static void
option_by(const struct cube_recipe *k)
{
	struct recipes *s = &k->r->recipes;
	size_t i;

	recipe_text(s, " --by ");
	for (i = 0; i < k->n->dimension_count; i++) {
		const struct needs_dimension *d = &k->n->dimensions[i];

		recipe_text(s, "%s", i == 0 ? "" : ",");
		script_quote(&s->script, d->name);
		if (strcmp(d->name, d->column) != 0) {
			recipe_text(s, "=");
			script_quote(&s->script, d->column);
		}
	}
}

static const struct config_registry *
find_registry(const struct config *c, const char *id)
{
	size_t i;

	for (i = 0; i < c->registry_count; i++)
		if (strcmp(registry_id(c->registries[i].registry), id) == 0)
			return &c->registries[i];
	return NULL;
}

/* The registry of a dimension for the totals of the sets, or NULL. */
static const struct config_registry *
set_registry(const struct cube_recipe *k, size_t dimension)
{
	const char *id = k->n->dimensions[dimension].registry;

	return !k->n->breakdowns || id == NULL ? NULL
					       : find_registry(k->r->c, id);
}

static void
part_set_registries(const struct cube_recipe *k)
{
	const struct config_registry *registry;
	size_t i;

	for (i = 0; i < k->n->dimension_count; i++)
		if ((registry = set_registry(k, i)) != NULL)
			recipe_part(
			    &k->r->recipes, "registry", registry->file.digest);
}

/* " --registry 'region'='FILE' --set 'region','sex'" */
static void
option_sets(const struct cube_recipe *k)
{
	struct recipes *s = &k->r->recipes;
	const struct config_registry *registry;
	const char *names[CUBE_DIMENSIONS_MAX];
	size_t i, j, count;

	if (!k->n->breakdowns)
		return;
	for (i = 0; i < k->n->dimension_count; i++) {
		if ((registry = set_registry(k, i)) == NULL)
			continue;
		recipe_option(s, "registry", k->n->dimensions[i].name);
		recipe_text(s, "=");
		script_quote(&s->script, registry->file.path);
	}
	for (i = 0; i < k->n->set_count; i++) {
		count = 0;
		for (j = 0; j < k->n->dimension_count; j++)
			if ((k->n->sets[i] >> j & 1) != 0)
				names[count++] = k->n->dimensions[j].name;
		option_list_of(s, "set", names, count);
	}
}

static void
write_tally(const struct cube_recipe *k)
{
	struct recipes *s = &k->r->recipes;
	size_t i;

	recipe_recorded(s, programs[TALLY]);
	option_by(k);
	option_sets(k);
	for (i = 0; i < k->n->measure_count; i++)
		recipe_option(s, "sum", k->n->measures[i]);
	for (i = 0; i < k->n->pair_count; i++) {
		recipe_option(s, "pair", k->n->pairs[i].numerator);
		recipe_text(s, ",");
		script_quote(&s->script, k->n->pairs[i].denominator);
	}
	for (i = 0; i < k->n->distinct_count; i++)
		recipe_option(s, "distinct", k->n->distincts[i]);
	recipe_output(s);
}

/* The programs of the steps, each once. */
static void
part_steps(const struct cube_recipe *k)
{
	const struct table_definition *t;
	const struct table_step *follow;

	if (k->source->table == NULL)
		return;
	t = k->source->table->definition;
	follow = table_definition_follow(t);
	if (t->step_count > (follow == NULL ? 0 : 1))
		part_program(k->r, JOIN);
	if (follow != NULL)
		part_program(k->r, FOLLOW);
}

static int
plan_cube(struct cube_recipe *k, struct fail *f)
{
	const struct config_source *source = k->source;
	struct recipes *s = &k->r->recipes;

	name_partition(k->name, programs[TALLY], source->id, k->partition);
	if (recipe_open(s, k->name, "tables", ".arrow", f) == -1)
		return -1;
	part_steps(k);
	part_program(k->r, TALLY);
	part_set_registries(k);
	recipe_begin(s, k->name);
	if (source->table != NULL)
		write_steps(k);
	write_tally(k);
	if (source->table == NULL)
		operand_dataset(k, &k->r->c->datasets[source->dataset]);
	return recipe_close(s, f);
}

/* The day up to which the persons are followed. */
static int
find_until(struct cube_recipe *k, struct fail *f)
{
	const struct config *c = k->r->c;
	const struct table_step *follow;

	if (k->source->table == NULL)
		return 0;
	follow = table_definition_follow(k->source->table->definition);
	if (follow == NULL)
		return 0;
	return release_until(c, k->r->in,
	    config_source_find(c, follow->dataset)->dataset, k->until, f);
}

int
plan_cubes(struct stages *r, const struct config_source *source, struct fail *f)
{
	struct needs n;
	struct cube_recipe k = { r, source, &n, 1, "", "" };
	int status = needs_of(&n, r->c, source, f);

	if (status == 0)
		status = find_until(&k, f);
	for (; status == 0 && k.partition <= source_partitions(r, source);
	     k.partition++)
		status = plan_cube(&k, f);
	needs_clear(&n);
	return status;
}

/* stages_file - the recipes from raw files to the tables of datasets */
#include "plan/stages_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"

int
plan_file(struct stages *r, const struct input *input, struct fail *f)
{
	const struct config_dataset *d = &r->c->datasets[input->dataset];
	struct recipes *s = &r->recipes;
	enum program program;

	if (recipe_open(s, input->key, "tables", ".arrow", f) == -1)
		return -1;
	for (program = INGEST; program <= LINK; program++)
		part_program(r, program);
	recipe_part(s, "schema", d->file.digest);
	if (d->corrections.path != NULL)
		recipe_part(s, "corrections", d->corrections.digest);
	if (table_schema_has_pseudonym(d->schema))
		recipe_part(s, "key", r->key);
	part_registries(r, dataset_uses, input->dataset);
	recipe_part(s, "input", input->digest);
	recipe_begin(s, input->label);
	for (program = INGEST; program <= LINK; program++) {
		recipe_recorded(s, programs[program]);
		option_aside(r, "set-aside", input->key, programs[program]);
		recipe_option(s, "schema", d->file.path);
		if (program == LINK)
			break;
		recipe_text(s, " --tolerance %.15g", r->c->tolerance);
		if (program == INGEST) {
			recipe_text(s, " --keep-lost");
			if (table_schema_has_pseudonym(d->schema))
				recipe_option(s, "key", r->place->key);
			if (d->corrections.path != NULL)
				recipe_option(
				    s, "corrections", d->corrections.path);
			recipe_option(s, "name", input->label);
			recipe_text(s, " -- ");
			script_quote(&s->script, input->path);
		}
		recipe_text(s, " |\n");
	}
	option_registries(r, dataset_uses, input->dataset);
	option_aside(r, "review", input->key, "review");
	recipe_output(s);
	return recipe_close(s, f);
}

/* The tables of all inputs of the dataset as operands. */
static void
operand_inputs(struct stages *r, size_t dataset)
{
	size_t i;

	for (i = 0; i < r->in->count; i++)
		if (r->in->files[i].dataset == dataset)
			recipe_operand(&r->recipes, "tables",
			    r->in->files[i].key, ".arrow");
}

static void
write_resolve(struct stages *r, size_t dataset, const char *name)
{
	const struct config_dataset *d = &r->c->datasets[dataset];
	struct recipes *s = &r->recipes;

	part_program(r, RESOLVE);
	recipe_part(s, "schema", d->file.digest);
	recipe_begin(s, name);
	recipe_recorded(s, programs[RESOLVE]);
	option_aside(r, "set-aside", name, programs[RESOLVE]);
	recipe_option(s, "schema", d->file.path);
	if (r->c->cutoff != NULL)
		recipe_option(s, "cutoff", r->c->cutoff);
	if (d->partition == NULL) {
		recipe_output(s);
	} else {
		recipe_option(s, "partition", d->partition);
		recipe_text(s,
		    " --partitions %lld --output '%s/tables/%s-%%.arrow'",
		    r->partitions, s->work, name);
		recipe_stamp(s);
	}
	operand_inputs(r, dataset);
}

/* A partition that somebody removed is made again with the others. */
static int
check_partition(
    struct stages *r, const char *name, const char *partition, struct fail *f)
{
	const char *work = r->recipes.work;
	char *path = path_format(f, "%s/tables/%s.arrow", work, partition);
	char *stamp = path_format(f, "%s/tables/%s.stamp", work, name);
	int status = path == NULL || stamp == NULL ? -1 : 0;

	if (status == 0 && access(path, F_OK) == -1 && unlink(stamp) == -1 &&
	    errno != ENOENT)
		status = fail_errno(f, "%s", stamp);
	free(path);
	free(stamp);
	return status;
}

static int
plan_partitions(
    struct stages *r, const char *name, const char *id, struct fail *f)
{
	char partition[RECIPE_NAME];
	long long k;

	for (k = 1; k <= r->partitions; k++) {
		name_partition(partition, programs[RESOLVE], id, k);
		if (recipe_beside(
			&r->recipes, "tables", partition, ".arrow", f) == -1 ||
		    check_partition(r, name, partition, f) == -1)
			return -1;
	}
	return 0;
}

int
plan_dataset(struct stages *r, size_t dataset, struct fail *f)
{
	const struct config_dataset *d = &r->c->datasets[dataset];
	bool whole = d->partition == NULL;
	char name[RECIPE_NAME];

	name_make(name, programs[RESOLVE], d->schema->name, "");
	if (recipe_open(&r->recipes, name, "tables",
		whole ? ".arrow" : ".stamp", f) == -1)
		return -1;
	write_resolve(r, dataset, name);
	if (recipe_close(&r->recipes, f) == -1)
		return -1;
	return whole ? 0 : plan_partitions(r, name, d->schema->name, f);
}

/* manifest - plan.json: config, inputs and parts for the record */
#include "plan/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/filter.h"
#include "base/json.h"
#include "plan/script.h"

/* The config as compact JSON, without the number of partitions: how the work
 * is split makes no result another one. */
static int
digest_content(const struct config *c, char digest[DIGEST_TEXT], struct fail *f)
{
	struct json_value *content = json_new_object();
	const struct json *member;
	char *text = NULL;
	size_t i, length = 0;
	FILE *stream = open_memstream(&text, &length);
	int status = stream == NULL ? fail_memory(f) : 0;

	for (i = 0; i < json_count(c->json); i++) {
		member = json_at(c->json, i);
		if (strcmp(json_key(member), "partitions") != 0)
			json_set(
			    content, json_key(member), json_new_copy(member));
	}
	if (status == 0)
		status = json_write(content, stream, 0, f);
	if (stream != NULL && fclose(stream) == EOF && status == 0)
		status = fail_memory(f);
	if (status == 0)
		status = digest_bytes(text, length, digest, f);
	free(text);
	json_value_free(content);
	return status;
}

static struct json_value *
config_value(const struct config *c, const char *digest)
{
	struct json_value *config = json_new_object();
	struct json_value *languages = json_new_array();
	size_t i;

	for (i = 0; i < c->language_count; i++)
		json_append(languages, json_new_text(c->languages[i]));
	json_set(config, "file", json_new_text(c->file.label));
	json_set(config, "content_sha256", json_new_text(digest));
	json_set(config, "title", json_new_copy(json_member(c->json, "title")));
	json_set(config, "period", json_new_text(c->period));
	json_set(config, "cutoff", json_new_text(c->cutoff));
	if (c->until != NULL)
		json_set(config, "until", json_new_text(c->until));
	json_set(config, "tolerance", json_new_number(c->tolerance));
	json_set(config, "threshold", json_new_integer(c->threshold));
	json_set(config, "languages", languages);
	return config;
}

static struct json_value *
inputs_value(const struct config *c, const struct inputs *in)
{
	struct json_value *list = json_new_array(), *item;
	size_t i;

	for (i = 0; i < in->count; i++) {
		const struct input *input = &in->files[i];
		const struct config_dataset *data =
		    &c->datasets[input->dataset];

		item = json_new_object();
		json_set(item, "dataset", json_new_text(data->schema->name));
		json_set(item, "file", json_new_text(input->label));
		json_set(item, "bytes", json_new_integer(input->bytes));
		json_set(item, "sha256", json_new_text(input->digest));
		json_set(item, "protected",
		    json_new_boolean(config_protects(c, data)));
		json_append(list, item);
	}
	return list;
}

static void
append_part(struct json_value *list, const char *kind, const char *id,
    const struct config_file *file)
{
	struct json_value *item = json_new_object();

	json_set(item, "kind", json_new_text(kind));
	json_set(item, "id", json_new_text(id));
	json_set(item, "file", json_new_text(file->label));
	json_set(item, "sha256", json_new_text(file->digest));
	json_append(list, item);
}

static struct json_value *
parts_value(const struct config *c)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < c->dataset_count; i++) {
		append_part(list, "schema", c->datasets[i].schema->name,
		    &c->datasets[i].file);
		if (c->datasets[i].corrections.path != NULL)
			append_part(list, "corrections",
			    c->datasets[i].schema->name,
			    &c->datasets[i].corrections);
	}
	for (i = 0; i < c->table_count; i++)
		append_part(list, "table", c->tables[i].definition->id,
		    &c->tables[i].file);
	for (i = 0; i < c->registry_count; i++)
		append_part(list, "registry",
		    registry_id(c->registries[i].registry),
		    &c->registries[i].file);
	for (i = 0; i < c->indicator_count; i++)
		append_part(list, "indicator", c->indicators[i].definition->id,
		    &c->indicators[i].file);
	if (c->breaks_file.path != NULL)
		append_part(list, "breaks", "breaks", &c->breaks_file);
	for (i = 0; i < c->report_count; i++)
		append_part(
		    list, "report", c->reports[i].id, &c->reports[i].file);
	return list;
}

/* The datasets that each derived table is made of. */
static struct json_value *
tables_value(const struct config *c)
{
	struct json_value *list = json_new_array(), *item, *datasets;
	const struct table_definition *table;
	size_t i, k;

	for (i = 0; i < c->table_count; i++) {
		table = c->tables[i].definition;
		item = json_new_object();
		datasets = json_new_array();
		json_append(datasets, json_new_text(table->from));
		for (k = 0; k < table->step_count; k++)
			json_append(
			    datasets, json_new_text(table->steps[k].dataset));
		json_set(item, "id", json_new_text(table->id));
		json_set(item, "datasets", datasets);
		json_append(list, item);
	}
	return list;
}

int
manifest_write(const struct config *c, const struct inputs *in,
    const char *release, const char *path, struct fail *f)
{
	char digest[DIGEST_TEXT];
	struct json_value *root;
	struct script s;
	int status;

	if (digest_content(c, digest, f) == -1)
		return -1;
	root = json_new_object();
	json_set(root, "stage", json_new_text("plan"));
	json_set(root, "version", json_new_text(filter_version()));
	json_set(root, "release", json_new_text(release));
	json_set(root, "config", config_value(c, digest));
	json_set(root, "inputs", inputs_value(c, in));
	if (c->table_count > 0)
		json_set(root, "tables", tables_value(c));
	json_set(root, "parts", parts_value(c));
	status = script_open(&s, path, f);
	if (status == 0)
		status = json_write(root, s.stream, 1, f);
	if (status == 0)
		status = script_close(&s, f);
	else
		script_discard(&s);
	json_value_free(root);
	return status;
}

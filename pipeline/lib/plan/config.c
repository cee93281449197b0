/* config - the config of a run, with all that it names */
#include "plan/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/account.h"
#include "base/date.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"
#include "measure/definition_resolve.h"
#include "plan/config_breaks.h"
#include "plan/config_check.h"
#include "protect/protect.h"
#include "table/spool.h"

#define NAME_MAX_LENGTH 64
#define LIST_MAX 10000

/* Ids become names of files, so they may not hold anything that means
 * something in a path, a shell or a make rule. */
static bool
name_is_safe(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-";
	size_t length = strlen(name);

	return length > 0 && length <= NAME_MAX_LENGTH && name[0] != '-' &&
	       strspn(name, letters) == length;
}

static int
check_name(const struct json *node, const char *name, struct fail *f)
{
	if (name_is_safe(name))
		return 0;
	return json_fail(node, f,
	    _("\"%s\" cannot be the name of a file; use Latin letters, "
	      "digits, \"_\" and \"-\", at most %d"),
	    name, NAME_MAX_LENGTH);
}

/* The file that node names: it must be there. */
static int
file_open(struct config *c, const struct json *node, const char *label,
    struct config_file *file, struct fail *f)
{
	struct stat st;

	file->label = memory_text(label, strlen(label), f);
	file->path = path_join(c->folder, label, f);
	if (file->label == NULL || file->path == NULL)
		return -1;
	if (stat(file->path, &st) == -1)
		return json_fail(node, f, _("%s: %s"), label, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return json_fail(node, f, _("%s is not a regular file"), label);
	return digest_file(file->path, file->digest, f);
}

static void
file_clear(struct config_file *file)
{
	free(file->path);
	free(file->label);
}

/* corrections.csv of a dataset, if there is one. */
static int
corrections_open(struct config *c, const struct json *node,
    struct config_dataset *d, struct fail *f)
{
	char *label = path_join(d->label, "corrections.csv", f);
	char *path = label == NULL ? NULL : path_join(c->folder, label, f);
	int status = path == NULL ? -1 : 0;

	if (status == 0 && access(path, F_OK) == 0)
		status = file_open(c, node, label, &d->corrections, f);
	free(path);
	free(label);
	return status;
}

/* An array member: its node, its length and zeroed memory for its items. */
static int
list_open(const struct config *c, const char *key, const struct json **list,
    size_t *count, void *items, size_t size, struct fail *f)
{
	void *memory;

	*list = json_required(c->json, key, f);
	if (*list == NULL || json_expect(*list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(*list) > LIST_MAX)
		return json_fail(*list, f, _("more than %d items"), LIST_MAX);
	memory = memory_array(json_count(*list) + 1, size, f);
	if (memory == NULL)
		return -1;
	*count = json_count(*list);
	memcpy(items, &memory, sizeof(memory));
	return 0;
}

static int
item_text(const struct json *list, size_t i, const char **text, struct fail *f)
{
	if (json_get_text(json_at(list, i), "", text, f) == -1)
		return -1;
	if ((*text)[0] == '\0')
		return json_fail(json_at(list, i), f, _("the text is empty"));
	return 0;
}

static int
fail_twice(const struct json *node, const char *id, struct fail *f)
{
	return json_fail(
	    node, f, _("the id \"%s\" is used by an earlier one too"), id);
}

static int
datasets_open(struct config *c, struct fail *f)
{
	const struct json *list;
	const char *label;
	size_t i, j;

	if (list_open(c, "datasets", &list, &c->dataset_count, &c->datasets,
		sizeof(*c->datasets), f) == -1)
		return -1;
	for (i = 0; i < c->dataset_count; i++) {
		struct config_dataset *d = &c->datasets[i];
		char *schema;
		int status;

		if (item_text(list, i, &label, f) == -1)
			return -1;
		d->label = memory_text(label, strlen(label), f);
		d->folder = path_join(c->folder, label, f);
		schema = path_join(label, "schema.json", f);
		if (d->label == NULL || d->folder == NULL || schema == NULL) {
			free(schema);
			return -1;
		}
		status = file_open(c, json_at(list, i), schema, &d->file, f);
		free(schema);
		if (status == -1 ||
		    corrections_open(c, json_at(list, i), d, f) == -1)
			return -1;
		d->schema = table_schema_open(d->file.path, f);
		if (d->schema == NULL ||
		    check_name(json_member(d->schema->root, "name"),
			d->schema->name, f) == -1)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(c->datasets[j].schema->name,
				d->schema->name) == 0)
				return fail_twice(
				    json_at(list, i), d->schema->name, f);
	}
	if (c->dataset_count == 0)
		return json_fail(list, f, _("no dataset is named"));
	return 0;
}

static int
registries_open(struct config *c, struct fail *f)
{
	const struct json *list;
	const char *label;
	size_t i, j;

	if (list_open(c, "registries", &list, &c->registry_count,
		&c->registries, sizeof(*c->registries), f) == -1)
		return -1;
	for (i = 0; i < c->registry_count; i++) {
		struct config_registry *r = &c->registries[i];

		if (item_text(list, i, &label, f) == -1 ||
		    file_open(c, json_at(list, i), label, &r->file, f) == -1)
			return -1;
		r->registry = registry_open(r->file.path, f);
		if (r->registry == NULL ||
		    check_name(registry_id_node(r->registry),
			registry_id(r->registry), f) == -1)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(registry_id(c->registries[j].registry),
				registry_id(r->registry)) == 0)
				return fail_twice(json_at(list, i),
				    registry_id(r->registry), f);
	}
	return 0;
}

/* Datasets and derived tables share their names: indicators count in both. */
static bool
name_taken(const struct config *c, size_t table, const char *id)
{
	size_t i;

	for (i = 0; i < c->dataset_count; i++)
		if (strcmp(c->datasets[i].schema->name, id) == 0)
			return true;
	for (i = 0; i < table; i++)
		if (strcmp(c->tables[i].definition->id, id) == 0)
			return true;
	return false;
}

static int
tables_open(struct config *c, struct fail *f)
{
	const struct json *list;
	const char *label;
	size_t i;

	if (json_member(c->json, "tables") == NULL)
		return 0;
	if (list_open(c, "tables", &list, &c->table_count, &c->tables,
		sizeof(*c->tables), f) == -1)
		return -1;
	for (i = 0; i < c->table_count; i++) {
		struct config_table *t = &c->tables[i];

		if (item_text(list, i, &label, f) == -1 ||
		    file_open(c, json_at(list, i), label, &t->file, f) == -1)
			return -1;
		t->definition = table_definition_open(t->file.path, f);
		if (t->definition == NULL ||
		    check_name(json_member(t->definition->json, "id"),
			t->definition->id, f) == -1)
			return -1;
		if (name_taken(c, i, t->definition->id))
			return fail_twice(
			    json_at(list, i), t->definition->id, f);
	}
	return 0;
}

static int
indicators_open(struct config *c, struct fail *f)
{
	const struct json *list;
	const char *label;
	size_t i, j;

	if (list_open(c, "indicators", &list, &c->indicator_count,
		&c->indicators, sizeof(*c->indicators), f) == -1)
		return -1;
	for (i = 0; i < c->indicator_count; i++) {
		struct config_indicator *p = &c->indicators[i];

		if (item_text(list, i, &label, f) == -1 ||
		    file_open(c, json_at(list, i), label, &p->file, f) == -1)
			return -1;
		p->definition = definition_open(p->file.path, f);
		if (p->definition == NULL ||
		    check_name(json_member(p->definition->json, "id"),
			p->definition->id, f) == -1)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(c->indicators[j].definition->id,
				p->definition->id) == 0)
				return fail_twice(
				    json_at(list, i), p->definition->id, f);
	}
	return 0;
}

/* The breaks that are declared, if any are. */
static int
declared_open(struct config *c, struct fail *f)
{
	const struct json *node = json_member(c->json, "breaks");
	const char *label;

	if (node == NULL)
		return 0;
	if (json_get_text(node, NULL, &label, f) == -1 ||
	    file_open(c, node, label, &c->breaks_file, f) == -1 ||
	    breaks_open(&c->breaks, c->breaks_file.path, f) == -1)
		return -1;
	return config_check_breaks(c, f);
}

static bool
indicator_find(const struct config *c, const char *id, size_t *index)
{
	for (*index = 0; *index < c->indicator_count; ++*index)
		if (strcmp(c->indicators[*index].definition->id, id) == 0)
			return true;
	return false;
}

static int
fail_indicator(const struct config *c, const struct json *node, const char *id,
    struct fail *f)
{
	return json_fail(node, f, _("no indicator of %s has the id \"%s\""),
	    c->file.label, id);
}

/* Let the comparisons among the indicators know what they compare. */
static int
comparisons_resolve(struct config *c, struct fail *f)
{
	struct definition *d;
	size_t i, of;

	for (i = 0; i < c->indicator_count; i++) {
		d = c->indicators[i].definition;
		if (d->comparison == NULL)
			continue;
		if (!indicator_find(c, d->comparison->of_id, &of))
			return fail_indicator(c, json_member(d->json, "of"),
			    d->comparison->of_id, f);
		if (definition_resolve(d, c->indicators[of].definition, f) ==
		    -1)
			return -1;
	}
	return 0;
}

/* Comparisons are protected by the figures that they compare, and explained
 * by them: so the report has these, too. */
static int
report_compared(const struct config *c, const struct config_report *r,
    const struct json *list, struct fail *f)
{
	const struct definition *d;
	size_t i, of;

	for (i = 0; i < c->indicator_count; i++) {
		d = c->indicators[i].definition;
		if (!r->indicator[i] || d->comparison == NULL ||
		    (indicator_find(c, d->comparison->of_id, &of) &&
			r->indicator[of]))
			continue;
		return json_fail(list, f,
		    _("\"%s\" compares the indicator \"%s\", which is not in "
		      "this list; add it"),
		    d->id, d->comparison->of_id);
	}
	return 0;
}

/* Which indicators of the config a report shows. */
static int
report_indicators(
    const struct config *c, struct config_report *r, struct fail *f)
{
	const struct json *list = json_required(r->json, "indicators", f);
	const char *id;
	size_t i, j;

	if (list == NULL || json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(list) == 0)
		return json_fail(list, f, _("no indicator is named"));
	for (i = 0; i < json_count(list); i++) {
		if (item_text(list, i, &id, f) == -1)
			return -1;
		if (!indicator_find(c, id, &j))
			return fail_indicator(c, json_at(list, i), id, f);
		r->indicator[j] = true;
	}
	return report_compared(c, r, list, f);
}

static int
report_open(const struct config *c, struct config_report *r, struct fail *f)
{
	const struct json *id, *kind_node;
	const char *kind;

	r->json = json_open(r->file.path, f);
	if (r->json == NULL || (id = json_required(r->json, "id", f)) == NULL ||
	    json_get_text(id, NULL, &r->id, f) == -1 ||
	    check_name(id, r->id, f) == -1)
		return -1;
	kind_node = json_required(r->json, "kind", f);
	if (kind_node == NULL || json_get_text(kind_node, NULL, &kind, f) == -1)
		return -1;
	r->quality = strcmp(kind, "quality") == 0;
	if (!r->quality && strcmp(kind, "report") != 0)
		return json_fail(kind_node, f,
		    _("the kind is \"%s\", expected \"report\" or "
		      "\"quality\""),
		    kind);
	r->indicator =
	    memory_array(c->indicator_count + 1, sizeof(*r->indicator), f);
	if (r->indicator == NULL)
		return -1;
	return r->quality ? 0 : report_indicators(c, r, f);
}

/* quality, run and timing are published beside the reports. */
static bool
report_id_taken(const struct config *c, size_t i)
{
	const struct config_report *r = &c->reports[i];
	size_t j;

	for (j = 0; j < i; j++)
		if (strcmp(c->reports[j].id, r->id) == 0)
			return true;
	return strcmp(r->id, "run") == 0 || strcmp(r->id, "timing") == 0 ||
	       (strcmp(r->id, "quality") == 0) != r->quality;
}

static int
reports_open(struct config *c, struct fail *f)
{
	const struct json *list;
	const char *label;
	size_t i;

	if (list_open(c, "reports", &list, &c->report_count, &c->reports,
		sizeof(*c->reports), f) == -1)
		return -1;
	for (i = 0; i < c->report_count; i++) {
		struct config_report *r = &c->reports[i];

		if (item_text(list, i, &label, f) == -1 ||
		    file_open(c, json_at(list, i), label, &r->file, f) == -1 ||
		    report_open(c, r, f) == -1)
			return -1;
		if (report_id_taken(c, i))
			return json_fail(json_at(list, i), f,
			    _("the id \"%s\" is taken: each report has its "
			      "own, \"quality\" is that of the quality "
			      "report, \"run\" and \"timing\" of the run"),
			    r->id);
	}
	return 0;
}

static int
languages_read(struct config *c, struct fail *f)
{
	const struct json *list;
	size_t i, j;

	if (list_open(c, "languages", &list, &c->language_count, &c->languages,
		sizeof(*c->languages), f) == -1)
		return -1;
	for (i = 0; i < c->language_count; i++) {
		if (item_text(list, i, &c->languages[i], f) == -1)
			return -1;
		if (strcmp(c->languages[i], "ru") != 0 &&
		    strcmp(c->languages[i], "en") != 0)
			return json_fail(json_at(list, i), f,
			    _("\"%s\" is not a language of the reports, "
			      "expected \"ru\" or \"en\""),
			    c->languages[i]);
		for (j = 0; j < i; j++)
			if (strcmp(c->languages[j], c->languages[i]) == 0)
				return json_fail(json_at(list, i), f,
				    _("\"%s\" stands there twice"),
				    c->languages[i]);
	}
	if (c->language_count == 0)
		return json_fail(list, f, _("no language is named"));
	return 0;
}

static int
read_date(const struct json *node, const char **text, struct fail *f)
{
	int32_t day;

	if (json_get_text(node, NULL, text, f) == -1)
		return -1;
	if (*text != NULL && !date_parse(*text, strlen(*text), &day))
		return json_fail(node, f,
		    _("\"%s\" is not a date, expected YYYY-MM-DD"), *text);
	return 0;
}

static int
settings_read(struct config *c, struct fail *f)
{
	const struct json *protection = json_member(c->json, "protection");
	const struct json *node = json_required(c->json, "title", f);
	struct title title;
	const char *output;

	if (node == NULL || title_read(node, &title, f) == -1 ||
	    read_date(json_member(c->json, "release"), &c->release, f) == -1 ||
	    read_date(json_member(c->json, "cutoff"), &c->cutoff, f) == -1 ||
	    read_date(json_member(c->json, "until"), &c->until, f) == -1 ||
	    json_get_integer(json_member(c->json, "partitions"), 0, 1,
		SPOOL_PARTS_MAX, &c->partitions, f) == -1 ||
	    json_get_text(
		json_member(c->json, "period"), NULL, &c->period, f) == -1 ||
	    json_get_number(json_member(c->json, "tolerance"),
		ACCOUNT_TOLERANCE, 0, 1, &c->tolerance, f) == -1 ||
	    json_expect(protection, JSON_KIND_OBJECT, f) == -1 ||
	    json_get_integer(json_member(protection, "threshold"),
		PROTECT_THRESHOLD, 1, PROTECT_THRESHOLD_MAX, &c->threshold,
		f) == -1 ||
	    json_get_text(
		json_member(c->json, "output"), "reports", &output, f) == -1)
		return -1;
	if (output[0] == '\0')
		return json_fail(
		    json_member(c->json, "output"), f, _("the text is empty"));
	c->output = path_join(c->folder, output, f);
	if (c->output == NULL)
		return -1;
	return languages_read(c, f);
}

/* The config itself: its real path, so that a run has one work folder by
 * whatever path the config is named. */
static int
self_open(struct config *c, const char *path, struct fail *f)
{
	const char *name;
	char *real = realpath(path, NULL);

	if (real == NULL)
		return fail_set(
		    f, FAIL_USAGE, _("%s: %s"), path, strerror(errno));
	name = strrchr(real, '/') + 1;
	c->folder = path_folder(real, f);
	c->file.label = memory_text(name, strlen(name), f);
	c->file.path = real;
	c->json = json_open(path, f);
	if (c->folder == NULL || c->file.label == NULL || c->json == NULL ||
	    json_expect(c->json, JSON_KIND_OBJECT, f) == -1)
		return -1;
	return digest_file(real, c->file.digest, f);
}

struct config *
config_open(const char *path, struct fail *f)
{
	struct config *c = memory_array(1, sizeof(*c), f);

	if (c == NULL)
		return NULL;
	if (self_open(c, path, f) == -1 || settings_read(c, f) == -1 ||
	    datasets_open(c, f) == -1 || registries_open(c, f) == -1 ||
	    config_check_fields(c, f) == -1 || tables_open(c, f) == -1 ||
	    config_check_tables(c, f) == -1 || indicators_open(c, f) == -1 ||
	    comparisons_resolve(c, f) == -1 ||
	    config_check_indicators(c, f) == -1 || declared_open(c, f) == -1 ||
	    reports_open(c, f) == -1 || json_check_known(c->json, f) == -1) {
		config_free(c);
		return NULL;
	}
	return c;
}

void
config_free(struct config *c)
{
	size_t i;

	if (c == NULL)
		return;
	for (i = 0; i < c->dataset_count; i++) {
		free(c->datasets[i].folder);
		free(c->datasets[i].label);
		file_clear(&c->datasets[i].file);
		file_clear(&c->datasets[i].corrections);
		table_schema_free(c->datasets[i].schema);
	}
	for (i = 0; i < c->registry_count; i++) {
		file_clear(&c->registries[i].file);
		registry_free(c->registries[i].registry);
	}
	for (i = 0; i < c->table_count; i++) {
		file_clear(&c->tables[i].file);
		table_definition_free(c->tables[i].definition);
	}
	for (i = 0; i < c->source_count; i++)
		known_clear(&c->sources[i].columns);
	for (i = 0; i < c->indicator_count; i++) {
		file_clear(&c->indicators[i].file);
		definition_free(c->indicators[i].definition);
	}
	file_clear(&c->breaks_file);
	breaks_clear(&c->breaks);
	for (i = 0; i < c->report_count; i++) {
		file_clear(&c->reports[i].file);
		json_free(c->reports[i].json);
		free(c->reports[i].indicator);
	}
	free(c->datasets);
	free(c->registries);
	free(c->tables);
	free(c->sources);
	free(c->indicators);
	free(c->reports);
	free(c->languages);
	free(c->output);
	free(c->folder);
	file_clear(&c->file);
	json_free(c->json);
	free(c);
}

const struct config_source *
config_source_find(const struct config *c, const char *id)
{
	size_t i;

	for (i = 0; i < c->source_count; i++)
		if (strcmp(c->sources[i].id, id) == 0)
			return &c->sources[i];
	return NULL;
}

bool
config_source_reads(const struct config *c, const struct config_source *source,
    const struct config_dataset *data)
{
	const struct table_definition *t;
	size_t i;

	if (&c->datasets[source->dataset] == data)
		return true;
	if (source->table == NULL)
		return false;
	t = source->table->definition;
	for (i = 0; i < t->step_count; i++)
		if (strcmp(t->steps[i].dataset, data->schema->name) == 0)
			return true;
	return false;
}

bool
config_counts(const struct config_indicator *indicator,
    const struct config_source *source)
{
	const struct definition *d = indicator->definition;

	return strcmp(d->numerator.dataset, source->id) == 0 ||
	       (!d->series && strcmp(d->denominator.dataset, source->id) == 0);
}

bool
config_dimension_counted(const struct definition *d, size_t dimension)
{
	return (!d->series && d->comparison == NULL) ||
	       strcmp(d->dimensions[dimension].name, STATISTIC_DIMENSION) != 0;
}

/* An indicator that counts in the dataset, or in a table made with it. */
static bool
counts_dataset(const struct config *c, const struct config_indicator *indicator,
    const struct config_dataset *data)
{
	size_t i;

	for (i = 0; i < c->source_count; i++)
		if (config_counts(indicator, &c->sources[i]) &&
		    config_source_reads(c, &c->sources[i], data))
			return true;
	return false;
}

bool
config_protects(const struct config *c, const struct config_dataset *data)
{
	bool counted = false;
	size_t i;

	for (i = 0; i < data->schema->field_count; i++)
		if (data->schema->fields[i].role == ROLE_PERSON)
			return true;
	for (i = 0; i < c->indicator_count; i++) {
		if (!counts_dataset(c, &c->indicators[i], data))
			continue;
		counted = true;
		if (c->indicators[i].definition->protection ==
		    PROTECTION_THRESHOLD)
			return true;
	}
	return !counted;
}

bool
config_needs_key(const struct config *c)
{
	size_t i;

	for (i = 0; i < c->dataset_count; i++)
		if (table_schema_has_pseudonym(c->datasets[i].schema))
			return true;
	return false;
}

bool
config_dataset_uses(
    const struct config_dataset *data, const struct config_registry *r)
{
	const char *id = registry_id(r->registry);
	const char *sender =
	    data->schema->submission[SUBMISSION_SENDER].registry;
	size_t i;

	if (sender != NULL && strcmp(sender, id) == 0)
		return true;
	for (i = 0; i < data->schema->field_count; i++)
		if (data->schema->fields[i].registry != NULL &&
		    strcmp(data->schema->fields[i].registry, id) == 0)
			return true;
	return false;
}

bool
config_indicator_uses(
    const struct config_indicator *indicator, const struct config_registry *r)
{
	const struct definition *d = indicator->definition;
	const char *id = registry_id(r->registry);
	size_t i;

	for (i = 0; i < d->dimension_count; i++)
		if (strcmp(d->dimensions[i].registry, id) == 0)
			return true;
	return false;
}

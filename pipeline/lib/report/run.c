/* run - the run itself, from its records */
#include "report/run.h"

#include <string.h>

#include "base/digest.h"
#include "base/message.h"

#define SECONDS_MAX 1e9
#define BYTES_MAX INT64_MAX

/* ---- run.json ---- */

static struct json_value *
config_of_plan(const struct records *r)
{
	const struct json *config = json_member(r->plan, "config");

	return config == NULL ? json_new_null() : json_new_copy(config);
}

static int
config_of_file(const char *path, struct json_value **value, struct fail *f)
{
	char digest[DIGEST_TEXT];
	struct json *config;

	if (digest_file(path, digest, f) == -1)
		return -1;
	config = json_open(path, f);
	if (config == NULL)
		return -1;
	*value = json_new_object();
	json_set(*value, "file", json_new_text(path));
	json_set(*value, "sha256", json_new_text(digest));
	json_set(*value, "content", json_new_copy(config));
	json_free(config);
	return 0;
}

static struct json_value *
input_value(const struct record_input *input)
{
	struct json_value *one = record_value(input);

	json_set(one, "data", json_new_integer(input->lines[LINE_DATA]));
	json_set(
	    one, "set_aside", json_new_integer(input->lines[LINE_SET_ASIDE]));
	return one;
}

/* The records of a stage, whatever the number of partitions: their rows count,
 * but that there is one more says how the work was split. */
static int64_t
count_records(const struct records *r, const struct record_stage *stage)
{
	int64_t count = stage->records;
	const char *name;
	struct fail ignored = FAIL_INIT;
	size_t i;

	for (i = 0; i < r->file_count; i++)
		if (record_later_partition(r->files[i].path) &&
		    json_get_text(json_member(r->files[i].json, "stage"), "",
			&name, &ignored) == 0 &&
		    strcmp(name, stage->name) == 0)
			count--;
	return count;
}

static struct json_value *
stage_value(const struct records *r, const struct record_stage *stage)
{
	struct json_value *one = json_new_object();
	struct json_value *rows = json_new_object();

	json_set(one, "stage", json_new_text(stage->name));
	json_set(one, "records", json_new_integer(count_records(r, stage)));
	json_set(rows, "in", json_new_integer(stage->rows_in));
	json_set(rows, "out", json_new_integer(stage->rows_out));
	json_set(one, "rows", rows);
	return one;
}

/* The version that a record names; "" if it names none. */
static int
get_version(
    const struct record_file *file, const char **version, struct fail *f)
{
	return json_get_text(
	    json_member(file->json, "version"), "", version, f);
}

/* Every version that took part, once; more than one says that results of an
 * older program were used again. */
static int
versions_value(
    const struct records *r, struct json_value **versions, struct fail *f)
{
	const char *version, *other;
	size_t i, k;
	int status = 0;

	*versions = json_new_array();
	for (i = 0; status == 0 && i < r->file_count; i++) {
		status = get_version(&r->files[i], &version, f);
		for (k = 0; status == 0 && k < i; k++) {
			status = get_version(&r->files[k], &other, f);
			if (status == 0 && strcmp(version, other) == 0)
				break;
		}
		if (status == 0 && k == i && *version != '\0')
			json_append(*versions, json_new_text(version));
	}
	if (status == -1)
		json_value_free(*versions);
	return status;
}

static void
set_from_plan(
    struct json_value *root, const struct records *r, const char *name)
{
	const struct json *value = json_member(r->plan, name);

	if (value != NULL)
		json_set(root, name, json_new_copy(value));
}

int
run_json(
    const struct records *r, const char *config, FILE *stream, struct fail *f)
{
	struct json_value *root, *versions, *inputs, *stages, *settings;
	size_t i;
	int status;

	if (config == NULL)
		settings = config_of_plan(r);
	else if (config_of_file(config, &settings, f) == -1)
		return -1;
	if (versions_value(r, &versions, f) == -1) {
		json_value_free(settings);
		return -1;
	}
	root = json_new_object();
	inputs = json_new_array();
	stages = json_new_array();
	json_set(root, "kind", json_new_text("run"));
	json_set(root, "versions", versions);
	json_set(root, "config", settings);
	set_from_plan(root, r, "release");
	set_from_plan(root, r, "programs");
	set_from_plan(root, r, "parts");
	for (i = 0; i < r->input_count; i++)
		json_append(inputs, input_value(&r->inputs[i]));
	json_set(root, "inputs", inputs);
	for (i = 0; i < r->stage_count; i++)
		if (strcmp(r->stages[i].name, "report") != 0)
			json_append(stages, stage_value(r, &r->stages[i]));
	json_set(root, "stages", stages);
	status = json_write(root, stream, 2, f);
	json_value_free(root);
	return status;
}

/* ---- timing.json ---- */

struct timing {
	const char *stage;
	double wall, cpu;
	int64_t peak;
};

static int
read_timing(const struct json *node, struct timing *timing, struct fail *f)
{
	const struct json *stage = json_required(node, "stage", f);

	if (stage == NULL ||
	    json_get_text(stage, NULL, &timing->stage, f) == -1 ||
	    json_get_number(json_member(node, "wall_seconds"), 0, 0,
		SECONDS_MAX, &timing->wall, f) == -1 ||
	    json_get_number(json_member(node, "cpu_seconds"), 0, 0, SECONDS_MAX,
		&timing->cpu, f) == -1)
		return -1;
	return json_get_integer(
	    json_member(node, "peak_bytes"), 0, 0, BYTES_MAX, &timing->peak, f);
}

static struct json_value *
timing_value(const struct timing *timing)
{
	struct json_value *one = json_new_object();

	if (timing->stage != NULL)
		json_set(one, "stage", json_new_text(timing->stage));
	json_set(one, "wall_seconds", json_new_number(timing->wall));
	json_set(one, "cpu_seconds", json_new_number(timing->cpu));
	json_set(one, "peak_bytes", json_new_integer(timing->peak));
	return one;
}

/* What the filters took together; seconds of wall overlap, so they are the
 * work that was waited for, not the length of the run. */
static int
add_timings(const struct records *r, const char *folder,
    struct json_value *list, struct timing *total, struct fail *f)
{
	struct json_value *one;
	struct timing timing;
	size_t i;

	for (i = 0; i < r->file_count; i++) {
		if (read_timing(r->files[i].json, &timing, f) == -1)
			return -1;
		one = timing_value(&timing);
		json_set(one, "record",
		    json_new_text(r->files[i].path + strlen(folder) + 1));
		json_append(list, one);
		total->wall += timing.wall;
		total->cpu += timing.cpu;
		if (timing.peak > total->peak)
			total->peak = timing.peak;
	}
	return 0;
}

int
run_timing(const char *folder, FILE *stream, struct fail *f)
{
	struct json_value *root = json_new_object(), *list = json_new_array();
	struct timing total = { NULL, 0, 0, 0 };
	struct records files;
	static const char *const suffixes[] = { ".timing", NULL };
	int status = records_read(&files, folder, suffixes, f);

	if (status == 0)
		status = add_timings(&files, folder, list, &total, f);
	json_set(root, "kind", json_new_text("timing"));
	json_set(root, "total", timing_value(&total));
	json_set(root, "filters", list);
	if (status == 0)
		status = json_write(root, stream, 2, f);
	json_value_free(root);
	records_close(&files);
	return status;
}

/* inputs - the raw files by content, and what changed since the last run */
#include "plan/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "base/path.h"
#include "base/text.h"

#define SETTLED 2     /* seconds until a change must show in the times */
#define VISIBLE_MAX 6 /* bytes that text_visible() makes of one: \u202e */

static int
compare_past(const void *a, const void *b)
{
	const struct input_past *left = a, *right = b;

	return strcmp(left->label, right->label);
}

static struct input_past *
past_find(const struct inputs *in, const char *label)
{
	struct input_past key = { label, NULL, NULL, false };

	if (in->past_count == 0)
		return NULL;
	return bsearch(
	    &key, in->past, in->past_count, sizeof(*in->past), compare_past);
}

static int
past_item(const struct json *item, struct input_past *past, struct fail *f)
{
	if (json_get_text(
		json_required(item, "file", f), "", &past->label, f) == -1 ||
	    json_get_text(
		json_required(item, "stamp", f), "", &past->stamp, f) == -1)
		return -1;
	return json_get_text(
	    json_required(item, "sha256", f), "", &past->digest, f);
}

/* The list of the last run.  It is only a cache: one that cannot be read is
 * as good as none. */
static int
past_open(struct inputs *in, struct fail *f)
{
	const struct json *list;
	struct fail ignored = FAIL_INIT;
	size_t i;

	in->json = json_open(in->cache, &ignored);
	list = json_member(in->json, "files");
	in->past = memory_array(json_count(list) + 1, sizeof(*in->past), f);
	if (in->past == NULL)
		return -1;
	for (i = 0; i < json_count(list); i++)
		if (past_item(json_at(list, i), &in->past[i], &ignored) == -1)
			return 0;
	in->past_count = json_count(list);
	qsort(in->past, in->past_count, sizeof(*in->past), compare_past);
	return 0;
}

/* Folder and name as people see them. */
static char *
label_make(const char *folder, const char *name, struct fail *f)
{
	size_t shown = VISIBLE_MAX * strlen(name) + 1;
	size_t room = strlen(folder) + strlen("/raw/") + shown;
	char *label = memory_array(room, 1, f);
	int before;

	if (label == NULL)
		return NULL;
	before = snprintf(label, room, "%s/raw/", folder);
	text_visible(name, strlen(name), label + before, shown);
	return label;
}

/* What cannot stay the same when the content changes; empty when the file is
 * so fresh that a second change need not show. */
static void
stamp_make(const struct stat *st, char stamp[128])
{
	time_t now = time(NULL);

	stamp[0] = '\0';
	if (st->st_mtim.tv_sec < now - SETTLED &&
	    st->st_ctim.tv_sec < now - SETTLED)
		snprintf(stamp, 128, "%llu %lld.%09ld %lld.%09ld %lld",
		    (unsigned long long)st->st_ino,
		    (long long)st->st_mtim.tv_sec, st->st_mtim.tv_nsec,
		    (long long)st->st_ctim.tv_sec, st->st_ctim.tv_nsec,
		    (long long)st->st_size);
}

/* The name of the input's work files. */
static int
key_make(struct input *input, const char *dataset, struct fail *f)
{
	size_t room = strlen(dataset) + strlen(input->label) + DIGEST_TEXT + 2;
	char digest[DIGEST_TEXT], *text = memory_array(room, 1, f);
	int length, status;

	if (text == NULL)
		return -1;
	length = snprintf(
	    text, room, "%s\n%s\n%s", dataset, input->digest, input->label);
	status = digest_bytes(text, (size_t)length, digest, f);
	memcpy(input->key, digest, INPUT_KEY_TEXT - 1);
	free(text);
	return status;
}

static int
digest_take(struct inputs *in, struct input *input, const struct stat *st,
    struct fail *f)
{
	struct input_past *past = past_find(in, input->label);

	input->bytes = (int64_t)st->st_size;
	stamp_make(st, input->stamp);
	if (past != NULL) {
		past->seen = true;
		if (input->stamp[0] != '\0' &&
		    strcmp(past->stamp, input->stamp) == 0 &&
		    strlen(past->digest) == DIGEST_TEXT - 1) {
			memcpy(input->digest, past->digest, DIGEST_TEXT);
			return 0;
		}
	}
	return digest_file(input->path, input->digest, f);
}

static int
add_file(struct inputs *in, const struct config *c, size_t dataset,
    const char *name, struct fail *f)
{
	const struct config_dataset *d = &c->datasets[dataset];
	struct input *input;
	struct stat st;

	if (memory_grow(&in->files, &in->capacity, in->count + 1,
		sizeof(*in->files), f) == -1)
		return -1;
	input = &in->files[in->count];
	memset(input, 0, sizeof(*input));
	input->dataset = dataset;
	input->path = path_format(f, "%s/raw/%s", d->folder, name);
	if (input->path == NULL)
		return -1;
	in->count++;
	if (stat(input->path, &st) == -1)
		return fail_errno(f, "%s", input->path);
	if (!S_ISREG(st.st_mode))
		return fail_set(f, FAIL_USAGE,
		    _("%s: not a regular file; keep nothing else in raw/"),
		    input->path);
	input->label = label_make(d->label, name, f);
	if (input->label == NULL || digest_take(in, input, &st, f) == -1)
		return -1;
	return key_make(input, d->schema->name, f);
}

static int
compare_files(const void *a, const void *b)
{
	const struct input *left = a, *right = b;

	return strcmp(left->label, right->label);
}

/* By label.  Two names that look the same would be one input. */
static int
sort_files(struct inputs *in, size_t first, struct fail *f)
{
	size_t i;

	qsort(in->files + first, in->count - first, sizeof(*in->files),
	    compare_files);
	for (i = first + 1; i < in->count; i++)
		if (strcmp(in->files[i].label, in->files[i - 1].label) == 0)
			return fail_set(f, FAIL_USAGE,
			    _("%s: two files have names that look like this; "
			      "rename one of them"),
			    in->files[i].label);
	return 0;
}

static int
add_dataset(
    struct inputs *in, const struct config *c, size_t dataset, struct fail *f)
{
	size_t first = in->count;
	char *folder = path_format(f, "%s/raw/", c->datasets[dataset].folder);
	struct dirent *entry;
	DIR *dir;
	int status = 0;

	if (folder == NULL)
		return -1;
	dir = opendir(folder);
	if (dir == NULL) {
		status = fail_set(f, FAIL_USAGE,
		    _("%s: %s; put the raw files of the dataset there"), folder,
		    strerror(errno));
	} else {
		while (status == 0 && (entry = readdir(dir)) != NULL)
			if (entry->d_name[0] != '.')
				status =
				    add_file(in, c, dataset, entry->d_name, f);
		closedir(dir);
	}
	if (status == 0 && in->count == first)
		status = fail_set(f, FAIL_USAGE,
		    _("%s: the folder has no file; put the raw files of the "
		      "dataset there"),
		    folder);
	free(folder);
	return status == 0 ? sort_files(in, first, f) : -1;
}

struct inputs *
inputs_open(const struct config *c, const char *cache, struct fail *f)
{
	struct inputs *in = memory_array(1, sizeof(*in), f);
	size_t i;
	int status;

	if (in == NULL)
		return NULL;
	in->cache = memory_text(cache, strlen(cache), f);
	status = in->cache == NULL ? -1 : past_open(in, f);
	for (i = 0; status == 0 && i < c->dataset_count; i++)
		status = add_dataset(in, c, i, f);
	if (status == -1) {
		inputs_free(in);
		return NULL;
	}
	return in;
}

void
inputs_free(struct inputs *in)
{
	size_t i;

	if (in == NULL)
		return;
	for (i = 0; i < in->count; i++) {
		free(in->files[i].path);
		free(in->files[i].label);
	}
	free(in->files);
	free(in->past);
	json_free(in->json);
	free(in->cache);
	free(in);
}

void
inputs_changes(const struct inputs *in,
    void (*tell)(enum input_change, const char *, void *), void *context)
{
	const struct input_past *past;
	size_t i;

	if (in->json == NULL)
		return;
	for (i = 0; i < in->count; i++) {
		past = past_find(in, in->files[i].label);
		if (past == NULL)
			tell(INPUT_NEW, in->files[i].label, context);
		else if (strcmp(past->digest, in->files[i].digest) != 0)
			tell(INPUT_CHANGED, in->files[i].label, context);
	}
	for (i = 0; i < in->past_count; i++)
		if (!in->past[i].seen)
			tell(INPUT_VANISHED, in->past[i].label, context);
}

int
inputs_save(const struct inputs *in, struct fail *f)
{
	struct json_value *root = json_new_object(), *list = json_new_array();
	struct output out;
	size_t i;
	int status;

	for (i = 0; i < in->count; i++) {
		const struct input *input = &in->files[i];
		struct json_value *item = json_new_object();

		json_set(item, "file", json_new_text(input->label));
		json_set(item, "stamp", json_new_text(input->stamp));
		json_set(item, "sha256", json_new_text(input->digest));
		json_append(list, item);
	}
	json_set(root, "files", list);
	status = output_open(&out, in->cache, OUTPUT_PRIVATE, f);
	if (status == 0) {
		status = json_write(root, out.stream, 1, f);
		if (status == 0)
			status = output_commit(&out, f);
		output_discard(&out);
	}
	json_value_free(root);
	return status;
}

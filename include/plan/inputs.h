/*
 * inputs.h - the raw files of all datasets, by content.
 *
 *	struct inputs *in = inputs_open(config, "build/run/x/inputs.json", f);
 *	inputs_changes(in, tell, context);
 *	for (i = 0; i < in->count; i++)
 *		puts(in->files[i].digest);
 *	inputs_save(in, f);
 *	inputs_free(in);
 *
 * The file of the last run is the cache of digests and the list to compare
 * with.  A digest is taken from it only when path, size, inode, time of
 * change of content and of status (nanoseconds) are all the same, and the
 * file was not written within the last two seconds before it was read: the
 * clock of a file system is too coarse to see a second change then.
 */
#ifndef PLAN_INPUTS_H
#define PLAN_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/digest.h"
#include "plan/config.h"

/* A KEY names the work files of an input: 32 hexadecimal digits made from
 * dataset, label and content. */
#define INPUT_KEY_TEXT 33

struct input {
	size_t dataset; /* index in the config */
	char *path;     /* as it is opened */
	char *label;    /* relative to the config's folder, as text_visible() */
	int64_t bytes;
	char stamp[128]; /* inode and times; empty: read it again next time */
	char digest[DIGEST_TEXT];
	char key[INPUT_KEY_TEXT];
};

/* An input as it was in the last run. */
struct input_past {
	const char *label, *stamp, *digest;
	bool seen; /* still there */
};

struct inputs {
	char *cache;       /* path of the file of the last run */
	struct json *json; /* its content, or NULL in the first run */
	size_t past_count;
	struct input_past *past; /* by label */
	size_t count;
	size_t capacity;
	struct input *files; /* by dataset, then name in byte order */
};

/*
 * The files in every dataset's raw/ (links to files too), hidden ones left
 * out.  A folder that is missing, has no file or has anything else than
 * files is a failure (FAIL_USAGE) that names it.
 */
struct inputs *inputs_open(
    const struct config *, const char *cache, struct fail *) MUST_CHECK;
void inputs_free(struct inputs *); /* NULL is allowed */

enum input_change { INPUT_NEW, INPUT_CHANGED, INPUT_VANISHED };

/* Call tell for each difference to the last run; none in the first run. */
void inputs_changes(const struct inputs *,
    void (*tell)(enum input_change, const char *label, void *context),
    void *context);

/* Remember the inputs for the next run. */
int inputs_save(const struct inputs *, struct fail *) MUST_CHECK;

#endif

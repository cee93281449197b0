#include "unit.h"

#include <fcntl.h>

#include "chaos.h"
#include "plan/inputs.h"
#include "plan_tree.h"

/* SHA-256 of "one" and "two", from sha256sum. */
#define ONE "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
#define TWO "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"

struct open {
	struct config *config;
	struct inputs *inputs;
};

static void
open_inputs(struct open *o)
{
	struct fail f = FAIL_INIT;

	o->config = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(o->config);
	o->inputs = inputs_open(o->config, "inputs.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(o->inputs);
}

static void
close_inputs(struct open *o)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(inputs_save(o->inputs, &f), 0);
	inputs_free(o->inputs);
	config_free(o->config);
}

/* Give a file times long past, so that its digest is kept. */
static void
settle(const char *path)
{
	const struct timespec times[2] = { { 1600000000, 5 },
		{ 1600000000, 5 } };

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void
listing(void **state)
{
	struct open o;
	const struct input *file;

	(void)state;
	tree_write("d/a/raw/.hidden", "x");
	tree_write("d/a/raw/B.csv", "two");
	tree_write("d/a/raw/\xd2\n.csv", "two");
	assert_int_equal(symlink("../schema.json", "d/a/raw/link"), 0);
	open_inputs(&o);
	file = o.inputs->files;
	assert_int_equal(o.inputs->count, 5);
	assert_string_equal(file[0].label, "d/a/raw/2026-01-02.csv");
	assert_string_equal(file[0].digest, ONE);
	assert_int_equal(file[0].bytes, 3);
	assert_string_equal(file[1].label, "d/a/raw/B.csv");
	assert_string_equal(file[1].digest, TWO);
	assert_string_equal(file[2].label, "d/a/raw/\\xd2\\n.csv");
	assert_string_equal(file[3].label, "d/a/raw/link");
	assert_string_equal(file[4].label, "d/b/raw/2026-01-03.csv");
	assert_int_equal(file[4].dataset, 1);
	assert_int_equal(strlen(file[1].key), 32);
	assert_string_not_equal(file[1].key, file[2].key);
	assert_string_not_equal(file[1].key, file[4].key);
	close_inputs(&o);
}

static void
note_change(enum input_change change, const char *label, void *context)
{
	static const char *const words[] = { "new", "changed", "vanished" };
	char *text = context;

	sprintf(text + strlen(text), "%s %s\n", words[change], label);
}

static void
changes(void **state)
{
	char text[500] = "";
	struct open o;

	(void)state;
	open_inputs(&o);
	inputs_changes(o.inputs, note_change, text);
	assert_string_equal(text, "");
	close_inputs(&o);
	tree_write("d/a/raw/2026-01-02.csv", "eno");
	tree_write("d/a/raw/new.csv", "one");
	assert_int_equal(rename("d/b/raw/2026-01-03.csv", "d/b/raw/x"), 0);
	open_inputs(&o);
	inputs_changes(o.inputs, note_change, text);
	assert_string_equal(text,
	    "changed d/a/raw/2026-01-02.csv\nnew d/a/raw/new.csv\n"
	    "new d/b/raw/x\nvanished d/b/raw/2026-01-03.csv\n");
	close_inputs(&o);
}

/* A digest of the last run is believed when the stamp is the same: a wrong
 * one put into the cache shows whether the file was read. */
static void
cache(void **state)
{
	struct open o;
	char *text, *at;

	(void)state;
	settle("d/a/raw/2026-01-02.csv");
	open_inputs(&o);
	/* the status of the file has just changed: not to be believed yet */
	assert_string_equal(o.inputs->files[0].stamp, "");
	close_inputs(&o);
	sleep(4);
	open_inputs(&o);
	assert_string_not_equal(o.inputs->files[0].stamp, "");
	close_inputs(&o);
	text = strdup(tree_read("inputs.json"));
	at = strstr(text, ONE);
	assert_non_null(at);
	memset(at, 'a', 3);
	tree_write("inputs.json", text);
	open_inputs(&o);
	assert_memory_equal(o.inputs->files[0].digest, "aaa", 3);
	inputs_free(o.inputs);
	config_free(o.config);
	/* the same size and time, another content */
	tree_write("d/a/raw/2026-01-02.csv", "two");
	settle("d/a/raw/2026-01-02.csv");
	open_inputs(&o);
	assert_string_equal(o.inputs->files[0].digest, TWO);
	close_inputs(&o);
	free(text);
}

static void
damaged_cache(void **state)
{
	static const char *const caches[] = { "", "{", "{\"files\": 1}",
		"{\"files\": [{\"file\": 1}]}", "{\"files\": [{}]}", "[]" };
	struct open o;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(caches); i++) {
		tree_write("inputs.json", caches[i]);
		open_inputs(&o);
		assert_string_equal(o.inputs->files[0].digest, ONE);
		close_inputs(&o);
	}
}

static void
expect_failure(const char *what, enum fail_status status)
{
	struct fail f = FAIL_INIT;
	struct config *c = config_open("c.json", &f);

	assert_non_null(c);
	assert_null(inputs_open(c, "inputs.json", &f));
	if (strstr(f.text, what) == NULL)
		fail_msg("expected \"%s\", found \"%s\"", what, f.text);
	assert_int_equal(f.status, status);
	config_free(c);
}

static void
bad(void **state)
{
	(void)state;
	assert_int_equal(mkdir("d/b/raw/sub", 0700), 0);
	expect_failure("d/b/raw/sub: not a regular file", FAIL_USAGE);
	assert_int_equal(rmdir("d/b/raw/sub"), 0);
	assert_int_equal(symlink("nowhere", "d/b/raw/x"), 0);
	expect_failure("d/b/raw/x: No such file", FAIL_SYSTEM);
	assert_int_equal(unlink("d/b/raw/x"), 0);
	tree_write("d/b/raw/a\nb", "x");
	tree_write("d/b/raw/a\\nb", "x");
	expect_failure("d/b/raw/a\\nb: two files", FAIL_USAGE);
	assert_int_equal(unlink("d/b/raw/a\nb"), 0);
	assert_int_equal(unlink("d/b/raw/a\\nb"), 0);
	assert_int_equal(unlink("d/b/raw/2026-01-03.csv"), 0);
	expect_failure("d/b/raw/: the folder has no file", FAIL_USAGE);
	assert_int_equal(rmdir("d/b/raw"), 0);
	expect_failure("d/b/raw/: No such file", FAIL_USAGE);
}

static void
no_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c = config_open("c.json", &f);

	(void)state;
	assert_non_null(c);
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct inputs *in;

		f.status = FAIL_NONE;
		chaos_start(n);
		in = inputs_open(c, "inputs.json", &f);
		chaos_stop();
		if (in == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		inputs_free(in);
	}
	config_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(listing),
		tree_test(changes),
		tree_test(cache),
		tree_test(damaged_cache),
		tree_test(bad),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_sink.c - where a filter's table goes */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "table/sink.h"

static void
make_schema(struct schema *s)
{
	static const struct schema empty = SCHEMA_INIT;
	struct fail f = FAIL_INIT;

	*s = empty;
	assert_int_equal(schema_add(s, "a", COLUMN_INT64, 0, &f), 0);
}

/* A named table appears when it is whole, as an Arrow file. */
static void
test_file(void **state)
{
	char folder[] = "/tmp/test_sink.XXXXXX", path[64], magic[6];
	struct sink sink = SINK_INIT;
	struct fail f = FAIL_INIT;
	struct schema schema;
	struct batch batch;
	FILE *stream;

	(void)state;
	make_schema(&schema);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/t.arrow", folder);
	assert_int_equal(batch_init(&batch, &schema, 1, &f), 0);
	assert_int_equal(column_put_integer(&batch.columns[0], 7, &f), 0);
	batch.length = 1;
	assert_int_equal(sink_open(&sink, path, &schema, &f), 0);
	assert_int_equal(sink_write(&sink, &batch, &f), 0);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(sink_commit(&sink, &f), 0);
	sink_discard(&sink);
	assert_non_null(stream = fopen(path, "r"));
	assert_int_equal(fread(magic, 1, 6, stream), 6);
	assert_memory_equal(magic, "ARROW1", 6);
	fclose(stream);
	unlink(path);
	/* what is discarded leaves nothing: the folder can be removed */
	assert_int_equal(sink_open(&sink, path, &schema, &f), 0);
	assert_int_equal(sink_write(&sink, &batch, &f), 0);
	sink_discard(&sink);
	assert_int_equal(rmdir(folder), 0);
	batch_clear(&batch);
	schema_clear(&schema);
}

/* The same table again leaves the file as it is, with its number. */
static void
test_changed(void **state)
{
	char folder[] = "/tmp/test_sink.XXXXXX", path[64];
	struct sink sink = SINK_INIT;
	struct fail f = FAIL_INIT;
	struct schema schema;
	struct stat first, about;
	int i;

	(void)state;
	make_schema(&schema);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/t.arrow", folder);
	for (i = 0; i < 3; i++) {
		if (i == 2)
			assert_int_equal(
			    schema_set(&schema, "made", "anew", &f), 0);
		assert_int_equal(sink_open(&sink, path, &schema, &f), 0);
		assert_int_equal(sink_commit_changed(&sink, &f), 0);
		sink_discard(&sink);
		assert_int_equal(stat(path, &about), 0);
		if (i == 0)
			first = about;
		assert_int_equal(about.st_ino == first.st_ino, i < 2);
	}
	unlink(path);
	assert_int_equal(rmdir(folder), 0);
	schema_clear(&schema);
}

/* Rows about persons are for their owner only. */
static void
test_private(void **state)
{
	char folder[] = "/tmp/test_sink.XXXXXX", path[64];
	struct sink sink = SINK_INIT;
	struct fail f = FAIL_INIT;
	struct schema schema;
	struct stat about;

	(void)state;
	umask(022);
	make_schema(&schema);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/t.arrow", folder);
	for (int private = 0; private < 2; private ++) {
		if (private)
			assert_int_equal(
			    schema_set(&schema, SCHEMA_PRIVATE, "person", &f),
			    0);
		assert_int_equal(sink_open(&sink, path, &schema, &f), 0);
		assert_int_equal(sink_commit(&sink, &f), 0);
		sink_discard(&sink);
		assert_int_equal(stat(path, &about), 0);
		assert_int_equal(about.st_mode & 0777, private ? 0600 : 0644);
	}
	unlink(path);
	assert_int_equal(rmdir(folder), 0);
	schema_clear(&schema);
}

static void
test_failures(void **state)
{
	struct sink sink = SINK_INIT;
	struct fail f = FAIL_INIT;
	struct schema schema;

	(void)state;
	make_schema(&schema);
	sink_discard(&sink);
	assert_int_equal(
	    sink_open(&sink, "/nonexistent/t.arrow", &schema, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	sink_discard(&sink);
	schema_clear(&schema);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_private),
		cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

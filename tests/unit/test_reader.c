#include "unit.h"

#include <glob.h>
#include <iconv.h>

#include "base/message.h"
#include "chaos.h"
#include "reader/reader.h"
#include "table/arrow.h"

/* Bytes in reads of at most this many. */
struct slow {
	struct bytes_memory memory;
	size_t most;
};

static ssize_t
read_slowly(void *context, void *buffer, size_t size)
{
	struct slow *slow = context;

	return bytes_read_memory(
	    &slow->memory, buffer, size < slow->most ? size : slow->most);
}

static char *
load(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *text = malloc(1 << 22);

	if (file == NULL || text == NULL)
		fail_msg("%s cannot be read", path);
	*length = fread(text, 1, 1 << 22, file);
	fclose(file);
	return text;
}

/* With all that can be asked for. */
static struct key *
options_key(void)
{
	static const unsigned char bytes[KEY_BYTES] = "a key for tests only";

	return key_from(bytes, NULL);
}

/* What ingest makes of the bytes: the table as a stream, or the message. */
static char *
read_all(const struct table_schema *schema, const char *bytes, size_t length,
    size_t most, size_t *size)
{
	struct fail f = FAIL_INIT;
	struct slow slow = { { (const unsigned char *)bytes, length }, most };
	struct bytes source = { read_slowly, &slow };
	struct account *account = account_new("ingest", &f);
	struct reader_options options = { .key = options_key(),
		.keep_lost = true };
	struct reader *in =
	    reader_open_bytes(source, "in.csv", schema, &options, account, &f);
	struct arrow_writer *out = NULL;
	struct batch batch = { 0, 0, NULL };
	char *text = NULL;
	FILE *stream = open_memstream(&text, size);
	int more = -1;

	if (in != NULL &&
	    (out = arrow_create(stream, ARROW_STREAM, reader_schema(in), &f)) !=
		NULL &&
	    batch_init(&batch, reader_schema(in), 64, &f) == 0) {
		while ((more = reader_next(in, &batch, &f)) == 1) {
			if (arrow_write(out, &batch, &f) == -1)
				break;
			batch_reset(&batch);
		}
		if (more == 0 && arrow_finish(out, &f) == -1)
			more = -1;
	}
	fprintf(stream, "%d %s", more, f.text);
	if (in != NULL)
		fprintf(stream, " %s", account_loss(account, 0).first);
	for (int i = 0; i < LINE_CLASSES; i++)
		fprintf(stream, " %d",
		    (int)account_lines(account, 0, (enum line_class)i));
	fclose(stream);
	batch_clear(&batch);
	arrow_writer_free(out);
	reader_close(in);
	account_free(account);
	key_free((struct key *)options.key);
	return text;
}

static void
check_sizes(const struct table_schema *schema, const char *path)
{
	static const size_t sizes[] = { 1, 2, 3, 5, 7, 16, 4095, 65536 };
	size_t i, length, whole_size, size;
	char *bytes = load(path, &length);
	char *whole =
	    read_all(schema, bytes, length, (size_t)1 << 30, &whole_size);
	char *part;

	for (i = 0; i < COUNT_OF(sizes); i++) {
		part = read_all(schema, bytes, length, sizes[i], &size);
		if (size != whole_size || memcmp(part, whole, size) != 0)
			fail_msg(
			    "%s: reads of %zu bytes differ", path, sizes[i]);
		free(part);
	}
	free(whole);
	free(bytes);
}

/* Every case of ingest, whatever becomes of it. */
static void
reads_of_any_size(void **state)
{
	glob_t cases;
	char path[4096];

	(void)state;
	assert_int_equal(
	    glob("tests/cases/ingest/*/in.csv", 0, NULL, &cases), 0);
	assert_true(cases.gl_pathc > 30);
	for (size_t i = 0; i < cases.gl_pathc; i++) {
		struct fail f = FAIL_INIT;
		struct table_schema *schema;

		snprintf(path, sizeof(path), "%.*s/schema.json",
		    (int)(strrchr(cases.gl_pathv[i], '/') - cases.gl_pathv[i]),
		    cases.gl_pathv[i]);
		schema = table_schema_open(path, &f);
		if (schema != NULL)
			check_sizes(schema, cases.gl_pathv[i]);
		table_schema_free(schema);
	}
	globfree(&cases);
}

/* Both census tables: 12 rows for each of 15,228 data lines. */
static void
reads_the_census(void **state)
{
	static const char *const names[][2] = {
		{ "population", "ru_census2002_TOM_03_03.tsv" },
		{ "employed", "ru_census2002_TOM_03_07.tsv" },
	};
	char path[256];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct fail f = FAIL_INIT;
		struct account *account = account_new("ingest", &f);
		struct table_schema *schema;
		struct reader *in;
		struct batch batch;
		int more;

		snprintf(path, sizeof(path),
		    "datasets/census_2002_%s/schema.json", names[i][0]);
		schema = table_schema_open(path, &f);
		snprintf(path, sizeof(path), "datasets/census_2002_%s/raw/%s",
		    names[i][0], names[i][1]);
		assert_non_null(schema);
		in = reader_open(path, "census", schema, NULL, account, &f);
		assert_non_null(in);
		assert_int_equal(
		    batch_init(&batch, reader_schema(in), 16, &f), 0);
		while ((more = reader_next(in, &batch, &f)) == 1)
			batch_reset(&batch);
		assert_int_equal(more, 0);
		assert_int_equal(account_loss(account, 0).rows, 182736);
		assert_int_equal(account_loss(account, 0).aside, 0);
		assert_int_equal(account_lines(account, 0, LINE_DATA), 15228);
		assert_int_equal(account_lines(account, 0, LINE_HEADER), 8);
		assert_int_equal(account_lines(account, 0, LINE_TITLE), 1);
		assert_int_equal(account_lines(account, 0, LINE_BLANK), 3);
		assert_int_equal(account_lines(account, 0, LINE_SECTION), 1788);
		batch_clear(&batch);
		reader_close(in);
		table_schema_free(schema);
		account_free(account);
	}
}

/* The same table in Windows-1251 with semicolons gives the same bytes. */
static void
reads_the_twin(void **state)
{
	static const char path[] = "datasets/census_2002_employed/raw/"
				   "ru_census2002_TOM_03_07.tsv";
	struct fail f = FAIL_INIT;
	struct table_schema *schema =
	    table_schema_open("datasets/census_2002_employed/schema.json", &f);
	iconv_t converter = iconv_open("CP1251", "UTF-8");
	size_t length, left, size, twin_size;
	char *bytes = load(path, &length), *twin = malloc(length);
	char *in = bytes, *out = twin, *a, *b;
	size_t in_left = length;

	(void)state;
	assert_non_null(twin);
	left = length;
	assert_true(iconv(converter, &in, &in_left, &out, &left) != (size_t)-1);
	iconv_close(converter);
	for (size_t i = 0; i < length - left; i++)
		if (twin[i] == '\t')
			twin[i] = ';';
	a = read_all(schema, bytes, length, length, &size);
	b = read_all(schema, twin, length - left, length, &twin_size);
	assert_int_equal(size, twin_size);
	assert_memory_equal(a, b, size);
	free(a);
	free(b);
	free(bytes);
	free(twin);
	table_schema_free(schema);
}

/* One reading with the n-th allocation failing; 0 if it came to its end. */
static int
read_with_failure(const struct table_schema *schema,
    const struct reader_options *options, const char *bytes, size_t length,
    long n, struct fail *f)
{
	struct bytes_memory memory = { (const unsigned char *)bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct batch batch = { 0, 0, NULL };
	struct account *account;
	struct reader *in = NULL;
	int more = -1;

	chaos_start(n);
	account = account_new("ingest", f);
	if (account != NULL)
		in = reader_open_bytes(
		    source, "in.csv", schema, options, account, f);
	if (in != NULL && batch_init(&batch, reader_schema(in), 8, f) == 0)
		while ((more = reader_next(in, &batch, f)) == 1)
			batch_reset(&batch);
	chaos_stop();
	batch_clear(&batch);
	reader_close(in);
	account_free(account);
	return more;
}

/* Whatever allocation fails, it is said, and nothing leaks. */
static void
survives_full_memory(void **state)
{
	static const char *const cases[] = { "export-1251", "layout",
		"short-rows", "snils-wrong", "keep-lost", "title" };
	struct reader_options options = { .key = options_key(),
		.keep_lost = true };
	char path[256];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fail f = FAIL_INIT;
		struct table_schema *schema;
		size_t length;
		char *bytes;

		snprintf(path, sizeof(path),
		    "tests/cases/ingest/%s/schema.json", cases[i]);
		schema = table_schema_open(path, &f);
		assert_non_null(schema);
		snprintf(path, sizeof(path), "tests/cases/ingest/%s/in.csv",
		    cases[i]);
		bytes = load(path, &length);
		for (long n = 1; n == 1 || chaos_failed(); n++) {
			struct fail found = FAIL_INIT;

			if (read_with_failure(schema, &options, bytes, length,
				n, &found) == -1)
				assert_int_equal(found.status, FAIL_SYSTEM);
		}
		free(bytes);
		table_schema_free(schema);
	}
	key_free((struct key *)options.key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_of_any_size),
		cmocka_unit_test(reads_the_census),
		cmocka_unit_test(reads_the_twin),
		cmocka_unit_test(survives_full_memory),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

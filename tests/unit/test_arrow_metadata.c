/* test_arrow_metadata.c - schemas and messages that others might send */
#include "unit.h"

#include "table/arrow_metadata.h"

static void
assert_refused(const struct fail *f, int status, const char *expected)
{
	assert_int_equal(status, -1);
	assert_int_equal(f->status, FAIL_DATA);
	if (strstr(f->text, expected) == NULL)
		fail_msg("found \"%s\", expected \"%s\"", f->text, expected);
}

/* A message of this version and type around an empty table. */
static int
read_message(int64_t version, int64_t type, struct fail *f)
{
	struct flat_builder b = FLAT_BUILDER_INIT;
	struct arrow_message m;
	const uint8_t *bytes;
	uint32_t header, root;
	size_t size;
	int status;

	flat_table_start(&b);
	header = flat_table_end(&b);
	flat_table_start(&b);
	flat_put_integer(&b, 0, 2, version);
	flat_put_integer(&b, 1, 1, type);
	flat_put_reference(&b, 2, header);
	root = flat_table_end(&b);
	assert_int_equal(flat_finish(&b, root, &bytes, &size, NULL), 0);
	status = arrow_message_read(bytes, size, &m, f);
	flat_builder_clear(&b);
	return status;
}

static void
test_messages(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(read_message(3, ARROW_BATCH, &f), 0);
	assert_int_equal(read_message(4, ARROW_SCHEMA, &f), 0);
	assert_refused(&f, read_message(2, ARROW_SCHEMA, &f),
	    "metadata version V3, expected V4 or V5");
	assert_refused(&f, read_message(5, ARROW_SCHEMA, &f), "version V6");
	assert_refused(&f, read_message(4, 4, &f), "message of type 4");
	assert_refused(&f, read_message(4, 0, &f), "message of type 0");
}

/* The schema at the root of what was built. */
static int
read_schema(
    struct flat_builder *b, uint32_t root, struct schema *s, struct fail *f)
{
	struct arrow_coding *codings;
	struct flat_table table;
	const uint8_t *bytes;
	size_t size;
	int status;

	assert_int_equal(flat_finish(b, root, &bytes, &size, NULL), 0);
	assert_true(flat_root(bytes, size, &table));
	status = arrow_schema_read(&table, s, &codings, f);
	free(codings);
	flat_builder_clear(b);
	return status;
}

static void
test_big_endian(void **state)
{
	struct flat_builder b = FLAT_BUILDER_INIT;
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	flat_table_start(&b);
	flat_put_integer(&b, 0, 2, 1);
	assert_refused(&f, read_schema(&b, flat_table_end(&b), &s, &f),
	    "found big-endian data, expected little-endian");
	schema_clear(&s);
}

static void
test_round_trip(void **state)
{
	struct flat_builder b = FLAT_BUILDER_INIT;
	struct schema s = SCHEMA_INIT, back = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	char name[] = "a";
	int type;

	(void)state;
	for (type = COLUMN_INT8; type <= COLUMN_BINARY; type++, name[0]++)
		assert_int_equal(schema_add(&s, name, (enum column_type)type,
				     type == COLUMN_BINARY ? 20 : 0, NULL),
		    type);
	assert_int_equal(schema_set(&s, "ключ", "значение", NULL), 0);
	assert_int_equal(
	    read_schema(&b, arrow_schema_build(&b, &s, &f), &back, &f), 0);
	assert_int_equal(schema_same(&s, &back, &f), 0);
	assert_string_equal(schema_get(&back, "ключ"), "значение");
	schema_clear(&back);
	schema_clear(&s);
}

/* One long value named by many entries must not be copied for each. */
static void
test_shared_texts(void **state)
{
	enum { ENTRIES = 5000, LENGTH = 100000 };
	static uint32_t references[ENTRIES];
	struct flat_builder b = FLAT_BUILDER_INIT;
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	char *text = calloc(LENGTH, 1), key[16];
	uint32_t value, i, list;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', LENGTH);
	value = flat_add_text(&b, text, LENGTH);
	free(text);
	for (i = 0; i < ENTRIES; i++) {
		int length = snprintf(key, sizeof(key), "%u", i);
		uint32_t k = flat_add_text(&b, key, (size_t)length);

		flat_table_start(&b);
		flat_put_reference(&b, 0, k);
		flat_put_reference(&b, 1, value);
		references[i] = flat_table_end(&b);
	}
	list = flat_add_references(&b, references, ENTRIES);
	flat_table_start(&b);
	flat_put_reference(&b, 2, list);
	assert_refused(&f, read_schema(&b, flat_table_end(&b), &s, &f),
	    "the metadata are damaged");
	schema_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_big_endian),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_shared_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

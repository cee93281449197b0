/* test_schema.c - columns and metadata of a table */
#include "unit.h"

#include "chaos.h"
#include "table/schema.h"

static void
test_fields(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(schema_add(&s, "region", COLUMN_DICTIONARY, 0, &f), 0);
	assert_int_equal(schema_add(&s, "число", COLUMN_INT64, 0, &f), 1);
	assert_int_equal(schema_add(&s, "key", COLUMN_BINARY, 16, &f), 2);
	assert_int_equal(schema_find(&s, "число"), 1);
	assert_int_equal(schema_find(&s, "Region"), -1);
	assert_int_equal(schema_require(&s, "key", &f), 2);
	assert_int_equal(f.status, FAIL_NONE);
	assert_int_equal(schema_require(&s, "age", &f), -1);
	assert_string_equal(f.text,
	    "column \"age\": not in the table, which has \"region\", "
	    "\"число\", \"key\"");
	assert_int_equal(schema_add(&s, "region", COLUMN_INT8, 0, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_int_equal(schema_add(&s, "raw", COLUMN_BINARY, 0, &f), -1);
	assert_int_equal(schema_add(&s, "raw", COLUMN_INT8, 1, &f), -1);
	assert_int_equal(s.field_count, 3);
	schema_clear(&s);
	assert_int_equal(schema_require(&s, "age", &f), -1);
	assert_string_equal(
	    f.text, "column \"age\": not in the table, which has no columns");
}

/* The whole name in front of ".status", nothing less. */
static void
test_status(void **state)
{
	struct schema s = SCHEMA_INIT;

	(void)state;
	assert_int_equal(schema_add(&s, "a", COLUMN_INT64, 0, NULL), 0);
	assert_int_equal(
	    schema_add(&s, "ab.status", COLUMN_DICTIONARY, 0, NULL), 1);
	assert_int_equal(schema_find_status(&s, "a"), -1);
	assert_int_equal(schema_find_status(&s, "ab"), 1);
	assert_int_equal(schema_find_status(&s, "abc"), -1);
	schema_clear(&s);
}

static void
test_too_many(void **state)
{
	struct schema s = SCHEMA_INIT;
	char name[16];
	int i;

	(void)state;
	for (i = 0; i < SCHEMA_FIELDS_MAX; i++) {
		snprintf(name, sizeof(name), "%d", i);
		assert_int_equal(schema_add(&s, name, COLUMN_INT8, 0, NULL), i);
	}
	assert_int_equal(schema_add(&s, "one more", COLUMN_INT8, 0, NULL), -1);
	schema_clear(&s);
}

static void
test_metadata(void **state)
{
	struct schema s = SCHEMA_INIT;

	(void)state;
	assert_null(schema_get(&s, "a"));
	assert_int_equal(schema_set(&s, "a", "1", NULL), 0);
	assert_int_equal(schema_set(&s, "b", "", NULL), 0);
	assert_int_equal(schema_set(&s, "c", "3", NULL), 0);
	assert_int_equal(schema_set(&s, "a", "один", NULL), 0);
	assert_int_equal(schema_set(&s, "b", NULL, NULL), 0);
	assert_int_equal(schema_set(&s, "none", NULL, NULL), 0);
	assert_int_equal(s.metadata_count, 2);
	assert_string_equal(s.metadata[0].key, "a");
	assert_string_equal(s.metadata[1].key, "c");
	assert_string_equal(schema_get(&s, "a"), "один");
	schema_clear(&s);
}

static void
test_absent(void **state)
{
	struct schema s = SCHEMA_INIT;

	(void)state;
	assert_false(schema_is_absent(&s, "a"));
	assert_int_equal(schema_set_absent(&s, "a", true, NULL), 0);
	assert_int_equal(schema_set_absent(&s, "b.c", true, NULL), 0);
	assert_true(schema_is_absent(&s, "a"));
	assert_true(schema_is_absent(&s, "b.c"));
	assert_false(schema_is_absent(&s, "b"));
	assert_int_equal(schema_set_absent(&s, "a", false, NULL), 0);
	assert_int_equal(schema_set_absent(&s, "d", false, NULL), 0);
	assert_false(schema_is_absent(&s, "a"));
	assert_int_equal(s.metadata_count, 1);
	schema_clear(&s);
}

/* What is said of a field is said of it alone, and stays in a copy. */
static void
test_personal(void **state)
{
	struct schema s = SCHEMA_INIT, copy = SCHEMA_INIT;

	(void)state;
	assert_int_equal(schema_set_personal(&s, "birth", true, NULL), 0);
	assert_int_equal(schema_set_absent(&s, "name", true, NULL), 0);
	assert_true(schema_is_personal(&s, "birth"));
	assert_false(schema_is_personal(&s, "birt"));
	assert_false(schema_is_personal(&s, "name"));
	assert_false(schema_is_absent(&s, "birth"));
	assert_int_equal(schema_copy(&copy, &s, NULL), 0);
	assert_true(schema_is_personal(&copy, "birth"));
	assert_int_equal(schema_set_personal(&s, "birth", false, NULL), 0);
	assert_false(schema_is_personal(&s, "birth"));
	schema_clear(&s);
	schema_clear(&copy);
}

static void
test_merge_key(void **state)
{
	struct schema to = SCHEMA_INIT, from = SCHEMA_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(schema_merge_key(&to, &from, "a", &f), 0);
	assert_null(schema_get(&to, SCHEMA_KEY));
	assert_int_equal(
	    schema_set(&from, SCHEMA_KEY, "0123456789abcdef", NULL), 0);
	assert_int_equal(schema_merge_key(&to, &from, "a", &f), 0);
	assert_string_equal(schema_get(&to, SCHEMA_KEY), "0123456789abcdef");
	assert_int_equal(schema_merge_key(&to, &from, "b", &f), 0);
	assert_int_equal(
	    schema_set(&from, SCHEMA_KEY, "fedcba9876543210", NULL), 0);
	assert_int_equal(schema_merge_key(&to, &from, "c.arrow", &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_string_equal(f.text,
	    "c.arrow: the pseudonyms are made with the key fedcba9876543210, "
	    "those of the other tables with the key 0123456789abcdef, so "
	    "nobody in it would be found in them; ingest all files with one "
	    "key");
	assert_string_equal(schema_get(&to, SCHEMA_KEY), "0123456789abcdef");
	assert_int_equal(schema_set(&from, SCHEMA_KEY, NULL, NULL), 0);
	assert_int_equal(schema_merge_key(&to, &from, "d", &f), 0);
	assert_string_equal(schema_get(&to, SCHEMA_KEY), "0123456789abcdef");
	schema_clear(&to);
	schema_clear(&from);
}

static void
test_copy_same(void **state)
{
	struct schema a = SCHEMA_INIT, b = SCHEMA_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(schema_add(&a, "x", COLUMN_INT8, 0, NULL), 0);
	assert_int_equal(schema_set(&a, "k", "v", NULL), 0);
	assert_int_equal(schema_copy(&b, &a, NULL), 0);
	assert_string_equal(schema_get(&b, "k"), "v");
	assert_int_equal(schema_same(&a, &b, &f), 0);
	assert_int_equal(schema_add(&b, "y", COLUMN_INT8, 0, NULL), 1);
	assert_int_equal(schema_same(&a, &b, &f), -1);
	assert_non_null(strstr(f.text, "\"y\""));
	assert_int_equal(schema_add(&a, "y", COLUMN_BOOL, 0, NULL), 1);
	assert_int_equal(schema_same(&a, &b, &f), -1);
	assert_string_equal(f.text,
	    "column \"y\": found type int8, expected bool as in the first "
	    "table");
	schema_clear(&a);
	assert_int_equal(schema_add(&a, "z", COLUMN_INT8, 0, NULL), 0);
	assert_int_equal(schema_same(&a, &b, &f), -1);
	assert_string_equal(f.text,
	    "column 1: found \"x\", expected \"z\" as in the first table");
	schema_clear(&a);
	schema_clear(&b);
}

static void
test_memory(void **state)
{
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct schema s = SCHEMA_INIT;
		struct fail f = FAIL_INIT;
		int status;

		chaos_start(n);
		status = schema_add(&s, "x", COLUMN_INT8, 0, &f) == 0 &&
				 schema_set(&s, "k", "v", &f) == 0 &&
				 schema_set(&s, "k", "w", &f) == 0
			     ? 0
			     : -1;
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		schema_clear(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_personal),
		cmocka_unit_test(test_merge_key),
		cmocka_unit_test(test_copy_same),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_origin.c - where rows came from, and whether they are lost */
#include "tables.h"

#include "join/origin.h"

static void
test_rows(void **state)
{
	static const struct message expected = { "y", { NULL } };
	struct finding finding = { FINDING_WARNING, "r", NULL, 0, 0, "a", "x",
		&expected };
	struct fail f = FAIL_INIT;
	struct account *a = account_new("test", &f);
	struct origin o;
	struct small t;

	(void)state;
	small_start(&t, "a:t _lost:l", "x no | y yes");
	assert_int_equal(origin_init(&o, a, &t.schema, &f), 0);
	assert_int_equal(origin_batch(&o, &t.batch, &f), 0);
	assert_int_equal(origin_file(&o, 1), account_file(a, "f", &f));
	assert_string_equal(origin_name(&o, 1), "f");
	assert_int_equal(origin_line(&o, 1), 2);
	assert_false(origin_is_lost(&o, 0));
	assert_true(origin_is_lost(&o, 1));
	assert_int_equal(origin_finding(&o, 1, &finding, &f), 0);
	assert_int_equal(finding.line, 2);
	origin_clear(&o);
	small_end(&t);
	small_start(&t, "a:t", "x");
	assert_int_equal(origin_init(&o, a, &t.schema, &f), 0);
	assert_int_equal(origin_batch(&o, &t.batch, &f), 0);
	assert_false(origin_is_lost(&o, 0));
	origin_clear(&o);
	small_end(&t);
	account_free(a);
}

static void
test_damaged(void **state)
{
	static const struct {
		const char *name;
		enum column_type type;
	} wrong[] = { { "_file", COLUMN_UTF8 }, { "_row", COLUMN_INT32 },
		{ "_lost", COLUMN_INT8 } };
	struct schema none = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct account *a = account_new("test", &f);
	struct origin o;
	struct small t;
	size_t i;

	(void)state;
	assert_int_equal(origin_init(&o, a, &none, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	for (i = 0; i < COUNT_OF(wrong); i++) {
		small_start(&t, "a:t _lost:l", "x no");
		t.schema.fields[i + 1].type = wrong[i].type;
		assert_string_equal(t.schema.fields[i + 1].name, wrong[i].name);
		assert_int_equal(origin_init(&o, a, &t.schema, &f), -1);
		assert_int_equal(f.status, FAIL_DATA);
		origin_clear(&o);
		small_end(&t);
	}
	small_start(&t, "a:t", "x");
	assert_int_equal(column_put_null(&t.batch.columns[1], &f), 0);
	assert_int_equal(origin_init(&o, a, &t.schema, &f), 0);
	assert_int_equal(origin_batch(&o, &t.batch, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	origin_clear(&o);
	small_end(&t);
	account_free(a);
}

static void
test_names(void **state)
{
	(void)state;
	assert_true(origin_is_column("_file"));
	assert_true(origin_is_column("_row"));
	assert_true(origin_is_column("_lost"));
	assert_false(origin_is_column("file"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

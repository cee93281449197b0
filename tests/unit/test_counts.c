/* test_counts.c - how two tables matched, for the record */
#include "unit.h"

#include "join/counts.h"

static void
test_json(void **state)
{
	const struct match_counts counts = { 3, 2, 1, 1, 5, 4 };
	struct json_value *value = match_counts_json(&counts, "clusters");
	FILE *stream = tmpfile();
	char text[256] = "";

	(void)state;
	assert_non_null(value);
	assert_non_null(stream);
	assert_int_equal(json_write(value, stream, 0, NULL), 0);
	rewind(stream);
	assert_non_null(fgets(text, sizeof(text), stream));
	text[strcspn(text, "\n")] = '\0';
	assert_string_equal(text,
	    "{\"with\":\"clusters\",\"rows\":3,\"matched\":2,\"unmatched\":1,"
	    "\"ambiguous\":1,\"right_rows\":5,\"right_unused\":4}");
	fclose(stream);
	json_value_free(value);
}

static void
test_dataset(void **state)
{
	struct schema s = SCHEMA_INIT;

	(void)state;
	assert_string_equal(match_dataset(&s, "a.arrow"), "a.arrow");
	assert_int_equal(schema_set(&s, "profstat.dataset", "d", NULL), 0);
	assert_string_equal(match_dataset(&s, "a.arrow"), "d");
	schema_clear(&s);
}

/* One of several partitions may be empty. */
static void
test_empty(void **state)
{
	static const struct {
		const char *partitions;
		bool told;
	} cases[] = { { NULL, true }, { "1/1", true }, { "1/2", false },
		{ "11/16", false }, { "1/11", false } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		struct account *a = account_new("test", NULL);
		struct schema s = SCHEMA_INIT;
		bool told = !cases[i].told;

		assert_int_equal(schema_set(&s, "profstat.partitions",
				     cases[i].partitions, NULL),
		    0);
		assert_int_equal(match_empty(a, &s, "a.arrow", &told, NULL), 0);
		assert_int_equal(told, cases[i].told);
		assert_int_equal(match_is_whole(&s), cases[i].told);
		schema_clear(&s);
		account_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_dataset),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

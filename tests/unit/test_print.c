/* test_print.c - values of rows as texts for findings */
#include "rows.h"

#include "rules/print.h"

static void
test_key(void **state)
{
	const int columns[] = { 0, 1, 2 };
	char text[PRINT_KEY], name[200];
	struct rows t;
	struct print_key key;

	(void)state;
	rows_start(&t, "");
	key = (struct print_key){ t.dataset, &t.schema, columns, 3 };
	rows_put(&t, "a.csv", 2, "Омск", "M", 7);
	rows_put(&t, "a.csv", 3, NULL, "M", ROWS_MISSING);
	print_key(&key, &t.batch, 0, text);
	assert_string_equal(text, "(Омск, M, 7)");
	print_key(&key, &t.batch, 1, text);
	assert_string_equal(text, "(, M, )");
	/* cut between two values */
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	rows_put(&t, "a.csv", 4, name, name, 7);
	print_key(&key, &t.batch, 2, text);
	assert_int_equal(strlen(text), 1 + 199 + strlen("…)"));
	assert_string_equal(text + 200, "…)");
	print_value(&t.batch.columns[2], 0, text);
	assert_string_equal(text, "7");
	rows_end(&t);
}

static void
test_names(void **state)
{
	int fields[] = { 2, 0 };
	const struct field_list list = { 2, fields };
	char text[PRINT_KEY];
	struct rows t;

	(void)state;
	rows_start(&t, "");
	print_names(t.dataset, &list, text);
	assert_string_equal(text, "students + region");
	rows_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_key),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

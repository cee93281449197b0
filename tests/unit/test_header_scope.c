#include "unit.h"

#include "base/message.h"
#include "layout/header_scope.h"

static const char head[] =
    "a;b\nX;1\nY;3\n\nday;t;wind\n2022-01-01;5;6\n2022-01-02;7;8\n";

/* The lines of the table, and where the next one begins below line 1. */
static void
check(const char *layout, size_t table, const char *expected)
{
	const struct dialect dialect = {
		.delimiter = ';', .quote = '"', .width = 2
	};
	struct fail f = FAIL_INIT;
	struct table_schema *schema;
	struct header_scope scope;
	struct header_names names;
	char text[256], found[sizeof(f.text)];
	uint64_t further = 0;

	snprintf(text, sizeof(text),
	    "{\"name\": \"h\", \"fields\": [{\"name\": \"a\"}], \"layout\": "
	    "{%s}}",
	    layout);
	schema = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_non_null(schema);
	assert_int_equal(header_names_read(&names, schema, &f), 0);
	if (header_scope_find(&scope, schema, table,
		(const unsigned char *)head, strlen(head), true, &dialect,
		&(struct encoding_guess){ .encoding = ENCODING_UTF_8 }, "x.csv",
		&f) == -1)
		snprintf(found, sizeof(found), "%s", f.text);
	else {
		assert_int_equal(
		    header_scope_further(&scope, 1, &names, &further, &f), 0);
		snprintf(found, sizeof(found), "%d-%d %d",
		    (int)scope.first_line,
		    scope.last_line == UINT64_MAX ? -1 : (int)scope.last_line,
		    (int)further);
	}
	assert_string_equal(found, expected);
	header_scope_clear(&scope);
	header_names_clear(&names);
	table_schema_free(schema);
}

static void
finds_its_table(void **state)
{
	(void)state;
	check("", 0, "0--1 5");
	check("", 1, "1-4 5");
	check("", 2, "5-7 0");
	check("\"table\": 2", 0, "5-7 0");
	check("\"table\": 3", 0,
	    "x.csv: table 3 is asked for, and there are 2 in it; correct "
	    "layout.table in s.json");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_its_table),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

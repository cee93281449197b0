#include "unit.h"

#include "base/message.h"
#include "layout/header.h"
#include "layout/header_names.h"

static struct table_schema *
parse(const char *fields)
{
	struct fail f = FAIL_INIT;
	struct table_schema *schema;
	char text[512];

	snprintf(
	    text, sizeof(text), "{\"name\": \"h\", \"fields\": [%s]}", fields);
	schema = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_string_equal(f.text, "");
	return schema;
}

static int
find(const struct header_names *names, const char *label)
{
	struct fail f = FAIL_INIT;
	int target;

	assert_int_equal(header_names_find(names, label, &target, &f), 0);
	return target;
}

static void
knows_names(void **state)
{
	struct table_schema *schema =
	    parse("{\"name\": \"region\", \"title\": \"Субъект\", "
		  "\"aliases\": [\"Регион РФ\"]}, "
		  "{\"name\": \"n\", \"title\": \"Регион РФ\"}");
	struct fail f = FAIL_INIT;
	struct header_names names;

	(void)state;
	assert_int_equal(header_names_read(&names, schema, &f), 0);
	assert_int_equal(find(&names, "Region"), 0);
	assert_int_equal(find(&names, "субъект"), 0);
	/* an alias is stronger than a title */
	assert_int_equal(find(&names, "РЕГИОН  рф"), 0);
	assert_int_equal(find(&names, "n"), 1);
	assert_int_equal(find(&names, "x"), TARGET_NONE);
	assert_int_equal(find(&names, ""), TARGET_NONE);
	header_names_clear(&names);
	table_schema_free(schema);
}

static void
refuses_one_name_for_two(void **state)
{
	struct table_schema *schema =
	    parse("{\"name\": \"a\", \"aliases\": [\"X\"]}, "
		  "{\"name\": \"b\", \"aliases\": [\"x\"]}");
	struct fail f = FAIL_INIT;
	struct header_names names;

	(void)state;
	assert_int_equal(header_names_read(&names, schema, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_string_equal(f.text,
	    "s.json: the header \"x\" names two columns; give each its own");
	header_names_clear(&names);
	table_schema_free(schema);
	/* unless one of them has its place by number */
	schema = parse("{\"name\": \"a\", \"aliases\": [\"X\"], \"column\": "
		       "2}, {\"name\": \"b\", \"aliases\": [\"x\"]}");
	assert_int_equal(header_names_read(&names, schema, &f), 0);
	assert_int_equal(find(&names, "x"), 1);
	header_names_clear(&names);
	table_schema_free(schema);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_names),
		cmocka_unit_test(refuses_one_name_for_two),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "base/message.h"
#include "layout/columns.h"

static const char schema_text[] =
    "{\"name\": \"c\", \"fields\": [{\"name\": \"age\"}, {\"name\": "
    "\"region\"}, {\"name\": \"level\"}, {\"name\": \"n\", \"type\": "
    "\"integer\"}, {\"name\": \"note\"}],"
    "\"layout\": {\"sections\": {\"column\": \"age\", \"levels\": ["
    "{\"field\": \"region\", \"headings\": \"*\"}]},"
    "\"unpivot\": {\"name\": \"level\", \"value\": \"n\", \"columns\": ["
    "{\"value\": \"x\"}, {\"value\": \"y\"}, {\"value\": \"z\"}]}}}";

/* Targets of the header: 5 x, 6 y, 7 z; column 0 has no header. */
static void
maps_columns(void **state)
{
	struct fail f = FAIL_INIT;
	struct table_schema *s =
	    table_schema_parse(schema_text, strlen(schema_text), "s.json", &f);
	int targets[] = { TARGET_NONE, 6, 5, TARGET_NONE, TARGET_NONE };
	char empty[] = "", other[] = "other";
	char *labels[] = { empty, empty, empty, other, empty };
	struct header header = { 1, 1, 0, 0, 5, 5, targets, NULL, labels };
	struct columns c = COLUMNS_INIT;

	(void)state;
	assert_non_null(s);
	assert_int_equal(columns_map(&c, s, &header, &f), 0);
	assert_int_equal(c.stub, 0);
	assert_int_equal(c.fields[0], 0);
	assert_int_equal(c.fields[4], -1);
	assert_int_equal(c.wide[0], 2);
	assert_int_equal(c.wide[1], 1);
	assert_int_equal(c.wide[2], -1);
	assert_string_equal(c.wide_names[1], "n: y");
	assert_int_equal(c.width, 4);
	assert_int_equal(c.needed, 3);
	assert_int_equal(columns_rows(&c), 2);
	columns_clear(&c);
	table_schema_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_columns),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "base/message.h"
#include "source/table_schema.h"

/* A schema of the fields a, b, c (texts) and n (a number), and this member. */
static void
check(const char *member, const char *message)
{
	struct fail f = FAIL_INIT;
	char text[2048];
	struct table_schema *s;

	snprintf(text, sizeof(text),
	    "{\"name\": \"t\", \"fields\": [{\"name\": \"a\"}, {\"name\": "
	    "\"b\"}, {\"name\": \"c\"}, {\"name\": \"n\", \"type\": "
	    "\"number\"}], %s}",
	    member);
	s = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_string_equal(f.text, message);
	assert_int_equal(f.status, *message == '\0' ? FAIL_NONE : FAIL_USAGE);
	table_schema_free(s);
}

static void
checks_rules(void **state)
{
	(void)state;
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"sum\", \"field\": \"a\", \"total\": \"T\", \"parts\": [\"x\"], \"value\": \"n\"}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": \"n\", \"operator\": \"=\", \"right\": \"n\"}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"unique\", \"fields\": [\"a\", \"b\"]}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"sum\", \"field\": \"a\", \"total\": \"T\", \"parts\": [], \"value\": \"n\"}]",
	    "s.json: /rules/0/parts: empty, expected a text");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"sum\", \"field\": \"n\", \"total\": \"T\", \"parts\": [\"x\"], \"value\": \"n\"}]",
	    "s.json: /rules/0/field: field \"n\" has the type number, expected string");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"sum\", \"field\": \"a\", \"total\": \"T\", \"parts\": [\"x\"], \"value\": \"b\"}]",
	    "s.json: /rules/0/value: field \"b\" has the type string, expected a number");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"sum\", \"field\": \"a\", \"parts\": [\"x\"], \"value\": \"n\"}]",
	    "s.json: /rules/0: \"total\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": \"a\", \"operator\": \"=\", \"right\": \"n\"}]",
	    "s.json: /rules/0/left: field \"a\" has the type string, expected a number");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": \"n\", \"operator\": \"=\", \"right\": {\"values\": 1}}]",
	    "s.json: /rules/0/right: \"value\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": \"n\", \"right\": \"n\"}]",
	    "s.json: /rules/0: \"operator\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"unique\", \"fields\": []}]",
	    "s.json: /rules/0/fields: empty, expected a field");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"unique\", \"fields\": \"a\"}]",
	    "s.json: /rules/0/fields: found a text, expected an array");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"ratio\"}]",
	    "s.json: /rules/0/type: found \"ratio\", expected one of: sum, compare, unique");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"unique\", \"fields\": [\"a\"], \"when\": \"b\"}]",
	    "s.json: /rules/0: unknown key \"when\"; known here: id, level, text, type, fields");
	check(
	    "\"rules\": [{\"id\": \"r\", \"type\": \"unique\", \"level\": \"fatal\", \"text\": \"t\", \"fields\": [\"a\"]}]",
	    "s.json: /rules/0/level: found \"fatal\", expected one of: error, warning");
	check(
	    "\"rules\": [{\"id\": \"r\", \"type\": \"unique\", \"level\": \"error\", \"fields\": [\"a\"]}]",
	    "s.json: /rules/0: \"text\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"type\": \"unique\", \"level\": \"error\", \"text\": {\"ru\": \"t\"}, \"fields\": [\"a\"]}]",
	    "s.json: /rules/0/text: \"en\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"type\": \"unique\", \"level\": \"error\", \"text\": \"t\", \"fields\": [\"a\"]}, {\"id\": \"r\", \"type\": \"unique\", \"level\": \"error\", \"text\": \"t\", \"fields\": [\"b\"]}]",
	    "s.json: /rules/1: two rules have the id \"r\"");
	check("\"rules\": {}",
	    "s.json: /rules: found an object, expected an array");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_rules),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

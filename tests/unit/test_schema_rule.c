#include "unit.h"

#include "base/message.h"
#include "value/table_schema.h"

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
	    "\"number\"}, {\"name\": \"i\", \"type\": \"integer\"}, {\"name\": "
	    "\"y\", \"type\": \"year\"}, {\"name\": \"p\", \"role\": "
	    "\"period\"}], %s}",
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
	    "s.json: /rules/0/type: found \"ratio\", expected one of: sum, compare, unique, percent, one-to-one, change, rows");
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

static void
checks_new_rules(void **state)
{
	(void)state;
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": [\"n\", \"n\"], \"operator\": \"<=\", \"right\": [\"n\"]}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": [], \"operator\": \"<=\", \"right\": \"n\"}]",
	    "s.json: /rules/0/left: empty, expected a field");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": [\"n\", \"a\"], \"operator\": \"<=\", \"right\": \"n\"}]",
	    "s.json: /rules/0/left/1: field \"a\" has the type string, expected a number");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"compare\", \"left\": [\"n\", \"y\"], \"operator\": \"<=\", \"right\": \"n\"}]",
	    "s.json: /rules/0/left/1: field \"y\" has the type year, which cannot be added");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"percent\", \"part\": \"i\", \"whole\": [\"i\", \"n\"], \"percent\": \"n\", \"decimals\": 1}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"percent\", \"part\": \"i\", \"whole\": \"i\", \"percent\": \"n\"}]",
	    "s.json: /rules/0: \"decimals\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"percent\", \"part\": \"i\", \"whole\": \"i\", \"percent\": \"n\", \"decimals\": 7}]",
	    "s.json: /rules/0/decimals: found 7, expected a whole number from 0 to 6");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"one-to-one\", \"left\": [\"a\", \"b\"], \"right\": \"c\"}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"one-to-one\", \"left\": [\"a\"]}]",
	    "s.json: /rules/0: \"right\" is missing");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"change\", \"value\": \"i\", \"by\": [\"a\"], \"times\": 2}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", \"type\": \"change\", \"value\": \"i\", \"by\": [\"a\"], \"times\": 2}]",
	    "s.json: /rules/0/level: a rule of type \"change\" compares whole files, of which it cannot tell which is wrong; its level is \"warning\"");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"change\", \"value\": \"n\", \"by\": [\"a\"], \"times\": 2}]",
	    "s.json: /rules/0/value: field \"n\" has the type number, expected integer: sums are compared exactly");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"change\", \"by\": [\"a\", \"p\"], \"times\": 2}]",
	    "s.json: /rules/0/by: field \"p\" is the period, which is what is compared; leave it out");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"change\", \"by\": [\"a\"], \"times\": 0.5}]",
	    "s.json: /rules/0/times: found 0.5, expected a number from 1 to 1000000000");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"rows\", \"share\": 0.5}]",
	    "");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"rows\", \"share\": 2}]",
	    "s.json: /rules/0/share: found 2, expected a number from 0 to 1");
	check(
	    "\"rules\": [{\"id\": \"r\", \"text\": \"t\", \"type\": \"rows\", \"share\": 0.5}, {\"id\": \"s\", \"text\": \"t\", \"type\": \"rows\", \"share\": 0.5}]",
	    "s.json: /rules/1: a second rule of type \"rows\"; one is for all files");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_rules),
		cmocka_unit_test(checks_new_rules),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

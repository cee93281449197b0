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
	    "\"number\"}], %s}",
	    member);
	s = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_string_equal(f.text, message);
	assert_int_equal(f.status, *message == '\0' ? FAIL_NONE : FAIL_USAGE);
	table_schema_free(s);
}

static void
checks_layouts(void **state)
{
	(void)state;
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\", \"headings\": \"*\"}]}}",
	    "");
	check(
	    "\"layout\": {\"unpivot\": {\"name\": \"b\", \"value\": \"n\", \"columns\": [{\"value\": \"x\"}]}}",
	    "");
	check("\"layout\": {\"header\": {\"rows\": 0}, \"table\": 2}", "");
	check("\"layout\": {\"header\": {\"rows\": 11}}",
	    "s.json: /layout/header/rows: found 11, expected a whole number from 0 to 10");
	check("\"layout\": {\"table\": 0}",
	    "s.json: /layout/table: found 0, expected a whole number from 1 to 1000");
	check(
	    "\"layout\": {\"header\": {\"rows\": 0}, \"unpivot\": {\"name\": \"b\", \"value\": \"n\", \"columns\": [{\"value\": \"x\"}]}}",
	    "s.json: /layout/unpivot: without a header no columns can be unpivoted");
	check("\"layout\": {\"footer\": 1}",
	    "s.json: /layout: unknown key \"footer\"; known here: header, unpivot, table, sections");
	check("\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": []}}",
	    "s.json: /layout/sections/levels: empty, expected a level");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\", \"headings\": \"all\"}]}}",
	    "s.json: /layout/sections/levels/0/headings: found \"all\", expected \"*\" or a list of headings");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\", \"headings\": \"*\"}, {\"field\": \"c\", \"headings\": \"*\"}]}}",
	    "s.json: /layout/sections/levels/1: two levels have the headings \"*\"");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"n\", \"headings\": \"*\"}]}}",
	    "s.json: /layout/sections/levels/0: field \"n\" has the type number, expected string");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\", \"headings\": [{\"starts\": \"x\"}]}]}}",
	    "s.json: /layout/sections/levels/0/headings/0: \"value\" is missing");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\", \"headings\": [\"x\"]}]}}",
	    "s.json: /layout/sections/levels/0/headings/0: found a text, expected an object");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\"}]}}",
	    "s.json: /layout/sections/levels/0: \"headings\" is missing");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"z\", \"headings\": \"*\"}]}}",
	    "s.json: /layout/sections/levels/0/field: no field has the name \"z\"; add it to \"fields\" or correct the name");
	check("\"layout\": {\"sections\": {\"column\": \"a\"}}",
	    "s.json: /layout/sections: \"levels\" is missing");
	check(
	    "\"layout\": {\"sections\": {\"column\": \"a\", \"levels\": [{\"field\": \"b\", \"headings\": \"*\"}], \"ignore\": [{\"starts\": \"\"}]}}",
	    "s.json: /layout/sections/ignore/0/starts: empty, expected a text");
	check(
	    "\"layout\": {\"unpivot\": {\"name\": \"b\", \"value\": \"n\", \"columns\": []}}",
	    "s.json: /layout/unpivot/columns: empty, expected a column");
	check(
	    "\"layout\": {\"unpivot\": {\"name\": \"b\", \"value\": \"n\", \"columns\": [{\"value\": \"x\"}, {\"value\": \"x\"}]}}",
	    "s.json: /layout/unpivot/columns/1: two columns have the value \"x\"");
	check(
	    "\"layout\": {\"unpivot\": {\"name\": \"b\", \"value\": \"n\", \"columns\": [{\"value\": \"x\", \"aliases\": [1]}]}}",
	    "s.json: /layout/unpivot/columns/0/aliases/0: found a whole number, expected a text");
	check(
	    "\"layout\": {\"unpivot\": {\"name\": \"n\", \"value\": \"b\", \"columns\": [{\"value\": \"x\"}]}}",
	    "s.json: /layout/unpivot: field \"n\" has the type number, expected string");
	check("\"layout\": {\"unpivot\": {\"name\": \"b\", \"value\": \"n\"}}",
	    "s.json: /layout/unpivot: \"columns\" is missing");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_layouts),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

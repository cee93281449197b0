#include "unit.h"

#include "base/message.h"
#include "chaos.h"
#include "value/table_schema.h"

#define FIELDS                                                                \
	"\"fields\": [{\"name\": \"a\", \"title\": {\"ru\": \"А\", \"en\": " \
	"\"A\"}, \"aliases\": [\"x\", \"y\"]}, {\"name\": \"n\", \"type\": "  \
	"\"integer\", \"role\": \"count\"}, {\"name\": \"d\", \"type\": "     \
	"\"date\", \"constraints\": {\"minimum\": \"1970-01-11\"}}]"

static struct table_schema *
parse(const char *text)
{
	struct fail f = FAIL_INIT;
	struct table_schema *s =
	    table_schema_parse(text, strlen(text), "s.json", &f);

	if (s == NULL)
		fail_msg("%s", f.text);
	return s;
}

static void
check_fail(const char *text, const char *message)
{
	struct fail f = FAIL_INIT;

	assert_null(table_schema_parse(text, strlen(text), "s.json", &f));
	assert_int_equal(f.status, FAIL_USAGE);
	assert_string_equal(f.text, message);
}

static void
reads_fields(void **state)
{
	struct table_schema *s = parse("{\"name\": \"t\", " FIELDS "}");

	(void)state;
	assert_string_equal(s->name, "t");
	assert_string_equal(s->title.text[LANGUAGE_EN], "t");
	assert_int_equal(s->field_count, 3);
	assert_string_equal(s->fields[0].title.text[LANGUAGE_RU], "А");
	assert_int_equal(s->fields[0].aliases.count, 2);
	assert_int_equal(table_schema_find(s, "d"), 2);
	assert_int_equal(table_schema_find(s, "e"), -1);
	assert_int_equal((int)s->fields[2].constraints.minimum, 10);
	assert_false(table_field_has_status(&s->fields[0]));
	assert_true(table_field_has_status(&s->fields[1]));
	assert_string_equal(s->missing.items[0], "");
	assert_true(s->marks.has[table_mark_hash("...", 3)]);
	assert_int_equal(s->sections.column, -1);
	assert_int_equal(s->unpivot.name, -1);
	assert_int_equal(s->header_rows, 1);
	table_schema_free(s);
}

static void
gives_columns(void **state)
{
	static const char *const names[] = { "a", "n", "n.status", "d", "_file",
		"_row" };
	struct fail f = FAIL_INIT;
	struct schema columns = SCHEMA_INIT;
	struct table_schema *s = parse("{\"name\": \"t\", " FIELDS "}");

	(void)state;
	assert_int_equal(table_schema_columns(s, &columns, &f), 0);
	assert_int_equal(columns.field_count, COUNT_OF(names));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_string_equal(columns.fields[i].name, names[i]);
	assert_int_equal(columns.fields[2].type, COLUMN_DICTIONARY);
	assert_int_equal(columns.fields[3].type, COLUMN_DATE32);
	assert_string_equal(schema_get(&columns, "profstat.dataset"), "t");
	schema_clear(&columns);
	table_schema_free(s);
}

static void
tells_persons(void **state)
{
	struct schema columns = SCHEMA_INIT;
	struct table_schema *s =
	    parse("{\"name\": \"t\", \"fields\": ["
		  "{\"name\": \"p\", \"format\": \"snils\"},"
		  "{\"name\": \"b\", \"type\": \"date\", \"personal\": true},"
		  "{\"name\": \"r\", \"role\": \"person\"},"
		  "{\"name\": \"c\", \"format\": \"default\"}]}");
	struct table_schema *plain = parse("{\"name\": \"t\", " FIELDS "}");

	(void)state;
	assert_true(table_schema_has_pseudonym(s));
	assert_true(table_schema_is_personal(s));
	assert_true(s->fields[0].personal && s->fields[1].personal &&
		    s->fields[2].personal && !s->fields[3].personal);
	assert_int_equal(table_schema_columns(s, &columns, NULL), 0);
	assert_int_equal(columns.fields[0].type, COLUMN_BINARY);
	assert_int_equal(columns.fields[0].width, 16);
	assert_int_equal(columns.fields[2].type, COLUMN_DICTIONARY);
	assert_true(schema_is_personal(&columns, "b"));
	assert_false(schema_is_personal(&columns, "c"));
	assert_string_equal(schema_get(&columns, SCHEMA_PRIVATE), "person");
	schema_clear(&columns);
	assert_false(table_schema_has_pseudonym(plain));
	assert_false(table_schema_is_personal(plain));
	assert_int_equal(table_schema_columns(plain, &columns, NULL), 0);
	assert_null(schema_get(&columns, SCHEMA_PRIVATE));
	schema_clear(&columns);
	table_schema_free(plain);
	table_schema_free(s);
}

/* The first line that fits; what the file's name states is not asked for. */
static void
reads_titles(void **state)
{
	static const char *const lines[] = { "Отчёт", "Колледж: А", "за 2023",
		"Колледж: Б" };
	struct schema columns = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct table_schema *s =
	    parse("{\"name\": \"t\", " FIELDS ", \"submission\": {"
		  "\"sender\": {\"title\": \"^Колледж: (.*)$\", \"registry\": "
		  "\"colleges\"}, \"form\": {\"filename\": \"^(a)\"}}}");

	(void)state;
	assert_true(table_schema_reads_titles(s));
	assert_string_equal(
	    s->submission[SUBMISSION_SENDER].registry, "colleges");
	assert_int_equal(
	    table_schema_titles(s, "a.csv", lines, 4, &columns, &f), 0);
	assert_string_equal(schema_get(&columns, "submission.sender"), "А");
	assert_null(schema_get(&columns, "submission.form"));
	assert_int_equal(
	    table_schema_titles(s, "a.csv", lines, 1, &columns, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text,
	    "a.csv: no line above the header states the sender, expected a "
	    "match of ^Колледж: (.*)$ (s.json); correct the file or the "
	    "pattern");
	schema_clear(&columns);
	table_schema_free(s);
}

/* The field of the sender, or "-". */
static void
check_sender(const char *sender, const char *role, const char *expected)
{
	struct table_schema *s;
	char text[512];
	int field;

	snprintf(text, sizeof(text),
	    "{\"name\": \"t\", \"submission\": {\"sender\": {\"value\": "
	    "\"x\"%s}}, \"fields\": [{\"name\": \"a\", \"registry\": "
	    "\"r\", \"role\": \"organisation\"}, {\"name\": \"b\", "
	    "\"registry\": \"r\", \"role\": \"%s\"}, {\"name\": \"c\", "
	    "\"role\": \"organisation\"}]}",
	    sender, role);
	s = parse(text);
	field = table_schema_sender(s);
	assert_string_equal(
	    field == -1 ? "-" : s->fields[field].name, expected);
	table_schema_free(s);
}

static void
finds_sender(void **state)
{
	(void)state;
	check_sender(", \"registry\": \"r\"", "dimension", "a");
	check_sender(", \"registry\": \"r\"", "organisation", "-");
	check_sender(
	    ", \"registry\": \"r\", \"field\": \"b\"", "dimension", "b");
	check_sender(", \"registry\": \"q\"", "dimension", "-");
	check_sender("", "dimension", "-");
}

static void
reads_rules(void **state)
{
	struct table_schema *s = parse(
	    "{\"name\": \"t\", " FIELDS ", \"rules\": ["
	    "{\"id\": \"s\", \"type\": \"sum\", \"level\": \"warning\","
	    " \"field\": \"a\", \"total\": \"all\", \"parts\": [\"b\"],"
	    " \"value\": \"n\", \"text\": {\"ru\": \"р\", \"en\": \"e\"}},"
	    "{\"id\": \"c\", \"type\": \"compare\", \"level\": \"error\","
	    " \"left\": \"n\", \"operator\": \">=\","
	    " \"right\": {\"value\": 3}, \"text\": \"t\"},"
	    "{\"id\": \"u\", \"type\": \"unique\", \"level\": \"error\","
	    " \"fields\": [\"d\", \"a\"], \"text\": \"t\"}]}");

	(void)state;
	assert_int_equal(s->rule_count, 3);
	assert_int_equal(s->rules[0].type, RULE_SUM);
	assert_int_equal(s->rules[0].level, FINDING_WARNING);
	assert_int_equal(s->rules[0].value, 1);
	assert_string_equal(s->rules[0].parts.items[0], "b");
	assert_int_equal(s->rules[1].operation, RULE_GREATER_EQUAL);
	assert_int_equal(s->rules[1].right.count, 0);
	assert_int_equal((int)s->rules[1].right_value, 3);
	assert_int_equal(s->rules[2].fields.count, 2);
	assert_int_equal(s->rules[2].fields.items[1], 0);
	table_schema_free(s);
}

static void
reads_conflict(void **state)
{
	struct table_schema *s = parse("{\"name\": \"t\", " FIELDS "}");

	(void)state;
	assert_int_equal(s->conflict, CONFLICT_WARN);
	table_schema_free(s);
	s = parse("{\"name\": \"t\", " FIELDS ", \"primaryKey\": \"a\", "
		  "\"conflict\": \"review\"}");
	assert_int_equal(s->conflict, CONFLICT_REVIEW);
	table_schema_free(s);
	check_fail("{\"name\": \"t\", " FIELDS ", \"primaryKey\": \"a\", "
		   "\"conflict\": \"fight\"}",
	    "s.json: /conflict: found \"fight\", expected one of: warn, "
	    "review");
	check_fail("{\"name\": \"t\", " FIELDS ", \"conflict\": \"review\"}",
	    "s.json: /conflict: rows conflict by their key: give the schema a "
	    "\"primaryKey\"");
}

static void
refuses(void **state)
{
	(void)state;
	check_fail("[]", "s.json: found an array, expected an object");
	check_fail("{\"name\": \"t\", \"fields\": []}",
	    "s.json: /fields: 0 fields, expected 1 to 4998");
	check_fail("{\"name\": \"\", " FIELDS "}",
	    "s.json: /name: empty, expected a text");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"_a\"}]}",
	    "s.json: /fields/0/name: \"_a\": a name begins with no '_' and "
	    "holds no '.', which are for columns of profstat's own");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\","
		   " \"constraints\": {\"minimum\": 1}}]}",
	    "s.json: /fields/0/constraints/minimum: a field of type string "
	    "has no order; remove the bound");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\","
		   " \"type\": \"date\", \"constraints\": {\"maximum\": "
		   "\"today\"}}]}",
	    "s.json: /fields/0/constraints/maximum: found \"today\", expected "
	    "a date as YYYY-MM-DD");
	check_fail("{\"name\": \"t\", " FIELDS ", \"dialect\": "
		   "{\"delimiter\": \";;\"}}",
	    "s.json: /dialect/delimiter: found \";;\", expected one ASCII "
	    "character");
	check_fail("{\"name\": \"t\", " FIELDS ", \"dialect\": "
		   "{\"escapeChar\": \"\\\\\", \"doubleQuote\": true}}",
	    "s.json: /dialect/doubleQuote: a quotation mark is either doubled "
	    "or escaped; correct it or escapeChar");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\", "
		   "\"column\": 0}]}",
	    "s.json: /fields/0/column: found 0, expected a whole number from "
	    "1 to 10000000");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\", "
		   "\"column\": 2}, {\"name\": \"b\", \"column\": 2}]}",
	    "s.json: /fields/1/column: field \"a\" has this column already");
	check_fail("{\"name\": \"t\", " FIELDS ", \"dialect\": "
		   "{\"encoding\": \"latin\"}}",
	    "s.json: /dialect/encoding: found \"latin\", expected one of: "
	    "utf-8, windows-1251, koi8-r, cp866, iso-8859-5, x-mac-cyrillic, "
	    "utf-16le, utf-16be");
	check_fail("{\"name\": \"t\", " FIELDS ", \"submission\": "
		   "{\"sender\": {}}}",
	    "s.json: /submission/sender: expected one of \"value\", "
	    "\"filename\" and \"title\"");
	check_fail("{\"name\": \"t\", " FIELDS ", \"submission\": "
		   "{\"received\": {\"title\": \"(.*)\"}}}",
	    "s.json: /submission/received/title: the date received is not "
	    "read from the title; state \"value\" or \"filename\"");
	check_fail("{\"name\": \"t\", " FIELDS ", \"submission\": "
		   "{\"form\": {\"value\": \"a\", \"registry\": \"r\"}}}",
	    "s.json: /submission/form/registry: only the sender has a "
	    "registry");
	check_fail("{\"name\": \"t\", " FIELDS ", \"submission\": "
		   "{\"sender\": {\"value\": \"a\", \"field\": \"a\"}}}",
	    "s.json: /submission/sender/field: only a sender with a registry "
	    "has a field");
	check_fail("{\"name\": \"t\", " FIELDS ", \"submission\": "
		   "{\"sender\": {\"value\": \"a\", \"registry\": \"r\", "
		   "\"field\": \"zz\"}}}",
	    "s.json: /submission/sender/field: no field has the name \"zz\"; "
	    "add it to \"fields\" or correct the name");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\", "
		   "\"registry\": \"q\"}], \"submission\": "
		   "{\"sender\": {\"value\": \"a\", \"registry\": \"r\", "
		   "\"field\": \"a\"}}}",
	    "s.json: /submission/sender/field: the registry of field \"a\" is "
	    "not that of the sender; name a field with \"r\"");
	check_fail("{\"name\": \"t\", " FIELDS ", \"submission\": "
		   "{\"sender\": {\"title\": \"a\"}}}",
	    "s.json: /submission/sender/title: \"a\" has no group ( ) that "
	    "holds the value");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\", "
		   "\"format\": \"snils\", \"registry\": \"r\"}]}",
	    "s.json: /fields/0: the format \"snils\" says what is valid; "
	    "remove registry, pattern, enum, minLength and maxLength");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"a\", "
		   "\"role\": \"person\", \"personal\": false}]}",
	    "s.json: /fields/0/personal: what identifies a person is always "
	    "personal");
	check_fail("{\"name\": \"t\", \"fields\": [{\"name\": \"p\", "
		   "\"format\": \"snils\"}, {\"name\": \"n\", \"type\": "
		   "\"integer\"}], \"rules\": [{\"id\": \"r\", \"type\": "
		   "\"sum\", \"level\": \"warning\", \"field\": \"p\", "
		   "\"value\": \"n\", \"total\": \"a\", \"parts\": "
		   "[\"b\"], \"text\": \"t\"}]}",
	    "s.json: /rules/0/field: field \"p\" holds pseudonyms, which no "
	    "part can name");
	check_fail("{\"name\": \"t\", " FIELDS ", \"layout\": {\"sections\": "
		   "{\"column\": \"n\", \"levels\": []}}}",
	    "s.json: /layout/sections/column: field \"n\" has the type "
	    "integer, expected string");
	check_fail("{\"name\": \"t\", " FIELDS ", \"layout\": {\"sections\": "
		   "{\"column\": \"a\", \"levels\": [{\"field\": \"a\", "
		   "\"headings\": \"*\"}]}}}",
	    "s.json: /layout/sections/levels/0: field \"a\" already gets its "
	    "values from elsewhere in the layout");
	check_fail("{\"name\": \"t\", " FIELDS ", \"rules\": [{\"id\": "
		   "\"u\", \"type\": \"unique\", \"level\": \"error\", "
		   "\"fields\": [\"z\"], \"text\": \"t\"}]}",
	    "s.json: /rules/0/fields/0: no field has the name \"z\"; add it "
	    "to \"fields\" or correct the name");
}

/* Whatever allocation fails, it is said, and nothing leaks. */
static void
survives_full_memory(void **state)
{
	static const char path[] =
	    "datasets/census_2002_population/schema.json";

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct table_schema *s;

		chaos_start(n);
		s = table_schema_open(path, &f);
		chaos_stop();
		if (s == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		table_schema_free(s);
	}
}

static struct dialect_given
read_dialect(const char *members)
{
	struct fail f = FAIL_INIT;
	char text[256];
	struct table_schema *schema;
	struct dialect_given given;

	snprintf(text, sizeof(text),
	    "{\"name\": \"t\", \"fields\": [{\"name\": \"a\", \"column\": "
	    "3}], \"dialect\": {%s}}",
	    members);
	schema = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_string_equal(f.text, "");
	assert_int_equal(schema->fields[0].column, 3);
	assert_int_equal(schema->table, 1);
	given = schema->dialect;
	table_schema_free(schema);
	return given;
}

static void
reads_dialects(void **state)
{
	struct dialect_given d;

	(void)state;
	d = read_dialect("");
	assert_false(d.quote_given || d.escape_given || d.space_given);
	assert_int_equal(d.delimiter, 0);
	d = read_dialect("\"delimiter\": \"|\", \"quoteChar\": \"'\", "
			 "\"escapeChar\": \"\\\\\", "
			 "\"skipInitialSpace\": true");
	assert_int_equal(d.delimiter, '|');
	assert_int_equal(d.quote, '\'');
	assert_int_equal(d.escape, '\\');
	assert_true(d.quote_given && d.escape_given && d.space_given);
	assert_true(d.space_after);
	d = read_dialect("\"doubleQuote\": true");
	assert_true(d.escape_given);
	assert_int_equal(d.escape, 0);
	d = read_dialect("\"doubleQuote\": false");
	assert_int_equal(d.escape, '\\');
	/* what escapes itself is doubled */
	d = read_dialect("\"escapeChar\": \"\\\"\"");
	assert_true(d.escape_given);
	assert_int_equal(d.escape, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dialects),
		cmocka_unit_test(reads_fields),
		cmocka_unit_test(gives_columns),
		cmocka_unit_test(tells_persons),
		cmocka_unit_test(reads_titles),
		cmocka_unit_test(finds_sender),
		cmocka_unit_test(reads_rules),
		cmocka_unit_test(reads_conflict),
		cmocka_unit_test(refuses),
		cmocka_unit_test(survives_full_memory),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

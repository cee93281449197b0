#include "unit.h"

#include "base/message.h"
#include "value/schema_form.h"

/* A schema whose one field has these members. */
static struct table_schema *
parse(const char *members, struct fail *f)
{
	char text[512];

	snprintf(text, sizeof(text),
	    "{\"name\": \"t\", \"fields\": [{\"name\": \"a\", %s}]}", members);
	return table_schema_parse(text, strlen(text), "s.json", f);
}

static void
reads_formats(void **state)
{
	static const char *const names[] = { "default", "period", "snils",
		"inn", "inn10", "inn12", "ogrn", "ogrnip", "okpo", "okato",
		"oktmo", "kpp", "programme" };
	struct fail f = FAIL_INIT;
	struct table_schema *s;
	char members[64];

	(void)state;
	assert_int_equal(COUNT_OF(names), FORMATS);
	for (int i = 0; i < FORMATS; i++) {
		snprintf(
		    members, sizeof(members), "\"format\": \"%s\"", names[i]);
		assert_non_null(s = parse(members, &f));
		assert_int_equal(s->fields[0].format, i);
		assert_string_equal(
		    table_format_name((enum table_format)i), names[i]);
		/* of persons, thus never shown */
		assert_int_equal(s->fields[0].personal,
		    i == FORMAT_SNILS || i == FORMAT_INN12);
		table_schema_free(s);
	}
	assert_non_null(
	    s = parse("\"type\": \"date\", \"format\": \"%d/%m/%y\"", &f));
	assert_string_equal(s->fields[0].date_pattern, "%d/%m/%y");
	table_schema_free(s);
	assert_non_null(
	    s = parse("\"type\": \"date\", \"format\": \"any\"", &f));
	assert_null(s->fields[0].date_pattern);
	table_schema_free(s);
	assert_non_null(
	    s = parse("\"type\": \"year\", \"format\": \"default\"", &f));
	table_schema_free(s);
}

/* The mark of groups says what the decimal mark is, too. */
static void
reads_marks(void **state)
{
	static const struct {
		const char *members;
		char decimal, group;
	} cases[] = { { "\"decimalChar\": \",\"", ',', '\0' },
		{ "\"decimalChar\": \".\", \"groupChar\": \" \"", '.', ' ' },
		{ "\"groupChar\": \"\u00A0\"", '\0', ' ' },
		{ "\"groupChar\": \"'\"", '\0', '\'' },
		{ "\"groupChar\": \",\"", '.', ',' },
		{ "\"groupChar\": \".\"", ',', '.' } };
	struct fail f = FAIL_INIT;
	struct table_schema *s;
	char members[128];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		snprintf(members, sizeof(members), "\"type\": \"number\", %s",
		    cases[i].members);
		assert_non_null(s = parse(members, &f));
		assert_int_equal(s->fields[0].decimal_char, cases[i].decimal);
		assert_int_equal(s->fields[0].group_char, cases[i].group);
		table_schema_free(s);
	}
}

static void
reads_words(void **state)
{
	struct fail f = FAIL_INIT;
	struct table_schema *s = parse(
	    "\"type\": \"boolean\", \"trueValues\": [\"очно\", \"1\"]", &f);

	(void)state;
	assert_non_null(s);
	assert_int_equal(s->fields[0].true_values.count, 2);
	assert_string_equal(s->fields[0].true_values.items[0], "очно");
	assert_null(s->fields[0].false_values.items);
	table_schema_free(s);
}

static void
refuses_mistakes(void **state)
{
	static const struct {
		const char *members, *message;
	} cases[] = {
		{ "\"format\": \"tel\"",
		    "s.json: /fields/0/format: found \"tel\", expected one of: "
		    "default, period, snils, inn, inn10, inn12, ogrn, ogrnip, "
		    "okpo, okato, oktmo, kpp, programme" },
		{ "\"type\": \"integer\", \"format\": \"snils\"",
		    "s.json: /fields/0/format: a field of type integer has no "
		    "format \"snils\"" },
		{ "\"type\": \"date\", \"format\": \"%d.%m\"",
		    "s.json: /fields/0/format: found \"%d.%m\", expected "
		    "default, any, or a pattern with day (%d), month (%m or "
		    "%b) and year (%Y or %y), each once" },
		{ "\"decimalChar\": \",\"",
		    "s.json: /fields/0: decimalChar and groupChar are for "
		    "fields of type number and integer" },
		{ "\"type\": \"number\", \"decimalChar\": \";\"",
		    "s.json: /fields/0/decimalChar: found \";\", expected one "
		    "of: ,, ." },
		{ "\"type\": \"number\", \"decimalChar\": \",\", "
		  "\"groupChar\": \",\"",
		    "s.json: /fields/0/groupChar: decimalChar and groupChar "
		    "are the same mark" },
		{ "\"trueValues\": [\"да\"]",
		    "s.json: /fields/0: trueValues and falseValues are for "
		    "fields of type boolean" },
		{ "\"type\": \"boolean\", \"falseValues\": [0]",
		    "s.json: /fields/0/falseValues/0: found a whole "
		    "number, expected a text" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fail f = FAIL_INIT;

		assert_null(parse(cases[i].members, &f));
		assert_int_equal(f.status, FAIL_USAGE);
		assert_string_equal(f.text, cases[i].message);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_formats),
		cmocka_unit_test(reads_marks),
		cmocka_unit_test(reads_words),
		cmocka_unit_test(refuses_mistakes),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

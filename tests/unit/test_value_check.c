#include "unit.h"

#include "base/message.h"
#include "value/value_check.h"

static const char schema_text[] =
    "{\"name\": \"v\", \"fields\": ["
    "{\"name\": \"n\", \"type\": \"integer\","
    " \"constraints\": {\"minimum\": 1, \"maximum\": 9}},"
    "{\"name\": \"d\", \"type\": \"date\", \"constraints\":"
    " {\"minimum\": \"2022-02-24\", \"maximum\": \"2022-12-31\"}},"
    "{\"name\": \"l\", \"constraints\": {\"minLength\": 2, \"maxLength\": 3}},"
    "{\"name\": \"e\", \"constraints\": {\"enum\": [\"очно\", \"учёба\"]}},"
    "{\"name\": \"p\", \"constraints\": {\"pattern\": \"[0-9]+\"}}]}";

/* What was expected in place of this value, or "". */
static void
expect(const char *name, const char *cell, const char *expected)
{
	const struct evidence none = { .complete = true };
	struct fail f = FAIL_INIT;
	struct table_schema *s = table_schema_parse(
	    schema_text, strlen(schema_text), "schema.json", &f);
	char text[MESSAGE_TEXT] = "";
	struct value_problem p;
	struct value v;

	assert_non_null(s);
	if (value_read(s, &s->fields[table_schema_find(s, name)], &none, cell,
		strlen(cell), &v, &p) == -1) {
		assert_string_equal(p.reason, "constraint-error");
		message_print(text, sizeof(text), &p.expected);
	}
	assert_string_equal(text, expected);
	table_schema_free(s);
}

/* Each limit, and beyond it. */
static void
checks_limits(void **state)
{
	(void)state;
	expect("n", "1", "");
	expect("n", "0", "at least 1");
	expect("n", "9", "");
	expect("n", "10", "at most 9");
	expect("d", "24.02.2022", "");
	expect("d", "23.02.2022", "at least 2022-02-24");
	expect("d", "31.12.2022", "");
	expect("d", "01.01.2023", "at most 2022-12-31");
	/* characters, not bytes */
	expect("l", "а", "number of characters: at least 2");
	expect("l", "аб", "");
	expect("l", "абв", "");
	expect("l", "абвг", "number of characters: at most 3");
}

static void
checks_texts(void **state)
{
	(void)state;
	expect("e", "очно", "");
	expect("e", "учеба", "");
	expect("e", "Очно", "one of: очно, учёба");
	expect("p", "12", "");
	expect("p", "12а", "a match of [0-9]+");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_limits),
		cmocka_unit_test(checks_texts),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

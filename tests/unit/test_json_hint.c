#include "unit.h"

#include "base/json.h"

/* What a slip is answered with, behind jansson's words. */
static void
slips(void **state)
{
	static const struct {
		const char *text, *hint;
	} cases[] = {
		{ "{\"a\": 1,}", "; the comma before it must go" },
		{ "[1, 2,\n ]", "; the comma before it must go" },
		{ "{\"я\": [1,], \"b\": 2}", "; the comma before it must go" },
		{ "{\"a\": }", "; a value is missing before it" },
		{ "{\"a\": 1\n \"b\": 2}", "; a comma is missing before it" },
		{ "[1 2]", "; a comma is missing before it" },
		{ "{\"a\": 1;\"b\": 2}", "; a comma is missing before it" },
		{ "{\"a\": 1,, \"b\": 2}", "; this comma must go" },
		{ "{\"a\": [1, 2}", "; another bracket must be closed first" },
		{ "{\"a\": [1, 2]", "; a bracket is not closed" },
		{ "{\"a\": 1}}", "; there is one bracket too many before it, "
				 "or text behind the end" },
		{ "{'a': 1}",
		    "; texts and names stand in quotation marks like \"" },
		{ "{\"a\": “x”}",
		    "; texts and names stand in quotation marks like \"" },
		{ "{\"a\": «x»}",
		    "; texts and names stand in quotation marks like \"" },
		{ "{a: 1}", "; a name stands in quotation marks" },
		{ "{\"a\": 0,5}",
		    "; a name in quotation marks must follow the comma; a "
		    "decimal point is \".\"" },
		{ "{\"a\": 1 // one\n}", "; JSON has no comments; remove it" },
		{ "# one\n{}", "; JSON has no comments; remove it" },
		{ "{\"a\": \"x\n\"}", "; the quotation mark that closes the "
				      "text is missing" },
		{ "{\"a\": \"C:\\d\"}", "; write a backslash as \\\\" },
		{ "{\"a\": 1, \"a\": 2}", "; remove one of the two" },
		{ "{\"a\": True}", "'True'" },
		{ "", "; the file is empty" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fail f = FAIL_INIT;
		size_t length = strlen(cases[i].hint);

		assert_null(json_parse(
		    cases[i].text, strlen(cases[i].text), "c.json", &f));
		if (strlen(f.text) < length ||
		    strcmp(f.text + strlen(f.text) - length, cases[i].hint) !=
			0)
			fail_msg("%s: %s", cases[i].text, f.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

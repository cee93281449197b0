/* test_json_choice - words that are some of a list */
#include "unit.h"

#include "base/json_choice.h"

static const char *const words[] = { "one", "two", NULL };

static void
test_choice(void **state)
{
	static const char text[] = "{\"a\": \"two\", \"b\": \"three\"}";
	struct fail f = FAIL_INIT;
	struct json *root = json_parse(text, sizeof(text) - 1, "x.json", &f);
	int choice = -1;

	(void)state;
	assert_non_null(root);
	assert_int_equal(
	    json_choice(json_member(root, "a"), words, &choice, &f), 0);
	assert_int_equal(choice, 1);
	assert_int_equal(
	    json_choice(json_member(root, "b"), words, &choice, &f), -1);
	assert_int_equal(choice, 1);
	assert_string_equal(f.text,
	    "x.json: /b: \"three\" is not known, expected one of \"one\", "
	    "\"two\"");
	json_free(root);
}

/* What finds no room is cut, and nothing is written beyond it. */
static void
test_long_list(void **state)
{
	char text[JSON_NAMES_TEXT] = "";
	int i;

	(void)state;
	for (i = 0; i < JSON_NAMES_TEXT; i++)
		json_list_name(text, "name");
	assert_int_equal(strlen(text), JSON_NAMES_TEXT - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_long_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

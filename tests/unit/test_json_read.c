#include "unit.h"

#include <jansson.h>

#include "base/json_read.h"
#include "base/memory.h"

/* What jansson says of the same bytes: 1 if they are JSON. */
static int
jansson_takes(const char *text, size_t length)
{
	json_t *tree = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);

	json_decref(tree);
	return tree != NULL;
}

/* 1 or 0 as json_read() says it; jansson must say the same. */
static int
takes(const char *text, size_t length)
{
	struct fail f = FAIL_INIT;
	struct arena arena = ARENA_INIT;
	struct json *node = json_node(&arena, &f);
	int status = json_read(node, text, length, &arena, &f);

	assert_int_equal(status, jansson_takes(text, length));
	arena_free(&arena);
	return status;
}

static void
takes_what_jansson_takes(void **state)
{
	static const char *const texts[] = { "[]", "{}", " \t\r\n[ ] \n",
		"{\"a\":[1,{\"b\":null}],\"c\":true}", "[0]", "[-0]",
		"[-9223372036854775808]", "[9223372036854775807]", "[1.5]",
		"[1e5]", "[1E+5]", "[1e-400]", "[-0.0]",
		"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\u0416\"]",
		"[\"\\uD83D\\uDE00\"]", "[\"\x7F\"]", "[\"ж\"]", "{\"\":1}" };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (takes(texts[i], strlen(texts[i])) != 1)
			fail_msg("%s", texts[i]);
}

static void
refuses_what_jansson_refuses(void **state)
{
	static const char *const texts[] = { "", " ", "1", "\"a\"", "null", "[",
		"{", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}",
		"{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "[1}",
		"{\"a\":1]", "[]]", "[] x", "[01]", "[-]", "[+1]", "[1.]",
		"[.5]", "[1e]", "[1e+]", "[1x]", "[truex]", "[tru]", "[True]",
		"[nul", "[9223372036854775808]", "[-9223372036854775809]",
		"[1e400]", "[\"]", "[\"\\\"]", "[\"\\x\"]", "[\"\\u12\"]",
		"[\"\\u12G4\"]", "[\"\\u0000\"]", "[\"\\uD800\"]",
		"[\"\\uD800\\u0041\"]", "[\"\\uDC00\"]", "[\"\n\"]",
		"[\"\x01\"]", "[\"\xFF\"]", "[\"\xC0\x80\"]",
		"[\"\xED\xA0\x80\"]", "[\"\xD0\"]", "[\f]", "[/**/]",
		"{\"a\":1,\"a\":2}", "{\"\\u0061\":1,\"a\":2}" };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (takes(texts[i], strlen(texts[i])) != 0)
			fail_msg("%s", texts[i]);
	assert_int_equal(takes("[\0]", 3), 0);
	assert_int_equal(takes("[\"\0\"]", 5), 0);
	assert_int_equal(takes("[]\0", 3), 0);
}

/* Whatever is cut off. */
static void
refuses_every_beginning(void **state)
{
	static const char text[] =
	    "{\"a\": [1.5e3, -2, \"\\uD83D\\uDE00\\n\"], \"b\": false}";

	(void)state;
	for (size_t length = 0; length < sizeof(text) - 1; length++)
		assert_int_equal(takes(text, length), 0);
	assert_int_equal(takes(text, sizeof(text) - 1), 1);
}

static void
goes_as_deep_as_jansson(void **state)
{
	static char text[2 * JSON_DEPTH + 4];

	(void)state;
	for (size_t depth = JSON_DEPTH; depth <= JSON_DEPTH + 1; depth++) {
		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		assert_int_equal(takes(text, 2 * depth), depth == JSON_DEPTH);
	}
}

/* So many keys that they are sorted; with the first again at the end. */
static void
finds_keys_given_twice_among_many(void **state)
{
	char text[4096], *to = text;
	int i;

	(void)state;
	for (i = 0; i < 200; i++)
		to += sprintf(to, "%c\"k%d\":1", i == 0 ? '{' : ',', i);
	strcpy(to, "}");
	assert_int_equal(takes(text, strlen(text)), 1);
	strcpy(to, ",\"k0\":1}");
	assert_int_equal(takes(text, strlen(text)), 0);
}

static void
reads_values(void **state)
{
	static const char text[] =
	    "{\"t\": \"\\u0416\\uD83D\\uDE00\\\"\\u00e9\\n\", \"i\": -12,"
	    " \"n\": 2.5e1, \"y\": true, \"z\": []}";
	struct fail f = FAIL_INIT;
	struct arena arena = ARENA_INIT;
	struct json *node = json_node(&arena, &f);
	const struct json **child;

	(void)state;
	assert_int_equal(
	    json_read(node, text, sizeof(text) - 1, &arena, &f), 1);
	assert_int_equal(node->count, 5);
	child = node->value.children;
	assert_string_equal(child[0]->value.text, "Ж😀\"é\n");
	assert_int_equal(child[1]->value.integer, -12);
	assert_true(child[2]->value.number == 25.0);
	assert_true(child[3]->value.truth);
	assert_int_equal(child[4]->kind, JSON_KIND_ARRAY);
	assert_int_equal(child[4]->index, 4);
	assert_string_equal(child[4]->key, "z");
	assert_ptr_equal(child[4]->parent, node);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_jansson_takes),
		cmocka_unit_test(refuses_what_jansson_refuses),
		cmocka_unit_test(refuses_every_beginning),
		cmocka_unit_test(goes_as_deep_as_jansson),
		cmocka_unit_test(finds_keys_given_twice_among_many),
		cmocka_unit_test(reads_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

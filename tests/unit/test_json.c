#include "unit.h"

#include <math.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "chaos.h"

static struct json *
parse(const char *text)
{
	struct fail f = FAIL_INIT;
	struct json *root = json_parse(text, strlen(text), "c.json", &f);

	if (root == NULL)
		fail_msg("%s", f.text);
	return root;
}

static void
check_fail(const struct fail *f, const char *text)
{
	assert_int_equal(f->status, FAIL_USAGE);
	assert_string_equal(f->text, text);
}

static void
check_syntax(const char *text, size_t length, const char *message)
{
	struct fail f = FAIL_INIT;

	assert_null(json_parse(text, length, "c.json", &f));
	check_fail(&f, message);
}

static void
places_syntax_errors(void **state)
{
	(void)state;
	check_syntax("{\n \"a\": }", 9,
	    "c.json:2:7: this is not JSON: unexpected token near '}'; "
	    "a value is missing before it");
	check_syntax("{\"a\":1,\"a\":2}", 13,
	    "c.json:1:10: this is not JSON: duplicate object key near "
	    "'\"a\"'; remove one of the two");
	check_syntax("", 0,
	    "c.json:1:0: this is not JSON: '[' or '{' expected near end of "
	    "file; the file is empty");
	check_syntax("[1] x", 5,
	    "c.json:1:5: this is not JSON: end of file expected near 'x'; "
	    "there is one bracket too many before it, or text behind the "
	    "end");
	check_syntax("[\"\xFF\"]", 5,
	    "c.json:1:2: this is not JSON: unable to decode byte 0xff near "
	    "'\"'");
	check_syntax("[\"a\\u0000b\"]", 12,
	    "c.json:1:11: this is not JSON: \\u0000 is not allowed without "
	    "JSON_ALLOW_NUL near '\"a\\u0000b\"'");
	check_syntax("[99999999999999999999]", 22,
	    "c.json:1:21: this is not JSON: too big integer near "
	    "'99999999999999999999'");
	check_syntax("[\"\x1b[2J\"]", 8,
	    "c.json:1:2: this is not JSON: control character 0x1b near '\"'");
}

static void
opens_files(void **state)
{
	char path[] = "/tmp/test_json.XXXXXX";
	struct fail f = FAIL_INIT;
	FILE *stream = fdopen(mkstemp(path), "w");
	struct json *root;

	(void)state;
	/* with the byte-order mark of a Windows editor */
	fputs("\xEF\xBB\xBF{\"a\": [1, 2]}\n", stream);
	assert_int_equal(fclose(stream), 0);
	root = json_open(path, &f);
	assert_non_null(root);
	assert_int_equal(json_count(json_member(root, "a")), 2);
	json_free(root);
	unlink(path);
	assert_null(json_open(path, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(
	    f.text, ": cannot open the file: No such file or directory"));
	assert_null(json_open("/", &f));
	check_fail(&f, "/: cannot read the file: Is a directory");
}

static void
refuses_large_files(void **state)
{
	char path[] = "/tmp/test_json.XXXXXX", message[200];
	struct fail f = FAIL_INIT;
	int descriptor = mkstemp(path);

	(void)state;
	assert_int_equal(ftruncate(descriptor, 65 << 20), 0);
	close(descriptor);
	assert_null(json_open(path, &f));
	snprintf(message, sizeof(message), "%s: the file is larger than 64 MiB",
	    path);
	check_fail(&f, message);
	unlink(path);
}

static void
gives_values(void **state)
{
	struct json *root =
	    parse("{\"t\": \"ё\", \"i\": -7, \"n\": 2.5, \"b\": "
		  "true, \"a\": [null, {}]}");
	struct fail f = FAIL_INIT;
	const struct json *array;
	const char *text;
	int64_t integer;
	double number;
	bool truth;

	(void)state;
	assert_int_equal(json_kind(root), JSON_KIND_OBJECT);
	assert_int_equal(json_count(root), 5);
	assert_null(json_key(root));
	assert_int_equal(
	    json_get_text(json_member(root, "t"), NULL, &text, &f), 0);
	assert_string_equal(text, "ё");
	assert_int_equal(json_get_integer(json_required(root, "i", &f), 0, -7,
			     -7, &integer, &f),
	    0);
	assert_int_equal(integer, -7);
	assert_int_equal(
	    json_get_number(json_at(root, 2), 0, 0, 9, &number, &f), 0);
	assert_true(number == 2.5);
	assert_int_equal(
	    json_get_number(json_at(root, 1), 0, -9, 9, &number, &f), 0);
	assert_true(number == -7);
	assert_string_equal(json_key(json_at(root, 3)), "b");
	assert_int_equal(
	    json_get_boolean(json_at(root, 3), false, &truth, &f), 0);
	assert_true(truth);
	array = json_at(root, 4);
	assert_int_equal(json_kind(json_at(array, 0)), JSON_KIND_NULL);
	assert_null(json_key(json_at(array, 0)));
	assert_null(json_at(array, 2));
	assert_null(json_member(array, "x"));
	assert_null(json_member(NULL, "x"));
	assert_int_equal(json_count(NULL), 0);
	assert_int_equal(f.status, FAIL_NONE);
	json_free(root);
	json_free(NULL);
}

static void
falls_back_on_absent_members(void **state)
{
	struct fail f = FAIL_INIT;
	const char *text;
	int64_t integer;
	double number;
	bool truth;

	(void)state;
	assert_int_equal(json_get_text(NULL, "x", &text, &f), 0);
	assert_string_equal(text, "x");
	assert_int_equal(json_get_integer(NULL, -1, 0, 9, &integer, &f), 0);
	assert_int_equal(integer, -1);
	assert_int_equal(json_get_number(NULL, 0.5, 1, 2, &number, &f), 0);
	assert_true(number == 0.5);
	assert_int_equal(json_get_boolean(NULL, true, &truth, &f), 0);
	assert_true(truth);
	assert_int_equal(json_expect(NULL, JSON_KIND_ARRAY, &f), 0);
}

static void
names_are_not_empty(void **state)
{
	struct json *root = parse("{\"a\": \"x\", \"b\": \"\"}");
	struct fail f = FAIL_INIT;
	const char *text;

	(void)state;
	assert_int_equal(json_get_name(json_member(root, "a"), &text, &f), 0);
	assert_string_equal(text, "x");
	assert_int_equal(json_get_name(json_member(root, "b"), &text, &f), -1);
	check_fail(&f, "c.json: /b: an empty text, expected a name");
	json_free(root);
}

static void
names_file_and_pointer(void **state)
{
	struct json *root = parse("{\"a/b\": [{\"m~n\": 12}], \"n\": 1e3}");
	const struct json *node =
	    json_at(json_at(json_at(json_at(root, 0), 0), 0), 0);
	struct fail f = FAIL_INIT;
	const char *text;
	int64_t integer;
	double number;
	bool truth;

	(void)state;
	assert_null(node);
	node = json_at(json_at(json_at(root, 0), 0), 0);
	assert_int_equal(json_get_text(node, NULL, &text, &f), -1);
	check_fail(
	    &f, "c.json: /a~1b/0/m~0n: found a whole number, expected a text");
	assert_int_equal(json_get_integer(node, 0, 0, 9, &integer, &f), -1);
	check_fail(&f,
	    "c.json: /a~1b/0/m~0n: found 12, expected a whole number from 0 "
	    "to 9");
	assert_int_equal(json_get_number(node, 0, 0, 0.1, &number, &f), -1);
	check_fail(&f,
	    "c.json: /a~1b/0/m~0n: found 12, expected a number from 0 to "
	    "0.1");
	assert_int_equal(json_get_boolean(node, false, &truth, &f), -1);
	check_fail(&f,
	    "c.json: /a~1b/0/m~0n: found a whole number, expected true or "
	    "false");
	assert_int_equal(
	    json_get_integer(json_at(root, 1), 0, 0, 9999, &integer, &f), -1);
	check_fail(&f, "c.json: /n: found a number, expected a whole number");
	assert_int_equal(json_expect(root, JSON_KIND_ARRAY, &f), -1);
	check_fail(&f, "c.json: found an object, expected an array");
	assert_null(json_required(root, "title", &f));
	check_fail(&f, "c.json: \"title\" is missing");
	assert_null(json_required(json_at(root, 0), "title", &f));
	check_fail(&f, "c.json: /a~1b: found an array, expected an object");
	assert_int_equal(json_fail(node, &f, "no \"%s\"", "x"), -1);
	check_fail(&f, "c.json: /a~1b/0/m~0n: no \"x\"");
	assert_int_equal(json_fail(NULL, &f, "no"), -1);
	check_fail(&f, "no");
	assert_int_equal(json_fail(node, NULL, "no"), -1);
	json_free(root);
}

static void
finds_unknown_keys(void **state)
{
	struct json *root = parse(
	    "{\"id\": 1, \"titel\": 2, \"list\": [{\"x\": 1}], \"zzzzzz\": 3}");
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(json_check_known(root, &f), -1);
	check_fail(&f, "c.json: unknown key \"id\"");
	json_member(root, "id");
	json_member(root, "title");
	json_member(root, "title");
	json_member(root, "list");
	assert_int_equal(json_check_known(root, &f), -1);
	check_fail(&f,
	    "c.json: unknown key \"titel\"; did you mean \"title\"? Known "
	    "here: id, list, title");
	json_member(root, "titel");
	assert_int_equal(json_check_known(root, &f), -1);
	check_fail(&f, "c.json: /list/0: unknown key \"x\"");
	json_member(json_at(json_member(root, "list"), 0), "x");
	assert_int_equal(json_check_known(root, &f), -1);
	check_fail(&f,
	    "c.json: unknown key \"zzzzzz\"; known here: id, titel, list, "
	    "title");
	json_member(root, "zzzzzz");
	assert_int_equal(json_check_known(root, &f), 0);
	json_free(root);
}

/* What json_write() prints; the caller frees it. */
static char *
print(struct json_value *value, int indent)
{
	struct fail f = FAIL_INIT;
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);

	if (json_write(value, stream, indent, &f) == -1)
		fail_msg("%s", f.text);
	fclose(stream);
	json_value_free(value);
	return text;
}

static struct json_value *
sample(void)
{
	struct json_value *o = json_new_object(), *a = json_new_array();

	json_append(a, json_new_integer(INT64_MIN));
	json_append(a, json_new_number(0.1));
	json_append(a, json_new_number(-0.0));
	json_append(a, json_new_number(100));
	json_append(a, json_new_number(NAN));
	json_append(a, json_new_number(-INFINITY));
	json_append(a, json_new_boolean(true));
	json_append(a, json_new_null());
	json_append(a, json_new_text(NULL));
	json_set(o, "z", json_new_text("ё \"q\"\x1b</script>"));
	json_set(o, "a", a);
	return o;
}

static void
writes(void **state)
{
	char *text = print(sample(), 0);

	(void)state;
	assert_string_equal(text,
	    "{\"z\":\"ё \\\"q\\\"\\u001B</script>\",\"a\":["
	    "-9223372036854775808,0.1,0.0,100.0,null,null,true,null,null]}\n");
	free(text);
	text = print(json_new_object(), 2);
	assert_string_equal(text, "{}\n");
	free(text);
	text = print(json_new_text("x"), 2);
	assert_string_equal(text, "\"x\"\n");
	free(text);
}

static void
writes_what_was_read(void **state)
{
	struct json *root = parse("{\"b\": [1, 2.5, \"x\"], \"a\": {}}");
	struct json_value *o = json_new_object();
	char *text;

	(void)state;
	json_set(o, "copy", json_new_copy(root));
	json_set(o, "none", json_new_copy(NULL));
	json_free(root);
	text = print(o, 1);
	assert_string_equal(text,
	    "{\n \"copy\": {\n  \"b\": [\n   1,\n   2.5,\n   \"x\"\n  ],\n  "
	    "\"a\": {}\n },\n \"none\": null\n}\n");
	free(text);
}

static void
remembers_bad_text(void **state)
{
	struct json_value *o = json_new_object(), *a = json_new_array();
	struct fail f = FAIL_INIT;

	(void)state;
	json_append(a, json_new_text("\xFF"));
	json_set(o, "a", a);
	assert_int_equal(json_write(o, stdout, 0, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text, "a text for the JSON output is not UTF-8");
	json_value_free(o);
	o = json_new_object();
	json_set(o, "\xFF", json_new_null());
	assert_int_equal(json_write(o, stdout, 0, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	json_value_free(o);
	json_value_free(NULL);
}

static void
reports_a_full_disk(void **state)
{
	struct json_value *o = sample();
	struct fail f = FAIL_INIT;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	setvbuf(full, NULL, _IONBF, 0);
	assert_int_equal(json_write(o, full, 0, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(
	    f.text, "cannot write the JSON output: No space left on device");
	fclose(full);
	json_value_free(o);
}

/* A million numbers: the time is bounded by the test's own limit. */
static void
writes_much(void **state)
{
	struct json_value *a = json_new_array();
	struct fail f = FAIL_INIT;
	FILE *null = fopen("/dev/null", "w");

	(void)state;
	alarm(60);
	for (int i = 0; i < 1000000; i++)
		json_append(a, json_new_number(i / 3.0));
	assert_int_equal(json_write(a, null, 0, &f), 0);
	alarm(0);
	fclose(null);
	json_value_free(a);
}

static void
reading_survives_the_end_of_memory(void **state)
{
	/* a text beyond the first buffer of jansson: it grows */
	static const char text[] = "{\"a\": [1, {\"b\": \"0123456789abcdef"
				   "0123456789abcdef\"}], \"c\": null}";

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct json *root;

		chaos_start(n);
		root = json_parse(text, sizeof(text) - 1, "c.json", &f);
		if (root != NULL)
			json_member(root, "absent");
		chaos_stop();
		assert_int_equal(
		    f.status, root == NULL ? FAIL_SYSTEM : FAIL_NONE);
		assert_true(root == NULL || json_count(root) == 2);
		json_free(root);
	}
}

/* A copy lacks nothing, or there is none. */
static void
copying_survives_the_end_of_memory(void **state)
{
	static const char text[] =
	    "{\"a\":[\"x\",{\"b\":1.5}],\"aliases\":[\"y\"]}";
	struct json *root = json_parse(text, sizeof(text) - 1, "c.json", NULL);
	char written[sizeof(text) + 1];

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct json_value *copy;
		FILE *to;

		chaos_start(n);
		copy = json_new_copy(root);
		chaos_stop();
		assert_int_equal(copy == NULL, chaos_failed());
		if (copy == NULL)
			continue;
		to = fmemopen(written, sizeof(written), "w");
		assert_int_equal(json_write(copy, to, 0, NULL), 0);
		fclose(to);
		assert_memory_equal(written, text, sizeof(text) - 1);
		json_value_free(copy);
	}
	json_free(root);
}

static void
opening_survives_the_end_of_memory(void **state)
{
	char path[] = "/tmp/test_json.XXXXXX";
	int descriptor = mkstemp(path);

	(void)state;
	assert_int_equal(write(descriptor, "{}", 2), 2);
	close(descriptor);
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct json *root;

		chaos_start(n);
		root = json_open(path, &f);
		chaos_stop();
		assert_int_equal(
		    f.status, root == NULL ? FAIL_SYSTEM : FAIL_NONE);
		json_free(root);
	}
	unlink(path);
}

static void
writing_survives_the_end_of_memory(void **state)
{
	FILE *null = fopen("/dev/null", "w");
	int status = -1;

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct json_value *o;

		chaos_start(n);
		o = sample();
		status = json_write(o, null, 2, &f);
		chaos_stop();
		assert_int_equal(
		    f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
		assert_int_equal(status == -1, chaos_failed());
		json_value_free(o);
	}
	assert_int_equal(status, 0);
	fclose(null);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_syntax_errors),
		cmocka_unit_test(opens_files),
		cmocka_unit_test(refuses_large_files),
		cmocka_unit_test(gives_values),
		cmocka_unit_test(falls_back_on_absent_members),
		cmocka_unit_test(names_are_not_empty),
		cmocka_unit_test(names_file_and_pointer),
		cmocka_unit_test(finds_unknown_keys),
		cmocka_unit_test(writes),
		cmocka_unit_test(writes_what_was_read),
		cmocka_unit_test(remembers_bad_text),
		cmocka_unit_test(reports_a_full_disk),
		cmocka_unit_test(writes_much),
		cmocka_unit_test(reading_survives_the_end_of_memory),
		cmocka_unit_test(copying_survives_the_end_of_memory),
		cmocka_unit_test(opening_survives_the_end_of_memory),
		cmocka_unit_test(writing_survives_the_end_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

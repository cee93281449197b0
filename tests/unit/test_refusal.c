/* test_refusal - the account of a file that is no table */
#include "unit.h"

#include <unistd.h>

#include "chaos.h"
#include "reader/refusal.h"

static const char path[] = "refused.csv";

/* Lines set aside when header lines were classed before; the record's place
 * and text of the finding. */
static void
expect(const char *content, const char *file, uint64_t header, const char *why,
    uint64_t aside, int64_t line, const char *found)
{
	struct fail f = FAIL_INIT;
	struct account *a = account_new("ingest", &f);
	int input = account_file(a, "x.csv", &f);
	struct raw_file raw = RAW_FILE_INIT;
	const struct json *node;
	struct json *root;
	FILE *stream = fopen(path, "w");
	const char *text;
	int64_t number;

	assert_non_null(stream);
	fputs(content, stream);
	assert_int_equal(fclose(stream), 0);
	account_line(a, input, LINE_HEADER, header);
	assert_int_equal(raw_file_open(&raw, file, "x.csv", &f),
	    strcmp(file, path) == 0 ? 0 : -1);
	assert_int_equal(refusal_lines(a, input, &raw, &f), 0);
	raw_file_close(&raw);
	fail_set(&f, FAIL_DATA, "%s", why);
	refusal_write(a, "x.csv", "refused.json", &f);
	assert_string_equal(f.text, why);
	assert_int_equal(account_lines(a, input, LINE_SET_ASIDE), aside);
	account_free(a);
	assert_non_null(root = json_open("refused.json", &f));
	node = json_at(json_member(root, "files"), 0);
	node = json_at(json_member(node, "findings"), 0);
	assert_int_equal(
	    json_get_text(json_member(node, "reason"), "", &text, &f), 0);
	assert_string_equal(text, "source-error");
	node = json_at(json_member(node, "first"), 0);
	assert_int_equal(json_get_integer(json_member(node, "line"), 0, 0,
			     INT64_MAX, &number, &f),
	    0);
	assert_int_equal(number, line);
	assert_int_equal(
	    json_get_text(json_member(node, "found"), "", &text, &f), 0);
	assert_string_equal(text, found);
	json_free(root);
	unlink(path);
	unlink("refused.json");
	unlink("refused.json.timing");
}

static void
counts_lines(void **state)
{
	(void)state;
	expect("a\nb\nc\n", path, 0, "x.csv: no table", 3, 0, "no table");
	expect("a\r\nb\r\nc", path, 1, "x.csv:2: no row", 2, 2, "no row");
	expect("a\rb\rc", path, 0, "x.csv:b: odd", 3, 0, "b: odd");
	expect("a\rb\r", path, 3, "other: words", 0, 0, "other: words");
	expect("", path, 0, "x.csv: empty", 0, 0, "empty");
	expect("a\r\rb\nc\r\n", path, 0, "x.csv: mixed", 4, 0, "mixed");
	expect("a\n", "none.csv", 0, "x.csv: none", 0, 0, "none");
	expect("a\n", "/", 0, "x.csv: a folder", 0, 0, "a folder");
}

/* Each line is in one class, whatever the class of those before. */
static void
leaves_classed_lines(void **state)
{
	struct raw_file raw = RAW_FILE_INIT;
	FILE *stream = fopen(path, "w");
	struct fail f = FAIL_INIT;

	(void)state;
	assert_non_null(stream);
	for (int i = 0; i < LINE_CLASSES + 5; i++)
		fputs("a\n", stream);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(raw_file_open(&raw, path, "x.csv", &f), 0);
	for (int class = 0; class < LINE_CLASSES; class ++) {
		struct account *a = account_new("ingest", &f);
		int input = account_file(a, "x.csv", &f);

		account_line(a, input, (enum line_class) class, 3);
		assert_int_equal(refusal_lines(a, input, &raw, &f), 0);
		assert_int_equal(account_lines(a, input, LINE_SET_ASIDE),
		    class == LINE_SET_ASIDE ? LINE_CLASSES + 5
					    : LINE_CLASSES + 2);
		account_free(a);
	}
	raw_file_close(&raw);
	unlink(path);
}

static void
no_memory(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct account *a = account_new("ingest", &f);

		fail_set(&f, FAIL_DATA, "x.csv: why");
		chaos_start(n);
		refusal_write(a, "x.csv", NULL, &f);
		chaos_stop();
		if (f.status != FAIL_DATA)
			assert_int_equal(f.status, FAIL_SYSTEM);
		account_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_lines),
		cmocka_unit_test(leaves_classed_lines),
		cmocka_unit_test(no_memory),
	};

	if (chdir("/tmp") == -1)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

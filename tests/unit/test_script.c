#include "unit.h"

#include "plan/script.h"
#include "plan_tree.h"

static void
write_script(const char *path, const char *word)
{
	struct fail f = FAIL_INIT;
	struct script s;

	assert_int_equal(script_open(&s, path, &f), 0);
	fputs("printf %s", s.stream);
	script_option(&s, "x", word);
	assert_int_equal(script_close(&s, &f), 0);
	script_discard(&s);
}

/* What the shell makes of a quoted word is the word. */
static void
quote(void **state)
{
	static const char *const words[] = { "plain", "", "a b", "it's",
		"'; touch evil; '", "$(touch evil) `touch evil` \\ \" *",
		"two\nlines", "Отчёт (2).csv", "-n", "\xd2\xe2\n" };
	char expected[100];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(words); i++) {
		write_script("s.sh", words[i]);
		assert_int_equal(system("sh s.sh >out"), 0);
		snprintf(expected, sizeof(expected), "--x%s", words[i]);
		assert_string_equal(tree_read("out"), expected);
	}
	assert_int_equal(access("evil", F_OK), -1);
}

static ino_t
inode(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_ino;
}

/* A file is a new one when its text changes, and only then; the old file is
 * held by a second name, or its inode could be used again. */
static void
rewrite(void **state)
{
	static const char *const changed[] = { "two", "on", "ones", "" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(changed); i++) {
		write_script("s.sh", "one");
		assert_int_equal(link("s.sh", "held"), 0);
		write_script("s.sh", "one");
		assert_true(inode("s.sh") == inode("held"));
		write_script("s.sh", changed[i]);
		assert_true(inode("s.sh") != inode("held"));
		assert_int_equal(unlink("held"), 0);
	}
}

static void
unwritable(void **state)
{
	struct fail f = FAIL_INIT;
	struct script s;

	(void)state;
	assert_int_equal(script_open(&s, "none/s.sh", &f), 0);
	fputs("x", s.stream);
	assert_int_equal(script_close(&s, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_non_null(strstr(f.text, "none/s.sh"));
	assert_int_equal(script_open(&s, "s.sh", &f), 0);
	script_discard(&s);
	script_discard(&s);
	assert_int_equal(access("s.sh", F_OK), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(quote),
		tree_test(rewrite),
		tree_test(unwritable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

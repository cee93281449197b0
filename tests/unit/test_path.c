#include "unit.h"

#include <unistd.h>

#include "base/path.h"
#include "chaos.h"

/* Takes the path. */
static void
check_path(char *path, const char *expected)
{
	assert_non_null(path);
	assert_string_equal(path, expected);
	free(path);
}

static void
joins(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	check_path(path_join("a", "b", &f), "a/b");
	check_path(path_join("a b", "../c", &f), "a b/../c");
	check_path(path_join("a", "/b", &f), "/b");
	check_path(path_format(&f, "%s/raw/%s.%d", "a", "b", 7), "a/raw/b.7");
}

static void
finds_the_folder(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	check_path(path_folder("a", &f), ".");
	check_path(path_folder("/a", &f), "/");
	check_path(path_folder("a/b", &f), "a");
	check_path(path_folder("/a/b/c", &f), "/a/b");
}

static void
finds_the_one_name(void **state)
{
	char folder[] = "/tmp/test_path.XXXXXX", *real, *expected;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	real = realpath(folder, NULL);
	assert_non_null(expected = path_join(real, "new", &f));
	check_path(path_real("new", &f), expected);
	check_path(path_real("./new", &f), expected);
	check_path(path_real(expected, &f), expected);
	check_path(path_real("nowhere/new", &f), "nowhere/new");
	assert_int_equal(symlink(".", "link"), 0);
	check_path(path_real("link/new", &f), expected);
	check_path(path_real("link", &f), real);
	assert_int_equal(unlink("link"), 0);
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(chdir("/"), 0);
	free(expected);
	free(real);
}

static void
knows_devices(void **state)
{
	(void)state;
	assert_true(path_is_special("/dev/null"));
	assert_true(path_is_special("/"));
	assert_false(path_is_special("/proc/self/environ"));
	assert_false(path_is_special("/nowhere"));
}

/* The same file under two names, or the same input twice, counts twice. */
static void
refuses_a_file_twice(void **state)
{
	char one[] = "/tmp/test_path.XXXXXX", link[64];
	const char *paths[] = { one, "/nowhere", link, "/nowhere" };
	const char *const input[] = { "-", "-" };
	struct fail f = FAIL_INIT;
	int fd = mkstemp(one);

	(void)state;
	assert_int_not_equal(fd, -1);
	close(fd);
	snprintf(link, sizeof(link), "%s.link", one);
	assert_int_equal(path_check_distinct(paths, 4, &f), 0);
	assert_int_equal(path_check_distinct(NULL, 0, &f), 0);
	assert_int_equal(symlink(one, link), 0);
	assert_int_equal(path_check_distinct(paths, 4, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, link));
	assert_int_equal(path_check_distinct(input, 2, &f), -1);
	assert_int_equal(path_check_distinct(input, 1, &f), 0);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(unlink(one), 0);
}

static void
survives_failing_allocations(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		char *path;

		chaos_start(n);
		path = path_real("nowhere/new", &f);
		chaos_stop();
		assert_int_equal(
		    f.status, path == NULL ? FAIL_SYSTEM : FAIL_NONE);
		free(path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins),
		cmocka_unit_test(finds_the_folder),
		cmocka_unit_test(finds_the_one_name),
		cmocka_unit_test(knows_devices),
		cmocka_unit_test(refuses_a_file_twice),
		cmocka_unit_test(survives_failing_allocations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

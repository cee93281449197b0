#include "unit.h"

#include "plan/release.h"
#include "plan_tree.h"

/* The release of the tree, or the status of the failure; "" if it failed. */
static enum fail_status
release_of(const char *config, const char *epoch, char release[DATE_TEXT],
    const char *what)
{
	struct fail f = FAIL_INIT;
	struct config *c;
	struct inputs *in;

	tree_write("c.json", config);
	c = config_open("c.json", &f);
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	release[0] = '\0';
	if (release_date(c, in, epoch, release, &f) == -1)
		assert_non_null(strstr(f.text, what));
	inputs_free(in);
	config_free(c);
	return f.status;
}

static void
found(void **state)
{
	char release[DATE_TEXT];

	(void)state;
	release_of(
	    TREE_CONFIG ", \"release\": \"2020-02-29\"}", "0", release, "");
	assert_string_equal(release, "2020-02-29");
	release_of(TREE_CONFIG "}", "1700000000", release, "");
	assert_string_equal(release, "2023-11-14"); /* date -u -d @... */
	release_of(TREE_CONFIG "}", "", release, "");
	assert_string_equal(release, "2026-01-03");
	release_of(TREE_CONFIG "}", NULL, release, "");
	assert_string_equal(release, "2026-01-03");
	release_of(
	    TREE_CONFIG ", \"cutoff\": \"2026-01-02\"}", NULL, release, "");
	assert_string_equal(release, "2026-01-02");
}

static void
bad(void **state)
{
	static const char *const epochs[] = { "x", "1x", "-1", "99999999999999",
		"99999999999999999999999" };
	char release[DATE_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(epochs); i++)
		assert_int_equal(release_of(TREE_CONFIG "}", epochs[i], release,
				     "SOURCE_DATE_EPOCH"),
		    FAIL_USAGE);
	assert_int_equal(release_of(TREE_CONFIG ", \"cutoff\": "
						"\"2000-01-01\"}",
			     NULL, release, "set \"release\""),
	    FAIL_USAGE);
	assert_int_equal(
	    rename("d/a/raw/2026-01-02.csv", "d/a/raw/no date"), 0);
	assert_int_equal(
	    release_of(TREE_CONFIG "}", NULL, release,
		"d/a/raw/no date: the file name states no received: found "
		"\"no date\", expected a match of ([0-9-]+)"),
	    FAIL_DATA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(found),
		tree_test(bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "plan/release.h"
#include "plan_people.h"

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

/* The day up to which the spells (dataset 2) are followed. */
static void
expect_until(const char *config, const char *expected)
{
	struct fail f = FAIL_INIT;
	char until[DATE_TEXT];
	struct config *c;
	struct inputs *in;

	people_write("c.json", config);
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	assert_int_equal(release_until(c, in, 2, until, &f), 0);
	assert_string_equal(until, expected);
	inputs_free(in);
	config_free(c);
}

static void
until(void **state)
{
	(void)state;
	people_make();
	expect_until(PEOPLE_CONFIG(""), "2026-01-04");
	/* a graduate's file that comes later tells nothing of spells */
	tree_write("d/g/raw/2026-05-05.csv", "four");
	expect_until(PEOPLE_CONFIG(""), "2026-01-04");
	expect_until(PEOPLE_CONFIG(", 'cutoff': '2026-01-03'"), "2026-01-03");
	expect_until(PEOPLE_CONFIG(", 'cutoff': '2026-01-03', 'until': "
				   "'2025-12-31'"),
	    "2025-12-31");
}

/* Nothing says when the spells were received. */
static void
no_until(void **state)
{
	struct fail f = FAIL_INIT;
	char text[DATE_TEXT];
	struct config *c;
	struct inputs *in;

	(void)state;
	people_make();
	people_write("d/s/schema.json",
	    "{'name': 's', " PEOPLE_TITLE ", 'source': {'ru': 'x', 'en': "
	    "'x'}, 'licence': 'CC0', 'fields': [" PEOPLE_PERSON
	    ", " PEOPLE_FIELD("status", "string", "") ", " PEOPLE_FIELD(
		"started", "date", "") ", " PEOPLE_FIELD("ended", "date",
		"") ", " PEOPLE_FIELD("employer", "string",
		"") ", " PEOPLE_FIELD("region", "string", "") "]}");
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	assert_int_equal(release_until(c, in, 2, text, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "set \"until\""));
	inputs_free(in);
	config_free(c);
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
		tree_test(until),
		tree_test(no_until),
		tree_test(bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

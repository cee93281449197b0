/* breaks: what is read, which indicators and codes they concern, and that each
 * fault is named with its place */
#include "unit.h"

#include "chaos.h"
#include "fixture.h"
#include "measure/breaks.h"

#define TEXTS                                       \
	"\"text\":{\"ru\":\"Т\",\"en\":\"Text\"}," \
	"\"source\":{\"ru\":\"И\",\"en\":\"Act\"}"
#define FILE_OF(items) "{\"kind\":\"breaks\",\"breaks\":[" items "]}"
#define INDICATOR(id, dimensions)                                            \
	"{\"id\":\"" id "\",\"kind\":\"indicator\",\"version\":\"1\","       \
	"\"title\":{\"ru\":\"Д\",\"en\":\"S\"},\"unit\":\"percent\","       \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                             \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},\"dimensions\":[" dimensions \
	"],\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\"},"             \
	"\"denominator\":{\"dataset\":\"a\",\"measure\":\"rows\"}}"
#define REGION "{\"name\":\"region\",\"registry\":\"regions\"}"
#define SEX "{\"name\":\"sex\",\"registry\":\"sex\"}"

static int
open_text(struct breaks *breaks, const char *text, struct fail *f)
{
	char *path = fixture_file(text);
	int status = breaks_open(breaks, path, f);

	fixture_remove(path);
	return status;
}

static void
open_definitions(struct definitions *set)
{
	char *paths[] = { fixture_file(INDICATOR("jobs", REGION "," SEX)),
		fixture_file(INDICATOR("plans", REGION)) };
	struct fail f = FAIL_INIT;

	assert_int_equal(
	    definitions_open(set, (const char *const *)paths, 2, &f), 0);
	fixture_remove(paths[0]);
	fixture_remove(paths[1]);
}

/* Named, not named, with and without a place. */
static void
test_concerned(void **state)
{
	static const char text[] = FILE_OF(
	    "{\"period\":\"2024\",\"indicators\":[\"jobs\",\"elsewhere\"],"
	    "\"where\":{\"region\":[\"A\",\"B\"]}," TEXTS "},"
	    "{\"period\":\"2024-09\",\"where\":{\"sex\":[\"F\"]}," TEXTS "},"
	    "{\"period\":\"2024-09-01\"," TEXTS "}");
	struct breaks breaks;
	struct definitions set;
	struct fail f = FAIL_INIT;
	const struct definition *jobs, *plans;

	(void)state;
	assert_int_equal(open_text(&breaks, text, &f), 0);
	open_definitions(&set);
	assert_int_equal(breaks_apply(&breaks, &set, &f), 0);
	jobs = set.items[0];
	plans = set.items[1];
	assert_ptr_equal(jobs->declared, &breaks);
	assert_int_equal(breaks.count, 3);
	assert_string_equal(breaks.items[0].period, "2024");
	assert_string_equal(breaks.items[0].text.text[LANGUAGE_EN], "Text");
	assert_string_equal(breaks.items[0].source.text[LANGUAGE_RU], "И");
	assert_true(break_concerns(&breaks.items[0], jobs));
	assert_false(break_concerns(&breaks.items[0], plans));
	assert_true(break_concerns(&breaks.items[1], jobs));
	assert_false(break_concerns(&breaks.items[1], plans)); /* no sex */
	assert_true(break_concerns(&breaks.items[2], plans));
	definitions_clear(&set);
	breaks_clear(&breaks);
}

/* A code covers its descendants, not what it is part of. */
static void
test_codes(void **state)
{
	static const char text[] =
	    FILE_OF("{\"period\":\"2024\",\"where\":{\"region\":[\"B\",\"X\"]}"
		    "," TEXTS "}");
	static const char codes[] =
	    "{\"id\":\"regions\",\"title\":{\"ru\":\"Р\",\"en\":\"R\"},"
	    "\"entries\":["
	    "{\"id\":\"RU\",\"title\":{\"ru\":\"1\",\"en\":\"1\"}},"
	    "{\"id\":\"A\",\"parent\":\"RU\",\"title\":{\"ru\":\"2\",\"en\":"
	    "\"2\"}},"
	    "{\"id\":\"B\",\"parent\":\"RU\",\"title\":{\"ru\":\"3\",\"en\":"
	    "\"3\"}},"
	    "{\"id\":\"B1\",\"parent\":\"B\",\"title\":{\"ru\":\"4\",\"en\":"
	    "\"4\"}}]}";
	static const bool covered[] = { false, false, true, true };
	char *path = fixture_file(codes);
	struct breaks breaks;
	struct fail f = FAIL_INIT;
	struct registry *r = registry_open(path, &f);
	int i;

	(void)state;
	fixture_remove(path);
	assert_non_null(r);
	assert_int_equal(open_text(&breaks, text, &f), 0);
	for (i = 0; i < 4; i++)
		assert_int_equal(
		    break_covers(breaks.items[0].where, r, i), covered[i]);
	assert_int_equal(break_check_codes(breaks.items[0].where, r, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text,
	    ": /breaks/0/where/region/1: \"X\" is not in the registry "
	    "\"regions\""));
	registry_free(r);
	breaks_clear(&breaks);
}

static void
test_begins(void **state)
{
	static const char *const years[] = { "2022", "2023", "2025", "2026" };
	static const char *const months[] = { "2023-12", "2024-01", "2024-02" };
	static const char *const school[] = { "2022/23", "2023/24" };

	(void)state;
	assert_int_equal(break_begins("2023", years, 4), 1);
	assert_int_equal(break_begins("2023-09", years, 4), 1);
	assert_int_equal(break_begins("2024", years, 4), 2); /* a gap */
	assert_int_equal(break_begins("2022", years, 4), 0);
	assert_int_equal(break_begins("2021", years, 4), -1);
	assert_int_equal(break_begins("2027", years, 4), -1);
	assert_int_equal(break_begins("2024", months, 3), 1);
	assert_int_equal(break_begins("2024-01-31", months, 3), 1);
	assert_int_equal(break_begins("2023/24", school, 2), 1);
	assert_int_equal(break_begins("2023", school, 2), -1);
	assert_int_equal(break_begins("2023", years, 0), -1);
}

static const struct {
	const char *text, *error;
} faults[] = {
	{ "[]", "expected an object" },
	{ "{\"breaks\":[]}", "\"kind\"" },
	{ "{\"kind\":\"report\",\"breaks\":[]}",
	    ": /kind: the kind is \"report\", expected \"breaks\"" },
	{ "{\"kind\":\"breaks\"}", "\"breaks\"" },
	{ "{\"kind\":\"breaks\",\"breaks\":[],\"more\":1}",
	    ": unknown key \"more\"" },
	{ FILE_OF("{" TEXTS "}"), "\"period\"" },
	{ FILE_OF("{\"period\":\"2024/25\"," TEXTS "}"),
	    ": /breaks/0/period: \"2024/25\" is no period, expected YYYY, "
	    "YYYY-MM or YYYY-MM-DD" },
	{ FILE_OF("{\"period\":2024," TEXTS "}"), ": /breaks/0/period: " },
	{ FILE_OF("{\"period\":\"2024\"}"), "\"text\"" },
	{ FILE_OF("{\"period\":\"2024\",\"text\":{\"ru\":\"Т\"}}"), "\"en\"" },
	{ FILE_OF("{\"period\":\"2024\",\"indicators\":[]," TEXTS "}"),
	    ": /breaks/0/indicators: an empty list" },
	{ FILE_OF("{\"period\":\"2024\",\"indicators\":[1]," TEXTS "}"),
	    ": /breaks/0/indicators/0: " },
	{ FILE_OF("{\"period\":\"2024\",\"where\":{}," TEXTS "}"),
	    ": /breaks/0/where: no dimension" },
	{ FILE_OF("{\"period\":\"2024\",\"where\":{\"region\":[]}," TEXTS "}"),
	    ": /breaks/0/where/region: an empty list" },
	{ FILE_OF("{\"period\":\"2024\",\"where\":{\"statistic\":[\"level\"]}"
		  "," TEXTS "}"),
	    ": /breaks/0/where/statistic: \"statistic\" cannot say" },
	{ FILE_OF(
	      "{\"period\":\"2024\",\"wher\":{\"region\":[\"A\"]}," TEXTS "}"),
	    ": /breaks/0: unknown key \"wher\"" },
};

static void
test_faults(void **state)
{
	struct breaks breaks;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(faults); i++) {
		struct fail f = FAIL_INIT;

		assert_int_equal(open_text(&breaks, faults[i].text, &f), -1);
		assert_int_equal(f.status, FAIL_USAGE);
		if (strstr(f.text, faults[i].error) == NULL)
			fail_msg("%s\nexpected %s", f.text, faults[i].error);
		breaks_clear(&breaks);
	}
}

/* A break that names an indicator must know its dimensions. */
static void
test_no_dimension(void **state)
{
	static const char text[] =
	    FILE_OF("{\"period\":\"2024\",\"indicators\":[\"plans\"],"
		    "\"where\":{\"sex\":[\"F\"]}," TEXTS "}");
	struct breaks breaks;
	struct definitions set;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(open_text(&breaks, text, &f), 0);
	open_definitions(&set);
	assert_int_equal(breaks_apply(&breaks, &set, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text,
	    ": /breaks/0/where/sex: \"sex\" is no dimension of the indicator "
	    "\"plans\""));
	definitions_clear(&set);
	breaks_clear(&breaks);
}

/* A comparison breaks where the indicator does that it compares. */
static void
test_comparison(void **state)
{
	static const char text[] =
	    FILE_OF("{\"period\":\"2024\",\"indicators\":[\"jobs\"],"
		    "\"where\":{\"sex\":[\"F\"]}," TEXTS "},"
		    "{\"period\":\"2024\",\"indicators\":[\"gap\"]," TEXTS "}");
	struct comparison_definition comparison = { .of_id = "jobs" };
	struct definition gap = { .id = "gap", .comparison = &comparison };
	struct breaks breaks;
	struct definitions set;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(open_text(&breaks, text, &f), 0);
	open_definitions(&set);
	comparison.of = set.items[0];
	assert_true(break_concerns(&breaks.items[0], &gap));
	assert_int_equal(breaks_declare(&breaks, &gap, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text,
	    ": /breaks/1: \"gap\" is a comparison, expected the indicator "
	    "that it compares"));
	definitions_clear(&set);
	breaks_clear(&breaks);
}

static void
test_memory_ends(void **state)
{
	static const char text[] =
	    FILE_OF("{\"period\":\"2024\",\"indicators\":[\"jobs\"],"
		    "\"where\":{\"region\":[\"A\"]}," TEXTS "}");
	char *path = fixture_file(text);
	struct breaks breaks;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = breaks_open(&breaks, path, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		breaks_clear(&breaks);
	}
	fixture_remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_concerned),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_begins),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_no_dimension),
		cmocka_unit_test(test_comparison),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

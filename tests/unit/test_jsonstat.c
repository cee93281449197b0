/* test_jsonstat - limits of a JSON-stat dataset (its content: test_format) */
#include "unit.h"

#include <unistd.h>

#include "report/jsonstat.h"

/* CODES * CODES * 5 parts is just above the limit of a million cells. */
#define CODES 448
#define TITLE "{\"ru\": \"т\", \"en\": \"t\"}"

static const char *const names[] = { "report.json", "rate.json", "a.json",
	"b.json", "o.arrow" };

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
put_registry(const char *path, const char *id)
{
	FILE *file = fopen(path, "w");
	int i;

	assert_non_null(file);
	fprintf(file,
	    "{\"id\": \"%s\", \"title\": " TITLE
	    ", \"source\": \"s\", \"entries\": [",
	    id);
	for (i = 0; i < CODES; i++)
		fprintf(file,
		    "%s{\"id\": \"c%d\", \"title\": {\"ru\": \"т%d\", "
		    "\"en\": \"t%d\"}}",
		    i == 0 ? "" : ", ", i, i, i);
	fputs("]}", file);
	assert_int_equal(fclose(file), 0);
}

/* One observation for each code of both dimensions. */
static void
put_observations(const char *first, const char *second)
{
	const char *dimensions[] = { first, second };
	struct estimate estimate = { .numerator = 1,
		.denominator = 2,
		.value = 50,
		.lower = 40,
		.upper = 60,
		.coverage = 1,
		.parts = ESTIMATE_ALL };
	struct account *account = account_new("measure", NULL);
	struct observation_block block;
	struct observations o;
	char code[16];
	int32_t codes[2];
	int i;

	assert_int_equal(observations_init(&o, dimensions, 2, NULL), 0);
	for (i = 0; i < CODES; i++) {
		snprintf(code, sizeof(code), "c%d", i);
		assert_int_equal(observations_block(&o, "rate", "1", "2024",
				     "percent", "wilson", &block, NULL),
		    0);
		assert_int_equal(
		    observations_code(&o, 0, code, &codes[0], NULL), 0);
		assert_int_equal(
		    observations_code(&o, 1, code, &codes[1], NULL), 0);
		assert_int_equal(
		    observations_add(&o, &block, codes, &estimate, NULL), 0);
	}
	assert_int_equal(
	    observations_save(&o, names[4], account, NULL, NULL), 0);
	account_free(account);
	observations_clear(&o);
}

static void
put_definitions(const char *second, const char *breakdown)
{
	char text[1024];

	snprintf(text, sizeof(text),
	    "{\"id\": \"r\", \"kind\": \"report\", \"title\": " TITLE ", "
	    "\"indicators\": [\"rate\"], \"totals\": {\"a\": \"c0\", "
	    "\"%s\": \"c0\"}, \"breakdowns\": [%s]}",
	    second, breakdown);
	put(names[0], text);
	snprintf(text, sizeof(text),
	    "{\"id\": \"rate\", \"kind\": \"indicator\", "
	    "\"version\": \"1\", \"title\": " TITLE ", "
	    "\"unit\": \"percent\", \"text\": " TITLE ", "
	    "\"source\": " TITLE ", \"valid\": {\"from\": null, "
	    "\"to\": null}, \"dimensions\": [{\"name\": \"a\", "
	    "\"registry\": \"a\"}, {\"name\": \"%s\", "
	    "\"registry\": \"b\"}], \"numerator\": {\"dataset\": \"d\", "
	    "\"measure\": \"n\"}, \"denominator\": {\"dataset\": \"d\", "
	    "\"measure\": \"m\"}, \"interval\": {\"method\": \"wilson\", "
	    "\"level\": 0.95}, \"protection\": {\"rule\": \"threshold\"}}",
	    second);
	put(names[1], text);
}

/* The status of writing a report with dimensions a and `second`. */
static int
write_report(const char *second, const char *breakdown, struct fail *f)
{
	struct definitions definitions = DEFINITIONS_INIT;
	struct registry_set registries = { 0 };
	struct outline *outline;
	FILE *stream = fopen("/dev/null", "w");
	struct view view;
	size_t i;
	int status;

	assert_non_null(stream);
	put_registry(names[2], "a");
	put_registry(names[3], "b");
	put_observations("a", second);
	put_definitions(second, breakdown);
	outline = outline_open(names[0], OUTLINE_REPORT, f);
	assert_non_null(outline);
	assert_int_equal(definitions_open(&definitions, &names[1], 1, f), 0);
	assert_int_equal(registry_set_open(&registries, &names[2], 2, f), 0);
	assert_int_equal(
	    view_open(&view, outline, &definitions, &registries, names[4], f),
	    0);
	status = jsonstat_write(&view, LANGUAGE_EN, NULL, NULL, stream, f);
	view_close(&view);
	registry_set_clear(&registries);
	definitions_clear(&definitions);
	outline_free(outline);
	fclose(stream);
	for (i = 0; i < COUNT_OF(names); i++)
		unlink(names[i]);
	return status;
}

static void
test_limit(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(write_report("b", "[\"a\"], [\"b\"]", &f), 0);
	assert_int_equal(write_report("b", "[\"a\"], [\"a\", \"b\"]", &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "/breakdowns/1"));
	assert_non_null(strstr(f.text, "1000000"));
}

static void
test_name(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(write_report("metric", "[\"metric\"]", &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "\"metric\""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_name),
	};

	char folder[] = "/tmp/jsonstat.XXXXXX";
	int failed;

	if (mkdtemp(folder) == NULL || chdir(folder) == -1)
		return EXIT_FAILURE;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	return rmdir(folder) == -1 ? EXIT_FAILURE : failed;
}

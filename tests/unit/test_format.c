/* test_format - the formats by name, and what each one writes */
#include "report_fixture.h"

#include "report/format.h"

#define REPORT                                                                  \
	REPORT_HEAD "\"breakdowns\": [[\"territory\"], []], \"notes\": [" BOTH( \
	    "Note") "], \"sources\": [" BOTH("Source") "], "                    \
						       "\"intervals_in_text\": true, \"geo\": \"territory\"}"

static void
test_names(void **state)
{
	struct fail f = FAIL_INIT;
	enum format format;

	(void)state;
	assert_int_equal(format_find("csv", false, &format, &f), 0);
	assert_int_equal(format, FORMAT_CSV);
	assert_int_equal(format_find("timing", true, &format, &f), 0);
	assert_int_equal(format, FORMAT_TIMING);
	assert_int_equal(format_find("timing", false, &format, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_int_equal(format_find("csv", true, &format, &f), -1);
	assert_int_equal(format_find("", true, &format, &f), -1);
}

/* What a format writes; the caller frees it. */
static char *
written(struct fixture *x, enum format format, const char *release)
{
	struct edition edition = { LANGUAGE_EN, release, NULL, NULL, 0.05,
		NULL };
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	assert_non_null(stream);
	if (format_view(&x->view, format, &edition, stream, &x->fail) == -1)
		fail_msg("%s", x->fail.text);
	assert_int_equal(fclose(stream), 0);
	return text;
}

static void
test_csv(void **state)
{
	struct fixture x;
	char *text;

	(void)state;
	fixture_open(&x, REPORT);
	text = written(&x, FORMAT_CSV, NULL);
	assert_string_equal(text,
	    "indicator,definition,period,territory,unit,numerator,"
	    "denominator,value,lower,upper,method,status,reason,flags,"
	    "coverage\n"
	    "rate,1,2023,XX,percent,50,100,50,49,51,wilson,ok,,,1\n"
	    "rate,1,2023,XX-A,percent,30,50,60,59,61,wilson,ok,,revised,1\n"
	    "rate,1,2023,XX-B,percent,20,50,40,39,41,wilson,ok,,,1\n"
	    "rate,1,2024,XX,percent,60,120,50,49,51,wilson,ok,,,1\n"
	    "rate,1,2024,XX-A,percent,45,60,75,74,76,wilson,ok,,revised,1\n"
	    "rate,1,2024,XX-B,percent,,,,,,wilson,confidential,primary,,\n");
	free(text);
	fixture_close(&x);
}

static void
has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("there is no \"%s\" in:\n%s", part, text);
}

static void
test_json(void **state)
{
	struct fixture x;
	char *text;

	(void)state;
	fixture_open(&x, REPORT);
	text = written(&x, FORMAT_JSON, "2024-12-31");
	has(text, "{\"version\":\"2.0\",\"class\":\"collection\"");
	has(text, "\"updated\":\"2024-12-31\"");
	has(text, "\"id\":[\"period\",\"territory\",\"metric\"],"
		  "\"size\":[2,3,5]");
	has(text, "\"id\":[\"period\",\"metric\"],\"size\":[2,5]");
	has(text, "\"geo\":[\"territory\"]");
	has(text, "\"held\":{\"territory\":\"XX\"}");
	has(text, "\"child\":{\"XX\":[\"XX-A\",\"XX-B\"]}");
	has(text, "\"value\":[50.0,49.0,51.0,50,100,50.0,49.0,51.0,60,120]");
	/* Cells 25 to 29: the last of six observations. */
	has(text, "\"status\":{\"25\":\"confidential\",");
	has(text, "\"29\":\"confidential\"}");
	has(text, "\"reason\":{\"25\":\"primary\"}");
	has(text, "\"OBS_STATUS\":\"A\",\"CONF_STATUS\":\"F\"}");
	has(text, "\"OBS_STATUS\":\"Q\",\"CONF_STATUS\":{\"primary\":\"C\"}}");
	/* The first day on which it is no more in force. */
	has(text, "\"valid\":{\"from\":null,\"to\":\"2030-01-01\"}");
	has(text, "\"flag\":{\"5\":[\"revised\"],\"20\":[\"revised\"]}");
	free(text);
	fixture_close(&x);
}

static void
test_text(void **state)
{
	struct fixture x;
	char *text;

	(void)state;
	fixture_open(&x, REPORT);
	text = written(&x, FORMAT_TEXT, "2024-12-31");
	has(text, "Title\n=====\n\nYears: 2023 to 2024.\n"
		  "Released: 2024-12-31.\n");
	free(text);
	assert_int_equal(view_period(&x.view, "2023", &x.fail), 0);
	text = written(&x, FORMAT_TEXT, "2024-12-31");
	has(text, "Years: 2023 to 2024.\nShown here: 2023.\n");
	/* No table, so no brackets to be explained. */
	has(text, "so this text gives no intervals.");
	has(text, "1. Note\n");
	has(text, "1. Source\n");
	has(text, "Rate (definition rate, version 1).\n");
	/* The last day on which it is. */
	has(text, "In force until 2029-12-31.\n");
	free(text);
	fixture_close(&x);
}

/* The note explains what the tables hold. */
static void
test_intervals(void **state)
{
	static const struct {
		const char *show, *note;
	} cases[] = { { "value", "The interval in brackets shows" },
		{ "numerator", "so this text gives no intervals." },
		{ "lower", "The limits of the interval show" } };
	char report[512], *text;
	struct fixture x;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		snprintf(report, sizeof(report),
		    REPORT_HEAD "\"breakdowns\": [[]], \"intervals_in_text\": "
				"true, \"tables\": [{\"title\": " BOTH(
				    "T") ", \"rows\": \"territory\", "
					 "\"show\": \"%s\"}]}",
		    cases[i].show);
		fixture_open(&x, report);
		text = written(&x, FORMAT_TEXT, NULL);
		has(text, cases[i].note);
		free(text);
		fixture_close(&x);
	}
}

static void
test_release(void **state)
{
	struct edition edition = { LANGUAGE_EN, "2024-13-01", NULL, NULL, 0.05,
		NULL };
	struct fixture x;

	(void)state;
	fixture_open(&x, REPORT);
	assert_int_equal(
	    format_view(&x.view, FORMAT_CSV, &edition, stdout, &x.fail), -1);
	assert_int_equal(x.fail.status, FAIL_USAGE);
	fixture_close(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_intervals),
		cmocka_unit_test(test_release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

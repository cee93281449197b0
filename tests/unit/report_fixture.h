/*
 * report_fixture.h - a report on two territories and two periods, opened from
 * files in a scratch folder:
 *
 *	struct fixture x;
 *	fixture_open(&x, REPORT_HEAD "\"breakdowns\": [[\"territory\"]]}");
 *	... x.view ...
 *	fixture_close(&x);
 *
 * Observations of the indicator "rate" (percent), numerator/denominator:
 *
 *	period	XX	XX-A	XX-B
 *	2023	50/100	30/50	20/50
 *	2024	60/120	45/60	confidential
 *
 * and of another one, "other", which the report does not show.
 */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "unit.h"

#include <unistd.h>

#include "report/view.h"

#define BOTH(text) "{\"ru\": \"" text "\", \"en\": \"" text "\"}"
#define REPORT_START                                              \
	"{\"id\": \"r\", \"kind\": \"report\", \"title\": " BOTH( \
	    "Title") ", "                                         \
		     "\"indicators\": [\"rate\"], "
#define REPORT_HEAD REPORT_START "\"totals\": {\"territory\": \"XX\"}, "

struct fixture {
	char folder[32];
	struct outline *outline;
	struct definitions definitions;
	struct registry_set registries;
	struct view view;
	struct fail fail;
};

static const char *
fixture_path(const struct fixture *x, const char *name)
{
	static char path[4][128];
	static unsigned turn;

	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", x->folder, name);
	return path[turn];
}

static void
fixture_write(const struct fixture *x, const char *name, const char *text)
{
	FILE *file = fopen(fixture_path(x, name), "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static inline void
fixture_add(struct observations *o, const char *indicator, const char *period,
    const char *code, int64_t numerator, int64_t denominator)
{
	struct estimate estimate = { .numerator = numerator,
		.denominator = denominator,
		.coverage = 1,
		.parts = ESTIMATE_ALL };
	struct observation_block block;
	int32_t codes[1];

	if (denominator == 0) {
		estimate.status = OBSERVATION_CONFIDENTIAL;
		estimate.reason = REASON_PRIMARY;
	} else {
		estimate.value = 100 * (double)numerator / (double)denominator;
		estimate.lower = estimate.value - 1;
		estimate.upper = estimate.value + 1;
	}
	if (strcmp(code, "XX-A") == 0)
		estimate.flags = FLAG_REVISED;
	assert_int_equal(observations_block(o, indicator, "1", period,
			     "percent", "wilson", &block, NULL),
	    0);
	assert_int_equal(observations_code(o, 0, code, codes, NULL), 0);
	assert_int_equal(
	    observations_add(o, &block, codes, &estimate, NULL), 0);
}

static inline void
fixture_observations(const struct fixture *x)
{
	static const char *const dimensions[] = { "territory" };
	struct account *account = account_new("measure", NULL);
	struct observations o;

	assert_int_equal(observations_init(&o, dimensions, 1, NULL), 0);
	fixture_add(&o, "rate", "2023", "XX", 50, 100);
	fixture_add(&o, "rate", "2023", "XX-A", 30, 50);
	fixture_add(&o, "rate", "2023", "XX-B", 20, 50);
	fixture_add(&o, "rate", "2024", "XX", 60, 120);
	fixture_add(&o, "rate", "2024", "XX-A", 45, 60);
	fixture_add(&o, "rate", "2024", "XX-B", 0, 0);
	fixture_add(&o, "other", "1999", "XX", 1, 2);
	assert_int_equal(observations_save(&o, fixture_path(x, "o.arrow"),
			     account, NULL, NULL),
	    0);
	account_free(account);
	observations_clear(&o);
}

/* The files; then the report of this definition: 0, or -1 with x->fail. */
static inline int
fixture_start(struct fixture *x, const char *report)
{
	const char *paths[1];

	memset(x, 0, sizeof(*x));
	strcpy(x->folder, "/tmp/report.XXXXXX");
	assert_non_null(mkdtemp(x->folder));
	fixture_write(x, "report.json", report);
	fixture_write(x, "rate.json",
	    "{\"id\": \"rate\", \"kind\": \"indicator\", \"version\": \"1\", "
	    "\"title\": " BOTH(
		"Rate") ", \"unit\": \"percent\", "
			"\"text\": " BOTH("Text") ", \"source\": " BOTH(
			    "Act") ", "
				   "\"valid\": {\"from\": null, \"to\": \"2030-01-01\"}, \"dimensions\": "
				   "[{\"name\": \"territory\", \"registry\": \"regions\"}], "
				   "\"numerator\": {\"dataset\": \"d\", \"measure\": \"n\"}, "
				   "\"denominator\": {\"dataset\": \"d\", \"measure\": \"rows\"}, "
				   "\"interval\": {\"method\": \"wilson\", \"level\": 0.95}, "
				   "\"protection\": {\"rule\": \"threshold\"}}");
	fixture_write(x, "regions.json",
	    "{\"id\": \"regions\", \"title\": " BOTH(
		"Place") ", "
			 "\"source\": \"test\", \"entries\": ["
			 "{\"id\": \"XX\", \"title\": " BOTH(
			     "Country") "}, "
					"{\"id\": \"XX-A\", \"parent\": \"XX\", \"level\": \"region\", "
					"\"title\": " BOTH(
					    "Altai") ", "
						     "\"forms\": {\"en\": {\"in\": \"in Altai\"}}}, "
						     "{\"id\": \"XX-B\", \"parent\": \"XX\", \"level\": \"region\", "
						     "\"title\": " BOTH(
							 "Buryatia") "}, "
								     "{\"id\": \"XX-C\", \"parent\": \"XX\", "
								     "\"title\": " BOTH(
									 "Crimea") "}]}");
	fixture_observations(x);
	x->outline = outline_open(
	    fixture_path(x, "report.json"), OUTLINE_REPORT, &x->fail);
	if (x->outline == NULL)
		return -1;
	paths[0] = fixture_path(x, "rate.json");
	assert_int_equal(
	    definitions_open(&x->definitions, paths, 1, &x->fail), 0);
	paths[0] = fixture_path(x, "regions.json");
	assert_int_equal(
	    registry_set_open(&x->registries, paths, 1, &x->fail), 0);
	return view_open(&x->view, x->outline, &x->definitions, &x->registries,
	    fixture_path(x, "o.arrow"), &x->fail);
}

static inline void
fixture_close(struct fixture *x)
{
	view_close(&x->view);
	definitions_clear(&x->definitions);
	registry_set_clear(&x->registries);
	outline_free(x->outline);
	unlink(fixture_path(x, "report.json"));
	unlink(fixture_path(x, "rate.json"));
	unlink(fixture_path(x, "regions.json"));
	unlink(fixture_path(x, "o.arrow"));
	assert_int_equal(rmdir(x->folder), 0);
}

static inline void
fixture_open(struct fixture *x, const char *report)
{
	int status = fixture_start(x, report);

	if (status == -1)
		fail_msg("%s", x->fail.text);
}

#endif

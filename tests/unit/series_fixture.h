/*
 * series_fixture.h - a report on a series and a share, opened from files in a
 * scratch folder:
 *
 *	struct fixture x;
 *	series_open(&x, "region", "\"tables\": [...]");
 *	... x.view ...
 *	series_close(&x);
 *
 * "members" counts colleges by territory; it has the statistics level,
 * increase and change and knows nothing of XX-B:
 *
 *	period	statistic	XX	XX-A
 *	2023	level		40	12
 *	2024	level		44	10
 *	2024	change		+4	-2
 *	2024	increase	+10 %	-16.667 %
 *
 * In 2023 change and increase are not applicable, in 2025 all is missing.
 * "share" (percent, Wilson) is 30/60 in XX, 10/20 in XX-B, in 2024 only, by
 * territory and, in XX, by sex, which is sensitive: men 24/40, women 6/20.
 */
#ifndef SERIES_FIXTURE_H
#define SERIES_FIXTURE_H

#include "report_fixture.h"

#define SERIES_TERRITORY                               \
	"{\"name\": \"territory\", \"registry\": \"re" \
	"gions\"}"
#define SERIES_START(id, unit)                                               \
	"{\"id\": \"" id "\", \"kind\": \"indicator\", \"version\": \"1\", " \
	"\"title\": " BOTH(                                                  \
	    id) ", \"unit\": \"" unit "\", "                                 \
		"\"text\": " BOTH("Text") ", \"source\": " BOTH(             \
		    "Act") ", "                                              \
			   "\"valid\": {\"from\": null, \"to\": null}, "

static const char *const series_files[] = { "report.json", "members.json",
	"share.json", "regions.json", "statistics.json", "sex.json",
	"o.arrow" };

static void
series_add(struct observations *o, const char *period, const char *territory,
    const char *statistic, double value, int64_t numerator)
{
	bool level = strcmp(statistic, "level") == 0;
	struct estimate estimate = { .value = value,
		.numerator = numerator,
		.parts = ESTIMATE_NUMERATOR,
		.coverage = 1 };
	struct observation_block block;
	int32_t codes[3] = { -1, -1, -1 };

	if (numerator == 0) {
		memset(&estimate, 0, sizeof(estimate));
		estimate.status = OBSERVATION_NOT_APPLICABLE;
		estimate.reason = REASON_NO_EARLIER_PERIOD;
	}
	assert_int_equal(
	    observations_block(o, "members", "1", period,
		strcmp(statistic, "increase") == 0 ? "percent" : "college",
		level ? "count" : "difference", &block, NULL),
	    0);
	assert_int_equal(
	    observations_code(o, 0, territory, &codes[0], NULL), 0);
	assert_int_equal(
	    observations_code(o, 1, statistic, &codes[1], NULL), 0);
	assert_int_equal(
	    observations_add(o, &block, codes, &estimate, NULL), 0);
}

static void
series_add_share(struct observations *o, const char *territory, const char *sex,
    int64_t numerator, int64_t denominator)
{
	struct estimate estimate = { .numerator = numerator,
		.denominator = denominator,
		.value = 100 * (double)numerator / (double)denominator,
		.lower = 40,
		.upper = 60,
		.parts = ESTIMATE_ALL,
		.coverage = 1 };
	struct observation_block block;
	int32_t codes[3] = { -1, -1, -1 };

	assert_int_equal(observations_block(o, "share", "1", "2024", "percent",
			     "wilson", &block, NULL),
	    0);
	assert_int_equal(
	    observations_code(o, 0, territory, &codes[0], NULL), 0);
	assert_int_equal(observations_code(o, 2, sex, &codes[2], NULL), 0);
	assert_int_equal(
	    observations_add(o, &block, codes, &estimate, NULL), 0);
}

static void
series_observations(const struct fixture *x)
{
	static const char *const dimensions[] = { "territory", "statistic",
		"sex" };
	static const char *const territories[] = { "XX", "XX-A" };
	static const int64_t levels[][2] = { { 40, 44 }, { 12, 10 } };
	struct account *account = account_new("measure", NULL);
	struct observations o;
	size_t i;

	assert_int_equal(observations_init(&o, dimensions, 3, NULL), 0);
	for (i = 0; i < 2; i++) {
		const char *place = territories[i];
		int64_t before = levels[i][0], now = levels[i][1];

		series_add(&o, "2023", place, "level", (double)before, before);
		series_add(&o, "2023", place, "change", 0, 0);
		series_add(&o, "2023", place, "increase", 0, 0);
		series_add(&o, "2024", place, "level", (double)now, now);
		series_add(
		    &o, "2024", place, "change", (double)(now - before), now);
		series_add(&o, "2024", place, "increase",
		    100 * (double)now / (double)before - 100, now);
	}
	series_add(&o, "2025", "XX", "level", 0, 0);
	series_add_share(&o, "XX", "_T", 30, 60);
	series_add_share(&o, "XX", "M", 24, 40);
	series_add_share(&o, "XX", "F", 6, 20);
	series_add_share(&o, "XX-B", "_T", 10, 20);
	assert_int_equal(observations_save(&o, fixture_path(x, "o.arrow"),
			     account, NULL, NULL),
	    0);
	account_free(account);
	observations_clear(&o);
}

static void
series_write(const struct fixture *x, const char *level, const char *breakdowns)
{
	char text[2048];

	fixture_write(x, "members.json",
	    SERIES_START("members",
		"college") "\"dimensions\": "
			   "[" SERIES_TERRITORY
			   ", {\"name\": \"statistic\", \"registry\": "
			   "\"statistics\"}], \"numerator\": {\"dataset\": \"d\", "
			   "\"distinct\": \"college\"}, \"series\": {\"statistics\": "
			   "[\"level\", \"increase\", \"change\"]}, "
			   "\"protection\": {\"rule\": \"threshold\"}}");
	snprintf(text, sizeof(text),
	    SERIES_START("share",
		"percent") "\"dimensions\": "
			   "[" SERIES_TERRITORY
			   ", {\"name\": \"sex\", \"registry\": \"sex\", "
			   "\"sensitive\": true}], \"numerator\": {\"dataset\": \"d\", "
			   "\"measure\": \"n\"}, \"denominator\": {\"dataset\": \"d\", "
			   "\"measure\": \"rows\"}, %s "
			   "\"protection\": {\"rule\": \"threshold\"}}",
	    breakdowns);
	fixture_write(x, "share.json", text);
	snprintf(text, sizeof(text),
	    "{\"id\": \"regions\", \"title\": " BOTH(
		"Place") ", \"source\": "
			 "\"test\", \"entries\": [{\"id\": \"XX\", \"title\": " BOTH(
			     "Country") "}, {\"id\": \"XX-A\", \"parent\": \"XX\", "
					"\"level\": \"region\", \"title\": " BOTH(
					    "Altai") "}, {\"id\": \"XX-B\", \"parent\": \"XX\", %s%s%s"
						     "\"title\": " BOTH(
							 "Buryatia") "}]}",
	    level == NULL ? "" : "\"level\": \"", level == NULL ? "" : level,
	    level == NULL ? "" : "\", ");
	fixture_write(x, "regions.json", text);
	fixture_write(x, "statistics.json",
	    "{\"id\": \"statistics\", \"title\": " BOTH(
		"Statistic") ", "
			     "\"source\": \"test\", \"entries\": [{\"id\": \"level\", "
			     "\"title\": " BOTH(
				 "Level") "}, {\"id\": \"increase\", "
					  "\"title\": " BOTH(
					      "Increase") "}, {\"id\": \"cagr\", "
							  "\"title\": " BOTH(
							      "CAGR") "}, {\"id\": \"change\", "
								      "\"title\": " BOTH(
									  "Change") "}]}");
	fixture_write(x, "sex.json",
	    "{\"id\": \"sex\", \"title\": " BOTH(
		"Sex") ", \"source\": "
		       "\"test\", \"entries\": [{\"id\": \"_T\", \"title\": " BOTH("All") "}, {\"id\": \"M\", \"parent\": \"_T\", \"title\": " BOTH(
			   "Men") "}, {\"id\": \"F\", \"parent\": \"_T\", \"title\": " BOTH("Women") "}]}");
}

/* level: that of XX-B, or NULL; share: more of the definition of "share"; more:
 * of the report.  0, or -1 with x->fail. */
static int
series_start(
    struct fixture *x, const char *level, const char *share, const char *more)
{
	const char *paths[3];
	char report[4096];

	memset(x, 0, sizeof(*x));
	strcpy(x->folder, "/tmp/series.XXXXXX");
	assert_non_null(mkdtemp(x->folder));
	snprintf(report, sizeof(report),
	    "{\"id\": \"r\", \"kind\": \"report\", \"title\": " BOTH(
		"Title") ", \"indicators\": [\"members\", \"share\"], \"totals\": "
			 "{\"territory\": \"XX\", \"statistic\": \"level\", \"sex\": "
			 "\"_T\"}, \"breakdowns\": [[\"statistic\", \"territory\"], "
			 "[\"territory\"]], \"intervals_in_text\": false%s%s}",
	    *more == '\0' ? "" : ", ", more);
	fixture_write(x, "report.json", report);
	series_write(x, level, share);
	series_observations(x);
	x->outline = outline_open(
	    fixture_path(x, "report.json"), OUTLINE_REPORT, &x->fail);
	if (x->outline == NULL)
		return -1;
	paths[0] = fixture_path(x, "members.json");
	paths[1] = fixture_path(x, "share.json");
	assert_int_equal(
	    definitions_open(&x->definitions, paths, 2, &x->fail), 0);
	paths[0] = fixture_path(x, "regions.json");
	paths[1] = fixture_path(x, "statistics.json");
	paths[2] = fixture_path(x, "sex.json");
	assert_int_equal(
	    registry_set_open(&x->registries, paths, 3, &x->fail), 0);
	return view_open(&x->view, x->outline, &x->definitions, &x->registries,
	    fixture_path(x, "o.arrow"), &x->fail);
}

static void
series_close(struct fixture *x)
{
	size_t i;

	view_close(&x->view);
	definitions_clear(&x->definitions);
	registry_set_clear(&x->registries);
	outline_free(x->outline);
	for (i = 0; i < COUNT_OF(series_files); i++)
		unlink(fixture_path(x, series_files[i]));
	assert_int_equal(rmdir(x->folder), 0);
}

static inline void
series_open(struct fixture *x, const char *more)
{
	if (series_start(x, "region", "", more) == -1)
		fail_msg("%s", x->fail.text);
}

#endif

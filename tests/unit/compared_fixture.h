/*
 * compared_fixture.h - a report on a rate and one comparison of it, opened
 * from files in a scratch folder:
 *
 *	static const struct compared rows[] = {
 *		{ "XX", "difference", -2.5, FLAG_BELOW, "newcombe" }
 *	};
 *	struct fixture x;
 *	compared_open(&x, GAP, rows, COUNT_OF(rows), "");
 *	... x.view ...
 *	compared_close(&x);
 *
 * The rate (Wilson, under the threshold rule) is 30/60 in XX, 24/40 in XX-A
 * and 6/20 in XX-B, shown by territory and by sex, which is sensitive, and by
 * both.  The comparison has the id "cmp".  Limits are a point off the value.
 */
#ifndef COMPARED_FIXTURE_H
#define COMPARED_FIXTURE_H

#include "report_fixture.h"

/* A row of the comparison in 2024; without a method it is withheld. */
struct compared {
	const char *territory, *statistic;
	double value;
	unsigned flags;
	const char *method;
};

/* Members of its definition. */
#define GAP(statistics, more)                                          \
	"\"dimensions\": [" STATISTIC ", " TERRITORY                   \
	"], \"breakdowns\": [[], [\"territory\"]], \"comparison\": "   \
	"{\"dimension\": \"sex\", \"group\": \"F\", \"with\": \"M\", " \
	"\"statistics\": [" statistics "]" more "}"
#define UNITS(statistics, more)                                     \
	"\"dimensions\": [" STATISTIC ", " TERRITORY                \
	"], \"breakdowns\": [[]], \"comparison\": {\"dimension\": " \
	"\"territory\", \"statistics\": [" statistics "]" more "}"
#define PERIODS(statistics, more)                                           \
	"\"dimensions\": [" STATISTIC ", " TERRITORY                        \
	"], \"breakdowns\": [[], [\"territory\"]], \"comparison\": "        \
	"{\"dimension\": \"period\", \"statistics\": [" statistics "]" more \
	"}"
#define STATISTIC "{\"name\": \"statistic\", \"registry\": \"statistics\"}"
#define TERRITORY "{\"name\": \"territory\", \"registry\": \"regions\"}"
#define DEFINITION(id, kind)                                                \
	"{\"id\": \"" id "\", \"kind\": \"" kind "\", \"version\": \"1\", " \
	"\"title\": " BOTH(id) ", \"text\": " BOTH(                         \
	    "Text") ", \"source\": " BOTH("Act") ", "
#define ENTRY(id, title) "{\"id\": \"" id "\", \"title\": " BOTH(title) "}"
#define CHILD(id, title) \
	"{\"id\": \"" id "\", \"parent\": \"_T\", \"title\": " BOTH(title) "}"
#define REGISTRY(id, title) \
	"{\"id\": \"" id    \
	"\", \"source\": \"test\", \"title\": " BOTH(title) ", \"entries\": ["

static const char *const compared_files[] = { "report.json", "rate.json",
	"cmp.json", "regions.json", "statistics.json", "sex.json", "o.arrow" };

static void
compared_add(struct observations *o, const struct compared *row)
{
	struct estimate estimate = { .value = row->value,
		.lower = row->value - 1,
		.upper = row->value + 1,
		.flags = row->flags,
		.parts = ESTIMATE_INTERVAL,
		.coverage = 1 };
	struct observation_block block;
	int32_t codes[3] = { -1, -1, -1 };

	if (row->method == NULL) {
		memset(&estimate, 0, sizeof(estimate));
		estimate.status = OBSERVATION_CONFIDENTIAL;
		estimate.reason = REASON_SECONDARY;
	}
	assert_int_equal(
	    observations_block(o, "cmp", "1", "2024", "percentage_point",
		row->method == NULL ? "newcombe" : row->method, &block, NULL),
	    0);
	assert_int_equal(
	    observations_code(o, 0, row->territory, &codes[0], NULL), 0);
	assert_int_equal(
	    observations_code(o, 1, row->statistic, &codes[1], NULL), 0);
	assert_int_equal(
	    observations_add(o, &block, codes, &estimate, NULL), 0);
}

static void
compared_add_rate(struct observations *o, const char *territory,
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

	assert_int_equal(observations_block(o, "rate", "1", "2024", "percent",
			     "wilson", &block, NULL),
	    0);
	assert_int_equal(
	    observations_code(o, 0, territory, &codes[0], NULL), 0);
	assert_int_equal(observations_code(o, 2, "_T", &codes[2], NULL), 0);
	assert_int_equal(
	    observations_add(o, &block, codes, &estimate, NULL), 0);
}

static void
compared_observations(
    const struct fixture *x, const struct compared *rows, size_t count)
{
	static const char *const dimensions[] = { "territory", "statistic",
		"sex" };
	struct account *account = account_new("measure", NULL);
	struct observations o;
	size_t i;

	assert_int_equal(observations_init(&o, dimensions, 3, NULL), 0);
	compared_add_rate(&o, "XX", 30, 60);
	compared_add_rate(&o, "XX-A", 24, 40);
	compared_add_rate(&o, "XX-B", 6, 20);
	for (i = 0; i < count; i++)
		compared_add(&o, &rows[i]);
	assert_int_equal(observations_save(&o, fixture_path(x, "o.arrow"),
			     account, NULL, NULL),
	    0);
	account_free(account);
	observations_clear(&o);
}

/* level: that of the territories. */
static void
compared_write(
    const struct fixture *x, const char *comparison, const char *level)
{
	char text[4096];

	fixture_write(x, "rate.json",
	    DEFINITION("rate",
		"indicator") "\"unit\": \"percent\", "
			     "\"valid\": {\"from\": null, \"to\": null}, \"dimensions\": [" TERRITORY
			     ", {\"name\": \"sex\", \"registry\": \"sex\", "
			     "\"sensitive\": true}], \"numerator\": {\"dataset\": \"d\", "
			     "\"measure\": \"n\"}, \"denominator\": {\"dataset\": \"d\", "
			     "\"measure\": \"rows\"}, \"breakdowns\": [[], [\"territory\"], "
			     "[\"sex\"], [\"territory\", \"sex\"]], \"protection\": "
			     "{\"rule\": \"threshold\"}}");
	snprintf(text, sizeof(text),
	    DEFINITION("cmp", "comparison") "\"of\": \"rate\", %s}",
	    comparison);
	fixture_write(x, "cmp.json", text);
	snprintf(text, sizeof(text),
	    REGISTRY("regions", "Place") ENTRY("XX",
		"Country") ", {\"id\": \"XX-A\", \"parent\": \"XX\", \"level\": \"%s\", "
			   "\"title\": " BOTH(
			       "Altai") "}, {\"id\": \"XX-B\", \"parent\": "
					"\"XX\", \"level\": \"%s\", \"title\": " BOTH(
					    "Buryatia") "}]}",
	    level, level);
	fixture_write(x, "regions.json", text);
	fixture_write(x, "statistics.json",
	    REGISTRY("statistics", "Statistic")
		ENTRY("difference", "Difference") ", " ENTRY("ratio",
		    "Ratio") ", " ENTRY("p_value", "p") ", " ENTRY("p_adjusted",
		    "Adjusted p") ", " ENTRY("funnel_95",
		    "Funnel") ", " ENTRY("shrunken_rate",
		    "Smoothed") ", " ENTRY("value_added",
		    "Value added") ", " ENTRY("heterogeneity",
		    "Heterogeneity") "]}");
	fixture_write(x, "sex.json",
	    REGISTRY("sex", "Sex") ENTRY("_T", "All") ", " CHILD(
		"M", "Men") ", " CHILD("F", "Women") "]}");
}

/* comparison: members of its definition; indicators: those of the report; more:
 * of its definition. */
static void
compared_start(struct fixture *x, const char *comparison, const char *level,
    const char *indicators, const struct compared *rows, size_t count,
    const char *more)
{
	const char *paths[3];
	char report[4096];

	memset(x, 0, sizeof(*x));
	strcpy(x->folder, "/tmp/compare.XXXXXX");
	assert_non_null(mkdtemp(x->folder));
	snprintf(report, sizeof(report),
	    "{\"id\": \"r\", \"kind\": \"report\", \"title\": " BOTH(
		"Title") ", \"indicators\": [%s], \"totals\": {\"territory\": "
			 "\"XX\", \"statistic\": \"difference\"%s}, "
			 "\"breakdowns\": [[\"statistic\", \"territory\"]]%s%s}",
	    indicators,
	    strstr(indicators, "rate") == NULL ? "" : ", \"sex\": \"_T\"",
	    *more == '\0' ? "" : ", ", more);
	fixture_write(x, "report.json", report);
	compared_write(x, comparison, level);
	compared_observations(x, rows, count);
	x->outline = outline_open(
	    fixture_path(x, "report.json"), OUTLINE_REPORT, &x->fail);
	paths[0] = fixture_path(x, "rate.json");
	paths[1] = fixture_path(x, "cmp.json");
	if (x->outline == NULL ||
	    definitions_open(&x->definitions, paths, 2, &x->fail) == -1)
		fail_msg("%s", x->fail.text);
	paths[0] = fixture_path(x, "regions.json");
	paths[1] = fixture_path(x, "statistics.json");
	paths[2] = fixture_path(x, "sex.json");
	if (registry_set_open(&x->registries, paths, 3, &x->fail) == -1 ||
	    view_open(&x->view, x->outline, &x->definitions, &x->registries,
		fixture_path(x, "o.arrow"), &x->fail) == -1)
		fail_msg("%s", x->fail.text);
}

static inline void
compared_open(struct fixture *x, const char *comparison,
    const struct compared *rows, size_t count, const char *more)
{
	compared_start(
	    x, comparison, "region", "\"rate\", \"cmp\"", rows, count, more);
}

static void
compared_close(struct fixture *x)
{
	size_t i;

	view_close(&x->view);
	definitions_clear(&x->definitions);
	registry_set_clear(&x->registries);
	outline_free(x->outline);
	for (i = 0; i < COUNT_OF(compared_files); i++)
		unlink(fixture_path(x, compared_files[i]));
	assert_int_equal(rmdir(x->folder), 0);
}

#endif

/* definition: what is read, and that each fault is named with its place */
#include "unit.h"

#include "base/date.h"
#include "chaos.h"
#include "fixture.h"
#include "measure/definition.h"

#define HEAD                                                            \
	"{\"id\":\"rate\",\"kind\":\"indicator\",\"version\":\"2\","    \
	"\"title\":{\"ru\":\"Доля\",\"en\":\"Share\"},"             \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                        \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},\"unit\":\"percent\"," \
	"\"dimensions\":[{\"name\":\"place\",\"registry\":\"places\"}," \
	"{\"name\":\"sex\",\"registry\":\"sex\"}],"
#define PARTS                                                  \
	"\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\"}," \
	"\"denominator\":{\"dataset\":\"b\",\"measure\":\"rows\"}"

static struct definition *
open_text(const char *text, struct fail *f)
{
	char *path = fixture_file(text);
	struct definition *d = definition_open(path, f);

	fixture_remove(path);
	return d;
}

static void
test_defaults(void **state)
{
	struct fail f = FAIL_INIT;
	struct definition *d = open_text(HEAD PARTS "}", &f);

	(void)state;
	assert_non_null(d);
	assert_string_equal(d->id, "rate");
	assert_string_equal(d->version, "2");
	assert_string_equal(d->title.text[LANGUAGE_RU], "Доля");
	assert_string_equal(d->title.text[LANGUAGE_EN], "Share");
	assert_true(d->scale == 100);
	assert_int_equal(d->decimals, 1);
	assert_int_equal(d->from, DEFINITION_ALWAYS);
	assert_int_equal(d->to, DEFINITION_FOREVER);
	assert_int_equal(d->dimension_count, 2);
	assert_int_equal(definition_dimension(d, "sex"), 1);
	assert_int_equal(definition_dimension(d, "age"), -1);
	assert_int_equal(d->rollup_count, 0);
	assert_string_equal(interval_main(&d->interval), "wilson");
	assert_true(d->interval.level == 0.95);
	assert_int_equal(d->protection, PROTECTION_THRESHOLD);
	assert_true(definition_covers(d, "1900"));
	definition_free(d);
}

static void
test_everything(void **state)
{
	static const char text[] = HEAD
	    "\"numerator\":{\"dataset\":\"a\",\"measure\":\"rows\","
	    "\"where\":{\"state\":[\"W\",\"I\"]},"
	    "\"title\":{\"ru\":\"Ч\",\"en\":\"N\"}},"
	    "\"short\":{\"ru\":\"К\",\"en\":\"S\"},"
	    "\"denominator\":{\"dataset\":\"a\",\"measure\":\"rows\","
	    "\"where\":{\"state\":[\"W\",\"I\",\"N\"]}},\"decimals\":2,"
	    "\"valid\":{\"from\":\"2002-10-09\",\"to\":\"2010-01-01\"},"
	    "\"interval\":{\"method\":\"wilson\",\"level\":0.99},"
	    "\"rollup\":[\"sex\",\"place\"],"
	    "\"not_applicable\":[{\"place\":[\"x\",\"y\"],\"sex\":[\"M\"]}],"
	    "\"breakdowns\":[[\"place\"],[\"place\",\"sex\"]],"
	    "\"protection\":{\"rule\":\"none\","
	    "\"text\":{\"ru\":\"П\",\"en\":\"P\"}}}";
	struct fail f = FAIL_INIT;
	struct definition *d = open_text(text, &f);
	char day[DATE_TEXT];

	(void)state;
	assert_non_null(d);
	assert_int_equal(d->numerator.where_count, 1);
	assert_string_equal(d->numerator.where[0].dimension, "state");
	assert_int_equal(d->denominator.where[0].code_count, 3);
	assert_string_equal(d->denominator.where[0].codes[2], "N");
	assert_string_equal(d->numerator.title.text[LANGUAGE_RU], "Ч");
	assert_null(d->denominator.title.text[LANGUAGE_RU]);
	assert_string_equal(d->short_title.text[LANGUAGE_EN], "S");
	assert_int_equal(d->decimals, 2);
	assert_true(d->interval.level == 0.99);
	assert_int_equal(d->rollup[0], 1);
	assert_int_equal(d->rollup[1], 0);
	assert_int_equal(d->exclusion_count, 1);
	assert_int_equal(d->exclusions[0].where_count, 2);
	assert_int_equal(d->breakdown_count, 2);
	assert_int_equal(d->breakdowns[1].dimensions[1], 1);
	assert_int_equal(d->protection, PROTECTION_NONE);
	assert_string_equal(d->protection_text.text[LANGUAGE_EN], "P");
	date_print(d->to, day);
	assert_string_equal(day, "2009-12-31");
	assert_false(definition_covers(d, "2001"));
	assert_true(definition_covers(d, "2002"));
	assert_false(definition_covers(d, "2002-09"));
	assert_true(definition_covers(d, "2009-12-31"));
	assert_false(definition_covers(d, "2010"));
	assert_true(definition_covers(d, "2013/2014"));
	definition_free(d);
}

#define LEVELS                                                                  \
	"{\"id\":\"students\",\"kind\":\"indicator\",\"version\":\"1\","        \
	"\"title\":{\"ru\":\"С\",\"en\":\"S\"},\"unit\":\"person\","           \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                                \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                              \
	"\"dimensions\":[{\"name\":\"statistic\",\"registry\":\"statistics\"}," \
	"{\"name\":\"sex\",\"registry\":\"sex\",\"sensitive\":true}],"
#define COUNTED "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\"},"

static void
test_series(void **state)
{
	static const char text[] = LEVELS
	    "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\","
	    "\"minus\":\"both\"},"
	    "\"series\":{\"statistics\":[\"change\",\"level\",\"trend\"],"
	    "\"unit_field\":\"college\"},\"interval\":{\"level\":0.9},"
	    "\"breakdowns\":[[],[\"sex\"]],\"breaks\":[\"2024\"]}";
	struct fail f = FAIL_INIT;
	struct definition *d = open_text(text, &f);

	(void)state;
	if (d == NULL)
		fail_msg("%s", f.text);
	assert_true(d->series);
	assert_true(d->scale == 1);
	assert_string_equal(d->unit, "person");
	assert_string_equal(d->numerator.minus, "both");
	assert_string_equal(d->denominator.dataset, "a");
	assert_null(d->denominator.minus);
	assert_true(d->statistics[STATISTIC_LEVEL]);
	assert_false(d->statistics[STATISTIC_INCREASE]);
	assert_true(d->statistics[STATISTIC_CHANGE_MATCHED]);
	assert_true(d->statistics[STATISTIC_CHANGE_OVERLAP]);
	assert_string_equal(d->unit_field, "college");
	assert_string_equal(d->overlap_field, "cluster");
	assert_true(d->interval.level == 0.9);
	assert_int_equal(d->breakdown_count, 2);
	assert_int_equal(d->breakdowns[0].dimension_count, 0);
	assert_true(d->dimensions[1].sensitive);
	assert_false(d->dimensions[0].sensitive);
	assert_int_equal(d->break_count, 1);
	assert_string_equal(d->breaks[0], "2024");
	definition_free(d);
}

/* Without a unit_field a change has no parts, without "minus" no overlap. */
static void
test_parts_of_change(void **state)
{
	struct fail f = FAIL_INIT;
	struct definition *d = open_text(LEVELS COUNTED
	    "\"series\":{\"statistics\":[\"level\",\"change\"]}}",
	    &f);

	(void)state;
	assert_non_null(d);
	assert_true(d->statistics[STATISTIC_CHANGE]);
	assert_false(d->statistics[STATISTIC_CHANGE_MATCHED]);
	definition_free(d);
	d = open_text(LEVELS
	    "\"numerator\":{\"dataset\":\"a\",\"distinct\":\"college\"},"
	    "\"series\":{\"statistics\":[\"level\",\"change\"],"
	    "\"unit_field\":\"college\"}}",
	    &f);
	assert_non_null(d);
	assert_string_equal(d->numerator.distinct, "college");
	assert_null(d->numerator.measure);
	assert_true(d->statistics[STATISTIC_CHANGE_LEAVERS]);
	assert_false(d->statistics[STATISTIC_CHANGE_OVERLAP]);
	definition_free(d);
}

/* A denominator that all codes of a dimension share; a rate above 100 %. */
static void
test_shared_denominator(void **state)
{
	struct fail f = FAIL_INIT;
	struct definition *d = open_text(HEAD
	    "\"numerator\":{\"dataset\":\"a\",\"measure\":\"rows\"},"
	    "\"denominator\":{\"dataset\":\"a\",\"measure\":\"rows\","
	    "\"where\":{\"sex\":[\"_T\"]}},\"bounded\":false}",
	    &f);

	(void)state;
	if (d == NULL)
		fail_msg("%s", f.text);
	assert_string_equal(d->denominator.where[0].dimension, "sex");
	assert_false(d->bounded);
	assert_string_equal(interval_main(&d->interval), "ratio");
	definition_free(d);
	d = open_text(HEAD PARTS "}", &f);
	assert_non_null(d);
	assert_true(d->bounded);
	assert_string_equal(interval_main(&d->interval), "wilson");
	definition_free(d);
}

#define EVENTS                                                          \
	"{\"id\":\"rate\",\"kind\":\"indicator\",\"version\":\"2\","    \
	"\"title\":{\"ru\":\"Д\",\"en\":\"S\"},\"unit\":\"per_1000\"," \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                        \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                      \
	"\"dimensions\":[{\"name\":\"sex\",\"registry\":\"sex\"}]," PARTS

/* Methods by name, with the one of small counts. */
static void
test_intervals(void **state)
{
	static const struct {
		const char *text, *method, *small;
		int64_t below;
		double scale;
	} cases[] = {
		{ HEAD PARTS "}", "wilson", NULL, 0, 100 },
		{ HEAD PARTS ",\"interval\":{\"method\":\"jeffreys\"}}",
		    "jeffreys", NULL, 0, 100 },
		{ HEAD PARTS ",\"interval\":{\"small\":{\"below\":40}}}",
		    "wilson", "clopper_pearson", 40, 100 },
		{ HEAD PARTS ",\"interval\":{\"method\":\"wilson_cc\","
			     "\"small\":{\"below\":9,"
			     "\"method\":\"mid_p\"}}}",
		    "wilson_cc", "mid_p", 9, 100 },
		{ EVENTS "}", "byar", "exact_poisson", 10, 1000 },
		{ EVENTS ",\"interval\":{\"small\":{\"below\":5}}}", "byar",
		    "exact_poisson", 10, 1000 },
		{ EVENTS ",\"interval\":{\"small\":{\"below\":50}}}", "byar",
		    "exact_poisson", 50, 1000 },
		{ EVENTS ",\"bounded\":false,"
			 "\"interval\":{\"method\":\"exact_poisson\"}}",
		    "exact_poisson", NULL, 0, 1000 },
	};
	struct fail f = FAIL_INIT;
	struct definition *d;
	const char *small;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		if ((d = open_text(cases[i].text, &f)) == NULL)
			fail_msg("%s", f.text);
		assert_true(d->scale == cases[i].scale);
		assert_string_equal(
		    interval_main(&d->interval), cases[i].method);
		small = interval_small(&d->interval);
		if (cases[i].small == NULL)
			assert_null(small);
		else
			assert_string_equal(small, cases[i].small);
		assert_int_equal(d->interval.below, cases[i].below);
		definition_free(d);
	}
}

/* Each fault with a part of its message: the pointer. */
static const struct {
	const char *text, *place;
} faults[] = {
	{ "[]", "" },
	{ "{}", "kind" },
	{ "{\"kind\":\"report\"}", "/kind" },
	{ "{\"kind\":\"indicator\",\"id\":\"\"}", "/id" },
	{ HEAD "\"numerator\":7}", "/numerator" },
	{ HEAD PARTS ",\"unknown\":1}", "unknown" },
	{ HEAD PARTS ",\"short\":\"rate\"}", "/short" },
	{ HEAD PARTS ",\"short\":{\"ru\":\"\",\"en\":\"S\"}}", "/short/ru" },
	{ HEAD "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\","
	       "\"title\":{\"ru\":\"Ч\"}}}",
	    "/numerator/title" },
	{ HEAD PARTS ",\"decimals\":10}", "/decimals" },
	{ HEAD PARTS ",\"valid\":{\"from\":\"9.10.2002\"}}", "/valid/from" },
	{ HEAD PARTS ",\"valid\":{\"from\":\"2002-10-09\","
		     "\"to\":\"2002-10-09\"}}",
	    "/valid" },
	{ HEAD PARTS ",\"valid\":{\"until\":null}}", "/valid" },
	{ HEAD PARTS ",\"interval\":{\"level\":0}}", "/interval" },
	{ HEAD PARTS ",\"interval\":{\"level\":2}}", "/interval/level" },
	{ HEAD PARTS ",\"interval\":{\"method\":\"exact\"}}",
	    "/interval/method" },
	{ HEAD PARTS ",\"interval\":{\"small\":{}}}", "/interval/small" },
	{ HEAD PARTS ",\"interval\":{\"small\":{\"below\":0}}}",
	    "/interval/small/below" },
	{ HEAD PARTS ",\"interval\":{\"small\":{\"below\":5,"
		     "\"method\":\"byar\"}}}",
	    "/interval/small/method" },
	{ HEAD PARTS ",\"interval\":{\"small\":{\"below\":5,"
		     "\"method\":\"wilson\"}}}",
	    "/interval/small: small counts have the method of the others" },
	{ HEAD PARTS ",\"interval\":{\"small\":{\"above\":5,"
		     "\"below\":5}}}",
	    "above" },
	{ EVENTS ",\"interval\":{\"method\":\"wilson\"}}", "/interval/method" },
	{ EVENTS ",\"interval\":{\"small\":{\"below\":20,"
		 "\"method\":\"byar\"}}}",
	    "/interval/small" },
	{ EVENTS ",\"bounded\":true}", "/bounded" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"level\"]},"
			 "\"interval\":{\"method\":\"wilson\"}}",
	    "/interval" },
	{ HEAD PARTS ",\"rollup\":[]}", "/rollup" },
	{ HEAD PARTS ",\"rollup\":\"sex\"}", "/rollup" },
	{ HEAD PARTS ",\"rollup\":[\"sex\",\"sex\"]}", "/rollup/1" },
	{ HEAD PARTS ",\"rollup\":[\"age\"]}", "/rollup/0" },
	{ HEAD PARTS ",\"breakdowns\":[[\"age\"]]}", "/breakdowns/0/0" },
	{ HEAD PARTS ",\"breakdowns\":[7]}", "/breakdowns/0" },
	{ HEAD PARTS ",\"not_applicable\":[{}]}", "/not_applicable/0" },
	{ HEAD PARTS ",\"not_applicable\":[{\"age\":[\"x\"]}]}",
	    "/not_applicable/0/age" },
	{ HEAD PARTS ",\"not_applicable\":[{\"sex\":[]}]}",
	    "/not_applicable/0/sex" },
	{ HEAD PARTS ",\"not_applicable\":[{\"sex\":[1]}]}",
	    "/not_applicable/0/sex/0" },
	{ HEAD PARTS ",\"protection\":{\"rule\":\"some\"}}",
	    "/protection/rule" },
	{ HEAD PARTS ",\"protection\":{\"rule\":\"none\"}}", "/protection" },
	{ HEAD PARTS ",\"protection\":{}}", "/protection" },
	{ HEAD "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\","
	       "\"where\":{\"sex\":[\"M\"]}}}",
	    "/numerator/where/sex" },
	{ HEAD "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\","
	       "\"distinct\":\"c\"}}",
	    "/numerator" },
	{ HEAD "\"numerator\":{\"dataset\":\"a\",\"measure\":\"rows\","
	       "\"minus\":\"m\"}}",
	    "/numerator/minus" },
	{ HEAD "\"numerator\":{\"dataset\":\"a\",\"distinct\":\"c\","
	       "\"where\":{\"state\":[\"W\",\"I\"]}}}",
	    "/numerator/where/state" },
	{ HEAD PARTS ",\"bounded\":false,\"interval\":{}}", "/interval" },
	{ HEAD PARTS ",\"bounded\":7}", "/bounded" },
	{ HEAD PARTS ",\"breaks\":[]}", "/breaks" },
	{ HEAD PARTS ",\"breaks\":[2024]}", "/breaks/0" },
	{ HEAD PARTS ",\"series\":{\"statistics\":[\"level\"]}}", "/unit" },
	{ LEVELS PARTS "}", "/unit" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"cagr\"]}}",
	    "/series/statistics" },
	{ LEVELS COUNTED "\"series\":[]}", "/series" },
	{ LEVELS COUNTED "\"series\":{}}", "/series" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[]}}",
	    "/series/statistics" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"mean\"]}}",
	    "/series/statistics/0" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"change_matched\"]}}",
	    "/series/statistics/0" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"level\",\"level\"]}}",
	    "/series/statistics/1" },
	{ LEVELS COUNTED
	    "\"series\":{\"statistics\":[\"level\"],\"units\":\"x\"}}",
	    "/series" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"level\"]},"
			 "\"rollup\":[\"sex\"]}",
	    "/rollup" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"level\"]},"
			 "\"denominator\":{}}",
	    "\"denominator\"" },
	{ LEVELS "\"numerator\":{\"dataset\":\"a\",\"distinct\":\"c\"},"
		 "\"series\":{\"statistics\":[\"level\"],"
		 "\"unit_field\":\"d\"}}",
	    "/series/unit_field" },
	{ LEVELS COUNTED "\"series\":{\"statistics\":[\"level\"],"
			 "\"unit_field\":\"sex\"}}",
	    "/series/unit_field" },
};

static void
test_faults(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(faults); i++) {
		struct fail f = FAIL_INIT;

		if (open_text(faults[i].text, &f) != NULL)
			fail_msg("accepted: %s", faults[i].text);
		assert_int_equal(f.status, FAIL_USAGE);
		if (strstr(f.text, faults[i].place) == NULL)
			fail_msg("\"%s\" says nothing of \"%s\"", f.text,
			    faults[i].place);
	}
}

static void
test_bad_dimensions(void **state)
{
	static const char *const dimensions[] = { "[]", "[7]",
		"[{\"name\":\"a\"}]",
		("[{\"name\":\"a\",\"registry\":\"r\"},"
		 "{\"name\":\"a\",\"registry\":\"r\"}]"),
		"[{\"name\":\"period\",\"registry\":\"r\"}]",
		"[{\"name\":\"a,b\",\"registry\":\"r\"}]" };
	char text[1024];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(dimensions); i++) {
		struct fail f = FAIL_INIT;

		snprintf(text, sizeof(text),
		    "{\"id\":\"r\",\"kind\":\"indicator\",\"version\":\"2\","
		    "\"title\":{\"ru\":\"a\",\"en\":\"a\"},"
		    "\"text\":{\"ru\":\"a\",\"en\":\"a\"},"
		    "\"source\":{\"ru\":\"a\",\"en\":\"a\"},"
		    "\"unit\":\"percent\",\"dimensions\":%s," PARTS "}",
		    dimensions[i]);
		assert_null(open_text(text, &f));
		assert_int_equal(f.status, FAIL_USAGE);
		assert_non_null(strstr(f.text, "/dimensions"));
	}
}

static void
test_several(void **state)
{
	char *path = fixture_file(HEAD PARTS "}");
	const char *paths[] = { path, path };
	struct definitions set = DEFINITIONS_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(definitions_open(&set, paths, 1, &f), 0);
	assert_ptr_equal(definitions_find(&set, "rate"), set.items[0]);
	assert_null(definitions_find(&set, "Rate"));
	definitions_clear(&set);
	assert_int_equal(definitions_open(&set, paths, 2, &f), -1);
	assert_non_null(strstr(f.text, "/id"));
	definitions_clear(&set);
	fixture_remove(path);
}

static void
test_memory_ends(void **state)
{
	char *path = fixture_file(
	    HEAD PARTS ",\"rollup\":[\"sex\"],\"breakdowns\":[[\"sex\"]],"
		       "\"not_applicable\":[{\"sex\":[\"M\"]}]}");
	struct definition *d;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		d = definition_open(path, &f);
		chaos_stop();
		/* The names for suggestions may be lost without harm. */
		assert_int_equal(f.status, d == NULL ? FAIL_SYSTEM : FAIL_NONE);
		assert_true(d != NULL || chaos_failed());
		definition_free(d);
	}
	fixture_remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_everything),
		cmocka_unit_test(test_series),
		cmocka_unit_test(test_parts_of_change),
		cmocka_unit_test(test_shared_denominator),
		cmocka_unit_test(test_intervals),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_bad_dimensions),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* comparison_definition: what is read, what it takes over from the indicator
 * that is compared, and that each fault is named with its place */
#include "unit.h"

#include "chaos.h"
#include "fixture.h"
#include "measure/definition.h"
#include "measure/definition_resolve.h"

#define TEXTS                                     \
	"\"version\":\"1\","                      \
	"\"title\":{\"ru\":\"Т\",\"en\":\"T\"}," \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"  \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"
#define DIMENSION(name) "{\"name\":\"" name "\",\"registry\":\"" name "s\"}"
#define RATE                                                                                                                          \
	"{\"id\":\"rate\",\"kind\":\"indicator\"," TEXTS                                                                              \
	"\"unit\":\"percent\",\"dimensions\":["                                                                                       \
	"{\"name\":\"sex\",\"registry\":\"sexs\",\"sensitive\":true}," DIMENSION("region") "," DIMENSION(                             \
	    "programme") "," DIMENSION("college") "," DIMENSION("outcome") "],"                                                       \
									   "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\"},"     \
									   "\"denominator\":{\"dataset\":\"b\",\"measure\":\"rows\"," \
									   "\"where\":{\"outcome\":[\"_T\"]}}"
#define SHOWN                                                             \
	",\"valid\":{\"from\":\"2020-01-01\"},\"breaks\":[\"2023\"],"     \
	"\"protection\":{\"rule\":\"none\","                              \
	"\"text\":{\"ru\":\"П\",\"en\":\"P\"}},"                         \
	"\"breakdowns\":[[],[\"sex\"],[\"sex\",\"region\"],[\"region\"]," \
	"[\"region\",\"college\"],[\"college\"]]}"
#define HEAD                                             \
	"{\"id\":\"gap\",\"kind\":\"comparison\"," TEXTS \
	"\"of\":\"rate\",\"dimensions\":["               \
	"{\"name\":\"statistic\",\"registry\":\"statistics\"},"
#define BY_REGION HEAD DIMENSION("region") "],"
#define BY_COLLEGE HEAD DIMENSION("college") "," DIMENSION("region") "],"
#define BREAKDOWNS "\"breakdowns\":[[],[\"region\"]],"
#define SEXES "\"dimension\":\"sex\",\"group\":\"F\",\"with\":\"M\","
#define DIFFERENCE "\"statistics\":[\"difference\"]"
#define COMPARISON(members) "\"comparison\":{" members "}}"

/* Of the rate and the comparison; the rate comes last. */
static int
open_both(struct definitions *set, const char *rate, const char *comparison,
    struct fail *f)
{
	char *files[] = { fixture_file(comparison), fixture_file(rate) };
	const char *const paths[] = { files[0], files[1] };
	int status = definitions_open(set, paths, 2, f);

	fixture_remove(files[0]);
	fixture_remove(files[1]);
	return status;
}

static const struct definition *
open_good(struct definitions *set, const char *comparison)
{
	struct fail f = FAIL_INIT;

	if (open_both(set, RATE SHOWN, comparison, &f) == -1)
		fail_msg("%s", f.text);
	return set->items[0];
}

static void
test_groups(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	const struct definition *d = open_good(&set, BY_REGION BREAKDOWNS
	    "\"decimals\":2,\"interval\":{\"level\":0.9}," COMPARISON(SEXES
		"\"strata\":{\"dimension\":\"programme\","
		"\"level\":\"group\"},\"statistics\":[\"rate_part\",\"p_value\"],"
		"\"difference\":\"mee\",\"ratio\":\"koopman\","
		"\"test\":\"pearson\",\"adjust\":\"holm\""));
	const struct comparison_definition *c = d->comparison;

	(void)state;
	assert_non_null(c);
	assert_int_equal(c->kind, COMPARISON_GROUPS);
	assert_ptr_equal(c->of, set.items[1]);
	assert_int_equal(c->dimension, 0);
	assert_string_equal(c->group, "F");
	assert_string_equal(c->with, "M");
	assert_int_equal(c->stratum, 2);
	assert_string_equal(c->stratum_level, "group");
	assert_int_equal(c->difference, COMPARISON_MEE);
	assert_int_equal(c->ratio, COMPARISON_KOOPMAN);
	assert_int_equal(c->test, COMPARISON_PEARSON);
	assert_int_equal(c->adjust, ADJUST_HOLM);
	assert_true(d->statistics[STATISTIC_RATE_PART]);
	assert_true(d->statistics[STATISTIC_P_VALUE]);
	assert_false(d->statistics[STATISTIC_DIFFERENCE]);
	assert_int_equal(d->decimals, 2);
	assert_true(d->interval.level == 0.9);
	assert_int_equal(d->interval.kind, INTERVAL_NONE);
	assert_false(d->series);
	definitions_clear(&set);
}

static void
test_taken_over(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	const struct definition *d =
	    open_good(&set, BY_REGION BREAKDOWNS COMPARISON(SEXES DIFFERENCE));

	(void)state;
	assert_string_equal(d->numerator.dataset, "a");
	assert_string_equal(d->denominator.dataset, "b");
	assert_string_equal(d->unit, "");
	assert_true(d->bounded);
	assert_int_equal(d->protection, PROTECTION_NONE);
	assert_string_equal(d->protection_text.text[LANGUAGE_EN], "P");
	assert_int_equal(d->break_count, 1);
	assert_string_equal(d->breaks[0], "2023");
	assert_false(definition_covers(d, "2019"));
	assert_true(definition_covers(d, "2020"));
	definitions_clear(&set);
}

static void
test_units(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	const struct definition *d = open_good(&set,
	    BY_COLLEGE BREAKDOWNS COMPARISON(
		"\"dimension\":\"college\","
		"\"statistics\":[\"funnel_95\",\"p_value\"],\"level\":\"branch\","
		"\"funnel\":\"score\",\"overdispersion\":\"multiplicative\","
		"\"pooling\":\"paule_mandel\""));
	const struct comparison_definition *c = d->comparison;

	(void)state;
	assert_int_equal(c->kind, COMPARISON_UNITS);
	assert_int_equal(c->dimension, 3);
	assert_null(c->group);
	assert_null(c->stratum_name);
	assert_string_equal(c->level, "branch");
	assert_int_equal(c->funnel, COMPARISON_FUNNEL_SCORE);
	assert_int_equal(c->widening, COMPARISON_WIDENING_MULTIPLICATIVE);
	assert_int_equal(c->pooling, COMPARISON_PAULE_MANDEL);
	definitions_clear(&set);
}

static void
test_defaults(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	const struct definition *d = open_good(&set,
	    BY_COLLEGE BREAKDOWNS COMPARISON("\"dimension\":\"college\","
					     "\"statistics\":[\"funnel_95\"]"));
	const struct comparison_definition *c = d->comparison;

	(void)state;
	assert_null(c->level);
	assert_int_equal(c->difference, COMPARISON_NEWCOMBE);
	assert_int_equal(c->ratio, COMPARISON_KATZ);
	assert_int_equal(c->test, COMPARISON_FISHER);
	assert_int_equal(c->adjust, ADJUST_BENJAMINI_HOCHBERG);
	assert_int_equal(c->funnel, COMPARISON_FUNNEL_EXACT);
	assert_int_equal(c->widening, COMPARISON_WIDENING_ADDITIVE);
	assert_int_equal(c->pooling, COMPARISON_REML);
	assert_true(d->interval.level == 0.95);
	assert_int_equal(d->decimals, 1);
	definitions_clear(&set);
}

/* What is sensitive in the indicator is so in the comparison. */
static void
test_periods(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	const struct definition *d = open_good(&set,
	    HEAD "{\"name\":\"sex\",\"registry\":\"sexs\"}],"
		 "\"breakdowns\":[[],[\"sex\"]]," COMPARISON(
		     "\"dimension\":\"period\",\"statistics\":["
		     "\"difference\",\"cochran_armitage_p_value\"]"));

	(void)state;
	assert_int_equal(d->comparison->kind, COMPARISON_PERIODS);
	assert_true(d->dimensions[1].sensitive);
	definitions_clear(&set);
}

/* The names of the adjustments are in the order of the library's. */
static void
test_adjustments(void **state)
{
	static const char *const names[] = { "bonferroni", "holm", "hochberg",
		"benjamini_hochberg", "benjamini_yekutieli" };
	char text[2048];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(names); i++) {
		struct definitions set = DEFINITIONS_INIT;
		enum adjust_method method;
		const struct definition *d;

		(void)snprintf(text, sizeof(text), "%s%s\"}}",
		    BY_REGION BREAKDOWNS "\"comparison\":{" SEXES DIFFERENCE
					 ",\"adjust\":\"",
		    names[i]);
		d = open_good(&set, text);
		assert_int_equal(adjust_method_find(names[i], &method), 0);
		assert_int_equal(d->comparison->adjust, method);
		definitions_clear(&set);
	}
}

static void
test_sets(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	const struct definition *d =
	    open_good(&set, BY_COLLEGE BREAKDOWNS COMPARISON(
				"\"dimension\":\"college\","
				"\"strata\":{\"dimension\":\"programme\"},"
				"\"statistics\":[\"value_added\"]"));
	size_t dimensions[DEFINITION_DIMENSIONS_MAX];

	(void)state;
	assert_int_equal(definition_comparison_set(d, 0, false, dimensions), 1);
	assert_int_equal(dimensions[0], 3); /* college */
	assert_int_equal(definition_comparison_set(d, 1, false, dimensions), 2);
	assert_int_equal(dimensions[0], 1); /* region */
	assert_int_equal(dimensions[1], 3);
	assert_int_equal(definition_comparison_set(d, 1, true, dimensions), 3);
	assert_int_equal(dimensions[1], 2); /* programme */
	definitions_clear(&set);
	d = open_good(&set, BY_REGION BREAKDOWNS COMPARISON(
				"\"dimension\":\"period\"," DIFFERENCE));
	assert_int_equal(definition_comparison_set(d, 0, true, dimensions), 0);
	definitions_clear(&set);
}

#define STRATA(dimension) "\"strata\":{\"dimension\":\"" dimension "\"},"
#define STATISTICS_OF(list) "\"statistics\":" list

/* Each fault with a part of its message: the pointer. */
static const struct {
	const char *text, *place;
} faults[] = {
	{ "{\"id\":\"gap\",\"kind\":\"comparison\"," TEXTS
	  "\"dimensions\":[" DIMENSION("sex") "]}",
	    "\"of\"" },
	{ HEAD DIMENSION("region") "]}", "\"comparison\"" },
	{ BY_REGION BREAKDOWNS COMPARISON(DIFFERENCE), "/comparison" },
	{ BY_REGION BREAKDOWNS "\"comparison\":[]}", "/comparison" },
	{ BY_REGION BREAKDOWNS "\"comparison\":{\"dimension\":\"\"}}",
	    "/comparison/dimension" },
	{ BY_REGION COMPARISON(SEXES DIFFERENCE), "\"breakdowns\"" },
	{ BY_REGION BREAKDOWNS
	    "\"unit\":\"percent\"," COMPARISON(SEXES DIFFERENCE),
	    "\"unit\"" },
	{ BY_REGION BREAKDOWNS
	    "\"interval\":{\"method\":\"wilson\"}," COMPARISON(
		SEXES DIFFERENCE),
	    "\"method\"" },
	{ BY_REGION BREAKDOWNS
	    "\"interval\":{\"level\":0}," COMPARISON(SEXES DIFFERENCE),
	    "/interval" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"sex\",\"group\":\"F\"," DIFFERENCE),
	    "\"with\"" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"sex\","
	      "\"group\":\"F\",\"with\":\"F\"," DIFFERENCE),
	    "/comparison/with" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"period\",\"group\":\"2024\"," DIFFERENCE),
	    "/comparison/group" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES "\"level\":\"x\"," DIFFERENCE),
	    "/comparison/level" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES "\"pooling\":\"reml\"," DIFFERENCE),
	    "/comparison/pooling" },
	{ BY_COLLEGE BREAKDOWNS COMPARISON(
	      "\"dimension\":\"college\","
	      "\"test\":\"fisher\",\"statistics\":[\"z_score\"]"),
	    "/comparison/test" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES "\"difference\":\"wald\"," DIFFERENCE),
	    "/comparison/difference" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES "\"adjust\":7," DIFFERENCE),
	    "/comparison/adjust" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES DIFFERENCE ",\"difrence\":\"mee\""),
	    "/comparison" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES "\"strata\":[]," DIFFERENCE),
	    "/comparison/strata" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES "\"strata\":{}," DIFFERENCE),
	    "/comparison/strata" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STRATA("sex") DIFFERENCE),
	    "/comparison/strata/dimension" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STRATA("period") DIFFERENCE),
	    "/comparison/strata/dimension" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STRATA("region") DIFFERENCE),
	    "/dimensions/1" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STRATA("age") DIFFERENCE),
	    "/comparison/strata/dimension" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STATISTICS_OF("[]")),
	    "/comparison/statistics" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STATISTICS_OF("[\"mean\"]")),
	    "/comparison/statistics/0" },
	{ BY_REGION BREAKDOWNS COMPARISON(SEXES STATISTICS_OF("[\"level\"]")),
	    "/comparison/statistics/0" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES STATISTICS_OF("[\"ratio\",\"funnel_95\"]")),
	    "/comparison/statistics/1" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES STATISTICS_OF("[\"cochran_armitage_p_value\"]")),
	    "/comparison/statistics/0" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES STATISTICS_OF("[\"rate_part\"]")),
	    "/comparison/statistics/0" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      SEXES STATISTICS_OF("[\"ratio\",\"ratio\"]")),
	    "/comparison/statistics/1" },
	{ BY_COLLEGE BREAKDOWNS COMPARISON(
	      "\"dimension\":\"college\"," STATISTICS_OF("[\"difference\"]")),
	    "/comparison/statistics/0" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"college\"," STATISTICS_OF("[\"z_score\"]")),
	    "/dimensions" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"statistic\"," STATISTICS_OF("[\"z_score\"]")),
	    "/comparison/dimension" },
	{ HEAD DIMENSION("sex") "],"
				"\"breakdowns\":[[]]," COMPARISON(
				    SEXES DIFFERENCE),
	    "/dimensions/1" },
	{ BY_REGION
	    "\"breakdowns\":[[],[\"statistic\"]]," COMPARISON(SEXES DIFFERENCE),
	    "/breakdowns/1/0" },
	{ BY_COLLEGE "\"breakdowns\":[[\"region\",\"college\"]]," COMPARISON(
	      "\"dimension\":\"college\"," STATISTICS_OF("[\"z_score\"]")),
	    "/breakdowns/0/1" },
	/* what the indicator says otherwise */
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"age\","
	      "\"group\":\"15\",\"with\":\"16\"," DIFFERENCE),
	    "/comparison/dimension" },
	{ BY_REGION BREAKDOWNS COMPARISON(
	      "\"dimension\":\"outcome\","
	      "\"group\":\"a\",\"with\":\"b\"," DIFFERENCE),
	    "/comparison/dimension" },
	{ HEAD DIMENSION("age") "],\"breakdowns\":[[]]," COMPARISON(
	      SEXES DIFFERENCE),
	    "/dimensions/1" },
	{ HEAD "{\"name\":\"region\",\"registry\":\"places\"}],"
	       "\"breakdowns\":[[]]," COMPARISON(SEXES DIFFERENCE),
	    "/dimensions/1" },
	{ HEAD DIMENSION(
	      "programme") "],\"breakdowns\":[[],[\"programme\"]]," COMPARISON(SEXES
		  DIFFERENCE),
	    "/breakdowns/1" },
};

static void
test_faults(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(faults); i++) {
		struct definitions set = DEFINITIONS_INIT;
		struct fail f = FAIL_INIT;

		if (open_both(&set, RATE SHOWN, faults[i].text, &f) == 0)
			fail_msg("accepted: %s", faults[i].text);
		definitions_clear(&set);
		assert_int_equal(f.status, FAIL_USAGE);
		if (strstr(f.text, faults[i].place) == NULL)
			fail_msg("\"%s\" says nothing of \"%s\"", f.text,
			    faults[i].place);
	}
}

/* Rates that cannot be compared, and none at all. */
static void
test_not_comparable(void **state)
{
	static const char comparison[] =
	    BY_REGION BREAKDOWNS COMPARISON(SEXES DIFFERENCE);
	static const char *const others[] = {
		RATE ",\"bounded\":false}",
		"{\"id\":\"rate\",\"kind\":\"indicator\"," TEXTS
		"\"unit\":\"person\",\"dimensions\":["
		"{\"name\":\"statistic\",\"registry\":\"statistics\"}],"
		"\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\"},"
		"\"series\":{\"statistics\":[\"level\"]}}",
		"{\"id\":\"rate\",\"kind\":\"comparison\"," TEXTS
		"\"of\":\"gap\",\"dimensions\":["
		"{\"name\":\"statistic\",\"registry\":\"statistics\"}],"
		"\"breakdowns\":[[]]," COMPARISON(
		    "\"dimension\":\"period\"," DIFFERENCE),
		"{\"id\":\"other\",\"kind\":\"indicator\"," TEXTS
		"\"unit\":\"percent\",\"dimensions\":[" DIMENSION(
		    "sex") "],"
			   "\"numerator\":{\"dataset\":\"a\",\"measure\":\"n\"},"
			   "\"denominator\":{\"dataset\":\"a\",\"measure\":\"rows\"}}",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(others); i++) {
		struct definitions set = DEFINITIONS_INIT;
		struct fail f = FAIL_INIT;

		assert_int_equal(
		    open_both(&set, others[i], comparison, &f), -1);
		definitions_clear(&set);
		assert_int_equal(f.status, FAIL_USAGE);
		if (strstr(f.text, ": /of: ") == NULL)
			fail_msg("\"%s\" says nothing of \"/of\"", f.text);
	}
}

/* Without breakdowns the indicator shows all that it is compared by. */
static void
test_without_breakdowns(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(
	    open_both(&set, RATE "}",
		BY_REGION BREAKDOWNS COMPARISON(SEXES DIFFERENCE), &f),
	    0);
	assert_int_equal(set.items[0]->protection, PROTECTION_THRESHOLD);
	definitions_clear(&set);
}

/* A breakdown by more dimensions shows the figures, too. */
static void
test_wider_breakdown(void **state)
{
	struct definitions set = DEFINITIONS_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(
	    open_both(&set, RATE ",\"breakdowns\":[[\"sex\",\"region\"]]}",
		BY_REGION BREAKDOWNS COMPARISON(SEXES DIFFERENCE), &f),
	    0);
	definitions_clear(&set);
}

static struct registry *
open_registry(const char *text)
{
	char *path = fixture_file(text);
	struct fail f = FAIL_INIT;
	struct registry *r = registry_open(path, &f);

	fixture_remove(path);
	if (r == NULL)
		fail_msg("%s", f.text);
	return r;
}

#define ENTRY(id) \
	"{\"id\":\"" id "\",\"title\":{\"ru\":\"" id "\",\"en\":\"" id "\"}"
#define REGISTRY(id, entries)                                                 \
	"{\"id\":\"" id "\",\"title\":{\"ru\":\"" id "\",\"en\":\"" id "\"}," \
	"\"entries\":[" entries "]}"

#define UNDER(id, parent, more) ENTRY(id) ",\"parent\":\"" parent "\"" more "}"

/* Units and strata are apart: none is a part of another. */
static void
test_entries(void **state)
{
	struct registry *r = open_registry(REGISTRY("places",
	    ENTRY("all") "}," UNDER(
		"a", "all", ",\"level\":\"region\"") "," UNDER("a1", "a",
		",\"included\":true,\"level\":\"okrug\"") "," UNDER("b", "all",
		",\"level\":\"region\"") "," UNDER("b1", "b", "")));

	(void)state;
	assert_true(comparison_has_entry(r, NULL, registry_find(r, "a")));
	assert_false(comparison_has_entry(r, NULL, registry_find(r, "a1")));
	assert_false(comparison_has_entry(r, NULL, registry_find(r, "b")));
	assert_true(comparison_has_entry(r, NULL, registry_find(r, "b1")));
	assert_true(comparison_has_entry(r, "region", registry_find(r, "a")));
	assert_true(comparison_has_entry(r, "region", registry_find(r, "b")));
	assert_false(comparison_has_entry(r, "region", registry_find(r, "b1")));
	assert_false(comparison_has_entry(r, "okrug", registry_find(r, "a1")));
	registry_free(r);
}

static void
expect_codes(const char *comparison, const char *place)
{
	struct registry *sexes = open_registry(REGISTRY("sexs",
	    ENTRY("F") "}," ENTRY("M") "}," ENTRY("X") ",\"parent\":\"M\"}"));
	struct registry *programmes = open_registry(REGISTRY(
	    "programmes", ENTRY("08") ",\"level\":\"group\"}," ENTRY(
			      "09") ",\"level\":\"code\"}," UNDER("09.01", "09",
			      ",\"level\":\"code\"")));
	struct definitions set = DEFINITIONS_INIT;
	struct fail f = FAIL_INIT;
	const struct definition *d = open_good(&set, comparison);
	int status = definition_comparison_codes(d, sexes, programmes, &f);

	assert_int_equal(status, place == NULL ? 0 : -1);
	if (place != NULL && strstr(f.text, place) == NULL)
		fail_msg("\"%s\" says nothing of \"%s\"", f.text, place);
	definitions_clear(&set);
	registry_free(sexes);
	registry_free(programmes);
}

static void
test_codes(void **state)
{
	(void)state;
	expect_codes(
	    BY_REGION BREAKDOWNS COMPARISON(SEXES
		"\"strata\":{\"dimension\":\"programme\",\"level\":\"group\"}," DIFFERENCE),
	    NULL);
	expect_codes(
	    BY_REGION BREAKDOWNS COMPARISON(SEXES
		"\"strata\":{\"dimension\":\"programme\",\"level\":\"type\"}," DIFFERENCE),
	    "/comparison/strata/level");
	expect_codes(
	    BY_REGION BREAKDOWNS COMPARISON(SEXES
		"\"strata\":{\"dimension\":\"programme\",\"level\":\"code\"}," DIFFERENCE),
	    "/comparison/strata/level: \"09.01\" is a part of \"09\"");
	expect_codes(BY_REGION BREAKDOWNS COMPARISON(
			 "\"dimension\":\"sex\","
			 "\"group\":\"W\",\"with\":\"M\"," DIFFERENCE),
	    "/comparison/group");
	expect_codes(BY_REGION BREAKDOWNS COMPARISON(
			 "\"dimension\":\"sex\","
			 "\"group\":\"F\",\"with\":\"H\"," DIFFERENCE),
	    "/comparison/with");
	expect_codes(BY_REGION BREAKDOWNS COMPARISON(
			 "\"dimension\":\"sex\","
			 "\"group\":\"X\",\"with\":\"F\"," DIFFERENCE),
	    NULL);
	expect_codes(BY_REGION BREAKDOWNS COMPARISON(
			 "\"dimension\":\"sex\","
			 "\"group\":\"X\",\"with\":\"M\"," DIFFERENCE),
	    "/comparison/with: \"X\" is a part of \"M\"");
	expect_codes(BY_REGION BREAKDOWNS COMPARISON(
			 "\"dimension\":\"sex\","
			 "\"group\":\"M\",\"with\":\"X\"," DIFFERENCE),
	    "/comparison/with: \"X\" is a part of \"M\"");
	expect_codes(
	    BY_COLLEGE BREAKDOWNS COMPARISON(
		"\"dimension\":\"college\",\"level\":\"branch\"," STATISTICS_OF(
		    "[\"z_score\"]")),
	    "/comparison/level");
}

static void
test_memory_ends(void **state)
{
	char *files[] = {
		fixture_file(BY_REGION BREAKDOWNS COMPARISON(SEXES DIFFERENCE)),
		fixture_file(RATE SHOWN),
	};
	const char *const paths[] = { files[0], files[1] };
	int status = -1;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct definitions set = DEFINITIONS_INIT;
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = definitions_open(&set, paths, 2, &f);
		chaos_stop();
		assert_int_equal(
		    f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
		definitions_clear(&set);
	}
	assert_int_equal(status, 0);
	fixture_remove(files[0]);
	fixture_remove(files[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_taken_over),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_adjustments),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_not_comparable),
		cmocka_unit_test(test_without_breakdowns),
		cmocka_unit_test(test_wider_breakdown),
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

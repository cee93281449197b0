/* rate: breakdowns of cubes with totals, by hand arithmetic */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "totals_fixture.h"

static const char *const registries[] = { "points", "6 12", "regions",
	"RU A<RU B<RU", "sex", "_T M<_T F<_T", "statuses",
	"_T W<_T L<_T N<_T NL<N NR<N", NULL };

#define DEFINITION(dimensions, parts, more)                                       \
	"{\"id\":\"rate\",\"kind\":\"indicator\",\"version\":\"1\","              \
	"\"title\":{\"ru\":\"Д\",\"en\":\"S\"},\"unit\":\"percent\","            \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                                  \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                                \
	"\"dimensions\":[{\"name\":\"point\",\"registry\":\"points\"}" dimensions \
	"]," parts more "}"
#define PLACES                                             \
	",{\"name\":\"region\",\"registry\":\"regions\"}," \
	"{\"name\":\"sex\",\"registry\":\"sex\"}"
#define STATUS ",{\"name\":\"outcome\",\"registry\":\"statuses\"}"
#define PART(where) "{\"dataset\":\"graduates\",\"measure\":\"rows\"" where "}"
#define EMPLOYED                                    \
	"\"numerator\":" PART(                      \
	    ",\"where\":{\"outcome\":[\"W\"]}") "," \
						"\"denominator\":" PART("")
#define BREAKDOWNS \
	",\"breakdowns\":[[],[\"region\"],[\"sex\"],[\"region\",\"sex\"]]"

static const char employed[] = DEFINITION(PLACES, EMPLOYED, BREAKDOWNS);

#define BY "period point region sex outcome"
#define REGISTRIES "region regions sex sex outcome statuses"

/* 12 graduates after 6 months, 2 of them after 12. */
static const struct totals_cube graduates = { "graduates", BY, "", NULL,
	REGISTRIES, ". outcome region,sex,outcome",
	"2024 6 A M W - 2024 6 A M W - 2024 6 A M L - 2024 6 A M NL - "
	"2024 6 A F W - 2024 6 A F NR - 2024 6 B M L - 2024 6 B M L - "
	"2024 6 B M NL - 2024 6 B M NL - 2024 6 B M NR - 2024 6 B M W - "
	"2023 12 A M W - 2023 12 B F L -" };

static void
measured(struct totals *t, const char *definition, const struct totals_cube *c)
{
	totals_open(t, definition, registries);
	totals_add(t, c);
	totals_measure(t);
	if (t->status != 0)
		fail_msg("%s", t->f.text);
}

static void
check_counts(struct totals *t, const char *period, const char *codes,
    int64_t numerator, int64_t denominator)
{
	struct observation one = totals_cell(t, period, codes);

	totals_check(t, period, codes, "ok",
	    100 * (double)numerator / (double)denominator);
	assert_int_equal(one.estimate.numerator, numerator);
	assert_int_equal(one.estimate.denominator, denominator);
	assert_int_equal(one.estimate.parts, ESTIMATE_ALL);
	assert_string_equal(one.method, "wilson");
}

static void
test_breakdowns(void **state)
{
	struct totals t;

	(void)state;
	measured(&t, employed, &graduates);
	check_counts(&t, "2024", "6 RU _T", 4, 12);
	check_counts(&t, "2024", "6 A _T", 3, 6);
	check_counts(&t, "2024", "6 RU F", 1, 2);
	check_counts(&t, "2024", "6 A F", 1, 2);
	check_counts(&t, "2024", "6 B M", 1, 6);
	/* Of the women of B at 12 months nobody was selected. */
	check_counts(&t, "2023", "12 B F", 0, 1);
	check_counts(&t, "2023", "12 B _T", 0, 1);
	/* No woman of B after 6 months: there are women and there is B. */
	totals_check(&t, "2024", "6 B F", "not_applicable zero_denominator", 0);
	/* Not observed at all, and nobody of the codes */
	totals_check(&t, "2024", "12 RU _T", "missing not_in_source", 0);
	totals_check(&t, "2024", "12 A M", "missing not_in_source", 0);
	/* 2 periods, 2 points: all, 2 regions, 2 sexes, 4 together */
	assert_int_equal(t.o.count, 2 * 2 * (1 + 2 + 2 + 4));
	totals_clear(&t);
}

/* Nobody of A is counted, though A is there; of B nobody is there at all. */
static void
test_nobody_counted(void **state)
{
	static const char definition[] = DEFINITION(PLACES,
	    "\"numerator\":" PART(
		",\"where\":{\"outcome\":[\"W\"]}") ","
						    "\"denominator\":" PART(
							",\"where\":{\"outcome\":[\"W\",\"N\"]}"),
	    BREAKDOWNS);
	static const struct totals_cube cube = { "graduates", BY, "", NULL,
		REGISTRIES, ". outcome region,sex,outcome",
		"2024 6 A M L - 2023 6 B M W - 2023 6 B F L -" };
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	totals_check(
	    &t, "2024", "6 A _T", "not_applicable zero_denominator", 0);
	totals_check(&t, "2024", "6 A M", "not_applicable zero_denominator", 0);
	totals_check(&t, "2024", "6 B _T", "missing not_in_source", 0);
	totals_absent(&t, "2024", "6 A F");
	totals_check(&t, "2023", "6 B F", "not_applicable zero_denominator", 0);
	check_counts(&t, "2023", "6 B _T", 1, 1);
	totals_clear(&t);
}

/* Each cell stands once, in the first breakdown that has it. */
static void
test_first_breakdown(void **state)
{
	static const char definition[] = DEFINITION(PLACES, EMPLOYED,
	    ",\"breakdowns\":[[\"region\",\"sex\"],[\"sex\"],[\"region\"]]");
	struct totals t;

	(void)state;
	measured(&t, definition, &graduates);
	assert_int_equal(t.o.count, 2 * 2 * 9);
	assert_string_equal(observations_code_text(&t.o, 0, 1), "RU");
	assert_string_equal(observations_code_text(&t.o, 0, 2), "_T");
	totals_clear(&t);
}

/* All codes of the status have the denominator of all. */
static void
test_shared_denominator(void **state)
{
	static const char definition[] = DEFINITION(PLACES STATUS,
	    "\"numerator\":" PART("") ",\"denominator\":" PART(
		",\"where\":{\"outcome\":[\"_T\"]}"),
	    ",\"breakdowns\":[[\"outcome\"],[\"outcome\",\"region\"]]");
	static const struct totals_cube cube = { "graduates", BY, "", NULL,
		REGISTRIES, "outcome,region",
		"2024 6 A M W - 2024 6 A M W - 2024 6 A M L - 2024 6 A F NL - "
		"2024 6 B F L -" };
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	check_counts(&t, "2024", "6 RU _T _T", 5, 5);
	check_counts(&t, "2024", "6 RU _T W", 2, 5);
	check_counts(&t, "2024", "6 RU _T L", 2, 5);
	check_counts(&t, "2024", "6 RU _T N", 1, 5);
	check_counts(&t, "2024", "6 RU _T NL", 1, 5);
	check_counts(&t, "2024", "6 A _T W", 2, 4);
	check_counts(&t, "2024", "6 B _T W", 0, 1);
	check_counts(&t, "2024", "6 B _T L", 1, 1);
	assert_int_equal(t.o.count, 5 * 3);
	totals_clear(&t);
}

/* Where the status is not broken down by, the denominator is that of one. */
static void
test_shared_at_total(void **state)
{
	static const char definition[] = DEFINITION(PLACES STATUS,
	    "\"numerator\":" PART("") ",\"denominator\":" PART(
		",\"where\":{\"outcome\":[\"W\",\"L\"]}"),
	    ",\"bounded\":false,\"breakdowns\":[[]]");
	static const struct totals_cube cube = { "graduates", BY, "", NULL,
		REGISTRIES, "outcome",
		"2024 6 A M W - 2024 6 A M L - 2024 6 A F NL -" };
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	one = totals_cell(&t, "2024", "6 RU _T _T");
	assert_true(one.estimate.value == 150);
	assert_int_equal(
	    one.estimate.parts, ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR);
	assert_string_equal(one.method, "ratio");
	totals_clear(&t);
}

/* Fact against plan: a measure less what is counted twice, above 100 %, of
 * nothing, and in the whole country. */
static void
test_ratio(void **state)
{
	static const char definition[] =
	    DEFINITION(",{\"name\":\"region\",\"registry\":\"regions\"}",
		"\"numerator\":{\"dataset\":\"fact\",\"measure\":\"students\","
		"\"minus\":\"both\"},\"denominator\":{\"dataset\":\"plan\","
		"\"measure\":\"plan\"}",
		",\"bounded\":false,\"breakdowns\":[[],[\"region\"]],"
		"\"breaks\":[\"2025\"]");
	struct observation one;
	struct totals t;

	(void)state;
	totals_open(&t, definition, registries);
	totals_add(
	    &t, &(struct totals_cube){ "fact", "period point region sex",
		    "students both", NULL, "region regions sex sex", "region",
		    "2024 6 A M 100 10 - 2024 6 A F 40 0 - 2024 6 B M 5 0 - "
		    "2025 6 A M 10 ? - 2025 6 A F 7 3 -" });
	totals_add(&t, &(struct totals_cube){ "plan", "period point region",
			   "plan", NULL, "region regions", "region",
			   "2024 6 A 100 - 2024 6 B 0 - 2025 6 A 20 -" });
	totals_measure(&t);
	if (t.status != 0)
		fail_msg("%s", t.f.text);
	totals_check(&t, "2024", "6 A", "ok", 130);
	totals_check(&t, "2024", "6 RU", "ok", 135);
	totals_check(&t, "2024", "6 B", "not_applicable zero_denominator", 0);
	one = totals_cell(&t, "2024", "6 A");
	assert_string_equal(one.method, "ratio");
	assert_int_equal(one.estimate.flags, 0);
	/* What is counted twice is not known of some: at most 17 of 20. */
	totals_check(&t, "2025", "6 A", "ok", 85);
	one = totals_cell(&t, "2025", "6 A");
	assert_int_equal(one.estimate.flags, FLAG_BREAK | FLAG_APPROXIMATE);
	totals_check(&t, "2025", "6 B", "missing not_in_source", 0);
	totals_clear(&t);
}

/* Distinct people, of whom some have two rows. */
static void
test_distinct(void **state)
{
	static const char definition[] = DEFINITION(PLACES,
	    "\"numerator\":{\"dataset\":\"graduates\",\"distinct\":\"person\","
	    "\"where\":{\"outcome\":[\"W\"]}},"
	    "\"denominator\":{\"dataset\":\"graduates\","
	    "\"distinct\":\"person\"}",
	    ",\"breakdowns\":[[],[\"region\"]]");
	static const struct totals_cube cube = { "graduates",
		"period point region sex outcome person", "", "person",
		REGISTRIES " person regions", "outcome region,outcome",
		"2024 6 A M W RU - 2024 6 A M W RU - 2024 6 A M L A - "
		"2024 6 B M W RU - 2024 6 B F L B -" };
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	check_counts(&t, "2024", "6 RU _T", 1, 3);
	check_counts(&t, "2024", "6 A _T", 1, 2);
	check_counts(&t, "2024", "6 B _T", 1, 2);
	totals_clear(&t);
}

/* Lost rows: of a known cell, of an unknown status, of an unknown region. */
static void
test_lost(void **state)
{
	static const struct totals_cube cube = { "graduates", BY, "", NULL,
		REGISTRIES, ". outcome region,sex,outcome",
		"2024 6 A M W - 2024 6 A M L - 2024 6 A F L - 2024 6 B M W - "
		"2024 6 A M W lost 2024 6 B _ _ lost 2024 12 A M W lost" };
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, employed, &cube);
	one = totals_cell(&t, "2024", "6 RU _T");
	assert_int_equal(one.estimate.numerator, 2);
	assert_int_equal(one.estimate.denominator, 4);
	assert_int_equal(one.estimate.flags, FLAG_PARTIAL);
	assert_true(fabs(one.estimate.coverage - 4.0 / 6) < 1e-12);
	one = totals_cell(&t, "2024", "6 A M");
	assert_true(fabs(one.estimate.coverage - 2.0 / 3) < 1e-12);
	one = totals_cell(&t, "2024", "6 A F");
	assert_true(one.estimate.coverage == 1);
	assert_int_equal(one.estimate.flags, 0);
	/* The other lost one may be a man or a woman of B. */
	one = totals_cell(&t, "2024", "6 B M");
	assert_true(one.estimate.coverage == 0.5);
	totals_absent(&t, "2024", "6 B F");
	one = totals_cell(&t, "2024", "6 RU F");
	assert_true(one.estimate.coverage == 0.5);
	/* Of all that is known there is only a lost row. */
	totals_check(&t, "2024", "12 A M", "missing not_supplied", 0);
	totals_check(&t, "2024", "12 B M", "missing not_in_source", 0);
	totals_clear(&t);
}

/* What occurs in a period, at a point, or as a lost row alone is written for
 * all; single codes always; the rest of the combinations never. */
static void
test_occurring(void **state)
{
	static const char rows[] =
	    "2024 6 A M W - 2024 6 A F L - 2024 6 B M L - 2023 6 A M L -";
	static const struct {
		const char *more, *now, *before;
	} cases[] = {
		{ "", NULL, NULL },
		/* It may be a woman of B, or of A. */
		{ "2023 6 _ F W lost", NULL, NULL },
		{ "2024 6 B _ W lost", NULL, NULL },
		{ "2023 6 B F W lost", "not_applicable zero_denominator",
		    "missing not_supplied" },
		{ "2024 6 B F _ lost", "missing not_supplied",
		    "missing not_in_source" },
		{ "2023 12 B F L -", "not_applicable zero_denominator",
		    "missing not_in_source" },
	};
	struct totals_cube cube = { "graduates", BY, "", NULL, REGISTRIES,
		". outcome region,sex,outcome", NULL };
	char text[256];
	struct totals t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(text, sizeof(text), "%s %s", rows, cases[i].more);
		cube.rows = text;
		measured(&t, employed, &cube);
		check_counts(&t, "2024", "6 A M", 1, 1);
		totals_check(
		    &t, "2024", "6 B _T", "ok", 0); /* a man is there */
		(void)totals_cell(&t, "2023", "6 RU F");
		(void)totals_cell(&t, "2023", "6 A F");
		if (cases[i].now == NULL) {
			totals_absent(&t, "2024", "6 B F");
			totals_absent(&t, "2023", "6 B F");
		} else {
			totals_check(&t, "2024", "6 B F", cases[i].now, 0);
			totals_check(&t, "2023", "6 B F", cases[i].before, 0);
		}
		totals_clear(&t);
	}
}

/* Rows without a region are in the totals only. */
static void
test_unknown_code(void **state)
{
	static const struct totals_cube cube = { "graduates", BY, "", NULL,
		REGISTRIES, ". outcome region,sex,outcome",
		"2024 6 A M W - 2024 6 _ M W - 2024 6 _ M L -" };
	struct totals t;

	(void)state;
	measured(&t, employed, &cube);
	check_counts(&t, "2024", "6 RU _T", 2, 3);
	check_counts(&t, "2024", "6 A _T", 1, 1);
	assert_int_equal(t.o.count, 1 + 1 + 1 + 1);
	totals_clear(&t);
}

/* Without breakdowns the cubes' totals are codes like others. */
static void
test_whole_product(void **state)
{
	static const char definition[] = DEFINITION(PLACES, EMPLOYED, "");
	struct totals t;

	(void)state;
	measured(&t, definition, &graduates);
	check_counts(&t, "2024", "6 RU _T", 4, 12);
	totals_check(&t, "2024", "6 B F", "missing not_in_source", 0);
	assert_int_equal(t.o.count, 2 * 2 * 3 * 3);
	totals_clear(&t);
}

static void
test_failures(void **state)
{
	static const struct {
		struct totals_cube cube;
		const char *part;
	} failures[] = {
		/* not by status */
		{ { "graduates", BY, "", NULL, REGISTRIES, "region,sex",
		      "2024 6 A M W -" },
		    "--set outcome" },
		/* another root */
		{ { "graduates", BY, "", NULL,
		      "region statuses sex sex outcome statuses",
		      ". outcome region,sex,outcome", "2024 6 W M W -" },
		    "\"regions\"" },
		/* a point is needed in every row */
		{ { "graduates", BY, "", NULL, REGISTRIES,
		      ". outcome region,sex,outcome", "2024 _ A M W -" },
		    "\"point\"" },
	};
	struct totals t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(failures); i++) {
		totals_open(&t, employed, registries);
		totals_add(&t, &failures[i].cube);
		totals_measure(&t);
		assert_int_equal(t.status, -1);
		if (strstr(t.f.text, failures[i].part) == NULL)
			fail_msg("%zu: %s", i, t.f.text);
		totals_clear(&t);
	}
}

/* Two datasets, only one of which has the total. */
static void
test_different_totals(void **state)
{
	static const char definition[] =
	    DEFINITION(",{\"name\":\"region\",\"registry\":\"regions\"}",
		"\"numerator\":{\"dataset\":\"a\",\"measure\":\"rows\"},"
		"\"denominator\":{\"dataset\":\"b\",\"measure\":\"rows\"}",
		",\"breakdowns\":[[]]");
	struct totals t;

	(void)state;
	totals_open(&t, definition, registries);
	totals_add(&t, &(struct totals_cube){ "a", "period point region", "",
			   NULL, "region regions", "region", "2024 6 A -" });
	totals_add(&t, &(struct totals_cube){ "b", "period point region", "",
			   NULL, "", "", "2024 6 A -" });
	totals_measure(&t);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_USAGE);
	assert_non_null(strstr(t.f.text, "\"region\""));
	totals_clear(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_breakdowns),
		cmocka_unit_test(test_nobody_counted),
		cmocka_unit_test(test_first_breakdown),
		cmocka_unit_test(test_shared_denominator),
		cmocka_unit_test(test_shared_at_total),
		cmocka_unit_test(test_ratio),
		cmocka_unit_test(test_distinct),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_occurring),
		cmocka_unit_test(test_unknown_code),
		cmocka_unit_test(test_whole_product),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_different_totals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

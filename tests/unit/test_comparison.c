/* comparison: what is compared with what, by arithmetic on small cubes */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "relative.h"
#include "totals_fixture.h"

/* Rounded up to two digits. */
static double
up(double p)
{
	double scale = pow(10, 1 - floor(log10(p)));

	return ceil(p * scale) / scale;
}

static const char *const registries[] = { "statistics",
	"difference ratio common_odds_ratio composition_part rate_part p_value "
	"p_adjusted cochran_armitage_p_value funnel_95 z_score shrunken_rate "
	"expected_rate value_added standardised_rate overdispersion pooled_rate",
	"points", "6 12", "regions", "RU A<RU B<RU C<RU", "sex", "_T M<_T F<_T",
	"colleges", "_T K<_T L<_T M<_T", "programmes", "_T P<_T Q<_T", NULL };

#define HEAD(id, kind)                                                \
	"{\"id\":\"" id "\",\"kind\":\"" kind "\",\"version\":\"1\"," \
	"\"title\":{\"ru\":\"Д\",\"en\":\"S\"},"                     \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                      \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"
#define DIMENSION(name, registry) \
	"{\"name\":\"" name "\",\"registry\":\"" registry "\"}"
#define RATE(dimensions, more)                                  \
	HEAD("rate", "indicator")                               \
	"\"unit\":\"percent\",\"dimensions\":[" dimensions "]," \
	"\"numerator\":{\"dataset\":\"g\",\"measure\":\"x\"},"  \
	"\"denominator\":{\"dataset\":\"g\",\"measure\":\"n\"}" more "}"
#define COMPARISON(dimensions, comparison, breakdowns) \
	HEAD("gap", "comparison")                      \
	"\"of\":\"rate\",\"dimensions\":[" DIMENSION(  \
	    "statistic", "statistics") dimensions      \
	    "],\"comparison\":{" comparison "},\"breakdowns\":" breakdowns "}"

#define POINT "," DIMENSION("point", "points")
#define REGION "," DIMENSION("region", "regions")

static void
measured(struct totals *t, const char *comparison, const char *rate,
    const struct totals_cube *cube)
{
	const char *const definitions[] = { comparison, rate, NULL };

	totals_open_all(t, definitions, registries);
	totals_add(t, cube);
	totals_measure(t);
}

static void
measure(struct totals *t, const char *comparison, const char *rate,
    const struct totals_cube *cube)
{
	measured(t, comparison, rate, cube);
	if (t->status != 0)
		fail_msg("%s", t->f.text);
}

static double
value(struct totals *t, const char *period, const char *codes)
{
	struct observation one = totals_cell(t, period, codes);

	assert_true(observation_published(one.estimate.status));
	return one.estimate.value;
}

/* ---- groups ---- */

static const char by_sex[] = RATE(DIMENSION("point", "points") REGION
    "," DIMENSION("sex", "sex") "," DIMENSION("programme", "programmes"),
    ",\"breakdowns\":[[\"sex\"],[\"region\",\"sex\"]]");
static const char women[] = COMPARISON(POINT REGION,
    "\"dimension\":\"sex\",\"group\":\"F\",\"with\":\"M\","
    "\"strata\":{\"dimension\":\"programme\"},\"adjust\":\"bonferroni\","
    "\"statistics\":[\"difference\",\"composition_part\",\"rate_part\","
    "\"p_value\",\"p_adjusted\"]",
    "[[],[\"region\"]]");

static const struct totals_cube people = { "g",
	"period point region sex programme", "x n", NULL,
	"region regions sex sex programme programmes",
	"sex region,sex sex,programme region,sex,programme",
	"2023 6 A F P 80 100 - 2023 6 A F Q 20 100 - "
	"2023 6 A M P 60 80 - 2023 6 A M Q 42 120 - "
	"2023 6 B F P 56 70 - 2023 6 B M P 48 80 - "
	/* of C some have no programme */
	"2023 6 C F P 80 100 - 2023 6 C F _ 20 100 - "
	"2023 6 C M P 60 80 - 2023 6 C M _ 42 120 - "
	"2023 12 A F P 9 10 - 2023 12 A M P 1 10 -" };

/* The regions of one point are a family; the country is another one, and so is
 * the other point. */
static void
test_groups(void **state)
{
	struct totals t;
	size_t i;
	double p;
	const char *const regions[] = { "A", "B", "C" };
	char codes[64];

	(void)state;
	measure(&t, women, by_sex, &people);
	totals_check(&t, "2023", "difference 6 A - -", "ok", -1);
	totals_check(&t, "2023", "composition_part 6 A - -", "ok", 5);
	totals_check(&t, "2023", "rate_part 6 A - -", "ok", -6);
	/* those without a programme are a stratum, too */
	totals_check(&t, "2023", "composition_part 6 C - -", "ok", 5);
	totals_check(&t, "2023", "rate_part 6 C - -", "ok", -6);
	totals_check(&t, "2023", "difference 6 B - -", "ok", 20);
	totals_check(&t, "2023", "difference 6 RU - -", "ok",
	    100 * (256.0 / 470 - 252.0 / 480));
	for (i = 0; i < 3; i++) {
		sprintf(codes, "p_value 6 %s - -", regions[i]);
		p = value(&t, "2023", codes);
		sprintf(codes, "p_adjusted 6 %s - -", regions[i]);
		assert_relative(
		    value(&t, "2023", codes), fmin(1, 3 * up(p)), 1e-15);
	}
	assert_relative(value(&t, "2023", "p_adjusted 6 RU - -"),
	    up(value(&t, "2023", "p_value 6 RU - -")), 1e-15);
	assert_relative(value(&t, "2023", "p_adjusted 12 A - -"),
	    up(value(&t, "2023", "p_value 12 A - -")), 1e-15);
	assert_int_equal(
	    totals_cell(&t, "2023", "difference 6 B - -").estimate.flags,
	    FLAG_ABOVE);
	assert_int_equal(
	    totals_cell(&t, "2023", "difference 6 A - -").estimate.flags, 0);
	totals_check(
	    &t, "2023", "difference 12 B - -", "missing parts_missing", 0);
	assert_string_equal(
	    totals_cell(&t, "2023", "p_adjusted 12 B - -").method,
	    "bonferroni");
	totals_clear(&t);
}

/* Nobody's sex is known: there are no cells, and that is no failure. */
static void
test_no_cells(void **state)
{
	static const struct totals_cube unknown = { "g",
		"period point region sex programme", "x n", NULL,
		"region regions sex sex programme programmes",
		"sex region,sex sex,programme region,sex,programme",
		"2023 6 A _ P 9 10 -" };
	struct totals t;

	(void)state;
	measure(&t, women, by_sex, &unknown);
	assert_int_equal(t.o.count, 2); /* the rates of RU and of A */
	totals_clear(&t);
}

/* A and B are of one level, as deep as C, which has none; D has none and is
 * deeper, E is of another. */
static void
test_families(void **state)
{
	static const char *const nested[] = { "statistics",
		"p_value p_adjusted", "points", "6 12", "regions",
		"RU A@r<RU B@r<RU C<RU D<C E@e<RU F<RU", "sex", "_T M<_T F<_T",
		"programmes", "_T P<_T", NULL };
	static const struct totals_cube all = { "g",
		"period point region sex "
		"programme",
		"x n", NULL, "region regions sex sex programme programmes",
		"sex region,sex sex,programme region,sex,programme",
		"2023 6 A F P 9 10 - 2023 6 A M P 1 10 - "
		"2023 6 B F P 9 10 - 2023 6 B M P 1 10 - "
		"2023 6 D F P 9 10 - 2023 6 D M P 1 10 - "
		"2023 6 E F P 9 10 - 2023 6 E M P 1 10 - "
		"2023 6 F F P 9 10 - 2023 6 F M P 1 10 -" };
	static const char tests[] = COMPARISON(POINT REGION,
	    "\"dimension\":\"sex\",\"group\":\"F\",\"with\":\"M\","
	    "\"adjust\":\"bonferroni\","
	    "\"statistics\":[\"p_value\",\"p_adjusted\"]",
	    "[[],[\"region\"]]");
	static const char *const definitions[] = { tests, by_sex, NULL };
	/* C is D, and of one family with F */
	static const struct {
		const char *region;
		int tests;
	} families[] = { { "A", 2 }, { "B", 2 }, { "C", 2 }, { "F", 2 },
		{ "D", 1 }, { "E", 1 }, { "RU", 1 } };
	struct totals t;
	char codes[64];
	size_t i;
	double p;

	(void)state;
	totals_open_all(&t, definitions, nested);
	totals_add(&t, &all);
	totals_measure(&t);
	assert_int_equal(t.status, 0);
	for (i = 0; i < COUNT_OF(families); i++) {
		sprintf(codes, "p_value 6 %s - -", families[i].region);
		p = value(&t, "2023", codes);
		sprintf(codes, "p_adjusted 6 %s - -", families[i].region);
		assert_relative(
		    value(&t, "2023", codes), families[i].tests * up(p), 1e-14);
	}
	totals_clear(&t);
}

/* ---- periods ---- */

static const char by_region[] =
    RATE(DIMENSION("region", "regions"), ",\"breakdowns\":[[\"region\"]]");
static const char before[] = COMPARISON(REGION,
    "\"dimension\":\"period\",\"statistics\":[\"difference\","
    "\"cochran_armitage_p_value\"]",
    "[[\"region\"]]");

/* Months: the year turns, and February has 29 days. */
static void
test_months(void **state)
{
	static const struct totals_cube months = { "g", "period region", "x n",
		NULL, "region regions", "region",
		"2023-12 A 2 10 - 2024-01 A 5 10 - 2024-02 A 8 10 - "
		"2024-03 A 8 10 - 2024-05 A 8 10 - 2023-12 B 0 0 - "
		"2024-01 B 5 10 -" };
	struct totals t;

	(void)state;
	measure(&t, before, by_region, &months);
	totals_check(&t, "2023-12", "difference A",
	    "not_applicable no_earlier_period", 0);
	totals_check(&t, "2024-01", "difference A", "ok", 30);
	totals_check(&t, "2024-02", "difference A", "ok", 30);
	totals_check(&t, "2024-03", "difference A", "ok", 0);
	totals_check(
	    &t, "2024-05", "difference A", "not_applicable period_gap", 0);
	totals_check(&t, "2024-01", "cochran_armitage_p_value A",
	    "not_applicable too_few_periods", 0);
	assert_true(fabs(value(&t, "2024-02", "cochran_armitage_p_value A") -
			 0.007290358) < 1e-9);
	totals_check(&t, "2024-05", "cochran_armitage_p_value A",
	    "not_applicable period_gap", 0);
	/* before there was nobody */
	totals_check(&t, "2024-01", "difference B",
	    "not_applicable zero_denominator", 0);
	totals_clear(&t);
}

static void
test_period_unknown(void **state)
{
	static const struct totals_cube years = { "g", "period region", "x n",
		NULL, "region regions", "region", "2023/24 A 2 10 -" };
	struct totals t;

	(void)state;
	measured(&t, before, by_region, &years);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_DATA);
	assert_non_null(strstr(t.f.text, "\"2023/24\" is no year"));
	totals_clear(&t);
}

/* ---- units ---- */

static const char by_college[] =
    RATE(DIMENSION("region", "regions") "," DIMENSION(
	     "college", "colleges") "," DIMENSION("programme", "programmes"),
	",\"breakdowns\":[[\"college\"],[\"region\",\"college\"]]");
static const char colleges[] =
    COMPARISON(REGION "," DIMENSION("college", "colleges"),
	"\"dimension\":\"college\",\"strata\":{\"dimension\":\"programme\"},"
	"\"statistics\":[\"funnel_95\",\"z_score\",\"shrunken_rate\","
	"\"expected_rate\",\"value_added\",\"overdispersion\","
	"\"pooled_rate\"],\"funnel\":\"score\"",
	"[[],[\"region\"]]");
static const struct totals_cube units = { "g",
	"period region college programme", "x n", NULL,
	"region regions college colleges programme programmes",
	"college college,programme region,college region,college,programme",
	"2023 A K P 30 50 - 2023 A K Q 15 50 - 2023 A L P 40 50 - "
	"2023 A L Q 15 50 - 2023 B M P 35 50 - 2023 B M Q 15 50 -" };

/* All colleges are one family, also where they are shown by region: 105 of 150
 * in P, 45 of 150 in Q. */
static void
test_units(void **state)
{
	static const char *const regions[] = { "RU", "A", "B" };
	static const char *const of[] = { "K L M", "K L", "M" };
	struct totals t;
	struct observation one;
	char codes[64], list[16];
	const char *college[4];
	size_t i, j, count;

	(void)state;
	measure(&t, colleges, by_college, &units);
	for (i = 0; i < 3; i++) {
		strcpy(list, of[i]);
		count = fixture_split(list, college, 4);
		for (j = 0; j < count; j++) {
			sprintf(
			    codes, "funnel_95 %s %s -", regions[i], college[j]);
			totals_check(&t, "2023", codes, "ok", 50);
			sprintf(codes, "expected_rate %s %s -", regions[i],
			    college[j]);
			totals_check(&t, "2023", codes, "ok", 50);
		}
		sprintf(codes, "overdispersion %s _T -", regions[i]);
		totals_check(&t, "2023", codes, "ok", 0.43);
		sprintf(codes, "funnel_95 %s _T -", regions[i]);
		totals_absent(&t, "2023", codes);
	}
	totals_check(&t, "2023", "z_score A K -", "ok", -1);
	totals_check(&t, "2023", "value_added RU L -", "ok", 5);
	totals_absent(&t, "2023", "z_score B K -");
	one = totals_cell(&t, "2023", "shrunken_rate A K -");
	assert_int_equal(one.estimate.numerator, 45);
	assert_int_equal(one.estimate.denominator, 100);
	totals_clear(&t);
}

/* ---- what cannot be compared ---- */

/* Cubes without totals have all codes; the root of a registry is its total, but
 * points have no root. */
static void
test_without_totals(void **state)
{
	static const struct totals_cube whole = { "g",
		"period point region sex programme", "x n", NULL, "", "",
		"2023 6 RU F _T 5 10 - 2023 6 RU M _T 2 10 - "
		"2023 6 RU F P 5 10 - 2023 6 RU M Q 2 10 - "
		"2023 6 A F _T 3 10 - 2023 6 A M _T 4 10 -" };
	static const char no_point[] = COMPARISON(REGION,
	    "\"dimension\":\"sex\",\"group\":\"F\",\"with\":\"M\","
	    "\"statistics\":[\"difference\"]",
	    "[[\"region\"]]");
	struct totals t;

	(void)state;
	measure(&t, women, by_sex, &whole);
	totals_check(&t, "2023", "difference 6 RU - -", "ok", 30);
	/* each has a programme of its own: all is composition */
	totals_check(&t, "2023", "composition_part 6 RU - -", "ok", 30);
	/* of A there are no programmes: all are in one stratum */
	totals_check(&t, "2023", "rate_part 6 A - -", "ok", -10);
	totals_clear(&t);
	measured(&t, no_point, by_sex, &whole);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_USAGE);
	assert_non_null(strstr(t.f.text, "\"point\" has no total"));
	totals_clear(&t);
}

static void
test_units_without_total(void **state)
{
	static const struct totals_cube points = { "g", "period point", "x n",
		NULL, "", "", "2023 6 5 10 - 2023 12 5 10 -" };
	static const char by_point[] = RATE(DIMENSION("point", "points"), "");
	static const char alone[] = COMPARISON(POINT,
	    "\"dimension\":\"point\",\"statistics\":[\"z_score\"]", "[[]]");
	static const char together[] = COMPARISON(POINT,
	    "\"dimension\":\"point\",\"statistics\":[\"overdispersion\"]",
	    "[[]]");
	struct totals t;

	(void)state;
	measure(&t, alone, by_point, &points);
	totals_check(&t, "2023", "z_score 6", "ok", 0);
	totals_clear(&t);
	measured(&t, together, by_point, &points);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_USAGE);
	assert_non_null(strstr(t.f.text, "which stands for all units"));
	totals_clear(&t);
}

static void
sweep(const char *comparison, const char *rate, const struct totals_cube *cube)
{
	const char *const definitions[] = { comparison, rate, NULL };
	struct totals t;
	long n;

	for (n = 1; n == 1 || chaos_failed(); n++) {
		totals_open_all(&t, definitions, registries);
		totals_add(&t, cube);
		chaos_start(n);
		t.status = measure_apply(
		    &t.o, &t.definitions, &t.registries, &t.cubes, &t.f);
		chaos_stop();
		assert_int_equal(t.status, chaos_failed() ? -1 : 0);
		if (chaos_failed())
			assert_int_equal(t.f.status, FAIL_SYSTEM);
		totals_clear(&t);
	}
}

static void
test_memory(void **state)
{
	(void)state;
	sweep(women, by_sex, &people);
	sweep(colleges, by_college, &units);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_no_cells),
		cmocka_unit_test(test_families),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_period_unknown),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_without_totals),
		cmocka_unit_test(test_units_without_total),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

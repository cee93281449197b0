/* series: levels, growth and changes of small cubes, by hand arithmetic */
#include "unit.h"

#include "chaos.h"
#include "totals_fixture.h"

#define STATISTICS_ENTRIES                                  \
	"level growth_rate increase cagr trend change "     \
	"change_matched<change change_entrants<change "     \
	"change_leavers<change change_reclassified<change " \
	"change_overlap<change"

static const char *const registries[] = { "statistics", STATISTICS_ENTRIES,
	"regions", "RU A<RU B<RU", "clusters", "_T K1<_T K2<_T K3<_T",
	"colleges", "_T a<_T b<_T c<_T d<_T", NULL };

#define DEFINITION(dimensions, numerator, more)                                           \
	"{\"id\":\"students\",\"kind\":\"indicator\",\"version\":\"1\","                  \
	"\"title\":{\"ru\":\"С\",\"en\":\"S\"},\"unit\":\"person\","                     \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                                          \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                                        \
	"\"dimensions\":[{\"name\":\"statistic\",\"registry\":\"statistics\"}" dimensions \
	"],\"numerator\":" numerator "," more "}"
#define PLACES                                             \
	",{\"name\":\"region\",\"registry\":\"regions\"}," \
	"{\"name\":\"cluster\",\"registry\":\"clusters\"}"
#define ALL                                                                   \
	"\"series\":{\"statistics\":[\"level\",\"growth_rate\",\"increase\"," \
	"\"cagr\",\"trend\",\"change\"],\"unit_field\":\"college\"}"
#define BREAKDOWNS ",\"breakdowns\":[[],[\"region\"],[\"cluster\"]]"
#define NET                                                   \
	"{\"dataset\":\"students\",\"measure\":\"students\"," \
	"\"minus\":\"both\"}"

static const char net[] = DEFINITION(PLACES, NET, ALL BREAKDOWNS);

#define BY "period region cluster college"
#define REGISTRIES "region regions cluster clusters college colleges"
#define SETS ". college cluster,college region,college region,cluster,college"

/*
 * K1: a matched +10, b matched -5.  K2: a came from elsewhere (it was in K1),
 * b went (it stays in K1).  K3: c left, d entered.
 */
#define ROWS_2022                                                    \
	"2022 A K1 a 100 0 - 2022 A K1 b 50 5 - 2022 A K2 b 20 0 - " \
	"2022 B K3 c 40 0 - "
#define ROWS_2023                                                     \
	"2023 A K1 a 110 0 - 2023 A K1 b 45 5 - 2023 A K2 a 30 10 - " \
	"2023 B K3 d 60 0 - "

static const struct totals_cube both_years = { "students", BY, "students both",
	NULL, REGISTRIES, SETS, ROWS_2022 ROWS_2023 };

static void
measured(struct totals *t, const char *definition, const struct totals_cube *c)
{
	totals_open(t, definition, registries);
	totals_add(t, c);
	totals_measure(t);
	if (t->status != 0)
		fail_msg("%s", t->f.text);
}

/* The statistics of a change in this order. */
static void
check_change(struct totals *t, const char *period, const char *place,
    int64_t change, int64_t matched, int64_t entrants, int64_t leavers,
    int64_t reclassified, int64_t overlap)
{
	const struct {
		const char *name;
		int64_t value;
	} parts[] = { { "change", change }, { "change_matched", matched },
		{ "change_entrants", entrants }, { "change_leavers", leavers },
		{ "change_reclassified", reclassified },
		{ "change_overlap", overlap } };
	struct observation one;
	char codes[64];
	size_t i;

	assert_int_equal(
	    matched + entrants + leavers + reclassified + overlap, change);
	for (i = 0; i < COUNT_OF(parts); i++) {
		snprintf(codes, sizeof(codes), "%s %s", parts[i].name, place);
		totals_check(t, period, codes, "ok", (double)parts[i].value);
		one = totals_cell(t, period, codes);
		assert_int_equal(one.estimate.numerator, parts[i].value);
		assert_int_equal(one.estimate.parts, ESTIMATE_NUMERATOR);
		assert_string_equal(one.unit, "person");
		assert_string_equal(one.method, "difference");
	}
}

static void
test_changes(void **state)
{
	struct totals t;

	(void)state;
	measured(&t, net, &both_years);
	/* Gross 210 less 5; 245 less 15.  Of all: a +40, b -25, c, d. */
	totals_check(&t, "2022", "level RU _T", "ok", 205);
	totals_check(&t, "2023", "level RU _T", "ok", 230);
	check_change(&t, "2023", "RU _T", 25, 15, 60, -40, 0, -10);
	check_change(&t, "2023", "A _T", 5, 15, 0, 0, 0, -10);
	check_change(&t, "2023", "B _T", 20, 0, 60, -40, 0, 0);
	check_change(&t, "2023", "RU K1", 5, 5, 0, 0, 0, 0);
	check_change(&t, "2023", "RU K2", 0, 0, 0, 0, 10, -10);
	check_change(&t, "2023", "RU K3", 20, 0, 60, -40, 0, 0);
	totals_check(&t, "2022", "change_leavers RU _T",
	    "not_applicable no_earlier_period", 0);
	/* 11 statistics of 1 + 2 + 3 cells in 2 periods */
	assert_int_equal(t.o.count, 11 * 6 * 2);
	totals_clear(&t);
}

/* The level goes from 9223372036854775807 to 0, which fits; what is subtracted
 * goes up by more than fits. */
static void
test_overlap_overflow(void **state)
{
	static const struct totals_cube far = { "students", BY, "students both",
		NULL, REGISTRIES, SETS,
		"2022 A K1 a 0 -9223372036854775807 - "
		"2023 A K1 a 2 2 - " };
	struct totals t;

	(void)state;
	totals_open(&t, net, registries);
	totals_add(&t, &far);
	totals_measure(&t);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_DATA);
	assert_string_equal(t.f.text, "a change is beyond 9223372036854775807");
	totals_clear(&t);
}

static void
test_growth(void **state)
{
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, net, &both_years);
	totals_check(&t, "2023", "growth_rate RU _T", "ok", 100.0 * 230 / 205);
	totals_check(&t, "2023", "increase RU K1", "ok", 100.0 * 5 / 145);
	totals_check(&t, "2023", "cagr B _T", "ok", 50);
	totals_check(
	    &t, "2023", "trend RU _T", "not_applicable too_few_periods", 0);
	one = totals_cell(&t, "2023", "growth_rate RU _T");
	assert_string_equal(one.unit, "percent");
	assert_string_equal(one.method, "growth");
	one = totals_cell(&t, "2022", "level RU _T");
	assert_string_equal(one.unit, "person");
	assert_string_equal(one.method, "count");
	assert_int_equal(one.estimate.parts, ESTIMATE_NUMERATOR);
	one = totals_cell(&t, "2023", "trend RU _T");
	assert_string_equal(one.method, "log_linear");
	totals_clear(&t);
}

/* Colleges are counted once, however many clusters and rows they have. */
static void
test_distinct(void **state)
{
	static const char definition[] = DEFINITION(PLACES,
	    "{\"dataset\":\"students\",\"distinct\":\"college\"}",
	    ALL BREAKDOWNS);
	static const struct totals_cube cube = { "students", BY, "", "college",
		REGISTRIES, SETS,
		"2022 A K1 a - 2022 A K1 a - 2022 A K1 b - 2022 A K2 b - "
		"2022 B K3 c - 2023 A K1 a - 2023 B K3 b - 2023 B K3 d -" };
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	totals_check(&t, "2022", "level RU _T", "ok", 3);
	totals_check(&t, "2022", "level A _T", "ok", 2);
	totals_check(&t, "2022", "level RU K2", "ok", 1);
	totals_check(&t, "2023", "change RU _T", "ok", 0);
	totals_check(&t, "2023", "change_entrants RU _T", "ok", 1);
	totals_check(&t, "2023", "change_leavers RU _T", "ok", -1);
	totals_check(&t, "2023", "change_reclassified A _T", "ok", -1);
	totals_check(&t, "2023", "change_leavers A _T", "ok", 0);
	totals_check(&t, "2023", "change_reclassified B _T", "ok", 1);
	totals_check(&t, "2023", "change_entrants B _T", "ok", 1);
	totals_check(&t, "2023", "change_leavers B _T", "ok", -1);
	totals_check(&t, "2023", "change B _T", "ok", 1);
	/* K2 has nobody in 2023: it may not have sent anything. */
	totals_check(&t, "2023", "level RU K2", "missing not_in_source", 0);
	totals_check(&t, "2023", "change RU K2", "missing not_supplied", 0);
	totals_clear(&t);
}

/* b does not say whom K1 and K2 share: at least the 50 of K1, at most 70. */
static void
test_bounds(void **state)
{
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, REGISTRIES, SETS,
		"2022 A K1 a 100 0 - 2022 A K1 b 50 ? - 2022 A K2 b 20 0 - "
		"2022 B K3 c 40 4 - " ROWS_2023 };
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, net, &cube);
	totals_check(&t, "2022", "level RU _T", "ok", 210);
	one = totals_cell(&t, "2022", "level RU _T");
	assert_string_equal(one.method, "bounds");
	assert_int_equal(one.estimate.flags, FLAG_APPROXIMATE);
	assert_int_equal(
	    one.estimate.parts, ESTIMATE_NUMERATOR | ESTIMATE_INTERVAL);
	assert_true(one.estimate.lower == 100 + 50 + 40);
	assert_true(one.estimate.upper == 210);
	one = totals_cell(&t, "2022", "level A _T");
	assert_true(one.estimate.lower == 150 && one.estimate.upper == 170);
	one = totals_cell(&t, "2022", "level RU K1");
	assert_true(one.estimate.lower == 150 && one.estimate.upper == 150);
	one = totals_cell(&t, "2022", "level B _T");
	assert_string_equal(one.method, "count");
	assert_true(one.estimate.value == 36);
	totals_check(&t, "2023", "level RU _T", "ok", 230);
	totals_check(
	    &t, "2023", "change RU _T", "not_applicable approximate_level", 0);
	totals_check(&t, "2023", "change_matched RU K1",
	    "not_applicable approximate_level", 0);
	totals_check(&t, "2023", "change RU K2", "ok", 0);
	totals_clear(&t);
}

/* Cubes that have no cells for the lower bound: none is given. */
static void
test_no_lower_bound(void **state)
{
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, REGISTRIES,
		"region,college cluster,college", "2022 A K1 b 50 ? -" };
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, net, &cube);
	one = totals_cell(&t, "2022", "level A _T");
	assert_string_equal(one.method, "bounds");
	assert_int_equal(one.estimate.parts, ESTIMATE_NUMERATOR);
	one = totals_cell(&t, "2022", "level RU _T");
	assert_true(one.estimate.lower == 50 && one.estimate.upper == 50);
	totals_clear(&t);
}

/* Cells that no breakdown but the last has: those that occur. */
static void
test_sparse(void **state)
{
	static const char definition[] = DEFINITION(PLACES, NET,
	    ALL ",\"breakdowns\":[[\"region\"],[\"cluster\"],"
		"[\"region\",\"cluster\"]]");
	struct totals t;

	(void)state;
	measured(&t, definition, &both_years);
	totals_check(&t, "2022", "level A K1", "ok", 145);
	totals_check(&t, "2022", "level B K3", "ok", 40);
	/* A and K3 are there, not together: in no year, so left out. */
	totals_absent(&t, "2022", "level A K3");
	totals_absent(&t, "2023", "change A K3");
	totals_absent(&t, "2022", "level B K1");
	/* (1 + 2) + 3 cells, and A K1, A K2, B K3 */
	assert_int_equal(t.o.count, 11 * 9 * 2);
	totals_clear(&t);
}

/* A cell that begins beside one that is there has a change from 0. */
static void
test_new_combination(void **state)
{
	static const char definition[] = DEFINITION(
	    PLACES, NET, ALL ",\"breakdowns\":[[\"region\",\"cluster\"]]");
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, REGISTRIES, "region,cluster,college",
		"2022 A K1 a 9 0 - 2022 B K3 c 5 0 - "
		"2023 A K1 a 4 0 - 2023 B K1 a 6 0 - 2023 B K3 c 5 0 -" };
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	totals_check(
	    &t, "2022", "level B K1", "not_applicable zero_denominator", 0);
	totals_check(&t, "2023", "level B K1", "ok", 6);
	totals_check(&t, "2023", "change B K1", "ok", 6);
	totals_check(&t, "2023", "change_reclassified B K1", "ok", 6);
	totals_check(
	    &t, "2023", "growth_rate B K1", "not_applicable zero_base", 0);
	totals_clear(&t);
}

/* Rows that were lost, of which cluster or year is known or not. */
static void
test_lost(void **state)
{
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, REGISTRIES, SETS,
		ROWS_2022 ROWS_2023 "2022 A K1 a 1 0 lost 2023 B _ _ ? ? lost "
				    "_ A K2 _ ? ? lost" };
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, net, &cube);
	/* 2 rows and a lost one, another of an unknown year is of K2. */
	one = totals_cell(&t, "2022", "level RU K1");
	assert_true(one.estimate.value == 145);
	assert_int_equal(one.estimate.flags, FLAG_PARTIAL);
	assert_true(one.estimate.coverage == 2.0 / 3);
	one = totals_cell(&t, "2022", "level RU K2");
	assert_true(one.estimate.coverage == 0.5);
	one = totals_cell(&t, "2022", "level RU K3");
	assert_true(one.estimate.coverage == 1);
	one = totals_cell(&t, "2022", "level RU _T");
	assert_true(one.estimate.coverage == 4.0 / 6);
	/* 2023: B lost one of an unknown cluster, so each may lack it. */
	one = totals_cell(&t, "2023", "level RU K3");
	assert_true(one.estimate.coverage == 0.5);
	one = totals_cell(&t, "2023", "level RU K1");
	assert_true(one.estimate.coverage == 2.0 / 3);
	one = totals_cell(&t, "2023", "level B _T");
	assert_true(one.estimate.coverage == 0.5);
	one = totals_cell(&t, "2023", "change RU K3");
	assert_int_equal(one.estimate.flags, FLAG_PARTIAL);
	assert_true(one.estimate.value == 20);
	totals_clear(&t);
}

/* Without totals: the product of all codes, the units are added up. */
static void
test_without_totals(void **state)
{
	static const char definition[] =
	    DEFINITION(",{\"name\":\"region\",\"registry\":\"regions\"}", NET,
		ALL ",\"breaks\":[\"2024\"]");
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, "", "",
		ROWS_2022 ROWS_2023 "2024 A K1 a 7 0 -" };
	struct observation one;
	struct totals t;

	(void)state;
	measured(&t, definition, &cube);
	totals_check(&t, "2022", "level A", "ok", 165);
	totals_check(&t, "2023", "level A", "ok", 170);
	check_change(&t, "2023", "A", 5, 15, 0, 0, 0, -10);
	check_change(&t, "2023", "B", 20, 0, 60, -40, 0, 0);
	totals_check(&t, "2024", "change A", "not_applicable break", 0);
	one = totals_cell(&t, "2024", "level A");
	assert_int_equal(one.estimate.flags, FLAG_BREAK);
	totals_check(&t, "2024", "level B", "missing not_in_source", 0);
	totals_clear(&t);
}

/* Rows of no college are in the total; they count as matched. */
static void
test_of_no_unit(void **state)
{
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, REGISTRIES, SETS,
		"2022 A K1 a 10 0 - 2022 A K1 _ 5 0 - 2023 A K1 a 10 0 - "
		"2023 A K1 _ 8 0 -" };
	struct totals t;

	(void)state;
	measured(&t, net, &cube);
	check_change(&t, "2023", "RU K1", 3, 3, 0, 0, 0, 0);
	totals_clear(&t);
}

static void
test_failures(void **state)
{
	static const struct {
		struct totals_cube cube;
		const char *part;
	} failures[] = {
		{ { "students", BY, "students both", NULL, REGISTRIES,
		      "region cluster college", ROWS_2022 },
		    "\"college\"" },
		{ { "students", BY, "students both", NULL, REGISTRIES,
		      "region,college", ROWS_2022 },
		    "--set cluster" },
		{ { "students", BY, "students both", NULL, REGISTRIES, SETS,
		      "2022/23 A K1 a 1 0 -" },
		    "\"2022/23\"" },
		{ { "students", BY, "students", NULL, REGISTRIES, SETS,
		      "2022 A K1 a 1 -" },
		    "\"both\"" },
		{ { "students", "period region cluster", "students both", NULL,
		      "region regions cluster clusters", "region cluster",
		      "2022 A K1 1 0 -" },
		    "\"college\"" },
		{ { "other", BY, "students both", NULL, REGISTRIES, SETS,
		      ROWS_2022 },
		    "\"students\"" },
	};
	struct totals t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(failures); i++) {
		totals_open(&t, net, registries);
		totals_add(&t, &failures[i].cube);
		totals_measure(&t);
		assert_int_equal(t.status, -1);
		if (strstr(t.f.text, failures[i].part) == NULL)
			fail_msg("%zu: %s", i, t.f.text);
		totals_clear(&t);
	}
}

/* A registry without the statistics. */
static void
test_no_statistic(void **state)
{
	const char *other[] = { "statistics", "level change", "regions", "RU A",
		"clusters", "_T K1", NULL };
	struct totals t;

	(void)state;
	totals_open(&t, net, other);
	totals_add(&t, &(struct totals_cube){ "students", BY, "students both",
			   NULL, "", "", ROWS_2022 });
	totals_measure(&t);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_USAGE);
	assert_non_null(strstr(t.f.text, "\"growth_rate\""));
	totals_clear(&t);
}

static void
test_memory_ends(void **state)
{
	static const struct totals_cube cube = { "students", BY,
		"students both", NULL, REGISTRIES, SETS,
		"2022 A K1 b 50 ? - 2022 A K2 b 20 0 - " ROWS_2023 };
	struct totals t;
	long n;

	(void)state;
	totals_open(&t, net, registries);
	totals_add(&t, &cube);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		t.status = measure_apply(
		    &t.o, &t.definitions, &t.registries, &t.cubes, &f);
		chaos_stop();
		assert_int_equal(t.status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		observations_clear(&t.o);
	}
	totals_clear(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_overlap_overflow),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_distinct),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_no_lower_bound),
		cmocka_unit_test(test_sparse),
		cmocka_unit_test(test_new_combination),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_without_totals),
		cmocka_unit_test(test_of_no_unit),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_no_statistic),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

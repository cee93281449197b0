/* line, neighbour: lines of sparse tables, levels and shared denominators */
#include "unit.h"

#include "chaos.h"
#include "protect/line.h"
#include "protect/protect.h"
#include "totals_fixture.h"

static const char *const registries[] = { "statistics",
	"level growth_rate increase cagr trend kendall_tau change "
	"change_matched<change",
	"regions", "RU A<RU B<RU C<RU", "statuses",
	"_T W<_T L<_T N<_T NL<N NR<N", NULL };

#define HEAD(unit)                                                       \
	"{\"id\":\"students\",\"kind\":\"indicator\",\"version\":\"1\"," \
	"\"title\":{\"ru\":\"С\",\"en\":\"S\"},\"unit\":\"" unit "\","   \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                         \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                       \
	"\"numerator\":{\"dataset\":\"d\",\"measure\":\"n\"},"           \
	"\"dimensions\":["
#define SERIES                                                            \
	"{\"name\":\"statistic\",\"registry\":\"statistics\"},"           \
	"{\"name\":\"region\",\"registry\":\"regions\"}],\"series\":{"    \
	"\"statistics\":[\"level\",\"growth_rate\",\"cagr\",\"change\"]," \
	"\"unit_field\":\"college\"}"
#define SHARES                                                  \
	"{\"name\":\"outcome\",\"registry\":\"statuses\"},"     \
	"{\"name\":\"region\",\"registry\":\"regions\"}],"      \
	"\"denominator\":{\"dataset\":\"d\",\"measure\":\"n\"," \
	"\"where\":{\"outcome\":[\"_T\"]}}"
#define BREAKDOWNS ",\"breakdowns\":[[\"region\"]]}"

static const char series[] = HEAD("person") SERIES BREAKDOWNS;
static const char shares[] = HEAD("percent") SHARES BREAKDOWNS;

static void
opened(struct totals *t, const char *definition, const char *first)
{
	const char *dimensions[] = { first, "region" };

	totals_open(t, definition, registries);
	assert_int_equal(observations_init(&t->o, dimensions, 2, &t->f), 0);
}

static void
put_estimate(struct totals *t, const char *period, const char *first,
    const char *region, const struct estimate *e)
{
	struct observation_block block;
	int32_t codes[2];

	assert_int_equal(observations_block(&t->o, "students", "1", period,
			     "unit", "method", &block, &t->f),
	    0);
	assert_int_equal(
	    observations_code(&t->o, 0, first, &codes[0], &t->f), 0);
	assert_int_equal(
	    observations_code(&t->o, 1, region, &codes[1], &t->f), 0);
	assert_int_equal(observations_add(&t->o, &block, codes, e, &t->f), 0);
}

static void
put(struct totals *t, const char *period, const char *first, const char *region,
    int64_t numerator, int64_t denominator)
{
	const struct estimate e = { .numerator = numerator,
		.denominator = denominator,
		.value = 1,
		.coverage = 1,
		.parts = ESTIMATE_ALL,
		.status = OBSERVATION_OK };

	put_estimate(t, period, first, region, &e);
}

static void
applied(struct totals *t, struct protect_result *result)
{
	assert_int_equal(observations_index(&t->o, &t->f), 0);
	if (protect_apply(
		&t->o, &t->definitions, &t->registries, 5, result, &t->f) == -1)
		fail_msg("%s", t->f.text);
}

/* Expected of cells in words: "code region state", where the state is "ok",
 * "primary", "secondary" or "not_applicable". */
static void
check(struct totals *t, const char *period, const char *expected)
{
	char *copy = strdup(expected), codes[64];
	const char *word[256], *found;
	struct observation one;
	size_t i, count = fixture_split(copy, word, 256);

	for (i = 0; i < count; i += 3) {
		snprintf(codes, sizeof(codes), "%s %s", word[i], word[i + 1]);
		one = totals_cell(t, period, codes);
		found = one.estimate.status == OBSERVATION_CONFIDENTIAL
			    ? observation_reason_name(one.estimate.reason)
			    : observation_status_name(one.estimate.status);
		if (strcmp(found, word[i + 2]) != 0)
			fail_msg("%s %s: %s, expected %s", period, codes, found,
			    word[i + 2]);
	}
	free(copy);
}

/* That all levels are equal would tell the hidden one. */
static void
test_all_equal(void **state)
{
	static const struct estimate equal = {
		.status = OBSERVATION_NOT_APPLICABLE, .reason = REASON_ALL_EQUAL
	};
	static const char *const places[] = { "RU", "A", "B" };
	static const int64_t levels[] = { 12, 3, 9 };
	struct protect_result result;
	struct totals t;
	size_t i;

	(void)state;
	opened(&t, series, "statistic");
	for (i = 0; i < 3; i++) {
		put(&t, "2023", "level", places[i], levels[i], 0);
		put_estimate(&t, "2023", "kendall_tau", places[i], &equal);
	}
	applied(&t, &result);
	check(&t, "2023",
	    "level A primary level B secondary kendall_tau A secondary "
	    "kendall_tau B secondary kendall_tau RU not_applicable");
	assert_int_equal(result.secondary, 3);
	totals_clear(&t);
}

/*
 * Levels of three years.  In 2023 A has 3: primary; B has 40, C 10, so C is
 * hidden with it.  A zero would hide nothing.
 */
static void
test_levels(void **state)
{
	static const int64_t levels[3][4] = { { 60, 10, 40, 10 },
		{ 53, 3, 40, 10 }, { 67, 15, 40, 12 } };
	static const char *const places[] = { "RU", "A", "B", "C" };
	static const char *const derived[] = { "growth_rate", "cagr", "change",
		"change_matched" };
	static const char *const years[] = { "2022", "2023", "2024" };
	struct protect_result result;
	struct totals t;
	size_t i, j, k;

	(void)state;
	opened(&t, series, "statistic");
	for (i = 0; i < 3; i++)
		for (j = 0; j < 4; j++) {
			put(&t, years[i], "level", places[j], levels[i][j], 0);
			/* A change of 2 or less is not judged by itself. */
			for (k = 0; k < COUNT_OF(derived) && i > 0; k++)
				put(&t, years[i], derived[k], places[j], 2, 2);
		}
	applied(&t, &result);
	check(&t, "2022", "level RU ok level A ok level B ok level C ok");
	check(&t, "2023",
	    "level RU ok level A primary level B ok level C secondary "
	    "growth_rate RU ok growth_rate A secondary growth_rate B ok "
	    "cagr A secondary cagr C secondary change C secondary "
	    "change_matched A secondary change B ok");
	check(&t, "2024",
	    "level A ok level C ok growth_rate A secondary change C secondary "
	    "change_matched C secondary cagr A secondary cagr B ok");
	assert_int_equal(result.primary, 1);
	assert_int_equal(result.secondary, 1 + 2 * 2 * 4);
	totals_clear(&t);
}

/* Zero and what has no row: A is 3 of 9, the other 6 are B's. */
static void
test_sparse_levels(void **state)
{
	struct protect_result result;
	struct totals t;

	(void)state;
	opened(&t, series, "statistic");
	put(&t, "2022", "level", "RU", 9, 0);
	put(&t, "2022", "level", "A", 3, 0);
	put(&t, "2022", "level", "B", 6, 0);
	put(&t, "2022", "level", "C", 0, 0);
	put(&t, "2023", "level", "RU", 9, 0);
	put(&t, "2023", "level", "B", 3, 0); /* the rest is of no region */
	applied(&t, &result);
	check(&t, "2022",
	    "level RU ok level A primary level B secondary level C ok");
	check(&t, "2023", "level B primary level RU secondary");
	totals_clear(&t);
}

/* Without breakdowns the levels must add up for a line. */
static void
test_other_levels(void **state)
{
	struct protect_result result;
	struct totals t;

	(void)state;
	opened(&t, HEAD("person") SERIES "}", "statistic");
	put(&t, "2022", "level", "RU", 9, 0);
	put(&t, "2022", "level", "A", 3, 0);
	put(&t, "2022", "level", "B", 5, 0);
	applied(&t, &result);
	check(&t, "2022", "level RU ok level A primary level B ok");
	totals_clear(&t);
}

/*
 * Statuses of 100: NL is 3, so NR goes with it (N is 13, NR 10); the total is
 * seen in every denominator and would not help.
 */
static void
test_statuses(void **state)
{
	struct protect_result result;
	struct totals t;

	(void)state;
	opened(&t, shares, "outcome");
	put(&t, "2024", "_T", "RU", 100, 100);
	put(&t, "2024", "W", "RU", 80, 100);
	put(&t, "2024", "L", "RU", 7, 100);
	put(&t, "2024", "N", "RU", 13, 100);
	put(&t, "2024", "NL", "RU", 3, 100);
	put(&t, "2024", "NR", "RU", 10, 100);
	put(&t, "2023", "_T", "RU", 100, 100);
	put(&t, "2023", "W", "RU", 90, 100);
	put(&t, "2023", "L", "RU", 4, 100);
	put(&t, "2023", "N", "RU", 6, 100);
	applied(&t, &result);
	check(&t, "2024",
	    "_T RU ok W RU ok L RU ok N RU ok NL RU primary NR RU secondary");
	check(&t, "2023", "_T RU ok W RU ok L RU primary N RU secondary");
	totals_clear(&t);
}

/*
 * A has 4 graduates: all its rows go.  Of the others C is the smaller: its
 * total goes, and with it all rows that show its denominator.
 */
static void
test_group(void **state)
{
	struct protect_result result;
	struct totals t;

	(void)state;
	opened(&t, shares, "outcome");
	put(&t, "2024", "_T", "RU", 104, 104);
	put(&t, "2024", "_T", "A", 4, 4);
	put(&t, "2024", "_T", "B", 60, 60);
	put(&t, "2024", "_T", "C", 40, 40);
	put(&t, "2024", "W", "RU", 54, 104);
	put(&t, "2024", "W", "A", 4, 4);
	put(&t, "2024", "W", "B", 30, 60);
	put(&t, "2024", "W", "C", 20, 40);
	put(&t, "2024", "L", "RU", 50, 104);
	put(&t, "2024", "L", "A", 0, 4);
	put(&t, "2024", "L", "B", 30, 60);
	put(&t, "2024", "L", "C", 20, 40);
	applied(&t, &result);
	check(&t, "2024",
	    "_T RU ok W RU ok L RU ok _T A primary W A primary L A primary "
	    "_T B ok W B ok L B ok "
	    "_T C secondary W C secondary L C secondary");
	totals_clear(&t);
}

/* All of A work.  In the line of those who do, B is hidden and A with it; in
 * A's own nothing else is left but all of A. */
static void
test_nothing_else(void **state)
{
	struct protect_result result;
	struct totals t;

	(void)state;
	opened(&t, shares, "outcome");
	put(&t, "2024", "_T", "RU", 100, 100);
	put(&t, "2024", "_T", "A", 20, 20);
	put(&t, "2024", "_T", "B", 80, 80);
	put(&t, "2024", "W", "RU", 23, 100);
	put(&t, "2024", "W", "A", 20, 20);
	put(&t, "2024", "W", "B", 3, 80);
	put(&t, "2024", "L", "RU", 77, 100);
	put(&t, "2024", "L", "A", 0, 20);
	put(&t, "2024", "L", "B", 77, 80);
	applied(&t, &result);
	/* L of B: 3 are not. */
	check(&t, "2024",
	    "W B primary L B primary W A secondary _T A secondary "
	    "L A secondary");
	totals_clear(&t);
}

/* A ratio above 100 %: what is left is no number of people. */
static void
test_ratio(void **state)
{
	struct protect_result result;
	struct totals t;

	(void)state;
	opened(&t,
	    HEAD("percent") "{\"name\":\"region\",\"registry\":\"regions\"},"
			    "{\"name\":\"outcome\",\"registry\":\"statuses\"}],"
			    "\"denominator\":{\"dataset\":\"d\","
			    "\"measure\":\"n\"},\"bounded\":false}",
	    "outcome");
	put(&t, "2024", "W", "A", 98, 100);
	put(&t, "2024", "W", "B", 102, 100);
	put(&t, "2024", "W", "C", 4, 100);
	applied(&t, &result);
	check(&t, "2024", "W A ok W B ok W C primary");
	totals_clear(&t);
}

static void
test_neighbours(void **state)
{
	struct neighbours n;
	struct totals t;

	(void)state;
	opened(&t, shares, "outcome");
	put(&t, "2024", "NL", "A", 6, 60);
	put(&t, "2024", "_T", "A", 60, 60);
	put(&t, "2024", "_T", "RU", 90, 90);
	assert_int_equal(observations_index(&t.o, &t.f), 0);
	assert_int_equal(
	    neighbours_open(&n, &t.o, &t.definitions, &t.registries, &t.f), 0);
	/* N is not there: NL is part of all. */
	assert_int_equal(neighbours_parent(&n, 0, 0), 1);
	assert_int_equal(neighbours_parent(&n, 0, 1), NEIGHBOUR_NONE);
	assert_int_equal(neighbours_parent(&n, 1, 1), 2);
	assert_int_equal(neighbours_representative(&n, 0), 1);
	assert_int_equal(neighbours_representative(&n, 2), 2);
	assert_true(neighbours_shared(&n, 0, 0));
	assert_false(neighbours_shared(&n, 0, 1));
	assert_false(neighbours_derived(&n, 0));
	neighbours_clear(&n);
	totals_clear(&t);
}

static void
test_memory_ends(void **state)
{
	struct protect_result result;
	struct totals t;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		opened(&t, shares, "outcome");
		put(&t, "2024", "_T", "RU", 104, 104);
		put(&t, "2024", "W", "RU", 3, 104);
		put(&t, "2024", "L", "RU", 101, 104);
		assert_int_equal(observations_index(&t.o, &t.f), 0);
		chaos_start(n);
		status = protect_apply(
		    &t.o, &t.definitions, &t.registries, 5, &result, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		totals_clear(&t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_equal),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_sparse_levels),
		cmocka_unit_test(test_other_levels),
		cmocka_unit_test(test_statuses),
		cmocka_unit_test(test_group),
		cmocka_unit_test(test_nothing_else),
		cmocka_unit_test(test_ratio),
		cmocka_unit_test(test_neighbours),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* measure: observations of small cubes, by hand arithmetic */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "fixture.h"
#include "measure/measure.h"

/* A country of three districts, one of two regions and one okrug within. */
static const char regions_text[] =
    "{\"id\":\"regions\",\"title\":{\"ru\":\"Т\",\"en\":\"T\"},"
    "\"entries\":["
    "{\"id\":\"RU\",\"title\":{\"ru\":\"Россия\",\"en\":\"Russia\"}},"
    "{\"id\":\"A\",\"parent\":\"RU\",\"title\":{\"ru\":\"А\",\"en\":\"A\"}},"
    "{\"id\":\"A1\",\"parent\":\"A\",\"title\":{\"ru\":\"А1\",\"en\":\"A1\"}},"
    "{\"id\":\"A2\",\"parent\":\"A\",\"title\":{\"ru\":\"А2\",\"en\":\"A2\"}},"
    "{\"id\":\"A2x\",\"parent\":\"A2\",\"included\":true,"
    "\"title\":{\"ru\":\"А2х\",\"en\":\"A2x\"}},"
    "{\"id\":\"B\",\"parent\":\"RU\",\"title\":{\"ru\":\"Б\",\"en\":\"B\"}},"
    "{\"id\":\"C\",\"parent\":\"RU\",\"title\":{\"ru\":\"В\",\"en\":\"C\"},"
    "\"valid\":{\"from\":\"2005-01-01\",\"to\":null}}]}";

static const char residence_text[] =
    "{\"id\":\"residence\",\"title\":{\"ru\":\"М\",\"en\":\"R\"},"
    "\"entries\":["
    "{\"id\":\"_T\",\"title\":{\"ru\":\"Все\",\"en\":\"All\"}},"
    "{\"id\":\"U\",\"parent\":\"_T\",\"title\":{\"ru\":\"Г\",\"en\":\"Urban\"}},"
    "{\"id\":\"R\",\"parent\":\"_T\","
    "\"title\":{\"ru\":\"С\",\"en\":\"Rural\"}}]}";

#define DEFINITION(id, numerator, denominator, more)                         \
	"{\"id\":\"" id "\",\"kind\":\"indicator\",\"version\":\"1\","       \
	"\"title\":{\"ru\":\"Д\",\"en\":\"S\"},\"unit\":\"percent\","       \
	"\"text\":{\"ru\":\"Д\",\"en\":\"S\"},"                             \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                           \
	"\"dimensions\":[{\"name\":\"territory\",\"registry\":\"regions\"}," \
	"{\"name\":\"residence\",\"registry\":\"residence\"}],"              \
	"\"numerator\":" numerator ",\"denominator\":" denominator more "}"

#define EMPLOYED "{\"dataset\":\"employed\",\"measure\":\"people\"}"
#define POPULATION "{\"dataset\":\"population\",\"measure\":\"people\"}"
#define ROLLUP ",\"rollup\":[\"territory\",\"residence\"]"

static const char plain[] = DEFINITION("rate", EMPLOYED, POPULATION, ROLLUP);

struct world {
	struct definitions definitions;
	struct registry_set registries;
	struct cubes cubes;
	struct observations o;
	struct fail f;
	int status;
};

/* Takes the cubes, of which the first has the lower name; may be NULL. */
static void
measure(struct world *w, const char *definition, struct cube *first,
    struct cube *second)
{
	char *paths[] = { fixture_file(definition), fixture_file(regions_text),
		fixture_file(residence_text) };

	*w = (struct world){ .f = FAIL_INIT };
	assert_int_equal(definitions_open(&w->definitions,
			     (const char *const *)paths, 1, &w->f),
	    0);
	assert_int_equal(registry_set_open(&w->registries,
			     (const char *const *)paths + 1, 2, &w->f),
	    0);
	w->cubes.items = calloc(2, sizeof(struct cube *));
	if (first != NULL)
		w->cubes.items[w->cubes.count++] = first;
	if (second != NULL)
		w->cubes.items[w->cubes.count++] = second;
	w->status = measure_apply(
	    &w->o, &w->definitions, &w->registries, &w->cubes, &w->f);
	if (w->status == 0)
		assert_int_equal(observations_index(&w->o, &w->f), 0);
	fixture_remove(paths[0]);
	fixture_remove(paths[1]);
	fixture_remove(paths[2]);
}

static void
clear(struct world *w)
{
	observations_clear(&w->o);
	definitions_clear(&w->definitions);
	registry_set_clear(&w->registries);
	cubes_clear(&w->cubes);
}

static struct estimate
cell(struct world *w, const char *period, const char *territory,
    const char *residence)
{
	const char *codes[] = { territory, residence };
	struct observation one;
	ptrdiff_t row = observations_find(&w->o, "rate", period, codes);

	if (row == -1)
		fail_msg("no row for %s %s", territory, residence);
	observations_get(&w->o, (size_t)row, &one);
	return one.estimate;
}

static void
check_without(struct world *w, const char *territory, const char *residence,
    enum observation_status status, enum observation_reason reason)
{
	struct estimate e = cell(w, "2002", territory, residence);

	assert_string_equal(
	    observation_status_name(e.status), observation_status_name(status));
	assert_string_equal(
	    observation_reason_name(e.reason), observation_reason_name(reason));
}

static void
check_number(struct world *w, const char *territory, const char *residence,
    int64_t numerator, int64_t denominator, double coverage)
{
	struct estimate e = cell(w, "2002", territory, residence);
	double share = (double)numerator / (double)denominator;

	assert_string_equal(observation_status_name(e.status), "ok");
	assert_int_equal(e.numerator, numerator);
	assert_int_equal(e.denominator, denominator);
	assert_true(fabs(e.value - 100 * share) < 1e-12);
	assert_true(fabs(e.coverage - coverage) < 1e-12);
	assert_int_equal(e.flags, coverage < 1 ? FLAG_PARTIAL : 0);
	assert_true(e.lower <= e.value && e.value <= e.upper);
}

#define DIMENSIONS "period territory residence"

/* The sums that the census needs: a country that has no rows of its own, a
 * city without a rural part, an okrug that is not added twice. */
static void
test_rollup(void **state)
{
	static const char definition[] =
	    DEFINITION("rate", EMPLOYED, POPULATION,
		ROLLUP ",\"not_applicable\":[{\"territory\":[\"B\"],"
		       "\"residence\":[\"R\"]}]");
	struct world w;

	(void)state;
	measure(&w, definition,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2002 A1 _T 5  2002 A1 U 3  2002 A1 R 2 "
		"2002 A2 _T 30 2002 A2 U 20 2002 A2 R 10 "
		"2002 A2x _T 1 2002 A2x U 1 2002 A2x R 0 2002 B U 40"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2002 A1 _T 10 2002 A1 U 6  2002 A1 R 4 "
		"2002 A2 _T 50 2002 A2 U 30 2002 A2 R 20 "
		"2002 A2x _T 5 2002 A2x U 2 2002 A2x R 3 2002 B U 80"));
	assert_int_equal(w.status, 0);
	/* C came in 2005, so it is no part of the country of 2002. */
	assert_int_equal(w.o.count, 6 * 3);
	check_number(&w, "A", "_T", 5 + 30, 10 + 50, 1);
	check_number(&w, "A", "U", 3 + 20, 6 + 30, 1);
	check_number(&w, "B", "_T", 40, 80, 1);
	check_without(
	    &w, "B", "R", OBSERVATION_NOT_APPLICABLE, REASON_DECLARED);
	check_number(&w, "RU", "_T", 35 + 40, 60 + 80, 1);
	check_number(&w, "RU", "U", 23 + 40, 36 + 80, 1);
	check_number(&w, "RU", "R", 2 + 10, 4 + 20, 1);
	assert_string_equal(observations_code_text(&w.o, 0, 0), "RU");
	assert_string_equal(observations_code_text(&w.o, 0, 1), "_T");
	assert_string_equal(observations_code_text(&w.o, 1, 1), "U");
	assert_string_equal(observations_code_text(&w.o, 3, 0), "A");
	assert_string_equal(observations_code_text(&w.o, 12, 0), "A2x");
	clear(&w);
}

/* Only units that supplied both parts are added; the rest lowers coverage. */
static void
test_partial(void **state)
{
	struct world w;

	(void)state;
	measure(&w, plain,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2002 A1 U 3 2002 A2 U ? 2002 B U 4 2002 B R 9"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2002 A1 U 6 2002 A2 U 30 2002 B U 8 2002 B R 8"));
	assert_int_equal(w.status, 0);
	check_without(&w, "A2", "U", OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
	check_without(&w, "A1", "R", OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	check_without(&w, "A", "R", OBSERVATION_MISSING, REASON_PARTS_MISSING);
	check_without(&w, "B", "R", OBSERVATION_MISSING,
	    REASON_NUMERATOR_ABOVE_DENOMINATOR);
	check_number(&w, "A1", "_T", 3, 6, 0.5);
	check_number(&w, "A", "U", 3, 6, 0.5);
	/* Half of A and all of B: (1/2 + 1) / 2 */
	check_number(&w, "RU", "U", 3 + 4, 6 + 8, 0.75);
	check_without(&w, "RU", "R", OBSERVATION_MISSING, REASON_PARTS_MISSING);
	/* By territory A has half of half, B half: (1/4 + 1/2) / 2 */
	check_number(&w, "RU", "_T", 3 + 4, 6 + 8, 0.375);
	clear(&w);
}

/* The dimension in which nothing is missing is preferred. */
static void
test_second_dimension(void **state)
{
	struct world w;

	(void)state;
	measure(&w, plain,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2002 A U 1 2002 A R 2 2002 A1 _T 1"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2002 A U 4 2002 A R 4 2002 A1 _T 2"));
	assert_int_equal(w.status, 0);
	check_number(&w, "A", "_T", 1 + 2, 4 + 4, 1);
	clear(&w);
}

static void
test_statuses(void **state)
{
	struct world w;
	struct estimate e;

	(void)state;
	measure(&w, plain,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2002 A1 _T 0 2002 A1 U 1 2002 A1 R 5 2002 A2 _T c "
		"2002 A2 U x 2002 A2 R -1 2002 B _T 1 2002 B U 1 2002 B R 7 "
		"2002 B R ? 2002 B R x 2002 A2x R 3"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2002 A1 _T 0 2002 A1 U 2001 2002 A1 R 0 2002 A2 _T 9 "
		"2002 A2 U 9 2002 A2 R 9 2002 B _T 2000 2002 B U 3 "
		"2002 B R 10 2002 A2x U 3"));
	assert_int_equal(w.status, 0);
	check_without(&w, "A1", "_T", OBSERVATION_NOT_APPLICABLE,
	    REASON_ZERO_DENOMINATOR);
	/* 100/2001 is below 0.05, 100/2000 is not. */
	e = cell(&w, "2002", "A1", "U");
	assert_int_equal(e.status, OBSERVATION_NEGLIGIBLE);
	assert_true(fabs(e.value - 100.0 / 2001) < 1e-15);
	check_number(&w, "B", "_T", 1, 2000, 1);
	check_without(&w, "A1", "R", OBSERVATION_MISSING,
	    REASON_NUMERATOR_ABOVE_DENOMINATOR);
	check_without(&w, "A2", "_T", OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	check_without(&w, "A2", "U", OBSERVATION_NOT_APPLICABLE, REASON_MARKED);
	check_without(
	    &w, "A2", "R", OBSERVATION_MISSING, REASON_NEGATIVE_COUNT);
	/* 10 may be all three units of which one alone is in the 7. */
	check_without(&w, "B", "R", OBSERVATION_MISSING, REASON_PARTS_DIFFER);
	check_without(&w, "A2x", "R", OBSERVATION_MISSING,
	    REASON_DENOMINATOR_NOT_IN_SOURCE);
	check_without(
	    &w, "A2x", "_T", OBSERVATION_MISSING, REASON_PARTS_MISSING);
	check_without(&w, "A2x", "U", OBSERVATION_MISSING,
	    REASON_NUMERATOR_NOT_IN_SOURCE);
	/* What a sender suppressed makes the total confidential. */
	check_without(&w, "A", "_T", OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	/* What is not applicable is left out of a sum: one part, all of it. */
	e = cell(&w, "2002", "A", "U");
	assert_int_equal(e.status, OBSERVATION_NEGLIGIBLE);
	assert_int_equal(e.denominator, 2001);
	assert_true(e.coverage == 1);
	clear(&w);
}

static void
test_declared_but_supplied(void **state)
{
	static const char definition[] = DEFINITION("rate", EMPLOYED,
	    POPULATION, ROLLUP ",\"not_applicable\":[{\"residence\":[\"R\"]}]");
	struct world w;

	(void)state;
	measure(&w, definition,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2002 A1 R 1 2002 A2 R 0 2002 B R ?"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2002 A1 R 2 2002 A2 R 0 2002 B R 7"));
	assert_int_equal(w.status, 0);
	check_without(
	    &w, "A1", "R", OBSERVATION_MISSING, REASON_DECLARED_BUT_SUPPLIED);
	check_without(
	    &w, "A2", "R", OBSERVATION_NOT_APPLICABLE, REASON_DECLARED);
	check_without(
	    &w, "B", "R", OBSERVATION_NOT_APPLICABLE, REASON_DECLARED);
	clear(&w);
}

static void
test_periods(void **state)
{
	static const char definition[] =
	    DEFINITION("rate", EMPLOYED, POPULATION,
		ROLLUP ",\"valid\":{\"from\":\"2001-10-09\",\"to\":null}");
	struct world w;
	struct estimate e;
	struct observation one;

	(void)state;
	measure(&w, definition,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2003 B U 1 2001 B U 1 2000 B U 1 2006 B U 3"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2001 B U 2 2002 B U 2 2000 B U 2 2006 B U 4"));
	assert_int_equal(w.status, 0);
	e = cell(&w, "2000", "B", "U");
	assert_int_equal(e.reason, REASON_OUTSIDE_VALIDITY);
	assert_int_equal(cell(&w, "2001", "B", "U").status, OBSERVATION_OK);
	assert_int_equal(
	    cell(&w, "2002", "B", "U").reason, REASON_PERIOD_NOT_IN_SOURCE);
	assert_int_equal(
	    cell(&w, "2003", "RU", "_T").reason, REASON_PERIOD_NOT_IN_SOURCE);
	/* Since 2005 the country has three parts. */
	assert_true(
	    fabs(cell(&w, "2001", "RU", "U").coverage - 1.0 / 2) < 1e-15);
	assert_true(
	    fabs(cell(&w, "2006", "RU", "U").coverage - 1.0 / 3) < 1e-15);
	observations_get(&w.o, 0, &one);
	assert_string_equal(one.period, "2000");
	clear(&w);
}

/* Counted rows of one dataset: nobody selected is a true zero. */
static void
test_rows_under_selection(void **state)
{
	static const char definition[] = DEFINITION("rate",
	    "{\"dataset\":\"people\",\"measure\":\"rows\","
	    "\"where\":{\"state\":[\"W\",\"I\"]}}",
	    "{\"dataset\":\"people\",\"measure\":\"rows\","
	    "\"where\":{\"state\":[\"W\",\"I\",\"N\"]}}",
	    "");
	struct world w;

	(void)state;
	measure(&w, definition,
	    fixture_cube("people", DIMENSIONS " state", "people",
		"2002 A U W 1 2002 A U W 1 2002 A U I 1 2002 A U N 1 "
		"2002 A U X 1 2002 B U N 1"),
	    NULL);
	assert_int_equal(w.status, 0);
	assert_int_equal(w.o.count, 2);
	check_number(&w, "A", "U", 3, 4, 1);
	check_number(&w, "B", "U", 0, 1, 1);
	clear(&w);
}

#define WORKING "{\"dataset\":\"people\",\"measure\":\"working\"}"
#define GRADUATES "{\"dataset\":\"people\",\"measure\":\"graduates\"}"

static const char pair[] = DEFINITION("rate", WORKING, GRADUATES, ROLLUP);

static struct cube *
people(bool paired, const char *rows)
{
	return fixture_measures(
	    "people", DIMENSIONS, "working graduates", paired, rows);
}

/* A rate is one of the rows that have both: 5 of 9, never 5 of 99. */
static void
test_pair(void **state)
{
	struct world w;

	(void)state;
	measure(&w, pair,
	    people(true,
		"2002 A1 U 5 9 2002 A1 U ? 90 2002 A1 R 5 9 2002 A1 R x 90 "
		"2002 A2 U 3 4 2002 A2 U 2 ? 2002 A2 R ? 7 2002 A2 R 1 x "
		"2002 B U 1 2 2002 B U c 2 2002 B R x 3 2002 B R 3 x"),
	    NULL);
	assert_int_equal(w.status, 0);
	check_number(&w, "A1", "U", 5, 9, 0.5);
	check_number(&w, "A1", "R", 5, 9, 1);
	check_number(&w, "A2", "U", 3, 4, 0.5);
	/* One row lacks a part, the other does not apply. */
	check_without(&w, "A2", "R", OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
	check_without(&w, "B", "U", OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	check_without(&w, "B", "R", OBSERVATION_NOT_APPLICABLE, REASON_MARKED);
	/* Two children half covered; one whole and one missing. */
	check_number(&w, "A", "U", 5 + 3, 9 + 4, 0.5);
	check_number(&w, "A", "R", 5, 9, 0.5);
	check_number(&w, "A1", "_T", 5 + 5, 9 + 9, 0.75);
	clear(&w);
}

/* Without the pair only rows that lack nothing will do. */
static void
test_no_pair(void **state)
{
	static const char *const lacking[] = { "2002 A U 5 9 2002 A U ? 90",
		"2002 A U 5 9 2002 A U 5 x", "2002 A U c 9" };
	struct world w;
	size_t i;

	(void)state;
	measure(&w, pair, people(false, "2002 A U 5 9 2002 A U 4 90"), NULL);
	assert_int_equal(w.status, 0);
	check_number(&w, "A", "U", 9, 99, 1);
	clear(&w);
	for (i = 0; i < COUNT_OF(lacking); i++) {
		measure(&w, pair, people(false, lacking[i]), NULL);
		assert_int_equal(w.status, -1);
		assert_int_equal(w.f.status, FAIL_USAGE);
		assert_non_null(strstr(
		    w.f.text, "expected tally --pair working,graduates"));
		clear(&w);
	}
}

/* Rows below or above count only if they have the other's value. */
static void
test_rows_beside_measure(void **state)
{
	static const char below[] = DEFINITION("rate", WORKING,
	    "{\"dataset\":\"people\",\"measure\":\"rows\"}", "");
	static const char above[] = DEFINITION("rate",
	    "{\"dataset\":\"people\",\"measure\":\"rows\"}", GRADUATES, "");
	static const char rows[] = "2002 A U 1 7 2002 A U 0 ? 2002 A U ? 9 "
				   "2002 A U x 4";
	struct world w;

	(void)state;
	measure(&w, below, people(false, rows), NULL);
	assert_int_equal(w.status, 0);
	/* 1 + 0 of two rows; of the three that apply one lacks the value. */
	assert_int_equal(cell(&w, "2002", "A", "U").numerator, 1);
	assert_int_equal(cell(&w, "2002", "A", "U").denominator, 2);
	assert_true(
	    fabs(cell(&w, "2002", "A", "U").coverage - 2.0 / 3) < 1e-15);
	clear(&w);
	measure(&w, above, people(false, rows), NULL);
	assert_int_equal(w.status, 0);
	check_number(&w, "A", "U", 3, 7 + 9 + 4, 0.75);
	clear(&w);
}

/* The same selection, written in another order, leaves the rows the same; with
 * another one both parts must be whole. */
static void
test_pair_and_where(void **state)
{
#define SELECTED(measure, states)                              \
	"{\"dataset\":\"people\",\"measure\":\"" measure "\"," \
	"\"where\":{\"state\":[" states "]}}"
	static const char same[] =
	    DEFINITION("rate", SELECTED("working", "\"W\",\"I\""),
		SELECTED("graduates", "\"I\",\"W\",\"I\""), "");
	static const char other[] =
	    DEFINITION("rate", SELECTED("working", "\"W\""),
		SELECTED("graduates", "\"W\",\"I\""), "");
	static const char rows[] =
	    "2002 A U W 5 9 2002 A U I ? 90 2002 A U N ? ? "
	    "2002 B U W 5 9 2002 B U I 1 90 "
	    "2002 B R W ? 9 2002 B R W 1 2 2002 B R I 3 4";
	struct world w;

	(void)state;
	measure(&w, same,
	    fixture_measures(
		"people", DIMENSIONS " state", "working graduates", true, rows),
	    NULL);
	assert_int_equal(w.status, 0);
	check_number(&w, "A", "U", 5, 9, 0.5);
	check_number(&w, "B", "U", 6, 99, 1);
	check_number(&w, "B", "R", 4, 6, 2.0 / 3);
	clear(&w);
	measure(&w, other,
	    fixture_measures(
		"people", DIMENSIONS " state", "working graduates", true, rows),
	    NULL);
	assert_int_equal(w.status, 0);
	check_number(&w, "A", "U", 5, 99, 1);
	check_number(&w, "B", "U", 5, 99, 1);
	check_without(&w, "B", "R", OBSERVATION_MISSING, REASON_PARTS_DIFFER);
	clear(&w);
}

/* Periods can be selected, too, wherever their dimension stands. */
static void
test_period_and_where(void **state)
{
	static const char some[] = DEFINITION("rate",
	    "{\"dataset\":\"employed\",\"measure\":\"people\","
	    "\"where\":{\"period\":[\"2002\"]}}",
	    POPULATION, "");
	struct world w;

	(void)state;
	measure(&w, some,
	    fixture_cube("employed", "territory period residence", "people",
		"A 2002 U 1 A 2003 U 2"),
	    fixture_cube(
		"population", DIMENSIONS, "people", "2002 A U 4 2003 A U 5"));
	assert_int_equal(w.status, 0);
	check_number(&w, "A", "U", 1, 4, 1);
	assert_int_equal(
	    cell(&w, "2003", "A", "U").reason, REASON_NUMERATOR_NOT_IN_SOURCE);
	clear(&w);
}

/* Two datasets match by cell, so a cell with a gap in either has no rate; in
 * a sum it is missing. */
static void
test_parts_differ(void **state)
{
	struct world w;

	(void)state;
	measure(&w, plain,
	    fixture_cube("employed", DIMENSIONS, "people",
		"2002 A1 U 5 2002 A1 U ? 2002 A2 U 1 2002 A1 R 5 2002 A1 R x"),
	    fixture_cube("population", DIMENSIONS, "people",
		"2002 A1 U 9 2002 A1 U 90 2002 A2 U 4 2002 A2 U 6 "
		"2002 A1 R 9 2002 A1 R 90"));
	assert_int_equal(w.status, 0);
	check_without(&w, "A1", "U", OBSERVATION_MISSING, REASON_PARTS_DIFFER);
	check_without(&w, "A1", "R", OBSERVATION_MISSING, REASON_PARTS_DIFFER);
	check_number(&w, "A2", "U", 1, 10, 1);
	check_number(&w, "A", "U", 1, 10, 0.5);
	clear(&w);
}

/* The result does not depend on the order or the split of the rows. */
static void
test_census_facts(void **state)
{
	struct world w;
	struct estimate e;

	(void)state;
	/* The seven districts' sums of DOMAIN.md section 4 as one region. */
	measure(&w, plain,
	    fixture_cube(
		"employed", DIMENSIONS, "people", "2002 A _T 21946935"),
	    fixture_cube(
		"population", DIMENSIONS, "people", "2002 A _T 32929158"));
	assert_int_equal(w.status, 0);
	e = cell(&w, "2002", "A", "_T");
	assert_true(fabs(e.value - 66.6489) < 0.00005);
	assert_true(fabs(e.lower - 66.6328) < 0.00005);
	assert_true(fabs(e.upper - 66.6650) < 0.00005);
	clear(&w);
}

static void
check_fails(const char *definition, struct cube *first, struct cube *second,
    enum fail_status status, const char *part)
{
	struct world w;

	measure(&w, definition, first, second);
	assert_int_equal(w.status, -1);
	assert_int_equal(w.f.status, status);
	if (strstr(w.f.text, part) == NULL)
		fail_msg("\"%s\" says nothing of \"%s\"", w.f.text, part);
	clear(&w);
}

static struct cube *
cube_of(const char *dataset, const char *row)
{
	return fixture_cube(dataset, DIMENSIONS, "people", row);
}

static void
test_failures(void **state)
{
	static const char where[] = DEFINITION("rate",
	    "{\"dataset\":\"employed\",\"measure\":\"people\","
	    "\"where\":{\"sex\":[\"M\"]}}",
	    POPULATION, "");
	static const char unknown_code[] = DEFINITION("rate", EMPLOYED,
	    POPULATION, ",\"not_applicable\":[{\"territory\":[\"Z\"]}]");
	static const char unknown_measure[] = DEFINITION("rate",
	    "{\"dataset\":\"employed\",\"measure\":\"persons\"}", POPULATION,
	    "");

	(void)state;
	check_fails(plain, NULL, NULL, FAIL_USAGE, "\"employed\"");
	check_fails(plain, cube_of("employed", "2002 A U 1"), NULL, FAIL_USAGE,
	    "\"population\"");
	check_fails(plain, cube_of("employed", "2002 A U 1"),
	    fixture_cube(
		"population", "period territory", "people", "2002 A 1"),
	    FAIL_USAGE, "\"residence\"");
	check_fails(plain, cube_of("employed", "2002 A U 1"),
	    fixture_cube(
		"population", "territory residence", "people", "A U 1"),
	    FAIL_USAGE, "\"period\"");
	check_fails(plain, cube_of("employed", "2002 A U 1"),
	    fixture_cube(
		"population", DIMENSIONS " sex", "people", "2002 A U M 1"),
	    FAIL_USAGE, "\"sex\"");
	check_fails(where, cube_of("employed", "2002 A U 1"),
	    cube_of("population", "2002 A U 1"), FAIL_USAGE, "\"sex\"");
	check_fails(unknown_measure, cube_of("employed", "2002 A U 1"),
	    cube_of("population", "2002 A U 1"), FAIL_USAGE, "\"persons\"");
	check_fails(unknown_code, cube_of("employed", "2002 A U 1"),
	    cube_of("population", "2002 A U 1"), FAIL_USAGE, "\"Z\"");
	check_fails(plain, cube_of("employed", "2002 Q U 1"),
	    cube_of("population", "2002 A U 1"), FAIL_DATA, "\"Q\"");
	check_fails(plain, cube_of("employed", "2002 _ U 1"),
	    cube_of("population", "2002 A U 1"), FAIL_DATA, "\"territory\"");
	check_fails(plain, cube_of("employed", "_ A U 1"),
	    cube_of("population", "2002 A U 1"), FAIL_DATA, "\"period\"");
	check_fails(plain, cube_of("employed", "2002 A1 U 1 2002 A2 U 1"),
	    cube_of("population", "2002 A1 U 9223372036854775807 2002 A2 U 1"),
	    FAIL_DATA, "9223372036854775807");
}

static void
test_unknown_registry(void **state)
{
	struct world w;
	struct registry_set none = { 0, NULL };
	struct observations o;

	(void)state;
	measure(&w, plain, cube_of("employed", "2002 A U 1"),
	    cube_of("population", "2002 A U 1"));
	assert_int_equal(w.status, 0);
	assert_int_equal(
	    measure_apply(&o, &w.definitions, &none, &w.cubes, &w.f), -1);
	assert_int_equal(w.f.status, FAIL_USAGE);
	assert_non_null(strstr(w.f.text, "\"regions\""));
	observations_clear(&o);
	clear(&w);
}

/* No rows at all: no observations. */
static void
test_empty(void **state)
{
	struct world w;

	(void)state;
	measure(&w, plain, cube_of("employed", ""), cube_of("population", ""));
	assert_int_equal(w.status, 0);
	assert_int_equal(w.o.count, 0);
	clear(&w);
}

/* Every allocation that fails is reported and leaks nothing. */
static void
test_memory_ends(void **state)
{
	struct world w;
	struct observations o;
	int status;
	long n;

	(void)state;
	measure(&w, plain, cube_of("employed", "2002 A1 U 1 2002 A2 R 1"),
	    cube_of("population", "2002 A1 U 2 2002 A2 R 2"));
	assert_int_equal(w.status, 0);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		w.f = (struct fail)FAIL_INIT;
		chaos_start(n);
		status = measure_apply(
		    &o, &w.definitions, &w.registries, &w.cubes, &w.f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    w.f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		observations_clear(&o);
	}
	clear(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rollup),
		cmocka_unit_test(test_partial),
		cmocka_unit_test(test_second_dimension),
		cmocka_unit_test(test_statuses),
		cmocka_unit_test(test_declared_but_supplied),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_rows_under_selection),
		cmocka_unit_test(test_pair),
		cmocka_unit_test(test_no_pair),
		cmocka_unit_test(test_rows_beside_measure),
		cmocka_unit_test(test_pair_and_where),
		cmocka_unit_test(test_period_and_where),
		cmocka_unit_test(test_parts_differ),
		cmocka_unit_test(test_census_facts),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_unknown_registry),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* protect: primary and secondary suppression, by hand and by properties */
#include "unit.h"

#include "fixture.h"
#include "protect/protect.h"

/* All of three parts; one of them of two, with an "of which" part beside. */
static const char tree_text[] =
    "{\"id\":\"tree\",\"title\":{\"ru\":\"Д\",\"en\":\"T\"},\"entries\":["
    "{\"id\":\"all\",\"title\":{\"ru\":\"0\",\"en\":\"0\"}},"
    "{\"id\":\"a\",\"parent\":\"all\",\"title\":{\"ru\":\"1\",\"en\":\"1\"}},"
    "{\"id\":\"a1\",\"parent\":\"a\",\"title\":{\"ru\":\"2\",\"en\":\"2\"}},"
    "{\"id\":\"a2\",\"parent\":\"a\",\"title\":{\"ru\":\"3\",\"en\":\"3\"}},"
    "{\"id\":\"a3\",\"parent\":\"a\",\"included\":true,"
    "\"title\":{\"ru\":\"4\",\"en\":\"4\"}},"
    "{\"id\":\"b\",\"parent\":\"all\",\"title\":{\"ru\":\"5\",\"en\":\"5\"}},"
    "{\"id\":\"c\",\"parent\":\"all\","
    "\"title\":{\"ru\":\"6\",\"en\":\"6\"}}]}";

static const char sex_text[] =
    "{\"id\":\"sex\",\"title\":{\"ru\":\"П\",\"en\":\"S\"},\"entries\":["
    "{\"id\":\"_T\",\"title\":{\"ru\":\"7\",\"en\":\"7\"}},"
    "{\"id\":\"M\",\"parent\":\"_T\",\"title\":{\"ru\":\"8\",\"en\":\"8\"}},"
    "{\"id\":\"F\",\"parent\":\"_T\","
    "\"title\":{\"ru\":\"9\",\"en\":\"9\"}}]}";

#define DEFINITION(rule)                                               \
	"{\"id\":\"rate\",\"kind\":\"indicator\",\"version\":\"1\","   \
	"\"title\":{\"ru\":\"Д\",\"en\":\"S\"},\"unit\":\"percent\"," \
	"\"text\":{\"ru\":\"Д\",\"en\":\"S\"},"                       \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                     \
	"\"dimensions\":[{\"name\":\"place\",\"registry\":\"tree\"},"  \
	"{\"name\":\"sex\",\"registry\":\"sex\"}],"                    \
	"\"numerator\":{\"dataset\":\"d\",\"measure\":\"n\"},"         \
	"\"denominator\":{\"dataset\":\"d\",\"measure\":\"m\"}" rule "}"

#define THRESHOLD ""
#define NONE                                                          \
	",\"protection\":{\"rule\":\"none\",\"text\":{\"ru\":\"П\"," \
	"\"en\":\"P\"}}"

static const char *const places[] = { "all", "a", "a1", "a2", "a3", "b", "c" };
static const char *const sexes[] = { "_T", "M", "F" };
#define PLACES COUNT_OF(places)
#define SEXES COUNT_OF(sexes)

struct world {
	struct definitions definitions;
	struct registry_set registries;
	struct observations o;
	struct protect_result result;
	struct fail f;
};

static void
world_open(struct world *w, const char *definition)
{
	static const char *const dimensions[] = { "place", "sex" };
	char *paths[] = { fixture_file(definition), fixture_file(tree_text),
		fixture_file(sex_text) };

	*w = (struct world){ .f = FAIL_INIT };
	assert_int_equal(definitions_open(&w->definitions,
			     (const char *const *)paths, 1, &w->f),
	    0);
	assert_int_equal(registry_set_open(&w->registries,
			     (const char *const *)paths + 1, 2, &w->f),
	    0);
	assert_int_equal(observations_init(&w->o, dimensions, 2, &w->f), 0);
	fixture_remove(paths[0]);
	fixture_remove(paths[1]);
	fixture_remove(paths[2]);
}

static void
world_clear(struct world *w)
{
	observations_clear(&w->o);
	definitions_clear(&w->definitions);
	registry_set_clear(&w->registries);
}

static void
add(struct world *w, const char *period, const char *place, const char *sex,
    const struct estimate *e)
{
	struct observation_block block;
	int32_t codes[2];

	assert_int_equal(observations_block(&w->o, "rate", "1", period,
			     "percent", "wilson", &block, &w->f),
	    0);
	assert_int_equal(
	    observations_code(&w->o, 0, place, &codes[0], &w->f), 0);
	assert_int_equal(observations_code(&w->o, 1, sex, &codes[1], &w->f), 0);
	assert_int_equal(observations_add(&w->o, &block, codes, e, &w->f), 0);
}

static void
add_number(struct world *w, const char *place, const char *sex,
    int64_t numerator, int64_t denominator)
{
	struct estimate e = { .numerator = numerator,
		.denominator = denominator,
		.coverage = 1,
		.parts = ESTIMATE_ALL,
		.status = OBSERVATION_OK };

	if (denominator == 0) {
		e.status = OBSERVATION_NOT_APPLICABLE;
		e.reason = REASON_ZERO_DENOMINATOR;
	} else {
		e.value = 100 * (double)numerator / (double)denominator;
	}
	add(w, "2002", place, sex, &e);
}

static void
add_without(struct world *w, const char *place, const char *sex,
    enum observation_status status, enum observation_reason reason)
{
	struct estimate e = { .status = status, .reason = reason };

	add(w, "2002", place, sex, &e);
}

static void
apply(struct world *w, int64_t threshold)
{
	assert_int_equal(observations_index(&w->o, &w->f), 0);
	assert_int_equal(protect_apply(&w->o, &w->definitions, &w->registries,
			     threshold, &w->result, &w->f),
	    0);
}

static size_t
row_of(struct world *w, const char *place, const char *sex)
{
	const char *codes[] = { place, sex };
	ptrdiff_t row = observations_find(&w->o, "rate", "2002", codes);

	assert_true(row != -1);
	return (size_t)row;
}

/* Expected of a place at _T: the status' name, or the reason of a hidden. */
static void
check(struct world *w, const char *place, const char *expected)
{
	size_t row = row_of(w, place, "_T");

	if (w->o.status[row] == OBSERVATION_CONFIDENTIAL)
		assert_string_equal(
		    observation_reason_name(
			(enum observation_reason)w->o.reason[row]),
		    expected);
	else
		assert_string_equal(
		    observation_status_name(
			(enum observation_status)w->o.status[row]),
		    expected);
}

/* Only places: numerator and denominator of each of the seven. */
static void
add_places(struct world *w, const int64_t counts[PLACES][2])
{
	size_t i;

	for (i = 0; i < PLACES; i++)
		add_number(w, places[i], "_T", counts[i][0], counts[i][1]);
}

/* Numerator, complement and denominator from 1 to 4 are withheld; 0 is not. */
static void
test_primary(void **state)
{
	static const int64_t counts[PLACES][2] = { { 123, 240 }, { 104, 210 },
		{ 100, 200 }, { 4, 10 }, { 0, 50 }, { 9, 13 }, { 10, 17 } };
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_places(&w, counts);
	apply(&w, 5);
	/* a2: 4 of 10.  Its line a, a1, a2 hides the smaller of a and a1.
	 * b: 9 of 13, 4 are not; the line all, a, b, c hides c. */
	check(&w, "a2", "primary");
	check(&w, "b", "primary");
	check(&w, "a1", "secondary");
	check(&w, "c", "secondary");
	check(&w, "a", "ok");
	check(&w, "all", "ok");
	check(&w, "a3", "ok"); /* 0 of 50, and in no line */
	assert_int_equal(w.result.primary, 2);
	assert_int_equal(w.result.secondary, 2);
	world_clear(&w);
}

/* The method of small counts would tell that there are fewer than 40. */
static void
test_method_hidden(void **state)
{
	static const int64_t counts[PLACES][2] = { { 123, 240 }, { 104, 210 },
		{ 100, 200 }, { 4, 10 }, { 0, 50 }, { 9, 13 }, { 10, 27 } };
	struct observation one;
	struct world w;
	size_t i;

	(void)state;
	world_open(&w, DEFINITION(",\"interval\":{\"small\":{\"below\":40}}"));
	add_places(&w, counts);
	for (i = 0; i < w.o.count; i++)
		if (counts[i][1] < 40)
			assert_int_equal(observations_set_method(
					     &w.o, i, "clopper_pearson", &w.f),
			    0);
	apply(&w, 4);
	check(&w, "a2", "ok");
	observations_get(&w.o, row_of(&w, "a2", "_T"), &one);
	assert_string_equal(one.method, "clopper_pearson");
	apply(&w, 5);
	for (i = 0; i < w.o.count; i++) {
		observations_get(&w.o, i, &one);
		assert_string_equal(one.method, "wilson");
	}
	check(&w, "a2", "primary");
	check(&w, "b", "primary");
	check(&w, "c", "secondary");
	world_clear(&w);
}

/* All five numbers, flags and coverage go together. */
static void
test_hidden_is_empty(void **state)
{
	struct estimate e = { .numerator = 1,
		.denominator = 9,
		.value = 100.0 / 9,
		.lower = 2,
		.upper = 43,
		.status = OBSERVATION_OK,
		.flags = FLAG_PARTIAL | FLAG_BREAK,
		.coverage = 0.5,
		.parts = ESTIMATE_ALL };
	struct observation one;
	struct world w;
	size_t i;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add(&w, "2002", "b", "_T", &e);
	apply(&w, 5);
	observations_get(&w.o, 0, &one);
	assert_int_equal(one.estimate.status, OBSERVATION_CONFIDENTIAL);
	assert_int_equal(one.estimate.reason, REASON_PRIMARY);
	assert_int_equal(one.estimate.flags, 0);
	for (i = 0; i < w.o.schema.field_count; i++) {
		const struct column *column = &w.o.batch.columns[i];
		const char *name = w.o.schema.fields[i].name;

		if (column->type != COLUMN_DICTIONARY ||
		    strcmp(name, "flags") == 0)
			assert_false(column_valid(column, 0));
		else
			assert_true(column_valid(column, 0));
		if (column->type == COLUMN_INT64)
			assert_int_equal(
			    ((const int64_t *)column->values)[0], 0);
		if (column->type == COLUMN_FLOAT64)
			assert_true(((const double *)column->values)[0] == 0);
	}
	world_clear(&w);
}

/* The smallest denominator that is not zero; among equals the first row. */
static void
test_choice(void **state)
{
	static const int64_t equal[PLACES][2] = { { 52, 100 }, { 20, 40 },
		{ 10, 20 }, { 10, 20 }, { 5, 10 }, { 30, 56 }, { 2, 4 } };
	static const int64_t zero[PLACES][2] = { { 31, 63 }, { 30, 60 },
		{ 15, 30 }, { 15, 30 }, { 9, 15 }, { 0, 0 }, { 1, 3 } };
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_places(&w, equal);
	apply(&w, 5);
	/* c hides a (40 < 56), and a hides a1, the first of two equals. */
	check(&w, "c", "primary");
	check(&w, "a", "secondary");
	check(&w, "a1", "secondary");
	check(&w, "a2", "ok");
	check(&w, "b", "ok");
	world_clear(&w);
	world_open(&w, DEFINITION(THRESHOLD));
	add_places(&w, zero);
	apply(&w, 5);
	/* b is known to be empty, so it hides nothing; a is next. */
	check(&w, "b", "not_applicable");
	check(&w, "a", "secondary");
	check(&w, "a1", "secondary");
	world_clear(&w);
}

/* A city that has only an urban part: the total would tell it. */
static void
test_only_child(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_number(&w, "b", "_T", 2, 50);
	add_number(&w, "b", "M", 2, 50);
	add_without(&w, "b", "F", OBSERVATION_NOT_APPLICABLE, REASON_DECLARED);
	add_number(&w, "c", "_T", 20, 53);
	add_number(&w, "c", "M", 18, 50);
	add_number(&w, "c", "F", 2, 3);
	apply(&w, 5);
	check(&w, "b", "primary");
	assert_int_equal(w.o.reason[row_of(&w, "b", "M")], REASON_PRIMARY);
	assert_int_equal(w.o.reason[row_of(&w, "c", "F")], REASON_PRIMARY);
	assert_int_equal(w.o.reason[row_of(&w, "c", "M")], REASON_SECONDARY);
	check(&w, "c", "ok");
	world_clear(&w);
}

/* A missing part: subtracting from a total that was given tells nothing, from
 * one that was computed without it everything. */
static void
test_missing_part(void **state)
{
	struct estimate partial = { .numerator = 42,
		.denominator = 90,
		.value = 46.7,
		.status = OBSERVATION_OK,
		.flags = FLAG_PARTIAL,
		.coverage = 2.0 / 3,
		.parts = ESTIMATE_ALL };
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_number(&w, "all", "_T", 50, 100);
	add_number(&w, "a", "_T", 2, 10);
	add_number(&w, "b", "_T", 40, 80);
	add_without(&w, "c", "_T", OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
	apply(&w, 5);
	check(&w, "a", "primary");
	check(&w, "b", "ok");
	check(&w, "all", "ok");
	check(&w, "c", "missing");
	world_clear(&w);
	world_open(&w, DEFINITION(THRESHOLD));
	add(&w, "2002", "all", "_T", &partial);
	add_number(&w, "a", "_T", 2, 10);
	add_number(&w, "b", "_T", 40, 80);
	apply(&w, 5); /* c has no row at all */
	check(&w, "a", "primary");
	check(&w, "b", "secondary");
	check(&w, "all", "ok");
	world_clear(&w);
}

/* Without a row for a the line is all, a1, a2, b, c: a1 hides a2.  A missing
 * part that can only be empty leaves the line solvable: 90 = 10 + 80. */
static void
test_missing_level(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_number(&w, "all", "_T", 100, 200);
	add_number(&w, "a1", "_T", 2, 10);
	add_number(&w, "a2", "_T", 20, 40);
	add_number(&w, "b", "_T", 38, 70);
	add_number(&w, "c", "_T", 40, 80);
	apply(&w, 5);
	check(&w, "a1", "primary");
	check(&w, "a2", "secondary");
	check(&w, "b", "ok");
	check(&w, "c", "ok");
	check(&w, "all", "ok");
	world_clear(&w);
	world_open(&w, DEFINITION(THRESHOLD));
	add_number(&w, "all", "_T", 42, 90);
	add_number(&w, "a", "_T", 2, 10);
	add_number(&w, "b", "_T", 40, 80);
	add_without(&w, "c", "_T", OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	apply(&w, 5);
	check(&w, "a", "primary");
	check(&w, "b", "secondary");
	world_clear(&w);
}

/* What the sender suppressed is protected like our own. */
static void
test_sender(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_number(&w, "all", "_T", 50, 100);
	add_without(&w, "a", "_T", OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	add_number(&w, "b", "_T", 20, 40);
	add_number(&w, "c", "_T", 20, 30);
	apply(&w, 5);
	check(&w, "a", "sender");
	check(&w, "c", "secondary");
	check(&w, "b", "ok");
	assert_int_equal(w.result.primary, 0);
	assert_int_equal(w.result.secondary, 1);
	world_clear(&w);
}

/* Periods do not mix. */
static void
test_periods(void **state)
{
	struct estimate e = { .numerator = 50,
		.denominator = 100,
		.coverage = 1,
		.parts = ESTIMATE_ALL,
		.status = OBSERVATION_OK };
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add(&w, "2001", "all", "_T", &e);
	add(&w, "2001", "a", "_T", &e);
	add_number(&w, "b", "_T", 2, 10);
	add_number(&w, "c", "_T", 20, 40);
	apply(&w, 5);
	assert_int_equal(w.result.primary, 1);
	assert_int_equal(w.result.secondary, 0);
	world_clear(&w);
}

/* ---- comparisons ---- */

static const char statistics_text[] =
    "{\"id\":\"statistics\",\"title\":{\"ru\":\"С\",\"en\":\"S\"},"
    "\"entries\":["
    "{\"id\":\"difference\",\"title\":{\"ru\":\"10\",\"en\":\"10\"}},"
    "{\"id\":\"funnel_95\",\"title\":{\"ru\":\"11\",\"en\":\"11\"}},"
    "{\"id\":\"pooled_rate\",\"title\":{\"ru\":\"12\",\"en\":\"12\"}},"
    "{\"id\":\"cochran_armitage_p_value\","
    "\"title\":{\"ru\":\"13\",\"en\":\"13\"}}]}";

/* Of the rate, by place or not. */
#define COMPARISON(by, comparison)                                          \
	"{\"id\":\"comparison\",\"kind\":\"comparison\",\"version\":\"1\"," \
	"\"title\":{\"ru\":\"С\",\"en\":\"C\"},"                           \
	"\"text\":{\"ru\":\"С\",\"en\":\"C\"},"                            \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},\"of\":\"rate\","          \
	"\"dimensions\":[{\"name\":\"statistic\","                          \
	"\"registry\":\"statistics\"}" by "],\"breakdowns\":[[]],"          \
	"\"comparison\":{" comparison "}}"
#define BY_PLACE ",{\"name\":\"place\",\"registry\":\"tree\"}"
#define BY_SEX ",{\"name\":\"sex\",\"registry\":\"sex\"}"

static void
compare_open(struct world *w, const char *definition, const char *comparison)
{
	static const char *const dimensions[] = { "place", "sex", "statistic" };
	char *paths[] = { fixture_file(definition), fixture_file(comparison),
		fixture_file(tree_text), fixture_file(sex_text),
		fixture_file(statistics_text) };
	size_t i;

	*w = (struct world){ .f = FAIL_INIT };
	if (definitions_open(
		&w->definitions, (const char *const *)paths, 2, &w->f) == -1 ||
	    registry_set_open(
		&w->registries, (const char *const *)paths + 2, 3, &w->f) == -1)
		fail_msg("%s", w->f.text);
	assert_int_equal(observations_init(&w->o, dimensions, 3, &w->f), 0);
	for (i = 0; i < COUNT_OF(paths); i++)
		fixture_remove(paths[i]);
}

/* A row of an indicator; codes that are NULL are no dimensions of it. */
static void
put_method(struct world *w, const char *indicator, const char *period,
    const char *const codes[3], const char *method, const struct estimate *e)
{
	struct observation_block block;
	int32_t code[3] = { -1, -1, -1 };
	size_t i;

	assert_int_equal(observations_block(&w->o, indicator, "1", period, "",
			     method, &block, &w->f),
	    0);
	for (i = 0; i < 3; i++)
		if (codes[i] != NULL)
			assert_int_equal(observations_code(&w->o, i, codes[i],
					     &code[i], &w->f),
			    0);
	assert_int_equal(observations_add(&w->o, &block, code, e, &w->f), 0);
}

static void
put(struct world *w, const char *indicator, const char *period,
    const char *const codes[3], const struct estimate *e)
{
	put_method(w, indicator, period, codes, "", e);
}

/* A rate that is published, or one that the threshold 5 hides. */
static void
put_rate(struct world *w, const char *period, const char *place,
    const char *sex, bool shown)
{
	struct estimate e = { .numerator = shown ? 50 : 2,
		.denominator = 100,
		.value = shown ? 50 : 2,
		.coverage = 1,
		.parts = ESTIMATE_ALL,
		.status = OBSERVATION_OK };
	const char *const codes[] = { place, sex, NULL };

	put(w, "rate", period, codes, &e);
}

/* Comparisons have values alone. */
static void
put_compared(struct world *w, const char *period, const char *place,
    const char *sex, const char *statistic)
{
	struct estimate e = {
		.value = 1, .coverage = 1, .status = OBSERVATION_OK
	};
	const char *const codes[] = { place, sex, statistic };

	put(w, "comparison", period, codes, &e);
}

static void
expect_compared(struct world *w, const char *period, const char *place,
    const char *sex, const char *statistic, bool shown)
{
	const char *codes[] = { place, sex, statistic };
	ptrdiff_t row = observations_find(&w->o, "comparison", period, codes);

	assert_true(row != -1);
	assert_int_equal(w->o.status[row],
	    shown ? OBSERVATION_OK : OBSERVATION_CONFIDENTIAL);
	assert_int_equal(
	    w->o.reason[row], shown ? REASON_NONE : REASON_SECONDARY);
}

#define GROUPS                                                      \
	COMPARISON(BY_PLACE,                                        \
	    "\"dimension\":\"sex\",\"group\":\"F\",\"with\":\"M\"," \
	    "\"statistics\":[\"difference\"]")

/* A difference is shown where both groups are; the total does not matter. */
static void
test_groups(void **state)
{
	struct world w;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), GROUPS);
	put_rate(&w, "2002", "a", "F", true);
	put_rate(&w, "2002", "a", "M", true);
	put_rate(&w, "2002", "b", "F", false);
	put_rate(&w, "2002", "b", "M", true);
	put_rate(&w, "2002", "c", "F", true);
	put_rate(&w, "2002", "c", "M", false);
	put_rate(&w, "2002", "a1", "F", true);
	put_compared(&w, "2002", "a", NULL, "difference");
	put_compared(&w, "2002", "b", NULL, "difference");
	put_compared(&w, "2002", "c", NULL, "difference");
	put_compared(&w, "2002", "a1", NULL, "difference"); /* M is not there */
	apply(&w, 5);
	expect_compared(&w, "2002", "a", NULL, "difference", true);
	expect_compared(&w, "2002", "b", NULL, "difference", false);
	expect_compared(&w, "2002", "c", NULL, "difference", false);
	expect_compared(&w, "2002", "a1", NULL, "difference", false);
	assert_int_equal(w.result.primary, 2);
	assert_int_equal(w.result.secondary, 3);
	world_clear(&w);
}

/* Why there is no number tells of the groups; that a group is missing, or that
 * the comparison is not valid then, does not. */
static void
test_reasons(void **state)
{
	static const struct {
		enum observation_status status;
		enum observation_reason reason;
		bool tells;
	} cells[] = {
		{ OBSERVATION_NOT_APPLICABLE, REASON_NO_EVENTS, true },
		{ OBSERVATION_NOT_APPLICABLE, REASON_ALL_EQUAL, true },
		{ OBSERVATION_NOT_APPLICABLE, REASON_NOT_FINITE, true },
		{ OBSERVATION_NOT_APPLICABLE, REASON_OUTSIDE_VALIDITY, false },
		{ OBSERVATION_MISSING, REASON_PARTS_MISSING, false },
	};
	const char *const codes[] = { "b", NULL, "difference" };
	struct world w;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cells); i++) {
		struct estimate e = { .status = cells[i].status,
			.reason = cells[i].reason };

		compare_open(&w, DEFINITION(THRESHOLD), GROUPS);
		put_rate(&w, "2002", "b", "F", false);
		put_rate(&w, "2002", "b", "M", true);
		put(&w, "comparison", "2002", codes, &e);
		apply(&w, 5);
		assert_int_equal(w.o.reason[2],
		    cells[i].tells ? REASON_SECONDARY : cells[i].reason);
		world_clear(&w);
	}
}

/* A corrected ratio tells that a group has nobody, exact limits that there are
 * few events. */
static void
test_methods(void **state)
{
	static const struct {
		const char *place, *method, *then;
	} rows[] = { { "b", "woolf_corrected", "woolf" },
		{ "b", "exact_poisson", "byar" }, { "b", "katz", "katz" },
		{ "a", "woolf_corrected", "woolf_corrected" } };
	struct estimate e = {
		.value = 1, .coverage = 1, .status = OBSERVATION_OK
	};
	struct observation one;
	struct world w;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++) {
		const char *const codes[] = { rows[i].place, NULL,
			"difference" };

		compare_open(&w, DEFINITION(THRESHOLD), GROUPS);
		put_rate(&w, "2002", "a", "F", true);
		put_rate(&w, "2002", "a", "M", true);
		put_rate(&w, "2002", "b", "F", false);
		put_rate(&w, "2002", "b", "M", true);
		put_method(&w, "comparison", "2002", codes, rows[i].method, &e);
		apply(&w, 5);
		observations_get(&w.o, 4, &one);
		assert_string_equal(one.method, rows[i].then);
		world_clear(&w);
	}
}

/* Without a rule for the rates there is none for the comparison. */
static void
test_groups_rule_none(void **state)
{
	struct world w;

	(void)state;
	compare_open(&w, DEFINITION(NONE), GROUPS);
	put_rate(&w, "2002", "b", "F", false);
	put_compared(&w, "2002", "b", NULL, "difference");
	apply(&w, 5);
	expect_compared(&w, "2002", "b", NULL, "difference", true);
	world_clear(&w);
}

/* A comparison is in no line: the sums of the rates hide none of it. */
static void
test_groups_apart(void **state)
{
	static const char *const rows[] = { "all", "a", "b", "c" };
	struct world w;
	size_t i;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), GROUPS);
	for (i = 0; i < COUNT_OF(rows); i++) {
		put_rate(&w, "2002", rows[i], "F", i != 1);
		put_rate(&w, "2002", rows[i], "M", true);
		put_compared(&w, "2002", rows[i], NULL, "difference");
	}
	apply(&w, 5);
	/* The line of F hides a, and of the equal others the first: all. */
	expect_compared(&w, "2002", "all", NULL, "difference", false);
	expect_compared(&w, "2002", "a", NULL, "difference", false);
	expect_compared(&w, "2002", "b", NULL, "difference", true);
	expect_compared(&w, "2002", "c", NULL, "difference", true);
	world_clear(&w);
}

#define UNITS                                           \
	COMPARISON(BY_PLACE, "\"dimension\":\"place\"," \
			     "\"statistics\":[\"funnel_95\",\"pooled_rate\"]")

/* A unit stands beside the rate of all: with sex at its total. */
static void
test_units(void **state)
{
	struct world w;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), UNITS);
	put_rate(&w, "2002", "all", "_T", true);
	put_rate(&w, "2002", "a", "_T", true);
	put_rate(&w, "2002", "b", "_T", false);
	put_rate(&w, "2002", "c", "_T", false);
	put_rate(&w, "2002", "b", "M", true);
	put_compared(&w, "2002", "a", NULL, "funnel_95");
	put_compared(&w, "2002", "b", NULL, "funnel_95");
	put_compared(&w, "2002", "a1", NULL, "funnel_95"); /* not there */
	put_compared(&w, "2002", "all", NULL, "pooled_rate");
	apply(&w, 5);
	expect_compared(&w, "2002", "a", NULL, "funnel_95", true);
	expect_compared(&w, "2002", "b", NULL, "funnel_95", false);
	expect_compared(&w, "2002", "a1", NULL, "funnel_95", false);
	expect_compared(&w, "2002", "all", NULL, "pooled_rate", true);
	world_clear(&w);
}

/* The rate of all, which each row shows, is withheld. */
static void
test_units_total(void **state)
{
	struct world w;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), UNITS);
	put_rate(&w, "2002", "all", "_T", false);
	put_rate(&w, "2002", "a", "_T", true);
	put_rate(&w, "2002", "b", "_T", false);
	put_compared(&w, "2002", "a", NULL, "funnel_95");
	put_compared(&w, "2002", "all", NULL, "pooled_rate");
	apply(&w, 5);
	expect_compared(&w, "2002", "a", NULL, "funnel_95", false);
	expect_compared(&w, "2002", "all", NULL, "pooled_rate", true);
	world_clear(&w);
}

#define TREND "cochran_armitage_p_value"
#define PERIODS                                        \
	COMPARISON(BY_SEX, "\"dimension\":\"period\"," \
			   "\"statistics\":[\"difference\",\"" TREND "\"]")

/* With the period before; a trend with all before.  Place is at its total. */
static void
test_compared_periods(void **state)
{
	static const char *const years[] = { "2001", "2002", "2003", "2004" };
	struct world w;
	size_t i;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), PERIODS);
	for (i = 0; i < COUNT_OF(years); i++) {
		put_rate(&w, years[i], "all", "M", i != 1);
		put_compared(&w, years[i], NULL, "M", "difference");
		put_compared(&w, years[i], NULL, "M", TREND);
	}
	apply(&w, 5);
	expect_compared(&w, "2001", NULL, "M", "difference", false); /* none
								before */
	expect_compared(&w, "2002", NULL, "M", "difference", false);
	expect_compared(&w, "2003", NULL, "M", "difference", false);
	expect_compared(&w, "2004", NULL, "M", "difference", true);
	expect_compared(&w, "2004", NULL, "M", TREND, false);
	world_clear(&w);
}

/* Months have a month before, and years of study are in order. */
static void
test_other_periods(void **state)
{
	struct world w;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), PERIODS);
	put_rate(&w, "2001-11", "all", "F", false);
	put_rate(&w, "2001-12", "all", "F", true);
	put_rate(&w, "2002-01", "all", "F", true);
	put_compared(&w, "2001-12", NULL, "F", "difference");
	put_compared(&w, "2002-01", NULL, "F", "difference");
	put_rate(&w, "2001/2002", "all", "M", true);
	put_rate(&w, "2002/2003", "all", "M", true);
	put_compared(&w, "2002/2003", NULL, "M", "difference");
	apply(&w, 5);
	expect_compared(&w, "2001-12", NULL, "F", "difference", false);
	expect_compared(&w, "2002-01", NULL, "F", "difference", true);
	expect_compared(&w, "2002/2003", NULL, "M", "difference", true);
	world_clear(&w);
}

/* What is compared is not in the table, so it is not published. */
static void
test_alone(void **state)
{
	struct world w;

	(void)state;
	compare_open(&w, DEFINITION(THRESHOLD), GROUPS);
	put_compared(&w, "2002", "a", NULL, "difference");
	apply(&w, 5);
	expect_compared(&w, "2002", "a", NULL, "difference", false);
	world_clear(&w);
}

/* The bytes of a table as it is written. */
static char *
bytes_of(struct world *w, size_t *size)
{
	char *bytes = NULL;
	FILE *stream = open_memstream(&bytes, size);
	struct arrow_writer *out;

	assert_non_null(stream);
	out = arrow_create(stream, ARROW_STREAM, &w->o.schema, &w->f);
	assert_non_null(out);
	assert_int_equal(arrow_write(out, &w->o.batch, &w->f), 0);
	assert_int_equal(arrow_finish(out, &w->f), 0);
	arrow_writer_free(out);
	assert_int_equal(fclose(stream), 0);
	return bytes;
}

static void
test_rule_none(void **state)
{
	static const int64_t counts[PLACES][2] = { { 23, 40 }, { 4, 10 },
		{ 0, 0 }, { 4, 10 }, { 0, 50 }, { 9, 13 }, { 10, 17 } };
	size_t before_size, after_size;
	char *before, *after;
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(NONE));
	add_places(&w, counts);
	before = bytes_of(&w, &before_size);
	apply(&w, 5);
	after = bytes_of(&w, &after_size);
	assert_int_equal(before_size, after_size);
	assert_memory_equal(before, after, before_size);
	assert_int_equal(w.result.primary + w.result.secondary, 0);
	free(before);
	free(after);
	world_clear(&w);
}

static void
test_failures(void **state)
{
	static const int64_t counts[PLACES][2] = { { 23, 40 }, { 4, 10 },
		{ 0, 0 }, { 4, 10 }, { 0, 50 }, { 9, 13 }, { 10, 17 } };
	struct definitions no_definitions = DEFINITIONS_INIT;
	struct registry_set no_registries = { 0, NULL };
	struct world w;

	(void)state;
	world_open(&w, DEFINITION(THRESHOLD));
	add_places(&w, counts);
	assert_int_equal(observations_index(&w.o, &w.f), 0);
	assert_int_equal(protect_apply(&w.o, &no_definitions, &w.registries, 5,
			     &w.result, &w.f),
	    -1);
	assert_int_equal(w.f.status, FAIL_USAGE);
	assert_non_null(strstr(w.f.text, "\"rate\""));
	assert_int_equal(protect_apply(&w.o, &w.definitions, &no_registries, 5,
			     &w.result, &w.f),
	    -1);
	assert_int_equal(w.f.status, FAIL_USAGE);
	assert_non_null(strstr(w.f.text, "\"tree\""));
	world_clear(&w);
	world_open(&w, DEFINITION(THRESHOLD));
	add_number(&w, "elsewhere", "_T", 1, 9);
	assert_int_equal(observations_index(&w.o, &w.f), 0);
	assert_int_equal(protect_apply(&w.o, &w.definitions, &w.registries, 5,
			     &w.result, &w.f),
	    -1);
	assert_int_equal(w.f.status, FAIL_DATA);
	assert_non_null(strstr(w.f.text, "\"elsewhere\""));
	world_clear(&w);
}

/* Random tables that add up: inner cells are drawn, parents summed. */
#define PARENT_NONE (-1)
static const int place_parent[PLACES] = { PARENT_NONE, 0, 1, 1, 1, 0, 0 };
static const int place_added[PLACES] = { 0, 1, 1, 1, 0, 1, 1 };
static const int sex_parent[SEXES] = { PARENT_NONE, 0, 0 };

static uint64_t
draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % below;
}

struct truth {
	int64_t numerator[PLACES][SEXES], denominator[PLACES][SEXES];
};

static void
draw_table(struct truth *t, uint64_t *seed)
{
	static const uint64_t sizes[] = { 1, 4, 12, 60, 400 };
	size_t p, s, up;

	memset(t, 0, sizeof(*t));
	for (p = PLACES; p-- > 0;) {
		for (s = 1; s < SEXES; s++) {
			if (p > 1) {
				t->denominator[p][s] =
				    (int64_t)draw(seed, sizes[draw(seed, 5)]);
				t->numerator[p][s] = (int64_t)draw(
				    seed, (uint64_t)t->denominator[p][s] + 1);
			}
			t->denominator[p][0] += t->denominator[p][s];
			t->numerator[p][0] += t->numerator[p][s];
		}
		if (!place_added[p])
			continue;
		up = (size_t)place_parent[p];
		for (s = 1; s < SEXES; s++) {
			t->denominator[up][s] += t->denominator[p][s];
			t->numerator[up][s] += t->numerator[p][s];
		}
	}
}

static bool
hidden(struct world *w, size_t p, size_t s)
{
	return w->o.status[p * SEXES + s] == OBSERVATION_CONFIDENTIAL;
}

static bool
risky(const struct truth *t, size_t p, size_t s)
{
	int64_t n = t->numerator[p][s], d = t->denominator[p][s];

	return (n > 0 && n < 5) || (d - n > 0 && d - n < 5) || (d > 0 && d < 5);
}

/* Hidden cells of the line of a parent place, and of a parent sex. */
static size_t
hidden_in_place_line(struct world *w, size_t parent, size_t s)
{
	size_t p, count = hidden(w, parent, s);

	for (p = 0; p < PLACES; p++)
		if (place_added[p] && place_parent[p] == (int)parent)
			count += hidden(w, p, s);
	return count;
}

static size_t
hidden_in_sex_line(struct world *w, size_t p)
{
	size_t s, count = 0;

	for (s = 0; s < SEXES; s++)
		count += sex_parent[s] == 0 || s == 0 ? hidden(w, p, s) : 0;
	return count;
}

/*
 * A reader who knows the lines, the published denominators and that hidden
 * ones are whole numbers of 1 or more solves one line at a time: he finds one
 * when it is the only unknown of its line.
 */
static size_t
solve_by_lines(struct world *w)
{
	bool known[PLACES][SEXES];
	size_t p, s, q, unknown, solved = 0;
	bool again = true;

	for (p = 0; p < PLACES; p++)
		for (s = 0; s < SEXES; s++)
			known[p][s] = !hidden(w, p, s);
	while (again) {
		again = false;
		for (p = 0; p < 2; p++)
			for (s = 0; s < SEXES; s++) {
				unknown = !known[p][s];
				for (q = 0; q < PLACES; q++)
					unknown += place_added[q] &&
						   place_parent[q] == (int)p &&
						   !known[q][s];
				if (unknown != 1)
					continue;
				known[p][s] = again = true;
				for (q = 0; q < PLACES; q++)
					if (place_parent[q] == (int)p)
						known[q][s] = true;
				solved++;
			}
		for (p = 0; p < PLACES; p++) {
			unknown = 0;
			for (s = 0; s < SEXES; s++)
				unknown += !known[p][s];
			if (unknown != 1)
				continue;
			for (s = 0; s < SEXES; s++)
				known[p][s] = true;
			again = true;
			solved++;
		}
	}
	return solved;
}

static void
check_table(struct world *w, const struct truth *t)
{
	size_t p, s;

	for (p = 0; p < PLACES; p++)
		for (s = 0; s < SEXES; s++) {
			if (risky(t, p, s))
				assert_int_equal(
				    w->o.reason[p * SEXES + s], REASON_PRIMARY);
			else
				assert_int_not_equal(
				    w->o.reason[p * SEXES + s], REASON_PRIMARY);
			if (hidden(w, p, s))
				assert_true(t->denominator[p][s] > 0);
		}
	for (s = 0; s < SEXES; s++) {
		assert_int_not_equal(hidden_in_place_line(w, 0, s), 1);
		assert_int_not_equal(hidden_in_place_line(w, 1, s), 1);
	}
	for (p = 0; p < PLACES; p++)
		assert_int_not_equal(hidden_in_sex_line(w, p), 1);
	assert_int_equal(solve_by_lines(w), 0);
}

static void
test_random_tables(void **state)
{
	uint64_t seed = 20021009;
	size_t round, p, s, secondary = 0;
	struct truth t;
	struct world w;

	(void)state;
	for (round = 0; round < (size_t)rounds(300); round++) {
		world_open(&w, DEFINITION(THRESHOLD));
		draw_table(&t, &seed);
		for (p = 0; p < PLACES; p++)
			for (s = 0; s < SEXES; s++)
				add_number(&w, places[p], sexes[s],
				    t.numerator[p][s], t.denominator[p][s]);
		apply(&w, 5);
		check_table(&w, &t);
		secondary += w.result.secondary;
		world_clear(&w);
	}
	assert_true(secondary > 300); /* the tables do need protection */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_primary),
		cmocka_unit_test(test_method_hidden),
		cmocka_unit_test(test_hidden_is_empty),
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_only_child),
		cmocka_unit_test(test_missing_part),
		cmocka_unit_test(test_missing_level),
		cmocka_unit_test(test_sender),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_methods),
		cmocka_unit_test(test_groups_rule_none),
		cmocka_unit_test(test_groups_apart),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_units_total),
		cmocka_unit_test(test_compared_periods),
		cmocka_unit_test(test_other_periods),
		cmocka_unit_test(test_alone),
		cmocka_unit_test(test_rule_none),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_random_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

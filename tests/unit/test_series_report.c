/* test_series_report - a report of a series: units, signs, codes of its own */
#include "series_fixture.h"

#include <math.h>

#include "base/message.h"
#include "report/grid.h"
#include "report/jsonstat.h"
#include "report/summary.h"

enum { MEMBERS, SHARE };

/* The place of a cell by code; NULL: home. */
static void
place_at(const struct view *v, size_t indicator, const char *territory,
    const char *statistic, size_t place[VIEW_AXES_MAX])
{
	struct fail f = FAIL_INIT;
	int axis;

	view_home(v, place);
	place[VIEW_INDICATOR] = indicator;
	if (territory != NULL) {
		axis = view_axis(v, "territory");
		assert_int_equal(view_code_at(v, (size_t)axis, territory, NULL,
				     &place[axis], &f),
		    0);
	}
	if (statistic != NULL) {
		axis = view_axis(v, "statistic");
		assert_int_equal(view_code_at(v, (size_t)axis, statistic, NULL,
				     &place[axis], &f),
		    0);
	}
}

static void
test_units(void **state)
{
	size_t place[VIEW_AXES_MAX];
	struct fixture x;

	(void)state;
	series_open(&x, "");
	place_at(&x.view, MEMBERS, NULL, NULL, place);
	assert_string_equal(view_unit(&x.view, place), "college");
	assert_int_equal(view_decimals(&x.view, place), 0);
	assert_false(view_signed(&x.view, place));
	place_at(&x.view, MEMBERS, NULL, "increase", place);
	assert_string_equal(view_unit(&x.view, place), "percent");
	assert_int_equal(view_decimals(&x.view, place), 1);
	assert_true(view_signed(&x.view, place));
	place_at(&x.view, MEMBERS, NULL, "change", place);
	assert_string_equal(view_unit(&x.view, place), "college");
	assert_true(view_signed(&x.view, place));
	place_at(&x.view, SHARE, NULL, NULL, place);
	assert_string_equal(view_unit(&x.view, place), "percent");
	assert_false(view_signed(&x.view, place));
	series_close(&x);
}

/* What an indicator does not have, and the period with a number. */
static void
test_places(void **state)
{
	size_t place[VIEW_AXES_MAX], axis;
	struct estimate estimate;
	struct fixture x;
	double number;

	(void)state;
	series_open(&x, "");
	axis = (size_t)view_axis(&x.view, "territory");
	assert_true(view_occurs(&x.view, MEMBERS, axis, 1));
	assert_false(view_occurs(&x.view, MEMBERS, axis, 2));
	assert_false(view_occurs(&x.view, SHARE, axis, 1));
	assert_true(view_occurs(&x.view, SHARE, axis, 2));
	assert_true(view_occurs(&x.view, SHARE, VIEW_PERIOD, 0));
	assert_string_equal(
	    x.view.axes[VIEW_PERIOD].codes[x.view.axes[VIEW_PERIOD].home],
	    "2024");
	place_at(&x.view, MEMBERS, NULL, "cagr", place);
	view_get(&x.view, place, &estimate);
	assert_int_equal(estimate.status, OBSERVATION_NOT_APPLICABLE);
	assert_int_equal(estimate.reason, REASON_DECLARED);
	place_at(&x.view, MEMBERS, "XX-B", NULL, place);
	view_get(&x.view, place, &estimate);
	assert_int_equal(estimate.status, OBSERVATION_MISSING);
	place_at(&x.view, MEMBERS, NULL, NULL, place);
	view_get(&x.view, place, &estimate);
	assert_true(view_part(&estimate, PART_NUMERATOR, &number));
	assert_float_equal(number, 44, 0);
	assert_false(view_part(&estimate, PART_DENOMINATOR, &number));
	assert_false(view_part(&estimate, PART_LOWER, &number));
	series_close(&x);
}

/* Men of a territory: a combination without a row. */
static void
check_men(const char *breakdowns, const char *territory,
    enum observation_status status, enum observation_reason reason)
{
	size_t place[VIEW_AXES_MAX];
	struct estimate estimate;
	struct fixture x;

	assert_int_equal(series_start(&x, "region", breakdowns, ""), 0);
	place_at(&x.view, SHARE, territory, NULL, place);
	place[view_axis(&x.view, "sex")] = 1;
	view_get(&x.view, place, &estimate);
	assert_int_equal(estimate.status, status);
	assert_int_equal(estimate.reason, reason);
	series_close(&x);
}

/* measure leaves out combinations of codes that never occur. */
static void
test_combinations(void **state)
{
	static const char both[] =
	    "\"breakdowns\": [[], [\"territory\", \"sex\"]],";
	static const char each[] =
	    "\"breakdowns\": [[\"territory\"], [\"sex\"]],";

	(void)state;
	check_men(
	    both, "XX-B", OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
	check_men(both, "XX", OBSERVATION_OK, REASON_NONE);
	/* Of XX-A by itself nothing is known either. */
	check_men(both, "XX-A", OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	/* Not measured together, or by nothing in particular */
	check_men(each, "XX-B", OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	check_men("", "XX-B", OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
}

static const char *
cell(const struct grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->column_count + column].text;
}

static void
fill(struct fixture *x, struct grid *grid, enum language language,
    const char *table)
{
	struct marks marks = MARKS_INIT;
	char more[2048];

	snprintf(more, sizeof(more),
	    "\"tables\": [{\"title\": " BOTH("T") ", %s}]", table);
	series_open(x, more);
	assert_int_equal(grid_fill(grid, &x->view, &x->outline->tables[0], 1,
			     language, &marks, &x->fail),
	    0);
}

/* Rows are those of the series, heads have their units. */
static void
test_statistics(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, LANGUAGE_RU,
	    "\"rows\": \"territory\", \"columns\": \"statistic\", "
	    "\"decimals\": 2");
	assert_int_equal(grid.row_count, 2);
	assert_int_equal(grid.column_count, 3);
	assert_string_equal(grid.heads[0], "Level, colleges");
	assert_string_equal(grid.heads[1], "Increase, %");
	assert_string_equal(grid.heads[2], "Change, colleges");
	assert_string_equal(cell(&grid, 0, 0), "44");
	assert_string_equal(cell(&grid, 0, 1), "+10,00");
	assert_string_equal(cell(&grid, 0, 2), "+4");
	assert_string_equal(cell(&grid, 1, 1), "−16,67");
	assert_string_equal(cell(&grid, 1, 2), "−2");
	grid_clear(&grid);
	series_close(&x);
}

/* A number that a level does not have leaves its cell empty. */
static void
test_absent_parts(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, LANGUAGE_EN,
	    "\"rows\": \"indicator\", \"show\": [\"value\", \"lower\", "
	    "\"denominator\"]");
	assert_string_equal(cell(&grid, 0, 0), "44");
	assert_string_equal(cell(&grid, 0, 1), "");
	assert_string_equal(cell(&grid, 0, 2), "");
	assert_string_equal(cell(&grid, 1, 0), "50.0");
	assert_string_equal(cell(&grid, 1, 1), "40.0");
	assert_string_equal(cell(&grid, 1, 2), "60");
	assert_string_equal(grid.heads[2], "Denominator");
	grid_clear(&grid);
	series_close(&x);
}

/* Lines of different indicators, statistics and parts. */
static void
test_lines(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, LANGUAGE_EN,
	    "\"head\": " BOTH("What") ", \"lines\": [{\"title\": " BOTH("A") ", \"indicator\": \"members\"}, {\"title\": " BOTH(
		"B") ", "
		     "\"indicator\": \"members\", \"statistic\": \"increase\"}, "
		     "{\"title\": " BOTH(
			 "C") ", \"indicator\": \"share\", \"show\": "
			      "\"numerator\", \"minus\": true}, {\"title\": " BOTH(
				  "D") ", "
				       "\"indicator\": \"share\"}], \"columns\": \"period\", "
				       "\"codes\": [\"2023\", \"2024\"]");
	assert_string_equal(grid.table.stub_head, "What");
	assert_string_equal(grid.table.subtitle, "");
	assert_int_equal(grid.row_count, 4);
	assert_string_equal(grid.stubs[3], "D");
	assert_int_equal(grid.depths[2], 1);
	assert_int_equal(grid.depths[3], 0);
	assert_string_equal(cell(&grid, 0, 0), "40");
	assert_string_equal(cell(&grid, 0, 1), "44");
	assert_string_equal(cell(&grid, 1, 0), "x");
	assert_string_equal(cell(&grid, 1, 1), "+10.0");
	assert_string_equal(cell(&grid, 2, 0), "…");
	assert_string_equal(cell(&grid, 2, 1), "−30");
	assert_string_equal(cell(&grid, 3, 1), "50.0");
	grid_clear(&grid);
	series_close(&x);
}

/* ---- sentences ---- */

#define CELLS                                                                 \
	"\"cells\": {\"all\": {}, \"grown\": {\"statistic\": \"increase\"}, " \
	"\"more\": {\"statistic\": \"change\"}, \"a\": {\"statistic\": "      \
	"\"increase\", \"territory\": \"XX-A\"}, \"less\": {\"statistic\": "  \
	"\"change\", \"territory\": \"XX-A\"}, \"first\": {\"statistic\": "   \
	"\"increase\", \"period\": \"2023\"}, \"last\": {\"over\": "          \
	"\"period\", \"pick\": \"last\"}, \"men\": {\"indicator\": "          \
	"\"share\", \"sex\": \"M\"}, \"both\": {\"indicator\": \"share\"}}"

static void
says(enum language language, const char *template, const char *expected)
{
	bool limits = false;
	struct fixture x;
	char *text;

	series_open(&x, CELLS);
	text = summary_sentence(&x.view, language, NULL, x.outline->json,
	    template, &limits, &x.fail);
	if (text == NULL)
		fail_msg("%s", x.fail.text);
	assert_string_equal(text, expected);
	free(text);
	series_close(&x);
}

static void
test_sentences(void **state)
{
	(void)state;
	says(LANGUAGE_EN, "{all.value} {grown.value} {a.value} {more.value}",
	    "44 +10.0% −16.7% +4");
	says(LANGUAGE_RU, "{grown.value}; {|a.value|}",
	    "+10,0\302\240%; 16,7\302\240%");
	says(LANGUAGE_RU, "{all.value:колледж|колледжа|колледжей}",
	    "44\302\240колледжа");
	says(LANGUAGE_EN, "{|less.value|:college|colleges}",
	    "2\302\240colleges");
	says(LANGUAGE_EN, "{more.value?* more|* fewer|as many}", "4 more");
	says(LANGUAGE_EN, "{less.value?* more|* fewer|as many}", "2 fewer");
	says(LANGUAGE_EN, "{a.value?up by *|down by *|no change}.",
	    "down by 16.7%.");
	says(LANGUAGE_EN, "{both.value-both.value?* more|* fewer|as many}",
	    "as many");
	/* «п.п.» closes the sentence. */
	says(LANGUAGE_RU, "{men.value-both.value?на *|на *|нет}.",
	    "на 10,0\302\240п.п.");
	says(LANGUAGE_EN, "{last.period}: {last.value}", "2024: 44");
	says(LANGUAGE_EN, "{first.value?* more|* fewer|as many}",
	    "A finding is left out here, for a number that it needs cannot "
	    "be given: members (2023; Increase): not applicable: there is "
	    "nothing to count or to compare with; there is no earlier period to compare with.");
}

/* ---- JSON-stat ---- */

static struct json *
write_json(struct fixture *x)
{
	char *path = strdup(fixture_path(x, "r.out.json"));
	FILE *stream = fopen(path, "w");
	struct json *json;

	assert_non_null(stream);
	message_language("en");
	assert_int_equal(
	    jsonstat_write(&x->view, LANGUAGE_EN, NULL, NULL, stream, &x->fail),
	    0);
	assert_int_equal(fclose(stream), 0);
	json = json_open(path, &x->fail);
	assert_non_null(json);
	unlink(path);
	free(path);
	return json;
}

static const struct json *
member(const struct json *node, const char *const *path)
{
	for (; *path != NULL && node != NULL; path++)
		node = json_member(node, *path);
	return node;
}

static const char *
text_at(const struct json *node, const char *const *path)
{
	struct fail f = FAIL_INIT;
	const char *text = NULL;

	assert_int_equal(json_get_text(member(node, path), NULL, &text, &f), 0);
	return text;
}

#define PATH(...)                 \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

static void
test_json(void **state)
{
	const struct json *items, *one, *values;
	struct json *json;
	struct fixture x;

	(void)state;
	series_open(&x, "");
	json = write_json(&x);
	items = member(json, PATH("link", "item"));
	/* [statistic, territory]: members; [territory]: both. */
	assert_int_equal(json_count(items), 3);
	one = json_at(items, 0);
	assert_int_equal(json_count(member(one, PATH("dimension", "territory",
						    "category", "index"))),
	    2);
	assert_int_equal(json_count(member(one, PATH("dimension", "statistic",
						    "category", "index"))),
	    3);
	assert_string_equal(
	    text_at(one, PATH("dimension", "statistic", "category", "unit",
			     "level", "label")),
	    "college");
	assert_string_equal(
	    text_at(one, PATH("dimension", "statistic", "category", "unit",
			     "increase", "symbol")),
	    "%");
	assert_int_equal(json_count(member(one, PATH("role", "metric"))), 2);
	assert_null(member(
	    one, PATH("dimension", "metric", "category", "unit", "value")));
	/* 3 periods, 3 statistics, 2 territories, 5 numbers; the first is the
	 * level of XX in 2023: value and numerator. */
	values = member(one, PATH("value"));
	assert_int_equal(json_count(values), 90);
	assert_int_equal(json_kind(json_at(values, 0)), JSON_KIND_NUMBER);
	assert_int_equal(json_kind(json_at(values, 1)), JSON_KIND_NULL);
	assert_int_equal(json_kind(json_at(values, 3)), JSON_KIND_INTEGER);
	assert_int_equal(json_kind(json_at(values, 4)), JSON_KIND_NULL);
	/* Held at the level, it has the unit of a level. */
	assert_string_equal(
	    text_at(json_at(items, 1), PATH("dimension", "metric", "category",
					   "unit", "value", "label")),
	    "college");
	json_free(json);
	series_close(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_combinations),
		cmocka_unit_test(test_statistics),
		cmocka_unit_test(test_absent_parts),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

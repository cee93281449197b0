/* test_comparison_report - a report of a comparison: units, signs, rows,
 * sentences, publication */
#include "compared_fixture.h"

#include "base/message.h"
#include "report/grid.h"
#include "report/publication.h"
#include "report/summary.h"

#define RATE 0
#define CMP 1

static const struct compared gap[] = {
	{ "XX", "difference", -30.25, FLAG_BELOW, "newcombe" },
	{ "XX", "ratio", 0.5, 0, "katz" },
	{ "XX", "p_value", 0.0001, FLAG_BELOW, "fisher" },
	{ "XX-A", "difference", 4, FLAG_ABOVE | FLAG_PARTIAL, "newcombe" },
	{ "XX-A", "ratio", 0, FLAG_PARTIAL, "katz" },
	{ "XX-A", "p_value", 0.01, FLAG_ABOVE | FLAG_PARTIAL, "fisher" },
	{ "XX-B", "difference", 0, 0, "newcombe" },
	{ "XX-B", "ratio", 0, 0, NULL },
};
static const struct compared units[] = {
	{ "XX", "heterogeneity", 60, 0, "reml" },
	{ "XX-A", "funnel_95", 50, FLAG_ABOVE, "funnel_exact" },
	{ "XX-B", "funnel_95", 50, FLAG_BELOW, "funnel_exact" },
};

#define GAP_ALL GAP("\"difference\", \"ratio\", \"p_value\"", "")
#define UNITS_ALL UNITS("\"funnel_95\", \"heterogeneity\"", "")
#define NB "\302\240"

/* The place of the comparison in a territory by index. */
static void
place_at(const struct view *v, size_t territory, const char *statistic,
    size_t place[VIEW_AXES_MAX])
{
	struct fail f = FAIL_INIT;
	size_t axis = (size_t)view_axis(v, "statistic");

	view_home(v, place);
	place[VIEW_INDICATOR] = CMP;
	place[view_axis(v, "territory")] = territory;
	assert_int_equal(
	    view_code_at(v, axis, statistic, NULL, &place[axis], &f), 0);
}

static void
check_unit(const struct view *v, const char *statistic, const char *unit,
    int decimals, bool with_sign)
{
	size_t place[VIEW_AXES_MAX];

	place_at(v, 0, statistic, place);
	assert_string_equal(view_unit(v, place), unit);
	assert_int_equal(view_decimals(v, place), decimals);
	assert_int_equal(view_signed(v, place), with_sign);
}

static void
test_view(void **state)
{
	struct fixture x;

	(void)state;
	compared_open(&x, GAP_ALL ", \"decimals\": 2", gap, COUNT_OF(gap), "");
	check_unit(&x.view, "difference", "percentage_point", 2, true);
	check_unit(&x.view, "ratio", "ratio", 2, false);
	check_unit(&x.view, "p_value", "probability", 3, false);
	check_unit(&x.view, "shrunken_rate", "percent", 2, false);
	compared_close(&x);
}

static void
check_status(const struct view *v, size_t territory, const char *statistic,
    enum observation_status status, enum observation_reason reason)
{
	size_t place[VIEW_AXES_MAX];
	struct estimate estimate;

	place_at(v, territory, statistic, place);
	view_get(v, place, &estimate);
	assert_int_equal(estimate.status, status);
	assert_int_equal(estimate.reason, reason);
}

/* Units have their statistics, all together have others. */
static void
test_units(void **state)
{
	struct fixture x;

	(void)state;
	compared_open(&x, UNITS_ALL, units, COUNT_OF(units), "");
	check_status(&x.view, 0, "heterogeneity", OBSERVATION_OK, REASON_NONE);
	check_status(&x.view, 0, "funnel_95", OBSERVATION_NOT_APPLICABLE,
	    REASON_DECLARED);
	check_status(&x.view, 1, "funnel_95", OBSERVATION_OK, REASON_NONE);
	check_status(&x.view, 1, "heterogeneity", OBSERVATION_NOT_APPLICABLE,
	    REASON_DECLARED);
	check_status(&x.view, 1, "shrunken_rate", OBSERVATION_NOT_APPLICABLE,
	    REASON_DECLARED);
	compared_close(&x);
}

/* ---- tables ---- */

static const char *
cell(const struct grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->column_count + column].text;
}

static const char *
sign(const struct grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->column_count + column].sign;
}

static void
fill(struct fixture *x, struct grid *grid, const char *comparison,
    const struct compared *rows, size_t count, const char *table)
{
	struct marks marks = MARKS_INIT;
	char more[2048];

	message_language("en");
	snprintf(more, sizeof(more),
	    "\"intervals_in_text\": false, \"tables\": [{\"title\": " BOTH(
		"T") ", %s}]",
	    table);
	compared_open(x, comparison, rows, count, more);
	assert_int_equal(grid_fill(grid, &x->view, &x->outline->tables[0], 1,
			     LANGUAGE_EN, &marks, &x->fail),
	    0);
}

#define OF_CMP "\"at\": {\"indicator\": \"cmp\"}"

static void
test_signs(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, GAP_ALL, gap, COUNT_OF(gap),
	    "\"rows\": \"territory\", \"columns\": \"statistic\", " OF_CMP);
	assert_string_equal(grid.heads[0], "Difference, pp");
	assert_string_equal(grid.heads[1], "Ratio");
	assert_string_equal(grid.heads[2], "p");
	assert_string_equal(cell(&grid, 0, 0), "−30.3");
	assert_string_equal(sign(&grid, 0, 0), NB "▼");
	assert_string_equal(cell(&grid, 0, 1), "0.50");
	assert_string_equal(cell(&grid, 0, 2), "<" NB "0.001");
	assert_string_equal(sign(&grid, 0, 2), "");
	assert_string_equal(sign(&grid, 1, 0), NB "▲¹)");
	/* No dash: that there is no difference is no "no such case". */
	assert_string_equal(cell(&grid, 1, 1), "0.00");
	assert_string_equal(cell(&grid, 2, 0), "0.0");
	assert_string_equal(cell(&grid, 2, 1), "(c)");
	assert_null(grid.table.note);
	assert_string_equal(grid.table.foot,
	    "▲ above, ▼ below; the difference is more than chance explains.");
	assert_null(grid.table.empty);
	grid_clear(&grid);
	compared_close(&x);
}

/* All figures have it: still a sign at each. */
static void
test_no_common(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, GAP_ALL, gap, COUNT_OF(gap),
	    "\"rows\": \"territory\", \"row_codes\": [\"XX-A\"], "
	    "\"columns\": \"statistic\", \"codes\": [\"difference\", "
	    "\"p_value\"], " OF_CMP);
	assert_string_equal(sign(&grid, 0, 0), NB "▲");
	assert_string_equal(grid.table.note, "All figures: incomplete data.");
	assert_string_equal(grid.table.foot,
	    "▲ above; the difference is more than chance explains.");
	grid_clear(&grid);
	compared_close(&x);
}

/* At the limit that is passed; at the target where no limit is shown. */
static void
test_funnel(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, UNITS_ALL, units, COUNT_OF(units),
	    "\"rows\": \"territory\", \"levels\": \"region\", \"show\": "
	    "[\"value\", \"lower\", \"upper\"], \"at\": {\"indicator\": "
	    "\"cmp\", \"statistic\": \"funnel_95\"}");
	assert_string_equal(sign(&grid, 0, 0), "");
	assert_string_equal(sign(&grid, 0, 1), "");
	assert_string_equal(sign(&grid, 0, 2), NB "▲");
	assert_string_equal(sign(&grid, 1, 1), NB "▼");
	assert_string_equal(sign(&grid, 1, 2), "");
	assert_string_equal(grid.table.foot,
	    "▲ the share is above, ▼ below the limits of chance.");
	grid_clear(&grid);
	compared_close(&x);
	fill(&x, &grid, UNITS_ALL, units, COUNT_OF(units),
	    "\"rows\": \"territory\", \"row_codes\": [\"XX-B\"], \"columns\": "
	    "\"statistic\", \"codes\": [\"funnel_95\"], " OF_CMP);
	assert_string_equal(sign(&grid, 0, 0), NB "▼");
	assert_string_equal(
	    grid.table.foot, "▼ the share is below the limits of chance.");
	grid_clear(&grid);
	compared_close(&x);
}

static void
test_heads(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, GAP_ALL, gap, COUNT_OF(gap),
	    "\"rows\": \"territory\", \"show\": [\"value\", \"upper\", "
	    "\"denominator\"], " OF_CMP);
	assert_string_equal(grid.heads[0], "Value, pp");
	assert_string_equal(grid.heads[1], "Upper limit, pp");
	assert_string_equal(grid.heads[2], "Denominator");
	assert_string_equal(cell(&grid, 0, 1), "−29.3");
	assert_string_equal(cell(&grid, 0, 2), "");
	grid_clear(&grid);
	compared_close(&x);
	fill(&x, &grid, GAP_ALL ", \"short\": " BOTH("Gap"), gap, COUNT_OF(gap),
	    "\"rows\": \"statistic\", " OF_CMP);
	assert_string_equal(grid.heads[0], "Gap, pp");
	assert_int_equal(grid.row_count, 3);
	assert_string_equal(grid.stubs[0], "Difference, pp");
	assert_string_equal(grid.stubs[1], "Ratio");
	grid_clear(&grid);
	compared_close(&x);
}

/* Rows whose cell is above, rows with few people, none of them. */
static void
test_rows(void **state)
{
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, GAP_ALL, gap, COUNT_OF(gap),
	    "\"rows\": \"territory\", \"show\": [\"denominator\", \"value\"], "
	    "\"only\": {\"indicator\": \"cmp\", \"flag\": [\"above\", "
	    "\"below\"]}");
	assert_int_equal(grid.row_count, 2);
	assert_string_equal(grid.stubs[0], "Country");
	assert_string_equal(grid.stubs[1], "Altai");
	assert_string_equal(cell(&grid, 1, 0), "40");
	assert_null(grid.table.foot);
	grid_clear(&grid);
	compared_close(&x);
	fill(&x, &grid, GAP_ALL, gap, COUNT_OF(gap),
	    "\"rows\": \"territory\", \"below\": {\"show\": \"denominator\", "
	    "\"value\": 40}");
	assert_int_equal(grid.row_count, 1);
	assert_string_equal(grid.stubs[0], "Buryatia");
	grid_clear(&grid);
	compared_close(&x);
}

static void
check_empty(const char *table, const char *expected)
{
	struct fixture x;
	struct grid grid;

	fill(&x, &grid, GAP_ALL, gap, COUNT_OF(gap), table);
	assert_int_equal(grid.row_count, 0);
	assert_string_equal(grid.table.empty, expected);
	grid_clear(&grid);
	compared_close(&x);
}

static void
test_no_rows(void **state)
{
	(void)state;
	check_empty("\"rows\": \"territory\", \"below\": {\"value\": 0.5}",
	    "There is none: no number is below 0.5.");
	check_empty("\"rows\": \"territory\", \"only\": {\"statistic\": "
		    "\"ratio\", \"flag\": \"above\"}, " OF_CMP,
	    "There is none: no published figure differs by more than chance "
	    "explains.");
	check_empty("\"rows\": \"territory\", \"only\": {\"statistic\": "
		    "\"ratio\", \"flag\": \"revised\"}, " OF_CMP,
	    "There is none.");
	check_empty("\"rows\": \"territory\", \"only\": {\"flag\": "
		    "\"above\"}, \"below\": {\"value\": 3}, " OF_CMP,
	    "There is none.");
}

/* ---- sentences ---- */

#define CELLS                                                               \
	"\"cells\": {\"all\": {\"indicator\": \"cmp\"}, \"a\": "            \
	"{\"indicator\": \"cmp\", \"territory\": \"XX-A\"}, \"b\": "        \
	"{\"indicator\": \"cmp\", \"territory\": \"XX-B\"}, \"none\": "     \
	"{\"indicator\": \"cmp\", \"territory\": \"XX-B\", \"statistic\": " \
	"\"ratio\"}, \"ratio\": {\"indicator\": \"cmp\", \"statistic\": "   \
	"\"ratio\"}, \"p\": {\"indicator\": \"cmp\", \"statistic\": "       \
	"\"p_value\"}}"

static char *
write_sentence(struct fixture *x, const char *template)
{
	bool limits = false;

	message_language("en");
	compared_open(x, GAP_ALL, gap, COUNT_OF(gap), CELLS);
	return summary_sentence(&x->view, LANGUAGE_EN, NULL, x->outline->json,
	    template, &limits, &x->fail);
}

static void
says(const char *template, const char *expected)
{
	struct fixture x;
	char *text = write_sentence(&x, template);

	if (text == NULL)
		fail_msg("%s", x.fail.text);
	assert_string_equal(text, expected);
	free(text);
	compared_close(&x);
}

static void
refuses(const char *template)
{
	struct fixture x;

	assert_null(write_sentence(&x, template));
	assert_int_equal(x.fail.status, FAIL_USAGE);
	compared_close(&x);
}

/* A finding is no caveat: nothing is noted of it. */
static void
test_sentences(void **state)
{
	(void)state;
	says("{all.value} {|all.value|} {ratio.value} {p.value}",
	    "−30.3" NB "pp 30.3" NB "pp 0.50 <" NB "0.001");
	says("{all.flag?more|less|as much} {b.flag?more|less|as much}",
	    "less as much");
	says("{a.flag?more|less|as much}", "more");
	says("A{b.flag?, more|, less|}{b.flag?||, as much}.", "A, as much.");
	says("{all.value?up by *|down by *|no change}", "down by 30.3" NB "pp");
	says("{none.flag?more|less|as much}",
	    "A finding is left out here, for a number that it needs cannot "
	    "be given: cmp (2024; Buryatia; Ratio): confidential, withheld to "
	    "protect persons; would reveal another withheld number.");
	refuses("{all.flag}");
	refuses("{all.flag?more|less}");
	refuses("{all.flag?more|less|as much|else}");
	refuses("{nobody.flag?more|less|as much}");
}

/* «п.п.» ends a sentence also before what is empty. */
static void
test_abbreviation(void **state)
{
	bool limits = false;
	struct fixture x;
	char *text;

	(void)state;
	compared_open(&x, GAP_ALL, gap, COUNT_OF(gap), CELLS);
	text = summary_sentence(&x.view, LANGUAGE_RU, NULL, x.outline->json,
	    "{b.value}{b.flag?, да|, да|}. {b.value} и{b.flag?||}.", &limits,
	    &x.fail);
	assert_string_equal(text, "0,0" NB "п.п. 0,0" NB "п.п. и.");
	free(text);
	compared_close(&x);
}

/* ---- publication ---- */

static bool
restricted(const char *comparison, const char *level, const char *indicators,
    const struct compared *rows, size_t count, struct publication *p)
{
	struct fixture x;
	bool found;

	compared_start(&x, comparison, level, indicators, rows, count, "");
	found = publication_restricted(&x.view, p);
	if (found && p->reason == PUBLICATION_SENSITIVE) {
		assert_string_equal(p->dimensions[0]->name, "sex");
		assert_string_equal(p->dimensions[1]->name, "territory");
	}
	compared_close(&x);
	return found;
}

/* The rate knows that sex is sensitive, and the gap is by sex. */
static void
test_sensitive(void **state)
{
	struct publication p;

	(void)state;
	assert_true(restricted(GAP_ALL, "city", "\"cmp\"", gap, 3, &p));
	assert_int_equal(p.reason, PUBLICATION_SENSITIVE);
	assert_false(restricted(GAP_ALL, "region", "\"cmp\"", gap, 3, &p));
	assert_false(restricted(
	    PERIODS("\"difference\"", ""), "city", "\"cmp\"", gap, 1, &p));
	assert_false(restricted(UNITS_ALL, "city", "\"cmp\"", units, 3, &p));
}

/* What is withheld with the rate is not linked with it, but a comparison of
 * small groups beside large ones is. */
static void
test_withheld(void **state)
{
	struct publication p;

	(void)state;
	assert_false(restricted(
	    GAP_ALL, "region", "\"rate\", \"cmp\"", gap, COUNT_OF(gap), &p));
	assert_false(restricted(PERIODS("\"ratio\"", ""), "city", "\"cmp\"",
	    gap, COUNT_OF(gap), &p));
}

/* What is shown of one unit, or of one test in a family, is computed from those
 * that are withheld, too. */
static void
test_family(void **state)
{
	static const struct compared some[] = {
		{ "XX-A", "funnel_95", 1, 0, "funnel_exact" },
		{ "XX-B", "funnel_95", 0, 0, NULL },
	};
	struct publication p;

	(void)state;
	assert_true(restricted(UNITS("\"funnel_95\"", ""), "region", "\"cmp\"",
	    some, COUNT_OF(some), &p));
	assert_int_equal(p.reason, PUBLICATION_FAMILY);
	assert_false(restricted(
	    UNITS("\"funnel_95\"", ""), "region", "\"cmp\"", some, 1, &p));
	assert_true(restricted(GAP("\"difference\", \"p_adjusted\"", ""),
	    "region", "\"cmp\"", gap, COUNT_OF(gap), &p));
	assert_int_equal(p.reason, PUBLICATION_FAMILY);
	assert_false(restricted(GAP("\"difference\", \"p_adjusted\"",
				    ", \"adjust\": \"bonferroni\""),
	    "region", "\"cmp\"", gap, COUNT_OF(gap), &p));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_view),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_no_common),
		cmocka_unit_test(test_funnel),
		cmocka_unit_test(test_heads),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_no_rows),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_abbreviation),
		cmocka_unit_test(test_sensitive),
		cmocka_unit_test(test_withheld),
		cmocka_unit_test(test_family),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_grid - tables filled with figures */
#include "report_fixture.h"

#include "report/grid.h"

static void
fill(struct fixture *x, struct grid *grid, struct marks *marks,
    const char *settings, const char *table)
{
	char report[1024];

	snprintf(report, sizeof(report),
	    REPORT_HEAD "\"breakdowns\": [[\"territory\"]], %s \"tables\": "
			"[{\"title\": " BOTH("T") ", %s}]}",
	    settings, table);
	fixture_open(x, report);
	assert_int_equal(grid_fill(grid, &x->view, &x->outline->tables[0], 7,
			     LANGUAGE_EN, marks, &x->fail),
	    0);
}

static const char *
cell(const struct grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->column_count + column].text;
}

/* Territories by years; A carries the flag "revised". */
static void
test_axes(void **state)
{
	struct marks marks = MARKS_INIT;
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, &marks, "\"intervals_in_text\": false,",
	    "\"rows\": \"territory\", \"columns\": \"period\"");
	assert_string_equal(grid.table.title, "Table 7. T");
	assert_string_equal(grid.table.subtitle, "");
	assert_int_equal(grid.table.rows, 3);
	assert_int_equal(grid.table.columns, 2);
	assert_string_equal(grid.heads[1], "2024");
	assert_string_equal(grid.stubs[1], "Altai");
	assert_int_equal(grid.depths[0], 0);
	assert_int_equal(grid.depths[1], 1);
	assert_string_equal(cell(&grid, 0, 0), "50.0");
	assert_string_equal(cell(&grid, 1, 1), "75.0");
	assert_string_equal(cell(&grid, 2, 0), "40.0");
	assert_string_equal(cell(&grid, 2, 1), "(c)");
	assert_string_equal(grid.cells[1 * 2].sign, "¹)");
	assert_string_equal(grid.cells[0].sign, "");
	assert_int_equal(marks.flag_count, 1);
	assert_true(marks.statuses[OBSERVATION_CONFIDENTIAL]);
	assert_false(marks.zero);
	assert_false(marks.brackets);
	assert_false(marks.limits);
	grid_clear(&grid);
	fixture_close(&x);
}

/* Columns that no axis makes: their parts and places differ. */
static void
test_columns(void **state)
{
	struct marks marks = MARKS_INIT;
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, &marks, "\"intervals_in_text\": false,",
	    "\"rows\": \"territory\", \"levels\": \"region\", "
	    "\"columns\": [{\"title\": " BOTH(
		"People") ", \"show\": "
			  "\"denominator\", \"period\": \"2023\"}, {\"title\": " BOTH(
			      "Share, %") ", \"period\": \"2024\"}]");
	assert_int_equal(grid.table.rows, 2);
	assert_int_equal(grid.table.columns, 2);
	assert_string_equal(grid.heads[0], "People");
	assert_string_equal(grid.heads[1], "Share, %");
	assert_string_equal(grid.stubs[0], "Altai");
	assert_string_equal(cell(&grid, 0, 0), "50");
	assert_string_equal(cell(&grid, 0, 1), "75.0");
	assert_string_equal(cell(&grid, 1, 1), "(c)");
	/* what the columns choose is not said of the whole table */
	assert_string_equal(grid.table.subtitle, "");
	grid_clear(&grid);
	fixture_close(&x);
}

/* An earlier period is named; the limits stand beside the value. */
static void
test_parts(void **state)
{
	struct marks marks = MARKS_INIT;
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, &marks, "\"intervals_in_text\": true,",
	    "\"rows\": \"territory\", \"levels\": \"region\", "
	    "\"show\": [\"denominator\", \"value\"], "
	    "\"at\": {\"period\": \"2023\"}, \"decimals\": 2");
	assert_string_equal(grid.table.subtitle, "Period: 2023");
	assert_int_equal(grid.table.rows, 2);
	assert_string_equal(grid.heads[0], "Denominator");
	assert_string_equal(grid.heads[1], "Value, %");
	assert_string_equal(cell(&grid, 0, 0), "50");
	assert_string_equal(cell(&grid, 0, 1), "60.00 [59.00; 61.00]");
	assert_int_equal(grid.depths[0], 0);
	assert_true(marks.brackets);
	assert_false(marks.limits);
	grid_clear(&grid);
	fixture_close(&x);
}

/* The definition names its parts; a limit that is shown is marked. */
static void
test_titles(void **state)
{
	static const struct title short_title = { { "Доля", "Share" } };
	static const struct title people = { { "Работают", "Employed" } };
	const char *const table = "\"rows\": \"territory\", \"show\": "
				  "[\"numerator\", \"denominator\", "
				  "\"value\", \"lower\"]";
	struct marks marks = MARKS_INIT, none = MARKS_INIT;
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, &marks, "", table);
	assert_string_equal(grid.heads[0], "Numerator");
	assert_true(marks.limits);
	grid_clear(&grid);
	x.definitions.items[0]->short_title = short_title;
	x.definitions.items[0]->numerator.title = people;
	assert_int_equal(grid_fill(&grid, &x.view, &x.outline->tables[0], 7,
			     LANGUAGE_RU, &none, &x.fail),
	    0);
	assert_string_equal(grid.heads[0], "Работают");
	assert_string_equal(grid.heads[1], "Denominator");
	assert_string_equal(grid.heads[2], "Доля, %");
	grid_clear(&grid);
	fixture_close(&x);
}

/* Codes in the order that the outline gives; one without data is missing. */
static void
test_codes(void **state)
{
	struct marks marks = MARKS_INIT;
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, &marks, "",
	    "\"rows\": \"period\", \"columns\": \"territory\", "
	    "\"codes\": [\"XX-C\", \"XX\"], \"row_codes\": [\"2024\"], "
	    "\"show\": \"numerator\"");
	assert_string_equal(cell(&grid, 0, 0), "…");
	assert_string_equal(cell(&grid, 0, 1), "60");
	assert_string_equal(grid.heads[0], "Crimea");
	assert_true(marks.statuses[OBSERVATION_MISSING]);
	grid_clear(&grid);
	fixture_close(&x);
}

/* A flag that all figures have is told in a line, not at each of them. */
static void
test_common_flag(void **state)
{
	struct marks marks = MARKS_INIT;
	struct fixture x;
	struct grid grid;

	(void)state;
	fill(&x, &grid, &marks, "",
	    "\"rows\": \"territory\", \"row_codes\": [\"XX-A\"], "
	    "\"columns\": \"period\"");
	assert_string_equal(grid.table.note, "All figures: revised.");
	assert_string_equal(grid.cells[0].sign, "");
	assert_string_equal(grid.cells[1].sign, "");
	assert_int_equal(marks.flag_count, 0);
	grid_clear(&grid);
	fixture_close(&x);
	/* One of them has it not. */
	fill(&x, &grid, &marks, "",
	    "\"rows\": \"territory\", \"row_codes\": [\"XX-A\", \"XX-B\"], "
	    "\"columns\": \"period\"");
	assert_null(grid.table.note);
	assert_string_equal(grid.cells[0].sign, "¹)");
	grid_clear(&grid);
	fixture_close(&x);
	/* One figure beside one that is withheld: no line for it. */
	fill(&x, &grid, &marks, "",
	    "\"rows\": \"territory\", \"row_codes\": [\"XX-A\", \"XX-B\"], "
	    "\"columns\": \"period\", \"codes\": [\"2024\"]");
	assert_null(grid.table.note);
	assert_string_equal(grid.cells[0].sign, "¹)");
	assert_string_equal(grid.cells[1].text, "(c)");
	grid_clear(&grid);
	fixture_close(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axes),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_common_flag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

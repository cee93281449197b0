/* test_view - observations by axis and code */
#include "report_fixture.h"

#define REPORT REPORT_HEAD "\"breakdowns\": [[\"territory\"]]}"

static void
test_axes(void **state)
{
	static const char *names[] = { "region" };
	const struct outline_list all = { 0 }, regions = { 1, names, NULL };
	struct fixture x;
	size_t place[VIEW_AXES_MAX];

	(void)state;
	fixture_open(&x, REPORT);
	assert_int_equal(x.view.axis_count, 3);
	assert_int_equal(view_axis(&x.view, "indicator"), VIEW_INDICATOR);
	assert_int_equal(view_axis(&x.view, "period"), VIEW_PERIOD);
	assert_int_equal(view_axis(&x.view, "territory"), VIEW_DIMENSIONS);
	assert_int_equal(view_axis(&x.view, "sex"), -1);
	/* 1999 belongs to an indicator that is not shown. */
	assert_int_equal(x.view.axes[VIEW_PERIOD].shown_count, 2);
	/* Crimea does not occur. */
	assert_int_equal(x.view.axes[2].shown_count, 3);
	assert_int_equal(x.view.axes[2].code_count, 4);
	view_home(&x.view, place);
	assert_string_equal(
	    view_code_title(&x.view, 1, place[1], LANGUAGE_EN), "2024");
	assert_string_equal(
	    view_code_title(&x.view, 2, place[2], LANGUAGE_RU), "Country");
	assert_string_equal(
	    view_code_title(&x.view, 0, 0, LANGUAGE_RU), "Rate");
	assert_string_equal(view_axis_title(&x.view, 2, LANGUAGE_EN), "Place");
	assert_string_equal(view_axis_title(&x.view, 1, LANGUAGE_EN), "Period");
	assert_true(view_has_level(&x.view, 2, 1, &all));
	assert_true(view_has_level(&x.view, 2, 1, &regions));
	assert_false(view_has_level(&x.view, 2, place[2], &regions));
	assert_false(view_has_level(&x.view, 1, 0, &regions));
	fixture_close(&x);
}

static void
test_cells(void **state)
{
	struct fixture x;
	struct estimate e;
	size_t place[VIEW_AXES_MAX];
	double number;

	(void)state;
	fixture_open(&x, REPORT);
	view_home(&x.view, place);
	view_get(&x.view, place, &e);
	assert_int_equal(e.numerator, 60);
	assert_true(view_part(&e, PART_VALUE, &number));
	assert_float_equal(number, 50, 0);
	assert_true(view_part(&e, PART_LOWER, &number));
	assert_float_equal(number, 49, 0);
	assert_true(view_part(&e, PART_UPPER, &number));
	assert_float_equal(number, 51, 0);
	assert_true(view_part(&e, PART_NUMERATOR, &number));
	assert_float_equal(number, 60, 0);
	assert_true(view_part(&e, PART_DENOMINATOR, &number));
	assert_float_equal(number, 120, 0);
	place[VIEW_PERIOD] = 0;
	place[2] = 2;
	view_get(&x.view, place, &e);
	assert_int_equal(e.numerator, 20);
	place[2] = 3; /* no such row */
	view_get(&x.view, place, &e);
	assert_int_equal(e.status, OBSERVATION_MISSING);
	assert_int_equal(e.reason, REASON_NOT_IN_SOURCE);
	assert_false(view_part(&e, PART_VALUE, &number));
	fixture_close(&x);
}

static void
test_period(void **state)
{
	struct fixture x;
	struct estimate e;
	size_t place[VIEW_AXES_MAX];

	(void)state;
	fixture_open(&x, REPORT);
	assert_int_equal(view_period(&x.view, NULL, &x.fail), 0);
	view_home(&x.view, place);
	view_get(&x.view, place, &e);
	assert_int_equal(e.numerator, 60);
	assert_int_equal(view_period(&x.view, "2023", &x.fail), 0);
	view_home(&x.view, place);
	view_get(&x.view, place, &e);
	assert_int_equal(e.numerator, 50);
	/* Of an indicator that is not shown. */
	assert_int_equal(view_period(&x.view, "1999", &x.fail), -1);
	assert_int_equal(x.fail.status, FAIL_USAGE);
	assert_non_null(strstr(x.fail.text, "\"1999\""));
	assert_non_null(strstr(x.fail.text, "2023, 2024"));
	fixture_close(&x);
}

static void
refused(const char *report, const char *why)
{
	struct fixture x;

	assert_int_equal(fixture_start(&x, report), -1);
	assert_int_equal(x.fail.status, FAIL_USAGE);
	if (strstr(x.fail.text, why) == NULL)
		fail_msg("%s: %s", x.fail.text, why);
	fixture_close(&x);
}

static void
test_refused(void **state)
{
	(void)state;
	refused(REPORT_START "\"breakdowns\": [[\"territory\"]]}", "totals");
	refused(REPORT_HEAD "\"breakdowns\": [[\"sex\"]]}",
	    "/breakdowns/0: the observations have no dimension \"sex\"");
	refused(REPORT_HEAD "\"breakdowns\": [[\"period\"]]}",
	    "\"period\" is no dimension");
	refused(REPORT_HEAD "\"breakdowns\": [[\"territory\"]], "
			    "\"geo\": [\"indicator\"]}",
	    "\"indicator\" is no dimension");
	refused(REPORT_HEAD "\"breakdowns\": [[\"territory\"]], "
			    "\"cells\": {\"a\": {\"period\": \"1999\"}}}",
	    "/cells/a/period: \"1999\" is no code of \"period\"");
	refused(REPORT_HEAD
	    "\"breakdowns\": [[\"territory\"]], \"cells\": "
	    "{\"a\": {\"over\": \"b\", \"pick\": \"maximum\"}}}",
	    "no dimension \"b\"");
	refused(REPORT_HEAD "\"breakdowns\": [[\"territory\"]], \"tables\": "
			    "[{\"title\": " BOTH("t") ", \"rows\": \"age\"}]}",
	    "/tables/0: the observations have no dimension \"age\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axes),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_period),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_compared - what a comparison takes from the rates that it compares */
#include "compared_fixture.h"

#include "report/compared.h"

#define RATE 0
#define CMP 1

static const struct compared rows[] = {
	{ "XX-A", "value_added", 3, 0, "value_added" },
};

static void
test_units(void **state)
{
	const struct definition *rate, *cmp;
	struct fixture x;

	(void)state;
	compared_open(&x,
	    UNITS("\"value_added\"", ", \"strata\": {\"dimension\": \"sex\"}"),
	    rows, 1, "");
	rate = x.view.indicators[RATE];
	cmp = x.view.indicators[CMP];
	assert_ptr_equal(compared_subject(cmp), rate);
	assert_ptr_equal(compared_subject(rate), rate);
	assert_string_equal(compared_dimension(cmp)->name, "territory");
	assert_null(compared_dimension(rate));
	assert_string_equal(compared_stratum(cmp)->name, "sex");
	assert_null(compared_stratum(rate));
	assert_true(
	    compared_breakdown_has(cmp, &cmp->breakdowns[0], "territory"));
	assert_false(compared_breakdown_has(cmp, &cmp->breakdowns[0], "sex"));
	assert_false(
	    compared_breakdown_has(rate, &rate->breakdowns[0], "territory"));
	compared_close(&x);
}

static void
test_periods(void **state)
{
	struct fixture x;

	(void)state;
	compared_open(&x, PERIODS("\"ratio\"", ""), rows, 1, "");
	assert_null(compared_dimension(x.view.indicators[CMP]));
	assert_null(compared_stratum(x.view.indicators[CMP]));
	compared_close(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_periods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

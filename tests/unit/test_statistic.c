/* statistic: the names of the registry "statistics" */
#include "unit.h"

#include "measure/statistic.h"

static void
test_names(void **state)
{
	enum statistic found;
	int i;

	(void)state;
	for (i = 0; i < STATISTICS; i++) {
		assert_true(
		    statistic_find(statistic_name((enum statistic)i), &found));
		assert_int_equal(found, i);
	}
	assert_false(statistic_find("mean", &found));
	assert_false(statistic_find("", &found));
}

static void
test_kinds(void **state)
{
	(void)state;
	assert_int_equal(statistic_unit(STATISTIC_LEVEL), STATISTIC_UNIT_LEVEL);
	assert_null(statistic_unit_name(STATISTIC_SEN_SLOPE));
	assert_string_equal(
	    statistic_unit_name(STATISTIC_GROWTH_RATE), "percent");
	assert_string_equal(
	    statistic_unit_name(STATISTIC_RATE_PART), "percentage_point");
	assert_string_equal(
	    statistic_unit_name(STATISTIC_P_VALUE), "probability");
	assert_true(statistic_of_series(STATISTIC_CHANGE_OVERLAP));
	assert_false(statistic_of_series(STATISTIC_DIFFERENCE));
	assert_true(statistic_of_strata(STATISTIC_COMMON_ODDS_RATIO));
	assert_true(statistic_of_strata(STATISTIC_STANDARDISED_RATE));
	assert_false(statistic_of_strata(STATISTIC_P_VALUE));
	assert_false(statistic_of_strata(STATISTIC_SHRUNKEN_RATE));
	assert_true(statistic_of_all_units(STATISTIC_OVERDISPERSION));
	assert_true(statistic_of_all_units(STATISTIC_HETEROGENEITY));
	assert_false(statistic_of_all_units(STATISTIC_STANDARDISED_RATE));
	assert_true(statistic_since_first(STATISTIC_CAGR));
	assert_true(statistic_since_first(STATISTIC_BREAK_P_VALUE));
	assert_false(statistic_since_first(STATISTIC_INCREASE));
	assert_false(statistic_since_first(STATISTIC_CHANGE));
	assert_true(statistic_change(STATISTIC_CHANGE_OVERLAP));
	assert_false(statistic_change(STATISTIC_INCREASE));
	assert_string_equal(statistic_method(STATISTIC_LEVEL), "count");
	assert_string_equal(statistic_method(STATISTIC_INCREASE), "growth");
	assert_string_equal(statistic_method(STATISTIC_CAGR), "cagr");
	assert_string_equal(statistic_method(STATISTIC_TREND), "log_linear");
	assert_string_equal(
	    statistic_method(STATISTIC_CHANGE_LEAVERS), "difference");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

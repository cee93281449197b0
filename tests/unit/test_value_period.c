#include "unit.h"

#include "value/value_period.h"

static void
reads_periods(void **state)
{
	static const struct {
		const char *text, *period;
		enum period_kind kind;
	} good[] = {
		{ "2022", "2022", PERIOD_YEAR },
		{ "2022 г.", "2022", PERIOD_YEAR },
		{ "2022 год", "2022", PERIOD_YEAR },
		{ "2022,0", "2022", PERIOD_YEAR },
		{ "I кв. 2022", "2022-Q1", PERIOD_QUARTER },
		{ "IV кв. 2022 г.", "2022-Q4", PERIOD_QUARTER },
		{ "1 квартал 2022 г.", "2022-Q1", PERIOD_QUARTER },
		{ "2-й квартал 2022 года", "2022-Q2", PERIOD_QUARTER },
		{ "3й квартал 2022", "2022-Q3", PERIOD_QUARTER },
		{ "2022-Q3", "2022-Q3", PERIOD_QUARTER },
		{ "Q3 2022", "2022-Q3", PERIOD_QUARTER },
		{ "3Q2022", "2022-Q3", PERIOD_QUARTER },
		{ "2022 II квартал", "2022-Q2", PERIOD_QUARTER },
		{ "I полугодие 2022 г.", "2022-S1", PERIOD_HALF },
		{ "2 полугодие 2022", "2022-S2", PERIOD_HALF },
		{ "март 2022 г.", "2022-03", PERIOD_MONTH },
		{ "2022 декабрь", "2022-12", PERIOD_MONTH },
		{ "мар. 2022", "2022-03", PERIOD_MONTH },
		{ "Mar 2022", "2022-03", PERIOD_MONTH },
		{ "03.2022", "2022-03", PERIOD_MONTH },
		{ "3/2022", "2022-03", PERIOD_MONTH },
		{ "2022-03", "2022-03", PERIOD_MONTH },
		{ "2022/03", "2022-03", PERIOD_MONTH },
		{ "2013/2014", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2013-2014", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2013 – 2014 гг.", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2013/14", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2013-14", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2013/14 уч. г.", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2013/2014 учебный год", "2013/2014", PERIOD_SCHOOL_YEAR },
		{ "2011-12 уч. год", "2011/2012", PERIOD_SCHOOL_YEAR },
		{ "2011/12", "2011/2012", PERIOD_SCHOOL_YEAR },
		{ "1999/00", "1999/2000", PERIOD_SCHOOL_YEAR },
		/* only a school year has the next one behind it */
		{ "2011-11", "2011-11", PERIOD_MONTH },
		{ "2011-12", "2011-12", PERIOD_OPEN },
	};
	static const char *const bad[] = { "", "22", "20222", "2022-13",
		"2022-00", "2013/2015", "2013-15", "V кв. 2022", "5 кв. 2022",
		"3 полугодие 2022", "кв. 2022", "I кв.", "март", "марта 22",
		"2022 март апрель", "13.2022", "0.2022", "2022-2021",
		"01.03.2022", "2022-Q5", "2022 2023", "1 2022", "за 2022",
		"2011-13 уч. год", "1799", "2200", "- - -", "2022-",
		"1 2 3 4 5 6 7 8" };
	char period[PERIOD_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		enum period_kind kind = period_scan(
		    good[i].text, strlen(good[i].text), PERIOD_OPEN, period);

		if (kind != good[i].kind)
			fail_msg("%s: %d", good[i].text, (int)kind);
		assert_string_equal(period, good[i].period);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (period_scan(bad[i], strlen(bad[i]), PERIOD_OPEN, period) !=
		    PERIOD_NONE)
			fail_msg("\"%s\" was read as %s", bad[i], period);
}

static void
settles_open_ones(void **state)
{
	char period[PERIOD_TEXT];

	(void)state;
	assert_int_equal(
	    period_scan("2011-12", 7, PERIOD_MONTH, period), PERIOD_MONTH);
	assert_string_equal(period, "2011-12");
	assert_int_equal(period_scan("2011-12", 7, PERIOD_SCHOOL_YEAR, period),
	    PERIOD_SCHOOL_YEAR);
	assert_string_equal(period, "2011/2012");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_periods),
		cmocka_unit_test(settles_open_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_unit - numbers with their units */
#include "unit.h"

#include "report/unit.h"

#define NB "\302\240"

static const char *
text(enum language language, const char *unit, double number, int defined,
    bool with_sign)
{
	static char to[FIGURE_TEXT];
	enum unit one = unit_find(unit);

	unit_text(
	    to, language, one, number, unit_decimals(one, defined), with_sign);
	return to;
}

static const char *
figure(const char *unit, double number, int decimals)
{
	static char to[FIGURE_TEXT];

	unit_figure(to, LANGUAGE_RU, unit_find(unit), number, decimals, false);
	return to;
}

static void
test_text(void **state)
{
	const enum language ru = LANGUAGE_RU, en = LANGUAGE_EN;

	(void)state;
	assert_string_equal(
	    text(ru, "percent", 66.648937, 1, false), "66,6" NB "%");
	assert_string_equal(text(en, "percent", -7, 1, true), "−7.0%");
	assert_string_equal(text(ru, "percent", 7, 1, true), "+7,0" NB "%");
	assert_string_equal(
	    text(ru, "percentage_point", -5.36, 1, true), "−5,4" NB "п.п.");
	assert_string_equal(
	    text(en, "percentage_point", 5.36, 2, true), "+5.36" NB "pp");
	assert_string_equal(text(ru, "ratio", 0.906, 1, false), "0,91");
	assert_string_equal(text(en, "score", -2.345, 1, true), "−2.35");
	assert_string_equal(
	    text(ru, "per_1000", 12.04, 1, false), "12,0" NB "на" NB "1000");
	assert_string_equal(
	    text(en, "per_100000", 3, 1, false), "3.0 per" NB "100,000");
	assert_string_equal(text(ru, "person", 12345, 1, false), "12" NB "345");
}

/* What would be shown as 0 is not 0. */
static void
test_probability(void **state)
{
	(void)state;
	assert_string_equal(
	    text(LANGUAGE_RU, "probability", 0.0123, 1, false), "0,012");
	assert_string_equal(
	    text(LANGUAGE_EN, "probability", 1, 1, false), "1.000");
	assert_string_equal(
	    text(LANGUAGE_RU, "probability", 0.0005, 1, false), "0,001");
	assert_string_equal(
	    text(LANGUAGE_RU, "probability", 0.0004, 1, false), "<" NB "0,001");
	assert_string_equal(
	    text(LANGUAGE_EN, "probability", 0, 1, false), "<" NB "0.001");
}

static void
test_figure(void **state)
{
	(void)state;
	assert_string_equal(figure("percentage_point", 5.36, 1), "5,4");
	assert_string_equal(figure("per_1000", 12, 1), "12,0");
	assert_string_equal(figure("probability", 1e-9, 3), "<" NB "0,001");
	assert_string_equal(figure("probability", 0, 0), "0");
}

static void
test_kinds(void **state)
{
	(void)state;
	assert_int_equal(unit_find("college"), UNIT_COUNT);
	assert_true(unit_has_decimals(UNIT_PERCENT));
	assert_true(unit_has_decimals(UNIT_PER_100000));
	assert_false(unit_has_decimals(UNIT_RATIO));
	assert_true(unit_counts(UNIT_COUNT));
	assert_true(unit_counts(UNIT_PERCENT));
	assert_false(unit_counts(UNIT_POINT));
	assert_false(unit_counts(UNIT_PROBABILITY));
	assert_int_equal(unit_decimals(UNIT_COUNT, 2), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_probability),
		cmocka_unit_test(test_figure),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_figure - numbers as people and programs read them */
#include "unit.h"

#include "report/figure.h"

#define NB "\302\240"

static const char *
fixed(enum language language, double number, int decimals)
{
	static char text[FIGURE_TEXT];

	figure_fixed(text, language, number, decimals);
	return text;
}

static const char *
whole(enum language language, int64_t number)
{
	static char text[FIGURE_TEXT];

	figure_integer(text, language, number);
	return text;
}

static void
test_integer(void **state)
{
	(void)state;
	assert_string_equal(whole(LANGUAGE_RU, 0), "0");
	assert_string_equal(whole(LANGUAGE_RU, 9999), "9999");
	assert_string_equal(whole(LANGUAGE_RU, 10000), "10" NB "000");
	assert_string_equal(
	    whole(LANGUAGE_RU, 21946935), "21" NB "946" NB "935");
	assert_string_equal(whole(LANGUAGE_EN, 999), "999");
	assert_string_equal(whole(LANGUAGE_EN, 1000), "1,000");
	assert_string_equal(whole(LANGUAGE_EN, -1234567), "−1,234,567");
	assert_string_equal(
	    whole(LANGUAGE_EN, INT64_MIN), "−9,223,372,036,854,775,808");
	assert_string_equal(
	    whole(LANGUAGE_EN, INT64_MAX), "9,223,372,036,854,775,807");
}

static const char *
with_sign(double number, int decimals)
{
	static char text[FIGURE_TEXT];

	figure_signed(text, LANGUAGE_RU, number, decimals);
	return text;
}

static void
test_signed(void **state)
{
	(void)state;
	assert_string_equal(with_sign(3.45, 1), "+3,5");
	assert_string_equal(with_sign(-2.1, 1), "−2,1");
	assert_string_equal(with_sign(0, 1), "0,0");
	/* What is not zero, but shown as such, has no sign. */
	assert_string_equal(with_sign(0.04, 1), "0,0");
	assert_string_equal(with_sign(-0.04, 1), "0,0");
	assert_string_equal(with_sign(0.05, 1), "+0,1");
	assert_string_equal(with_sign(12345, 0), "+12" NB "345");
}

static void
test_fixed(void **state)
{
	(void)state;
	assert_string_equal(fixed(LANGUAGE_RU, 66.648937, 1), "66,6");
	assert_string_equal(fixed(LANGUAGE_EN, 66.648937, 4), "66.6489");
	/* 100 * 201 / 400: a half is rounded up, not to even. */
	assert_string_equal(fixed(LANGUAGE_RU, 50.25, 1), "50,3");
	assert_string_equal(fixed(LANGUAGE_RU, -50.25, 1), "−50,3");
	assert_string_equal(fixed(LANGUAGE_RU, -0.04, 1), "0,0");
	assert_string_equal(fixed(LANGUAGE_RU, 12345.5, 0), "12" NB "346");
	assert_string_equal(fixed(LANGUAGE_RU, 99.96, 1), "100,0");
	assert_string_equal(
	    fixed(LANGUAGE_EN, 1e300, 1), "1.00000000000000e+300");
	assert_string_equal(
	    fixed(LANGUAGE_RU, 1e15, 1), "1,00000000000000e+15");
}

static void
test_units(void **state)
{
	char text[FIGURE_TEXT];

	(void)state;
	figure_percent(text, LANGUAGE_RU, 7, 1);
	assert_string_equal(text, "7,0" NB "%");
	figure_percent(text, LANGUAGE_EN, 7, 0);
	assert_string_equal(text, "7%");
	figure_exact(text, 100.0 / 3);
	assert_string_equal(text, "33.3333333333333");
	figure_exact(text, 0.1);
	assert_string_equal(text, "0.1");
}

/* 1 человек, 2 человека, 5 человек. */
static void
test_plural(void **state)
{
	static const struct {
		int64_t number;
		int form;
	} russian[] = { { 0, 2 }, { 1, 0 }, { 2, 1 }, { 4, 1 }, { 5, 2 },
		{ 10, 2 }, { 11, 2 }, { 12, 2 }, { 14, 2 }, { 15, 2 },
		{ 20, 2 }, { 21, 0 }, { 22, 1 }, { 25, 2 }, { 101, 0 },
		{ 111, 2 }, { 112, 2 }, { 122, 1 }, { -1, 0 }, { -12, 2 },
		{ 21946935, 2 } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(russian); i++)
		assert_int_equal(figure_plural(LANGUAGE_RU, russian[i].number),
		    russian[i].form);
	assert_int_equal(figure_plural(LANGUAGE_EN, 1), 0);
	assert_int_equal(figure_plural(LANGUAGE_EN, 0), 1);
	assert_int_equal(figure_plural(LANGUAGE_EN, 21), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_integer),
		cmocka_unit_test(test_signed),
		cmocka_unit_test(test_fixed),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_plural),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include <math.h>

#include "value/value_number.h"

static enum number_result
scan(const char *text, struct number *n)
{
	const struct number_style any = NUMBER_ANY;

	return number_scan(text, strlen(text), &any, n);
}

static void
reads_numbers(void **state)
{
	static const struct {
		const char *text;
		double value;
		char proves; /* the decimal mark */
	} good[] = {
		{ "0", 0, 0 },
		{ "1234", 1234, 0 },
		{ "1234,5", 1234.5, ',' },
		{ "1234.5", 1234.5, '.' },
		{ "1 234,5", 1234.5, ',' },
		{ "1\u00A0234,5", 1234.5, ',' },
		{ "1\u202F234\u2009567", 1234567, 0 },
		{ "1.234,5", 1234.5, ',' },
		{ "1,234.5", 1234.5, '.' },
		{ "1.234.567", 1234567, ',' },
		{ "1,234,567", 1234567, '.' },
		{ "1,234,567.25", 1234567.25, '.' },
		{ "1'234.5", 1234.5, '.' },
		{ "1’234’567,5", 1234567.5, ',' },
		{ "1 234,567", 1234.567, ',' },
		{ "0,123", 0.123, ',' },
		{ "1234,567", 1234.567, ',' },
		{ "12,0", 12, ',' },
		{ "12,5 %", 12.5, ',' },
		{ "12,5%", 12.5, ',' },
		{ "12\u00A0%", 12, 0 },
		{ "(1 234)", -1234, 0 },
		{ "( 1 234,5 )", -1234.5, ',' },
		{ "(5 %)", -5, 0 },
		{ "+5", 5, 0 },
		{ "+ 5", 5, 0 },
		{ "-5", -5, 0 },
		{ "−5", -5, 0 },
		{ "–5", -5, 0 },
		{ "—5", -5, 0 },
		{ "- 7", -7, 0 },
		{ "1,5E+3", 1500, ',' },
		{ "1.5e3", 1500, '.' },
		{ "1,234E+3", 1234, ',' },
		{ "25E-2", 0.25, 0 },
		{ "0E5", 0, 0 },
	};
	static const char *const bad[] = { "", " ", "a", "1a", "-", "+", "()",
		"(", "(5", "5)", "(-5)", "--5", "+-5", "-+5", "5-", ".5", "5.",
		"1..5", "1,5,5", "1,234.567.8", "1.234,567,8", "1 23",
		"1234 567", "1  234", " 1", "1 ", "1 2345", "1 234 5",
		"1'234 567", "12,34.5", "1,2345.6", "1,23,456", "5 % %", "%",
		"% 5", "E5", "1E", "1E+", "1E5,5", "1E5E5", "1E 5", "nan",
		"inf", "0x10", "1_000", "٣", "1\u00B2", "\u00A0" };
	struct number n;
	double d;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (scan(good[i].text, &n) != NUMBER_READ ||
		    !number_double(&n, &d) || fabs(d - good[i].value) > 0 ||
		    n.proves != good[i].proves)
			fail_msg("%s", good[i].text);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (scan(bad[i], &n) != NUMBER_NONE)
			fail_msg("\"%s\" was read", bad[i]);
}

/* One mark, one to three digits in front that begin with no 0, and three
 * behind. */
static void
finds_open_numbers(void **state)
{
	static const char *const open[] = { "1,234", "1.234", "12,345",
		"123.456", "-1,234", "(1.234)", "1,234 %", "1,000" };
	struct number n;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(open); i++) {
		assert_int_equal(scan(open[i], &n), NUMBER_OPEN);
		assert_int_equal(
		    n.open, strchr(open[i], ',') != NULL ? ',' : '.');
		assert_int_equal(n.proves, '\0');
	}
}

static void
reads_whole_numbers(void **state)
{
	static const struct {
		const char *text;
		enum number_whole whole;
		int64_t value;
	} cases[] = {
		{ "007", NUMBER_WHOLE, 7 },
		{ "123,0", NUMBER_WHOLE, 123 },
		{ "123,00", NUMBER_WHOLE, 123 },
		{ "1 234,000", NUMBER_WHOLE, 1234 },
		{ "0,000", NUMBER_WHOLE, 0 },
		{ "-0", NUMBER_WHOLE, 0 },
		{ "123,5", NUMBER_FRACTION, 0 },
		/* all digits are there, or not */
		{ "1,234E+3", NUMBER_WHOLE, 1234 },
		{ "1,2340E+3", NUMBER_WHOLE, 1234 },
		{ "1,2345E+3", NUMBER_FRACTION, 0 },
		{ "1,5E+3", NUMBER_ROUNDED, 0 },
		{ "4,60E+10", NUMBER_ROUNDED, 0 },
		{ "5E+3", NUMBER_ROUNDED, 0 },
		{ "5E0", NUMBER_WHOLE, 5 },
		{ "500E-2", NUMBER_WHOLE, 5 },
		{ "5E-1", NUMBER_FRACTION, 0 },
		{ "0E+10", NUMBER_WHOLE, 0 },
		/* 64 bits: limit - 1, limit, limit + 1 */
		{ "9223372036854775806", NUMBER_WHOLE, INT64_MAX - 1 },
		{ "9223372036854775807", NUMBER_WHOLE, INT64_MAX },
		{ "9223372036854775808", NUMBER_FRACTION, 0 },
		{ "-9223372036854775807", NUMBER_WHOLE, INT64_MIN + 1 },
		{ "-9223372036854775808", NUMBER_WHOLE, INT64_MIN },
		{ "-9223372036854775809", NUMBER_FRACTION, 0 },
		{ "18446744073709551616", NUMBER_FRACTION, 0 },
	};
	struct number n;
	int64_t value;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(scan(cases[i].text, &n), NUMBER_READ);
		if (number_integer(&n, &value) != cases[i].whole ||
		    (cases[i].whole == NUMBER_WHOLE && value != cases[i].value))
			fail_msg("%s", cases[i].text);
	}
}

/* Digits: 59, 60, 61; powers of ten that a double holds and not. */
static void
keeps_limits(void **state)
{
	char text[NUMBER_DIGITS + 2];
	struct number n;
	int64_t value;
	double d;

	(void)state;
	memset(text, '0', sizeof(text));
	text[NUMBER_DIGITS + 1] = '\0';
	text[NUMBER_DIGITS] = '7';
	assert_int_equal(scan(text, &n), NUMBER_NONE);
	assert_int_equal(scan(text + 1, &n), NUMBER_READ);
	assert_int_equal(number_integer(&n, &value), NUMBER_WHOLE);
	assert_int_equal(value, 7);
	assert_int_equal(scan(text + 2, &n), NUMBER_READ);

	assert_int_equal(scan("1E308", &n), NUMBER_READ);
	assert_true(number_double(&n, &d));
	assert_int_equal(scan("1E309", &n), NUMBER_READ);
	assert_false(number_double(&n, &d));
	assert_int_equal(scan("1E-323", &n), NUMBER_READ);
	assert_true(number_double(&n, &d));
	assert_int_equal(scan("1E-400", &n), NUMBER_READ);
	assert_false(number_double(&n, &d));
	assert_int_equal(scan("1E99999999999999999999", &n), NUMBER_READ);
	assert_false(number_double(&n, &d));
	assert_int_equal(scan("0E99999999999999999999", &n), NUMBER_READ);
	assert_true(number_double(&n, &d));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(finds_open_numbers),
		cmocka_unit_test(reads_whole_numbers),
		cmocka_unit_test(keeps_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

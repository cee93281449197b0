#include "unit.h"

#include "value/identifier.h"

struct id_case {
	enum table_format format;
	const char *text;
	enum identifier_check check;
};

static enum identifier_check
check(enum table_format format, const char *text, struct identifier *id)
{
	return identifier_read(format, text, strlen(text), id);
}

static void
check_all(const struct id_case *cases, size_t count)
{
	struct identifier id;

	for (size_t i = 0; i < count; i++)
		if (check(cases[i].format, cases[i].text, &id) !=
		    cases[i].check)
			fail_msg("%s", cases[i].text);
}

/* The reference list ids/russian_ids.csv, whole.  Its sources: python-stdnum
 * 006192e, stdnum/ru/inn.py and ogrn.py with tests/test_ru_inn.doctest and
 * test_ru_ogrn.doctest; for SNILS the rule of the Pension Fund
 * (rostov-tfoms.ru, kholenkov.ru/data-validation) and its example 112-233-445
 * 95; for KPP kholenkov.ru/data-validation/kpp; for OGRN elmin.ru.  Each was
 * recomputed there. */
static void
agrees_with_the_reference_list(void **state)
{
	static const struct id_case cases[] = {
		{ FORMAT_SNILS, "11223344595", IDENTIFIER_GOOD },
		{ FORMAT_SNILS, "021-006-999 00", IDENTIFIER_GOOD },
		{ FORMAT_SNILS, "116-973-385 89", IDENTIFIER_GOOD },
		{ FORMAT_SNILS, "123-456-789 64", IDENTIFIER_GOOD },
		{ FORMAT_SNILS, "001-001-999 00", IDENTIFIER_DIGITS },
		{ FORMAT_SNILS, "12345678901", IDENTIFIER_DIGITS },
		{ FORMAT_INN10, "7830002293", IDENTIFIER_GOOD },
		{ FORMAT_INN10, "1234567894", IDENTIFIER_GOOD },
		{ FORMAT_INN10, "6672238301", IDENTIFIER_GOOD },
		{ FORMAT_INN10, "8906008740", IDENTIFIER_GOOD },
		{ FORMAT_INN12, "123456789047", IDENTIFIER_GOOD },
		{ FORMAT_INN12, "123456789037", IDENTIFIER_DIGITS },
		{ FORMAT_INN12, "005826107187", IDENTIFIER_GOOD },
		{ FORMAT_OGRN, "1022200525819", IDENTIFIER_GOOD },
		{ FORMAT_OGRN, "1022500001328", IDENTIFIER_DIGITS },
		{ FORMAT_OGRN, "0022500001325", IDENTIFIER_DIGITS },
		{ FORMAT_OGRN, "1117746358608", IDENTIFIER_GOOD },
		{ FORMAT_OGRNIP, "385768585948949", IDENTIFIER_GOOD },
		{ FORMAT_OGRNIP, "985768585948944", IDENTIFIER_DIGITS },
		{ FORMAT_KPP, "770701001", IDENTIFIER_GOOD },
		{ FORMAT_KPP, "7707AB001", IDENTIFIER_GOOD },
	};

	(void)state;
	check_all(cases, COUNT_OF(cases));
}

/* By the rules of identifier.h; the sums stand beside. */
static void
checks_the_digits(void **state)
{
	static const struct id_case cases[] = {
		{ FORMAT_SNILS, "112-233-445 95", IDENTIFIER_GOOD }, /* 95 */
		/* 201 mod 101 = 100 */
		{ FORMAT_SNILS, "087-654-302 00", IDENTIFIER_GOOD },
		{ FORMAT_SNILS, "001-001-999 65", IDENTIFIER_GOOD },
		/* before the rule */
		{ FORMAT_SNILS, "001-001-998 77", IDENTIFIER_GOOD },
		{ FORMAT_SNILS, "000-000-001 00", IDENTIFIER_GOOD },
		/* nobody's */
		{ FORMAT_SNILS, "000-000-000 00", IDENTIFIER_DIGITS },
		/* 14 + 28 + 0 + 21 + 0 + 72 + 12 + 48 + 72 = 267 = 24 * 11 + 3
		 */
		{ FORMAT_INN10, "7707083893", IDENTIFIER_GOOD },
		{ FORMAT_INN10, "7707083894", IDENTIFIER_DIGITS },
		/* 4 + 80 + 0 + 0 + 12 + 36 = 132 = 12 * 11 */
		{ FORMAT_INN10, "0108003670", IDENTIFIER_GOOD },
		/* 14 + 28 + 0 + 21 + 0 + 0 + 0 + 0 + 24 = 87 = 7 * 11 + 10 */
		{ FORMAT_INN10, "7707000030", IDENTIFIER_GOOD },
		{ FORMAT_INN10, "7707000031", IDENTIFIER_DIGITS },
		{ FORMAT_INN10, "0000000000", IDENTIFIER_DIGITS },
		{ FORMAT_INN12, "000000000000", IDENTIFIER_DIGITS },
		/* the eleventh is right, the twelfth is not, and vice versa */
		{ FORMAT_INN12, "123456789048", IDENTIFIER_DIGITS },
		{ FORMAT_INN12, "123456789057", IDENTIFIER_DIGITS },
		{ FORMAT_INN, "7707083893", IDENTIFIER_GOOD },
		{ FORMAT_INN, "123456789047", IDENTIFIER_GOOD },
		/* 102770000002 = 11 * 9342727272 + 10: ten counts as 0 */
		{ FORMAT_OGRN, "1027700000020", IDENTIFIER_GOOD },
		{ FORMAT_OGRN, "1027700000021", IDENTIFIER_DIGITS },
		/* 30450011600005 modulo 13 is 10, those behind it 11 and 12:
		 * they count as 0, 1 and 2 */
		{ FORMAT_OGRNIP, "304500116000050", IDENTIFIER_GOOD },
		{ FORMAT_OGRNIP, "304500116000061", IDENTIFIER_GOOD },
		{ FORMAT_OGRNIP, "304500116000072", IDENTIFIER_GOOD },
		{ FORMAT_OGRNIP, "304500116000073", IDENTIFIER_DIGITS },
		/* 12 + 10 + 30 + 21 = 73 = 6 * 11 + 7, by R
		 * 50.1.024 */
		{ FORMAT_OKPO, "00032537", IDENTIFIER_GOOD },
		{ FORMAT_OKPO, "00032538", IDENTIFIER_DIGITS },
		/* 3 * 7 = 21 = 11 + 10, then 3 * 9 = 27 = 2 * 11 + 5 */
		{ FORMAT_OKPO, "00000035", IDENTIFIER_GOOD },
		/* 10 + 48 + 7 = 65 = 5 * 11 + 10, then 14 + 64 + 9 = 87 =
		 * 7 * 11 + 10, so 0 */
		{ FORMAT_OKPO, "00002810", IDENTIFIER_GOOD },
		{ FORMAT_OKPO, "00000000", IDENTIFIER_DIGITS },
		/* without control number, and with it: 4 + 10 = 14 = 11 + 3;
		 * 4 + 10 + 6 + 32 + 30 = 82 = 7 * 11 + 5; 4 + 10 + 6 + 32 + 30
		 * + 36 + 0 + 0 = 118 = 10 * 11 + 8 */
		{ FORMAT_OKATO, "45", IDENTIFIER_GOOD },
		{ FORMAT_OKATO, "453", IDENTIFIER_GOOD },
		{ FORMAT_OKATO, "454", IDENTIFIER_DIGITS },
		{ FORMAT_OKATO, "45286", IDENTIFIER_GOOD },
		{ FORMAT_OKATO, "452865", IDENTIFIER_GOOD },
		{ FORMAT_OKTMO, "45286600", IDENTIFIER_GOOD },
		{ FORMAT_OKTMO, "452866008", IDENTIFIER_GOOD },
		{ FORMAT_OKTMO, "452866009", IDENTIFIER_DIGITS },
		/* 4 + 10 + 6 + 24 + 15 + 30 + 42 + 48 = 179 = 16 * 11 + 3, the
		 * last three add 0 */
		{ FORMAT_OKATO, "45263566000", IDENTIFIER_GOOD },
		{ FORMAT_OKATO, "452635660003", IDENTIFIER_GOOD },
		{ FORMAT_OKATO, "452635660002", IDENTIFIER_DIGITS },
		{ FORMAT_OKTMO, "00000000", IDENTIFIER_DIGITS },
	};

	(void)state;
	check_all(cases, COUNT_OF(cases));
}

/* One digit too few, too many, and other signs. */
static void
checks_the_form(void **state)
{
	static const struct id_case cases[] = {
		{ FORMAT_INN10, "783000229", IDENTIFIER_FORM },
		{ FORMAT_INN10, "78300022933", IDENTIFIER_FORM },
		{ FORMAT_INN, "78300022933", IDENTIFIER_FORM },
		{ FORMAT_INN, "783000229A", IDENTIFIER_FORM },
		{ FORMAT_INN, "", IDENTIFIER_FORM },
		{ FORMAT_INN12, "1234567890477", IDENTIFIER_FORM },
		{ FORMAT_OGRN, "102220052581", IDENTIFIER_FORM },
		{ FORMAT_OGRN, "10222005258199", IDENTIFIER_FORM },
		{ FORMAT_OGRNIP, "38576858594894", IDENTIFIER_FORM },
		{ FORMAT_OGRNIP, "3857685859489490", IDENTIFIER_FORM },
		{ FORMAT_OKPO, "000325377", IDENTIFIER_FORM },
		{ FORMAT_OKATO, "1", IDENTIFIER_FORM },
		{ FORMAT_OKATO, "4528", IDENTIFIER_FORM },
		{ FORMAT_OKATO, "4526356600", IDENTIFIER_FORM },
		{ FORMAT_OKATO, "4526356600000", IDENTIFIER_FORM },
		{ FORMAT_KPP, "77070100", IDENTIFIER_FORM },
		{ FORMAT_KPP, "7707010011", IDENTIFIER_FORM },
		{ FORMAT_KPP, "7707ab001", IDENTIFIER_FORM },
		{ FORMAT_KPP, "A70701001", IDENTIFIER_FORM },
		{ FORMAT_INN, "7,70708E+09", IDENTIFIER_ROUNDED },
		{ FORMAT_OGRN, "1.02E+12", IDENTIFIER_ROUNDED },
		{ FORMAT_SNILS, "1,1223344595E+10", IDENTIFIER_ROUNDED },
		{ FORMAT_KPP, "E+10", IDENTIFIER_FORM },
		{ FORMAT_KPP, "7E+", IDENTIFIER_FORM },
	};

	(void)state;
	check_all(cases, COUNT_OF(cases));
}

static void
gives_the_normal_form(void **state)
{
	static const struct {
		enum table_format format;
		const char *text, *normal;
		bool zeros, decimal;
	} cases[] = {
		{ FORMAT_INN, "7830 002293", "7830002293", false, false },
		{ FORMAT_INN, "'7830002293", "7830002293", false, false },
		{ FORMAT_INN, "7830002293,0", "7830002293", false, true },
		{ FORMAT_OGRN, "1-02-22-00-52581-9", "1022200525819", false,
		    false },
		{ FORMAT_OKTMO, "45 286 600", "45286600", false, false },
		/* the control number goes */
		{ FORMAT_OKTMO, "45 286 600 8", "45286600", false, false },
		/* zeros that a spreadsheet took */
		{ FORMAT_INN, "108003670", "0108003670", true, false },
		{ FORMAT_INN10, "108003670.0", "0108003670", true, true },
		{ FORMAT_INN12, "5826107187", "005826107187", true, false },
		{ FORMAT_OKPO, "32537", "00032537", true, false },
	};
	struct identifier id;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(check(cases[i].format, cases[i].text, &id),
		    IDENTIFIER_GOOD);
		assert_string_equal(id.text, cases[i].normal);
		assert_int_equal(id.length, strlen(cases[i].normal));
		assert_int_equal(id.zeros, cases[i].zeros);
		assert_int_equal(id.decimal, cases[i].decimal);
	}
}

/* Without proof zeros stay lost: the digits are wrong, too many are lost, or
 * nothing checks them. */
static void
puts_back_no_unproved_zeros(void **state)
{
	static const struct id_case cases[] = {
		{ FORMAT_INN, "108003671", IDENTIFIER_FORM },
		{ FORMAT_INN12, "826107187", IDENTIFIER_FORM },
		/* 00000035 has lost six */
		{ FORMAT_OKPO, "35", IDENTIFIER_FORM },
		{ FORMAT_OKTMO, "1701000", IDENTIFIER_FORM },
		{ FORMAT_KPP, "10101001", IDENTIFIER_FORM },
		/* 021-006-999 00 */
		{ FORMAT_SNILS, "2100699900", IDENTIFIER_FORM },
	};

	(void)state;
	check_all(cases, COUNT_OF(cases));
}

static void
reads_every_spelling_of_snils(void **state)
{
	static const char *const good[] = { "11223344595", "112-233-445 95",
		"112 233 445 95", "112-233-445-95", " 112-233-44595 ",
		"112\u00A0233\u00A0445\u00A095", "112–233–445 95",
		"112—233—445\u202F95", "112\u2011233\u2010445\u200995",
		"112\u2212233\u2212445 95", "112\u00AD233\u200B445\uFEFF95",
		"112\uFF0D233\uFE63445\u300095", "1-1-2-2-3-3-4-4-5-9-5" };
	static const char *const bad[] = { "", "-", "1122334459",
		"112233445955", "112-233-445 9", "112.233.445.95",
		"11223344595.0", "112-233-445 9O", "снилс", "'11223344595",
		"11223344595\u00B2", "\U0001F600", "１１２２３３４４５９５" };
	struct identifier id;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (check(FORMAT_SNILS, good[i], &id) != IDENTIFIER_GOOD)
			fail_msg("%s", good[i]);
		assert_string_equal(id.text, "11223344595");
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (check(FORMAT_SNILS, bad[i], &id) != IDENTIFIER_FORM)
			fail_msg("%s", bad[i]);
}

/* One wrong digit, and two neighbours of the number that changed places, in
 * this SNILS, whose sum is 190: no slip moves it by a multiple of 101, nor to
 * another sum that counts as 89. */
static void
finds_slips(void **state)
{
	char text[] = "11697338589", kept;
	struct identifier id;

	(void)state;
	for (size_t i = 0; i < 11; i++)
		for (char c = '0'; c <= '9'; c++) {
			kept = text[i];
			text[i] = c;
			assert_int_equal(check(FORMAT_SNILS, text, &id),
			    c == kept ? IDENTIFIER_GOOD : IDENTIFIER_DIGITS);
			text[i] = kept;
		}
	for (size_t i = 0; i < 8; i++) {
		kept = text[i];
		text[i] = text[i + 1];
		text[i + 1] = kept;
		assert_int_equal(check(FORMAT_SNILS, text, &id),
		    text[i] == kept ? IDENTIFIER_GOOD : IDENTIFIER_DIGITS);
		text[i + 1] = text[i];
		text[i] = kept;
	}
}

/* Of the ten last digits one is good, whatever stands in front; of long
 * control numbers two, if the two readings of the rule differ. */
static void
has_one_good_digit(void **state)
{
	static const struct {
		enum table_format format;
		size_t length;
		bool check_two;
	} kinds[] = { { FORMAT_INN10, 10, false }, { FORMAT_OGRN, 13, false },
		{ FORMAT_OGRNIP, 15, false }, { FORMAT_OKPO, 8, false },
		{ FORMAT_OKPO, 10, true }, { FORMAT_OKATO, 9, false },
		{ FORMAT_OKATO, 12, true } };
	char text[IDENTIFIER_MAX + 1];
	struct identifier id;
	unsigned seed = 1;
	int good;

	(void)state;
	for (size_t k = 0; k < COUNT_OF(kinds); k++)
		for (int n = 0; n < 1000; n++) {
			for (size_t i = 0; i < kinds[k].length; i++) {
				seed = seed * 1103515245U + 12345U;
				text[i] = (char)('0' + (seed >> 16) % 10);
			}
			text[0] = '3'; /* no OGRN begins with 0 */
			text[kinds[k].length] = '\0';
			good = 0;
			for (char c = '0'; c <= '9'; c++) {
				text[kinds[k].length - 1] = c;
				good += check(kinds[k].format, text, &id) ==
					IDENTIFIER_GOOD;
			}
			assert_in_range(good, 1, kinds[k].check_two ? 2 : 1);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_reference_list),
		cmocka_unit_test(checks_the_digits),
		cmocka_unit_test(checks_the_form),
		cmocka_unit_test(gives_the_normal_form),
		cmocka_unit_test(puts_back_no_unproved_zeros),
		cmocka_unit_test(reads_every_spelling_of_snils),
		cmocka_unit_test(finds_slips),
		cmocka_unit_test(has_one_good_digit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "source/identifier.h"

static enum identifier_check
check(const char *text, char digits[IDENTIFIER_SNILS])
{
	return identifier_snils(text, strlen(text), digits);
}

/* Those marked * are the SNILS of the reference list ids/russian_ids.csv: the
 * rule of the Pension Fund of Russia (rostov-tfoms.ru,
 * kholenkov.ru/data-validation) and its example 112-233-445 95, recomputed
 * there.  The others follow from the rule: the sums stand beside. */
static void
checks_the_digits(void **state)
{
	static const struct {
		const char *text;
		enum identifier_check check;
	} cases[] = {
		{ "112-233-445 95", IDENTIFIER_GOOD },   /* sum 95 */
		{ "11223344595", IDENTIFIER_GOOD },      /* * */
		{ "087-654-302 00", IDENTIFIER_GOOD },   /* 201 mod 101 = 100 */
		{ "021-006-999 00", IDENTIFIER_GOOD },   /* * sum 101 */
		{ "116-973-385 89", IDENTIFIER_GOOD },   /* * 190 mod 101 */
		{ "123-456-789 64", IDENTIFIER_GOOD },   /* * 165 mod 101 */
		{ "001-001-999 00", IDENTIFIER_DIGITS }, /* * sum 65 */
		{ "001-001-999 65", IDENTIFIER_GOOD },
		{ "12345678901", IDENTIFIER_DIGITS },  /* * */
		{ "001-001-998 77", IDENTIFIER_GOOD }, /* before the rule */
		{ "000-000-001 00", IDENTIFIER_GOOD },
		{ "000-000-000 00", IDENTIFIER_DIGITS }, /* nobody's */
	};
	char digits[IDENTIFIER_SNILS];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (check(cases[i].text, digits) != cases[i].check)
			fail_msg("%s", cases[i].text);
}

static void
reads_every_spelling(void **state)
{
	static const char *const good[] = { "11223344595", "112-233-445 95",
		"112 233 445 95", "112-233-445-95", " 112-233-44595 ",
		"112\u00A0233\u00A0445\u00A095", "112–233–445 95",
		"112—233—445\u202F95", "112\u2011233\u2010445\u200995",
		"112\u2212233\u2212445 95", "112\u00AD233\u200B445\uFEFF95",
		"112\uFF0D233\uFE63445\u300095", "1-1-2-2-3-3-4-4-5-9-5" };
	static const char *const bad[] = { "", "-", "1122334459",
		"112233445955", "112-233-445 9", "112.233.445.95",
		"11223344595.0", "1,1223344595E+10", "112-233-445 9O", "снилс",
		"'11223344595", "11223344595\u00B2", "\U0001F600",
		"１１２２３３４４５９５" };
	char digits[IDENTIFIER_SNILS];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (check(good[i], digits) != IDENTIFIER_GOOD)
			fail_msg("%s", good[i]);
		assert_memory_equal(digits, "11223344595", sizeof(digits));
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (check(bad[i], digits) != IDENTIFIER_FORM)
			fail_msg("%s", bad[i]);
}

/* One wrong digit, and two neighbours of the number that changed places, in
 * this number, whose sum is 190: no slip moves it by a multiple of 101, nor to
 * another sum that counts as 89. */
static void
finds_slips(void **state)
{
	char text[] = "11697338589", digits[IDENTIFIER_SNILS], kept;

	(void)state;
	for (size_t i = 0; i < 11; i++)
		for (char c = '0'; c <= '9'; c++) {
			kept = text[i];
			text[i] = c;
			assert_int_equal(check(text, digits),
			    c == kept ? IDENTIFIER_GOOD : IDENTIFIER_DIGITS);
			text[i] = kept;
		}
	for (size_t i = 0; i < 8; i++) {
		kept = text[i];
		text[i] = text[i + 1];
		text[i + 1] = kept;
		assert_int_equal(check(text, digits),
		    text[i] == kept ? IDENTIFIER_GOOD : IDENTIFIER_DIGITS);
		text[i + 1] = text[i];
		text[i] = kept;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_the_digits),
		cmocka_unit_test(reads_every_spelling),
		cmocka_unit_test(finds_slips),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "record/repair.h"

static const unsigned char *
bytes_of(const char *text)
{
	return (const unsigned char *)text;
}

/* Колледж, then ИП, in Windows-1251: the second may be of several encodings,
 * but not where the first stands beside it. */
static void
learns(void **state)
{
	const unsigned char *word = bytes_of("\xCA\xEE\xEB\xEB\xE5\xE4\xE6");
	const unsigned char *initials = bytes_of("\xC8\xCF");
	long costs[CHARSETS] = { 0 };
	enum encoding found;

	(void)state;
	repair_learn(costs, initials, 2);
	assert_false(repair_bytes(costs, initials, 2, &found));
	repair_learn(costs, word, 7);
	assert_true(repair_bytes(costs, initials, 2, &found));
	assert_int_equal(found, ENCODING_WINDOWS_1251);
	assert_true(repair_bytes(costs, word, 7, &found));
	assert_int_equal(found, ENCODING_WINDOWS_1251);
}

/* UTF-8 with a byte too many or too few is no other encoding, nor are Latin
 * letters with accents. */
static void
leaves_damage(void **state)
{
	static const char *const cells[] = { "Колледж\xD0", "К\xBEлледж связи",
		"\xFFГород",
		"Lyc\xE9"
		"e priv\xE9",
		"\xE9"
		"cole" };
	enum encoding found;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cells); i++) {
		long costs[CHARSETS] = { 0 };
		size_t length = strlen(cells[i]);

		repair_learn(costs, bytes_of(cells[i]), length);
		if (repair_bytes(costs, bytes_of(cells[i]), length, &found))
			fail_msg("%zu: %s", i, encoding_name(found));
	}
}

static void
knows_utf8(void **state)
{
	(void)state;
	assert_true(
	    repair_is_utf8(ENCODING_WINDOWS_1251, false, bytes_of("Омск"), 8));
	/* Ж is Р– */
	assert_false(
	    repair_is_utf8(ENCODING_WINDOWS_1251, false, bytes_of("Ж"), 2));
	assert_true(
	    repair_is_utf8(ENCODING_WINDOWS_1251, true, bytes_of("Ж"), 2));
	/* Омск in Windows-1251 */
	assert_false(repair_is_utf8(
	    ENCODING_WINDOWS_1251, true, bytes_of("\xCE\xEC\xF1\xEA"), 4));
	assert_true(repair_is_likely(
	    ENCODING_WINDOWS_1251, bytes_of("\xCE\xEC\xF1\xEA"), 4));
	assert_false(
	    repair_is_likely(ENCODING_KOI8_R, bytes_of("\xCE\xEC\xF1\xEA"), 4));
	assert_false(
	    repair_is_likely(ENCODING_WINDOWS_1251, bytes_of("Омск\xD0"), 9));
	/* a character of Chinese that is чел in CP866 */
	assert_true(
	    repair_is_expected(ENCODING_CP866, bytes_of("\xE7\xA5\xAB."), 4));
	assert_false(repair_is_expected(ENCODING_CP866, bytes_of("Ж"), 2));
}

static void
check_twice(const char *text, const char *expected)
{
	char to[64];
	size_t length = repair_twice(false, bytes_of(text), strlen(text), to);

	assert_int_equal(length, strlen(expected));
	assert_memory_equal(to, expected, length);
}

static void
takes_back(void **state)
{
	(void)state;
	check_twice("РћРјСЃРє", "Омск");               /* Windows-1251 */
	check_twice("Ð\xC2\x9EÐ¼Ñ\xC2\x81Ðº", "Омск"); /* ISO-8859-1 */
	check_twice("ÐОмск", "");                      /* a part of it */
	check_twice("╨Ю╨╝╤Б╨║", "Омск");               /* CP866 */
	check_twice("35вЂ“39", "35–39");
	/* what is text as it stands */
	check_twice("Омск", "");
	check_twice("Â«Centre»", "");
	check_twice("naïve", "");
	check_twice("С…", "");
	check_twice("Дом 12В\u00A05", "");
	check_twice("12В\u00A05", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(learns),
		cmocka_unit_test(leaves_damage),
		cmocka_unit_test(knows_utf8),
		cmocka_unit_test(takes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

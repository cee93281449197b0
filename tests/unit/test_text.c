#include "unit.h"

#include "base/text.h"

static void
finds_what_is_not_utf8(void **state)
{
	(void)state;
	assert_int_equal(text_valid("", 0), 0);
	assert_int_equal(text_valid("Тамбов", 12), 12);
	assert_int_equal(text_valid("ab\xFF", 3), 2);
	assert_int_equal(text_valid("a\xD0", 2), 1);
	assert_int_equal(text_valid("\xC0\x80", 2), 0);         /* overlong */
	assert_int_equal(text_valid("a\xED\xA0\x80", 4), 1);    /* surrogate */
	assert_int_equal(text_valid("\xF4\x90\x80\x80", 4), 0); /* > 10FFFF */
}

static void
check_trim(const char *text, const char *expected)
{
	size_t length = strlen(text);
	const char *start = text_trim(text, &length);

	assert_int_equal(length, strlen(expected));
	assert_memory_equal(start, expected, length);
}

static void
trims(void **state)
{
	(void)state;
	check_trim("", "");
	check_trim("  \t\r\n ", "");
	check_trim(" a b ", "a b");
	check_trim("\xEF\xBB\xBF\xC2\xA0имя\xE2\x80\x8B\xE2\x80\xAF", "имя");
	check_trim(" \xFFx\xFF ", "\xFFx\xFF");
}

static void
check_form(const char *text, const char *expected)
{
	struct fail f = FAIL_INIT;
	char *form = text_normalise(text, strlen(text), &f);

	assert_non_null(form);
	assert_string_equal(form, expected);
	free(form);
}

static void
normalises_names(void **state)
{
	(void)state;
	check_form("", "");
	check_form("г.  Москва", "г москва");
	check_form("  Орёл  ", "орел");
	check_form("Оре\xCC\x88л", "орел"); /* ё as two characters */
	check_form("«Химпром»", "химпром");
	check_form("Северная Осетия — Алания", "северная осетия-алания");
	check_form("Северная Осетия-Алания", "северная осетия-алания");
	check_form("15–17", "15-17");
	check_form("15 − 17", "15-17");
	check_form("за\xC2\xAD"
		   "пас",
	    "запас"); /* soft hyphen */
	check_form("a\xC2\xA0\xE2\x80\x89"
		   "b",
	    "a b");
	check_form("(c), d.", "c d");
	check_form("Y_GE15", "y_ge15");
	check_form("ＡＢＣ１", "abc1");
	check_form("STRASSE", "strasse");
	check_form("Straße", "strasse");
	check_form("№ 5", "no 5");
	check_form("60+", "60+");
	check_form("...", "");
	check_form("-", "-");
	check_form("\"\"", "");
}

static void
refuses_to_normalise_bytes(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_null(text_normalise("ab\xFF", 3, &f));
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text, "the text is not UTF-8");
}

/* What is in normal form stays as it is. */
static void
normalises_once(void **state)
{
	static const char *const texts[] = { "г.  Москва",
		"«Колледж № 7» (филиал) - г. Орёл", "15 – 17 лет", "ǅ ſ ﬁ İ",
		"Ханты-Мансийский а. о. — Югра" };
	struct fail f = FAIL_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		char *once = text_normalise(texts[i], strlen(texts[i]), &f);
		char *twice = text_normalise(once, strlen(once), &f);

		assert_string_equal(once, twice);
		free(once);
		free(twice);
	}
}

/* Common characters are folded without tables; one uncommon character after
 * them makes the whole text go through the tables, to the same form. */
static void
normalises_alike_by_both_ways(void **state)
{
	static const unsigned ranges[][2] = { { 1, 0x7F }, { 0xA0, 0xA0 },
		{ 0xAB, 0xAB }, { 0xBB, 0xBB }, { 0x401, 0x401 },
		{ 0x410, 0x44F }, { 0x451, 0x451 }, { 0x2012, 0x2014 } };
	struct fail f = FAIL_INIT;
	char text[16], *common, *other;
	size_t i, length;

	(void)state;
	for (i = 0; i < COUNT_OF(ranges); i++)
		for (unsigned c = ranges[i][0]; c <= ranges[i][1]; c++) {
			length = 0;
			text[length++] = 'x';
			if (c < 0x80) {
				text[length++] = (char)c;
			} else if (c < 0x800) {
				text[length++] = (char)(0xC0 | c >> 6);
				text[length++] = (char)(0x80 | (c & 0x3F));
			} else {
				text[length++] = (char)(0xE0 | c >> 12);
				text[length++] = (char)(0x80 | (c >> 6 & 0x3F));
				text[length++] = (char)(0x80 | (c & 0x3F));
			}
			text[length++] = 'Y';
			common = text_normalise(text, length, &f);
			memcpy(text + length, "\xC3\x97", 2); /* × */
			other = text_normalise(text, length + 2, &f);
			assert_non_null(common);
			assert_non_null(other);
			assert_int_equal(strlen(other), strlen(common) + 2);
			assert_memory_equal(other, common, strlen(common));
			free(common);
			free(other);
		}
}

static void
measures_columns(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("Орёл"), 4);
	assert_int_equal(text_width("Оре\xCC\x88л"), 4);
	assert_int_equal(text_width("漢字"), 4);
	assert_int_equal(text_width("a\x1b\nb"), 2);
}

/* The SNILS has 11 digits; a day with its time is 12, in groups. */
static void
finds_numbers(void **state)
{
	(void)state;
	assert_true(text_has_number("11223344595", 11));
	assert_true(text_has_number("112-233-445 95", 11));
	assert_true(text_has_number("СНИЛС: 112\u2011233\u00a0445 95, м", 11));
	assert_true(text_has_number("112233445950", 11));
	assert_false(text_has_number("1122334459", 11));
	assert_false(text_has_number("112233, 44595", 11));
	assert_false(text_has_number("21.02.2024 10:15", 11));
	assert_false(text_has_number("", 11));
}

static void
makes_visible(void **state)
{
	char to[12];

	(void)state;
	assert_int_equal(text_visible("a\x1b", 2, to, sizeof(to)), 5);
	assert_string_equal(to, "a\\x1b");
	assert_int_equal(text_visible("a\0b", 3, to, sizeof(to)), 6);
	assert_string_equal(to, "a\\x00b");
	assert_int_equal(text_visible("ЖЖЖЖЖЖ", 12, to, sizeof(to)), 10);
	assert_int_equal(text_visible("abc", 3, to, 1), 0);
	assert_string_equal(to, "");
}

static void
counts_what_differs(void **state)
{
	char long_one[TEXT_DISTANCE_MAX + 2];

	(void)state;
	assert_int_equal(text_characters("Орёл"), 4);
	assert_int_equal(text_distance("", ""), 0);
	assert_int_equal(text_distance("", "Орёл"), 4);
	assert_int_equal(text_distance("kitten", "sitting"), 3);
	assert_int_equal(text_distance("орел", "орёл"), 1);
	assert_int_equal(text_distance("titel", "title"), 2);
	memset(long_one, 'a', sizeof(long_one));
	long_one[TEXT_DISTANCE_MAX + 1] = '\0';
	assert_true(text_distance(long_one, "a") == SIZE_MAX);
	assert_int_equal(text_distance(long_one + 1, ""), TEXT_DISTANCE_MAX);
}

/* A letter that is none of the common ones makes the whole text go the long
 * way: before it the form must be the same. */
static void
normalises_common_names_as_others(void **state)
{
	static const char *const pieces[] = { "а", "Я", "ё", "Ё", "р", "z", "Q",
		"7", " ", ".", ",", "(", ")", "/", ":", "\"", "«", "»", "-",
		"_", "'", "№", "\t" };
	struct fail f = FAIL_INIT;
	char text[256], with[260], *common, *other;
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		text[0] = '\0';
		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(text, pieces[(seed >> 16) % COUNT_OF(pieces)]);
		}
		strcat(text, "a");
		snprintf(with, sizeof(with), "%sé", text);
		common = text_normalise(text, strlen(text), &f);
		other = text_normalise(with, strlen(with), &f);
		other[strlen(other) - strlen("é")] = '\0';
		assert_string_equal(common, other);
		free(common);
		free(other);
	}
}

static void
characters_one_by_one(void **state)
{
	uint32_t c;

	(void)state;
	assert_int_equal(text_character("Ёж", 4, &c), 2);
	assert_int_equal(c, 0x401);
	assert_int_equal(text_lower(c), 0x451);
	assert_true(text_is_letter(c));
	assert_false(text_is_letter('1'));
	assert_int_equal(text_character("", 0, &c), 0);
	assert_int_equal(text_character("\xff", 1, &c), 1);
	assert_int_equal(c, 0);
	/* cut in the middle */
	assert_int_equal(text_character("\xd0\x81", 1, &c), 1);
	assert_int_equal(text_base(0xE9), 'e');
	assert_int_equal(text_base(0x1EC7), 'e'); /* two accents */
	assert_int_equal(text_base('z'), 'z');
}

static void
cuts_between_characters(void **state)
{
	(void)state;
	assert_int_equal(text_cut("жук", 6, 6), 6);
	assert_int_equal(text_cut("жук", 6, 5), 4);
	assert_int_equal(text_cut("жук", 6, 4), 4);
	assert_int_equal(text_cut("жук", 6, 1), 0);
	assert_int_equal(text_cut("жук", 6, 0), 0);
	assert_int_equal(text_cut("a\xF0\x9F\x90\x9D", 5, 4), 1);
	assert_int_equal(text_cut("", 0, 4), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_is_not_utf8),
		cmocka_unit_test(trims),
		cmocka_unit_test(normalises_names),
		cmocka_unit_test(refuses_to_normalise_bytes),
		cmocka_unit_test(normalises_once),
		cmocka_unit_test(normalises_alike_by_both_ways),
		cmocka_unit_test(measures_columns),
		cmocka_unit_test(finds_numbers),
		cmocka_unit_test(makes_visible),
		cmocka_unit_test(counts_what_differs),
		cmocka_unit_test(normalises_common_names_as_others),
		cmocka_unit_test(characters_one_by_one),
		cmocka_unit_test(cuts_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

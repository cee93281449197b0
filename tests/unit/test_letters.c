#include "unit.h"

#include "record/letters.h"

#define ROOM 256

/* Latin letters that look like Cyrillic ones. */
#define L(letters) letters

static void
expect(const char *text, enum letters_change change, const char *wanted)
{
	struct letters l;
	char to[ROOM];

	if (letters_clean(text, strlen(text), to, sizeof(to), &l) != change)
		fail_msg("%s", text);
	if (change == LETTERS_SAME)
		return;
	assert_int_equal(l.length, strlen(wanted));
	assert_memory_equal(to, wanted, l.length);
}

static void
repairs_cyrillic_words(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ L("K") "олледж", "Колледж" },
		{ "К" L("o") "лл" L("e") "дж", "Колледж" },
		{ "Г" L("A") "ПОУ «" L("T") "ехникум»", "ГАПОУ «Техникум»" },
		{ L("M") "осква", "Москва" },
		{ L("C") "ПО", "СПО" },
		{ L("X") "имия", "Химия" },
		{ L("p") "егион", "регион" },
		{ "м" L("i") "ж", "між" },
		{ "уч" L("ë") "т", "учёт" },
		{ "ул. " L("B") "ятская, 5" L("a") " и " L("H") "ижняя",
		    "ул. Вятская, 5" L("a") " и Нижняя" },
		/* look-alikes alone, in a text that is Cyrillic */
		{ L("O") "АО «Ромашка»", "ОАО «Ромашка»" },
		{ "ОО" L("O") " Завод", "ООО Завод" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		expect(cases[i].text, LETTERS_REPAIRED, cases[i].wanted);
}

static void
repairs_latin_words(void **state)
{
	(void)state;
	expect("W"
	       "о"
	       "rldSkills",
	    LETTERS_REPAIRED, "WorldSkills");
	expect("Mi"
	       "с"
	       "r"
	       "о"
	       "s"
	       "о"
	       "ft Offi"
	       "с"
	       "e",
	    LETTERS_REPAIRED, "Microsoft Office");
}

/* What nobody can be sure of. */
static void
leaves_the_rest(void **state)
{
	static const char *const same[] = { "", "Колледж", "College",
		"Колледж College", "IT-специалист", "Wi-Fi в колледже",
		"1С:Предприятие и 1C", "ITэксперт", "WEBдизайн", "XXв",
		"XXI"
		"в",
		"IIIа", "IVБ",
		"XIX"
		"го",
		"О"
		"O"
		"О",
		"O"
		"О"
		" Ltd Завод",
		"A"
		"Б"
		"Z",
		"№ 5", "«Ромашка» — 1", "日本語", "\U0001F600 K" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++)
		expect(same[i], LETTERS_SAME, NULL);
}

static void
drops_what_nobody_sees(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "а\u00A0б", "а б" },
		{ "1\u202F234\u2007567", "1 234 567" },
		{ "кол\u00ADледж", "колледж" },
		{ "кол\u200Bле\u200Cд\u200Dж\u2060\uFEFF", "колледж" },
		{ "a\u00A0", "a " },
		{ "\u200B", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		expect(cases[i].text, LETTERS_CLEANED, cases[i].wanted);
	/* both */
	expect(L("K") "ол\u00ADледж\u00A0№\u00A01", LETTERS_REPAIRED,
	    "Колледж № 1");
	/* dashes and quotation marks are seen */
	expect("а\u2009—\u2011б", LETTERS_SAME, NULL);
}

static void
names_the_first_word(void **state)
{
	const char *text = "Первый " L("K") "олледж " L("T") "ула";
	struct letters l;
	char to[ROOM];

	(void)state;
	assert_int_equal(
	    letters_clean(text, strlen(text), to, ROOM, &l), LETTERS_REPAIRED);
	assert_int_equal(l.word_length, strlen("Колледж"));
	assert_memory_equal(l.word, "Колледж", l.word_length);
}

/* Half of the room is the most that is looked at: limit - 1, limit and limit
 * + 1 bytes with "Kо" in front, which becomes one byte longer. */
static void
keeps_limits(void **state)
{
	char text[ROOM], to[ROOM];
	struct letters l;
	size_t length;

	(void)state;
	memset(text, '.', sizeof(text));
	memcpy(text, "Kоб\u00AD", 7);
	for (length = ROOM / 2 - 1; length <= ROOM / 2 + 1; length++)
		assert_int_equal(letters_clean(text, length, to, ROOM, &l),
		    length <= ROOM / 2 ? LETTERS_REPAIRED : LETTERS_SAME);
	/* without a letter that nobody sees there is room for words that
	 * double; with it they begin at the end of the room, and stay */
	memset(text, 'a', sizeof(text));
	memcpy(text, "я", 2);
	length = ROOM / 2;
	assert_int_equal(
	    letters_clean(text, length, to, ROOM, &l), LETTERS_REPAIRED);
	assert_int_equal(l.length, 2 * length - 2);
	memcpy(text + length - 2, "\u00AD", 2);
	assert_int_equal(
	    letters_clean(text, length, to, ROOM, &l), LETTERS_CLEANED);
	assert_int_equal(l.length, length - 2);
	assert_memory_equal(to, text, length - 2);
}

/* Read in pieces of eight bytes: the letter may stand anywhere. */
static void
looks_everywhere(void **state)
{
	char text[40], to[ROOM];
	struct letters l;

	(void)state;
	for (size_t at = 0; at < 36; at++) {
		memset(text, '.', sizeof(text));
		memcpy(text + at, "Kб", 3);
		if (letters_clean(text, sizeof(text), to, ROOM, &l) !=
		    LETTERS_REPAIRED)
			fail_msg("at %zu", at);
		memset(text, '.', sizeof(text));
		memcpy(text + at, "\u00A0", 2);
		if (letters_clean(text, sizeof(text), to, ROOM, &l) !=
		    LETTERS_CLEANED)
			fail_msg("at %zu", at);
	}
}

static void
takes_ie_for_io(void **state)
{
	static const char *const same[][2] = { { "учёт", "учет" },
		{ "Ёлка", "Елка" }, { "ёё", "её" }, { "", "" },
		{ "abc", "abc" } };
	static const char *const other[][2] = { { "учёт", "учот" },
		{ "Ёлка", "елка" }, { "ё", "Ё" }, { "а", "б" }, { "а", "аб" },
		{ "ё", "" }, { "ё", "ab" } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		assert_true(letters_same(same[i][0], strlen(same[i][0]),
		    same[i][1], strlen(same[i][1])));
		assert_true(letters_same(same[i][1], strlen(same[i][1]),
		    same[i][0], strlen(same[i][0])));
	}
	for (size_t i = 0; i < COUNT_OF(other); i++)
		assert_false(letters_same(other[i][0], strlen(other[i][0]),
		    other[i][1], strlen(other[i][1])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repairs_cyrillic_words),
		cmocka_unit_test(repairs_latin_words),
		cmocka_unit_test(leaves_the_rest),
		cmocka_unit_test(drops_what_nobody_sees),
		cmocka_unit_test(names_the_first_word),
		cmocka_unit_test(keeps_limits),
		cmocka_unit_test(looks_everywhere),
		cmocka_unit_test(takes_ie_for_io),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

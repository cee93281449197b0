#include "unit.h"

#include "record/transliteration.h"

/* The letters by table 2 of GOST 7.79-2000, system B. */
static void
names(void **state)
{
	static const struct {
		const char *text, *name;
	} cases[] = {
		{ "Численность учащихся, чел.",
		    "chislennost_uchashhixsya_chel" },
		{ "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
		    "abvgdeyozhzijklmnoprstufxczchshshhyeyuya" },
		{ "Цена", "cena" },
		{ "Цифры", "cifry" },
		{ "Улица, цель, цыган", "ulicza_cel_cygan" },
		{ "ОКЦИЯ Центр", "okciya_centr" },
		{ "  ИНН  ", "inn" },
		{ "№ п/п", "n_p_p" },
		{ "Année", "annee" },
		{ "DEVENIR Part poursuite études",
		    "devenir_part_poursuite_etudes" },
		{ "cœur", "coeur" },
		{ "Беларуская мова ў і", "belaruskaya_mova_u_i" },
		{ "Татарча әөүҗңһ", "tatarcha_aouzhnh" },
		{ "2022 год", "n_2022_god" },
		{ "cohort_level", "cohort_level" },
		{ "Unnamed: 0", "unnamed_0" },
		{ "строка\nв ячейке", "stroka_v_yachejke" },
		{ "пере\u00ADнос", "perenos" },
		{ "", "" },
		{ "%", "" },
		{ "中文", "" },
		{ "\xff\xfe bad", "bad" },
	};
	char name[TRANSLITERATION_NAME];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		transliterate(cases[i].text, name);
		assert_string_equal(name, cases[i].name);
	}
}

static void
long_ones_are_cut(void **state)
{
	char name[TRANSLITERATION_NAME], text[200];

	(void)state;
	transliterate("Имеющие образование профессиональное послевузовское и "
		      "высшее образование",
	    name);
	assert_string_equal(
	    name, "imeyushhie_obrazovanie_professionalnoe_poslevuzovskoe_i");
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	transliterate(text, name);
	assert_int_equal(strlen(name), TRANSLITERATION_NAME - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(long_ones_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "record/phrase.h"

static void
starts(void **state)
{
	static const struct {
		const char *text, *phrase;
		size_t characters;
	} cases[] = {
		{ "Итого", "Итого", 5 },
		{ "ИТОГО по области", "Итого", 5 },
		{ "Итоговая аттестация", "Итого", 0 },
		{ "Итого: 5", "итого", 5 },
		{ "  «Итого»", "Итого", 5 },
		{ "Все\u00A0 население, занятое", "Все население", 13 },
		{ "Все", "Все население", 0 },
		{ "всё население", "Все население", 13 },
		{ "* оценка", "*", 1 },
		{ "**", "*", 1 },
		{ "15–17", "15-17", 5 },
		{ "15-179", "15-17", 0 },
		{ "TOTAL", "total", 5 },
		{ "", "Итого", 0 },
		{ "Итого", "", 0 },
		{ "😀 a", "😀", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (phrase_starts(cases[i].text, strlen(cases[i].text),
			cases[i].phrase) != cases[i].characters)
			fail_msg("\"%s\" and \"%s\"", cases[i].text,
			    cases[i].phrase);
}

static void
finds(void **state)
{
	const char *items[] = { "Итого", "Всего" };
	struct text_list list = { 2, items };
	static const char total[] = "Всего по району";

	(void)state;
	assert_int_equal(phrase_find(total, strlen(total), &list), 1);
	assert_int_equal(phrase_find("Лицей", 10, &list), -1);
}

static void
is(void **state)
{
	(void)state;
	assert_true(phrase_is("НЕТ", 6, "нет"));
	assert_true(phrase_is("«Нет»", 10, "нет"));
	assert_true(phrase_is("нет  данных", 21, "нет данных"));
	assert_false(phrase_is("нет данных", 19, "нет"));
	assert_false(phrase_is("не", 4, "нет"));
	assert_false(phrase_is("", 0, "нет"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts),
		cmocka_unit_test(finds),
		cmocka_unit_test(is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

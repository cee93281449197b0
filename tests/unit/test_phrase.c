#include "unit.h"

#include "source/phrase.h"

static void
starts(void **state)
{
	static const struct {
		const char *text, *phrase;
		bool starts;
	} cases[] = {
		{ "Итого", "Итого", true },
		{ "ИТОГО по области", "Итого", true },
		{ "Итоговая аттестация", "Итого", false },
		{ "Итого: 5", "итого", true },
		{ "  «Итого»", "Итого", true },
		{ "Все\u00A0 население, занятое", "Все население", true },
		{ "Все", "Все население", false },
		{ "всё население", "Все население", true },
		{ "* оценка", "*", true },
		{ "**", "*", true },
		{ "15–17", "15-17", true },
		{ "15-179", "15-17", false },
		{ "TOTAL", "total", true },
		{ "", "Итого", false },
		{ "Итого", "", false },
		{ "😀 a", "😀", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (phrase_starts(cases[i].text, strlen(cases[i].text),
			cases[i].phrase) != cases[i].starts)
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts),
		cmocka_unit_test(finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

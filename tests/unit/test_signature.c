#include "unit.h"

#include "record/signature.h"

static void
tells_signatures(void **state)
{
	static const struct {
		const char *text;
		bool is, without_posts;
	} cases[] = {
		{ "Исп. Иванова М.П., тел. 8 (34345) 2-22-22", true, true },
		{ "исполнитель: Иванова", true, true },
		{ "М.П.", true, true },
		{ "М. П.", true, true },
		{ "Подпись ________", true, true },
		{ "(подпись)", true, true },
		{ "Директор                     Петров П.П.", true, false },
		{ "ДИРЕКТОР П. П. Петров", true, false },
		{ "Руководитель ________", true, false },
		{ "И.о. директора колледжа Ёлкина Ё.Ё.", true, false },
		/* what a row or a section may be about */
		{ "Директор", false, false },
		{ "И.о. директора", false, false },
		{ "Руководитель группы", false, false },
		{ "Директора и их заместители А.А.", false, false },
		{ "М.П. Иванова", false, false },
		{ "Исполнительный лист", false, false },
		{ "Колледж имени П.П. Петрова", false, false },
		{ "", false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = cases[i].text;

		if (signature_is(text, strlen(text), true) != cases[i].is ||
		    signature_is(text, strlen(text), false) !=
			cases[i].without_posts)
			fail_msg("%s", text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_signatures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

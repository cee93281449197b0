#include "unit.h"

#include "value/person_name.h"

static void
tells_names(void **state)
{
	static const char *const names[] = { "Иванова Анна Петровна",
		"Петров Пётр Ильич", "Алиева Лейла Ахмед кызы", "Иванова А.П.",
		"Иванова А. П.", "Иванова А.", "А.П. Иванова", "А. П. Иванова",
		"Римский-Корсаков Н.А.", "Smith J." };
	static const char *const others[] = { "", "Иванова", "Анна Иванова",
		"А.П.", "ИП А.", "г. Москва", "ул. Ленина В.И.", "Область А",
		"Школа им. Иванова А.П.", "ООО Иванов и сын", "иванова А.П.",
		"Иванова а.п.", "Иванова А.П. 5" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(names); i++)
		if (!person_name(names[i], strlen(names[i])))
			fail_msg("%s is a name", names[i]);
	for (i = 0; i < COUNT_OF(others); i++)
		if (person_name(others[i], strlen(others[i])))
			fail_msg("%s is no name", others[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

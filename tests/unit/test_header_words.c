#include "unit.h"

#include "sniff/header_words.h"

static void
vocabulary(void **state)
{
	static const struct {
		const char *header;
		int says, not ;
	} cases[] = {
		{ "ФИО", WORDS_PERSON, WORDS_ORGANISATION },
		{ "Ф.И.О. выпускника", WORDS_PERSON, WORDS_COUNT },
		{ "СНИЛС", WORDS_SNILS, WORDS_PERSON },
		{ "Дата рождения", WORDS_PRIVATE | WORDS_DATE, 0 },
		{ "Наименование организации", WORDS_ORGANISATION,
		    WORDS_PERSON },
		{ "Количество студентов, чел.", WORDS_COUNT, WORDS_PERSON },
		{ "Кол-во мест", WORDS_COUNT, 0 },
		{ "Доля трудоустроенных, %", WORDS_RATE, 0 },
		{ "%", WORDS_RATE, WORDS_COUNT },
		{ "На 1000 детей соответствующего возраста", WORDS_RATE, 0 },
		{ "Имеющие образование профессиональное среднее", WORDS_COUNT,
		    WORDS_RATE },
		{ "Part-time students", WORDS_COUNT, WORDS_RATE },
		{ "Код специальности", WORDS_CODE | WORDS_GROUP, WORDS_COUNT },
		{ "Учебный год", WORDS_PERIOD, 0 },
		{ "Отчётный\nгод", WORDS_PERIOD, 0 },
		{ "Погода", 0, WORDS_PERIOD },
		{ "№ п/п", WORDS_ROW, WORDS_COUNT },
		{ "Unnamed: 0", WORDS_ROW, 0 },
		{ "num_ligne", WORDS_ROW, WORDS_COUNT },
		{ "Taux emploi 6 mois", WORDS_RATE, WORDS_COUNT },
		{ "geography_code", WORDS_CODE, WORDS_COUNT },
		{ "postal_code", WORDS_CODE, 0 },
		{ "Année", WORDS_PERIOD, 0 },
		{ "Имеет инвалидность", WORDS_FLAG, WORDS_PERSON },
		{ "lat", WORDS_PLACE, 0 },
		{ "", 0, ~0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int says = header_words(cases[i].header, NULL);

		if ((says & cases[i].says) != cases[i].says ||
		    (says & cases[i].not ) != 0)
			fail_msg("%s: %d", cases[i].header, says);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vocabulary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

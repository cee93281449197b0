#include "unit.h"

#include "sniff/known_headings.h"

static void
sex_and_residence(void **state)
{
	static const char *const sex[] = { "Мужчины в возрасте 15 лет и более",
		"Женщины, занятые в экономике", "Мужчины и женщины" };
	static const char *const residence[] = { "Всё население",
		"ГОРОДСКОЕ НАСЕЛЕНИЕ", "Сельское население" };
	static const char *const twice[] = { "Мужчины", "Мужчины 15–17" };
	static const char *const others[] = { "Мужчины", "Колледжи" };
	struct known_level known;

	(void)state;
	assert_true(known_headings(sex, 3, &known));
	assert_string_equal(known.name, "sex");
	assert_string_equal(known.values[0], "M");
	assert_string_equal(known.values[1], "F");
	assert_string_equal(known.values[2], "_T");
	assert_true(known_headings(residence, 3, &known));
	assert_string_equal(known.name, "residence");
	assert_string_equal(known.values[0], "_T");
	assert_string_equal(known.values[1], "U");
	assert_string_equal(known.values[2], "R");
	assert_false(known_headings(twice, 2, &known));
	assert_false(known_headings(others, 2, &known));
	assert_false(known_headings(others, 0, &known));
}

static void
territories_and_ages(void **state)
{
	static const char *const places[] = { "Омская область",
		"Республика Коми", "Москва" };
	static const char *const colleges[] = { "Колледж связи", "Лицей № 5" };

	(void)state;
	assert_true(known_territories(places, 3));
	assert_false(known_territories(colleges, 2));
	assert_true(known_ages("в том числе в возрасте, лет:"));
	assert_false(known_ages("из них"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sex_and_residence),
		cmocka_unit_test(territories_and_ages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

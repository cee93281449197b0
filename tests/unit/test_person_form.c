#include "unit.h"

#include "value/person_form.h"

/* The forms in which Russian offices write them; the numbers are made up. */
static void
forms(void **state)
{
	static const struct {
		const char *text;
		enum person_form form;
	} cases[] = {
		{ "112-233-445 95", PERSON_FORM_SNILS },
		{ "112-233-445-96", PERSON_FORM_SNILS },
		{ "11223344595", PERSON_FORM_NONE },
		{ "+7 (913) 123-45-67", PERSON_FORM_PHONE },
		{ "8-913-123-45-67", PERSON_FORM_PHONE },
		{ "89131234567", PERSON_FORM_NONE },
		{ "913-123-45-67", PERSON_FORM_NONE },
		{ "anna@example.org", PERSON_FORM_MAIL },
		{ "anna@host", PERSON_FORM_NONE },
		{ "@example.org", PERSON_FORM_NONE },
		{ "45 10 123456", PERSON_FORM_PASSPORT },
		{ "4510 123456", PERSON_FORM_PASSPORT },
		{ "4510123456", PERSON_FORM_NONE },
		{ "г. Омск, ул. Мира, д. 5, кв. 7", PERSON_FORM_ADDRESS },
		{ "ул. Мира, 5", PERSON_FORM_ADDRESS },
		{ "Колледж связи № 5", PERSON_FORM_NONE },
		{ "1 234 567,5", PERSON_FORM_NONE },
		{ "", PERSON_FORM_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = cases[i].text;
		size_t digits = 0;

		for (size_t j = 0; text[j] != '\0'; j++)
			digits += text[j] >= '0' && text[j] <= '9';
		if (person_form(text, strlen(text), digits) != cases[i].form)
			fail_msg("%s", text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "record/cell_kind.h"

struct example {
	const char *text;
	enum cell_kind kind;
};

static void
check(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum cell_kind kind =
		    cell_kind(examples[i].text, strlen(examples[i].text));

		if (kind != examples[i].kind)
			fail_msg("\"%s\": found %d, expected %d",
			    examples[i].text, (int)kind, (int)examples[i].kind);
	}
}

static void
knows_numbers(void **state)
{
	static const struct example numbers[] = {
		{ "0", CELL_KIND_NUMBER },
		{ " 12 ", CELL_KIND_NUMBER },
		{ "-3", CELL_KIND_NUMBER },
		{ "−3,5", CELL_KIND_NUMBER },
		{ "1 234,5", CELL_KIND_NUMBER },
		{ "1\xC2\xA0"
		  "234",
		    CELL_KIND_NUMBER },
		{ "1\xA0"
		  "234",
		    CELL_KIND_NUMBER },
		{ "1.234.567,8", CELL_KIND_NUMBER },
		{ ".5", CELL_KIND_NUMBER },
		{ "$74.69", CELL_KIND_NUMBER },
		{ "-$5", CELL_KIND_NUMBER },
		{ "£65.60", CELL_KIND_NUMBER },
		{ "12,5 %", CELL_KIND_NUMBER },
		{ "100 ₽", CELL_KIND_NUMBER },
		{ "(15)", CELL_KIND_NUMBER },
		{ "1,5E+3", CELL_KIND_NUMBER },
		{ "12 34", CELL_KIND_TEXT },
		{ "1,", CELL_KIND_TEXT },
		{ "E5", CELL_KIND_CODE },
	};

	(void)state;
	check(numbers, COUNT_OF(numbers));
}

static void
knows_dates(void **state)
{
	static const struct example dates[] = {
		{ "24.02.2022", CELL_KIND_DATE },
		{ "24/02/22", CELL_KIND_DATE },
		{ "2022-02-24", CELL_KIND_DATE },
		{ "2022-02-24T10:30:00Z", CELL_KIND_DATE },
		{ "2011-04-16 17:21:17", CELL_KIND_DATE },
		{ "22-JUL-09", CELL_KIND_DATE },
		{ "24 февраля 2022 г.", CELL_KIND_DATE },
		{ "00:15", CELL_KIND_DATE },
		{ "12:05 PM", CELL_KIND_DATE },
		{ "9:30:15.5", CELL_KIND_DATE },
		{ "10:", CELL_KIND_CODE },
		{ "24.02", CELL_KIND_NUMBER },
	};

	(void)state;
	check(dates, COUNT_OF(dates));
}

static void
knows_the_rest(void **state)
{
	static const struct example others[] = {
		{ "", CELL_KIND_EMPTY },
		{ " \t\r\n", CELL_KIND_EMPTY },
		{ "\xC2\xA0", CELL_KIND_EMPTY },
		{ "-", CELL_KIND_MARK },
		{ "–", CELL_KIND_MARK },
		{ "…", CELL_KIND_MARK },
		{ "н/д", CELL_KIND_MARK },
		{ "N/A", CELL_KIND_MARK },
		{ "---", CELL_KIND_MARK },
		{ "MG-8769", CELL_KIND_CODE },
		{ "RU.01", CELL_KIND_CODE },
		{ "d8327a56-80de-4df2-815c-4f6ab1224c50", CELL_KIND_CODE },
		{ "http://a.ru/x?y=1,2", CELL_KIND_LINK },
		{ "a.b@example.com", CELL_KIND_LINK },
		{ "a @ b", CELL_KIND_TEXT },
		{ "Омская область", CELL_KIND_TEXT },
		{ "DATE", CELL_KIND_TEXT },
		{ "num_ligne", CELL_KIND_TEXT },
	};

	(void)state;
	check(others, COUNT_OF(others));
}

/* Only length bytes are read. */
static void
ends_with_its_length(void **state)
{
	static const char text[] = { '1', '2', 'x', '-', '-', 'x' };

	(void)state;
	assert_int_equal(cell_kind(text, 2), CELL_KIND_NUMBER);
	assert_int_equal(cell_kind(text, 3), CELL_KIND_CODE);
	assert_int_equal(cell_kind(text + 3, 2), CELL_KIND_MARK);
	assert_int_equal(cell_kind(text + 3, 0), CELL_KIND_EMPTY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_numbers),
		cmocka_unit_test(knows_dates),
		cmocka_unit_test(knows_the_rest),
		cmocka_unit_test(ends_with_its_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

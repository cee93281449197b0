#include "unit.h"

#include "record/russian.h"
#include "record/utf8.h"

static int
cost_of(const char *text)
{
	const uint16_t(*costs)[RUSSIAN_KINDS] = russian_costs();
	const unsigned char *from = (const unsigned char *)text;
	size_t left = strlen(text), size;
	unsigned before = russian_kind(' '), kind, c;
	int cost = 0;

	for (; left > 0; from += size, left -= size, before = kind) {
		size = utf8_character(from, left, &c);
		kind = russian_kind(c);
		cost += costs[before][kind];
	}
	return cost + costs[before][russian_kind(' ')];
}

/* What is read right costs less than what the same bytes are in another
 * encoding (iconv made the pairs). */
static void
prefers_russian(void **state)
{
	static const struct {
		const char *right, *wrong;
	} cases[] = {
		{ "Колледж", "йНККЕДФ" }, /* 1251 as koi8-r */
		{ "Колледж", "╩юыыхфц" }, /* 1251 as cp866 */
		{ "Колледж", " ЋЋ•§¦" },  /* cp866 as 1251 */
		{ "Колледж", "љоллед∆" }, /* not by any: letters and a sign */
		{ "Колледж", "Кюььхфц" },
		{ "ГОРОД", "цнпнд" }, /* koi8-r as 1251 swaps the case */
		{ "дзяўчаты", "дз€ўчаты" },
		{ "№ 5", "╣ 5" },
		{ "«Лесной»", "╚Ыхёэющ╗" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (cost_of(cases[i].right) >= cost_of(cases[i].wrong))
			fail_msg("%s costs %d, %s %d", cases[i].right,
			    cost_of(cases[i].right), cases[i].wrong,
			    cost_of(cases[i].wrong));
}

static void
knows_kinds(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 0x3000; c++) {
		assert_true(russian_kind(c) < RUSSIAN_KINDS);
		assert_int_equal(russian_is_letter(russian_kind(c)),
		    (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451 ||
			c == 0x406 || c == 0x456 || c == 0x40E || c == 0x45E);
	}
	/* ASCII alone says nothing */
	assert_int_equal(cost_of("Moscow; 1,5"), 0);
	for (unsigned a = 0; a < RUSSIAN_KINDS; a++)
		for (unsigned b = 0; b < RUSSIAN_KINDS; b++)
			assert_true(russian_costs()[a][b] < 512);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prefers_russian),
		cmocka_unit_test(knows_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

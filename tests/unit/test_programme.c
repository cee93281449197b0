#include "unit.h"

#include "value/programme.h"

static void
reads_codes(void **state)
{
	static const struct {
		const char *text, *code;
		bool repaired;
	} good[] = {
		{ "09.02.07", "09.02.07", false },
		{ "38.02.01", "38.02.01", false },
		{ "09. 02. 07", "09.02.07", false },
		/* a zero was lost */
		{ "9.02.07", "09.02.07", true },
		{ "8.1.5", "08.01.05", true },
		/* a spreadsheet took it for a date */
		{ "15.янв.05", "15.01.05", true },
		{ "15-янв-05", "15.01.05", true },
		{ "15-Jan-05", "15.01.05", true },
		{ "15.01.2005", "15.01.05", true },
		{ "15.01.2005 0:00:00", "15.01.05", true },
		{ "2005-01-15", "15.01.05", true },
		{ "2005-01-15T00:00:00", "15.01.05", true },
		/* 35 years of 365 days, 9 leap days and 14 more are 12,798
		 * since 1970-01-01, which is 25,569 */
		{ "38367", "15.01.05", true },
		/* with the pivot of 2029: 08.02.30 */
		{ "08.02.1930", "08.02.30", true },
	};
	static const char *const bad[] = { "", "0902", "090207", "09.02",
		"09.02.07.01", "009.02.07", "09.02.007", "09-02-07", "9,02,07",
		"09.02.0a", "..", "a", "09.02.1929", "09.02.2050", "20050115",
		"01/02/2005", "31.02.2005" };
	char code[PROGRAMME_TEXT];
	bool repaired;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (!programme_read(
			good[i].text, strlen(good[i].text), code, &repaired))
			fail_msg("%s", good[i].text);
		assert_string_equal(code, good[i].code);
		assert_int_equal(repaired, good[i].repaired);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (programme_read(bad[i], strlen(bad[i]), code, &repaired))
			fail_msg("\"%s\" was read as %s", bad[i], code);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

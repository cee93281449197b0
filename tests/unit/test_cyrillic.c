#include "unit.h"

#include "record/cyrillic.h"

/* Горный колледж; 12 in Windows-1251. */
static const unsigned char bytes[] =
    "\xC3\xEE\xF0\xED\xFB\xE9 \xEA\xEE\xEB\xEB\xE5\xE4\xE6; 12";

static void
chooses(void **state)
{
	static struct cyrillic_sample s;
	struct encoding_guess guess = { .mixed = false };
	size_t i, length = sizeof(bytes) - 1;

	(void)state;
	/* pieces of any size are one sample */
	for (i = 0; i < length; i++)
		cyrillic_add(&s, bytes + i, 1);
	assert_int_equal(s.high, 13);
	cyrillic_choose(&s, &guess);
	assert_int_equal(guess.encoding, ENCODING_WINDOWS_1251);
	assert_int_equal(guess.second, ENCODING_MAC_CYRILLIC);
	assert_true(guess.sure);
	/* at 1 in 1000 or less it would be another */
	assert_true(guess.confidence > 0.999 && guess.confidence <= 1);
}

/* The cost of a text is what the sample of it has. */
static void
costs_least_in_its_own(void **state)
{
	long least =
	    cyrillic_cost(ENCODING_WINDOWS_1251, bytes, sizeof(bytes) - 1);
	int e;

	(void)state;
	assert_true(least > 0 && least < 13 * CYRILLIC_COST);
	for (e = ENCODING_KOI8_R; e <= ENCODING_MAC_CYRILLIC; e++)
		assert_true(cyrillic_cost((enum encoding)e, bytes,
				sizeof(bytes) - 1) > least + 80);
	assert_int_equal(
	    cyrillic_cost(ENCODING_CP866, (const unsigned char *)"a;\0", 3), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chooses),
		cmocka_unit_test(costs_least_in_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* break_detection: where a break of a series is found, and where none is looked for */
#include "unit.h"

#include "chaos.h"
#include "measure/break_detection.h"
#include "nile.h"

/* Years from first on; a level of 0 is one that is missing. */
static void
fill(struct level *levels, int first, const int64_t *numbers, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		levels[i] = (struct level){ .year = first + (int)i };
		levels[i].estimate.status =
		    numbers[i] == 0 ? OBSERVATION_MISSING : OBSERVATION_OK;
		levels[i].estimate.numerator = numbers[i];
	}
}

/* The years found, as a text "2020 2024". */
static void
check(struct level *levels, size_t count, const char *expected)
{
	struct fail f = FAIL_INIT;
	char text[128] = "", *end = text;
	size_t i;

	assert_int_equal(break_detection_mark(levels, count, &f), 0);
	for (i = 0; i < count; i++)
		if (levels[i].detected)
			end += sprintf(end, "%s%d", end == text ? "" : " ",
			    levels[i].year);
	assert_string_equal(text, expected);
}

/* R strucchange: the flow fell after 1898. */
static void
test_nile(void **state)
{
	int64_t numbers[100];
	struct level levels[100];
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		numbers[i] = (int64_t)nile[i];
	fill(levels, 1871, numbers, 100);
	check(levels, 100, "1899");
}

static const int64_t step[] = { 100, 102, 105, 107, 200, 205, 209, 213 };

static void
test_short(void **state)
{
	static const int64_t steady[] = { 100, 103, 105, 109, 111, 115, 117,
		121 };
	struct level levels[9];

	(void)state;
	fill(levels, 2016, step, 8);
	check(levels, 8, "2020");
	check(levels, 7, ""); /* seven years are too few */
	fill(levels, 2016, steady, 8);
	check(levels, 8, "");
	levels[4].detected = true; /* of an earlier look */
	check(levels, 8, "");
}

/* What cuts a stretch of years leaves too few of them. */
static void
test_cut(void **state)
{
	static const int64_t hole[] = { 100, 102, 105, 107, 0, 200, 205, 209,
		213 };
	struct level levels[9];

	(void)state;
	fill(levels, 2016, step, 8);
	levels[3].breaks = true;
	check(levels, 8, "");
	fill(levels, 2016, step, 8);
	levels[0].breaks = true; /* where it begins anyway */
	check(levels, 8, "2020");
	levels[2].estimate.flags = FLAG_APPROXIMATE;
	check(levels, 8, "");
	fill(levels, 2016, step, 8);
	levels[7].year = 2024;
	check(levels, 8, "");
	fill(levels, 2016, hole, 9);
	check(levels, 9, "");
	levels[4].estimate.status = OBSERVATION_OK; /* a true 0 */
	check(levels, 9, "");
}

static void
test_memory_ends(void **state)
{
	struct level levels[8];
	int status;
	long n;

	(void)state;
	fill(levels, 2016, step, 8);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = break_detection_mark(levels, 8, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_true(status == 0 || f.status == FAIL_SYSTEM);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nile),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

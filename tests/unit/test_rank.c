/* test_rank.c - the order of rows by values, as a number */
#include "tables.h"

#include "chaos.h"
#include "join/rank.h"

static void
check(const char *columns, const char *rows, const char *expected)
{
	static const int places[] = { 0, 1, 2, 3 };
	struct small t;
	char text[128] = "";
	uint32_t ranks[16];
	size_t i, used = 0;

	small_start(&t, columns, rows);
	assert_int_equal(
	    rank_rows(&t.batch, places, t.schema.field_count - 2, ranks, NULL),
	    0);
	for (i = 0; i < t.batch.length; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%u", i == 0 ? "" : " ", (unsigned)ranks[i]);
	assert_string_equal(text, expected);
	small_end(&t);
}

static void
test_ranks(void **state)
{
	(void)state;
	check("a:t b:i", "b 1 | a 2 | b 1 | b -3", "2 0 2 1");
	check("a:u", "b | ab | a | _ | abc | b", "3 1 0 4 2 3");
	check("a:b", "bbbb | aaaa | _", "1 0 2");
	check("a:d", "2024-01-02 | _ | 2024-01-01", "1 2 0");
	check("a:f b:l", "1.5 yes | 1.5 no | -2 yes | _ no", "2 1 0 3");
	check("a:t b:t c:t", "x y z | x y y | w z z", "2 1 0");
	check("a:t", "", "");
}

/* Without columns all rows are equal. */
static void
test_no_columns(void **state)
{
	uint32_t ranks[2] = { 7, 7 };
	struct small t;

	(void)state;
	small_start(&t, "a:t", "x | y");
	assert_int_equal(rank_rows(&t.batch, NULL, 0, ranks, NULL), 0);
	assert_int_equal(ranks[0], 0);
	assert_int_equal(ranks[1], 0);
	small_end(&t);
}

static void
test_texts(void **state)
{
	(void)state;
	assert_true(rank_texts("a", 1, "b", 1) < 0);
	assert_true(rank_texts("ab", 2, "a", 1) > 0);
	assert_true(rank_texts("", 0, "a", 1) < 0);
	assert_int_equal(rank_texts("", 0, "", 0), 0);
	/* bytes above 127 come last: Cyrillic after Latin */
	assert_true(rank_texts("z", 1, "я", 2) < 0);
}

static void
test_memory(void **state)
{
	static const int places[] = { 0 };
	struct fail f = FAIL_INIT;
	uint32_t ranks[2];
	struct small t;

	(void)state;
	small_start(&t, "a:t", "x | y");
	chaos_start(1);
	assert_int_equal(rank_rows(&t.batch, places, 1, ranks, &f), -1);
	chaos_stop();
	assert_int_equal(f.status, FAIL_SYSTEM);
	small_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_no_columns),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

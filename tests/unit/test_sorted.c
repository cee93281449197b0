/* test_order.c - a check that rows are in order */
#include "tables.h"

#include "chaos.h"
#include "join/sorted.h"

static size_t
look(struct sorted *o, const char *columns, const char *rows)
{
	struct small t;
	size_t wrong;

	small_start(&t, columns, rows);
	assert_int_equal(sorted_batch(o, &t.batch.columns[0], &wrong, NULL), 0);
	small_end(&t);
	return wrong;
}

static void
test_batches(void **state)
{
	struct sorted o = SORTED_INIT;

	(void)state;
	assert_int_equal(look(&o, "p:t", "_ | a | a | _ | ab"), ORDER_RIGHT);
	assert_int_equal(look(&o, "p:u", "_"), ORDER_RIGHT);
	assert_int_equal(look(&o, "p:u", ""), ORDER_RIGHT);
	assert_int_equal(look(&o, "p:u", "ab | b"), ORDER_RIGHT);
	assert_int_equal(look(&o, "p:u", "_ | a"), 1);
	sorted_clear(&o);
	assert_int_equal(look(&o, "p:b", "aaaa | cccc | bbbb"), 2);
	sorted_clear(&o);
	assert_int_equal(look(&o, "p:t", "b | a"), 1);
	sorted_clear(&o);
}

static void
test_failures(void **state)
{
	struct sorted o = SORTED_INIT;
	struct fail f = FAIL_INIT;
	struct small t;
	size_t wrong;

	(void)state;
	assert_int_equal(sorted_fail("t.arrow", "a.csv", 7, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "t.arrow: the row of a.csv:7 "));
	small_start(&t, "p:t", "a");
	chaos_start(1);
	assert_int_equal(sorted_batch(&o, &t.batch.columns[0], &wrong, &f), -1);
	chaos_stop();
	assert_int_equal(f.status, FAIL_SYSTEM);
	sorted_clear(&o);
	small_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_batches),
		cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

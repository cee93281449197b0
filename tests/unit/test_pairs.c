/* test_pairs.c - numbers for pairs of numbers */
#include "unit.h"

#include "chaos.h"
#include "join/pairs.h"

static void
test_pairs(void **state)
{
	struct pairs p = PAIRS_INIT;
	int32_t a, b, id;

	(void)state;
	assert_int_equal(pairs_find(&p, 0, 0), -1);
	for (a = 0; a < 100; a++)
		for (b = 0; b < 100; b++) {
			assert_int_equal(pairs_add(&p, a, b, &id, NULL), 0);
			assert_int_equal(id, 100 * a + b);
		}
	assert_int_equal(p.count, 10000);
	for (a = 0; a < 100; a++)
		for (b = 0; b < 100; b++) {
			assert_int_equal(pairs_find(&p, a, b), 100 * a + b);
			assert_int_equal(pairs_add(&p, a, b, &id, NULL), 0);
			assert_int_equal(id, 100 * a + b);
		}
	assert_int_equal(pairs_find(&p, 100, 0), -1);
	pairs_clear(&p);
	assert_int_equal(pairs_find(&p, 1, 1), -1);
}

static void
test_memory(void **state)
{
	int32_t a, id;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct pairs p = PAIRS_INIT;
		struct fail f = FAIL_INIT;

		chaos_start(n);
		for (status = 0, a = 0; a < 100 && status == 0; a++)
			status = pairs_add(&p, a, a, &id, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(pairs_find(&p, 0, 0), n == 1 ? -1 : 0);
		pairs_clear(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

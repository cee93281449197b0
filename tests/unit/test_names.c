/* test_names.c - lists of names with commas */
#include "unit.h"

#include "chaos.h"
#include "cube/names.h"

static void
test_split(void **state)
{
	struct names n = NAMES_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(names_split(&n, "territory,sex", &f), 0);
	assert_int_equal(n.count, 2);
	assert_string_equal(n.items[0], "territory");
	assert_string_equal(n.items[1], "sex");
	names_clear(&n);
	assert_int_equal(names_split(&n, "", &f), 0);
	assert_int_equal(n.count, 0);
	names_clear(&n);
	assert_int_equal(names_split(&n, ",a,", &f), 0);
	assert_int_equal(n.count, 3);
	assert_string_equal(n.items[0], "");
	assert_string_equal(n.items[1], "a");
	assert_string_equal(n.items[2], "");
	names_clear(&n);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct names names = NAMES_INIT;

		chaos_start(n);
		status = names_split(&names, "a,b", &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		names_clear(&names);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

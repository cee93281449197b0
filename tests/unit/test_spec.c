/* test_spec.c - what join is asked to do */
#include "unit.h"

#include "chaos.h"
#include "join/spec.h"

static void
test_lists(void **state)
{
	struct join_spec spec = { .several = JOIN_FIRST };
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(join_keys(&spec, "college=code,year", &f), 0);
	assert_int_equal(spec.keys.count, 2);
	assert_string_equal(spec.keys.items[0].first, "college");
	assert_string_equal(spec.keys.items[0].second, "code");
	assert_string_equal(spec.keys.items[1].first, "year");
	assert_string_equal(spec.keys.items[1].second, "year");
	assert_int_equal(join_adds(&spec, "", &f), 0);
	assert_int_equal(spec.adds.count, 0);
	join_spec_clear(&spec);
	assert_int_equal(spec.keys.count, 0);
}

static void
test_wrong_lists(void **state)
{
	static const char *const lists[] = { ",", "a,", "a=", "=a", "a,,b",
		"=" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(lists); i++) {
		struct join_spec spec = { .several = JOIN_FIRST };
		struct fail f = FAIL_INIT;

		assert_int_equal(join_adds(&spec, lists[i], &f), -1);
		assert_int_equal(f.status, FAIL_USAGE);
		join_spec_clear(&spec);
	}
}

static void
test_several(void **state)
{
	struct fail f = FAIL_INIT;
	enum join_several several;

	(void)state;
	assert_int_equal(join_several_find("none", &several, &f), 0);
	assert_int_equal(several, JOIN_NONE);
	assert_int_equal(join_several_find("all", &several, &f), 0);
	assert_int_equal(several, JOIN_ALL);
	assert_int_equal(join_several_find("First", &several, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
}

static void
test_check(void **state)
{
	struct join_spec spec = { .several = JOIN_FIRST };
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(join_spec_check(&spec, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	spec.date = "day";
	spec.from = "from";
	assert_int_equal(join_spec_check(&spec, &f), -1);
	spec.to = "to";
	assert_int_equal(join_spec_check(&spec, &f), 0);
}

static void
test_memory(void **state)
{
	long n;
	int status;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct join_spec spec = { .several = JOIN_FIRST };
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = join_keys(&spec, "a=b,c", &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		join_spec_clear(&spec);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_wrong_lists),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include <stdint.h>

#include "base/json_memory.h"
#include "chaos.h"

/* Pairs of allocations of which one is given back at once. */
static void *
make(void *what)
{
	static void *kept[8];
	const size_t *count = what;

	for (size_t i = 0; i < *count; i++) {
		kept[i] = json_memory_allocate(i * 100);
		json_memory_release(json_memory_allocate(8));
	}
	return kept;
}

static void
builds_all_or_nothing(void **state)
{
	size_t count = 8;
	void *made = NULL;
	int status = -1;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		status = json_memory_build(make, &count, &made);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
	}
	assert_int_equal(n, 16 + 2); /* the last one did not fail */
	/* in any order, long after the work */
	for (size_t i = 0; i < count; i++)
		json_memory_release(((void **)made)[(i * 5) % count]);
}

static void
fails_as_usual_at_other_times(void **state)
{
	void *memory;

	(void)state;
	chaos_start(1);
	memory = json_memory_allocate(10);
	chaos_stop();
	assert_null(memory);
	assert_null(json_memory_allocate(SIZE_MAX));
	json_memory_release(NULL);
	memory = json_memory_allocate(0);
	assert_non_null(memory);
	json_memory_release(memory);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(builds_all_or_nothing),
		cmocka_unit_test(fails_as_usual_at_other_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

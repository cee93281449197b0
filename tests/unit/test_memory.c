#include "unit.h"

#include "base/memory.h"
#include "chaos.h"

static void
gives_zeroed_items(void **state)
{
	struct fail f = FAIL_INIT;
	int *items = memory_array(3, sizeof(*items), &f);
	void *none = memory_array(0, 8, &f);

	(void)state;
	assert_non_null(items);
	assert_int_equal(items[0] | items[1] | items[2], 0);
	assert_non_null(none);
	free(items);
	free(none);
}

static void
refuses_overflow(void **state)
{
	struct fail f = FAIL_INIT;
	int *items = NULL;
	size_t capacity = 0;

	(void)state;
	assert_null(memory_array(SIZE_MAX / 2, 3, &f));
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(f.text, "out of memory");
	f.status = FAIL_NONE;
	assert_int_equal(
	    memory_grow(&items, &capacity, SIZE_MAX / 2, 4, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_null(items);
	assert_int_equal(capacity, 0);
	assert_int_equal(memory_grow(&items, &capacity, 1, 0, &f), -1);
	assert_null(memory_text("", SIZE_MAX, &f));
}

static void
grows_by_half(void **state)
{
	struct fail f = FAIL_INIT;
	long *items = NULL;
	size_t capacity = 0, moves = 0;

	(void)state;
	for (size_t i = 0; i < 10000; i++) {
		size_t before = capacity;

		assert_int_equal(
		    memory_grow(&items, &capacity, i + 1, sizeof(*items), &f),
		    0);
		moves += capacity != before;
		items[i] = (long)i;
	}
	/* 8 * 1.5^18 > 10000 */
	assert_true(moves <= 20);
	assert_true(capacity >= 10000 && capacity < 15001);
	for (size_t i = 0; i < 10000; i++)
		assert_int_equal(items[i], i);
	free(items);
}

static void
copies_text(void **state)
{
	struct fail f = FAIL_INIT;
	char *text = memory_text("abcdef", 3, &f);
	char *empty = memory_text(NULL, 0, &f);

	(void)state;
	assert_string_equal(text, "abc");
	assert_string_equal(empty, "");
	free(text);
	free(empty);
}

static void
survives_the_end_of_memory(void **state)
{
	struct fail f = FAIL_INIT;
	char *items = NULL, *text;
	size_t capacity = 0;
	int status;

	(void)state;
	chaos_start(1);
	text = memory_text("abc", 3, &f);
	chaos_stop();
	assert_true(chaos_failed());
	assert_null(text);
	chaos_start(1);
	text = memory_array(3, 1, &f);
	chaos_stop();
	assert_null(text);
	chaos_start(1);
	status = memory_grow(&items, &capacity, 3, 1, &f);
	chaos_stop();
	assert_int_equal(status, -1);
	assert_null(items);
	assert_int_equal(capacity, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_items),
		cmocka_unit_test(refuses_overflow),
		cmocka_unit_test(grows_by_half),
		cmocka_unit_test(copies_text),
		cmocka_unit_test(survives_the_end_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include <stdint.h>

#include "base/arena.h"
#include "chaos.h"

static void
takes_zeros_that_are_aligned(void **state)
{
	struct fail f = FAIL_INIT;
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t size = 1; size < 3000; size += 7) {
		unsigned char *piece = arena_take(&arena, size, &f);

		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++) {
			assert_int_equal(piece[i], 0);
			piece[i] = 0xFF;
		}
		assert_non_null(arena_bytes(&arena, 1, &f));
	}
	assert_non_null(arena_take(&arena, 3 << 20, &f));
	arena_free(&arena);
	assert_null(arena.last);
}

static void
copies_texts(void **state)
{
	struct fail f = FAIL_INIT;
	struct arena arena = ARENA_INIT;
	char *one = arena_text(&arena, "колледж", 14, &f);
	char *none = arena_text(&arena, "", 0, &f);

	(void)state;
	assert_string_equal(one, "колледж");
	assert_string_equal(none, "");
	arena_free(&arena);
}

static void
refuses_what_is_too_large(void **state)
{
	struct fail f = FAIL_INIT;
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_null(arena_take(&arena, SIZE_MAX, &f));
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_null(arena_text(&arena, "", SIZE_MAX, &f));
	arena_free(&arena);
}

static void
survives_the_end_of_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct arena arena = ARENA_INIT;

	(void)state;
	chaos_start(1);
	assert_null(arena_take(&arena, 8, &f));
	chaos_stop();
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_non_null(arena_take(&arena, 8, &f));
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_zeros_that_are_aligned),
		cmocka_unit_test(copies_texts),
		cmocka_unit_test(refuses_what_is_too_large),
		cmocka_unit_test(survives_the_end_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_dictionary.c - codes by first addition */
#include "unit.h"

#include "chaos.h"
#include "table/dictionary.h"

#define MANY 200000

static void
test_codes(void **state)
{
	struct dictionary *d = dictionary_new(NULL);
	size_t length;

	(void)state;
	assert_non_null(d);
	assert_int_equal(dictionary_count(d), 0);
	assert_int_equal(dictionary_find(d, "", 0), -1);
	assert_int_equal(dictionary_add(d, "Тыва", 8, NULL), 0);
	assert_int_equal(dictionary_add(d, "", 0, NULL), 1);
	assert_int_equal(dictionary_add(d, "a\0b", 3, NULL), 2);
	assert_int_equal(dictionary_add(d, "a\0c", 3, NULL), 3);
	assert_int_equal(dictionary_add(d, "a", 1, NULL), 4);
	assert_int_equal(dictionary_add(d, "Тыва", 8, NULL), 0);
	assert_int_equal(dictionary_find(d, "", 0), 1);
	assert_int_equal(dictionary_find(d, "a\0c", 3), 3);
	assert_int_equal(dictionary_find(d, "Тыв", 6), -1);
	assert_int_equal(dictionary_count(d), 5);
	assert_string_equal(dictionary_text(d, 0, NULL), "Тыва");
	assert_memory_equal(dictionary_text(d, 2, &length), "a\0b", 4);
	assert_int_equal(length, 3);
	assert_string_equal(dictionary_text(d, 1, &length), "");
	assert_int_equal(length, 0);
	dictionary_free(d);
	dictionary_free(NULL);
}

static void
test_many(void **state)
{
	struct dictionary *d = dictionary_new(NULL);
	char text[16];
	size_t length;
	int32_t i;
	int n, round;

	(void)state;
	assert_non_null(d);
	for (round = 0; round < 2; round++)
		for (i = 0; i < MANY; i++) {
			n = snprintf(text, sizeof(text), "%d", i * 7);
			assert_int_equal(
			    dictionary_add(d, text, (size_t)n, NULL), i);
			assert_string_equal(
			    dictionary_text(d, i, &length), text);
			assert_int_equal(length, n);
		}
	assert_int_equal(dictionary_count(d), MANY);
	dictionary_free(d);
}

static void
test_share(void **state)
{
	struct dictionary *d = dictionary_new(NULL), *same;

	(void)state;
	assert_non_null(d);
	same = dictionary_share(d);
	assert_int_equal(dictionary_add(d, "a", 1, NULL), 0);
	dictionary_free(d);
	assert_string_equal(dictionary_text(same, 0, NULL), "a");
	dictionary_free(same);
}

static void
test_memory(void **state)
{
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct dictionary *d;
		char text[8];
		int32_t i, code = 0;

		chaos_start(n);
		d = dictionary_new(&f);
		for (i = 0; d != NULL && i < 50 && code != -1; i++) {
			snprintf(text, sizeof(text), "%07d", i);
			code = dictionary_add(d, text, 7, &f);
		}
		chaos_stop();
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		/* What went in before the failure is still there. */
		if (d != NULL && code == -1)
			assert_int_equal(dictionary_count(d), i - 1);
		dictionary_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

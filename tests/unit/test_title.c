#include "unit.h"

#include "chaos.h"
#include "layout/title.h"

static int
add(struct titles *t, const char *const *texts, size_t count, struct fail *f)
{
	size_t lengths[8];
	struct cells c = CELLS_INIT;

	for (size_t i = 0; i < count; i++)
		lengths[i] = texts[i] == NULL ? 5 : strlen(texts[i]);
	c.count = count;
	c.texts = (const char **)texts;
	c.lengths = lengths;
	return titles_add(t, &c, f);
}

static void
joins_cells(void **state)
{
	static const char *const line[] = { "", "Отчёт \t за\r\n2023\u00A0 год",
		"", NULL, "часть 1", "" };
	static const char *const empty[] = { "", "" };
	struct titles t = TITLES_INIT;

	(void)state;
	assert_int_equal(add(&t, line, COUNT_OF(line), NULL), 0);
	assert_int_equal(add(&t, empty, COUNT_OF(empty), NULL), 0);
	assert_int_equal(add(&t, empty, 0, NULL), 0);
	assert_int_equal(t.count, 3);
	assert_string_equal(t.lines[0], "Отчёт за 2023 год часть 1");
	assert_string_equal(t.lines[1], "");
	assert_string_equal(t.lines[2], "");
	titles_clear(&t);
	assert_int_equal(t.count, 0);
}

static void
survives_full_memory(void **state)
{
	static const char *const line[] = { "a", "b" };

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct titles t = TITLES_INIT;
		struct fail f = FAIL_INIT;
		int status;

		chaos_start(n);
		status = add(&t, line, COUNT_OF(line), &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		titles_clear(&t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins_cells),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

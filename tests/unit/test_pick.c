/* test_pick.c - rows of columns in another order */
#include "tables.h"

#include "chaos.h"
#include "join/pick.h"

static const char columns[] = "t:t u:u b:b d:d i:i f:f l:l";
static const char rows[] =
    "x long-text aaaa 2024-02-29 1 0.5 yes | _ _ _ _ _ _ _ | "
    "y _ bbbb 2024-03-01 -2 2.5 no | x u cccc 1999-12-31 3 4 yes";

static void
pick(struct small *from, struct small *to, const uint32_t *list, size_t count)
{
	size_t i;

	for (i = 0; i < from->schema.field_count; i++)
		assert_int_equal(
		    column_pick(&to->batch.columns[i], &from->batch.columns[i],
			list, count, NULL),
		    0);
	to->batch.length = count;
}

static void
check(const struct small *t, size_t row, const char *expected)
{
	char text[256];

	assert_string_equal(
	    small_print(&t->schema, &t->batch, row, text, sizeof(text)),
	    expected);
}

static void
test_types(void **state)
{
	static const uint32_t list[] = { 3, 0, PICK_NULL, 1, 0 };
	static const uint32_t whole[] = { 2, 2 };
	static const char first[] = "x long-text aaaa 2024-02-29 1 0.5 yes f 1";
	static const char third[] = "y _ bbbb 2024-03-01 -2 2.5 no f 3";
	struct small t, to;
	size_t i;

	(void)state;
	small_start(&t, columns, rows);
	small_start(&to, columns, "");
	pick(&t, &to, list, COUNT_OF(list));
	check(&to, 0, "x u cccc 1999-12-31 3 4 yes f 4");
	check(&to, 1, first);
	check(&to, 2, "_ _ _ _ _ _ _ _ _");
	check(&to, 3, "_ _ _ _ _ _ _ f 2");
	check(&to, 4, first);
	assert_int_equal(to.batch.columns[0].null_count, 2);
	/* fewer rows than before: nothing of them is left */
	pick(&t, &to, whole, COUNT_OF(whole));
	check(&to, 0, third);
	check(&to, 1, third);
	for (i = 2; i < 8; i++)
		assert_false(column_valid(&to.batch.columns[0], i));
	assert_int_equal(to.batch.columns[0].null_count, 0);
	pick(&t, &to, NULL, 0);
	assert_int_equal(to.batch.columns[1].length, 0);
	small_end(&to);
	small_end(&t);
}

static void
test_memory(void **state)
{
	uint32_t list[256] = { 0 };
	struct small t, to;
	int status;
	size_t i;
	long n;

	(void)state;
	small_start(&t, columns, rows);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		small_start(&to, columns, "");
		chaos_start(n);
		for (status = 0, i = 0; i < to.schema.field_count; i++)
			if (status == 0)
				status = column_pick(&to.batch.columns[i],
				    &t.batch.columns[i], list, COUNT_OF(list),
				    &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		small_end(&to);
	}
	small_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_codes.c - the texts of columns as numbers */
#include "tables.h"

#include "chaos.h"
#include "join/codes.h"

static void
test_types(void **state)
{
	struct fail f = FAIL_INIT;
	struct codes c, same;
	struct small t;
	int32_t codes[4], other[4];

	(void)state;
	small_start(&t, "a:t b:u c:b", "K1 K2 bbbb | _ K1 _ | K2 _ bbbb");
	assert_int_equal(codes_init(&c, &f), 0);
	codes_share(&same, &c);
	assert_int_equal(codes_add(&c, &t.batch.columns[0], codes, &f), 0);
	assert_int_equal(codes[0], 0);
	assert_int_equal(codes[1], CODE_NULL);
	assert_int_equal(codes[2], 1);
	assert_int_equal(codes_find(&same, &t.batch.columns[1], other, &f), 0);
	assert_int_equal(other[0], 1);
	assert_int_equal(other[1], 0);
	assert_int_equal(other[2], CODE_NULL);
	assert_int_equal(codes_find(&same, &t.batch.columns[2], other, &f), 0);
	assert_int_equal(other[0], CODE_ABSENT);
	assert_int_equal(other[1], CODE_NULL);
	assert_int_equal(other[2], CODE_ABSENT);
	codes_clear(&c);
	codes_clear(&same);
	small_end(&t);
}

/* A dictionary that grows, and another one in its place. */
static void
test_dictionaries(void **state)
{
	struct fail f = FAIL_INIT;
	struct codes c;
	struct small t, u;
	int32_t codes[4];

	(void)state;
	small_start(&t, "a:t", "x | y");
	small_start(&u, "a:t", "z | y | x");
	assert_int_equal(codes_init(&c, &f), 0);
	assert_int_equal(codes_add(&c, &t.batch.columns[0], codes, &f), 0);
	assert_int_equal(column_put_text(&t.batch.columns[0], "w", 1, &f), 0);
	assert_int_equal(codes_add(&c, &t.batch.columns[0], codes, &f), 0);
	assert_int_equal(codes[2], 2);
	assert_int_equal(codes_add(&c, &u.batch.columns[0], codes, &f), 0);
	assert_int_equal(codes[0], 3);
	assert_int_equal(codes[1], 1);
	assert_int_equal(codes[2], 0);
	assert_string_equal(dictionary_text(c.texts, 3, NULL), "z");
	codes_clear(&c);
	small_end(&t);
	small_end(&u);
}

static void
test_columns(void **state)
{
	struct fail f = FAIL_INIT;
	struct small t;

	(void)state;
	small_start(&t, "a:t b:u c:b d:d", "x y zzzz 2024-01-01");
	assert_int_equal(codes_column(&t.schema, "c", &f), 2);
	assert_int_equal(codes_column(&t.schema, "x", &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_int_equal(codes_column(&t.schema, "d", &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_int_equal(
	    codes_comparable(&t.schema.fields[0], &t.schema.fields[1], &f), 0);
	assert_int_equal(
	    codes_comparable(&t.schema.fields[2], &t.schema.fields[2], &f), 0);
	assert_int_equal(
	    codes_comparable(&t.schema.fields[0], &t.schema.fields[2], &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	small_end(&t);
}

static void
test_memory(void **state)
{
	struct small t;
	int32_t codes[4];
	int status;
	long n;

	(void)state;
	small_start(&t, "a:t b:u", "x p | y q");
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct codes c;

		chaos_start(n);
		status = codes_init(&c, &f);
		if (status == 0)
			status = codes_add(&c, &t.batch.columns[0], codes, &f);
		if (status == 0)
			status = codes_add(&c, &t.batch.columns[1], codes, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		codes_clear(&c);
	}
	small_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_dictionaries),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_grouping.c - distinct combinations of values */
#include "unit.h"

#include "chaos.h"
#include "table/grouping.h"

#define MANY 20000

static void
make_schema(struct schema *s, const enum column_type *types, size_t count)
{
	static const struct schema empty = SCHEMA_INIT;
	static const char *const names[] = { "a", "b", "c", "d" };
	struct fail f = FAIL_INIT;
	size_t i;

	*s = empty;
	for (i = 0; i < count; i++)
		assert_int_not_equal(
		    schema_add(s, names[i], types[i], 0, &f), -1);
}

static const enum column_type all_types[] = { COLUMN_DICTIONARY, COLUMN_INT64,
	COLUMN_FLOAT64, COLUMN_UTF8 };
static const int all_columns[] = { 0, 1, 2, 3 };

/* text NULL: no value anywhere */
static void
put(struct batch *b, const char *text, int64_t integer, double number)
{
	struct fail f = FAIL_INIT;
	size_t i;

	if (text == NULL)
		for (i = 0; i < 4; i++)
			assert_int_equal(
			    column_put_null(&b->columns[i], &f), 0);
	else {
		assert_int_equal(
		    column_put_text(&b->columns[0], text, strlen(text), &f), 0);
		assert_int_equal(
		    column_put_integer(&b->columns[1], integer, &f), 0);
		assert_int_equal(
		    column_put_number(&b->columns[2], number, &f), 0);
		assert_int_equal(
		    column_put_text(&b->columns[3], "x", 1, &f), 0);
	}
	b->length++;
}

static void
test_values(void **state)
{
	static const uint32_t expected[] = { 0, 1, 2, 3, 0, 4, 3, 2 };
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(4, GROUPING_VALUE, &f);
	uint32_t groups[8];
	struct schema s;
	struct batch b;
	size_t i;

	(void)state;
	assert_non_null(g);
	make_schema(&s, all_types, 4);
	assert_int_equal(batch_init(&b, &s, 8, &f), 0);
	put(&b, "a", 0, 0.5);
	put(&b, "a", 0, 0.25);
	put(&b, "b", 0, 0);
	put(&b, NULL, 0, 0);
	put(&b, "a", 0, 0.5);
	put(&b, "a", INT64_MIN, 0.5);
	put(&b, NULL, 0, 0);
	put(&b, "b", 0, -0.0);
	assert_int_equal(grouping_table(g, &s, all_columns, &f), 0);
	assert_int_equal(grouping_rows(g, &b, groups, &f), 0);
	for (i = 0; i < 8; i++)
		assert_int_equal(groups[i], expected[i]);
	assert_int_equal(grouping_count(g), 5);
	assert_int_equal(grouping_code(g, 2, 0), 1);
	assert_int_equal(grouping_code(g, 3, 0), -1);
	batch_clear(&b);
	schema_clear(&s);
	grouping_free(g);
}

/* Codes of another table are other codes; texts decide. */
static void
test_tables(void **state)
{
	static const char *const texts[2][2] = { { "x", "y" }, { "y", "x" } };
	static const enum column_type type[] = { COLUMN_DICTIONARY };
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(1, GROUPING_TEXT, &f);
	uint32_t group, groups[2][2];
	struct schema s;
	struct batch b;
	int32_t codes[1] = { 1 };
	size_t i, j;

	(void)state;
	assert_non_null(g);
	make_schema(&s, type, 1);
	for (i = 0; i < 2; i++) {
		assert_int_equal(batch_init(&b, &s, 8, &f), 0);
		for (j = 0; j < 2; j++)
			assert_int_equal(
			    column_put_text(&b.columns[0], texts[i][j], 1, &f),
			    0);
		b.length = 2;
		assert_int_equal(grouping_table(g, &s, all_columns, &f), 0);
		assert_int_equal(grouping_rows(g, &b, groups[i], &f), 0);
		batch_clear(&b);
	}
	assert_int_equal(groups[0][0], groups[1][1]);
	assert_int_equal(groups[0][1], groups[1][0]);
	assert_int_equal(grouping_count(g), 2);
	assert_int_equal(grouping_put(g, codes, &group, &f), 0);
	assert_int_equal(group, 1);
	schema_clear(&s);
	grouping_free(g);
}

/* Numbers, dates and yes/no by their texts. */
static void
test_texts(void **state)
{
	static const enum column_type types[] = { COLUMN_INT64, COLUMN_DATE32,
		COLUMN_BOOL, COLUMN_UTF8 };
	static const char *const expected[] = { "-7", "1970-01-02", "true",
		"z" };
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(4, GROUPING_TEXT, &f);
	uint32_t group;
	struct schema s;
	struct batch b;
	size_t i;

	(void)state;
	assert_non_null(g);
	make_schema(&s, types, 4);
	assert_int_equal(batch_init(&b, &s, 8, &f), 0);
	assert_int_equal(column_put_integer(&b.columns[0], -7, &f), 0);
	assert_int_equal(column_put_integer(&b.columns[1], 1, &f), 0);
	assert_int_equal(column_put_integer(&b.columns[2], 1, &f), 0);
	assert_int_equal(column_put_text(&b.columns[3], "z", 1, &f), 0);
	b.length = 1;
	assert_int_equal(grouping_table(g, &s, all_columns, &f), 0);
	assert_int_equal(grouping_rows(g, &b, &group, &f), 0);
	for (i = 0; i < 4; i++)
		assert_string_equal(dictionary_text(grouping_texts(g, i),
					grouping_code(g, group, i), NULL),
		    expected[i]);
	batch_clear(&b);
	schema_clear(&s);
	make_schema(&s, all_types, 4);
	assert_int_equal(grouping_table(g, &s, all_columns, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "column \"c\": its type is float64"));
	schema_clear(&s);
	grouping_free(g);
}

static void
test_many(void **state)
{
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(2, GROUPING_TEXT, &f);
	int32_t codes[2];
	uint32_t group;
	int32_t i;

	(void)state;
	assert_non_null(g);
	for (i = 0; i < MANY; i++) {
		codes[0] = i % 137;
		codes[1] = i / 137;
		assert_int_equal(grouping_put(g, codes, &group, &f), 0);
		assert_int_equal(group, i);
	}
	for (i = 0; i < MANY; i++) {
		codes[0] = i % 137;
		codes[1] = i / 137;
		assert_int_equal(grouping_put(g, codes, &group, &f), 0);
		assert_int_equal(group, i);
	}
	assert_int_equal(grouping_count(g), MANY);
	grouping_free(g);
}

/* No column at all: every row is of the one group. */
static void
test_no_column(void **state)
{
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(0, GROUPING_VALUE, &f);
	static const enum column_type type[] = { COLUMN_INT64 };
	uint32_t groups[2] = { 9, 9 };
	struct schema s;
	struct batch b;

	(void)state;
	assert_non_null(g);
	make_schema(&s, type, 1);
	assert_int_equal(batch_init(&b, &s, 8, &f), 0);
	assert_int_equal(column_put_integer(&b.columns[0], 1, &f), 0);
	assert_int_equal(column_put_integer(&b.columns[0], 2, &f), 0);
	b.length = 2;
	assert_int_equal(grouping_table(g, &s, all_columns, &f), 0);
	assert_int_equal(grouping_rows(g, &b, groups, &f), 0);
	assert_int_equal(groups[0], 0);
	assert_int_equal(groups[1], 0);
	batch_clear(&b);
	schema_clear(&s);
	grouping_free(g);
}

/* A grouping by fewer columns with the same texts, many keys at once. */
static void
test_share(void **state)
{
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(2, GROUPING_TEXT, &f), *shared;
	int32_t codes[MANY];
	uint32_t groups[MANY], group;
	size_t i;

	(void)state;
	assert_non_null(g);
	assert_int_equal(grouping_text_add(g, 0, "a", 1, &f), 0);
	assert_non_null(shared = grouping_share(g, 1, &f));
	assert_int_equal(grouping_text_add(shared, 0, "b", 1, &f), 1);
	assert_int_equal(grouping_text_add(g, 0, "b", 1, &f), 1);
	grouping_free(g);
	for (i = 0; i < MANY; i++)
		codes[i] = (int32_t)(i * i % 7919);
	assert_int_equal(grouping_put_all(shared, codes, MANY, groups, &f), 0);
	for (i = 0; i < MANY; i++) {
		assert_int_equal(grouping_code(shared, groups[i], 0), codes[i]);
		assert_int_equal(
		    grouping_put(shared, &codes[i], &group, &f), 0);
		assert_int_equal(group, groups[i]);
	}
	/* squares modulo a prime: 0 and half of the others */
	assert_int_equal(grouping_count(shared), 1 + 7918 / 2);
	grouping_free(shared);
}

/* Numbers by their text, whatever was in the same place of the cache before;
 * in the next table they may be of another type. */
static void
test_numbers(void **state)
{
	static const enum column_type types[] = { COLUMN_INT16, COLUMN_DATE32,
		COLUMN_BOOL };
	static const int64_t numbers[] = { 1, 257, 1, 0, 257, -255 };
	static const char *const texts[][6] = { { "1", "257", "1", "0", "257",
						    "-255" },
		{ "1970-01-02", "1970-09-15", "1970-01-02", "1970-01-01",
		    "1970-09-15", "1969-04-21" },
		{ "true", "true", "true", "false", "true", "true" } };
	struct fail f = FAIL_INIT;
	struct grouping *g = grouping_new(1, GROUPING_TEXT, &f);
	uint32_t groups[6];
	struct schema s;
	struct batch b;
	size_t i, j;

	(void)state;
	assert_non_null(g);
	for (i = 0; i < 3; i++) {
		make_schema(&s, &types[i], 1);
		assert_int_equal(batch_init(&b, &s, 8, &f), 0);
		for (j = 0; j < 6; j++)
			assert_int_equal(
			    column_put_integer(&b.columns[0],
				i == 2 ? numbers[j] != 0 : numbers[j], &f),
			    0);
		b.length = 6;
		assert_int_equal(grouping_table(g, &s, all_columns, &f), 0);
		assert_int_equal(grouping_rows(g, &b, groups, &f), 0);
		for (j = 0; j < 6; j++)
			assert_string_equal(
			    dictionary_text(grouping_texts(g, 0),
				grouping_code(g, groups[j], 0), NULL),
			    texts[i][j]);
		batch_clear(&b);
		schema_clear(&s);
	}
	grouping_free(g);
}

static void
test_memory(void **state)
{
	static const enum column_type types[] = { COLUMN_DICTIONARY,
		COLUMN_INT64, COLUMN_FLOAT64, COLUMN_UTF8 };
	struct fail f = FAIL_INIT;
	struct grouping *g;
	uint32_t groups[2];
	struct schema s;
	struct batch b;
	int status;
	long n;

	(void)state;
	make_schema(&s, types, 4);
	assert_int_equal(batch_init(&b, &s, 8, &f), 0);
	put(&b, "a", 1, 1);
	put(&b, NULL, 0, 0);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		status = -1;
		chaos_start(n);
		g = grouping_new(4, GROUPING_VALUE, &f);
		if (g != NULL && grouping_table(g, &s, all_columns, &f) == 0)
			status = grouping_rows(g, &b, groups, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		grouping_free(g);
	}
	batch_clear(&b);
	schema_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_no_column),
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_flatbuffer.c - FlatBuffers built and read, and damaged ones */
#include "unit.h"

#include "chaos.h"
#include "table/flatbuffer.h"

/* A root with all kinds of fields; field 9 is left out. */
static int
build(
    struct flat_builder *b, const uint8_t **bytes, size_t *size, struct fail *f)
{
	static const int64_t words[] = { 1, -2, 3, INT64_MIN };
	uint32_t texts[2], list, structs, child, text;

	text = flat_add_text(b, "Тыва", 8);
	structs = flat_add_words(b, words, 2, 2);
	flat_table_start(b);
	flat_put_integer(b, 0, 1, -5);
	texts[0] = child = flat_table_end(b);
	flat_table_start(b);
	texts[1] = flat_table_end(b);
	list = flat_add_references(b, texts, 2);
	flat_table_start(b);
	flat_put_integer(b, 0, 1, -1);
	flat_put_integer(b, 1, 2, INT16_MIN);
	flat_put_integer(b, 2, 4, INT32_MAX);
	flat_put_integer(b, 3, 8, INT64_MIN);
	flat_put_reference(b, 4, text);
	flat_put_reference(b, 5, structs);
	flat_put_reference(b, 6, child);
	flat_put_reference(b, 7, list);
	return flat_finish(b, flat_table_end(b), bytes, size, f);
}

/* Read everything; false when something is damaged. */
static bool
read_all(const uint8_t *bytes, size_t size)
{
	struct flat_table root, table;
	struct flat_vector vector;
	const char *text;
	int64_t value;
	size_t length;
	uint32_t i;

	if (!flat_root(bytes, size, &root) ||
	    !flat_integer(&root, 0, 1, 0, &value) ||
	    !flat_integer(&root, 3, 8, 0, &value) ||
	    !flat_text(&root, 4, &text, &length) ||
	    !flat_items(&root, 5, 16, &vector))
		return false;
	for (i = 0; i < vector.count; i++)
		flat_load(flat_item_bytes(&vector, i, 16), 8);
	if (flat_child(&root, 6, &table) == -1 ||
	    !flat_integer(&table, 0, 1, 0, &value) ||
	    !flat_items(&root, 7, 4, &vector))
		return false;
	for (i = 0; i < vector.count; i++)
		if (!flat_item(&vector, i, &table))
			return false;
	return true;
}

static void
test_round_trip(void **state)
{
	struct flat_builder b = FLAT_BUILDER_INIT;
	struct flat_table root, table;
	struct flat_vector vector;
	const uint8_t *bytes;
	const char *text;
	size_t size, length;
	int64_t value;

	(void)state;
	assert_int_equal(build(&b, &bytes, &size, NULL), 0);
	assert_int_equal(size % 8, 0);
	assert_true(flat_root(bytes, size, &root));
	assert_true(flat_integer(&root, 0, 1, 0, &value));
	assert_int_equal(value, -1);
	assert_true(flat_integer(&root, 1, 2, 0, &value));
	assert_int_equal(value, INT16_MIN);
	assert_true(flat_integer(&root, 2, 4, 0, &value));
	assert_int_equal(value, INT32_MAX);
	assert_true(flat_integer(&root, 3, 8, 0, &value));
	assert_true(value == INT64_MIN);
	assert_true(flat_text(&root, 4, &text, &length));
	assert_int_equal(length, 8);
	assert_memory_equal(text, "Тыва", 9);
	assert_true(flat_items(&root, 5, 16, &vector));
	assert_int_equal(vector.count, 2);
	assert_int_equal(flat_load(flat_item_bytes(&vector, 0, 16) + 8, 8), -2);
	assert_true(
	    flat_load(flat_item_bytes(&vector, 1, 16) + 8, 8) == INT64_MIN);
	assert_int_equal(flat_child(&root, 6, &table), 1);
	assert_true(flat_integer(&table, 0, 1, 0, &value));
	assert_int_equal(value, -5);
	assert_true(flat_items(&root, 7, 4, &vector));
	assert_int_equal(vector.count, 2);
	assert_true(flat_item(&vector, 0, &table));
	assert_true(flat_integer(&table, 0, 1, 0, &value));
	assert_int_equal(value, -5);
	assert_true(flat_item(&vector, 1, &table));
	/* What is absent. */
	assert_true(flat_integer(&table, 0, 1, 7, &value));
	assert_int_equal(value, 7);
	assert_int_equal(flat_child(&root, 9, &table), 0);
	assert_true(flat_items(&root, 9, 4, &vector));
	assert_int_equal(vector.count, 0);
	assert_true(flat_text(&root, 9, &text, &length));
	assert_string_equal(text, "");
	flat_builder_clear(&b);
}

/* Cut or changed anywhere: an answer, never a read outside (with SAN=1). */
static void
test_damaged(void **state)
{
	struct flat_builder b = FLAT_BUILDER_INIT;
	const uint8_t *bytes;
	uint8_t *copy;
	size_t size, cut, at;
	unsigned value;

	(void)state;
	assert_int_equal(build(&b, &bytes, &size, NULL), 0);
	assert_true(read_all(bytes, size));
	for (cut = 0; cut < size; cut++) {
		assert_non_null(copy = malloc(cut + 1));
		memcpy(copy, bytes, cut);
		if (cut < 8)
			assert_false(read_all(copy, cut));
		else
			read_all(copy, cut);
		free(copy);
	}
	assert_non_null(copy = malloc(size));
	memcpy(copy, bytes, size);
	for (at = 0; at < size; at++)
		for (value = 0; value < 256; value++) {
			copy[at] = (uint8_t)value;
			read_all(copy, size);
			copy[at] = bytes[at];
		}
	free(copy);
	flat_builder_clear(&b);
}

static void
test_memory(void **state)
{
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct flat_builder b = FLAT_BUILDER_INIT;
		struct fail f = FAIL_INIT;
		const uint8_t *bytes;
		size_t size;
		int status;

		chaos_start(n);
		status = build(&b, &bytes, &size, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		flat_builder_clear(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

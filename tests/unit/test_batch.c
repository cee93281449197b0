/* test_batch.c - rows as columns: put, read, keep, append */
#include "unit.h"

#include "chaos.h"
#include "table/batch.h"

#define COLUMNS 10

static void
schema_all(struct schema *s)
{
	int type;
	char name[] = "a";

	for (type = 0; type < COLUMNS; type++, name[0]++)
		assert_int_equal(schema_add(s, name, (enum column_type)type,
				     type == COLUMN_BINARY ? 5 : 0, NULL),
		    type);
}

/* Row r: null in column c if (r + c) % 4 is 0, else a value made of r. */
static int
put_row(struct batch *b, size_t row, struct fail *f)
{
	char text[16];
	size_t i;
	int status = 0, length;

	length = snprintf(text, sizeof(text), "%05u", (unsigned)row % 100);
	for (i = 0; i < COLUMNS && status == 0; i++)
		if ((row + i) % 4 == 0)
			status = column_put_null(&b->columns[i], f);
		else if (b->columns[i].type == COLUMN_FLOAT64)
			status = column_put_number(
			    &b->columns[i], (double)row / 2, f);
		else if (i >= COLUMN_UTF8)
			status = column_put_text(
			    &b->columns[i], text, (size_t)length, f);
		else
			status = column_put_integer(&b->columns[i],
			    i == COLUMN_BOOL ? row % 3 == 0 : row % 128, f);
	b->length++;
	return status;
}

static void
assert_row(const struct batch *b, size_t at, size_t row)
{
	const struct column *c;
	char text[16];
	const char *found;
	size_t i, length;

	snprintf(text, sizeof(text), "%05u", (unsigned)row % 100);
	for (i = 0; i < COLUMNS; i++) {
		bool null = (row + i) % 4 == 0;

		c = &b->columns[i];
		assert_int_equal(column_valid(c, at), !null);
		if (i >= COLUMN_UTF8) {
			found = column_text(c, at, &length);
			assert_int_equal(length, null ? 0 : 5);
			assert_memory_equal(found, text, length);
		} else if (i == COLUMN_FLOAT64) {
			assert_true(column_number(c, at) ==
				    (null ? 0 : (double)row / 2));
		} else {
			assert_int_equal(column_integer(c, at),
			    null               ? 0
			    : i == COLUMN_BOOL ? row % 3 == 0
					       : row % 128);
		}
	}
	assert_int_equal(column_code(&b->columns[COLUMN_DICTIONARY], at) == -1,
	    (row + COLUMN_DICTIONARY) % 4 == 0);
}

static void
fill(struct batch *b, const struct schema *s, size_t rows)
{
	assert_int_equal(batch_init(b, s, 3, NULL), 0);
	while (b->length < rows)
		assert_int_equal(put_row(b, b->length, NULL), 0);
}

static void
assert_nulls(const struct batch *b)
{
	size_t i, row, nulls;

	for (i = 0; i < b->column_count; i++) {
		assert_int_equal(b->columns[i].length, b->length);
		for (row = nulls = 0; row < b->length; row++)
			nulls += !column_valid(&b->columns[i], row);
		assert_int_equal(b->columns[i].null_count, nulls);
	}
}

static void
test_put_reset(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch b;
	size_t row, round;

	(void)state;
	schema_all(&s);
	fill(&b, &s, 1000);
	for (round = 0; round < 2; round++) {
		for (row = 0; row < 1000; row++)
			assert_row(&b, row, row + round);
		assert_nulls(&b);
		batch_reset(&b);
		assert_int_equal(b.length, 0);
		for (row = 0; row < 1000; row++)
			assert_int_equal(put_row(&b, row + 1, NULL), 0);
	}
	batch_clear(&b);
	schema_clear(&s);
}

static void
test_keep(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 8, 64, 65, 300 };
	struct schema s = SCHEMA_INIT;
	struct batch b;
	uint8_t keep[300];
	size_t i, row, at, every;

	(void)state;
	schema_all(&s);
	for (i = 0; i < COUNT_OF(sizes); i++)
		for (every = 1; every < 7; every++) {
			fill(&b, &s, sizes[i]);
			for (row = 0; row < sizes[i]; row++)
				keep[row] = row * row % every == 0;
			batch_keep(&b, keep);
			for (row = at = 0; row < sizes[i]; row++)
				if (keep[row] != 0)
					assert_row(&b, at++, row);
			assert_int_equal(b.length, at);
			assert_nulls(&b);
			/* It can go on growing. */
			assert_int_equal(put_row(&b, 77, NULL), 0);
			assert_row(&b, at, 77);
			assert_nulls(&b);
			batch_clear(&b);
		}
	schema_clear(&s);
}

static void
test_append(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all, part, other;
	size_t row, from, count;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 500);
	for (from = 0; from < 20; from++)
		for (count = 0; count < 200; count += 33) {
			fill(&part, &s, 11);
			assert_int_equal(
			    batch_append(&part, &all, from, count, NULL), 0);
			assert_int_equal(
			    batch_append(&part, &all, 7, 100, NULL), 0);
			assert_int_equal(part.length, 11 + count + 100);
			for (row = 0; row < 11; row++)
				assert_row(&part, row, row);
			for (row = 0; row < count; row++)
				assert_row(&part, 11 + row, from + row);
			for (row = 0; row < 100; row++)
				assert_row(&part, 11 + count + row, 7 + row);
			assert_nulls(&part);
			batch_clear(&part);
		}
	/* A second source with codes of its own. */
	assert_int_equal(batch_init(&part, &s, 0, NULL), 0);
	assert_int_equal(batch_init(&other, &s, 0, NULL), 0);
	for (row = 99; row > 0; row--)
		assert_int_equal(put_row(&other, row, NULL), 0);
	assert_int_equal(batch_append(&part, &all, 0, 500, NULL), 0);
	assert_int_equal(batch_append(&part, &other, 0, 99, NULL), 0);
	for (row = 0; row < 500; row++)
		assert_row(&part, row, row);
	for (row = 0; row < 99; row++)
		assert_row(&part, 500 + row, 99 - row);
	batch_clear(&other);
	batch_clear(&part);
	batch_clear(&all);
	schema_clear(&s);
}

static void
test_ranges(void **state)
{
	static const struct {
		enum column_type type;
		int64_t minimum, maximum;
	} ranges[] = { { COLUMN_INT8, INT8_MIN, INT8_MAX },
		{ COLUMN_INT16, INT16_MIN, INT16_MAX },
		{ COLUMN_INT32, INT32_MIN, INT32_MAX },
		{ COLUMN_DATE32, INT32_MIN, INT32_MAX },
		{ COLUMN_BOOL, 0, 1 } };
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct column *c;
	struct batch b;
	size_t i;

	(void)state;
	schema_all(&s);
	assert_int_equal(batch_init(&b, &s, 0, NULL), 0);
	for (i = 0; i < COUNT_OF(ranges); i++) {
		c = &b.columns[ranges[i].type];
		assert_int_equal(
		    column_put_integer(c, ranges[i].minimum - 1, &f), -1);
		assert_int_equal(f.status, FAIL_DATA);
		assert_int_equal(
		    column_put_integer(c, ranges[i].maximum + 1, &f), -1);
		assert_int_equal(
		    column_put_integer(c, ranges[i].minimum, NULL), 0);
		assert_int_equal(
		    column_put_integer(c, ranges[i].maximum, NULL), 0);
		assert_int_equal(c->length, 2);
		assert_int_equal(column_integer(c, 0), ranges[i].minimum);
		assert_int_equal(column_integer(c, 1), ranges[i].maximum);
	}
	c = &b.columns[COLUMN_BINARY];
	assert_int_equal(column_put_text(c, "1234", 4, &f), -1);
	assert_non_null(strstr(f.text, "4 bytes, expected 5"));
	batch_clear(&b);
	schema_clear(&s);
}

static void
test_memory(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	long n;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 200);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct batch b;
		size_t row;
		int status;

		chaos_start(n);
		status = batch_init(&b, &s, 0, &f);
		for (row = 0; row < 70 && status == 0; row++)
			status = put_row(&b, row, &f);
		if (status == 0)
			status = batch_append(&b, &all, 0, 200, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		batch_clear(&b);
	}
	batch_clear(&all);
	schema_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put_reset),
		cmocka_unit_test(test_keep),
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

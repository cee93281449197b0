/* test_gather.c - rows of a batch in any order */
#include "unit.h"

#include "chaos.h"
#include "table/gather.h"

/* Every type but utf8; row r has its number, and nothing in column c when
 * (r + c) % 5 is 0. */
static void
make_source(struct batch *b, size_t rows)
{
	static const enum column_type types[] = { COLUMN_INT8, COLUMN_INT16,
		COLUMN_INT32, COLUMN_INT64, COLUMN_FLOAT64, COLUMN_BOOL,
		COLUMN_DATE32, COLUMN_DICTIONARY, COLUMN_BINARY };
	struct schema s = SCHEMA_INIT;
	char name[2] = "a", text[8];
	size_t row, i;
	int status = 0;

	for (i = 0; i < COUNT_OF(types); i++, name[0]++)
		assert_int_equal(schema_add(&s, name, types[i],
				     types[i] == COLUMN_BINARY ? 3 : 0, NULL),
		    i);
	assert_int_equal(batch_init(b, &s, rows, NULL), 0);
	for (row = 0; row < rows; row++, b->length++) {
		snprintf(text, sizeof(text), "%03u", (unsigned)row);
		for (i = 0; i < COUNT_OF(types); i++)
			if ((row + i) % 5 == 0)
				status |= column_put_null(&b->columns[i], NULL);
			else if (types[i] == COLUMN_FLOAT64)
				status |= column_put_number(
				    &b->columns[i], (double)row / 2, NULL);
			else if (types[i] >= COLUMN_DICTIONARY)
				status |= column_put_text(
				    &b->columns[i], text, 3, NULL);
			else
				status |= column_put_integer(&b->columns[i],
				    (int64_t)(types[i] == COLUMN_BOOL ? row % 2
								      : row),
				    NULL);
	}
	assert_int_equal(status, 0);
	schema_clear(&s);
}

static void
assert_row(const struct batch *b, size_t at, size_t row)
{
	char text[8];
	size_t i;

	snprintf(text, sizeof(text), "%03u", (unsigned)row);
	for (i = 0; i < b->column_count; i++) {
		const struct column *c = &b->columns[i];

		assert_int_equal(column_valid(c, at), (row + i) % 5 != 0);
		if ((row + i) % 5 == 0)
			continue;
		if (c->type >= COLUMN_DICTIONARY)
			assert_memory_equal(column_text(c, at, NULL), text, 3);
		else if (c->type == COLUMN_FLOAT64)
			assert_true(column_number(c, at) == (double)row / 2);
		else
			assert_int_equal(column_integer(c, at),
			    c->type == COLUMN_BOOL ? row % 2 : row);
	}
}

static void
gathers(void **state)
{
	static const uint32_t rows[] = { 7, 2, 99, 0, 2 };
	static const uint32_t none[] = { 1 };
	struct batch source, some;
	struct fail f = FAIL_INIT;
	size_t i;

	(void)state;
	make_source(&source, 100);
	assert_int_equal(gather_init(&some, &source, 2, &f), 0);
	assert_int_equal(some.length, 0);
	assert_int_equal(
	    gather_rows(&some, &source, rows, COUNT_OF(rows), &f), 0);
	assert_int_equal(some.length, COUNT_OF(rows));
	for (i = 0; i < COUNT_OF(rows); i++)
		assert_row(&some, i, rows[i]);
	/* column 0 has nothing in row 0, column 1 in 99, column 3 in 7, 2, 2 */
	assert_int_equal(some.columns[0].null_count, 1);
	assert_int_equal(some.columns[1].null_count, 1);
	assert_int_equal(some.columns[3].null_count, 3);
	/* what was there is replaced, its bits are gone */
	assert_int_equal(gather_rows(&some, &source, none, 1, &f), 0);
	assert_int_equal(some.length, 1);
	assert_row(&some, 0, 1);
	assert_int_equal(gather_rows(&some, &source, none, 0, &f), 0);
	assert_int_equal(some.length, 0);
	batch_clear(&some);
	batch_clear(&source);
}

static void
survives_full_memory(void **state)
{
	uint32_t rows[120];
	struct batch source, some;
	int status;
	long n;

	(void)state;
	make_source(&source, 120);
	for (n = 0; n < 120; n++)
		rows[n] = (uint32_t)n;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = gather_init(&some, &source, 1, &f);
		if (status == 0)
			status = gather_rows(&some, &source, rows, 120, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		batch_clear(&some);
	}
	batch_clear(&source);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gathers),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_show.c - values as text; whole tables in tests/cases/cat */
#include "unit.h"

#include <math.h>

#include "table/show.h"

/* Write a table of one column and show it. */
static void
assert_shows(struct schema *s, struct batch *b, enum show_format format,
    uint64_t rows, const char *expected)
{
	struct fail f = FAIL_INIT;
	struct arrow_writer *w;
	struct arrow_reader *r;
	FILE *table = tmpfile(), *out;
	char *text = NULL;
	size_t size;
	uint64_t shown;

	assert_non_null(table);
	assert_non_null(w = arrow_create(table, ARROW_STREAM, s, &f));
	assert_int_equal(arrow_write(w, b, &f), 0);
	assert_int_equal(arrow_finish(w, &f), 0);
	arrow_writer_free(w);
	rewind(table);
	assert_non_null(r = arrow_open_stream(table, "table", &f));
	assert_non_null(out = open_memstream(&text, &size));
	assert_int_equal(show_table(out, format, r, rows, &shown, &f), 0);
	fclose(out);
	assert_string_equal(text, expected);
	assert_int_equal(shown, rows < b->length ? rows : b->length);
	free(text);
	arrow_close(r);
	fclose(table);
	batch_clear(b);
	schema_clear(s);
}

static void
start(
    struct schema *s, struct batch *b, const char *name, enum column_type type)
{
	const struct schema empty = SCHEMA_INIT;

	*s = empty;
	assert_int_equal(schema_add(s, name, type, 0, NULL), 0);
	assert_int_equal(batch_init(b, s, 0, NULL), 0);
}

static void
put_numbers(struct batch *b, const double *values, size_t count)
{
	for (; b->length < count; b->length++)
		assert_int_equal(
		    column_put_number(&b->columns[0], values[b->length], NULL),
		    0);
}

/* 0.1 + 0.2 needs 17 digits, 1/3 needs 16, the others at most 15. */
static void
test_numbers(void **state)
{
	static const double values[] = { 0.1, 0.1 + 0.2, 1.0 / 3, 1e22, -0.0,
		66.6, 123456789012345.0, NAN, INFINITY, -INFINITY };
	struct schema s;
	struct batch b;

	(void)state;
	start(&s, &b, "x", COLUMN_FLOAT64);
	put_numbers(&b, values, COUNT_OF(values));
	assert_shows(&s, &b, SHOW_CSV, SHOW_ALL,
	    "x\n0.1\n0.30000000000000004\n0.3333333333333333\n1e+22\n-0\n66.6\n"
	    "123456789012345\nNaN\nINF\n-INF\n");
}

/* The last date32: date -u -d @$((2147483647 * 86400)) +%F */
static void
test_dates(void **state)
{
	static const int32_t values[] = { 0, -1, 11016, INT32_MAX };
	struct schema s;
	struct batch b;

	(void)state;
	start(&s, &b, "day", COLUMN_DATE32);
	for (; b.length < COUNT_OF(values); b.length++)
		assert_int_equal(
		    column_put_integer(&b.columns[0], values[b.length], NULL),
		    0);
	assert_shows(&s, &b, SHOW_CSV, SHOW_ALL,
	    "day\n1970-01-01\n1969-12-31\n2000-02-29\n5881580-07-11\n");
}

/* Widths come from the first rows; a longer text moves its row only. */
static void
test_wide(void **state)
{
	static const char longer[] = "0123456789012345678901234567890123456789"
				     "012345678901234567890";
	struct schema s = SCHEMA_INIT;
	struct batch b;

	(void)state;
	assert_int_equal(schema_add(&s, "a", COLUMN_UTF8, 0, NULL), 0);
	assert_int_equal(schema_add(&s, "b", COLUMN_INT8, 0, NULL), 1);
	assert_int_equal(batch_init(&b, &s, 0, NULL), 0);
	assert_int_equal(
	    column_put_text(&b.columns[0], longer, strlen(longer), NULL), 0);
	assert_int_equal(column_put_integer(&b.columns[1], 1, NULL), 0);
	assert_int_equal(column_put_text(&b.columns[0], "ж", 2, NULL), 0);
	assert_int_equal(column_put_null(&b.columns[1], NULL), 0);
	b.length = 2;
	assert_shows(&s, &b, SHOW_TABLE, SHOW_ALL,
	    "a                                                 b\n"
	    "------------------------------------------------  -\n"
	    "0123456789012345678901234567890123456789012345678901234567890  1\n"
	    "ж\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "base/message.h"
#include "layout/head_rows.h"

static const struct dialect dialect = {
	.delimiter = ';', .quote = '"', .width = 4
};

static void
read_head(struct head_rows *rows, const char *head, bool whole)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(
	    head_rows_read(rows, (const unsigned char *)head, strlen(head),
		whole, &dialect,
		&(struct encoding_guess){ .encoding = ENCODING_WINDOWS_1251 },
		"x.csv", &f),
	    0);
}

static void
reads_rows(void **state)
{
	struct head_rows rows;

	(void)state;
	read_head(&rows, "; \xC0 ;\"1\n2\";3\n\n1;2;3;4\n\xC0;\xC1", true);
	assert_int_equal(rows.count, 4);
	assert_int_equal(rows.items[0].line, 1);
	assert_int_equal(rows.items[0].last_line, 2);
	assert_int_equal(rows.items[0].count, 4);
	assert_int_equal(rows.items[0].used, 3);
	assert_int_equal(rows.items[0].first, 1);
	assert_string_equal(rows.items[0].cells[1].text, " А ");
	assert_int_equal(rows.items[0].cells[1].kind, CELL_KIND_TEXT);
	assert_string_equal(rows.items[0].cells[2].text, "1\n2");
	assert_int_equal(rows.items[1].used, 0);
	assert_true(rows.items[2].numbers);
	assert_false(rows.items[3].numbers);
	assert_true(head_rows_equal(&rows.items[2], &rows.items[2]));
	assert_false(head_rows_equal(&rows.items[2], &rows.items[0]));
	head_rows_clear(&rows);
	/* the last one may go on */
	read_head(&rows, "1;2\n3;4\n5", false);
	assert_int_equal(rows.count, 2);
	head_rows_clear(&rows);
}

/* Lines of few bytes take no more memory than others. */
static void
bounds_memory(void **state)
{
	static char head[2 << 20];
	struct head_rows rows;

	(void)state;
	memset(head, '\n', sizeof(head) - 1);
	memcpy(head, "a;b", 3);
	read_head(&rows, head, true);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.items[1].line, 2);
	assert_int_equal(rows.items[1].last_line, sizeof(head) - 1 - 3);
	assert_true(rows.whole);
	head_rows_clear(&rows);
	memset(head, '1', sizeof(head) - 1);
	for (size_t i = 1; i < sizeof(head) - 1; i += 2)
		head[i] = '\n';
	read_head(&rows, head, true);
	assert_false(rows.whole);
	assert_true(rows.memory < HEAD_ROWS_MEMORY + 1000);
	assert_true(rows.count > 100000);
	head_rows_clear(&rows);
}

static void
joins_broken_rows(void **state)
{
	struct fail f = FAIL_INIT;
	struct head_rows rows;

	(void)state;
	read_head(&rows,
	    "Title\na;b\nc;d\ne;f\n1;2;3;4\n1;2;3;4\n1;2;3;4\n1;2;3;4\n"
	    "1;2;3;4\n1;2;3;4\n1;2;3;4\n1;2;3;4\n1;2;3;4\n1;2;3;4\n"
	    "1;2\n3;4;5\n",
	    true);
	assert_int_equal(rows.count, 16);
	assert_int_equal(head_rows_join(&rows, 4, 60, &f), 0);
	/* three records are one row; numbers are never joined */
	assert_int_equal(rows.count, 14);
	assert_int_equal(rows.items[1].line, 2);
	assert_int_equal(rows.items[1].last_line, 4);
	assert_int_equal(rows.items[1].parts, 3);
	assert_int_equal(rows.items[1].count, 4);
	assert_string_equal(rows.items[1].cells[0].text, "a");
	assert_string_equal(rows.items[1].cells[1].text, "b\nc");
	assert_string_equal(rows.items[1].cells[2].text, "d\ne");
	assert_string_equal(rows.items[1].cells[3].text, "f");
	assert_int_equal(rows.items[2].line, 5);
	head_rows_clear(&rows);
	/* of a ragged table short rows are no part of others */
	read_head(&rows, "a;b;c;d\ne;f\ng;h;i\nj;k\n", true);
	assert_int_equal(head_rows_join(&rows, 4, 60, &f), 0);
	assert_int_equal(rows.count, 4);
	head_rows_clear(&rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(bounds_memory),
		cmocka_unit_test(joins_broken_rows),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

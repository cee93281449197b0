#include "unit.h"

#include "base/message.h"
#include "layout/table_guess.h"

/* Each table as "begin header data end width", then the class of each row. */
static void
check(const char *head, size_t width, const char *expected)
{
	struct dialect dialect = { .delimiter = ';', .quote = '"' };
	struct fail f = FAIL_INIT;
	struct table_guess t = { .end = 0 };
	struct head_rows rows;
	char found[512] = "";
	size_t used = 0, i;

	dialect.width = width;
	assert_int_equal(
	    head_rows_read(&rows, (const unsigned char *)head, strlen(head),
		true, &dialect,
		&(struct encoding_guess){ .encoding = ENCODING_UTF_8 }, "x.csv",
		&f),
	    0);
	while (table_guess_next(&t, &rows, width, true))
		used += (size_t)snprintf(found + used, sizeof(found) - used,
		    "%zu %zu %zu %zu %zu; ", t.begin, t.header, t.data, t.end,
		    t.width);
	for (i = 0; i < rows.count; i++)
		used += (size_t)snprintf(found + used, sizeof(found) - used,
		    "%c%zu", line_class_name(rows.items[i].class)[0],
		    rows.items[i].table);
	assert_string_equal(found, expected);
	head_rows_clear(&rows);
}

static void
finds_tables(void **state)
{
	(void)state;
	check("a;b\n1;2\n", 2, "0 0 1 2 2; h0d0");
	check("1;2\n3;4\n", 2, "0 0 0 2 2; d0d0");
	/* lines without a byte are one row */
	check("T\n\na;b\n1;2\n\n\n", 2, "0 2 3 5 2; t0b0h0d0b0");
	check("a;b\n1;2\n3;4\n\nU\nx;y;z\n5;6;7\n8;9;1\n", 2,
	    "0 0 1 4 2; 4 5 6 8 3; h0d0d0b0t1h1d1d1");
	check("\n\n", 1, "b0");
	/* few cells of the first row are filled, but it has all of them */
	check("a;;;;;;;1\nb;c;d;e;f;g;h;2\ni;j;k;l;m;n;o;3\n", 8,
	    "0 0 0 3 8; d0d0d0");
	/* another header directly below, but not a damaged row */
	check("a;b;c\n1;2;3.5\n4;5;6.5\nx;y;z\n5;6;7.5\n8;9;1.5\n", 3,
	    "0 0 1 3 3; 3 3 4 6 3; h0d0d0h1d1d1");
	check("a;b;c\n1;2;3.5\n4;5;6.5\nx y 1;z, 2;\n5;6;7.5\n8;9;1.5\n", 3,
	    "0 0 1 6 3; h0d0d0d0d0d0");
}

/* Rows of one cell are sections between data, and notes after them. */
static void
classes_lone_rows(void **state)
{
	(void)state;
	check(
	    "a;b;c\nX\n1;2;9\nY;;\n3;4;9\nend\n", 3, "0 0 1 6 3; h0s0d0s0d0n0");
	/* but a cell may be empty where there are two columns */
	check("a;b\nX;1\nY;\nZ;\n", 2, "0 0 1 4 2; h0d0d0d0");
	check("a;b;c\nX;1;2\nTotal;1;2\n* provisional\n", 3,
	    "0 0 1 4 3; h0d0t0n0");
}

/* What has the table's delimiters may be data. */
static void
keeps_rows_of_delimiters(void **state)
{
	(void)state;
	check("a;b;c\n1;;\n2;;\n;;\n", 3, "0 0 1 4 3; h0s0s0d0");
	check("a;b;c\n1;2;9\nlonger words;;\n", 3, "0 0 1 3 3; h0d0s0");
	check("a;b;c\n1;;\n;;\nwords;;\n", 3, "0 0 1 4 3; h0s0d0s0");
	/* but not above a note, or another table, or directly below a header */
	check("a;b;c\n1;2;9\n;;\nwords;;\nmore;;\n;;\n", 3,
	    "0 0 1 6 3; h0d0b0n0n0b0");
	check("a;b;c\n1;2;9\n;;\n* words;;\n", 3, "0 0 1 4 3; h0d0b0n0");
	check("a;b;c\n;;\n1;2;9\n;;\n5;6;7\n", 3, "0 0 1 5 3; h0b0d0d0d0");
	/* a row that starts like a note, with a value */
	check("a;b\nPens;1\nNotes;5\n", 2, "0 0 1 3 2; h0d0d0");
}

/* The words below groups of columns are no totals, the numbers below them no
 * data; what begins as a total is one, wherever its words stand. */
static void
tells_headers_from_totals(void **state)
{
	(void)state;
	check("N;k;a;;b;\n;;всего;из них;всего;из них\n1;2;3;4;5;6\n"
	      "1;x y;5;4;3;2\n2;y z;9;8;7;6\nИтого;;14;12;10;8\n",
	    6, "0 0 3 6 6; h0h0c0d0d0t0");
	/* few columns, and nothing but numbers below them */
	check("a;b;\n;всего;из них\n1;2;3\n5;4;3\n6;5;4\n", 3,
	    "0 0 3 5 3; h0h0c0d0d0");
	/* a total above what it counts has numbers */
	check("k;a;b\nВсего;9;7\nx y;5;4\ny z;4;3\n", 3, "0 0 1 4 3; h0t0d0d0");
	check("N;k;a\n1;x;5\n;Итого по странице;5\n2;y;6\nИтого: 2\n", 3,
	    "0 0 1 5 3; h0d0t0d0t0");
}

static void
knows_signatures(void **state)
{
	(void)state;
	check("k;a;b\nx;1;5\nДиректор Петров П.П.;;\nМ.П.;;\n", 3,
	    "0 0 1 4 3; h0d0n0n0");
	check("k;a;b\nx;1;5\nДиректор;;\n", 3, "0 0 1 3 3; h0d0s0");
	/* a list of one column may be about them */
	check("k\nx\nДиректор Петров П.П.\n", 1, "0 0 1 3 1; h0d0d0");
}

/* The first of two numbers must stand over something else. */
static void
tells_column_numbers(void **state)
{
	(void)state;
	check("a;b\n1;2\n3;x y\n", 2, "0 0 1 3 2; h0d0d0");
	check("a;b\n1;2\nx y;3\n", 2, "0 0 2 3 2; h0c0d0");
	check("a;b;c\n1;2;3\n", 3, "0 0 1 2 3; h0d0");
	check("a;b;c\n1;2;3\nx y;5;6\n", 3, "0 0 2 3 3; h0c0d0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_tables),
		cmocka_unit_test(classes_lone_rows),
		cmocka_unit_test(keeps_rows_of_delimiters),
		cmocka_unit_test(tells_column_numbers),
		cmocka_unit_test(tells_headers_from_totals),
		cmocka_unit_test(knows_signatures),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

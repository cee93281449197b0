#include "unit.h"

#include "base/message.h"
#include "layout/header.h"

static const char schema_text[] =
    "{\"name\": \"h\", \"fields\": ["
    "{\"name\": \"a\", \"aliases\": [\"Колледж\", \"Учебное заведение\"]},"
    "{\"name\": \"level\"},"
    "{\"name\": \"n\", \"type\": \"integer\"}],"
    "\"layout\": {\"header\": {\"rows\": %d},"
    "\"unpivot\": {\"name\": \"level\", \"value\": \"n\", \"columns\": ["
    "{\"value\": \"all\", \"aliases\": [\"Всего\"]},"
    "{\"value\": \"x\", \"aliases\": [\"из них очно всего\", \"очно\"]},"
    "{\"value\": \"y\", \"aliases\": [\"из них очно женщины\"]},"
    "{\"value\": \"z\", \"aliases\": [\"из них заочно (полное)\"]}]}}}";

static void
check(const char *head, int rows, bool whole, const char *expected)
{
	struct fail f = FAIL_INIT;
	char text[1024], found[1024] = "";
	struct table_schema *schema;
	struct dialect dialect;
	struct header h;
	size_t i, used;

	snprintf(text, sizeof(text), schema_text, rows);
	schema = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_non_null(schema);
	dialect_detect(
	    (const unsigned char *)head, strlen(head), NULL, &dialect);
	if (header_find(&h, schema, 0, (const unsigned char *)head,
		strlen(head), whole, &dialect,
		&(struct encoding_guess){ .encoding = ENCODING_UTF_8 }, "h.csv",
		&f) == -1)
		snprintf(found, sizeof(found), "%s", f.text);
	else {
		used = (size_t)snprintf(found, sizeof(found), "%d-%d",
		    (int)h.first_line, (int)h.last_line);
		for (i = 0; i < h.width; i++)
			used += (size_t)snprintf(found + used,
			    sizeof(found) - used, " %d", h.targets[i]);
	}
	assert_string_equal(found, expected);
	header_clear(&h);
	table_schema_free(schema);
}

/* Targets: 0 a; 3 all, 4 x, 5 y, 6 z; -1 none; -2 twice. */
static void
finds_headers(void **state)
{
	(void)state;
	check("Колледж;Всего\nA;1\n", 1, true, "1-1 0 3");
	check("Отчёт;\n;\nВСЕГО;Колледж;ИНН\n1;A;2\n2;B;3\n", 1, true,
	    "3-3 3 0 -1");
	check("Колледж;Всего;Всего\nA;1;2\n", 1, true, "1-1 0 3 -2");
	/* the last record of a cut head is not looked at */
	check("p;q\n1;2\nКолледж;Все", 1, false,
	    "h.csv: no column has a name of the schema: found \"p\", \"q\", "
	    "expected \"Колледж\", \"Всего\", \"из них очно всего\", \"из них "
	    "очно женщины\", \"из них заочно (полное)\"; add the headers to "
	    "\"aliases\" in s.json");
	check("a;all;x;y;z\n1;2;3;4;5\n", 1, true, "1-1 0 3 4 5 6");
}

static void
joins_rows(void **state)
{
	(void)state;
	check("Колледж;Всего;из них;;\n"
	      ";;очно;;заочно (полное)\n"
	      ";;всего;женщины;\nA;1;2;3;4\nB;1;2;3;4\n",
	    3, true, "1-3 0 3 4 5 6");
	/* line breaks within cells, not quoted */
	check("Отчёт\nУчебное\nзаведение;Всего;из \nних;;\n"
	      ";;очно;;заочно\n(полное)\n"
	      ";;всего;женщины;\nA;1;2;3;4\nB;1;2;3;4\nC;5;6;7;8\n",
	    3, true, "2-7 0 3 4 5 6");
	/* merged cells do not reach beyond the span above them */
	check("Колледж;из них;;\n;очно;;\n;всего;женщины;очно\n"
	      "A;1;2;3\nB;1;2;3\n",
	    3, true, "1-3 0 4 5 -1");
}

/* Fields by number, in the table asked for. */
static void
check_placed(const char *layout, const char *fields, size_t table,
    const char *head, const char *expected)
{
	struct fail f = FAIL_INIT;
	char text[1024], found[1024] = "";
	struct table_schema *schema;
	struct dialect dialect;
	struct header h;
	size_t i, used;

	snprintf(text, sizeof(text),
	    "{\"name\": \"h\", \"fields\": [%s], \"layout\": {%s}}", fields,
	    layout);
	schema = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_non_null(schema);
	dialect_detect(
	    (const unsigned char *)head, strlen(head), NULL, &dialect);
	if (header_find(&h, schema, table, (const unsigned char *)head,
		strlen(head), true, &dialect,
		&(struct encoding_guess){ .encoding = ENCODING_UTF_8 }, "h.csv",
		&f) == -1)
		snprintf(found, sizeof(found), "%s", f.text);
	else {
		used = (size_t)snprintf(found, sizeof(found), "%d-%d %d %d",
		    (int)h.first_line, (int)h.last_line, (int)h.table_first,
		    (int)h.further_line);
		for (i = 0; i < h.width; i++)
			used += (size_t)snprintf(found + used,
			    sizeof(found) - used, " %d", h.targets[i]);
	}
	assert_string_equal(found, expected);
	header_clear(&h);
	table_schema_free(schema);
}

static void
places_fields(void **state)
{
	static const char plain[] = "{\"name\": \"a\"}, {\"name\": \"b\"}";
	static const char numbered[] = "{\"name\": \"a\", \"column\": 3}, "
				       "{\"name\": \"b\"}";
	static const char all[] = "{\"name\": \"x\", \"column\": 2}, "
				  "{\"name\": \"y\", \"column\": 9}";

	(void)state;
	/* headers repeated, or without a name */
	check_placed(
	    "", numbered, 0, "a;b;a\nX;1;2\nY;3;4\n", "1-1 0 0 -1 1 0");
	check_placed(
	    "", numbered, 0, "T;;\nq;b;\nX;1;2\nY;3;4\n", "2-2 0 0 -1 1 0");
	/* no name is needed when all have a number; there is no column 9 */
	check_placed("", all, 0, "p;q\nU;1\nV;3\n", "1-1 0 0 -1 0");
	check_placed("", all, 0, "U;1\nV;3\n", "1-0 0 0 -1 0");
	/* no header: in order, from the number of the last one */
	check_placed(
	    "\"header\": {\"rows\": 0}", plain, 0, "X;1\nY;3\n", "1-0 0 0 0 1");
	check_placed("\"header\": {\"rows\": 0}", plain, 0,
	    "Title\n\nX;1\nY;3\n", "3-2 0 0 0 1");
	check_placed("\"header\": {\"rows\": 0}", numbered, 0,
	    "X;1;2;5\nY;3;4;6\n", "1-0 0 0 -1 -1 0 1");
}

static void
keeps_to_its_table(void **state)
{
	static const char fields[] = "{\"name\": \"a\"}, {\"name\": \"b\"}";
	static const char same[] = "a;b\nX;1\nY;3\n\na;b\nZ;5\nV;7\n";
	static const char other[] =
	    "a;b\nX;1\nY;3\n\nWeather\nday;t;wind\n2022-01-01;5;6\n"
	    "2022-01-02;7;8\n";
	static const char twice[] = "a;c\nX;1\nY;3\n\na;b;n\nZ;5;6\nV;7;8\n";

	(void)state;
	check_placed("", fields, 0, other, "1-1 0 5 0 1");
	/* rows under its own header are never left out */
	check_placed("", fields, 0, same, "1-1 0 0 0 1");
	check_placed("\"table\": 2", fields, 0, twice, "5-5 5 0 0 1 -1");
	check_placed("\"table\": 2", fields, 1, twice, "1-1 1 5 0 -1");
	check_placed("", fields, 2, twice, "5-5 5 0 0 1 -1");
	check_placed(
	    "", fields, 3, twice, "--table: found 3, h.csv has 2 tables");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_headers),
		cmocka_unit_test(joins_rows),
		cmocka_unit_test(places_fields),
		cmocka_unit_test(keeps_to_its_table),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

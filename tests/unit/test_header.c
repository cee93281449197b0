#include "unit.h"

#include "base/message.h"
#include "source/header.h"

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
	dialect_detect((const unsigned char *)head, strlen(head), &dialect);
	if (header_find(&h, schema, 0, (const unsigned char *)head,
		strlen(head), whole, 0, &dialect, ENCODING_UTF_8, "h.csv",
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_headers),
		cmocka_unit_test(joins_rows),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

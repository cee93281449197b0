#include "unit.h"

#include "base/cell.h"

static void
check_cell(const char *text, const char *expected)
{
	char *printed = NULL;
	size_t length;
	FILE *stream = open_memstream(&printed, &length);

	cell_print(stream, text);
	fclose(stream);
	assert_string_equal(printed, expected);
	free(printed);
}

static void
quotes_where_it_must(void **state)
{
	(void)state;
	check_cell("", "");
	check_cell("plain text", "plain text");
	check_cell("a,b", "\"a,b\"");
	check_cell("say \"x\"", "\"say \"\"x\"\"\"");
}

static void
disarms_formulas(void **state)
{
	(void)state;
	check_cell("=1+2", "'=1+2");
	check_cell("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
	check_cell("@sum", "'@sum");
	check_cell("+cmd|x", "'+cmd|x");
	check_cell("-1+2", "'-1+2");
	check_cell("'x", "''x");
	check_cell("-", "-");
	check_cell("-12,5", "\"-12,5\"");
	check_cell("+7 495", "+7 495");
	check_cell("1-2", "1-2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_where_it_must),
		cmocka_unit_test(disarms_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

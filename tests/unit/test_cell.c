/* test_cell.c - cells of CSV files for spreadsheets */
#include "unit.h"

#include "base/cell.h"

static void
assert_cell(const char *text, const char *expected)
{
	char *printed;
	size_t length;
	FILE *stream = open_memstream(&printed, &length);

	assert_non_null(stream);
	cell_print(stream, text);
	assert_int_equal(fclose(stream), 0);
	assert_string_equal(printed, expected);
	free(printed);
}

static void
test_cells(void **state)
{
	(void)state;
	assert_cell("", "");
	assert_cell("Омск", "Омск");
	assert_cell("a,b", "\"a,b\"");
	assert_cell("say \"no\"", "\"say \"\"no\"\"\"");
	assert_cell("=1+1", "'=1+1");
	assert_cell("@a,b", "\"'@a,b\"");
	assert_cell("'a", "''a");
	assert_cell("-", "-");
	assert_cell("-12.5", "-12.5");
	assert_cell("+1 234,5", "\"+1 234,5\"");
	assert_cell("-1+A1", "'-1+A1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_page - paragraphs and tables within a width */
#include "unit.h"

#include "report/page.h"

struct sheet {
	struct page page;
	char *text;
	size_t length;
};

static void
open_sheet(struct sheet *s, size_t width, size_t length)
{
	FILE *stream = open_memstream(&s->text, &s->length);

	assert_non_null(stream);
	page_init(&s->page, stream);
	s->page.width = width;
	s->page.length = length;
}

static void
expect(struct sheet *s, const char *text)
{
	assert_int_equal(fclose(s->page.stream), 0);
	assert_string_equal(s->text, text);
	free(s->text);
}

static void
test_text(void **state)
{
	struct sheet s;

	(void)state;
	open_sheet(&s, 10, 60);
	page_text(&s.page, 0, 2, "один два три четыре\302\240пять");
	page_blank(&s.page);
	page_text(&s.page, 0, 0, "");
	expect(&s, "один два\n  три\n  четыре\302\240п\n  ять\n\n");
}

/* No line begins with a dash; a path ends behind a slash, a name behind a low
 * line. */
static void
test_breaks(void **state)
{
	struct sheet s;

	(void)state;
	open_sheet(&s, 8, 60);
	page_text(&s.page, 0, 0, "аааа бб – вв");
	page_text(&s.page, 0, 0, "raw/data/file.csv");
	page_text(&s.page, 0, 0, "аа_бб_вв.csv _ггггггггг");
	expect(&s, "аааа\nбб – вв\nraw/\ndata/\nfile.csv\n"
		   "аа_бб_\nвв.csv\n_ггггггг\nгг\n");
}

static void
test_control(void **state)
{
	struct sheet s;

	(void)state;
	open_sheet(&s, 40, 60);
	page_text(&s.page, 0, 0, "a\033[31mb\177c\302\233d\te");
	/* right to left from here on, an isolate, a line separator */
	page_text(&s.page, 0, 0, "f\u202E12\u2066g\u2028h\u2014i");
	expect(&s, "a?[31mb?c?d?e\nf?12?g?h\u2014i\n");
}

static void
test_heading(void **state)
{
	struct sheet s;

	(void)state;
	open_sheet(&s, 20, 60);
	page_heading(&s.page, "Итоги", '=');
	expect(&s, "Итоги\n=====\n");
}

/* Two columns of numbers; a sign does not move the decimals. */
static struct page_table
small_table(void)
{
	static const char *const stubs[] = { "Вся страна", "Край" };
	static const char *const heads[] = { "Мужчины", "Ж" };
	static const unsigned char depths[] = { 0, 1 };
	static const struct page_cell cells[] = { { "1,5", "" },
		{ "10,0", "*" }, { "–", "" }, { "2,0", "" } };
	struct page_table table = { .title = "Таблица",
		.continued = "(ещё)",
		.subtitle = "",
		.stub_head = "Место",
		.rows = 2,
		.columns = 2,
		.stubs = stubs,
		.depths = depths,
		.heads = heads,
		.cells = cells };

	return table;
}

static void
test_table(void **state)
{
	struct page_table table = small_table();
	struct sheet s;

	(void)state;
	open_sheet(&s, 40, 60);
	assert_int_equal(page_table(&s.page, &table, NULL), 0);
	expect(&s, "Таблица\n"
		   "--------------------------\n"
		   "Место       Мужчины      Ж\n"
		   "--------------------------\n"
		   "Вся страна      1,5  10,0*\n"
		   "  Край            –   2,0\n");
}

/* Too narrow for both columns: two groups, each with stub and heads. */
static void
test_groups(void **state)
{
	struct page_table table = small_table();
	struct sheet s;

	(void)state;
	open_sheet(&s, 20, 60);
	assert_int_equal(page_table(&s.page, &table, NULL), 0);
	expect(&s, "Таблица\n"
		   "-------------------\n"
		   "Место       Мужчины\n"
		   "-------------------\n"
		   "Вся страна      1,5\n"
		   "  Край            –\n"
		   "\n"
		   "Таблица\n"
		   "(ещё)\n"
		   "-----------------\n"
		   "Место           Ж\n"
		   "-----------------\n"
		   "Вся страна  10,0*\n"
		   "  Край       2,0\n");
}

/* A page of nine lines, the last one empty: title, rules and heads are
 * repeated. */
static void
test_pages(void **state)
{
	static const char *const stubs[] = { "а", "б", "в", "г", "д" };
	static const char *const heads[] = { "Число" };
	static const struct page_cell cells[] = { { "1", "" }, { "2", "" },
		{ "3", "" }, { "4", "" }, { "5", "" } };
	struct page_table table = small_table();
	struct sheet s;

	(void)state;
	table.rows = 5;
	table.columns = 1;
	table.stubs = stubs;
	table.heads = heads;
	table.depths = NULL;
	table.cells = cells;
	open_sheet(&s, 40, 9);
	page_text(&s.page, 0, 0, "до");
	assert_int_equal(page_table(&s.page, &table, NULL), 0);
	expect(&s,
	    "до\n\n\f"
	    "Таблица\n------------\nМесто  Число\n------------\n"
	    "а          1\nб          2\nв          3\nг          4\n\n\f"
	    "Таблица\n(ещё)\n------------\nМесто  Число\n------------\n"
	    "д          5\n");
}

/* What stands below the rows is on the page of the last one. */
static void
test_foot(void **state)
{
	static const char *const stubs[] = { "а", "б", "в", "г" };
	static const char *const heads[] = { "Число" };
	static const struct page_cell cells[] = { { "1", "" }, { "2", "" },
		{ "3", "" }, { "4", "" } };
	struct page_table table = small_table();
	struct sheet s;

	(void)state;
	table.rows = 4;
	table.columns = 1;
	table.stubs = stubs;
	table.heads = heads;
	table.depths = NULL;
	table.cells = cells;
	table.foot = "под";
	open_sheet(&s, 40, 9);
	assert_int_equal(page_table(&s.page, &table, NULL), 0);
	expect(&s, "Таблица\n------------\nМесто  Число\n------------\n"
		   "а          1\nб          2\nв          3\n\n\f"
		   "Таблица\n(ещё)\n------------\nМесто  Число\n------------\n"
		   "г          4\nпод\n");
}

/* A table without rows has no heads either, but says why. */
static void
test_empty(void **state)
{
	struct page_table table = small_table();
	struct sheet s;

	(void)state;
	table.rows = 0;
	table.subtitle = "Год: 2024";
	table.empty = "Таких нет.";
	open_sheet(&s, 40, 60);
	assert_int_equal(page_table(&s.page, &table, NULL), 0);
	expect(&s, "Таблица\nГод: 2024\nТаких нет.\n");
}

/* An empty line at the end of a page is the one that stands there anyway. */
static void
test_page_end(void **state)
{
	struct sheet s;

	(void)state;
	open_sheet(&s, 40, 5);
	page_text(&s.page, 0, 0, "а");
	page_text(&s.page, 0, 0, "б");
	page_blank(&s.page);
	page_need(&s.page, 2);
	page_text(&s.page, 0, 0, "в");
	page_text(&s.page, 0, 0, "г");
	page_text(&s.page, 0, 0, "д");
	page_text(&s.page, 0, 0, "е");
	page_text(&s.page, 0, 0, "ж");
	expect(&s, "а\nб\n\n\fв\nг\nд\nе\n\n\fж\n");
}

/* Long stubs and heads take several lines. */
static void
test_wrapped(void **state)
{
	static const char *const stubs[] = {
		"Очень длинное название территории, которое не помещается"
	};
	static const char *const heads[] = { "Первая графа", "Вторая графа" };
	static const struct page_cell cells[] = { { "1", "" }, { "2", "" } };
	struct page_table table = small_table();
	struct sheet s;

	(void)state;
	table.rows = 1;
	table.stubs = stubs;
	table.heads = heads;
	table.depths = NULL;
	table.cells = cells;
	open_sheet(&s, 54, 60);
	assert_int_equal(page_table(&s.page, &table, NULL), 0);
	expect(&s, "Таблица\n"
		   "----------------------------------------------------\n"
		   "                                      Первая  Вторая\n"
		   "Место                                  графа   графа\n"
		   "----------------------------------------------------\n"
		   "Очень длинное название территории,\n"
		   "которое не помещается                      1       2\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_control),
		cmocka_unit_test(test_heading),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_foot),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_page_end),
		cmocka_unit_test(test_wrapped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_line_form - what a line is by its form alone */
#include "unit.h"

#include "reader/line_form.h"

/* Three columns; the header is line 3. */
static const char schema[] =
    "{\"name\": \"x\", \"fields\": [{\"name\": \"college\"},"
    "{\"name\": \"graduates\", \"type\": \"integer\"},"
    "{\"name\": \"share\", \"type\": \"number\"}]}";

static char college[] = "Колледж", graduates[] = "Выпуск", share[] = "Доля";
static char *labels[] = { college, graduates, share };

static struct frame
open_frame(void)
{
	struct fail f = FAIL_INIT;
	struct frame frame = { .dataset = table_schema_parse(
				   schema, strlen(schema), "x.json", &f) };

	assert_non_null(frame.dataset);
	frame.header.first_line = frame.header.last_line = 3;
	frame.header.width = 3;
	frame.header.labels = labels;
	frame.columns.width = 3;
	frame.columns.needed = 3;
	return frame;
}

/* A line and what it is; the cells have | between them. */
struct line {
	uint64_t line;
	const char *text;
	enum line_class class;
};

static enum line_class
class_of(struct line_form *form, const struct frame *frame, const char *text,
    uint64_t line)
{
	struct record_field fields[16];
	struct record r = { .fields = fields, .bytes = strlen(text) };
	struct decoder decoder = DECODER_INIT;
	struct cells cells = CELLS_INIT;
	struct fail f = FAIL_INIT;
	enum line_class class;
	const char *end;

	for (;; text = end + 1) {
		end = text + strcspn(text, "|");
		fields[r.field_count].bytes = text;
		fields[r.field_count++].length = (size_t)(end - text);
		if (*end == '\0')
			break;
	}
	assert_int_equal(cells_decode(&cells, &r, &decoder, &f), 0);
	class = form == NULL ? line_form_above(&frame->dialect, &cells, line)
			     : line_form_class(form, frame, &cells, line);
	cells_clear(&cells);
	decoder_clear(&decoder);
	return class;
}

static void
expect(struct line_form *form, const struct frame *frame,
    const struct line *lines, size_t count)
{
	enum line_class class;

	for (size_t i = 0; i < count; i++) {
		class = class_of(form, frame, lines[i].text, lines[i].line);
		if (class != lines[i].class)
			fail_msg("line %d, %s: %s", (int)lines[i].line,
			    lines[i].text, line_class_name(class));
		if (class == LINE_DATA && form != NULL)
			line_form_data(form);
	}
}

static void
reads_from_top_to_bottom(void **state)
{
	static const struct line lines[] = {
		{ 1, "Сведения||", LINE_TITLE },
		{ 2, "||", LINE_BLANK },
		{ 3, "Колледж|Выпуск|Доля", LINE_HEADER },
		{ 4, "|человек|%", LINE_UNITS },
		{ 5, "1|2|3", LINE_NUMBERS },
		{ 6, "Итого||очно", LINE_TOTAL },
		{ 7, "Лицей|Итого|1", LINE_DATA }, /* not at its start */
		{ 8, "1|2|3", LINE_DATA },
		{ 9, "|человек|%", LINE_DATA }, /* among the data */
		{ 10, "Итого|5|1", LINE_TOTAL },
		{ 11, "", LINE_BLANK },
		{ 12, "* без филиалов||", LINE_NOTE },
		{ 13, "* без филиалов|1|2", LINE_DATA },
		{ 14, "* без филиалов|1", LINE_NOTE }, /* too few cells */
		{ 15, "Исп. Иванова||", LINE_NOTE },
		{ 16, "Исп. Иванова|1|", LINE_DATA },
	};
	struct line_form form = LINE_FORM_INIT;
	struct frame frame = open_frame();

	(void)state;
	expect(&form, &frame, lines, COUNT_OF(lines));
	table_schema_free((struct table_schema *)frame.dataset);
}

/* After a header that stands there again, numbers may follow again. */
static void
reads_a_header_again(void **state)
{
	static const struct line lines[] = {
		{ 4, "1|2|3", LINE_NUMBERS },
		{ 5, "1|2|3", LINE_DATA }, /* the second such row */
		{ 6, "Колледж|Выпуск|Доля", LINE_HEADER },
		{ 7, "1|2|3", LINE_NUMBERS },
		{ 8, "а|2|3", LINE_DATA },
		{ 9, "Колледж|Выпуск|Доля|", LINE_HEADER },
		{ 10, "Колледж|Выпуск|Долг", LINE_HEADER }, /* another */
		{ 11, "Колледж|5|3", LINE_DATA },
	};
	struct line_form form = LINE_FORM_INIT;
	struct frame frame = open_frame();

	(void)state;
	expect(&form, &frame, lines, COUNT_OF(lines));
	table_schema_free((struct table_schema *)frame.dataset);
}

/* Which line is another header: at least half of its cells, two or more, are
 * labels, the first of them one, and not all where they are in the header. */
static void
knows_other_headers(void **state)
{
	static const struct {
		const char *text;
		bool other;
	} cases[] = {
		{ "Выпуск|Колледж|Доля", true }, { "Колледж|Доля", true },
		{ "Колледж|Доля|Год|Пол", true },      /* 2 of 4 */
		{ "Колледж|Доля|Год|Пол|Код", false }, /* 2 of 5 */
		{ "Год|Колледж|Доля", false },         /* first no label */
		{ "Колледж|Год", false },              /* 1 of 2 */
		{ "Колледж||", false },
		{ "Колледж|Выпуск|", false },      /* all in their place */
		{ "Колледжи|Выпуск|Доля", false }, /* longer */
		{ "Кол|Выпуск|Доля", false },      /* shorter */
	};
	struct frame frame = open_frame();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct line_form form = LINE_FORM_INIT;
		enum line_class class =
		    class_of(&form, &frame, cases[i].text, 7);

		if (class != (cases[i].other ? LINE_HEADER : LINE_DATA) ||
		    form.other != (cases[i].other ? 7U : 0U))
			fail_msg("%s", cases[i].text);
	}
	table_schema_free((struct table_schema *)frame.dataset);
}

/* Its own header ends what stands below another one. */
static void
forgets_other_headers(void **state)
{
	struct line_form form = LINE_FORM_INIT;
	struct frame frame = open_frame();

	(void)state;
	assert_int_equal(
	    class_of(&form, &frame, "Доля|Выпуск|Колледж", 8), LINE_HEADER);
	assert_int_equal(form.other, 8);
	assert_int_equal(class_of(&form, &frame, "1|2|x", 9), LINE_DATA);
	assert_int_equal(form.other, 8);
	assert_int_equal(
	    class_of(&form, &frame, "Колледж|Выпуск|Доля", 10), LINE_HEADER);
	assert_int_equal(form.other, 0);
	table_schema_free((struct table_schema *)frame.dataset);
}

/* Before the first row a total without numbers that begins further right is a
 * row of the header; after it, it is a total. */
static void
knows_sub_headers(void **state)
{
	struct line_form form = LINE_FORM_INIT;
	struct frame frame = open_frame();

	(void)state;
	assert_int_equal(
	    class_of(&form, &frame, "|Всего|в том числе", 4), LINE_HEADER);
	assert_int_equal(class_of(&form, &frame, "|Всего|7", 4), LINE_TOTAL);
	assert_int_equal(class_of(&form, &frame, "Всего||", 4), LINE_TOTAL);
	line_form_data(&form);
	assert_int_equal(
	    class_of(&form, &frame, "|Всего|в том числе", 9), LINE_TOTAL);
	table_schema_free((struct table_schema *)frame.dataset);
}

/* What is of other tables, above and below. */
static void
keeps_to_its_table(void **state)
{
	static const struct line lines[] = {
		{ 1, "a|b|c", LINE_OUT_OF_SCOPE },
		{ 1, "||", LINE_BLANK },
		{ 2, "Сведения||", LINE_TITLE },
		{ 3, "Колледж|Выпуск|Доля", LINE_HEADER },
		{ 7, "а|1|2", LINE_DATA },
		{ 8, "а|1|2", LINE_OUT_OF_SCOPE },
		{ 9, "||", LINE_BLANK },
		{ 10, "Итого|1|2", LINE_OUT_OF_SCOPE },
	};
	struct line_form form = LINE_FORM_INIT;
	struct frame frame = open_frame();

	(void)state;
	frame.header.table_first = 2;
	frame.header.further_line = 8;
	expect(&form, &frame, lines, COUNT_OF(lines));
	table_schema_free((struct table_schema *)frame.dataset);
}

static void
reads_above(void **state)
{
	static const struct line lines[] = {
		{ 1, "sep=;", LINE_TITLE },
		{ 2, "|", LINE_BLANK },
		{ 3, "(тыс. чел.)|", LINE_UNITS },
		{ 4, "Сведения", LINE_TITLE },
	};
	struct frame frame = open_frame();

	(void)state;
	expect(NULL, &frame, lines, COUNT_OF(lines));
	frame.dialect.said_so = true;
	assert_int_equal(class_of(NULL, &frame, "sep=;", 1), LINE_DIALECT);
	assert_int_equal(class_of(NULL, &frame, "sep=;", 2), LINE_TITLE);
	table_schema_free((struct table_schema *)frame.dataset);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_from_top_to_bottom),
		cmocka_unit_test(reads_a_header_again),
		cmocka_unit_test(knows_other_headers),
		cmocka_unit_test(forgets_other_headers),
		cmocka_unit_test(knows_sub_headers),
		cmocka_unit_test(keeps_to_its_table),
		cmocka_unit_test(reads_above),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

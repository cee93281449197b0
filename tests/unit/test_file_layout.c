#include "unit.h"

#include "chaos.h"

#include "base/message.h"
#include "layout/file_layout.h"

/* What it finds: per table "first header-header*rows data-data last width
 * labels", then the classes of the lines. */
static void
describe(const struct file_layout *l, char *text, size_t size)
{
	size_t i, j, used = 0;

	*text = '\0';
	for (i = 0; i < l->table_count; i++) {
		const struct layout_table *t = &l->tables[i];

		used += (size_t)snprintf(text + used, size - used,
		    "%d %d-%d*%zu %d-%d %d %zu:", (int)t->first_line,
		    (int)t->header_first, (int)t->header_last, t->header_rows,
		    (int)t->data_first, (int)t->data_last, (int)t->last_line,
		    t->width);
		for (j = 0; j < t->width; j++)
			used += (size_t)snprintf(text + used, size - used,
			    "%s%s", j == 0 ? "" : "|", t->labels[j]);
		used += (size_t)snprintf(text + used, size - used, "\n");
	}
	for (i = 0; i < l->span_count; i++)
		used += (size_t)snprintf(text + used, size - used, " %d-%d %s",
		    (int)l->spans[i].first_line, (int)l->spans[i].last_line,
		    line_class_name(l->spans[i].class));
}

static void
check_head(const char *head, bool whole, const char *expected)
{
	struct fail f = FAIL_INIT;
	struct file_layout l;
	struct dialect d;
	char found[2048];

	dialect_detect((const unsigned char *)head, strlen(head), NULL, &d);
	assert_int_equal(
	    file_layout_detect(&l, (const unsigned char *)head, strlen(head),
		whole, &d,
		&(struct encoding_guess){ .encoding = ENCODING_UTF_8 }, "x.csv",
		&f),
	    0);
	describe(&l, found, sizeof(found));
	assert_string_equal(found, expected);
	assert_int_equal(l.whole, whole);
	file_layout_clear(&l);
}

static void
check(const char *head, const char *expected)
{
	check_head(head, true, expected);
}

static void
finds_headers(void **state)
{
	(void)state;
	check("name;n\nA;1\nB;2\n",
	    "1 1-1*1 2-3 3 2:name|n\n 1-1 header 2-3 data");
	/* words over words */
	check("name,city\nIvanov,Omsk\nPetrov,Omsk\nSidorov,Tomsk\n",
	    "1 1-1*1 2-4 4 2:name|city\n 1-1 header 2-4 data");
	/* years over numbers */
	check("region,2020,2021,2022\nA,15,16,18\nB,5,6,8\n",
	    "1 1-1*1 2-3 3 4:region|2020|2021|2022\n 1-1 header 2-3 data");
	check("name;n\n", "1 1-1*1 0-0 1 2:name|n\n 1-1 header");
	/* a text keeps its blanks and line breaks */
	check("\"the\nname\"; n\nA;1\nB;2\n",
	    "1 1-2*1 3-4 4 2:the\nname| n\n 1-2 header 3-4 data");
}

static void
knows_that_there_is_none(void **state)
{
	(void)state;
	check("A;1;2.5\nB;2;3.5\n", "1 0-0*0 1-2 2 3:||\n 1-2 data");
	check("2022-01-01,5\n", "1 0-0*0 1-1 1 2:|\n 1-1 data");
	/* the texts of the first row return */
	check(
	    "yes,no\nno,no\nyes,no\nyes,yes\n", "1 0-0*0 1-4 4 2:|\n 1-4 data");
	check("", "");
	check("\n\n", " 1-2 blank");
	check(";;\n;;\n", " 1-2 blank");
}

static void
joins_header_rows(void **state)
{
	(void)state;
	check("d;n\nd;n\n2022-01-01;1\n2022-01-02;2\n",
	    "1 1-2*2 3-4 4 2:d d|n n\n 1-2 header 3-4 data");
	/* merged cells, column numbers, units */
	check("Колледж;Всего;из них;;\n"
	      ";;очно;заочно;вечер\n"
	      "А;1;2;3;4\n"
	      "СПК;10;5;3;2\n"
	      "ОМК;20;9;8;3\n",
	    "1 1-2*2 4-5 5 5:Колледж|Всего|из них очно|из них заочно|из них "
	    "вечер\n 1-2 header 3-3 column_numbers 4-5 data");
	/* line breaks that are not quoted */
	check("Колледж;Число\nстудентов;Год;Доля;Место\nA;1;2;3;4\nB;5;6;7;8\n"
	      "C;5;6;7;8\nD;5;6;7;8\nE;5;6;7;8\n",
	    "1 1-2*1 3-7 7 5:Колледж|Число студентов|Год|Доля|Место\n"
	    " 1-2 header 3-7 data");
}

static void
knows_titles_and_notes(void **state)
{
	(void)state;
	check("Отчёт за 2022 год;;\n"
	      "человек\n"
	      "\n"
	      "Регион;Студентов;Доля\n"
	      "Омская область;;\n"
	      "СПК;10;1,5\n"
	      "Итого;10;1,5\n"
	      "\n"
	      "Примечание: данные предварительные; уточняются\n"
	      "Исполнитель Иванова\n",
	    "1 4-4*1 5-7 10 3:Регион|Студентов|Доля\n"
	    " 1-1 title 2-2 units 3-3 blank 4-4 header 5-5 section 6-6 data"
	    " 7-7 total 8-8 blank 9-10 note");
	/* of a cut head nobody knows what follows */
	check_head("a;b;c\n1;2;3\n4;5;6\nB\n\nx;y", false,
	    "1 1-1*1 2-4 5 3:a|b|c\n 1-1 header 2-3 data 4-4 section 5-5 "
	    "blank");
	check("sep=;\na;b\n1;2\n3;4\n",
	    "2 2-2*1 3-4 4 2:a|b\n 1-1 dialect 2-2 header 3-4 data");
}

static void
parts_tables(void **state)
{
	(void)state;
	check("a;b\n1;2\n3;4\n\nWeather\nday;t;wind\n2022-01-01;5;6\n"
	      "2022-01-02;7;8\n",
	    "1 1-1*1 2-3 4 2:a|b\n"
	    "5 6-6*1 7-8 8 3:day|t|wind\n"
	    " 1-1 header 2-3 data 4-4 blank 5-5 title 6-6 header 7-8 data");
	/* directly below, when there can be no doubt */
	check("a;b;c\n1;2;3\n3;4;5\nday;t;wind\n2022-01-01;5;6\n"
	      "2022-01-02;7;8\n",
	    "1 1-1*1 2-3 3 3:a|b|c\n"
	    "4 4-4*1 5-6 6 3:day|t|wind\n"
	    " 1-1 header 2-3 data 4-4 header 5-6 data");
	/* a header repeated is none */
	check("a;b;c\n1;2;3\n3;4;5\na;b;c\n5;6;7\n7;8;9\n",
	    "1 1-1*1 2-6 6 3:a|b|c\n 1-1 header 2-3 data 4-4 header 5-6 data");
	/* but the whole table is */
	check("a;b;c\n1;2;3\n3;4;5\na;b;c\n1;2;3\n3;4;5\n",
	    "1 1-1*1 2-3 3 3:a|b|c\n"
	    "4 4-4*1 5-6 6 3:a|b|c\n"
	    " 1-1 header 2-3 data 4-4 header 5-6 data");
	/* nor is a blank line within the data, or a row without numbers */
	check("a;b;c\n1;2;3\n\n3;4;5\nнет;нет;нет\n5;6;7\n",
	    "1 1-1*1 2-6 6 3:a|b|c\n"
	    " 1-1 header 2-2 data 3-3 blank 4-6 data");
}

/* Surplus cells widen a table only if there is something in them. */
static void
measures_width(void **state)
{
	(void)state;
	check("a;b\n1;2\n3;4;\n5;6\n",
	    "1 1-1*1 2-4 4 2:a|b\n 1-1 header 2-4 data");
	check("a;b\n1;2\n3;4;5\n5;6\n",
	    "1 1-1*1 2-4 4 3:a|b|\n 1-1 header 2-4 data");
}

static void
survives_failures(void **state)
{
	static const char head[] =
	    "Title\n\na;b;c;d\n;x;y\nz;\n1;2;3;4\n5;6;7;8\n\nday;t\n"
	    "2022-01-01;5\n2022-01-02;7\n";
	static const struct dialect d = {
		.delimiter = ';', .quote = '"', .width = 4
	};

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct file_layout l;
		int status;

		chaos_start(n);
		status = file_layout_detect(&l, (const unsigned char *)head,
		    strlen(head), true, &d,
		    &(struct encoding_guess){
			.encoding = ENCODING_WINDOWS_1251 },
		    "x.csv", &f);
		chaos_stop();
		file_layout_clear(&l);
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_headers),
		cmocka_unit_test(knows_that_there_is_none),
		cmocka_unit_test(joins_header_rows),
		cmocka_unit_test(knows_titles_and_notes),
		cmocka_unit_test(parts_tables),
		cmocka_unit_test(measures_width),
		cmocka_unit_test(survives_failures),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

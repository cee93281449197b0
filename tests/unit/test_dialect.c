#include "unit.h"

#include "record/dialect.h"

struct example {
	const char *head;
	char delimiter, quote;
	size_t width;
	char escape;
	bool space_after, repeated;
};

static void
check(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct example *e = &examples[i];
		struct dialect d;

		dialect_detect(
		    (const unsigned char *)e->head, strlen(e->head), NULL, &d);
		if (d.delimiter != e->delimiter || d.quote != e->quote ||
		    d.width != e->width || d.escape != e->escape ||
		    d.space_after != e->space_after ||
		    d.repeated != e->repeated)
			fail_msg("%s: found %d %d %zu %d %d %d", e->head,
			    d.delimiter, d.quote, d.width, d.escape,
			    d.space_after, d.repeated);
		assert_true(d.confidence >= 0 && d.confidence <= 1);
		assert_int_equal(d.said_so, strncmp(e->head, "sep=", 4) == 0);
	}
}

static void
detects_delimiters(void **state)
{
	static const struct example examples[] = {
		{ "a;b;c\n1;2;3\n", ';', '"', 3, 0, 0, 0 },
		{ "a,b\n1,2\n", ',', '"', 2, 0, 0, 0 },
		{ "a\tb\n1\t2\n", '\t', '"', 2, 0, 0, 0 },
		{ "a|b\n1|2\n", '|', '"', 2, 0, 0, 0 },
		{ "a:b\n1:2\n3:4\n", ':', '"', 2, 0, 0, 0 },
		{ "a^b\n1^2\n", '^', '"', 2, 0, 0, 0 },
		{ "a~b\n1~2\n", '~', '"', 2, 0, 0, 0 },
		{ "a#b\n1#2\n", '#', '"', 2, 0, 0, 0 },
		{ "a!b\n1!2\n", '!', '"', 2, 0, 0, 0 },
		{ "a\x01"
		  "b\n1\x01"
		  "2\n",
		    '\x01', '"', 2, 0, 0, 0 },
		{ "a\x1F"
		  "b\n1\x1F"
		  "2\n",
		    '\x1f', '"', 2, 0, 0, 0 },
		/* the section sign of Windows-1251 */
		{ "a\xA7"
		  "b\n1\xA7"
		  "2\n3\xA7"
		  "4\n",
		    '\xA7', '"', 2, 0, 0, 0 },
		{ "a\nb\n", ',', '"', 1, 0, 0, 0 },
		{ "", ',', '"', 1, 0, 0, 0 },
		{ "sep=,\na,b;c\n", ',', '"', 2, 0, 0, 0 },
		{ "sep=|\r\na|b;c\r\n", '|', '"', 2, 0, 0, 0 },
	};

	(void)state;
	check(examples, COUNT_OF(examples));
}

static void
is_not_misled(void **state)
{
	static const struct example examples[] = {
		/* decimal commas and commas in titles */
		{ "Title, with commas, two\na;b\n1,5;2,5\n3,5;4\n", ';', '"', 2,
		    0, 0, 0 },
		/* as many commas as semicolons, but not in the header */
		{ "a;b;c\n1,5;2,5;3\n1,5;2,5;3\n", ';', '"', 3, 0, 0, 0 },
		/* decimal commas in most rows, colons in all; marks in words */
		{ "name:date:share:note\n\"A\" b:1.2.22:62,5:\n"
		  "c:2.2.22:12,25:d\ne:3.2.22:0:\nf:4.2.22:99,9:\n"
		  "g:5.2.22:3,14:h\n",
		    ':', '"', 4, 0, 0, 0 },
		/* dates, times and addresses of one form */
		{ "day,link\n"
		  "2022-01-01 10:00,http://a.ru/1\n"
		  "2022-01-02 11:00,http://a.ru/2\n",
		    ',', '"', 2, 0, 0, 0 },
		{ "x;y\nOmsk, city, region;1\nTomsk, city, region;2\n", ';',
		    '"', 2, 0, 0, 0 },
		{ "09:00:00-10:30:00,1\n10:30:00-11:15:00,2\n"
		  "11:15:00-12:00:00,3\n12:00:00-13:00:00,4\n",
		    ',', '"', 2, 0, 0, 0 },
		/* lists in a cell */
		{ "a,Total; Estimate; All\nb,Total; Margin; All\n", ',', '"', 2,
		    0, 0, 0 },
		/* one column of sentences */
		{ "Yes, we can.\nNo.\nPerhaps; who knows?\nHere and there\n"
		  "Not at all\nNever again\n",
		    '\t', '"', 1, 0, 0, 0 },
		/* a Cyrillic letter whose last byte is the section sign */
		{ "Ча,1\nЧб,2\nЧв,3\n", ',', '"', 2, 0, 0, 0 },
		/* notes above and below */
		{ "# A dump\n# of 2022\n\n\"id\",\"name\"\n\"1\",\"A\"\n\"2\","
		  "\"B\"\n",
		    ',', '"', 2, 0, 0, 0 },
	};

	(void)state;
	check(examples, COUNT_OF(examples));
}

static void
detects_quotes(void **state)
{
	static const struct example examples[] = {
		{ "\"a;b\",c\n\"d;e\",f\n", ',', '"', 2, 0, 0, 0 },
		{ "\"a\nb\";c\n\"d\n\ne\";f\n", ';', '"', 2, 0, 0, 0 },
		{ "a,'b, c'\nd,'e, f'\n", ',', '\'', 2, 0, 0, 0 },
		/* apostrophes */
		{ "a,O'Brien\nb,'tis\nc,boys'\n", ',', '"', 2, 0, 0, 0 },
		/* marks that stand in the middle of cells */
		{ "\"A\" b;1\n\"C\" d;2\n", ';', '\0', 2, 0, 0, 0 },
		{ "A \"b\";1\n\"c;\"\"d\"\"\";2\n", ';', '"', 2, 0, 0, 0 },
		{ "\"A \\\"b\\\"\";1\n\"c\";2\n", ';', '"', 2, '\\', 0, 0 },
		/* a backslash that ends a cell is none */
		{ "\"C:\\\";1\n\"D:\\\";2\n", ';', '"', 2, 0, 0, 0 },
		/* blanks behind the closing mark */
		{ "\"a\" ;b\n\"c\" ;d\n\"e;f\" ;g\n", ';', '"', 2, 0, 0, 0 },
		/* never closed */
		{ "a,\"b,c\n1,2,3\n4,5,6\n7,8,9\n", ',', '"', 3, 0, 0, 0 },
	};

	(void)state;
	check(examples, COUNT_OF(examples));
}

static void
detects_blanks(void **state)
{
	static const struct example examples[] = {
		{ "a, b, c\n1, 2, 3\n", ',', '"', 3, 0, true, 0 },
		{ "a, \"b, c\"\n1, \"2, 3\"\n", ',', '"', 2, 0, true, 0 },
		{ "id   carat  cut\n1    0.23   E\n2    0.21   E\n3    0.29   I\n",
		    ' ', '"', 3, 0, 0, true },
		{ "a b c\n1 2 3\n4 5 6\n", ' ', '"', 3, 0, 0, 0 },
	};

	(void)state;
	check(examples, COUNT_OF(examples));
}

static void
takes_what_is_known(void **state)
{
	static const char head[] = "\"a\";b,c\n\"d\";e,f\n";
	const struct dialect_given given = { .delimiter = ',',
		.quote_given = true };
	const struct dialect_given spaced = { .space_given = true,
		.space_after = true,
		.escape_given = true,
		.escape = '\\' };
	struct dialect d;

	(void)state;
	dialect_detect((const unsigned char *)head, strlen(head), &given, &d);
	assert_int_equal(d.delimiter, ',');
	assert_int_equal(d.quote, 0);
	assert_int_equal(d.width, 2);
	dialect_detect(
	    (const unsigned char *)head, strlen(head) - 4, &spaced, &d);
	assert_int_equal(d.delimiter, ';');
	assert_int_equal(d.escape, '\\');
	assert_true(d.space_after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(detects_delimiters),
		cmocka_unit_test(is_not_misled),
		cmocka_unit_test(detects_quotes),
		cmocka_unit_test(detects_blanks),
		cmocka_unit_test(takes_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "source/dialect.h"

static void
detects(void **state)
{
	static const struct {
		const char *head;
		char delimiter, quote;
		size_t width;
	} cases[] = {
		{ "a;b;c\n1;2;3\n", ';', '"', 3 },
		{ "a,b\n1,2\n", ',', '"', 2 },
		{ "a\tb\n1\t2\n", '\t', '"', 2 },
		/* decimal commas and commas in titles */
		{ "Title, with commas, two\na;b\n1,5;2,5\n3,5;4\n", ';', '"',
		    2 },
		/* as many commas as semicolons, but not in the header */
		{ "a;b;c\n1,5;2,5;3\n1,5;2,5;3\n", ';', '"', 3 },
		{ "\"a;b\",c\n\"d;e\",f\n", ',', '"', 2 },
		{ "\"a\nb\";c\n\"d\n\ne\";f\n", ';', '"', 2 },
		/* marks that stand in the middle of cells */
		{ "\"A\" b;1\n\"C\" d;2\n", ';', '\0', 2 },
		{ "A \"b\";1\n\"c;\"\"d\"\"\";2\n", ';', '"', 2 },
		{ "a\nb\n", ',', '"', 1 },
		{ "", ',', '"', 1 },
		{ "sep=,\na,b;c\n", ',', '"', 2 },
		{ "sep=|\r\na|b;c\r\n", '|', '"', 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct dialect d;

		dialect_detect((const unsigned char *)cases[i].head,
		    strlen(cases[i].head), &d);
		if (d.delimiter != cases[i].delimiter ||
		    d.quote != cases[i].quote || d.width != cases[i].width)
			fail_msg("%s: found %c %d %zu", cases[i].head,
			    d.delimiter, d.quote, d.width);
		assert_int_equal(
		    d.said_so, strncmp(cases[i].head, "sep=", 4) == 0);
	}
}

static void
takes_what_is_known(void **state)
{
	static const char head[] = "\"a\";b,c\n\"d\";e,f\n";
	const struct dialect_given given = { .delimiter = ',',
		.quote_given = true };
	struct dialect d;

	(void)state;
	dialect_complete((const unsigned char *)head, strlen(head), &given, &d);
	assert_int_equal(d.delimiter, ',');
	assert_int_equal(d.quote, 0);
	assert_int_equal(d.width, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(detects),
		cmocka_unit_test(takes_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

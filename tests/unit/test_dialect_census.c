#include "unit.h"

#include <math.h>

#include "record/dialect_census.h"

static struct dialect_census
take(const char *head, struct dialect d)
{
	struct dialect_census c;

	dialect_census_take(&c, (const unsigned char *)head, strlen(head), &d);
	return c;
}

static void
assert_near(double found, double expected)
{
	if (fabs(found - expected) > 1e-12)
		fail_msg("found %.15g, expected %.15g", found, expected);
}

static void
counts_records(void **state)
{
	const struct dialect d = { .delimiter = ';', .quote = '"' };
	struct dialect_census c;

	(void)state;
	c = take("Title\n\na;b;c\r\n1;\"2;\n3\";4\r5;6;\nNote\n", d);
	assert_int_equal(c.records, 5);
	assert_int_equal(c.widths[1], 2);
	assert_int_equal(c.widths[3], 3);
	assert_int_equal(c.single, 2);
	assert_int_equal(c.cells, 11);
	assert_int_equal(c.quoted, 1);
	assert_int_equal(c.literal, 0);
	assert_int_equal(c.kinds[0][CELL_KIND_NUMBER], 2);
	assert_int_equal(c.kinds[2][CELL_KIND_EMPTY], 1);
	assert_int_equal(dialect_census_width(&c), 3);
}

static void
counts_marks(void **state)
{
	const struct dialect plain = { .delimiter = ',', .quote = '"' };
	const struct dialect escaped = {
		.delimiter = ',', .quote = '"', .escape = '\\'
	};
	const struct dialect single = { .delimiter = ',', .quote = '\'' };
	struct dialect_census c;

	(void)state;
	c = take("\"a \"\"b\"\"\",c\n\"d,e\n", plain);
	assert_int_equal(c.quoted, 1);
	assert_int_equal(c.doubled, 2);
	assert_int_equal(c.literal, 1);
	assert_int_equal(c.widths[2], 2);
	/* 2 + 4 of 7 marks */
	assert_int_equal(c.marks, 7);
	assert_near(dialect_census_explained(&c), 6.0 / 7);
	c = take("\"a \\\"b\\\"\",c\n", escaped);
	assert_int_equal(c.quoted, 1);
	assert_int_equal(c.escaped, 2);
	assert_int_equal(c.widths[2], 1);
	/* an apostrophe within a word is none */
	c = take("'O',it's\n", single);
	assert_int_equal(c.marks, 2);
	assert_int_equal(c.quoted, 1);
}

static void
knows_blanks(void **state)
{
	const struct dialect runs = {
		.delimiter = ' ', .repeated = true, .quote = '"'
	};
	const struct dialect after = {
		.delimiter = ',', .space_after = true, .quote = '"'
	};
	const struct dialect plain = { .delimiter = ',', .quote = '"' };
	struct dialect_census c;

	(void)state;
	c = take("  1   2\t3  \n4 5 6\n", runs);
	assert_int_equal(c.widths[3], 2);
	c = take("a, b, c\n", plain);
	assert_int_equal(c.followed, 2);
	assert_int_equal(c.spaced, 2);
	c = take("a, \"b, c\"\n", after);
	assert_int_equal(c.widths[2], 1);
	assert_int_equal(c.quoted, 1);
}

static void
scores(void **state)
{
	static const char head[] =
	    "name;share\nOmsk, city;1,5\nTomsk;2,5\nOrsk;3\n";
	const struct dialect right = { .delimiter = ';', .quote = '"' };
	const struct dialect wrong = { .delimiter = ',', .quote = '"' };
	const struct dialect none = { .delimiter = '|', .quote = '"' };
	struct dialect_census a = take(head, right), b = take(head, wrong);
	struct dialect_census c = take(head, none);

	(void)state;
	assert_true(dialect_census_score(&a) > 2 * dialect_census_score(&b));
	assert_near(dialect_census_score(&c), 0);
	/* all records and columns alike, nothing foreign: 1 - 0.4 / 2 */
	c = take("1;2\n3;4\n", right);
	assert_near(dialect_census_score(&c), 0.8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_records),
		cmocka_unit_test(counts_marks),
		cmocka_unit_test(knows_blanks),
		cmocka_unit_test(scores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "value/evidence.h"

static const struct table_field whole = { .type = TABLE_INTEGER };
static const struct table_field number = { .type = TABLE_NUMBER };
static const struct table_field date = { .type = TABLE_DATE };
static const struct table_field period = { .format = FORMAT_PERIOD };

/* The cells of a column, with "|" between them. */
static void
add(struct evidence *e, const struct table_field *field, const char *cells)
{
	size_t length;

	for (;; cells += length + 1) {
		length = strcspn(cells, "|");
		evidence_add(e, field, cells, length);
		if (cells[length] == '\0')
			return;
	}
}

static struct evidence
settled(const struct table_field *field, const char *cells)
{
	struct evidence e = EVIDENCE_INIT;

	assert_false(e.complete);
	add(&e, field, cells);
	evidence_settle(&e, 1);
	assert_true(e.complete);
	return e;
}

static void
finds_the_decimal_mark(void **state)
{
	static const struct {
		const char *cells;
		enum evidence_way way;
	} cases[] = { { "1,234|12,5", EVIDENCE_SECOND },
		{ "1,234|0,123", EVIDENCE_SECOND },
		{ "1,234|1 234,5", EVIDENCE_SECOND },
		{ "1,234|1.234.567", EVIDENCE_SECOND },
		{ "1,234|1.234,5", EVIDENCE_SECOND },
		{ "1,234|12.5", EVIDENCE_FIRST },
		{ "1,234|1,234,567", EVIDENCE_FIRST },
		{ "1,234|1,234.5", EVIDENCE_FIRST }, { "1,234", EVIDENCE_NONE },
		{ "1,234|х||…|abc", EVIDENCE_NONE },
		{ "1234|1 234", EVIDENCE_NONE },
		{ "12,5|12.5", EVIDENCE_BOTH } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (settled(&number, cases[i].cells).decimal != cases[i].way)
			fail_msg("%s", cases[i].cells);
	}
}

/* In a field of whole numbers groups are likely where all of the column fits
 * them. */
static void
finds_groups_of_whole_numbers(void **state)
{
	static const struct {
		const char *cells;
		enum evidence_way way;
	} cases[] = { { "1,234|567|12", EVIDENCE_FIRST },
		{ "1.234|567|1.000", EVIDENCE_SECOND },
		/* thousands or ones with three decimals */
		{ "1,000|2,000", EVIDENCE_NONE },
		/* without groups */
		{ "1,234|5678", EVIDENCE_NONE },
		/* 12,0 has a decimal comma */
		{ "1,234|12,0", EVIDENCE_SECOND },
		{ "1,234|1.234", EVIDENCE_BOTH } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (settled(&whole, cases[i].cells).decimal != cases[i].way)
			fail_msg("%s", cases[i].cells);
}

/* A column that proves nothing follows the others, its own proof is
 * stronger, and others that differ are none. */
static void
asks_the_other_columns(void **state)
{
	struct evidence e[4] = { EVIDENCE_INIT, EVIDENCE_INIT, EVIDENCE_INIT,
		EVIDENCE_INIT };

	(void)state;
	add(&e[0], &whole, "1,234|2,345");
	add(&e[1], &number, "12,5|1,5");
	add(&e[2], &date, "03/04/2022");
	add(&e[3], &date, "24/02/2022");
	evidence_settle(e, 4);
	assert_int_equal(e[0].decimal, EVIDENCE_SECOND);
	assert_int_equal(e[2].date, EVIDENCE_FIRST);
	add(&e[0], &whole, "1,234,567");
	evidence_settle(e, 4);
	assert_int_equal(e[0].decimal, EVIDENCE_FIRST);
	assert_int_equal(e[1].decimal, EVIDENCE_SECOND);
	/* now the file has both marks */
	add(&e[2], &number, "1,234");
	evidence_settle(e, 4);
	assert_int_equal(e[2].decimal, EVIDENCE_NONE);
}

/* One cell in a hundred is a slip. */
static void
passes_over_slips(void **state)
{
	struct evidence e = EVIDENCE_INIT;
	int i;

	(void)state;
	evidence_add(&e, &number, "1.5", 3);
	for (i = 0; i < 99; i++)
		evidence_add(&e, &number, "1,5", 3);
	evidence_settle(&e, 1);
	assert_int_equal(e.decimal, EVIDENCE_BOTH);
	evidence_add(&e, &number, "1,5", 3);
	evidence_settle(&e, 1);
	assert_int_equal(e.decimal, EVIDENCE_SECOND);
}

static void
finds_the_order_of_dates(void **state)
{
	const struct table_field pattern = { .type = TABLE_DATE,
		.date_pattern = "%m/%d/%Y" };

	(void)state;
	assert_int_equal(
	    settled(&date, "03/04/2022|24/02/2022").date, EVIDENCE_FIRST);
	assert_int_equal(
	    settled(&date, "03/04/2022|02/24/2022").date, EVIDENCE_SECOND);
	assert_int_equal(
	    settled(&date, "03/04/2022|04/04/2022").date, EVIDENCE_NONE);
	assert_int_equal(
	    settled(&date, "24/02/2022|02/24/2022").date, EVIDENCE_BOTH);
	/* points are no proof of what slashes are */
	assert_int_equal(
	    settled(&date, "24.02.2022|03/04/2022").date, EVIDENCE_NONE);
	assert_int_equal(settled(&pattern, "02/24/2022").date, EVIDENCE_NONE);
}

static void
finds_school_years(void **state)
{
	(void)state;
	assert_int_equal(
	    settled(&period, "2011-12|2012-13").period, EVIDENCE_SECOND);
	assert_int_equal(
	    settled(&period, "2011-12|2011-11").period, EVIDENCE_FIRST);
	assert_int_equal(
	    settled(&period, "2011-12|2010").period, EVIDENCE_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_decimal_mark),
		cmocka_unit_test(finds_groups_of_whole_numbers),
		cmocka_unit_test(asks_the_other_columns),
		cmocka_unit_test(passes_over_slips),
		cmocka_unit_test(finds_the_order_of_dates),
		cmocka_unit_test(finds_school_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

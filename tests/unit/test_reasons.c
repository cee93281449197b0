/* test_reasons - rows set aside or under review, by dataset and reason */
#include "quality_fixture.h"

#include "report/reasons.h"

static struct record_finding
finding(const char *stage, const char *level, const char *reason,
    const char *rule, int64_t count)
{
	return (struct record_finding){ .stage = stage,
		.level = level,
		.reason = reason,
		.rule = rule,
		.count = count };
}

static void
test_table(void **state)
{
	/* Two rules are broken by one row of the first file: 3 + 2 reasons,
	 * 4 rows. */
	struct record_finding
	    a[] = { finding("ingest", "error", "type-error", NULL, 3),
		    finding("clean", "error", "row-constraint", "sum", 2),
		    finding("resolve", "warning", "duplicate-row", NULL, 9) },
	    b[] = { finding("clean", "error", "row-constraint", "sum", 4),
		    finding("link", "error", "foreign-key", NULL, 1) },
	    c[] = { finding("ingest", "error", "source-error", NULL, 1) },
	    d[] = { finding("resolve", "error", "primary-key", NULL, 1200) };
	struct record_input inputs[] = {
		{ "raw/a.csv", .dataset = "g", .rows = { 9, 4, 0 },
		    .finding_count = 3, .findings = a },
		{ "raw/b.csv", .dataset = "g", .rows = { 9, 4, 1 },
		    .finding_count = 2, .findings = b },
		{ "raw/c.csv", .dataset = "g", .finding_count = 1,
		    .findings = c },
		{ "raw/d.csv", .dataset = NULL, .rows = { 9999, 0, 1200 },
		    .finding_count = 1, .findings = d },
		{ "raw/e.csv", .dataset = "h", .rows = { 7, 0, 0 } }
	};
	struct part p;

	(void)state;
	part_open(&p, inputs, 5);
	assert_int_equal(reasons_text(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect(&p,
	    "\nRows set aside or under review, by reason\n"
	    "-------------------------------------------------"
	    "----------------------------------\n"
	    "Dataset and reason                         rows set aside"
	    "  rows under review  files\n"
	    "-------------------------------------------------"
	    "----------------------------------\n"
	    "g                                                       8"
	    "                  1      2\n"
	    "  a row that a rule forbids (sum)                       6"
	    "                  –      2\n"
	    "  a value of another type                               3"
	    "                  –      1\n"
	    "  a name that is in no registry                         –"
	    "                  1      1\n"
	    "unknown dataset                                         –"
	    "              1,200      1\n"
	    "  a key that is incomplete or there twice               –"
	    "              1,200      1\n"
	    "In all                                                  8"
	    "              1,201      3\n"
	    "A row with several reasons is counted at each of them, once in "
	    "the sum.\n");
}

/* A file that is no table has no rows, a warning loses none. */
static void
test_nothing(void **state)
{
	struct record_finding a[] = { finding("ingest", "error", "source-error",
					  NULL, 1),
		finding("resolve", "warning", "duplicate-row", NULL, 9) };
	struct record_input inputs[] = { { "raw/a.csv", .finding_count = 2,
	    .findings = a } };
	struct part p;

	(void)state;
	part_open(&p, inputs, 1);
	assert_int_equal(reasons_text(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect(&p, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

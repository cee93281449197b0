/* test_findings - what was found, and what is said once for a dataset */
#include "quality_fixture.h"

#include "base/message.h"
#include "report/findings.h"

#define HEADING                                         \
	"\nWhat was found, with the first ten places\n" \
	"-----------------------------------------\n"

static const struct message expected = { .format = "a column of the schema" };

/* Columns that no schema has, in these lines. */
static struct record_finding
extra(int64_t line, const char *one, const char *two)
{
	struct record_finding finding = { .stage = "ingest",
		.reason = "extra-label",
		.level = "warning",
		.count = two == NULL ? 1 : 2,
		.first_count = two == NULL ? 1 : 2 };

	finding.first[0] = (struct record_place){
		.line = line, .column = one, .expected = expected
	};
	finding.first[1] = (struct record_place){
		.line = line, .column = two, .expected = expected
	};
	return finding;
}

static struct record_finding
finding(const char *level, const char *reason, int64_t line)
{
	struct record_finding one = { .stage = "ingest",
		.reason = reason,
		.level = level,
		.count = 1,
		.first_count = 1 };

	one.first[0] = (struct record_place){ .line = line, .column = "sex" };
	return one;
}

static void
check(struct record_input *inputs, size_t count, const char *text)
{
	struct part p;

	part_open(&p, inputs, count);
	assert_int_equal(findings_text(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect(&p, text);
}

/* "name" is in both files that could be read, "note" in one of them. */
static void
test_shared(void **state)
{
	struct record_finding a[] = { extra(2, "name", "note") },
			      b[] = { extra(5, "name", NULL),
				      finding("error", "type-error", 7) },
			      c[] = { finding("error", "source-error", 0) },
			      d[] = { extra(1, "name", NULL) };
	struct record_input inputs[] = {
		{ "raw/a.csv", .dataset = "g", .finding_count = 1,
		    .finding_capacity = 1, .findings = a },
		{ "raw/b.csv", .dataset = "g", .finding_count = 2,
		    .finding_capacity = 2, .findings = b },
		{ "raw/c.csv", .dataset = "g", .finding_count = 1,
		    .finding_capacity = 1, .findings = c },
		{ "raw/d.csv", .dataset = "h", .finding_count = 1,
		    .finding_capacity = 1, .findings = d }
	};

	(void)state;
	check(inputs, 4,
	    HEADING
	    "g: in 2 files\n"
	    "  warning: a column that the schema does not have (ingest, "
	    "extra-label)\302\240–\302\2402\n"
	    "    column \"name\", expected a column of the schema\n"
	    "\n"
	    "raw/a.csv\n"
	    "  warning: a column that the schema does not have (ingest, "
	    "extra-label)\302\240–\302\2401\n"
	    "    line 2, column \"note\", expected a column of the schema\n"
	    "\n"
	    "raw/b.csv\n"
	    "  row set aside: a value of another type (ingest, "
	    "type-error)\302\240–\302\2401\n"
	    "    line 7, column \"sex\"\n"
	    "\n"
	    "raw/c.csv\n"
	    "  file not used: a file that is no table (ingest, "
	    "source-error)\302\240–\302\2401\n"
	    "    the whole file, column \"sex\"\n"
	    "\n"
	    "raw/d.csv\n"
	    "  warning: a column that the schema does not have (ingest, "
	    "extra-label)\302\240–\302\2401\n"
	    "    line 1, column \"name\", expected a column of the schema\n");
}

/* A file without it, another column, a row: nothing is the same in all. */
static void
test_not_shared(void **state)
{
	struct record_finding a[] = { extra(2, "name", NULL) },
			      b[] = { extra(2, "names", NULL) },
			      c[] = { finding("warning", "duplicate-row", 3) };
	struct record_input inputs[] = {
		{ "raw/a.csv", .dataset = "g", .finding_count = 1,
		    .finding_capacity = 1, .findings = a },
		{ "raw/b.csv", .dataset = "g", .finding_count = 1,
		    .finding_capacity = 1, .findings = b },
		{ "raw/c.csv", .dataset = "h", .finding_count = 1,
		    .finding_capacity = 1, .findings = c },
		{ "raw/d.csv", .dataset = "h", .finding_count = 1,
		    .finding_capacity = 1, .findings = c }
	};
	struct part p;

	(void)state;
	part_open(&p, inputs, 4);
	assert_int_equal(findings_text(&p.records, &p.datasets, LANGUAGE_EN,
			     &p.page, &p.fail),
	    0);
	part_expect_in(&p, "\nraw/d.csv\n", "in 2 files");
}

static void
test_nothing(void **state)
{
	struct record_input inputs[] = { { .file = "raw/a.csv" } };

	(void)state;
	check(inputs, 1, "");
}

/* The Russian forms of "in 1, 2, 21 files". */
static void
test_plural(void **state)
{
	struct record_finding a[] = { extra(2, "name", NULL) };
	struct record_input inputs[22];
	struct part p;
	size_t i;

	(void)state;
	for (i = 0; i < 22; i++)
		inputs[i] = (struct record_input){ "raw/a.csv", .dataset = "g",
			.finding_count = 1, .finding_capacity = 1,
			.findings = a };
	message_start();
	message_language("ru");
	part_open(&p, inputs, 21);
	assert_int_equal(findings_text(&p.records, &p.datasets, LANGUAGE_RU,
			     &p.page, &p.fail),
	    0);
	part_expect_in(&p, "\ng: в 21 файле\n", NULL);
	part_open(&p, inputs, 22);
	assert_int_equal(findings_text(&p.records, &p.datasets, LANGUAGE_RU,
			     &p.page, &p.fail),
	    0);
	part_expect_in(&p, "\ng: в 22 файлах\n", NULL);
	message_language("en");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shared),
		cmocka_unit_test(test_not_shared),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_plural),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

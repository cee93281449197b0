/* test_outline - definitions of reports are read strictly */
#include "unit.h"

#include <unistd.h>

#include "measure/observation.h"
#include "report/outline.h"

#define TITLE "{\"ru\": \"т\", \"en\": \"t\"}"
#define START                                                     \
	"{\"id\": \"r\", \"kind\": \"report\", \"title\": " TITLE \
	", \"indicators\": [\"a\"], \"breakdowns\": [[\"x\", \"y\"]]"

#define TABLE ", \"tables\": [{\"title\": " TITLE ", "
#define LINE "{\"title\": " TITLE "}"

static struct outline *
read_outline(const char *text, enum outline_kind kind, struct fail *f)
{
	char path[] = "/tmp/outline.XXXXXX";
	int file = mkstemp(path);
	struct outline *o;

	assert_int_not_equal(file, -1);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
	o = outline_open(path, kind, f);
	unlink(path);
	return o;
}

static void
test_whole(void **state)
{
	struct fail f = FAIL_INIT;
	struct outline *o = read_outline(START
	    ", \"totals\": {\"x\": \"T\"}, \"cells\": {\"c\": "
	    "{\"x\": \"1\", \"over\": \"y\", \"pick\": \"minimum\", "
	    "\"level\": [\"l\", \"m\"]}}, \"summary\": [" TITLE "], "
	    "\"tables\": [{\"title\": " TITLE ", \"rows\": \"x\", "
	    "\"at\": {\"y\": \"2\"}, \"show\": [\"lower\", \"upper\"]}]}",
	    OUTLINE_REPORT, &f);
	const struct outline_cell *cell;

	(void)state;
	assert_non_null(o);
	assert_string_equal(o->title.text[LANGUAGE_RU], "т");
	assert_int_equal(o->breakdown_count, 1);
	assert_int_equal(o->breakdowns[0].count, 2);
	assert_string_equal(o->totals.items[0].code, "T");
	cell = outline_cell(o, "cell", 1);
	assert_non_null(cell);
	assert_int_equal(cell->pick, PICK_MINIMUM);
	assert_int_equal(cell->at.count, 1);
	assert_int_equal(cell->levels.count, 2);
	assert_null(outline_cell(o, "cell", 4));
	assert_int_equal(o->tables[0].part_count, 2);
	assert_int_equal(o->tables[0].parts[1], PART_UPPER);
	assert_int_equal(o->tables[0].decimals, OUTLINE_DECIMALS);
	assert_true(o->intervals_in_text);
	outline_free(o);
}

static void
test_quality(void **state)
{
	struct fail f = FAIL_INIT;
	struct outline *o = read_outline(
	    "{\"id\": \"q\", \"kind\": \"quality\", \"title\": " TITLE
	    ", \"notes\": [" TITLE "]}",
	    OUTLINE_QUALITY, &f);

	(void)state;
	assert_non_null(o);
	assert_int_equal(o->notes.count, 1);
	outline_free(o);
	outline_free(NULL);
}

static void
refused(const char *text, const char *why)
{
	struct fail f = FAIL_INIT;

	assert_null(read_outline(text, OUTLINE_REPORT, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	if (strstr(f.text, why) == NULL)
		fail_msg("%s: %s", f.text, why);
}

/* A table of lines has no axis of rows. */
static void
test_lines(void **state)
{
	struct fail f = FAIL_INIT;
	struct outline *o = read_outline(START TABLE
	    "\"head\": " TITLE ", \"lines\": [" LINE ", {\"title\": " TITLE
	    ", \"x\": \"1\", \"minus\": true, "
	    "\"show\": \"numerator\"}], "
	    "\"columns\": \"period\"}]}",
	    OUTLINE_REPORT, &f);
	const struct outline_table *table;

	(void)state;
	assert_non_null(o);
	table = &o->tables[0];
	assert_null(table->rows);
	assert_string_equal(table->head.text[LANGUAGE_RU], "т");
	assert_int_equal(table->line_count, 2);
	assert_int_equal(table->lines[0].part, PART_VALUE);
	assert_int_equal(table->lines[0].at.count, 0);
	assert_false(table->lines[0].minus);
	assert_int_equal(table->lines[1].part, PART_NUMERATOR);
	assert_string_equal(table->lines[1].at.items[0].code, "1");
	assert_true(table->lines[1].minus);
	outline_free(o);
}

/* Which rows a table has. */
static void
test_rows(void **state)
{
	struct fail f = FAIL_INIT;
	struct outline *o = read_outline(START TABLE
	    "\"rows\": \"x\", \"only\": {\"flag\": [\"above\", \"below\"], "
	    "\"statistic\": \"funnel_95\"}, \"below\": {\"show\": "
	    "\"denominator\", \"value\": 40, \"indicator\": \"a\"}}, "
	    "{\"title\": " TITLE ", \"rows\": \"x\", \"below\": {\"value\": "
	    "0.5}}]}",
	    OUTLINE_REPORT, &f);
	const struct outline_table *table;

	(void)state;
	assert_non_null(o);
	table = &o->tables[0];
	assert_int_equal(table->only.flags, FLAG_ABOVE | FLAG_BELOW);
	assert_int_equal(table->only.at.count, 1);
	assert_string_equal(table->only.at.items[0].axis, "statistic");
	assert_string_equal(table->only.at.items[0].code, "funnel_95");
	assert_int_equal(table->below.part, PART_DENOMINATOR);
	assert_float_equal(table->below.value, 40, 0);
	assert_string_equal(table->below.at.items[0].code, "a");
	table = &o->tables[1];
	assert_null(table->only.node);
	assert_non_null(table->below.node);
	assert_int_equal(table->below.part, PART_VALUE);
	outline_free(o);
	refused(
	    START TABLE "\"rows\": \"x\", \"only\": []}]}", "/tables/0/only");
	refused(START TABLE "\"rows\": \"x\", \"only\": {}}]}", "\"flag\"");
	refused(START TABLE "\"rows\": \"x\", \"only\": {\"flag\": []}}]}",
	    "/tables/0/only/flag: no flag");
	refused(START TABLE
	    "\"rows\": \"x\", \"only\": {\"flag\": \"high\"}}]}",
	    "/tables/0/only/flag: \"high\"");
	refused(START TABLE "\"rows\": \"x\", \"below\": {}}]}", "\"value\"");
	refused(START TABLE "\"rows\": \"x\", \"below\": {\"value\": \"5\"}}]}",
	    "/tables/0/below/value");
	refused(START TABLE "\"rows\": \"x\", \"below\": {\"value\": 5, "
			    "\"show\": \"mean\"}}]}",
	    "/tables/0/below/show");
	refused(START TABLE "\"lines\": [" LINE "], \"columns\": \"x\", "
			    "\"only\": {\"flag\": \"above\"}}]}",
	    "/tables/0/only");
}

static void
test_refused(void **state)
{
	(void)state;
	refused("[]", "object");
	refused("{}", "\"id\"");
	refused("{\"id\": \"\"}", "/id: the text is empty");
	refused(
	    "{\"id\": \"r\", \"kind\": \"quality\"}", "expected \"report\"");
	refused(START ", \"colour\": 1}", "unknown key \"colour\"");
	refused(START ", \"notes\": [{\"ru\": \"т\"}]}", "\"en\"");
	refused(START ", \"notes\": {}}", "/notes");
	refused(START ", \"totals\": [\"x\"]}", "/totals");
	refused(START ", \"cells\": {\"c\": {\"over\": \"x\"}}}",
	    "/cells/c: \"over\" and \"pick\"");
	refused(START ", \"cells\": {\"c\": {\"level\": \"x\"}}}",
	    "/cells/c/level");
	refused(START ", \"cells\": {\"c\": {\"over\": \"x\", \"pick\": "
		      "\"best\"}}}",
	    "/cells/c/pick");
	refused(
	    START TABLE "\"rows\": \"x\", \"columns\": \"x\"}]}", "same axis");
	refused(START TABLE "\"columns\": \"x\"}]}", "\"rows\"");
	refused(START TABLE "\"rows\": \"x\", \"codes\": [\"1\"]}]}",
	    "needs \"columns\"");
	refused(START TABLE "\"rows\": \"x\", \"show\": []}]}", "nothing");
	refused(START TABLE "\"rows\": \"x\", \"show\": \"mean\"}]}",
	    "/tables/0/show");
	refused(START TABLE
	    "\"rows\": \"x\", \"show\": [\"value\", \"value\", \"value\", "
	    "\"value\", \"value\", \"value\"]}]}",
	    "twice");
	refused(START TABLE "\"rows\": \"x\", \"columns\": \"y\", \"show\": "
			    "[\"lower\", \"upper\"]}]}",
	    "one part");
	refused(START TABLE "\"rows\": \"x\", \"width\": 3}]}", "\"width\"");
	refused(START TABLE "\"lines\": []}]}", "/tables/0/lines");
	refused(START TABLE "\"lines\": [{}], \"columns\": \"x\"}]}",
	    "/tables/0/lines/0");
	refused(START TABLE "\"lines\": [" LINE "]}]}", "needs \"columns\"");
	refused(START TABLE "\"columns\": [" LINE "]}]}", "rows");
	refused(START TABLE "\"rows\": \"x\", \"columns\": []}]}",
	    "/tables/0/columns");
	refused(START TABLE "\"rows\": \"x\", \"columns\": [" LINE
			    "], \"codes\": \"a\"}]}",
	    "/tables/0/codes");
	refused(START TABLE "\"lines\": [" LINE "], \"columns\": \"x\", "
			    "\"rows\": \"y\"}]}",
	    "/tables/0/rows");
	refused(START TABLE "\"lines\": [{\"title\": " TITLE
			    ", \"show\": \"mean\"}], \"columns\": \"x\"}]}",
	    "/tables/0/lines/0/show");
	refused("{\"id\": \"r\", \"kind\": \"report\", \"title\": " TITLE
		", \"indicators\": [], \"breakdowns\": [[]]}",
	    "/indicators");
	refused("{\"id\": \"r\", \"kind\": \"report\", \"title\": " TITLE
		", \"indicators\": [\"a\"], \"breakdowns\": []}",
	    "/breakdowns");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_quality),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

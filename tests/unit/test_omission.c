/* test_omission - rows that are not in the figures */
#include "unit.h"

#include <unistd.h>

#include "report/omission.h"

#define FOLDER "/tmp/omission.XXXXXX"

/* A record of one filter about one file. */
#define RECORD(stage, file, lines)               \
	"{\"stage\": \"" stage "\", \"files\": " \
	"[{\"file\": \"" file "\", \"lines\": {" lines "}}]}"
#define PLAN                                                \
	"{\"stage\": \"plan\", \"inputs\": ["               \
	"{\"dataset\": \"graduates\", \"file\": \"a\"}, "   \
	"{\"dataset\": \"graduates\", \"file\": \"old\"}, " \
	"{\"dataset\": \"staff\", \"file\": \"b\"}]}"
#define RECORDS_MAX 10

/* Read these records for an indicator that counts "graduates". */
static int
read_all(struct omission *o, const char *const *records, struct fail *f)
{
	const struct definition definition = { .numerator.dataset = "graduates",
		.denominator.dataset = "graduates" };
	const struct definition *indicators[] = { &definition };
	static const char *const busy[] = { ".a.ingest.json",
		"a.csv.report.json" };
	char folder[] = FOLDER, path[RECORDS_MAX][64];
	size_t i, count;
	FILE *file;
	int status;

	assert_non_null(mkdtemp(folder));
	for (count = 0; records[count] != NULL; count++) {
		snprintf(path[count], sizeof(path[count]), "%s/%zu.ingest.json",
		    folder, count);
		file = fopen(path[count], "w");
		assert_non_null(file);
		assert_true(fputs(records[count], file) >= 0);
		assert_int_equal(fclose(file), 0);
	}
	/* What another recipe is writing at this moment is not looked at. */
	for (i = 0; i < COUNT_OF(busy); i++, count++) {
		snprintf(
		    path[count], sizeof(path[count]), "%s/%s", folder, busy[i]);
		file = fopen(path[count], "w");
		assert_non_null(file);
		assert_true(fputs("{", file) >= 0);
		assert_int_equal(fclose(file), 0);
	}
	status = omission_read(o, folder, indicators, 1, f);
	for (i = 0; i < count; i++)
		unlink(path[i]);
	assert_int_equal(rmdir(folder), 0);
	return status;
}

/* Of 90 + 10 rows of "a" ingest set 10 aside, clean 2, link reviews 3.  "old"
 * is replaced, "b" belongs to another dataset and is only half done. */
static void
test_counted(void **state)
{
	static const char *const records[] = { PLAN,
		RECORD("ingest", "a", "\"data\": 90, \"set_aside\": 10"),
		RECORD("ingest", "old", "\"data\": 50, \"set_aside\": 5"),
		RECORD("link", "a", "\"under_review\": 3"),
		RECORD("clean", "a", "\"set_aside\": 2"),
		RECORD("resolve", "old", "\"superseded\": 50"),
		RECORD("clean", "b", "\"set_aside\": 7"), NULL };
	struct omission o;
	char *note;

	(void)state;
	assert_int_equal(read_all(&o, records, NULL), 0);
	assert_int_equal(o.aside, 12);
	assert_int_equal(o.review, 3);
	assert_int_equal(o.lines, 100);
	assert_true(omission_any(&o));
	assert_true(omission_grave(&o));
	note = omission_note(&o, LANGUAGE_EN, NULL);
	assert_string_equal(note,
	    "Rows of the source files are not in the figures: 12 set aside, 3 "
	    "under review. See the quality report.");
	free(note);
}

/* "graduates" is a table here that is made of two datasets; follow sets rows
 * of one of them aside. */
static void
test_derived(void **state)
{
	static const char *const records[] = { "{\"stage\": \"plan\", "
					       "\"tables\": [{\"id\": "
					       "\"other\", \"datasets\": "
					       "[\"c\"]}, {\"id\": "
					       "\"graduates\", \"datasets\": "
					       "[\"people\", \"spells\"]}], "
					       "\"inputs\": [{\"dataset\": "
					       "\"people\", \"file\": \"p\"}, "
					       "{\"dataset\": \"spells\", "
					       "\"file\": \"s\"}, "
					       "{\"dataset\": \"c\", "
					       "\"file\": \"c\"}]}",
		RECORD("ingest", "p", "\"data\": 90, \"set_aside\": 10"),
		RECORD("ingest", "s", "\"data\": 300"),
		RECORD("ingest", "c", "\"set_aside\": 5"),
		RECORD("follow", "s", "\"set_aside\": 4"), NULL };
	struct omission o;

	(void)state;
	assert_int_equal(read_all(&o, records, NULL), 0);
	assert_int_equal(o.aside, 14);
	assert_int_equal(o.lines, 400);
}

/* Without plan's record all inputs count; 1 of 100 is no more than 1 %. */
static void
test_all(void **state)
{
	static const char *const records[] = { RECORD("link", "b",
						   "\"under_review\": 1"),
		RECORD("ingest", "b", "\"data\": 100"), NULL };
	struct omission o;

	(void)state;
	assert_int_equal(read_all(&o, records, NULL), 0);
	assert_int_equal(o.aside, 0);
	assert_int_equal(o.review, 1);
	assert_int_equal(o.lines, 100);
	assert_true(omission_any(&o));
	assert_false(omission_grave(&o));
}

static void
test_nothing(void **state)
{
	static const char *const records[] = { PLAN,
		RECORD("ingest", "a", "\"data\": 90"),
		RECORD("clean", "b", "\"set_aside\": 7"), NULL };
	struct omission o;

	(void)state;
	assert_int_equal(read_all(&o, records, NULL), 0);
	assert_false(omission_any(&o));
	assert_false(omission_grave(&o));
}

static void
test_refused(void **state)
{
	static const char *const wrong[] = { "[]", "{", "{\"stage\": 1}",
		"{\"stage\": \"clean\", \"files\": [1]}",
		RECORD("clean", "a", "\"set_aside\": -1"),
		"{\"stage\": \"plan\", \"inputs\": [{\"dataset\": 1}]}" };
	const char *records[] = { NULL, NULL };
	struct omission o;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(wrong); i++) {
		struct fail f = FAIL_INIT;

		records[0] = wrong[i];
		assert_int_equal(read_all(&o, records, &f), -1);
		assert_int_equal(f.status, FAIL_USAGE);
	}
	records[0] = NULL;
	assert_int_equal(read_all(&o, records, NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counted),
		cmocka_unit_test(test_derived),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

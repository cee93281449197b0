/* test_records - what the filters recorded, put together */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "report/quality.h"

struct folder {
	char path[32];
	char file[5][64];
	size_t count;
};

static void
put(struct folder *d, const char *name, const char *text)
{
	char *end = stpcpy(d->file[d->count], d->path);
	FILE *file;

	*end++ = '/';
	strcpy(end, name);
	file = fopen(d->file[d->count++], "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
open_folder(struct folder *d)
{
	memset(d, 0, sizeof(*d));
	strcpy(d->path, "/tmp/records.XXXXXX");
	assert_non_null(mkdtemp(d->path));
}

static void
close_folder(struct folder *d)
{
	while (d->count > 0)
		unlink(d->file[--d->count]);
	assert_int_equal(rmdir(d->path), 0);
}

#define INGEST(lines)                                             \
	"{\"stage\": \"ingest\", \"version\": \"v\", \"files\": " \
	"[{\"file\": \"a\", \"lines\": {" lines "}, \"rows\": "   \
	"{\"in\": 20, \"out\": 18}, \"findings\": []}]}"
#define CLEAN(file, lines)                                               \
	"{\"stage\": \"clean\", \"version\": \"v\", \"files\": "         \
	"[{\"file\": \"" file "\", \"lines\": {" lines "}, \"rows\": "   \
	"{\"in\": 18, \"out\": 12}, \"findings\": [{\"reason\": \"r\", " \
	"\"level\": \"warning\", \"count\": 3, \"first\": []}]}]}"

#define FOUND(place)                                             \
	"{\"stage\": \"clean\", \"version\": \"v\", \"files\": " \
	"[{\"file\": \"a\", \"findings\": [{\"reason\": \"r\", " \
	"\"level\": \"warning\", \"count\": 1, \"first\": [" place "]}]}]}"

#define RULE(text)                                                     \
	"{\"stage\": \"clean\", \"version\": \"v\", \"files\": "       \
	"[{\"file\": \"a\", \"findings\": [{\"reason\": \"r\", "       \
	"\"rule\": \"id\", \"text\": " text ", \"level\": \"error\", " \
	"\"count\": 1, \"first\": []}]}]}"

#define PLAN(more) \
	"{\"stage\": \"plan\", \"inputs\": [{\"file\": \"a\"" more "}]}"

/* 9 data lines, 1 set aside by ingest; clean sets 2 aside and finds 1 twice.
 * Of 20 rows ingest sets 2 aside, clean 6: 40 %. */
static void
test_sum(void **state)
{
	struct fail f = FAIL_INIT;
	struct quality_sums sums;
	struct records r;
	struct folder d;
	double tolerance;

	(void)state;
	open_folder(&d);
	put(&d, "1.json", CLEAN("a", "\"set_aside\": 2, \"duplicate\": 1"));
	put(&d, "2.json",
	    INGEST("\"data\": 9, \"header\": 1, "
		   "\"set_aside\": 1"));
	put(&d, "notes.txt", "no record");
	assert_int_equal(records_open(&r, d.path, &f), 0);
	assert_int_equal(r.file_count, 2);
	assert_int_equal(r.input_count, 1);
	assert_int_equal(r.inputs[0].lines[LINE_DATA], 6);
	assert_int_equal(r.inputs[0].lines[LINE_SET_ASIDE], 3);
	assert_int_equal(r.inputs[0].lines[LINE_DUPLICATE], 1);
	assert_int_equal(record_total(&r.inputs[0]), 11);
	assert_int_equal(r.inputs[0].physical, -1);
	assert_int_equal(r.inputs[0].rows.read, 20);
	assert_int_equal(r.inputs[0].rows.aside, 8);
	assert_int_equal(r.inputs[0].rows.review, 0);
	assert_float_equal(record_share(&r.inputs[0]), 0.4, 1e-15);
	assert_int_equal(r.stage_count, 2);
	assert_string_equal(r.stages[0].name, "ingest");
	assert_int_equal(r.stages[1].rows_in, 18);
	quality_sum(&r, &sums);
	assert_int_equal(sums.total, 11);
	assert_int_equal(sums.warnings, 3);
	assert_int_equal(quality_tolerance(&r, 0.05, &tolerance, &f), 0);
	assert_float_equal(tolerance, 0.05, 0);
	assert_int_equal(quality_check(&r, 0.4, &f), 0);
	assert_int_equal(quality_check(&r, 0.39, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	records_close(&r);
	close_folder(&d);
}

static void
test_place(void **state)
{
	const struct record_finding *finding;
	struct fail f = FAIL_INIT;
	char text[MESSAGE_TEXT];
	struct records r;
	struct folder d;

	(void)state;
	open_folder(&d);
	put(&d, "1.json", INGEST("\"data\": 1"));
	put(&d, "2.json",
	    FOUND("{\"line\": 4, \"byte\": 9, \"expected\": {\"message\": "
		  "\"%1$s%2$s%n\", \"arguments\": [\"a\", \"%s\"]}}, {}"));
	put(&d, "3.json", PLAN(", \"protected\": false"));
	assert_int_equal(records_open(&r, d.path, &f), 0);
	finding = &r.inputs[0].findings[0];
	assert_int_equal(finding->first_count, 2);
	assert_int_equal(finding->first[0].line, 4);
	assert_int_equal(finding->first[0].byte, 9);
	assert_null(finding->first[0].found);
	message_print(text, sizeof(text), &finding->first[0].expected);
	assert_string_equal(text, "a%s%n");
	assert_null(finding->first[1].expected.format);
	records_close(&r);
	close_folder(&d);
}

/* Values are withheld of what is protected, and of what no plan knows; the
 * place stays. */
static void
test_withheld(void **state)
{
	static const char *const plans[] = { PLAN(", \"protected\": true"),
		PLAN(""), "{\"stage\": \"plan\"}" };
	const struct record_place *place;
	struct fail f = FAIL_INIT;
	char text[MESSAGE_TEXT];
	struct records r;
	struct folder d;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(plans); i++) {
		open_folder(&d);
		put(&d, "1.json", INGEST("\"data\": 1"));
		put(&d, "2.json",
		    FOUND("{\"line\": 4, \"byte\": 9, \"column\": \"n\", "
			  "\"found\": \"61\", \"expected\": {\"message\": "
			  "\"at most %1$s\", \"arguments\": [\"60\"]}}"));
		put(&d, "3.json", plans[i]);
		assert_int_equal(records_open(&r, d.path, &f), 0);
		assert_true(r.inputs[0].withheld);
		place = &r.inputs[0].findings[0].first[0];
		assert_int_equal(place->line, 4);
		assert_int_equal(place->byte, 9);
		assert_string_equal(place->column, "n");
		assert_null(place->found);
		message_print(text, sizeof(text), &place->expected);
		assert_string_equal(text, "at most \342\200\246");
		assert_non_null(quality_withheld(&r));
		records_close(&r);
		close_folder(&d);
	}
}

/* Inputs are found whatever their order and number. */
static void
test_many(void **state)
{
	static const char *const names[] = { "d", "b", "a", "e", "c" };
	struct fail f = FAIL_INIT;
	struct records r;
	struct folder d;
	char text[1024] = "{\"stage\": \"ingest\", \"files\": [", *end;
	size_t i;

	(void)state;
	open_folder(&d);
	end = text + strlen(text);
	for (i = 0; i < COUNT_OF(names); i++)
		end += sprintf(end,
		    "%s{\"file\": \"%s\", \"lines\": {\"data\": %zu}}",
		    i == 0 ? "" : ", ", names[i], i);
	strcpy(end, "]}");
	put(&d, "1.json", text);
	put(&d, "2.json", CLEAN("e", "\"set_aside\": 3"));
	assert_int_equal(records_open(&r, d.path, &f), 0);
	assert_int_equal(r.input_count, 5);
	for (i = 0; i < 5; i++)
		assert_int_equal(r.inputs[i].file[0], 'a' + (int)i);
	assert_int_equal(r.inputs[4].lines[LINE_SET_ASIDE], 3);
	assert_int_equal(r.inputs[4].rows.aside, 6);
	assert_int_equal(r.inputs[4].finding_count, 1);
	assert_int_equal(r.inputs[3].lines[LINE_DATA], 0);
	records_close(&r);
	close_folder(&d);
}

static void
refused(const char *first, const char *second, enum fail_status status)
{
	struct fail f = FAIL_INIT;
	struct records r;
	struct folder d;

	open_folder(&d);
	put(&d, "1.json", first);
	put(&d, "2.json", second);
	assert_int_equal(records_open(&r, d.path, &f), -1);
	assert_int_equal(f.status, status);
	assert_true(f.text[0] != '\0');
	records_close(&r);
	close_folder(&d);
}

static void
test_refused(void **state)
{
	(void)state;
	refused(INGEST("\"data\": 1"), INGEST("\"data\": 1"), FAIL_DATA);
	refused(INGEST("\"data\": 1"), CLEAN("b", ""), FAIL_DATA);
	refused(INGEST("\"data\": 1"), CLEAN("a", "\"late\": 2"), FAIL_DATA);
	refused(INGEST("\"data\": \"many\""), "{\"stage\": \"x\"}", FAIL_USAGE);
	refused(INGEST("\"data\": 1"), "[]", FAIL_USAGE);
	refused(INGEST("\"data\": 1"), "{\"stage\": \"clean\", ", FAIL_USAGE);
	refused(INGEST("\"data\": 1"),
	    "{\"stage\": \"link\", \"files\": [{\"file\": \"a\", \"rows\": "
	    "{\"in\": 1, \"out\": 2}}]}",
	    FAIL_DATA);
	refused(INGEST("\"data\": 1"), PLAN(", \"protected\": 1"), FAIL_USAGE);
	refused(INGEST("\"data\": 1"), FOUND("4"), FAIL_USAGE);
	refused(INGEST("\"data\": 1"), RULE("\"a text\""), FAIL_USAGE);
	refused(INGEST("\"data\": 1"), RULE("{\"ru\": \"П\"}"), FAIL_USAGE);
	refused(INGEST("\"data\": 1"), FOUND("{\"line\": -4}"), FAIL_USAGE);
	refused(INGEST("\"data\": 1"), FOUND("{\"expected\": \"a text\"}"),
	    FAIL_USAGE);
	refused(INGEST("\"data\": 1"),
	    FOUND("{\"expected\": {\"message\": \"m\", \"arguments\": [1]}}"),
	    FAIL_USAGE);
}

/* A file that was planned and not read: the others are reported all the same.
 */
static void
test_unread(void **state)
{
	struct fail f = FAIL_INIT;
	struct quality_sums sums;
	struct records r;
	struct folder d;

	(void)state;
	open_folder(&d);
	put(&d, "1.json", INGEST("\"data\": 1"));
	put(&d, "2.json",
	    "{\"stage\": \"plan\", \"inputs\": [{\"file\": \"z\"}, "
	    "{\"file\": \"a\"}]}");
	assert_int_equal(records_open(&r, d.path, &f), 0);
	assert_int_equal(r.input_count, 2);
	assert_false(r.inputs[0].unread);
	assert_true(r.inputs[1].unread);
	assert_string_equal(r.inputs[1].file, "z");
	assert_int_equal(record_total(&r.inputs[1]), 0);
	assert_string_equal(r.inputs[1].findings[0].reason, "not-read");
	quality_sum(&r, &sums);
	assert_int_equal(sums.read, 1);
	assert_int_equal(records_check(&r, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "z: was planned but not read"));
	records_close(&r);
	close_folder(&d);
}

/* follow's record of one partition: 10 rows of people, of which so many have
 * spells; a spell of line `line` of "a" that a rule forbids. */
#define FOLLOW(matched, unused, line)                                    \
	"{\"stage\": \"follow\", \"files\": [{\"file\": \"a\", "         \
	"\"lines\": {\"set_aside\": 1}, \"rows\": {\"in\": 1, "          \
	"\"out\": 0}, \"findings\": [{\"reason\": \"row-constraint\", "  \
	"\"rule\": \"z\", \"level\": \"error\", \"count\": 1, "          \
	"\"first\": [{\"line\": " line "}]}, {\"reason\": \"other\", "   \
	"\"level\": \"warning\", \"count\": 2, \"first\": []}]}, "       \
	"{\"file\": \"t.arrow\", \"match\": {\"with\": \"spells\", "     \
	"\"rows\": 10, \"matched\": " matched ", \"unmatched\": 0, "     \
	"\"ambiguous\": 0, \"right_rows\": 7, \"right_unused\": " unused \
	"}}]}"
#define JOIN(unused)                                                      \
	"{\"stage\": \"join\", \"files\": [{\"file\": \"<stdin>\", "      \
	"\"match\": {\"with\": \"members\", \"rows\": 3, \"matched\": "   \
	"2, \"unmatched\": 1, \"ambiguous\": 0, \"right_rows\": 9, "      \
	"\"right_unused\": " unused "}}, {\"file\": \"b/members.arrow\"," \
	" \"findings\": [{\"reason\": \"empty-join\", \"level\": "        \
	"\"warning\", \"count\": 1, \"first\": []}]}]}"

/* join's record of rows of "a" that it adds to others. */
#define RIGHT(lines, count)                                                   \
	"{\"stage\": \"join\", \"files\": [{\"file\": \"a\", \"rows\": "      \
	"{\"in\": 0, \"out\": 0}, \"findings\": [{\"reason\": "               \
	"\"overlapping-interval\", \"level\": \"warning\", \"count\": " count \
	", \"first\": [" lines "]}]}]}"

/* What is wrong in the table that is joined is found by every partition of the
 * other, and of every table that it is joined to: it is told once. */
static void
test_right_side(void **state)
{
	static const char both[] = RIGHT("{\"line\": 3}, {\"line\": 5}", "2");
	const struct record_finding *finding;
	struct fail f = FAIL_INIT;
	struct records r;
	struct folder d;

	(void)state;
	open_folder(&d);
	put(&d, "a.json", INGEST("\"data\": 9"));
	put(&d, "tally-out-1.join-1.json", both);
	put(&d, "tally-out-2.join-1.json", both);
	put(&d, "tally-years-1.join-1.json",
	    RIGHT("{\"line\": 5}, {\"line\": 8}", "2"));
	assert_int_equal(records_open(&r, d.path, &f), 0);
	assert_int_equal(r.inputs[0].finding_count, 1);
	finding = &r.inputs[0].findings[0];
	assert_int_equal(finding->count, 3);
	assert_int_equal(finding->first_count, 3);
	assert_int_equal(finding->first[0].line, 3);
	assert_int_equal(finding->first[1].line, 5);
	assert_int_equal(finding->first[2].line, 8);
	records_close(&r);
	close_folder(&d);
}

static void
test_later_partition(void **state)
{
	(void)state;
	assert_true(record_later_partition("x/tally-a-2.tally.json"));
	assert_true(record_later_partition("tally-a-1-16.join-1.json"));
	assert_false(record_later_partition("x/tally-a-1.tally.json"));
	assert_false(record_later_partition("x/tally-a-2-1.tally.json"));
	assert_false(record_later_partition("x-2/measure-a-2.measure.json"));
	assert_false(record_later_partition("tally-a.tally-2.json"));
}

/* Partitions are put together; what a join did not use is not known then. */
static void
test_partitions(void **state)
{
	const struct record_finding *finding;
	struct fail f = FAIL_INIT;
	struct records r;
	struct folder d;

	(void)state;
	open_folder(&d);
	put(&d, "a.json", INGEST("\"data\": 9"));
	put(&d, "tally-out-1.follow.json", FOLLOW("8", "1", "30"));
	put(&d, "tally-out-2.follow.json", FOLLOW("9", "2", "4"));
	put(&d, "tally-out-1.join-1.json", JOIN("5"));
	assert_int_equal(records_open(&r, d.path, &f), 0);
	assert_int_equal(r.match_count, 2);
	assert_string_equal(r.matches[0].stage, "join");
	assert_string_equal(r.matches[0].table, "out");
	assert_int_equal(r.matches[0].unmatched, 1);
	assert_int_equal(r.matches[0].unused, -1);
	assert_string_equal(r.matches[1].with, "spells");
	assert_int_equal(r.matches[1].rows, 20);
	assert_int_equal(r.matches[1].matched, 17);
	assert_int_equal(r.matches[1].unused, 3);
	/* by name, the places by line */
	assert_int_equal(r.inputs[0].finding_count, 2);
	finding = &r.inputs[0].findings[0];
	assert_string_equal(finding->reason, "other");
	assert_int_equal(finding->count, 4);
	finding = &r.inputs[0].findings[1];
	assert_int_equal(finding->count, 2);
	assert_int_equal(finding->first_count, 2);
	assert_int_equal(finding->first[0].line, 4);
	assert_int_equal(finding->first[1].line, 30);
	/* ingest sets 2 of 20 rows aside, follow 2 more */
	assert_int_equal(r.inputs[0].lines[LINE_SET_ASIDE], 2);
	assert_int_equal(r.inputs[0].rows.aside, 4);
	assert_int_equal(r.table_count, 1);
	assert_string_equal(quality_table_name(&r.tables[0]), "members.arrow");
	assert_int_equal(r.stages[1].records, 1);
	assert_string_equal(r.stages[2].name, "follow");
	assert_int_equal(r.stages[2].rows_in, 2);
	assert_int_equal(r.stages[2].aside, 2);
	records_close(&r);
	close_folder(&d);
}

/* A table that is made whole, though plan numbers it. */
static void
test_join(void **state)
{
	struct fail f = FAIL_INIT;
	struct records r;
	struct folder d;

	(void)state;
	open_folder(&d);
	put(&d, "a.json", INGEST("\"data\": 9"));
	put(&d, "tally-by_year-1.join-1.json", JOIN("5"));
	assert_int_equal(records_open(&r, d.path, &f), 0);
	assert_int_equal(r.match_count, 1);
	assert_string_equal(r.matches[0].table, "by_year");
	assert_int_equal(r.matches[0].unused, 5);
	records_close(&r);
	close_folder(&d);
}

static enum record_fate
fate_of(const char *lines)
{
	enum record_fate fate;
	struct fail f = FAIL_INIT;
	char text[256];
	struct records r;
	struct folder d;

	snprintf(text, sizeof(text),
	    "{\"stage\": \"ingest\", \"files\": [{\"file\": \"a\", "
	    "\"lines\": {%s}, \"rows\": {\"in\": 5, \"out\": 5}}]}",
	    lines);
	open_folder(&d);
	put(&d, "1.json", text);
	assert_int_equal(records_open(&r, d.path, &f), 0);
	fate = record_fate(&r.inputs[0]);
	assert_null(record_missing(&r.inputs[0]));
	records_close(&r);
	close_folder(&d);
	return fate;
}

static void
test_fate(void **state)
{
	(void)state;
	assert_int_equal(fate_of("\"data\": 5"), FATE_USED);
	assert_int_equal(fate_of("\"data\": 1, \"duplicate\": 4"), FATE_USED);
	assert_int_equal(fate_of("\"duplicate\": 5"), FATE_DUPLICATE);
	assert_int_equal(fate_of("\"superseded\": 5"), FATE_SUPERSEDED);
	assert_int_equal(fate_of("\"late\": 4, \"set_aside\": 1"), FATE_LATE);
	assert_int_equal(fate_of("\"set_aside\": 5"), FATE_UNUSABLE);
}

static void
test_empty(void **state)
{
	struct fail f = FAIL_INIT;
	struct records r;
	struct folder d;

	(void)state;
	open_folder(&d);
	assert_int_equal(records_open(&r, d.path, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	records_close(&r);
	close_folder(&d);
	assert_int_equal(records_open(&r, d.path, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	records_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sum),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_withheld),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_unread),
		cmocka_unit_test(test_right_side),
		cmocka_unit_test(test_later_partition),
		cmocka_unit_test(test_partitions),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_fate),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/account.h"
#include "chaos.h"

static int
enter_folder(void **state)
{
	char folder[] = "/tmp/test_account.XXXXXX";

	if (mkdtemp(folder) == NULL || chdir(folder) == -1)
		return -1;
	*state = strdup(folder);
	return 0;
}

static int
leave_folder(void **state)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -rf %s", (char *)*state);
	free(*state);
	return chdir("/") == -1 ? -1 : system(command);
}

static struct account *
new_account(void)
{
	struct fail f = FAIL_INIT;
	struct account *a = account_new("clean", &f);

	assert_non_null(a);
	return a;
}

static int
file_of(struct account *a, const char *name)
{
	struct fail f = FAIL_INIT;

	return account_file(a, name, &f);
}

static void
check_file(const char *path, const char *expected)
{
	static char text[20000];
	FILE *stream = fopen(path, "r");

	assert_non_null(stream);
	text[fread(text, 1, sizeof(text) - 1, stream)] = '\0';
	assert_string_equal(text, expected);
	fclose(stream);
}

static void
names_every_class(void **state)
{
	static const char *const names[] = { "data", "header", "column_numbers",
		"dialect", "title", "units", "total", "note", "section",
		"blank", "duplicate", "superseded", "late", "out_of_scope",
		"under_review", "set_aside" };

	(void)state;
	assert_int_equal(COUNT_OF(names), LINE_CLASSES);
	for (int i = 0; i < LINE_CLASSES; i++)
		assert_string_equal(
		    line_class_name((enum line_class)i), names[i]);
}

static void
knows_its_files(void **state)
{
	struct account *a = new_account();
	char name[20];

	(void)state;
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 1000; i++) {
			snprintf(name, sizeof(name), "raw/%d.csv", i);
			assert_int_equal(file_of(a, name), i);
		}
	account_free(a);
	account_free(NULL);
}

static void
counts_lines(void **state)
{
	struct account *a = new_account();
	int x = file_of(a, "x"), y = file_of(a, "y");

	(void)state;
	account_line(a, x, LINE_HEADER, 2);
	account_line(a, x, LINE_DATA, 6);
	account_line(a, x, LINE_DATA, 1);
	account_line(a, x, LINE_SET_ASIDE, 3);
	account_line(a, y, LINE_BLANK, 1);
	assert_int_equal(account_lines(a, x, LINE_DATA), 7);
	assert_int_equal(account_lines(a, y, LINE_DATA), 0);
	account_free(a);
}

/* Rows of two files; a line leaves the data when its last row is gone. */
static void
moves_lines_whose_rows_are_gone(void **state)
{
	struct account *a = new_account();
	int x = file_of(a, "x"), y = file_of(a, "y");

	(void)state;
	account_row(a, x, 2, LINE_DATA); /* stays for its first row */
	account_row(a, x, 2, LINE_SET_ASIDE);
	account_row(a, x, 3, LINE_DUPLICATE); /* stays for its last row */
	account_row(a, x, 3, LINE_DATA);
	account_row(a, x, 4, LINE_SET_ASIDE); /* the worst wins */
	account_row(a, x, 4, LINE_DUPLICATE);
	account_row(a, x, 4, LINE_UNDER_REVIEW);
	account_row(a, x, 5, LINE_DUPLICATE);
	account_row(a, x, 5, LINE_UNDER_REVIEW);
	account_row(a, x, 6, LINE_LATE); /* else the last one */
	account_row(a, x, 6, LINE_SUPERSEDED);
	account_row(a, x, 7, LINE_SUPERSEDED);
	account_row(a, x, 7, LINE_DUPLICATE);
	account_row(a, y, 7, LINE_DUPLICATE); /* same number, other file */
	assert_int_equal(account_lines(a, y, LINE_DUPLICATE), 0);
	account_row_end(a);
	account_row_end(a);
	assert_int_equal(account_lines(a, x, LINE_DATA), 0);
	assert_int_equal(account_lines(a, x, LINE_SET_ASIDE), 1);
	assert_int_equal(account_lines(a, x, LINE_UNDER_REVIEW), 1);
	assert_int_equal(account_lines(a, x, LINE_SUPERSEDED), 1);
	assert_int_equal(account_lines(a, x, LINE_LATE), 0);
	assert_int_equal(account_lines(a, x, LINE_DUPLICATE), 1);
	assert_int_equal(account_lines(a, y, LINE_DUPLICATE), 1);
	account_free(a);
}

static void
fails_beyond_the_tolerance(void **state)
{
	static const struct finding warning = { FINDING_WARNING,
		"missing-label", NULL, 1, 0, "m", "", NULL };
	static const struct message number = { .format = "a number" };
	static const struct finding error = { FINDING_ERROR, "type-error", NULL,
		3, 9, "n", "\x1b", &number };
	struct account *a = new_account();
	struct fail f = FAIL_INIT;
	int x = file_of(a, "x"), y = file_of(a, "y");

	(void)state;
	account_rows(a, x, 100, 100);
	account_rows(a, y, 20, 15); /* 5 of 20 are 25 % */
	/* one row of a line is gone, the line is data still */
	account_row(a, y, 3, LINE_SET_ASIDE);
	account_row(a, y, 3, LINE_DATA);
	assert_int_equal(account_finding(a, y, &warning, &f), 0);
	assert_int_equal(account_finding(a, y, &error, &f), 0);
	assert_int_equal(account_check(a, 0.25, &f), 0);
	assert_int_equal(account_check(a, 0.2, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text,
	    "y: 5 of 20 rows set aside (25%), more than the tolerance of 20%; "
	    "the first: y:3: column \"n\": found \"\\x1b\", expected a number");
	assert_int_equal(account_loss(a, x).aside, 0);
	assert_string_equal(account_loss(a, x).first, "");
	account_free(a);
}

static void
add(struct account *a, int file, uint64_t line, const char *rule,
    const char *found)
{
	static const struct message expected = { "%1$s year", { "a" } };
	struct finding finding = { FINDING_ERROR, "type-error", rule, line,
		10 * line, "year", found, &expected };
	struct fail f = FAIL_INIT;

	if (rule != NULL)
		finding.level = FINDING_WARNING;
	assert_int_equal(account_finding(a, file, &finding, &f), 0);
}

static void
writes_the_record(void **state)
{
	struct account *a = new_account();
	struct finding whole = { FINDING_ERROR, "encoding-error", NULL, 0, 0,
		NULL, NULL, NULL };
	struct fail f = FAIL_INIT;
	int x = file_of(a, "raw/\x1b\xFF.csv"), y = file_of(a, "y");

	(void)state;
	assert_int_equal(
	    account_property(a, x, "sha256", json_new_text("ab"), &f), 0);
	assert_int_equal(
	    account_property(a, x, "bytes", json_new_integer(7), &f), 0);
	account_line(a, x, LINE_HEADER, 1);
	account_line(a, x, LINE_DATA, 5);
	account_rows(a, x, 3, 2);
	account_rows(a, x, 2, 2);
	add(a, x, 4, NULL, "19x");
	add(a, x, 5, "rule", "\xC2\x9B\"");
	add(a, x, 6, NULL, NULL);
	assert_int_equal(account_finding(a, y, &whole, &f), 0);
	assert_int_equal(account_write(a, "record.json", &f), 0);
	account_free(a);
	check_file("record.json",
	    "{\n"
	    "  \"stage\": \"clean\",\n"
	    "  \"version\": \"profstat 0.1.0\",\n"
	    "  \"files\": [\n"
	    "    {\n"
	    "      \"file\": \"raw/\\\\x1b\\\\xff.csv\",\n"
	    "      \"sha256\": \"ab\",\n"
	    "      \"bytes\": 7,\n"
	    "      \"lines\": {\n"
	    "        \"data\": 5,\n"
	    "        \"header\": 1\n"
	    "      },\n"
	    "      \"rows\": {\n"
	    "        \"in\": 5,\n"
	    "        \"out\": 4\n"
	    "      },\n"
	    "      \"findings\": [\n"
	    "        {\n"
	    "          \"reason\": \"type-error\",\n"
	    "          \"level\": \"error\",\n"
	    "          \"count\": 2,\n"
	    "          \"first\": [\n"
	    "            {\n"
	    "              \"line\": 4,\n"
	    "              \"byte\": 40,\n"
	    "              \"column\": \"year\",\n"
	    "              \"found\": \"19x\",\n"
	    "              \"expected\": {\n"
	    "                \"message\": \"%1$s year\",\n"
	    "                \"arguments\": [\n"
	    "                  \"a\"\n"
	    "                ]\n"
	    "              }\n"
	    "            },\n"
	    "            {\n"
	    "              \"line\": 6,\n"
	    "              \"byte\": 60,\n"
	    "              \"column\": \"year\",\n"
	    "              \"expected\": {\n"
	    "                \"message\": \"%1$s year\",\n"
	    "                \"arguments\": [\n"
	    "                  \"a\"\n"
	    "                ]\n"
	    "              }\n"
	    "            }\n"
	    "          ]\n"
	    "        },\n"
	    "        {\n"
	    "          \"reason\": \"type-error\",\n"
	    "          \"rule\": \"rule\",\n"
	    "          \"level\": \"warning\",\n"
	    "          \"count\": 1,\n"
	    "          \"first\": [\n"
	    "            {\n"
	    "              \"line\": 5,\n"
	    "              \"byte\": 50,\n"
	    "              \"column\": \"year\",\n"
	    "              \"found\": \"\\\\u009b\\\"\",\n"
	    "              \"expected\": {\n"
	    "                \"message\": \"%1$s year\",\n"
	    "                \"arguments\": [\n"
	    "                  \"a\"\n"
	    "                ]\n"
	    "              }\n"
	    "            }\n"
	    "          ]\n"
	    "        }\n"
	    "      ]\n"
	    "    },\n"
	    "    {\n"
	    "      \"file\": \"y\",\n"
	    "      \"lines\": {},\n"
	    "      \"rows\": {\n"
	    "        \"in\": 0,\n"
	    "        \"out\": 0\n"
	    "      },\n"
	    "      \"findings\": [\n"
	    "        {\n"
	    "          \"reason\": \"encoding-error\",\n"
	    "          \"level\": \"error\",\n"
	    "          \"count\": 1,\n"
	    "          \"first\": [\n"
	    "            {}\n"
	    "          ]\n"
	    "        }\n"
	    "      ]\n"
	    "    }\n"
	    "  ]\n"
	    "}\n");
}

static void
keeps_the_first_places_only(void **state)
{
	struct account *a = new_account();
	struct fail f = FAIL_INIT;
	int x = file_of(a, "x");
	char found[2000];
	const struct json *node;
	struct json *root;
	const char *text;
	int64_t count;

	(void)state;
	memset(found, 'x', sizeof(found));
	found[sizeof(found) - 1] = '\0';
	for (uint64_t i = 1; i <= 100000; i++)
		add(a, x, i, NULL, found);
	assert_int_equal(account_write(a, "record.json", &f), 0);
	account_free(a);
	assert_non_null(root = json_open("record.json", &f));
	node = json_at(json_member(root, "files"), 0);
	node = json_at(json_member(node, "findings"), 0);
	assert_int_equal(json_get_integer(json_member(node, "count"), 0, 0,
			     INT64_MAX, &count, &f),
	    0);
	assert_int_equal(count, 100000);
	node = json_member(node, "first");
	assert_int_equal(json_count(node), ACCOUNT_FIRST);
	node = json_at(node, 9);
	assert_int_equal(json_get_integer(json_member(node, "line"), 0, 0,
			     INT64_MAX, &count, &f),
	    0);
	assert_int_equal(count, 10);
	assert_int_equal(
	    json_get_text(json_member(node, "found"), "", &text, &f), 0);
	assert_int_equal(strlen(text), 1023);
	json_free(root);
}

/* A filter whose rows are sorted otherwise keeps the same places. */
static void
keeps_the_first_places_by_line(void **state)
{
	static const int lines[] = { 30, 5, 17, 40, 2, 99, 8, 61, 12, 50, 3, 77,
		1 };
	static const int first[ACCOUNT_FIRST] = { 1, 2, 3, 5, 8, 12, 17, 30, 40,
		50 };
	struct account *a = new_account();
	struct fail f = FAIL_INIT;
	int x = file_of(a, "x");
	const struct json *list;
	struct json *root;
	int64_t line;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		add(a, x, (uint64_t)lines[i], NULL, "found");
	assert_int_equal(account_write(a, "record.json", &f), 0);
	account_free(a);
	assert_non_null(root = json_open("record.json", &f));
	list = json_at(json_member(root, "files"), 0);
	list = json_at(json_member(list, "findings"), 0);
	list = json_member(list, "first");
	assert_int_equal(json_count(list), ACCOUNT_FIRST);
	for (size_t i = 0; i < ACCOUNT_FIRST; i++) {
		assert_int_equal(
		    json_get_integer(json_member(json_at(list, i), "line"), 0,
			0, INT64_MAX, &line, &f),
		    0);
		assert_int_equal(line, first[i]);
	}
	json_free(root);
}

static void
measures_the_run(void **state)
{
	struct account *a = new_account();
	struct fail f = FAIL_INIT;
	struct json *root;
	double wall, cpu;
	int64_t peak;

	(void)state;
	assert_int_equal(account_write(a, "r.json", &f), 0);
	account_free(a);
	assert_non_null(root = json_open("r.json.timing", &f));
	assert_int_equal(
	    json_get_number(
		json_required(root, "wall_seconds", &f), 0, 0, 60, &wall, &f),
	    0);
	assert_int_equal(json_get_number(json_required(root, "cpu_seconds", &f),
			     0, 0, 600, &cpu, &f),
	    0);
	assert_int_equal(json_get_integer(json_required(root, "peak_bytes", &f),
			     0, 100000, INT64_MAX, &peak, &f),
	    0);
	assert_non_null(json_member(root, "stage"));
	assert_int_equal(json_check_known(root, &f), 0);
	json_free(root);
}

static void
writes_the_set_aside_file(void **state)
{
	struct account *a = new_account();
	struct finding whole = { FINDING_ERROR, "source-error", NULL, 0, 0,
		NULL, NULL, NULL };
	struct fail f = FAIL_INIT;
	int x = file_of(a, "raw/a,b.csv");
	struct stat about;

	(void)state;
	assert_int_equal(account_set_aside(a, "aside.csv", &f), 0);
	add(a, x, 1, NULL, "plain");
	add(a, x, 2, "r1", "say \"x\", y");
	add(a, x, 3, NULL, "=1+2");
	add(a, x, 4, NULL, "@sum");
	add(a, x, 5, NULL, "-cmd");
	add(a, x, 6, NULL, "+7 (495) 1");
	add(a, x, 7, NULL, "-12,5");
	add(a, x, 8, NULL, "-");
	add(a, x, 9, NULL, "'quoted");
	add(a, x, 10, NULL, "a\nb\x1b\r\xFF");
	add(a, x, 11, NULL, "");
	assert_int_equal(account_finding(a, x, &whole, &f), 0);
	assert_int_equal(access("aside.csv", F_OK), -1);
	assert_int_equal(account_write(a, NULL, &f), 0);
	account_free(a);
	check_file("aside.csv",
	    "file,line,byte,column,level,reason,rule,found,expected,raw,correction\n"
#define PLACE(line, byte) "\"raw/a,b.csv\"," line "," byte ",year,"
	    PLACE("1", "10") "error,type-error,,plain,a year,,\n" PLACE("2",
		"20") "warning,type-error,r1,\"say \"\"x\"\", y\",a year,,\n" PLACE("3",
		"30") "error,type-error,,'=1+2,a year,,\n" PLACE("4",
		"40") "error,type-error,,'@sum,a year,,\n" PLACE("5",
		"50") "error,type-error,,'-cmd,a year,,\n" PLACE("6",
		"60") "error,type-error,,'+7 (495) 1,a year,,\n" PLACE("7",
		"70") "error,type-error,,\"-12,5\",a year,,\n" PLACE("8",
		"80") "error,type-error,,-,a year,,\n" PLACE("9",
		"90") "error,type-error,,''quoted,a year,,\n" PLACE("10",
		"100") "error,type-error,,a\\nb\\x1b\\r\\xff,a year,,\n" PLACE("11",
		"110") "error,type-error,,,a year,,\n"
		       "\"raw/a,b.csv\",,,,error,source-error,,,,,\n");
	assert_int_equal(stat("aside.csv", &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void
leaves_no_file_without_a_record(void **state)
{
	struct account *a = new_account();
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(account_set_aside(a, "aside.csv", &f), 0);
	add(a, file_of(a, "x"), 1, NULL, "x");
	account_free(a);
	assert_int_equal(rmdir("."), -1);
	assert_int_equal(access("aside.csv", F_OK), -1);
}

static void
notices_a_full_disk(void **state)
{
	struct account *a = new_account();
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(account_set_aside(a, "/dev/full", &f), 0);
	assert_int_equal(account_write(a, NULL, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(
	    f.text, "/dev/full: cannot write: No space left on device");
	account_free(a);
	a = new_account();
	assert_int_equal(account_write(a, "/dev/full", &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	account_free(a);
	a = new_account();
	assert_int_equal(account_write(a, "/dev/null", &f), 0);
	assert_int_equal(access("/dev/null.timing", F_OK), -1);
	account_free(a);
	a = new_account();
	assert_int_equal(account_set_aside(a, "no/aside.csv", &f), -1);
	account_free(a);
}

/* All that an account does; the status of the first failure. */
static int
work(struct account *a, struct fail *f)
{
	static const struct message expected = { "%1$s or %2$s", { "1", "2" } };
	struct finding finding = { FINDING_ERROR, "type-error", "rule", 4, 40,
		"year", "found", &expected };
	int file;

	for (int i = 0; i < 20; i++) {
		char name[10] = { (char)('a' + i) };

		if ((file = account_file(a, name, f)) == -1 ||
		    account_property(
			a, file, "bytes", json_new_integer(1), f) == -1)
			return -1;
	}
	if (account_set_aside(a, "aside.csv", f) == -1 ||
	    account_finding(a, file, &finding, f) == -1)
		return -1;
	finding.found = NULL;
	finding.level = FINDING_WARNING;
	if (account_finding(a, file, &finding, f) == -1)
		return -1;
	return account_write(a, "record.json", f);
}

static void
survives_the_end_of_memory(void **state)
{
	int status = -1;

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct account *a;

		chaos_start(n);
		a = account_new("clean", &f);
		status = a == NULL ? -1 : work(a, &f);
		chaos_stop();
		account_free(a);
		assert_int_equal(
		    f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
		assert_int_equal(status == -1, chaos_failed());
	}
	assert_int_equal(status, 0);
}

/* What was found of a hidden column is in no record; in the list and the
 * message only if it is asked for. */
static void
hides_what_was_found(void **state)
{
	struct finding finding = { FINDING_ERROR, "type-error", NULL, 2, 5,
		"birth", "1.2.3", NULL };
	char expected[512];

	(void)state;
	for (int shown = 0; shown < 2; shown++) {
		struct account *a = new_account();
		int file = file_of(a, "a.csv");

		assert_int_equal(account_set_aside(a, "list", NULL), 0);
		assert_int_equal(account_hide(a, "birth", NULL), 0);
		assert_int_equal(account_hide(a, "birth", NULL), 0);
		if (shown == 1)
			account_show_hidden(a);
		finding.column = "birth";
		finding.found = "1.2.3";
		assert_int_equal(account_finding(a, file, &finding, NULL), 0);
		finding.found = "";
		assert_int_equal(account_finding(a, file, &finding, NULL), 0);
		finding.column = "college";
		finding.found = "x";
		assert_int_equal(account_finding(a, file, &finding, NULL), 0);
		finding.found = "112-233-445 95"; /* of another cell */
		assert_int_equal(account_finding(a, file, &finding, NULL), 0);
		finding.found = "21.02.2024 10:15"; /* 12 digits, no number */
		assert_int_equal(account_finding(a, file, &finding, NULL), 0);
		snprintf(expected, sizeof(expected),
		    "a.csv:2: column \"birth\": found \"%s\", expected ",
		    shown == 1 ? "1.2.3" : "…");
		assert_string_equal(account_loss(a, file).first, expected);
		assert_int_equal(account_write(a, "record", NULL), 0);
		account_free(a);
		snprintf(expected, sizeof(expected),
		    "file,line,byte,column,level,reason,rule,found,expected,raw,correction\n"
		    "a.csv,2,5,birth,error,type-error,,%s,,,\n"
		    "a.csv,2,5,birth,error,type-error,,,,,\n"
		    "a.csv,2,5,college,error,type-error,,x,,,\n"
		    "a.csv,2,5,college,error,type-error,,%s,,,\n"
		    "a.csv,2,5,college,error,type-error,,%s,,,\n",
		    shown == 1 ? "1.2.3" : "…",
		    shown == 1 ? "112-233-445 95" : "…",
		    shown == 1 ? "21.02.2024 10:15" : "…");
		check_file("list", expected);
		assert_int_equal(system("grep -q 112-233 record"), 256);
		assert_int_equal(system("grep -q 1.2.3 record"), 256);
		assert_int_equal(system("grep -q … record"), 0);
	}
}

int
main(void)
{
#define IN_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_every_class),
		cmocka_unit_test(knows_its_files),
		cmocka_unit_test(counts_lines),
		cmocka_unit_test(moves_lines_whose_rows_are_gone),
		cmocka_unit_test(fails_beyond_the_tolerance),
		IN_FOLDER(writes_the_record),
		IN_FOLDER(keeps_the_first_places_only),
		IN_FOLDER(keeps_the_first_places_by_line),
		IN_FOLDER(measures_the_run),
		IN_FOLDER(writes_the_set_aside_file),
		IN_FOLDER(leaves_no_file_without_a_record),
		IN_FOLDER(notices_a_full_disk),
		IN_FOLDER(survives_the_end_of_memory),
		cmocka_unit_test(hides_what_was_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/option.h"

static void
check_number(const char *value, const char *message)
{
	struct fail f = FAIL_INIT;
	long long number;

	assert_int_equal(
	    option_integer("n", value, 0, -5, 100, &number, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_string_equal(f.text, message);
}

static void
reads_whole_numbers(void **state)
{
#define EXPECTED ", expected a whole number from -5 to 100"
	struct fail f = FAIL_INIT;
	long long number = 0;

	(void)state;
	assert_int_equal(
	    option_integer("n", NULL, 777, -5, 100, &number, &f), 0);
	assert_int_equal(number, 777);
	assert_int_equal(option_integer("n", "-5", 0, -5, 100, &number, &f), 0);
	assert_int_equal(number, -5);
	assert_int_equal(
	    option_integer("n", "+100", 0, -5, 100, &number, &f), 0);
	assert_int_equal(number, 100);
	check_number("", "--n: found \"\"" EXPECTED);
	check_number("-6", "--n: found \"-6\"" EXPECTED);
	check_number("101", "--n: found \"101\"" EXPECTED);
	check_number(" 1", "--n: found \" 1\"" EXPECTED);
	check_number("1 ", "--n: found \"1 \"" EXPECTED);
	check_number("1.0", "--n: found \"1.0\"" EXPECTED);
	check_number("0x10", "--n: found \"0x10\"" EXPECTED);
	check_number("99999999999999999999",
	    "--n: found \"99999999999999999999\"" EXPECTED);
}

static void
reads_decimal_numbers(void **state)
{
	static const char *const bad[] = { "", " 0.5", "0.5x", "1.01", "-0.1",
		"nan", "inf", "0x1", "1e-1", "0,5", "." };
	struct fail f = FAIL_INIT;
	double number = 0;

	(void)state;
	assert_int_equal(option_number("n", NULL, 7, 0, 1, &number, &f), 0);
	assert_true(number == 7);
	assert_int_equal(option_number("n", "0.05", 7, 0, 1, &number, &f), 0);
	assert_true(number == 0.05);
	assert_int_equal(option_number("n", "1", 7, 0, 1, &number, &f), 0);
	assert_true(number == 1);
	for (size_t i = 0; i < COUNT(bad); i++) {
		f.status = FAIL_NONE;
		assert_int_equal(
		    option_number("n", bad[i], 7, 0, 1, &number, &f), -1);
		assert_int_equal(f.status, FAIL_USAGE);
	}
	assert_int_equal(option_number("n", "2", 7, 0, 1, &number, &f), -1);
	assert_string_equal(
	    f.text, "--n: found \"2\", expected a number from 0 to 1");
}

static void
wants_what_is_required(void **state)
{
	const char *schema = NULL, *by = NULL, *values[] = { "r.json" };
	struct option_list registries = { 0, NULL };
	const struct option_spec options[] = {
		{ 's', "schema", "FILE", "", &schema, NULL, OPTION_REQUIRED },
		{ 'b', "by", "NAMES", "", &by, NULL, 0 },
		{ 'r', "registry", "FILE", "", NULL, &registries,
		    OPTION_REQUIRED },
	};
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(option_check_required(options, 3, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_string_equal(f.text, "--schema FILE is missing");
	schema = "s.json";
	assert_int_equal(option_check_required(options, 3, &f), -1);
	assert_string_equal(f.text, "--registry FILE is missing");
	registries = (struct option_list){ 1, values };
	assert_int_equal(option_check_required(options, 3, &f), 0);
}

/* An empty folder of its own with the file `here`, the link `link` to it and
 * the folder `folder`. */
static int
enter_folder(void **state)
{
	char folder[] = "/tmp/test_option.XXXXXX";
	FILE *file;

	if (mkdtemp(folder) == NULL || chdir(folder) == -1 ||
	    (file = fopen("here", "w")) == NULL || fclose(file) == EOF ||
	    symlink("here", "link") == -1 || mkdir("folder", 0700) == -1)
		return -1;
	*state = strdup(folder);
	return 0;
}

static int
leave_folder(void **state)
{
	int status = unlink("here") + unlink("link") + rmdir("folder");

	status += chdir("/") + rmdir(*state);
	free(*state);
	return status;
}

/* expected "": they may be given together. */
static void
check_files(const char *output, const char *record, const char *schema,
    const char *listed, const char *operand, const char *expected)
{
	struct option_list registries = { listed == NULL ? 0 : 1, &listed };
	const struct option_spec options[] = {
		{ 0, "registry", "FILE", "", NULL, &registries, OPTION_INPUT },
		{ 0, "schema", "FILE", "", &schema, NULL, OPTION_INPUT },
		{ 'o', "output", "FILE", "", &output, NULL,
		    OPTION_OUTPUT | OPTION_STANDARD },
		{ 0, "record", "FILE", "", &record, NULL, OPTION_OUTPUT },
	};
	char *operands[1];
	struct fail f = FAIL_INIT;

	operands[0] = operand == NULL ? NULL : strdup(operand);
	assert_int_equal(option_check_files(options, COUNT(options), operands,
			     operand != NULL, &f),
	    expected[0] == '\0' ? 0 : -1);
	assert_string_equal(f.text, expected);
	assert_int_equal(
	    f.status, expected[0] == '\0' ? FAIL_NONE : FAIL_USAGE);
	free(operands[0]);
}

static void
keeps_outputs_apart(void **state)
{
#define BOTH "--output and --record would both be written to "
#define OWN "; give each a file of its own"
	(void)state;
	check_files("new", "new", NULL, NULL, NULL, BOTH "new" OWN);
	check_files(
	    "new", "folder/../new", NULL, NULL, NULL, BOTH "folder/../new" OWN);
	check_files("here", "link", NULL, NULL, NULL, BOTH "link" OWN);
	check_files(NULL, "-", NULL, NULL, NULL, BOTH "standard output" OWN);
	check_files("-", "-", NULL, NULL, NULL, BOTH "standard output" OWN);
	check_files("new", "-", NULL, NULL, NULL, "");
	check_files("new", "folder/new", NULL, NULL, NULL, "");
	check_files("nowhere/new", "nowhere/newer", NULL, NULL, NULL, "");
	check_files("/dev/null", "/dev/null", NULL, NULL, NULL, "");
}

static void
keeps_inputs(void **state)
{
#define READ ", which is to be read; give it a file of its own"
	(void)state;
	check_files(
	    "here", NULL, NULL, NULL, "here", "--output names here" READ);
	check_files(
	    "link", NULL, NULL, NULL, "./here", "--output names link" READ);
	check_files(
	    NULL, "here", "link", NULL, NULL, "--record names here" READ);
	check_files(
	    NULL, "here", NULL, "here", NULL, "--record names here" READ);
	check_files("new", "newer", "here", "link", "here", "");
	check_files("-", NULL, NULL, NULL, "-", "");
	check_files(NULL, "here", NULL, NULL, "-", "");
	check_files("/dev/null", NULL, NULL, NULL, "/dev/null", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_whole_numbers),
		cmocka_unit_test(reads_decimal_numbers),
		cmocka_unit_test(wants_what_is_required),
		cmocka_unit_test_setup_teardown(
		    keeps_outputs_apart, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
		    keeps_inputs, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include <fcntl.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/filter.h"
#include "base/message.h"

/* What the program under test got, as main() would. */
struct given {
	const char *output, *record, *format, *quiet;
	struct option_list defines;
	int first, status;
};

static const char about[] =
    "Read a raw export and write it as a typed table; what is no data row is "
    "classed and counted, what cannot be read is set aside.";

static void
run_filter(int argc, char *argv[], struct given *given)
{
	const struct option_spec options[] = {
		FILTER_OPTIONS(&given->output, &given->record),
		{ 'D', "definition", N_("FILE"),
		    N_("what the indicator counts; may be given several times, "
		       "then all of them are measured"),
		    NULL, &given->defines, OPTION_INPUT },
		{ 'f', "format", N_("csv|json"), N_("format [csv]"),
		    &given->format, NULL, 0 },
		{ 0, "a-very-long-option-name", N_("NAME"), N_("far away"),
		    &given->format, NULL, 0 },
		{ 'q', "quiet", NULL, N_("say nothing"), &given->quiet, NULL,
		    0 },
	};
	const struct filter filter = { "sample", about, N_("[FILE...]"),
		options, COUNT(options) };
	struct fail f = FAIL_INIT;

	given->first = filter_start(&filter, argc, argv, &given->status);
	if (given->first != -1 && given->first < argc &&
	    strcmp(argv[given->first], "bad") == 0) {
		fail_set(&f, FAIL_DATA, "x\x1b: bad");
		filter_warn(&filter, "%s:\n%d", "a", 1);
		given->status = filter_end(&filter, &f);
	} else if (given->first != -1) {
		given->status = filter_end(&filter, &f);
	}
}

/* The words of a call, at most 15. */
static int
split(const char *call, char *words[16], char *buffer, size_t size)
{
	int count = 0;

	snprintf(buffer, size, "%s", call);
	words[count++] = strtok(buffer, "~");
	while (count < 15 && (words[count] = strtok(NULL, "~")) != NULL)
		count++;
	words[count] = NULL;
	return count;
}

#define CLOSED -2

/* Run it in a child; its output and messages are in text. */
static int
call(const char *line, int out, char *text, size_t size)
{
	struct given given = { 0 };
	char *words[16], buffer[200];
	int told[2], status, count = split(line, words, buffer, 200);
	size_t used = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(told), 0);
	fflush(NULL);
	if ((child = fork()) == 0) {
		setenv("LANGUAGE", "en", 1);
		dup2(out < 0 ? told[1] : out, 1);
		dup2(told[1], 2);
		if (out == CLOSED)
			close(1);
		run_filter(count, words, &given);
		if (fcntl(1, F_GETFD) == -1) /* the next file would get it */
			_exit(98);
		fflush(stdout);
		_exit(given.status);
	}
	close(told[1]);
	while ((got = read(told[0], text + used, size - 1 - used)) > 0)
		used += (size_t)got;
	text[used] = '\0';
	close(told[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
check_call(const char *line, int status, const char *expected)
{
	char text[4000];

	assert_int_equal(call(line, -1, text, sizeof(text)), status);
	assert_string_equal(text, expected);
}

static void
takes_options_in_any_form(void **state)
{
	char *words[16], buffer[200];
	struct given given = { 0 };
	int count = split("sample~-o~x~--record=r~-fjson~a~--definition~d1~-q"
			  "~-Dd2~--~-b",
	    words, buffer, sizeof(buffer));

	(void)state;
	run_filter(count, words, &given);
	assert_int_equal(given.status, 0);
	assert_int_equal(given.first, count - 2);
	assert_string_equal(words[given.first], "a");
	assert_string_equal(words[given.first + 1], "-b");
	assert_string_equal(given.output, "x");
	assert_string_equal(given.record, "r");
	assert_string_equal(given.format, "json");
	assert_string_equal(given.quiet, "");
	assert_int_equal(given.defines.count, 2);
	assert_string_equal(given.defines.values[0], "d1");
	assert_string_equal(given.defines.values[1], "d2");
	option_list_free(&given.defines);
	assert_int_equal(given.defines.count, 0);
	option_list_free(&given.defines);
}

static void
leaves_the_defaults(void **state)
{
	char *words[16], buffer[200];
	struct given given = { .format = "csv" };
	int count = split("sample~-", words, buffer, sizeof(buffer));

	(void)state;
	run_filter(count, words, &given);
	assert_int_equal(given.first, 1);
	assert_string_equal(given.format, "csv");
	assert_null(given.output);
	assert_null(given.quiet);
}

static void
refuses_wrong_usage(void **state)
{
#define USAGE "usage: profstat-sample [options] [FILE...]\n"
	(void)state;
	check_call("s~--nothing", 2,
	    "profstat-sample: unknown option --nothing\n" USAGE);
	check_call("s~-x", 2, "profstat-sample: unknown option -x\n" USAGE);
	check_call("s~-qx", 2, "profstat-sample: unknown option -x\n" USAGE);
	check_call(
	    "s~-o", 2, "profstat-sample: the option -o needs a value\n" USAGE);
	check_call("s~a~--record", 2,
	    "profstat-sample: the option --record needs a value\n" USAGE);
	check_call("s~--quiet=1", 2,
	    "profstat-sample: the option --quiet=1 takes no value\n" USAGE);
	check_call("s~--help=1", 2,
	    "profstat-sample: the option --help=1 takes no value\n" USAGE);
	check_call("s~--\x1b[2J", 2,
	    "profstat-sample: unknown option --\\x1b[2J\n" USAGE);
}

static void
helps(void **state)
{
	(void)state;
	check_call("s~--help", 0,
	    USAGE
	    "\n"
	    "Read a raw export and write it as a typed table; what is no data "
	    "row is classed\nand counted, what cannot be read is set aside.\n"
	    "\n"
	    "Options:\n"
	    "  -o, --output FILE      write to FILE [standard output]\n"
	    "      --record FILE      write what was done to FILE as JSON\n"
	    "  -D, --definition FILE  what the indicator counts; may be given "
	    "several times,\n"
	    "                         then all of them are measured\n"
	    "  -f, --format csv|json  format [csv]\n"
	    "      --a-very-long-option-name NAME\n"
	    "                         far away\n"
	    "  -q, --quiet            say nothing\n"
	    "      --help             show this help and end\n"
	    "      --version          show the version and end\n"
	    "\n"
	    "Exit status:\n"
	    "  0  done\n"
	    "  1  the data are bad or cannot be read\n"
	    "  2  called wrongly, or the configuration is bad\n"
	    "  3  the system failed: I/O, closed pipe, memory\n");
}

static void
knows_its_version(void **state)
{
	(void)state;
	assert_string_equal(filter_version(), "profstat 0.1.0");
	check_call("s~--version", 0,
	    "profstat-sample (profstat) 0.1.0\n"
	    "Licence GPL-3.0-or-later: https://gnu.org/licenses/gpl.html\n");
}

static void
reports_failures(void **state)
{
	(void)state;
	check_call("s~bad", 1,
	    "profstat-sample: a:\\n1\nprofstat-sample: x\\x1b: bad\n");
	check_call("s~good", 0, "");
}

static void
notices_a_full_disk(void **state)
{
	int full = open("/dev/full", O_WRONLY);
	char text[1000];

	(void)state;
	assert_int_equal(call("s~--help", full, text, sizeof(text)), 3);
	assert_string_equal(text,
	    "profstat-sample: cannot write to standard output: No space left "
	    "on device\n");
	assert_int_equal(call("s~--version", full, text, sizeof(text)), 3);
	close(full);
}

static void
notices_a_closed_output(void **state)
{
	char text[1000];

	(void)state;
	assert_int_equal(call("s~good", CLOSED, text, sizeof(text)), 0);
	assert_int_equal(call("s~--help", CLOSED, text, sizeof(text)), 3);
	assert_string_equal(text,
	    "profstat-sample: cannot write to standard output: Bad file "
	    "descriptor\n");
}

/* How many operands a usage line lets through. */
static void
counts_operands(void **state)
{
	static const struct {
		const char *operands;
		bool taken[3]; /* none, one, two */
	} cases[] = { { "X", { false, true, false } },
		{ "[X]", { true, true, false } },
		{ "X...", { false, true, true } },
		{ "[X...]", { true, true, true } },
		{ "X Y", { false, false, true } } };
	char name[] = "sample", one[] = "a", two[] = "b";
	char *argv[] = { name, one, two, NULL };
	int status;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (int count = 0; count < 3; count++) {
			const struct filter filter = { "sample", about,
				cases[i].operands, NULL, 0 };

			argv[1] = count > 0 ? one : NULL;
			argv[2] = count > 1 ? two : NULL;
			assert_int_equal(
			    filter_start(&filter, count + 1, argv, &status),
			    cases[i].taken[count] ? 1 : -1);
			if (!cases[i].taken[count])
				assert_int_equal(status, FAIL_USAGE);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_operands),
		cmocka_unit_test(takes_options_in_any_form),
		cmocka_unit_test(leaves_the_defaults),
		cmocka_unit_test(refuses_wrong_usage),
		cmocka_unit_test(helps),
		cmocka_unit_test(knows_its_version),
		cmocka_unit_test(reports_failures),
		cmocka_unit_test(notices_a_full_disk),
		cmocka_unit_test(notices_a_closed_output),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* filter.c - what all programs of the chain have in common */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "base/filter.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "base/text.h"

#define PROGRAM "profstat"
#define VERSION "0.1.0" /* the one place */

#define HELP_WIDTH 80
#define HELP_COLUMN_MAX 30 /* a longer option has its text below it */

/* getopt_long() results: an index into the options, or one of these two */
#define CODE_OPTION 256
#define CODE_HELP 1
#define CODE_VERSION 2

const char *
filter_version(void)
{
	return PROGRAM " " VERSION;
}

/* Help */

/*
 * Print text word by word from this column on, in lines that begin at indent
 * and end before HELP_WIDTH.
 */
static void
print_wrapped(const char *text, size_t column, size_t indent)
{
	char word[256];
	size_t length, width;
	bool first = true;

	while (*(text += strspn(text, " ")) != '\0') {
		length = strcspn(text, " ");
		snprintf(word, sizeof(word), "%.*s", (int)length, text);
		width = text_width(word);
		if (!first && column + 1 + width > HELP_WIDTH - 1) {
			printf("\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			putchar(' ');
			column++;
		}
		printf("%.*s", (int)length, text);
		column += width;
		text += length;
		first = false;
	}
	putchar('\n');
}

/* "  -o, --output FILE" */
static void
option_head(const struct option_spec *option, char head[128])
{
	char letter[] = "    ";

	if (option->letter != '\0')
		snprintf(letter, sizeof(letter), "-%c, ", option->letter);
	snprintf(head, 128, "  %s--%s%s%s", letter, option->name,
	    option->argument == NULL ? "" : " ",
	    option->argument == NULL ? "" : _(option->argument));
}

static size_t
help_column(const struct filter *filter)
{
	size_t column = sizeof("      --version") + 1, width;
	char head[128];

	for (size_t i = 0; i < filter->option_count; i++) {
		option_head(&filter->options[i], head);
		width = text_width(head) + 2;
		if (width > column && width <= HELP_COLUMN_MAX)
			column = width;
	}
	return column;
}

static void
print_option(const struct option_spec *option, size_t column)
{
	char head[128];
	size_t width;

	option_head(option, head);
	width = text_width(head);
	fputs(head, stdout);
	if (width + 2 > column) {
		putchar('\n');
		width = 0;
	}
	printf("%*s", (int)(column - width), "");
	print_wrapped(_(option->help), column, column);
}

static void
usage_line(const struct filter *filter, FILE *stream)
{
	fprintf(stream, _("usage: %s-%s [options] %s\n"), PROGRAM, filter->name,
	    _(filter->operands));
}

static void
print_help(const struct filter *filter)
{
	static const struct option_spec common[] = {
		{ 0, "help", NULL, N_("show this help and end"), NULL, NULL,
		    0 },
		{ 0, "version", NULL, N_("show the version and end"), NULL,
		    NULL, 0 }
	};
	size_t column = help_column(filter);

	usage_line(filter, stdout);
	putchar('\n');
	print_wrapped(_(filter->about), 0, 0);
	printf("\n%s\n", _("Options:"));
	for (size_t i = 0; i < filter->option_count; i++)
		print_option(&filter->options[i], column);
	for (size_t i = 0; i < COUNT(common); i++)
		print_option(&common[i], column);
	printf("\n%s\n", _("Exit status:"));
	printf("  0  %s\n", _("done"));
	printf("  1  %s\n", _("the data are bad or cannot be read"));
	printf("  2  %s\n", _("called wrongly, or the configuration is bad"));
	printf("  3  %s\n", _("the system failed: I/O, closed pipe, memory"));
}

static void
print_version(const struct filter *filter)
{
	printf("%s-%s (%s) %s\n", PROGRAM, filter->name, PROGRAM, VERSION);
	printf("%s\n",
	    _("Licence GPL-3.0-or-later: https://gnu.org/licenses/gpl.html"));
}

/* Messages */

static void
print_message(
    const struct filter *filter, const char *format, va_list arguments)
{
	char raw[2048], shown[2048];

	vsnprintf(raw, sizeof(raw), format, arguments);
	text_visible(raw, strlen(raw), shown, sizeof(shown));
	fprintf(stderr, "%s-%s: %s\n", PROGRAM, filter->name, shown);
}

void
filter_warn(const struct filter *filter, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_message(filter, format, arguments);
	va_end(arguments);
}

int
filter_usage(const struct filter *filter, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_message(filter, format, arguments);
	va_end(arguments);
	usage_line(filter, stderr);
	return FAIL_USAGE;
}

int
filter_end(const struct filter *filter, const struct fail *f)
{
	if (f->status != FAIL_NONE)
		filter_warn(filter, "%s", f->text);
	return (int)f->status;
}

/* Options */

/* What getopt_long() wants to know; letters has room for all of them. */
static void
describe_options(
    const struct filter *filter, struct option *longs, char *letters)
{
	size_t n = filter->option_count;

	*letters++ = ':';
	for (size_t i = 0; i < n; i++) {
		const struct option_spec *spec = &filter->options[i];
		bool argument = spec->argument != NULL;

		longs[i] = (struct option){ spec->name,
			argument ? required_argument : no_argument, NULL,
			CODE_OPTION + (int)i };
		if (spec->letter == '\0')
			continue;
		*letters++ = spec->letter;
		if (argument)
			*letters++ = ':';
	}
	longs[n] = (struct option){ "help", no_argument, NULL, CODE_HELP };
	longs[n + 1] =
	    (struct option){ "version", no_argument, NULL, CODE_VERSION };
}

static const struct option_spec *
find_option(const struct filter *filter, int code)
{
	if (code >= CODE_OPTION)
		return &filter->options[code - CODE_OPTION];
	for (size_t i = 0; i < filter->option_count; i++)
		if (filter->options[i].letter == code)
			return &filter->options[i];
	return NULL;
}

/* The option as the user wrote it, for ':' and '?' of getopt_long(). */
static int
wrong_option(const struct filter *filter, char *argv[], int code)
{
	char letter[] = "-x";
	const char *written = argv[optind - 1];
	bool is_letter = optopt > ' ' && optopt < CODE_OPTION;

	if (is_letter) {
		letter[1] = (char)optopt;
		written = letter;
	}
	if (code == ':')
		return filter_usage(
		    filter, _("the option %s needs a value"), written);
	if (optopt != 0 && !is_letter)
		return filter_usage(
		    filter, _("the option %s takes no value"), written);
	return filter_usage(filter, _("unknown option %s"), written);
}

/* Returns the exit status, for standard output may be full. */
static int
print_and_end(const struct filter *filter, void (*print)(const struct filter *))
{
	struct output out;
	struct fail f = FAIL_INIT;

	if (output_open(&out, NULL, 0, &f) == 0) {
		print(filter);
		if (output_commit(&out, &f) == 0)
			return FAIL_NONE;
	}
	return filter_end(filter, &f);
}

/* Put what was given where it belongs; -1 to go on, else the exit status. */
static int
take_option(const struct filter *filter, char *argv[], int code)
{
	const struct option_spec *spec = find_option(filter, code);
	const char *value = optarg == NULL ? "" : optarg;
	struct fail f = FAIL_INIT;

	if (code == ':' || code == '?')
		return wrong_option(filter, argv, code);
	if (code == CODE_HELP)
		return print_and_end(filter, print_help);
	if (code == CODE_VERSION)
		return print_and_end(filter, print_version);
	if (spec->list == NULL)
		*spec->value = value;
	else if (option_list_add(spec->list, value, &f) == -1)
		return filter_end(filter, &f);
	return -1;
}

static int
parse_options(const struct filter *filter, int argc, char *argv[],
    const struct option *longs, const char *letters)
{
	int code, status = -1;

	opterr = 0;
	optind = 0; /* start anew, whatever ran before */
	while (status == -1 &&
	       (code = getopt_long(argc, argv, letters, longs, NULL)) != -1)
		status = take_option(filter, argv, code);
	return status;
}

/* How many the usage line names: "LEFT RIGHT" are two. */
static int
count_words(const char *operands)
{
	int count = 1;

	for (; *operands != '\0'; operands++)
		count += *operands == ' ';
	return count;
}

/* -1 if there are as many as the usage line says, else the exit status. */
static int
check_operands(const struct filter *filter, int count)
{
	const char *operands = filter->operands;
	int named = count_words(operands);

	if ((count < named && operands[0] != '[') ||
	    (count > named && strstr(operands, "...") == NULL))
		return filter_usage(
		    filter, _("%d operands, expected %s"), count, _(operands));
	return -1;
}

/* The same for what the options say of themselves. */
static int
check_options(const struct filter *filter, char *const *operands, int count)
{
	struct fail f = FAIL_INIT;

	if (option_check_required(filter->options, filter->option_count, &f) ==
		0 &&
	    option_check_files(filter->options, filter->option_count, operands,
		(size_t)count, &f) == 0)
		return -1;
	return f.status == FAIL_USAGE ? filter_usage(filter, "%s", f.text)
				      : filter_end(filter, &f);
}

/*
 * A standard stream that the caller closed would be the next file we open,
 * and take what is meant for the other.  Put something there that fails.
 */
static void
hold_standard_streams(void)
{
	for (int i = 0; i <= 2; i++)
		if (fcntl(i, F_GETFD) == -1 && errno == EBADF)
			(void)!open("/dev/null", i == 0 ? O_WRONLY : O_RDONLY);
}

int
filter_start(const struct filter *filter, int argc, char *argv[], int *status)
{
	struct option *longs;
	char *letters;
	struct fail f = FAIL_INIT;

	hold_standard_streams();
	message_start();
	output_signals();
	/* By default GSL ends the process where a function of it fails. */
	(void)gsl_set_error_handler_off();
	longs = memory_array(filter->option_count + 3, sizeof(*longs), &f);
	letters = memory_array(2 * filter->option_count + 2, 1, &f);
	if (longs != NULL && letters != NULL) {
		describe_options(filter, longs, letters);
		*status = parse_options(filter, argc, argv, longs, letters);
		if (*status == -1)
			*status = check_operands(filter, argc - optind);
		if (*status == -1)
			*status =
			    check_options(filter, argv + optind, argc - optind);
	} else {
		*status = filter_end(filter, &f);
	}
	free(letters);
	free(longs);
	return *status == -1 ? optind : -1;
}

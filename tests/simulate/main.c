/*
 * main.c - simulate: raw exports of clusters, students and graduates of any
 * size, with a known truth.  See tests/simulate/README.md.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "calendar.h"
#include "code_lists.h"
#include "faults.h"
#include "people.h"
#include "registers.h"
#include "series.h"

static const char usage[] =
    "usage: simulate --out DIR [--seed N] [--mess none|recoverable|"
    "unrecoverable]\n"
    "                [--kinds KIND,...] [--graduates N]\n"
    "                [--spells-per-graduate X] [--students-scale X]\n"
    "                [--colleges N] [--clusters N] [--senders college|region]\n"
    "                [--cohorts YEAR,...] [--no-truth] [--help]\n";

static const char help[] =
    "\n"
    "Writes raw exports to DIR/datasets/*/raw, the code lists of clusters,\n"
    "colleges and enterprises to DIR/datasets/reference, and beside them\n"
    "truth.csv, expected.csv and faults.csv.  The same options give the same\n"
    "bytes.\n"
    "\n"
    "  --clusters N             clusters, 1 to 9000 [40]\n"
    "  --cohorts YEAR,...       years of graduation, ascending [2023,2024]\n"
    "  --colleges N             colleges, 1 to 1000000 [130]\n"
    "  --graduates N            graduates, 1 to 100000000 [600]\n"
    "  --kinds KIND,...         which faults that cannot be mended [all]\n"
    "  --mess LEVEL             none, recoverable or unrecoverable [none]\n"
    "  --no-truth               only the totals in truth.csv, expected.csv\n"
    "  --out DIR                where to write; it is made\n"
    "  --seed N                 another world [1]\n"
    "  --senders WHO            college or region sends graduates [college]\n"
    "  --spells-per-graduate X  on average, 0 to 10 [1.5]\n"
    "  --students-scale X       more or fewer students, 0.001 to 1000 [1]\n"
    "  --help                   this text\n"
    "\n"
    "Kinds of faults:";

static void
show_help(void)
{
	int i;
	size_t width = 80;

	fputs(usage, stdout);
	fputs(help, stdout);
	for (i = FAULT_FIRST_KIND; i < FAULTS; i++) {
		if (width + strlen(fault_name((enum fault)i)) > 76) {
			fputs("\n ", stdout);
			width = 1;
		}
		printf(" %s", fault_name((enum fault)i));
		width += strlen(fault_name((enum fault)i)) + 1;
	}
	putchar('\n');
	exit(fflush(stdout) == 0 ? 0 : 3);
}

static void
bad(const char *option, const char *found, const char *expected)
{
	fprintf(stderr, "simulate: --%s: found \"%s\", expected %s\n", option,
	    found, expected);
	exit(2);
}

static double
read_number(
    const char *option, const char *text, double low, double high, bool whole)
{
	char *end, expected[80];
	double number;

	errno = 0;
	number = strtod(text, &end);
	if (errno != 0 || end == text || *end != '\0' || !(number >= low) ||
	    number > high ||
	    (whole && number != (double)(unsigned long long)number)) {
		snprintf(expected, sizeof(expected),
		    "a%s number from %g to %.15g", whole ? " whole" : "", low,
		    high);
		bad(option, text, expected);
	}
	return number;
}

static void
read_cohorts(struct job *job, const char *text)
{
	static const char expected[] =
	    "years from 2000 to 2024 with commas between them, ascending";
	const char *at = text;
	char *end;
	long year;

	job->cohort_count = 0;
	for (;; at = end + 1) {
		year = strtol(at, &end, 10);
		if (end == at || year < 2000 || year > 2024 ||
		    job->cohort_count == COHORTS_MAX ||
		    (job->cohort_count > 0 &&
			year <= job->cohorts[job->cohort_count - 1]) ||
		    (*end != ',' && *end != '\0'))
			bad("cohorts", text, expected);
		job->cohorts[job->cohort_count++] = (int)year;
		if (*end == '\0')
			return;
	}
}

static void
read_kinds(struct job *job, const char *text)
{
	const char *at = text;
	size_t length;
	enum fault kind;

	job->kinds = 0;
	for (;; at += length + 1) {
		length = strcspn(at, ",");
		if ((kind = fault_find(at, length)) == FAULT_NONE)
			bad("kinds", text, "kinds of faults; see --help");
		job->kinds |= (uint64_t)1 << (kind - FAULT_FIRST_KIND);
		if (at[length] == '\0')
			return;
	}
}

/* Which of the words it is. */
static int
read_word(
    const char *option, const char *text, const char *const *words, int count)
{
	char expected[80];
	int i;

	for (i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	expected[0] = '\0';
	for (i = 0; i < count; i++) {
		strcat(expected, i == 0 ? "" : i == count - 1 ? " or " : ", ");
		strcat(expected, words[i]);
	}
	bad(option, text, expected);
	return -1;
}

enum option_id {
	OPTION_SEED,
	OPTION_MESS,
	OPTION_KINDS,
	OPTION_GRADUATES,
	OPTION_SPELLS,
	OPTION_SCALE,
	OPTION_COLLEGES,
	OPTION_CLUSTERS,
	OPTION_SENDERS,
	OPTION_COHORTS,
	OPTION_OUT,
	OPTION_NO_TRUTH,
	OPTION_HELP
};

static const struct option options[] = {
	{ "seed", required_argument, NULL, OPTION_SEED },
	{ "mess", required_argument, NULL, OPTION_MESS },
	{ "kinds", required_argument, NULL, OPTION_KINDS },
	{ "graduates", required_argument, NULL, OPTION_GRADUATES },
	{ "spells-per-graduate", required_argument, NULL, OPTION_SPELLS },
	{ "students-scale", required_argument, NULL, OPTION_SCALE },
	{ "colleges", required_argument, NULL, OPTION_COLLEGES },
	{ "clusters", required_argument, NULL, OPTION_CLUSTERS },
	{ "senders", required_argument, NULL, OPTION_SENDERS },
	{ "cohorts", required_argument, NULL, OPTION_COHORTS },
	{ "out", required_argument, NULL, OPTION_OUT },
	{ "no-truth", no_argument, NULL, OPTION_NO_TRUTH },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static void
read_option(struct job *job, enum option_id id, const char *text)
{
	static const char *const messes[] = { "none", "recoverable",
		"unrecoverable" };
	static const char *const senders[] = { "college", "region" };

	switch (id) {
	case OPTION_SEED:
		job->seed = (uint64_t)read_number("seed", text, 0, 1e15, true);
		break;
	case OPTION_MESS:
		job->mess = (enum mess)read_word("mess", text, messes, 3);
		break;
	case OPTION_KINDS:
		read_kinds(job, text);
		break;
	case OPTION_GRADUATES:
		job->graduates =
		    (uint64_t)read_number("graduates", text, 1, 1e8, true);
		break;
	case OPTION_SPELLS:
		job->spells_per_graduate =
		    read_number("spells-per-graduate", text, 0, 10, false);
		break;
	case OPTION_SCALE:
		job->students_scale =
		    read_number("students-scale", text, 0.001, 1000, false);
		break;
	case OPTION_COLLEGES:
		job->colleges =
		    (uint32_t)read_number("colleges", text, 1, 1e6, true);
		break;
	case OPTION_CLUSTERS:
		job->clusters =
		    (uint32_t)read_number("clusters", text, 1, 9000, true);
		break;
	case OPTION_SENDERS:
		job->by_region = read_word("senders", text, senders, 2) == 1;
		break;
	case OPTION_COHORTS:
		read_cohorts(job, text);
		break;
	case OPTION_OUT:
		job->out = text;
		break;
	case OPTION_NO_TRUTH:
		job->truth = false;
		break;
	case OPTION_HELP:
		show_help();
	}
}

static void
read_job(struct job *job, int argc, char **argv)
{
	int id;

	memset(job, 0, sizeof(*job));
	job->seed = 1;
	job->graduates = 600;
	job->spells_per_graduate = 1.5;
	job->students_scale = 1;
	job->colleges = 130;
	job->clusters = 40;
	job->kinds = UINT64_MAX;
	job->truth = true;
	read_cohorts(job, "2023,2024");
	while ((id = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (id == '?') {
			fputs(usage, stderr);
			exit(2);
		}
		read_option(job, (enum option_id)id, optarg);
	}
	if (optind < argc || job->out == NULL || strlen(job->out) > 512) {
		fputs(usage, stderr);
		exit(2);
	}
}

static void
write_truth(const struct world *w, const struct rates *rates, const char *name,
    bool spoilt)
{
	struct truth t;
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s", w->job->out, name);
	truth_open(&t, path, spoilt);
	series_write(w, &t, w->job->truth, spoilt);
	rates_write(rates, &t, w->job->truth);
	truth_close(&t);
}

int
main(int argc, char **argv)
{
	struct job job;
	struct world world;
	struct crowd crowd;
	struct rates truth, expected;
	char path[1024];

	read_job(&job, argc, argv);
	if (mkdir(job.out, 0777) == -1 && errno != EEXIST) {
		fprintf(stderr, "simulate: %s: %s\n", job.out, strerror(errno));
		return 3;
	}
	world_make(&world, &job);
	crowd_make(&crowd, &world);
	rates_make(&truth, &crowd);
	rates_make(&expected, &crowd);
	snprintf(path, sizeof(path), "%s/faults.csv", job.out);
	faults_open(path);
	code_lists_write(&world);
	registers_write(&world);
	people_write(&crowd, &truth, &expected);
	faults_close();
	write_truth(&world, &truth, "truth.csv", false);
	write_truth(&world, &expected, "expected.csv", true);
	rates_free(&truth);
	rates_free(&expected);
	crowd_free(&crowd);
	world_free(&world);
	return 0;
}

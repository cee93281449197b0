/* follow - what became of graduates at points in time, from dated spells */
#include <stdbool.h>
#include <stddef.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/path.h"
#include "join/counts.h"
#include "join/follow.h"
#include "table/arrow.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record, *set_aside;
	const char *points, *priority, *employed, *until;
	const char *const *files; /* COHORT and SPELLS */
	struct follow_spec spec;
};

static int
read_spec(struct arguments *a, struct fail *f)
{
	if (follow_points(&a->spec, a->points, f) == -1 ||
	    follow_statuses(&a->spec, a->priority, a->employed, f) == -1)
		return -1;
	return follow_until(&a->spec, a->until, f);
}

/* A cohort without rows is told. */
static int
tell_empty(struct account *account, const struct arrow_reader *cohort,
    const struct filter *filter, struct fail *f)
{
	bool told;

	if (match_empty(account, arrow_schema(cohort), arrow_name(cohort),
		&told, f) == -1)
		return -1;
	if (told)
		filter_warn(
		    filter, _("%s: no rows to join"), arrow_name(cohort));
	return 0;
}

static int
follow_tables(struct follow *follow, struct arrow_reader *cohort,
    struct sink *out, bool *empty, struct fail *f)
{
	struct batch *batch;
	int more;

	*empty = true;
	while ((more = arrow_next(cohort, &batch, f)) == 1) {
		*empty = *empty && batch->length == 0;
		if (follow_batch(follow, batch, out, f) == -1)
			return -1;
	}
	return more == 0 ? follow_end(follow, out, f) : -1;
}

static int
write_table(const struct arguments *a, struct account *account,
    struct arrow_reader *cohort, struct arrow_reader *spells,
    const struct filter *filter, struct fail *f)
{
	struct sink out = SINK_INIT;
	struct follow *follow =
	    follow_new(&a->spec, account, cohort, spells, f);
	bool empty;
	int status = -1;

	if (follow != NULL &&
	    sink_open(&out, a->output, follow_schema(follow), f) == 0)
		status = follow_tables(follow, cohort, &out, &empty, f);
	if (status == 0 && empty)
		status = tell_empty(account, cohort, filter, f);
	if (status == 0)
		status = account_write(account, a->record, f);
	if (status == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	follow_free(follow);
	return status;
}

static int
run(struct arguments *a, const struct filter *filter, struct fail *f)
{
	struct account *account = account_new("follow", f);
	struct arrow_reader *cohort = NULL, *spells = NULL;
	int status = -1;

	if (account != NULL && read_spec(a, f) == 0 &&
	    path_check_distinct(a->files, 2, f) == 0 &&
	    (a->set_aside == NULL ||
		account_set_aside(account, a->set_aside, f) == 0) &&
	    (cohort = arrow_open(a->files[0], f)) != NULL &&
	    (spells = arrow_open(a->files[1], f)) != NULL)
		status = write_table(a, account, cohort, spells, filter, f);
	arrow_close(cohort);
	arrow_close(spells);
	account_free(account);
	return status;
}

/* An option that names a column. */
#define FOLLOW_COLUMN(name, help, value)                    \
	{                                                   \
		0, name, N_("COLUMN"), help, value, NULL, 0 \
	}

int
main(int argc, char *argv[])
{
	struct arguments a = { .output = NULL };
	struct follow_spec *spec = &a.spec;
	const struct option_spec options[] = {
		FOLLOW_COLUMN("birth", N_("day of birth, in COHORT [birth]"),
		    &spec->birth),
		{ 0, "dataset", N_("NAME"), N_("what the result is a table of"),
		    &spec->dataset, NULL, OPTION_REQUIRED },
		{ 0, "employed", N_("STATUSES"),
		    N_("those of --priority that mean employed"), &a.employed,
		    NULL, OPTION_REQUIRED },
		FOLLOW_COLUMN("employer", N_("employer, in SPELLS [employer]"),
		    &spec->employer),
		FOLLOW_COLUMN(
		    "end", N_("last day, in SPELLS [ended]"), &spec->ended),
		FOLLOW_COLUMN("graduated",
		    N_("day of graduation, in COHORT [graduated]"),
		    &spec->graduated),
		FOLLOW_COLUMN("home",
		    N_("region of the graduate, in COHORT [region]"),
		    &spec->home),
		FILTER_OPTIONS(&a.output, &a.record),
		FOLLOW_COLUMN(
		    "person", N_("person, in both [person]"), &spec->person),
		FOLLOW_COLUMN("place",
		    N_("region of the work, in SPELLS [region]"), &spec->place),
		{ 0, "points", N_("MONTHS,..."),
		    N_("points, in months after graduation"), &a.points, NULL,
		    OPTION_REQUIRED },
		{ 0, "priority", N_("STATUSES"),
		    N_("all statuses, the one that decides first"), &a.priority,
		    NULL, OPTION_REQUIRED },
		{ 0, "set-aside", N_("FILE"),
		    N_("list the findings in FILE as CSV"), &a.set_aside, NULL,
		    OPTION_OUTPUT },
		FOLLOW_COLUMN("start", N_("first day, in SPELLS [started]"),
		    &spec->started),
		FOLLOW_COLUMN(
		    "status", N_("status, in SPELLS [status]"), &spec->status),
		{ 0, "until", N_("DATE"),
		    N_("last day of the data; later points make no rows"),
		    &a.until, NULL, 0 },
	};
	const struct filter filter = { "follow",
		N_("Find what became of graduates at points in time."),
		N_("COHORT SPELLS"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	follow_spec_init(spec);
	if ((first = filter_start(&filter, argc, argv, &status)) != -1) {
		a.files = (const char *const *)argv + first;
		(void)run(&a, &filter, &f);
		status = filter_end(&filter, &f);
	}
	follow_spec_clear(spec);
	return status;
}

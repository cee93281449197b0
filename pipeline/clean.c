/* clean - check the rules of a dataset within its rows and within a table */
#include <stddef.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "rules/held.h"
#include "rules/place.h"
#include "rules/rule.h"
#include "table/arrow.h"
#include "table/sink.h"
#include "value/table_schema.h"

struct arguments {
	const char *output, *record, *schema, *set_aside, *tolerance;
	const char *show_personal, *file;
};

/* The filter at work; held: NULL if rows need not wait. */
struct job {
	struct places *places;
	struct checks *checks;
	struct held *held;
	struct sink *out;
};

static int
start(struct job *job, const struct table_schema *dataset,
    struct arrow_reader *in, struct account *account, const char *output,
    struct fail *f)
{
	const struct schema *schema = arrow_schema(in);
	size_t aside;

	if ((job->places = places_new(account, f)) == NULL ||
	    places_table(job->places, dataset, arrow_name(in), schema, f) ==
		-1 ||
	    (job->checks = checks_new(dataset, schema, account, f)) == NULL)
		return -1;
	(void)checks_aside(job->checks, &aside);
	if (aside > 0)
		job->held = held_new(job->checks, schema, output, f);
	return aside > 0 && job->held == NULL ? -1 : 0;
}

static int
write_rows(struct job *job, struct batch *batch, struct fail *f)
{
	places_settle(job->places, batch);
	return sink_write(job->out, batch, f);
}

static int
check_rows(struct job *job, struct arrow_reader *in, struct fail *f)
{
	struct batch *batch;
	int more, status = 0;

	while (status == 0 && (more = arrow_next(in, &batch, f)) != 0) {
		if (more == -1 || places_batch(job->places, batch, f) == -1 ||
		    checks_batch(job->checks, job->places, batch, f) == -1)
			return -1;
		status = job->held == NULL
			     ? write_rows(job, batch, f)
			     : held_put(job->held, job->places, batch, f);
	}
	while (status == 0 && job->held != NULL &&
	       (more = held_next(job->held, job->places, &batch, f)) != 0)
		status = more == -1 ? -1 : write_rows(job, batch, f);
	return status == 0 ? checks_end(job->checks, f) : -1;
}

static void
end(struct job *job)
{
	held_free(job->held);
	checks_free(job->checks);
	places_free(job->places);
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct table_schema *dataset = NULL;
	struct account *account = NULL;
	struct arrow_reader *in = NULL;
	struct sink out = SINK_INIT;
	struct job job = { NULL, NULL, NULL, &out };
	double tolerance;
	int status = -1;

	if (option_number("tolerance", a->tolerance, ACCOUNT_TOLERANCE, 0, 1,
		&tolerance, f) == 0 &&
	    (dataset = table_schema_open(a->schema, f)) != NULL &&
	    (account = account_new("clean", f)) != NULL &&
	    (a->set_aside == NULL ||
		account_set_aside(account, a->set_aside, f) == 0) &&
	    (in = arrow_open(a->file, f)) != NULL &&
	    sink_open(&out, a->output, arrow_schema(in), f) == 0) {
		if (a->show_personal != NULL)
			account_show_hidden(account);
		status = start(&job, dataset, in, account, a->output, f);
		if (status == 0)
			status = check_rows(&job, in, f);
		account_row_end(account);
		if (status == 0 &&
		    (account_write(account, a->record, f) == -1 ||
			account_check(account, tolerance, f) == -1 ||
			sink_commit(&out, f) == -1))
			status = -1;
	}
	end(&job);
	sink_discard(&out);
	arrow_close(in);
	account_free(account);
	table_schema_free(dataset);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { .file = "-" };
	const struct option_spec options[] = {
		FILTER_OPTIONS(&a.output, &a.record),
		{ 's', "schema", N_("FILE"), N_("schema of the dataset"),
		    &a.schema, NULL, OPTION_REQUIRED | OPTION_INPUT },
		{ 0, "set-aside", N_("FILE"),
		    N_("list the findings in FILE as CSV"), &a.set_aside, NULL,
		    OPTION_OUTPUT },
		{ 0, "show-personal", NULL,
		    N_("show personal values in messages and in the list of "
		       "--set-aside"),
		    &a.show_personal, NULL, 0 },
		{ 't', "tolerance", N_("SHARE"),
		    N_("fail if more of the rows are set aside [0.05]"),
		    &a.tolerance, NULL, 0 },
	};
	const struct filter filter = { "clean",
		N_("Check the rules of a dataset within rows and tables."),
		N_("[TABLE]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	if (first < argc)
		a.file = argv[first];
	(void)run(&a, &f);
	return filter_end(&filter, &f);
}

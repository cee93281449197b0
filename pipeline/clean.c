/* clean - check the rules of a dataset within its rows and within a table */
#include <stddef.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "rules/place.h"
#include "rules/rule.h"
#include "source/table_schema.h"
#include "table/arrow.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record, *schema, *set_aside, *tolerance;
	const char *show_personal, *file;
};

static int
check_table(const struct table_schema *dataset, struct arrow_reader *in,
    struct sink *out, struct account *account, struct fail *f)
{
	struct places *places = places_new(account, f);
	struct checks *checks = NULL;
	struct batch *batch;
	int more = -1;

	if (places == NULL ||
	    places_table(
		places, dataset, arrow_name(in), arrow_schema(in), f) == -1 ||
	    (checks = checks_new(dataset, arrow_schema(in), account, f)) ==
		NULL)
		goto end;
	while ((more = arrow_next(in, &batch, f)) == 1) {
		if (places_batch(places, batch, f) == -1 ||
		    checks_batch(checks, places, batch, f) == -1)
			break;
		places_settle(places, batch);
		if (sink_write(out, batch, f) == -1)
			break;
	}
	if (more == 0 && checks_end(checks, f) == -1)
		more = -1;
	account_row_end(account);
end:
	checks_free(checks);
	places_free(places);
	return more == 0 ? 0 : -1;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct table_schema *dataset = NULL;
	struct account *account = NULL;
	struct arrow_reader *in = NULL;
	struct sink out = SINK_INIT;
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
		if (check_table(dataset, in, &out, account, f) == 0 &&
		    account_write(account, a->record, f) == 0 &&
		    account_check(account, tolerance, f) == 0)
			status = sink_commit(&out, f);
	}
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

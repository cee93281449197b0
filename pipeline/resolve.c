/* resolve - make one table of all tables of a dataset */
#include <string.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "rules/overdue.h"
#include "rules/resolve.h"
#include "rules/smaller.h"
#include "rules/submission.h"
#include "rules/tables.h"
#include "table/sink.h"
#include "table/spool.h"
#include "value/table_schema.h"

struct arguments {
	const char *output, *record, *schema, *set_aside, *cutoff;
	const char *partition, *partitions;
	char *const *files;
	size_t file_count;
};

/* Who asks for no partitions may need one nevertheless. */
static int
start_parts(struct resolve *resolve, const struct table_schema *dataset,
    const struct arguments *a, struct fail *f)
{
	long long count;

	if (a->partition == NULL && dataset->conflict == CONFLICT_WARN)
		return 0;
	if (option_integer("partitions", a->partitions, 1, 1, SPOOL_PARTS_MAX,
		&count, f) == -1)
		return -1;
	return resolve_partition(
	    resolve, a->partition, (size_t)count, a->output, f);
}

static int
resolve_all(const struct arguments *a, const struct table_schema *dataset,
    struct account *account, struct fail *f)
{
	struct submissions list = { 0, 0, NULL };
	struct overdues missing = { 0, 0, NULL };
	struct resolve *resolve = NULL;
	struct sink out = SINK_INIT;
	int status = -1;

	if ((resolve = resolve_new(dataset, account, f)) != NULL &&
	    tables_announce(&list, resolve, a->files, a->file_count, f) == 0 &&
	    submissions_decide(&list, a->cutoff, f) == 0 &&
	    start_parts(resolve, dataset, a, f) == 0 &&
	    overdue_find(&list, &missing, f) == 0 &&
	    tables_resolve(resolve, &list, &missing, &out, a->output, f) == 0 &&
	    overdue_report(&missing, account, f) == 0 &&
	    smaller_report(&list, dataset, account, f) == 0 &&
	    account_write(account, a->record, f) == 0)
		status = out.writer == NULL ? 0 : sink_commit(&out, f);
	sink_discard(&out);
	resolve_free(resolve);
	overdue_clear(&missing);
	submissions_clear(&list);
	return status;
}

/* The wrong use of options that go together, or NULL. */
static const char *
check_partitions(const struct arguments *a)
{
	const char *at;

	if ((a->partition == NULL) != (a->partitions == NULL))
		return N_("--partition and --partitions go together");
	if (a->partition == NULL)
		return NULL;
	at = a->output == NULL ? NULL : strchr(a->output, '%');
	if (at == NULL || strchr(at + 1, '%') != NULL)
		return N_(
		    "partitions are written to files; name them with "
		    "--output and one percent sign in place of the number");
	return NULL;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct table_schema *dataset = table_schema_open(a->schema, f);
	struct account *account = NULL;
	int status = -1;

	if (dataset != NULL && (account = account_new("resolve", f)) != NULL &&
	    (a->set_aside == NULL ||
		account_set_aside(account, a->set_aside, f) == 0))
		status = resolve_all(a, dataset, account, f);
	account_free(account);
	table_schema_free(dataset);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		0 };
	const struct option_spec options[] = {
		{ 0, "cutoff", N_("DATE"),
		    N_("leave out what was received after DATE"), &a.cutoff,
		    NULL, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
		{ 0, "partition", N_("FIELD"),
		    N_("all rows of a person, by this field, in one of several "
		       "tables"),
		    &a.partition, NULL, 0 },
		{ 0, "partitions", N_("N"),
		    N_("how many; a percent sign in the name of the output is "
		       "the number"),
		    &a.partitions, NULL, 0 },
		{ 's', "schema", N_("FILE"), N_("schema of the dataset"),
		    &a.schema, NULL, OPTION_REQUIRED | OPTION_INPUT },
		{ 0, "set-aside", N_("FILE"),
		    N_("list the findings in FILE as CSV"), &a.set_aside, NULL,
		    OPTION_OUTPUT },
	};
	const struct filter filter = { "resolve",
		N_("Make one table of all tables of a dataset."),
		N_("TABLE..."), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	const char *wrong;
	int first, status;
	size_t i;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	a.files = argv + first;
	a.file_count = (size_t)(argc - first);
	for (i = 0; i < a.file_count; i++)
		if (strcmp(a.files[i], "-") == 0)
			return filter_usage(&filter,
			    _("tables are read twice, so standard input "
			      "cannot be one; name files"));
	if ((wrong = check_partitions(&a)) != NULL)
		return filter_usage(&filter, "%s", _(wrong));
	(void)run(&a, &f);
	return filter_end(&filter, &f);
}

/* join - add columns of the matching rows of another table */
#include <stddef.h>
#include <string.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/path.h"
#include "join/counts.h"
#include "join/join.h"
#include "table/arrow.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record, *set_aside, *key, *several, *inner, *add;
	const char *const *files; /* LEFT and RIGHT */
	struct join_spec spec;
};

static int
read_spec(struct arguments *a, struct fail *f)
{
	a->spec.inner = a->inner != NULL;
	if (join_several_find(a->several, &a->spec.several, f) == -1 ||
	    (a->key != NULL && join_keys(&a->spec, a->key, f) == -1) ||
	    (a->add != NULL && join_adds(&a->spec, a->add, f) == -1))
		return -1;
	return join_spec_check(&a->spec, f);
}

/* A side without rows is told, but joined like any other. */
static int
check_empty(struct account *account, const struct join_table *table,
    const struct filter *filter, struct fail *f)
{
	bool told;

	if (match_empty(account, table->schema, table->name, &told, f) == -1)
		return -1;
	if (told)
		filter_warn(filter, _("%s: no rows to join"), table->name);
	return 0;
}

static int
join_tables(struct join *join, struct arrow_reader *in, struct sink *out,
    uint64_t *rows, struct fail *f)
{
	struct batch *batch;
	int more;

	while ((more = arrow_next(in, &batch, f)) == 1) {
		*rows += batch->length;
		if (join_batch(join, batch, out, f) == -1)
			return -1;
	}
	return more == 0 ? join_end(join, f) : -1;
}

static int
write_table(const struct arguments *a, struct account *account,
    struct arrow_reader *in, const struct join_table *right,
    const struct filter *filter, struct fail *f)
{
	struct join_table left = { arrow_schema(in), arrow_name(in), NULL };
	struct sink out = SINK_INIT;
	struct join *join = join_new(&a->spec, account, &left, right, f);
	uint64_t rows = 0;
	int status = -1;

	if (join != NULL &&
	    sink_open(&out, a->output, join_schema(join), f) == 0)
		status = join_tables(join, in, &out, &rows, f);
	if (status == 0 && rows == 0)
		status = check_empty(account, &left, filter, f);
	if (status == 0 && right->rows->length == 0)
		status = check_empty(account, right, filter, f);
	if (status == 0)
		status = account_write(account, a->record, f);
	if (status == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	join_free(join);
	return status;
}

static int
run(struct arguments *a, const struct filter *filter, struct fail *f)
{
	struct account *account = account_new("join", f);
	struct schema schema = SCHEMA_INIT;
	struct batch rows = { 0, 0, NULL };
	struct join_table right = { &schema, a->files[1], &rows };
	struct arrow_reader *in = NULL;
	int status = -1;

	if (strcmp(right.name, "-") == 0)
		right.name = "<stdin>";
	if (account != NULL && read_spec(a, f) == 0 &&
	    path_check_distinct(a->files, 2, f) == 0 &&
	    (a->set_aside == NULL ||
		account_set_aside(account, a->set_aside, f) == 0) &&
	    arrow_load(a->files[1], &schema, &rows, f) == 0 &&
	    (in = arrow_open(a->files[0], f)) != NULL)
		status = write_table(a, account, in, &right, filter, f);
	arrow_close(in);
	batch_clear(&rows);
	schema_clear(&schema);
	join_spec_clear(&a->spec);
	account_free(account);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { .spec = { .several = JOIN_FIRST } };
	const struct option_spec options[] = {
		{ 'a', "add", N_("COLUMN[=NAME],..."),
		    N_("columns of RIGHT, with other names if NAME is given"),
		    &a.add, NULL, 0 },
		{ 0, "dataset", N_("NAME"),
		    N_("what the result is a table of [as LEFT]"),
		    &a.spec.dataset, NULL, 0 },
		{ 'd', "date", N_("COLUMN"),
		    N_("day in LEFT on which the match is valid"), &a.spec.date,
		    NULL, 0 },
		{ 0, "from", N_("COLUMN"), N_("first day of validity in RIGHT"),
		    &a.spec.from, NULL, 0 },
		{ 'i', "inner", NULL,
		    N_("drop the rows of LEFT that match nothing"), &a.inner,
		    NULL, 0 },
		{ 'k', "key", N_("LEFT[=RIGHT],..."),
		    N_("columns that are equal in rows that match"), &a.key,
		    NULL, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
		{ 0, "set-aside", N_("FILE"),
		    N_("list the findings in FILE as CSV"), &a.set_aside, NULL,
		    OPTION_OUTPUT },
		{ 's', "several", N_("first|all|none"),
		    N_("which of several matches to take"), &a.several, NULL,
		    OPTION_REQUIRED },
		{ 0, "to", N_("COLUMN"),
		    N_("last day of validity in RIGHT, empty if there is none"),
		    &a.spec.to, NULL, 0 },
	};
	const struct filter filter = { "join",
		N_("Add columns of the matching rows of another table."),
		N_("LEFT RIGHT"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	a.files = (const char *const *)argv + first;
	(void)run(&a, &filter, &f);
	return filter_end(&filter, &f);
}

/*
 * ingest - a raw export and the schema of its dataset -> a typed table.
 * What is no data row is classed and counted; what cannot be read is set
 * aside with file, line, byte, column and reason.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/path.h"
#include "reader/correction_file.h"
#include "reader/reader_settings.h"
#include "reader/reader_warn.h"
#include "reader/refusal.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record, *name, *set_aside, *show_personal;
	const char *tolerance, *corrections;
	struct reader_arguments how;
	const char *file;
};

/* All rows of the file to the sink. */
static int
copy_rows(struct reader *in, struct sink *out, struct fail *f)
{
	struct batch batch = { 0, 0, NULL };
	int more = batch_init(&batch, reader_schema(in), BATCH_ROWS, f);

	while (more != -1 && (more = reader_next(in, &batch, f)) == 1) {
		more = sink_write(out, &batch, f);
		batch_reset(&batch);
	}
	batch_clear(&batch);
	return more;
}

static int
open_account(
    const struct arguments *a, struct account **account, struct fail *f)
{
	if ((*account = account_new("ingest", f)) == NULL ||
	    (a->set_aside != NULL &&
		account_set_aside(*account, a->set_aside, f) == -1))
		return -1;
	if (a->show_personal != NULL)
		account_show_hidden(*account);
	return 0;
}

/* The table gets its name only if the file was within tolerance; the record
 * and the set-aside file say what happened in either case.  *tables: how many
 * the file has. */
static int
run(const struct filter *filter, const struct arguments *a,
    const struct reader_settings *how, size_t *tables, struct fail *f)
{
	const char *label = a->name != NULL             ? a->name
			    : strcmp(a->file, "-") == 0 ? "<stdin>"
							: a->file;
	struct account *account = NULL;
	struct corrections *corrections = NULL;
	struct reader_options options = how->options;
	struct reader *in = NULL;
	struct sink out = SINK_INIT;
	double tolerance;
	bool whole = false;
	int status = -1;

	if (option_number("tolerance", a->tolerance, ACCOUNT_TOLERANCE, 0, 1,
		&tolerance, f) == 0 &&
	    (a->corrections == NULL ||
		(corrections = corrections_open(a->corrections, label, f)) !=
		    NULL) &&
	    open_account(a, &account, f) == 0) {
		reader_warn_corrections(
		    corrections, a->corrections, label, filter);
		options.corrections = corrections;
		whole = (in = reader_open(a->file, label, how->dataset,
			     &options, account, f)) != NULL &&
			sink_open(&out, a->output, reader_schema(in), f) == 0 &&
			copy_rows(in, &out, f) == 0;
		if (!whole)
			refusal_write(account, label, a->record, f);
	}
	if (whole && account_write(account, a->record, f) == 0 &&
	    account_check(account, tolerance, f) == 0 &&
	    (status = sink_commit(&out, f)) == 0) {
		reader_warn(in, account, filter);
		*tables = reader_frame(in)->untyped.layout.table_count;
	}
	sink_discard(&out);
	reader_close(in);
	account_free(account);
	corrections_free(corrections);
	return status;
}

/* The nth table, with its number in the names. */
static int
run_table(const struct filter *filter, const struct arguments *a,
    struct reader_settings *how, size_t n, size_t *tables, struct fail *f)
{
	struct arguments one = *a;
	const char **const names[] = { &one.output, &one.record,
		&one.set_aside };
	char *numbered[COUNT(names)] = { NULL };
	size_t i;
	int status = 0;

	how->options.table = n;
	for (i = 0; i < COUNT(names) && status == 0; i++)
		if (*names[i] != NULL) {
			numbered[i] = path_numbered(*names[i], n, f);
			*names[i] = numbered[i];
			status = numbered[i] == NULL ? -1 : 0;
		}
	if (status == 0)
		status = run(filter, &one, how, tables, f);
	for (i = 0; i < COUNT(names); i++)
		free(numbered[i]);
	return status;
}

static bool
is_numbered(const char *path)
{
	return path != NULL && strchr(path, '%') != NULL;
}

/* Each table of the file for itself. */
static int
run_all(const struct filter *filter, const struct arguments *a,
    struct reader_settings *how, struct fail *f)
{
	size_t n, tables = 1;
	int status = 0;

	if (!is_numbered(a->output) ||
	    (a->record != NULL && !is_numbered(a->record)) ||
	    (a->set_aside != NULL && !is_numbered(a->set_aside)) ||
	    strcmp(a->file, "-") == 0 || path_is_special(a->file))
		return fail_set(f, FAIL_USAGE,
		    _("--table all: expected a FILE that can be read again "
		      "and a %s in every name of what is written"),
		    "%");
	for (n = 1; n <= tables && status == 0; n++)
		status = run_table(filter, a, how, n, &tables, f);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { .file = "-" };
	const struct option_spec options[] = {
		{ 0, "corrections", N_("FILE"),
		    N_("a list of --set-aside with its column \"correction\" "
		       "filled"),
		    &a.corrections, NULL, OPTION_INPUT },
		{ 0, "name", N_("LABEL"),
		    N_("what messages and the column _file call FILE [FILE]"),
		    &a.name, NULL, 0 },
		READER_ARGUMENTS(&a.how),
		FILTER_OPTIONS(&a.output, &a.record),
		{ 0, "set-aside", N_("FILE"),
		    N_("write rows that cannot be read to FILE as CSV"),
		    &a.set_aside, NULL, OPTION_OUTPUT },
		{ 0, "show-personal", NULL,
		    N_("show personal values in messages and in the list of "
		       "--set-aside"),
		    &a.show_personal, NULL, 0 },
		{ 't', "tolerance", N_("SHARE"),
		    N_("fail if more of the rows are set aside [0.05]"),
		    &a.tolerance, NULL, 0 },
	};
	const struct filter filter = { "ingest",
		N_("Read a raw export into a typed table."), N_("[FILE]"),
		options, COUNT(options) };
	struct reader_settings how = READER_SETTINGS_INIT;
	struct fail f = FAIL_INIT;
	size_t tables;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	if (first < argc)
		a.file = argv[first];
	if (reader_settings_open(&how, &a.how, &f) == 0)
		(void)(how.all_tables ? run_all(&filter, &a, &how, &f)
				      : run(&filter, &a, &how, &tables, &f));
	reader_settings_clear(&how);
	return filter_end(&filter, &f);
}

/*
 * ingest - a raw export and the schema of its dataset -> a typed table.
 * What is no data row is classed and counted; what cannot be read is set
 * aside with file, line, byte, column and reason.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "source/reader_settings.h"
#include "source/refusal.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record, *name, *set_aside, *show_personal;
	const char *tolerance;
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

static void
warn(const struct filter *filter, const struct account *account,
    const struct reader *in, const char *label, const char *schema)
{
	struct account_loss loss = account_loss(account, 0);
	const struct encoding_guess *guess = reader_encoding(in);
	char missing[320];

	reader_missing(in, missing, sizeof(missing));
	if (*missing != '\0')
		filter_warn(filter,
		    _("%s: found no column for %s, values are missing; if the "
		      "file has it under another name, add that to \"aliases\" "
		      "in %s"),
		    label, missing, schema);
	if (!guess->sure)
		filter_warn(filter,
		    _("%s: read as %s, though the text may be %s; give the "
		      "right one with --encoding"),
		    label, encoding_name(guess->encoding),
		    encoding_name(guess->second));
	if (reader_is_empty(in))
		filter_warn(filter, _("%s: the file has no table"), label);
	if (loss.aside > 0)
		filter_warn(filter,
		    _("%s: %" PRIu64 " of %" PRIu64 " rows set aside; the "
		      "first: %s"),
		    label, loss.aside, loss.rows, loss.first);
}

/* A file that is no table: the record tells of it. */
static void
refuse(const struct arguments *a, struct account *account, const char *label,
    struct fail *f)
{
	struct fail other = FAIL_INIT;

	if (f->status == FAIL_DATA &&
	    (refusal_account(account, a->file, label, f->text, &other) == -1 ||
		account_write(account, a->record, &other) == -1))
		*f = other;
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
 * and the set-aside file say what happened in either case. */
static int
run(const struct filter *filter, const struct arguments *a, struct fail *f)
{
	const char *label = a->name != NULL             ? a->name
			    : strcmp(a->file, "-") == 0 ? "<stdin>"
							: a->file;
	struct reader_settings how = READER_SETTINGS_INIT;
	struct account *account = NULL;
	struct reader *in = NULL;
	struct sink out = SINK_INIT;
	double tolerance;
	bool whole = false;
	int status = -1;

	if (option_number("tolerance", a->tolerance, ACCOUNT_TOLERANCE, 0, 1,
		&tolerance, f) == 0 &&
	    reader_settings_open(&how, &a->how, f) == 0 &&
	    open_account(a, &account, f) == 0) {
		whole = (in = reader_open(a->file, label, how.dataset,
			     &how.options, account, f)) != NULL &&
			sink_open(&out, a->output, reader_schema(in), f) == 0 &&
			copy_rows(in, &out, f) == 0;
		if (!whole)
			refuse(a, account, label, f);
	}
	if (whole && account_write(account, a->record, f) == 0 &&
	    account_check(account, tolerance, f) == 0 &&
	    (status = sink_commit(&out, f)) == 0)
		warn(filter, account, in, label, a->how.schema);
	sink_discard(&out);
	reader_close(in);
	account_free(account);
	reader_settings_clear(&how);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { .file = "-" };
	const struct option_spec options[] = {
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
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	if (first < argc)
		a.file = argv[first];
	(void)run(&filter, &a, &f);
	return filter_end(&filter, &f);
}

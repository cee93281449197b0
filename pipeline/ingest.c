/*
 * ingest - a raw export and the schema of its dataset -> a typed table.
 * What is no data row is classed and counted; what cannot be read is set
 * aside with file, line, byte, column and reason.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/output.h"
#include "source/reader.h"
#include "table/arrow.h"

struct settings {
	const char *output, *record, *schema, *name, *set_aside, *tolerance;
};

/* A share between 0 and 1. */
static int
read_tolerance(const char *text, double *share, struct fail *f)
{
	char *end;

	*share = 0.05;
	if (text == NULL)
		return 0;
	*share = strtod(text, &end);
	if (end == text || *end != '\0' || !(*share >= 0 && *share <= 1))
		return fail_set(f, FAIL_USAGE,
		    _("--tolerance: found \"%s\", expected a share from 0 to "
		      "1"),
		    text);
	return 0;
}

/* All rows of the file to the stream. */
static int
copy_rows(
    struct reader *in, FILE *stream, enum arrow_format format, struct fail *f)
{
	struct arrow_writer *out =
	    arrow_create(stream, format, reader_schema(in), f);
	struct batch batch = { 0, 0, NULL };
	int more = -1;

	if (out == NULL ||
	    batch_init(&batch, reader_schema(in), BATCH_ROWS, f) == -1)
		goto done;
	while ((more = reader_next(in, &batch, f)) == 1) {
		if (arrow_write(out, &batch, f) == -1) {
			more = -1;
			break;
		}
		batch_reset(&batch);
	}
	if (more == 0)
		more = arrow_finish(out, f);
done:
	batch_clear(&batch);
	arrow_writer_free(out);
	return more;
}

/* More rows set aside than the tolerance allows? */
static int
check_share(const struct reader *in, const char *label, double tolerance,
    struct fail *f)
{
	uint64_t rows = reader_rows(in), aside = reader_set_aside(in);

	if (aside == 0 || (double)aside <= tolerance * (double)rows)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s: %" PRIu64 " of %" PRIu64 " rows set aside (%.1f %%), more "
	      "than the tolerance of %.1f %%; the first: %s"),
	    label, aside, rows, 100.0 * (double)aside / (double)rows,
	    100 * tolerance, reader_first_problem(in));
}

/* The output appears only if the file was within tolerance; the record and
 * the set-aside file say what happened in either case. */
static int
ingest(const struct filter *filter, const struct settings *s, const char *path,
    const struct table_schema *dataset, struct account *account,
    double tolerance, struct fail *f)
{
	const char *label = s->name != NULL          ? s->name
			    : strcmp(path, "-") == 0 ? "<stdin>"
						     : path;
	enum arrow_format format =
	    s->output == NULL || strcmp(s->output, "-") == 0 ? ARROW_STREAM
							     : ARROW_FILE;
	struct output out = { .slot = -1 };
	struct reader *in;
	int status = -1;

	if ((in = reader_open(path, label, dataset, account, f)) == NULL ||
	    output_open(&out, s->output, 0, f) == -1)
		goto done;
	if (copy_rows(in, out.stream, format, f) == -1)
		goto done;
	status = check_share(in, label, tolerance, f);
	if (account_write(account, s->record, f) == -1)
		status = -1;
	if (status == 0)
		status = output_commit(&out, f);
	if (status == 0 && reader_set_aside(in) > 0)
		filter_warn(filter,
		    _("%s: %" PRIu64 " of %" PRIu64 " rows set aside; the "
		      "first: %s"),
		    label, reader_set_aside(in), reader_rows(in),
		    reader_first_problem(in));
done:
	output_discard(&out);
	reader_close(in);
	return status;
}

int
main(int argc, char *argv[])
{
	struct settings s = { NULL, NULL, NULL, NULL, NULL, NULL };
	const struct option_spec options[] = {
		{ 0, "name", N_("LABEL"),
		    N_("what messages and the column _file call FILE [FILE]"),
		    &s.name, NULL },
		FILTER_OPTIONS(&s.output, &s.record),
		{ 's', "schema", N_("FILE"), N_("schema.json of the dataset"),
		    &s.schema, NULL },
		{ 0, "set-aside", N_("FILE"),
		    N_("write rows that cannot be read to FILE as CSV"),
		    &s.set_aside, NULL },
		{ 0, "tolerance", N_("SHARE"),
		    N_("fail if more rows are set aside [0.05]"), &s.tolerance,
		    NULL },
	};
	const struct filter filter = { "ingest",
		N_("Read a raw export into a typed table."), N_("[FILE]"),
		options, COUNT(options) };
	struct fail f = FAIL_INIT;
	struct table_schema *dataset = NULL;
	struct account *account = NULL;
	double tolerance;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	if (s.schema == NULL)
		return filter_usage(&filter, _("--schema is missing"));
	if (argc - first > 1)
		return filter_usage(&filter, _("more than one FILE"));
	if (read_tolerance(s.tolerance, &tolerance, &f) == 0 &&
	    (dataset = table_schema_open(s.schema, &f)) != NULL &&
	    (account = account_new("ingest", &f)) != NULL &&
	    (s.set_aside == NULL ||
		account_set_aside(account, s.set_aside, &f) == 0)) {
		if (ingest(&filter, &s, first < argc ? argv[first] : "-",
			dataset, account, tolerance, &f) == -1 &&
		    f.status == FAIL_NONE)
			fail_memory(&f);
	}
	account_free(account);
	table_schema_free(dataset);
	return filter_end(&filter, &f);
}

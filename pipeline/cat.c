/* cat - show any table as CSV, or aligned for people */
#include <string.h>
#include <unistd.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/output.h"
#include "table/arrow.h"
#include "table/show.h"

#define SCHEMA_ROWS 10

struct arguments {
	const char *output, *record, *format, *rows, *file;
};

/* The format asked for; -1 after a failure. */
static int
format_find(const struct arguments *a, struct fail *f)
{
	static const char *const names[] = { "csv", "table", "schema" };
	bool terminal = (a->output == NULL || strcmp(a->output, "-") == 0) &&
			isatty(STDOUT_FILENO);
	size_t i;

	if (a->format == NULL)
		return terminal ? SHOW_TABLE : SHOW_CSV;
	for (i = 0; i < COUNT(names); i++)
		if (strcmp(a->format, names[i]) == 0)
			return (int)i;
	return fail_set(f, FAIL_USAGE,
	    _("--format: found \"%s\", expected csv, table or schema"),
	    a->format);
}

/* -1 (not given): all rows, or the first few after the schema. */
static uint64_t
row_limit(long long rows, enum show_format format)
{
	if (rows >= 0)
		return (uint64_t)rows;
	return format == SHOW_SCHEMA ? SCHEMA_ROWS : SHOW_ALL;
}

static int
write_record(
    const char *record, const char *input, uint64_t rows, struct fail *f)
{
	struct account *account;
	int file, status = -1;

	if (record == NULL)
		return 0;
	if ((account = account_new("cat", f)) == NULL)
		return -1;
	if ((file = account_file(account, input, f)) != -1) {
		account_rows(account, file, rows, rows);
		status = account_write(account, record, f);
	}
	account_free(account);
	return status;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct output out;
	struct arrow_reader *in;
	long long rows;
	uint64_t shown;
	unsigned flags = 0;
	int format = format_find(a, f), status = -1;

	if (format == -1 ||
	    option_integer("rows", a->rows, -1, 0, INT64_MAX, &rows, f) == -1 ||
	    (in = arrow_open(a->file, f)) == NULL)
		return -1;
	if (schema_get(arrow_schema(in), SCHEMA_PRIVATE) != NULL)
		flags = OUTPUT_PRIVATE;
	if (output_open(&out, a->output, flags, f) == 0) {
		if (show_table(out.stream, (enum show_format)format, in,
			row_limit(rows, (enum show_format)format), &shown,
			f) == 0 &&
		    write_record(a->record, arrow_name(in), shown, f) == 0)
			status = output_commit(&out, f);
		output_discard(&out);
	}
	arrow_close(in);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { NULL, NULL, NULL, NULL, "-" };
	const struct option_spec options[] = {
		{ 'f', "format", N_("FORMAT"),
		    N_("csv, table or schema [table on a terminal, else csv]"),
		    &a.format, NULL, 0 },
		{ 'n', "rows", N_("N"),
		    N_("show the first N rows [all; 10 with schema]"), &a.rows,
		    NULL, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
	};
	const struct filter filter = { "cat",
		N_("Show a table as CSV or in aligned columns."), N_("[FILE]"),
		options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	if (first < argc)
		a.file = argv[first];
	(void)run(&a, &f);
	return filter_end(&filter, &f);
}

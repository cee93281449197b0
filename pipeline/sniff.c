/*
 * sniff - what a file is: encoding, dialect, tables, columns with their types
 * and roles, and a draft of the schema that ingest reads it by.
 */
#include <string.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/json.h"
#include "base/message.h"
#include "base/output.h"
#include "sniff/draft.h"
#include "sniff/sniff.h"
#include "sniff/sniff_json.h"
#include "sniff/sniff_page.h"

struct arguments {
	const char *output, *record, *json, *draft, *name;
	char *const *files;
	size_t file_count;
};

static int
write_json(struct json_value *value, FILE *to, struct fail *f)
{
	int status = value == NULL ? -1 : json_write(value, to, 2, f);

	json_value_free(value);
	return status;
}

static int
write_sniff(const struct sniff *s, const struct arguments *a, size_t at,
    FILE *to, struct fail *f)
{
	if (a->draft != NULL)
		return write_json(draft_schema(s, a->name, f), to, f);
	if (a->json != NULL)
		return write_json(sniff_json(s, a->name, f), to, f);
	if (at > 0)
		fputs("\n", to);
	sniff_page(s, to);
	return 0;
}

static int
sniff_file(const struct arguments *a, size_t at, FILE *to,
    struct account *account, struct fail *f)
{
	const char *path = a->files[at];
	const char *label = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct sniff s;
	int status = -1;

	if (sniff_open(&s, path, label, account, f) == 0)
		status = write_sniff(&s, a, at, to, f);
	sniff_clear(&s);
	return status;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct account *account = account_new("sniff", f);
	struct output out = { 0 };
	size_t i;
	int status = -1;

	if (account != NULL && output_open(&out, a->output, 0, f) == 0) {
		status = 0;
		for (i = 0; i < a->file_count && status == 0; i++)
			status = sniff_file(a, i, out.stream, account, f);
		if (status == 0 &&
		    (status = account_write(account, a->record, f)) == 0)
			status = output_commit(&out, f);
		output_discard(&out);
	}
	account_free(account);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { .file_count = 0 };
	const struct option_spec options[] = {
		{ 0, "draft", NULL,
		    N_("write the draft schema of the file alone"), &a.draft,
		    NULL, 0 },
		{ 0, "json", NULL,
		    N_("write what was found as JSON, one object per file"),
		    &a.json, NULL, 0 },
		{ 0, "name", N_("NAME"),
		    N_("name of the dataset in the schema [from the file's]"),
		    &a.name, NULL, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
	};
	const struct filter filter = { "sniff",
		N_("Tell what a file is, and draft the schema of its dataset."),
		N_("FILE..."), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	a.files = argv + first;
	a.file_count = (size_t)(argc - first);
	if (a.json != NULL && a.draft != NULL)
		return filter_usage(&filter,
		    _("--json and --draft are two forms of output; give one "
		      "of them"));
	if (a.draft != NULL && a.file_count > 1)
		return filter_usage(&filter,
		    _("--draft makes the schema of one file; found %zu files"),
		    a.file_count);
	(void)run(&a, &f);
	return filter_end(&filter, &f);
}

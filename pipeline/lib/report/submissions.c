/* submissions - what became of the files that were sent, by dataset */
#include "report/submissions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/sheet.h"

/* The fates, and behind them the files after which one is missing. */
#define MISSING FATES
#define KINDS (FATES + 1)
#define COLUMNS (KINDS + 1) /* and all files */

static const char *const kind_names[KINDS] = { [FATE_USED] = "used",
	[FATE_SUPERSEDED] = "superseded",
	[FATE_LATE] = "late",
	[FATE_DUPLICATE] = "duplicate",
	[FATE_UNUSABLE] = "unusable",
	[MISSING] = "missing" };

/* Heads of columns. */
static const char *
kind_head(int kind)
{
	static const char *const heads[KINDS] = { [FATE_USED] = N_("used"),
		[FATE_SUPERSEDED] = N_("replaced"),
		[FATE_LATE] = N_("late"),
		[FATE_DUPLICATE] = N_("repeated"),
		[FATE_UNUSABLE] = N_("not usable"),
		[MISSING] = N_("missing") };

	return _(heads[kind]);
}

/* What is said before the names of files. */
static const char *
kind_title(int kind)
{
	static const char *const titles[KINDS] = { [FATE_USED] = "",
		[FATE_SUPERSEDED] = N_("Replaced by a later version"),
		[FATE_LATE] = N_("Received too late"),
		[FATE_DUPLICATE] = N_("Repeat what another file says"),
		[FATE_UNUSABLE] = N_("Without a row that could be used"),
		[MISSING] =
		    N_("The last ones of senders who owe a later one") };

	return _(titles[kind]);
}

static const char *
dataset_of(const struct record_input *input)
{
	return input->dataset == NULL ? "" : input->dataset;
}

static bool
is_kind(const struct record_input *input, int kind)
{
	return kind == MISSING ? record_missing(input) != NULL
			       : record_fate(input) == (enum record_fate)kind;
}

/* Is this input the first of its dataset? */
static bool
is_first(const struct records *r, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (strcmp(dataset_of(&r->inputs[i]),
			dataset_of(&r->inputs[at])) == 0)
			return false;
	return true;
}

/* ---- counting ---- */

struct counts {
	int64_t kinds[KINDS];
};

/* Of each dataset, and behind them of all: the caller's; NULL on failure. */
static struct counts *
count_all(const struct records *r, const struct datasets *d, struct fail *f)
{
	struct counts *counts = memory_array(d->count + 1, sizeof(*counts), f);
	size_t i;
	int kind;

	for (i = 0; counts != NULL && i < r->input_count; i++)
		for (kind = 0; kind < KINDS; kind++) {
			if (!is_kind(&r->inputs[i], kind))
				continue;
			counts[d->of[i]].kinds[kind]++;
			counts[d->count].kinds[kind]++;
		}
	return counts;
}

bool
submissions_any(const struct records *r)
{
	size_t i;

	for (i = 0; i < r->input_count; i++)
		if (!is_kind(&r->inputs[i], FATE_USED) ||
		    is_kind(&r->inputs[i], MISSING))
			return true;
	return false;
}

/* ---- JSON ---- */

static struct json_value *
files_value(const struct records *r, const char *dataset, int kind)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < r->input_count; i++)
		if (strcmp(dataset_of(&r->inputs[i]), dataset) == 0 &&
		    is_kind(&r->inputs[i], kind))
			json_append(list, json_new_text(r->inputs[i].file));
	return list;
}

static struct json_value *
dataset_value(const struct records *r, const char *dataset)
{
	struct json_value *one = json_new_object();
	int64_t files = 0, used = 0;
	size_t i;
	int kind;

	for (i = 0; i < r->input_count; i++) {
		if (strcmp(dataset_of(&r->inputs[i]), dataset) != 0)
			continue;
		files++;
		used += is_kind(&r->inputs[i], FATE_USED);
	}
	json_set(one, "dataset", json_new_text(dataset));
	json_set(one, "files", json_new_integer(files));
	json_set(one, kind_names[FATE_USED], json_new_integer(used));
	for (kind = FATE_USED + 1; kind < KINDS; kind++)
		json_set(one, kind_names[kind], files_value(r, dataset, kind));
	return one;
}

struct json_value *
submissions_value(const struct records *r)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < r->input_count; i++)
		if (is_first(r, i))
			json_append(
			    list, dataset_value(r, dataset_of(&r->inputs[i])));
	return list;
}

/* ---- text ---- */

/* "replaced: 11, late: 2" */
static void
put_kinds(FILE *stream, const struct records *r, enum language language)
{
	char number[FIGURE_TEXT];
	bool any = false;
	int64_t count;
	size_t i;
	int kind;

	for (kind = FATE_USED + 1; kind < KINDS; kind++) {
		count = 0;
		for (i = 0; i < r->input_count; i++)
			count += is_kind(&r->inputs[i], kind);
		if (count == 0)
			continue;
		figure_integer(number, language, count);
		fprintf(stream, "%s%s: %s", any ? ", " : "", kind_head(kind),
		    number);
		any = true;
	}
}

int
submissions_sentence(const struct records *r, enum language language,
    struct page *page, struct fail *f)
{
	char *text = NULL;
	size_t length;
	FILE *stream;
	int status;

	if (!submissions_any(r))
		return 0;
	stream = open_memstream(&text, &length);
	if (stream == NULL)
		return fail_memory(f);
	put_kinds(stream, r, language);
	status = fclose(stream) != 0
		     ? fail_memory(f)
		     : page_printf(page, 0, f, _("Files %s."), text);
	free(text);
	return status;
}

static void
put_row(struct sheet *s, size_t row, const char *stub, int64_t files,
    const struct counts *counts)
{
	int kind;

	s->stubs[row] = stub;
	sheet_count(s, row, 0, files);
	for (kind = 0; kind < KINDS; kind++)
		sheet_count(s, row, 1 + (size_t)kind, counts->kinds[kind]);
}

static int
write_table(const struct records *r, const struct datasets *d,
    const struct counts *counts, enum language language, struct page *page,
    struct fail *f)
{
	struct sheet s;
	size_t i;
	int kind, status;

	status =
	    sheet_open(&s, d->count + (d->count > 1), COLUMNS, language, f);
	if (status == 0) {
		s.table.title = _("Files that were sent");
		s.table.stub_head = _("Dataset");
		s.heads[0] = _("files");
		for (kind = 0; kind < KINDS; kind++)
			s.heads[kind + 1] = kind_head(kind);
		for (i = 0; i < d->count; i++)
			put_row(&s, i, datasets_title(&d->items[i]),
			    d->items[i].files, &counts[i]);
		if (d->count > 1)
			put_row(&s, d->count, _("In all"),
			    (int64_t)r->input_count, &counts[d->count]);
		status = sheet_write(&s, page, f);
	}
	sheet_close(&s);
	return status;
}

/* The name of a file; with what is missing, where something is. */
static int
write_file(const struct record_input *input, int kind, struct page *page,
    struct fail *f)
{
	const struct record_finding *missing = record_missing(input);
	char expected[MESSAGE_TEXT];

	if (kind != MISSING || missing->first_count == 0 ||
	    missing->first[0].expected.format == NULL)
		return page_printf(page, PAGE_HANG, f, "%s", input->file);
	message_print(expected, sizeof(expected), &missing->first[0].expected);
	return page_printf(
	    page, PAGE_HANG, f, _("%s; expected %s"), input->file, expected);
}

/* The files of a dataset of this kind, of which there are so many. */
static int
write_kind(const struct records *r, const struct datasets *d, size_t dataset,
    int kind, int64_t left, struct page *page, struct fail *f)
{
	size_t i, shown = 0;

	if (left == 0)
		return 0;
	page_need(page, 2);
	if (page_printf(page, 0, f, _("%s (%s):"), kind_title(kind),
		datasets_title(&d->items[dataset])) == -1)
		return -1;
	for (i = 0; i < r->input_count && shown < SUBMISSIONS_FIRST; i++) {
		if (d->of[i] != dataset || !is_kind(&r->inputs[i], kind))
			continue;
		if (write_file(&r->inputs[i], kind, page, f) == -1)
			return -1;
		shown++;
		left--;
	}
	return left == 0 ? 0
			 : page_printf(page, PAGE_HANG, f,
			       _("and %lld more; all are in quality.json"),
			       (long long)left);
}

static int
write_all(const struct records *r, const struct datasets *d,
    const struct counts *counts, enum language language, struct page *page,
    struct fail *f)
{
	size_t i;
	int kind;

	if (write_table(r, d, counts, language, page, f) == -1)
		return -1;
	page_blank(page);
	for (i = 0; i < d->count; i++)
		for (kind = FATE_USED + 1; kind < KINDS; kind++)
			if (write_kind(r, d, i, kind, counts[i].kinds[kind],
				page, f) == -1)
				return -1;
	return 0;
}

int
submissions_text(const struct records *r, const struct datasets *d,
    enum language language, struct page *page, struct fail *f)
{
	struct counts *counts;
	int status;

	if (!submissions_any(r))
		return 0;
	counts = count_all(r, d, f);
	status =
	    counts == NULL ? -1 : write_all(r, d, counts, language, page, f);
	free(counts);
	return status;
}

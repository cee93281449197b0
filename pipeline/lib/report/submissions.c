/* submissions - what became of the files that were sent, by dataset */
#include "report/submissions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/wording.h"

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

struct group {
	const char *dataset;
	int64_t files;
	int64_t kinds[KINDS];
};

struct groups {
	size_t count, capacity;
	struct group *items;
};

static struct group *
find_group(struct groups *groups, const char *dataset, struct fail *f)
{
	struct group *group;
	size_t i;

	/* Files are sorted by path: it is mostly the last one. */
	for (i = groups->count; i-- > 0;)
		if (strcmp(groups->items[i].dataset, dataset) == 0)
			return &groups->items[i];
	if (memory_grow(&groups->items, &groups->capacity, groups->count + 1,
		sizeof(*groups->items), f) == -1)
		return NULL;
	group = &groups->items[groups->count++];
	*group = (struct group){ .dataset = dataset };
	return group;
}

static int
count_all(struct groups *groups, const struct records *r, struct fail *f)
{
	struct group *group;
	size_t i;
	int kind;

	for (i = 0; i < r->input_count; i++) {
		group = find_group(groups, dataset_of(&r->inputs[i]), f);
		if (group == NULL)
			return -1;
		group->files++;
		for (kind = 0; kind < KINDS; kind++)
			group->kinds[kind] += is_kind(&r->inputs[i], kind);
	}
	return 0;
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

static void
put_count(char to[FIGURE_TEXT], enum language language, int64_t count)
{
	if (count == 0)
		strcpy(to, WORDING_ZERO);
	else
		figure_integer(to, language, count);
}

/* The table's memory. */
struct filling {
	const char **stubs;
	struct page_cell *cells;
	char (*texts)[FIGURE_TEXT];
};

static int
fill(struct filling *fill, const struct groups *groups, enum language language,
    struct fail *f)
{
	size_t i, at, cells = groups->count * COLUMNS;
	int kind;

	fill->stubs = memory_array(groups->count + 1, sizeof(*fill->stubs), f);
	fill->cells = memory_array(cells + 1, sizeof(*fill->cells), f);
	fill->texts = memory_array(cells + 1, sizeof(*fill->texts), f);
	if (fill->stubs == NULL || fill->cells == NULL || fill->texts == NULL)
		return -1;
	for (i = 0; i < groups->count; i++) {
		at = i * COLUMNS;
		fill->stubs[i] = groups->items[i].dataset;
		put_count(fill->texts[at], language, groups->items[i].files);
		for (kind = 0; kind < KINDS; kind++)
			put_count(fill->texts[at + 1 + (size_t)kind], language,
			    groups->items[i].kinds[kind]);
	}
	for (at = 0; at < cells; at++) {
		fill->cells[at].text = fill->texts[at];
		fill->cells[at].sign = "";
	}
	return 0;
}

static int
write_table(const struct groups *groups, enum language language,
    struct page *page, struct fail *f)
{
	const char *heads[COLUMNS];
	struct page_table table = { .title = _("Files that were sent"),
		.continued = _("(continued)"),
		.subtitle = "",
		.stub_head = _("Dataset"),
		.rows = groups->count,
		.columns = COLUMNS,
		.heads = heads };
	struct filling filling = { NULL, NULL, NULL };
	int kind, status = fill(&filling, groups, language, f);

	heads[0] = _("files");
	for (kind = 0; kind < KINDS; kind++)
		heads[kind + 1] = kind_head(kind);
	if (status == 0) {
		table.stubs = filling.stubs;
		table.cells = filling.cells;
		page_blank(page);
		status = page_table(page, &table, f);
	}
	free(filling.stubs);
	free(filling.cells);
	free(filling.texts);
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

static int
write_kind(const struct records *r, const struct group *group, int kind,
    struct page *page, struct fail *f)
{
	int64_t left = group->kinds[kind];
	size_t i, shown = 0;

	if (left == 0)
		return 0;
	page_need(page, 2);
	if (page_printf(page, 0, f, _("%s (%s):"), kind_title(kind),
		group->dataset) == -1)
		return -1;
	for (i = 0; i < r->input_count && shown < SUBMISSIONS_FIRST; i++) {
		if (strcmp(dataset_of(&r->inputs[i]), group->dataset) != 0 ||
		    !is_kind(&r->inputs[i], kind))
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
write_all(const struct records *r, const struct groups *groups,
    enum language language, struct page *page, struct fail *f)
{
	size_t i;
	int kind;

	if (write_table(groups, language, page, f) == -1)
		return -1;
	page_blank(page);
	for (i = 0; i < groups->count; i++)
		for (kind = FATE_USED + 1; kind < KINDS; kind++)
			if (write_kind(r, &groups->items[i], kind, page, f) ==
			    -1)
				return -1;
	return 0;
}

int
submissions_text(const struct records *r, enum language language,
    struct page *page, struct fail *f)
{
	struct groups groups = { 0, 0, NULL };
	int status = -1;

	if (!submissions_any(r))
		return 0;
	if (count_all(&groups, r, f) == 0)
		status = write_all(r, &groups, language, page, f);
	free(groups.items);
	return status;
}

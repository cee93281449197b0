/* omission - rows of the inputs that are not in a report's figures */
#include "report/omission.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/account.h"
#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/records.h"

#define LINES_MAX INT64_C(1000000000000000) /* sums of them fit easily */

/* One input, from the records of all filters that saw it. */
struct source {
	const char *file;
	int64_t aside, review, lines;
	bool replaced; /* or late */
};

struct reading {
	const struct definition *const *indicators;
	size_t indicator_count;
	const struct json *inputs; /* of plan; NULL: not known */
	const struct json *tables; /* those that are made of datasets */
	struct source *sources;
	size_t count, capacity;
};

static int
get_text(const struct json *object, const char *name, const char **text,
    struct fail *f)
{
	return json_get_text(json_member(object, name), "", text, f);
}

/* The number of lines of a class in a filter's record of an input. */
static int
get_lines(const struct json *node, enum line_class class, int64_t *lines,
    struct fail *f)
{
	const struct json *list = json_member(node, "lines");

	return json_get_integer(json_member(list, line_class_name(class)), 0, 0,
	    LINES_MAX, lines, f);
}

/* ---- which inputs ---- */

/* Is this the dataset, or one that the derived table is made of? */
static int
is_made_of(const struct reading *r, const char *name, const char *dataset,
    bool *made, struct fail *f)
{
	const struct json *table, *datasets;
	const char *text;
	size_t i, k;

	*made = strcmp(name, dataset) == 0;
	for (i = 0; !*made && i < json_count(r->tables); i++) {
		table = json_at(r->tables, i);
		if (get_text(table, "id", &text, f) == -1)
			return -1;
		if (strcmp(text, name) != 0)
			continue;
		datasets = json_member(table, "datasets");
		for (k = 0; !*made && k < json_count(datasets); k++) {
			if (json_get_text(json_at(datasets, k), "", &text, f) ==
			    -1)
				return -1;
			*made = strcmp(text, dataset) == 0;
		}
	}
	return 0;
}

static int
is_counted(
    const struct reading *r, const char *dataset, bool *counted, struct fail *f)
{
	const struct definition *d;
	size_t i;

	*counted = false;
	for (i = 0; !*counted && i < r->indicator_count; i++) {
		d = r->indicators[i];
		if (is_made_of(r, d->numerator.dataset, dataset, counted, f) ==
			-1 ||
		    (!*counted && is_made_of(r, d->denominator.dataset, dataset,
				      counted, f) == -1))
			return -1;
	}
	return 0;
}

/* Add the inputs that plan names and the indicators count. */
static int
add_planned(struct reading *r, struct fail *f)
{
	const char *dataset, *file;
	const struct json *input;
	bool counted;
	size_t i;

	for (i = 0; i < json_count(r->inputs); i++) {
		input = json_at(r->inputs, i);
		if (get_text(input, "dataset", &dataset, f) == -1 ||
		    get_text(input, "file", &file, f) == -1 ||
		    is_counted(r, dataset, &counted, f) == -1)
			return -1;
		if (!counted)
			continue;
		if (memory_grow(&r->sources, &r->capacity, r->count + 1,
			sizeof(*r->sources), f) == -1)
			return -1;
		memset(&r->sources[r->count], 0, sizeof(*r->sources));
		r->sources[r->count++].file = file;
	}
	return 0;
}

/* The input of this name in *source, NULL if it is none of ours. */
static int
find_source(
    struct reading *r, const char *file, struct source **source, struct fail *f)
{
	size_t i;

	*source = NULL;
	for (i = 0; i < r->count; i++)
		if (strcmp(r->sources[i].file, file) == 0)
			*source = &r->sources[i];
	if (*source != NULL || r->inputs != NULL)
		return 0;
	if (memory_grow(&r->sources, &r->capacity, r->count + 1,
		sizeof(*r->sources), f) == -1)
		return -1;
	*source = &r->sources[r->count++];
	memset(*source, 0, sizeof(**source));
	(*source)->file = file;
	return 0;
}

/* ---- records ---- */

static int
add_file(
    struct reading *r, const struct json *node, bool ingest, struct fail *f)
{
	int64_t aside, review, data, superseded, late;
	struct source *source;
	const char *file;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    get_text(node, "file", &file, f) == -1 ||
	    find_source(r, file, &source, f) == -1 ||
	    get_lines(node, LINE_SET_ASIDE, &aside, f) == -1 ||
	    get_lines(node, LINE_UNDER_REVIEW, &review, f) == -1 ||
	    get_lines(node, LINE_DATA, &data, f) == -1 ||
	    get_lines(node, LINE_SUPERSEDED, &superseded, f) == -1 ||
	    get_lines(node, LINE_LATE, &late, f) == -1)
		return -1;
	if (source == NULL)
		return 0;
	source->aside += aside;
	source->review += review;
	/* What later filters left out is among ingest's data. */
	if (ingest)
		source->lines += data + aside + review;
	source->replaced = source->replaced || superseded > 0 || late > 0;
	return 0;
}

static int
add_record(struct reading *r, const struct json *record, struct fail *f)
{
	const struct json *files = json_member(record, "files");
	const char *stage;
	size_t i;

	if (get_text(record, "stage", &stage, f) == -1)
		return -1;
	if (strcmp(stage, "plan") == 0)
		return 0;
	for (i = 0; i < json_count(files); i++)
		if (add_file(r, json_at(files, i), strcmp(stage, "ingest") == 0,
			f) == -1)
			return -1;
	return 0;
}

static int
find_plan(struct reading *r, const struct records *records, struct fail *f)
{
	const struct json *record;
	const char *stage;
	size_t i;

	for (i = 0; i < records->file_count; i++) {
		record = records->files[i].json;
		if (json_expect(record, JSON_KIND_OBJECT, f) == -1 ||
		    get_text(record, "stage", &stage, f) == -1)
			return -1;
		if (strcmp(stage, "plan") != 0)
			continue;
		r->inputs = json_member(record, "inputs");
		r->tables = json_member(record, "tables");
	}
	return add_planned(r, f);
}

int
omission_read(struct omission *o, const char *folder,
    const struct definition *const *indicators, size_t count, struct fail *f)
{
	struct reading r = { .indicators = indicators,
		.indicator_count = count };
	/* Of the reports' own records some may be renewed at this moment. */
	static const char *const suffixes[] = { ".ingest.json", ".clean.json",
		".link.json", ".resolve.json", ".follow.json", "plan.json",
		NULL };
	struct records records = { 0 };
	size_t i;
	int status;

	memset(o, 0, sizeof(*o));
	status = records_read(&records, folder, suffixes, f);
	if (status == 0)
		status = find_plan(&r, &records, f);
	for (i = 0; status == 0 && i < records.file_count; i++)
		status = add_record(&r, records.files[i].json, f);
	for (i = 0; i < r.count; i++) {
		if (r.sources[i].replaced)
			continue;
		o->aside += r.sources[i].aside;
		o->review += r.sources[i].review;
		o->lines += r.sources[i].lines;
	}
	free(r.sources);
	records_close(&records);
	return status;
}

/* ---- what readers are told ---- */

bool
omission_any(const struct omission *o)
{
	return o->aside + o->review > 0;
}

bool
omission_grave(const struct omission *o)
{
	return omission_any(o) &&
	       (double)(o->aside + o->review) > 0.01 * (double)o->lines;
}

char *
omission_note(const struct omission *o, enum language language, struct fail *f)
{
	char aside[FIGURE_TEXT], review[FIGURE_TEXT], *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	figure_integer(aside, language, o->aside);
	figure_integer(review, language, o->review);
	if (stream != NULL) {
		fprintf(stream,
		    _("Rows of the source files are not in the figures: %s "
		      "set aside, %s under review. See the quality report."),
		    aside, review);
		if (fclose(stream) == 0)
			return text;
	}
	free(text);
	(void)fail_memory(f);
	return NULL;
}

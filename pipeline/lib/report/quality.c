/* quality - the quality of the source data as JSON, and its limits */
#include "report/quality.h"

#include <string.h>

#include "base/message.h"
#include "report/figure.h"
#include "report/matching.h"
#include "report/submissions.h"
#include "report/wording.h"

void
quality_sum(const struct records *r, struct quality_sums *sums)
{
	size_t i, k;
	int class;

	memset(sums, 0, sizeof(*sums));
	for (i = 0; i < r->input_count; i++) {
		for (class = 0; class < LINE_CLASSES; class ++)
			sums->lines[class] += r->inputs[i].lines[class];
		sums->total += record_total(&r->inputs[i]);
		sums->read += !r->inputs[i].unread;
		sums->rows.read += r->inputs[i].rows.read;
		sums->rows.aside += r->inputs[i].rows.aside;
		sums->rows.review += r->inputs[i].rows.review;
		for (k = 0; k < r->inputs[i].finding_count; k++)
			if (strcmp(r->inputs[i].findings[k].level, "warning") ==
			    0)
				sums->warnings +=
				    r->inputs[i].findings[k].count;
		if (record_share(&r->inputs[i]) >
		    record_share(&r->inputs[sums->worst]))
			sums->worst = i;
	}
}

int
quality_tolerance(
    const struct records *r, double fallback, double *tolerance, struct fail *f)
{
	const struct json *config = json_member(r->plan, "config");

	return json_get_number(
	    json_member(config, "tolerance"), fallback, 0, 1, tolerance, f);
}

const char *
quality_withheld(const struct records *r)
{
	size_t i;

	for (i = 0; i < r->input_count; i++)
		if (r->inputs[i].withheld && r->inputs[i].finding_count > 0)
			return N_("The figures of some files are protected, so "
				  "what was found there is not quoted here, "
				  "and an ellipsis stands for values that were "
				  "expected. Who made the run reads them in "
				  "the lists aside/*.csv of its work folder "
				  "below build/run/.");
	return NULL;
}

const char *
quality_table_name(const struct record_input *table)
{
	const char *slash = strrchr(table->file, '/');

	return slash == NULL ? table->file : slash + 1;
}

bool
quality_adds_up(const struct record_input *input)
{
	return input->physical == -1 || input->physical == record_total(input);
}

int
quality_check(const struct records *r, double tolerance, struct fail *f)
{
	char share[MESSAGE_PERCENT], limit[MESSAGE_PERCENT];
	const struct record_input *input;
	size_t i;

	for (i = 0; i < r->input_count; i++) {
		input = &r->inputs[i];
		if (!quality_adds_up(input))
			return fail_set(f, FAIL_DATA,
			    _("%s: the file has %lld lines, but its classes "
			      "add up to %lld"),
			    input->file, (long long)input->physical,
			    (long long)record_total(input));
		if (record_share(input) > tolerance)
			return fail_set(f, FAIL_DATA,
			    _("%s: %lld of %lld rows (%s) were set aside, more "
			      "than the tolerance of %s; see the quality "
			      "report"),
			    input->file, (long long)input->rows.aside,
			    (long long)input->rows.read,
			    message_percent(share, record_share(input)),
			    message_percent(limit, tolerance));
	}
	return 0;
}

/* ---- JSON ---- */

static struct json_value *
classes_value(const int64_t lines[LINE_CLASSES])
{
	struct json_value *classes = json_new_object();
	int i;

	for (i = 0; i < LINE_CLASSES; i++)
		if (lines[i] != 0)
			json_set(classes, line_class_name((enum line_class)i),
			    json_new_integer(lines[i]));
	return classes;
}

static struct json_value *
rows_value(const struct record_rows *rows)
{
	struct json_value *one = json_new_object();

	json_set(one, "read", json_new_integer(rows->read));
	json_set(one, "set_aside", json_new_integer(rows->aside));
	json_set(one, "under_review", json_new_integer(rows->review));
	return one;
}

/* In both languages; messages are in one of them when it returns. */
static struct json_value *
message_value(const struct message *m)
{
	char texts[LANGUAGES][MESSAGE_TEXT];
	struct title title;
	int i;

	for (i = 0; i < LANGUAGES; i++) {
		message_language(language_code((enum language)i));
		message_print(texts[i], sizeof(texts[i]), m);
		title.text[i] = texts[i];
	}
	return title_value(&title);
}

static struct json_value *
place_value(const struct record_place *place)
{
	struct json_value *one = json_new_object();

	if (place->line > 0) {
		json_set(one, "line", json_new_integer(place->line));
		json_set(one, "byte", json_new_integer(place->byte));
	}
	if (place->column != NULL)
		json_set(one, "column", json_new_text(place->column));
	if (place->found != NULL)
		json_set(one, "found", json_new_text(place->found));
	if (place->expected.format != NULL)
		json_set(one, "expected", message_value(&place->expected));
	return one;
}

static struct json_value *
finding_value(const struct record_finding *finding)
{
	struct json_value *one = json_new_object(), *first = json_new_array();
	size_t i;

	json_set(one, "stage", json_new_text(finding->stage));
	json_set(one, "level", json_new_text(finding->level));
	json_set(one, "reason", json_new_text(finding->reason));
	if (finding->rule != NULL)
		json_set(one, "rule", json_new_text(finding->rule));
	if (finding->text.text[LANGUAGE_RU] != NULL)
		json_set(one, "text", title_value(&finding->text));
	json_set(one, "count", json_new_integer(finding->count));
	for (i = 0; i < finding->first_count; i++)
		json_append(first, place_value(&finding->first[i]));
	json_set(one, "first", first);
	return one;
}

static struct json_value *
findings_value(const struct record_input *input)
{
	struct json_value *findings = json_new_array();
	size_t i;

	for (i = 0; i < input->finding_count; i++)
		json_append(findings, finding_value(&input->findings[i]));
	return findings;
}

static struct json_value *
input_value(const struct record_input *input, double tolerance)
{
	struct json_value *one = record_value(input);

	json_set(one, "classes", classes_value(input->lines));
	json_set(one, "adds_up", json_new_boolean(quality_adds_up(input)));
	json_set(one, "rows", rows_value(&input->rows));
	json_set(one, "share_set_aside", json_new_number(record_share(input)));
	json_set(one, "within_tolerance",
	    json_new_boolean(record_share(input) <= tolerance));
	json_set(one, "values_withheld", json_new_boolean(input->withheld));
	json_set(one, "findings", findings_value(input));
	return one;
}

/* Findings about tables that were put together. */
static struct json_value *
tables_value(const struct records *r)
{
	struct json_value *list = json_new_array(), *one;
	size_t i;

	for (i = 0; i < r->table_count; i++) {
		one = json_new_object();
		json_set(one, "table",
		    json_new_text(quality_table_name(&r->tables[i])));
		json_set(one, "findings", findings_value(&r->tables[i]));
		json_append(list, one);
	}
	return list;
}

static struct json_value *
notes_value(const struct outline *outline)
{
	struct json_value *notes = json_new_array();
	size_t i;

	for (i = 0; outline != NULL && i < outline->notes.count; i++)
		json_append(notes, title_value(&outline->notes.items[i]));
	return notes;
}

static struct json_value *
sums_value(const struct records *r)
{
	struct json_value *sums = json_new_object();
	struct quality_sums all;

	quality_sum(r, &all);
	json_set(sums, "files", json_new_integer(all.read));
	json_set(sums, "lines", json_new_integer(all.total));
	json_set(sums, "classes", classes_value(all.lines));
	json_set(sums, "rows", rows_value(&all.rows));
	json_set(sums, "warnings", json_new_integer(all.warnings));
	return sums;
}

int
quality_json(const struct records *r, const struct outline *outline,
    double tolerance, FILE *stream, struct fail *f)
{
	struct json_value *root = json_new_object();
	struct json_value *inputs = json_new_array();
	struct title title =
	    wording_title(N_("Quality of the source data"), LANGUAGE_EN);
	const char *withheld = quality_withheld(r);
	size_t i;
	int status;

	if (outline != NULL)
		title = outline->title;
	json_set(root, "kind", json_new_text("quality"));
	json_set(root, "title", title_value(&title));
	json_set(root, "notes", notes_value(outline));
	if (withheld != NULL) {
		title = wording_title(withheld, LANGUAGE_EN);
		json_set(root, "withheld", title_value(&title));
	}
	json_set(root, "tolerance", json_new_number(tolerance));
	json_set(root, "total", sums_value(r));
	for (i = 0; i < r->input_count; i++)
		json_append(inputs, input_value(&r->inputs[i], tolerance));
	json_set(root, "inputs", inputs);
	if (submissions_any(r))
		json_set(root, "submissions", submissions_value(r));
	if (r->match_count > 0)
		json_set(root, "matches", matching_value(r));
	if (r->table_count > 0)
		json_set(root, "tables", tables_value(r));
	status = json_write(root, stream, 2, f);
	json_value_free(root);
	return status;
}

/* findings - what was found in the files of a run */
#include "report/findings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/quality.h"
#include "report/reasons.h"

#define PLACE_INDENT 4
#define INPUT_ROOM 4 /* lines: a name and what begins below it */
/* With no-break spaces: what follows is never alone on its line. */
#define DASH "\302\240–\302\240"

/* A place that stands in all files of a dataset but for its line. */
struct shared {
	size_t dataset;
	const struct record_finding *finding; /* of the first file */
	const struct record_place *place;
	int64_t files, count;
};

struct writer {
	const struct records *records;
	const struct datasets *datasets;
	enum language language;
	struct page *page;
	size_t shared_count, shared_capacity;
	struct shared *shared;
	bool any; /* finding written */
};

/* ---- what is the same in all files of a dataset ---- */

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
same_place(const struct record_place *a, const struct record_place *b)
{
	int i;

	if (!same_text(a->column, b->column) || !same_text(a->found, b->found))
		return false;
	for (i = 0; i < MESSAGE_ARGUMENTS; i++)
		if (!same_text(
			a->expected.arguments[i], b->expected.arguments[i]))
			return false;
	return same_text(a->expected.format, b->expected.format);
}

static bool
same_kind(const struct record_finding *a, const struct record_finding *b)
{
	return strcmp(a->stage, b->stage) == 0 &&
	       strcmp(a->level, b->level) == 0 &&
	       strcmp(a->reason, b->reason) == 0 && same_text(a->rule, b->rule);
}

/* A warning about the columns of a file, not about one of its rows: nobody
 * needs its line. */
static bool
is_about_columns(const struct record_finding *finding)
{
	static const char *const reasons[] = { "extra-label", "missing-label",
		"blank-label", "duplicate-label" };
	size_t i;

	if (strcmp(finding->level, "warning") != 0)
		return false;
	for (i = 0; i < COUNT(reasons); i++)
		if (strcmp(finding->reason, reasons[i]) == 0)
			return true;
	return false;
}

/* Have the columns of this file been seen? */
static bool
is_readable(const struct record_input *input)
{
	size_t i;

	for (i = 0; i < input->finding_count; i++)
		if (reasons_refusal(&input->findings[i]))
			return false;
	return !input->unread;
}

/* How often the place stands in a file. */
static int64_t
count_place(const struct record_input *input,
    const struct record_finding *finding, const struct record_place *place)
{
	const struct record_finding *other;
	int64_t count = 0;
	size_t i, k;

	for (i = 0; i < input->finding_count; i++) {
		other = &input->findings[i];
		if (!same_kind(other, finding))
			continue;
		for (k = 0; k < other->first_count; k++)
			count += same_place(&other->first[k], place);
	}
	return count;
}

static const struct shared *
find_shared(const struct writer *w, size_t dataset,
    const struct record_finding *finding, const struct record_place *place)
{
	const struct shared *one;
	size_t i;

	for (i = 0; i < w->shared_count; i++) {
		one = &w->shared[i];
		if (one->dataset == dataset &&
		    same_kind(one->finding, finding) &&
		    same_place(one->place, place))
			return one;
	}
	return NULL;
}

/* Note the place if it stands in all readable files, and these are several. */
static int
share_place(struct writer *w, size_t dataset,
    const struct record_finding *finding, const struct record_place *place,
    struct fail *f)
{
	const struct records *r = w->records;
	struct shared one = { dataset, finding, place, 0, 0 };
	int64_t count;
	size_t i;

	if (find_shared(w, dataset, finding, place) != NULL)
		return 0;
	for (i = 0; i < r->input_count; i++) {
		if (w->datasets->of[i] != dataset ||
		    !is_readable(&r->inputs[i]))
			continue;
		count = count_place(&r->inputs[i], finding, place);
		if (count == 0)
			return 0;
		one.count += count;
		one.files++;
	}
	if (one.files < 2)
		return 0;
	if (memory_grow(&w->shared, &w->shared_capacity, w->shared_count + 1,
		sizeof(*w->shared), f) == -1)
		return -1;
	w->shared[w->shared_count++] = one;
	return 0;
}

static int
share_input(struct writer *w, size_t dataset, const struct record_input *input,
    struct fail *f)
{
	const struct record_finding *finding;
	size_t i, k;

	for (i = 0; i < input->finding_count; i++) {
		finding = &input->findings[i];
		for (k = 0; k < finding->first_count; k++)
			if (is_about_columns(finding) &&
			    share_place(w, dataset, finding, &finding->first[k],
				f) == -1)
				return -1;
	}
	return 0;
}

/* What all files share stands in the first of them. */
static int
share_all(struct writer *w, struct fail *f)
{
	const struct records *r = w->records;
	size_t i, dataset;

	for (dataset = 0; dataset < w->datasets->count; dataset++) {
		for (i = 0; i < r->input_count; i++)
			if (w->datasets->of[i] == dataset &&
			    is_readable(&r->inputs[i]))
				break;
		if (i < r->input_count &&
		    share_input(w, dataset, &r->inputs[i], f) == -1)
			return -1;
	}
	return 0;
}

/* ---- text ---- */

/* A part of a place, if it is there. */
static void
put_part(FILE *stream, const char *format, const char *text)
{
	if (text == NULL)
		return;
	if (ftell(stream) > 0)
		fputs(", ", stream);
	fprintf(stream, format, text);
}

/* lines: say in which one it is. */
static void
put_place(FILE *stream, const struct record_finding *finding,
    const struct record_place *place, bool lines)
{
	char number[FIGURE_TEXT], expected[MESSAGE_TEXT];

	/* Not grouped: it is looked for in an editor. */
	snprintf(number, sizeof(number), "%" PRId64, place->line);
	if (lines)
		put_part(stream,
		    place->line == 0 ? _("the whole file") : _("line %s"),
		    number);
	put_part(stream, _("column \"%s\""), place->column);
	if (reasons_refusal(finding))
		put_part(stream, "%s", place->found);
	else if (place->found != NULL && *place->found == '\0')
		put_part(stream, "%s", _("found nothing"));
	else
		put_part(stream, _("found \"%s\""), place->found);
	if (place->expected.format != NULL) {
		message_print(expected, sizeof(expected), &place->expected);
		put_part(stream, _("expected %s"), expected);
	}
}

static int
write_place(struct writer *w, const struct record_finding *finding,
    const struct record_place *place, bool lines, struct fail *f)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	int status = 0;

	if (stream == NULL)
		return fail_memory(f);
	put_place(stream, finding, place, lines);
	if (fclose(stream) != 0)
		status = fail_memory(f);
	else
		page_text(
		    w->page, PLACE_INDENT, PLACE_INDENT + PAGE_HANG, text);
	free(text);
	return status;
}

/* What was found, how often: the reason in words, or what the rule says. */
static int
write_reason(struct writer *w, const struct record_finding *finding,
    int64_t count, struct fail *f)
{
	const char *title = reasons_title(finding->reason);
	const char *rule = finding->rule == NULL ? "" : finding->rule;
	const char *text = finding->text.text[w->language];
	char number[FIGURE_TEXT], often[FIGURE_TEXT + sizeof(DASH)];

	figure_integer(number, w->language, count);
	snprintf(often, sizeof(often), DASH "%s", number);
	if (text != NULL)
		return page_printf(w->page, PAGE_HANG, f,
		    _("%s: broken rule \"%s\" (%s, %s, %s)%s"),
		    reasons_fate(finding), text, finding->stage,
		    finding->reason, rule, often);
	return page_printf(w->page, PAGE_HANG, f, "%s: %s (%s%s%s%s%s)%s",
	    reasons_fate(finding), title == NULL ? finding->reason : title,
	    finding->stage, title == NULL ? "" : ", ",
	    title == NULL ? "" : finding->reason, *rule == '\0' ? "" : ", ",
	    rule, often);
}

/* Before the first finding: the heading, and what is withheld. */
static void
write_heading(struct writer *w)
{
	const char *withheld = quality_withheld(w->records);

	page_blank(w->page);
	if (w->any)
		return;
	w->any = true;
	page_heading(
	    w->page, _("What was found, with the first ten places"), '-');
	if (withheld != NULL) {
		page_text(w->page, 0, 0, _(withheld));
		page_blank(w->page);
	}
}

static int
write_shared(struct writer *w, const struct shared *one, struct fail *f)
{
	const struct dataset_group *group = &w->datasets->items[one->dataset];
	char files[FIGURE_TEXT];

	write_heading(w);
	page_need(w->page, INPUT_ROOM);
	figure_integer(files, w->language, one->files);
	if (page_printf(w->page, 0, f,
		ngettext("%s: in %s file", "%s: in %s files",
		    (unsigned long)one->files),
		datasets_title(group), files) == -1 ||
	    write_reason(w, one->finding, one->count, f) == -1)
		return -1;
	return write_place(w, one->finding, one->place, false, f);
}

/* dataset: that of the input, or SIZE_MAX.  What is left of a finding without
 * what its dataset shares. */
static int64_t
count_left(const struct writer *w, size_t dataset,
    const struct record_finding *finding)
{
	int64_t left = finding->count;
	size_t i;

	for (i = 0; i < finding->first_count; i++)
		left -= find_shared(w, dataset, finding, &finding->first[i]) !=
			NULL;
	return left;
}

static int
write_finding(struct writer *w, size_t dataset,
    const struct record_finding *finding, struct fail *f)
{
	int64_t left = count_left(w, dataset, finding);
	size_t i;

	if (left == 0)
		return 0;
	page_need(w->page, 2);
	if (write_reason(w, finding, left, f) == -1)
		return -1;
	for (i = 0; i < finding->first_count; i++)
		if (find_shared(w, dataset, finding, &finding->first[i]) ==
			NULL &&
		    write_place(w, finding, &finding->first[i], true, f) == -1)
			return -1;
	return 0;
}

/* All that was found in a file or a table, if anything. */
static int
write_input(struct writer *w, size_t dataset, const struct record_input *input,
    const char *name, struct fail *f)
{
	int64_t left = 0;
	size_t i;

	for (i = 0; i < input->finding_count; i++)
		left += count_left(w, dataset, &input->findings[i]);
	if (left == 0)
		return 0;
	write_heading(w);
	page_need(w->page, INPUT_ROOM);
	page_text(w->page, 0, PAGE_HANG, name);
	for (i = 0; i < input->finding_count; i++)
		if (write_finding(w, dataset, &input->findings[i], f) == -1)
			return -1;
	return 0;
}

static int
write_all(struct writer *w, struct fail *f)
{
	const struct records *r = w->records;
	size_t i;

	for (i = 0; i < w->shared_count; i++)
		if (write_shared(w, &w->shared[i], f) == -1)
			return -1;
	for (i = 0; i < r->input_count; i++)
		if (write_input(w, w->datasets->of[i], &r->inputs[i],
			r->inputs[i].file, f) == -1)
			return -1;
	for (i = 0; i < r->table_count; i++)
		if (write_input(w, SIZE_MAX, &r->tables[i],
			quality_table_name(&r->tables[i]), f) == -1)
			return -1;
	return 0;
}

int
findings_text(const struct records *r, const struct datasets *d,
    enum language language, struct page *page, struct fail *f)
{
	struct writer w = {
		.records = r, .datasets = d, .language = language, .page = page
	};
	int status = share_all(&w, f);

	if (status == 0)
		status = write_all(&w, f);
	free(w.shared);
	return status;
}

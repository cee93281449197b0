/* quality_text - the quality of the source data as plain text */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/matching.h"
#include "report/page.h"
#include "report/quality.h"
#include "report/quality_text.h"
#include "report/submissions.h"
#include "report/wording.h"

#define PLACE_INDENT 4
/* With no-break spaces: what follows is never alone on its line. */
#define DASH "\302\240–\302\240"

struct writer {
	const struct records *records;
	enum language language;
	double tolerance;
	struct page page;
	struct quality_sums sums;
	bool any; /* finding */
};

static const char *class_title(enum line_class class)
{
	static const char *const titles[LINE_CLASSES] = { [LINE_DATA] =
							      N_("data"),
		[LINE_HEADER] = N_("column heads"),
		[LINE_NUMBERS] = N_("column numbers"),
		[LINE_DIALECT] = N_("separator line"),
		[LINE_TITLE] = N_("titles"),
		[LINE_UNITS] = N_("units"),
		[LINE_TOTAL] = N_("totals"),
		[LINE_NOTE] = N_("notes"),
		[LINE_SECTION] = N_("section heads"),
		[LINE_BLANK] = N_("blank"),
		[LINE_DUPLICATE] = N_("duplicates"),
		[LINE_SUPERSEDED] = N_("replaced by a later version"),
		[LINE_LATE] = N_("received too late"),
		[LINE_OUT_OF_SCOPE] = N_("out of scope"),
		[LINE_UNDER_REVIEW] = N_("under review"),
		[LINE_SET_ASIDE] = N_("set aside") };

	return _(titles[class]);
}

/* The reasons that filters give, in words; another is shown as it is. */
static const char *
reason_title(const char *reason)
{
	static const struct {
		const char *reason, *title;
	} titles[] = { { "type-error", N_("a value of another type") },
		{ "constraint-error", N_("a value that a rule forbids") },
		{ "foreign-key", N_("a name that is in no registry") },
		{ "primary-key",
		    N_("a key that is incomplete or there twice") },
		{ "duplicate-row", N_("a row that is there twice") },
		{ "unique-error", N_("two rows with the same values") },
		{ "row-constraint", N_("a row that a rule forbids") },
		{ "extra-cell", N_("a row with too many cells") },
		{ "missing-cell", N_("a row with too few cells") },
		{ "encoding-error", N_("bytes that are no text") },
		{ "unclosed-quote", N_("a quotation mark that is not closed") },
		{ "unknown-section", N_("an unknown section heading") },
		{ "missing-label", N_("a column that is not in the file") },
		{ "extra-label", N_("a column that the schema does not have") },
		{ "blank-label", N_("a column without a heading") },
		{ "duplicate-label", N_("two columns with one heading") },
		{ "source-error", N_("a file that is no table") },
		{ "checksum-error", N_("check digits that do not fit") },
		{ "missing-submission", N_("a submission that is missing") },
		{ "ambiguous-match", N_("several partners that differ") },
		{ "overlapping-interval",
		    N_("times that overlap where they say the same") },
		{ "empty-join", N_("a table without rows to put together") },
		{ "not-read", N_("a file that was not read") } };
	size_t i;

	for (i = 0; i < COUNT(titles); i++)
		if (strcmp(titles[i].reason, reason) == 0)
			return _(titles[i].title);
	return NULL;
}

/* ---- what matters first ---- */

static int
write_worst(struct writer *w, struct fail *f)
{
	const struct record_input *worst = &w->records->inputs[w->sums.worst];
	char share[FIGURE_TEXT], limit[FIGURE_TEXT];

	figure_percent(limit, w->language, 100 * w->tolerance, 1);
	if (w->sums.rows.aside + w->sums.rows.review == 0)
		return page_printf(&w->page, 0, f, "%s",
		    w->sums.lines[LINE_SET_ASIDE] == 0
			? _("No row had to be set aside or reviewed.")
			: _("Files that could not be read as tables were not "
			    "used; they are named below."));
	if (w->sums.rows.aside == 0)
		return 0;
	figure_percent(share, w->language, 100 * record_share(worst), 1);
	if (page_printf(&w->page, 0, f,
		_("The greatest share of rows set aside is that of %s: %s."),
		worst->file, share) == -1)
		return -1;
	return page_printf(&w->page, 0, f,
	    record_share(worst) > w->tolerance
		? _("This is MORE than the tolerance of %s: the run failed.")
		: _("All files are within the tolerance of %s."),
	    limit);
}

static int
write_sums(struct writer *w, struct fail *f)
{
	char lines[FIGURE_TEXT], total[FIGURE_TEXT];
	const struct record_input *input;
	bool wrong = false;
	size_t i;

	for (i = 0; i < w->records->input_count; i++) {
		input = &w->records->inputs[i];
		if (quality_adds_up(input))
			continue;
		wrong = true;
		figure_integer(lines, w->language, input->physical);
		figure_integer(total, w->language, record_total(input));
		if (page_printf(&w->page, 0, f,
			_("WRONG: %s has %s lines, but its classes add up to "
			  "%s."),
			input->file, lines, total) == -1)
			return -1;
	}
	if (wrong)
		return 0;
	return page_printf(&w->page, 0, f, "%s",
	    _("Every line of every file stands in exactly one class; the "
	      "classes add up to the lines of the file."));
}

static int
write_overview(struct writer *w, struct fail *f)
{
	char files[FIGURE_TEXT], lines[FIGURE_TEXT], data[FIGURE_TEXT],
	    aside[FIGURE_TEXT], review[FIGURE_TEXT], warnings[FIGURE_TEXT];
	int status;

	figure_integer(files, w->language, w->sums.read);
	figure_integer(lines, w->language, w->sums.total);
	figure_integer(data, w->language, w->sums.lines[LINE_DATA]);
	figure_integer(aside, w->language, w->sums.lines[LINE_SET_ASIDE]);
	figure_integer(review, w->language, w->sums.lines[LINE_UNDER_REVIEW]);
	figure_integer(warnings, w->language, w->sums.warnings);
	if (page_printf(&w->page, 0, f,
		_("Files read: %s. Lines: %s, of these data: %s, set aside: "
		  "%s, under review: %s. Warnings: %s."),
		files, lines, data, aside, review, warnings) == -1)
		return -1;
	figure_integer(data, w->language, w->sums.rows.read);
	figure_integer(aside, w->language, w->sums.rows.aside);
	figure_integer(review, w->language, w->sums.rows.review);
	status = page_printf(&w->page, 0, f,
	    _("Rows of data read: %s, set aside: %s, under review: %s."), data,
	    aside, review);
	if (status == -1 || write_worst(w, f) == -1)
		return -1;
	return write_sums(w, f);
}

/* ---- lines by class ---- */

/* The table's memory. */
struct classes {
	size_t count;
	enum line_class classes[LINE_CLASSES];
	const char *heads[LINE_CLASSES + 1];
	const char **stubs;
	struct page_cell *cells;
	char (*texts)[FIGURE_TEXT];
};

static void
put_count(struct classes *c, const struct writer *w, size_t at, int64_t count)
{
	if (count == 0)
		strcpy(c->texts[at], WORDING_ZERO);
	else
		figure_integer(c->texts[at], w->language, count);
	c->cells[at].text = c->texts[at];
	c->cells[at].sign = "";
}

static void
fill_classes(struct classes *c, const struct writer *w)
{
	const struct record_input *input;
	size_t row, i, width = c->count + 1;

	for (row = 0; row < w->records->input_count; row++) {
		input = &w->records->inputs[row];
		c->stubs[row] = input->file;
		put_count(c, w, row * width, record_total(input));
		for (i = 0; i < c->count; i++)
			put_count(c, w, row * width + 1 + i,
			    input->lines[c->classes[i]]);
	}
}

static int
write_classes(struct writer *w, struct fail *f)
{
	struct classes c = { .count = 0 };
	size_t rows = w->records->input_count, cells;
	struct page_table table = { .title = _("Lines of the files by class"),
		.continued = _("(continued)"),
		.subtitle = "",
		.stub_head = _("File"),
		.rows = rows };
	int i, status = -1;

	c.heads[0] = _("lines in all");
	for (i = 0; i < LINE_CLASSES; i++)
		if (w->sums.lines[i] != 0) {
			c.classes[c.count++] = (enum line_class)i;
			c.heads[c.count] = class_title((enum line_class)i);
		}
	cells = rows * (c.count + 1);
	c.stubs = memory_array(rows + 1, sizeof(*c.stubs), f);
	c.cells = memory_array(cells + 1, sizeof(*c.cells), f);
	c.texts = memory_array(cells + 1, sizeof(*c.texts), f);
	if (c.stubs != NULL && c.cells != NULL && c.texts != NULL) {
		fill_classes(&c, w);
		table.columns = c.count + 1;
		table.heads = c.heads;
		table.stubs = c.stubs;
		table.cells = c.cells;
		page_blank(&w->page);
		status = page_table(&w->page, &table, f);
	}
	free(c.stubs);
	free(c.cells);
	free(c.texts);
	return status;
}

/* ---- findings ---- */

/* A part of a place, if it is there. */
static void
put_part(FILE *stream, const char *format, const char *text)
{
	if (text == NULL)
		return;
	fputs(", ", stream);
	fprintf(stream, format, text);
}

/* Is the finding about a file of which no row could be used? */
static bool
is_refusal(const struct record_finding *finding)
{
	return strcmp(finding->reason, "source-error") == 0 ||
	       strcmp(finding->reason, "not-read") == 0;
}

static int
write_place(struct writer *w, const struct record_finding *finding,
    const struct record_place *place, struct fail *f)
{
	char *text = NULL, number[FIGURE_TEXT], expected[MESSAGE_TEXT];
	size_t length = 0;
	FILE *stream;
	int status = 0;

	stream = open_memstream(&text, &length);
	if (stream == NULL)
		return fail_memory(f);
	/* Not grouped: it is looked for in an editor. */
	snprintf(number, sizeof(number), "%" PRId64, place->line);
	if (place->line == 0)
		fputs(_("the whole file"), stream);
	else
		fprintf(stream, _("line %s"), number);
	put_part(stream, _("column \"%s\""), place->column);
	if (is_refusal(finding))
		put_part(stream, "%s", place->found);
	else if (place->found != NULL && *place->found == '\0')
		put_part(stream, "%s", _("found nothing"));
	else
		put_part(stream, _("found \"%s\""), place->found);
	if (place->expected.format != NULL) {
		message_print(expected, sizeof(expected), &place->expected);
		put_part(stream, _("expected %s"), expected);
	}
	if (fclose(stream) != 0)
		status = fail_memory(f);
	else
		page_text(
		    &w->page, PLACE_INDENT, PLACE_INDENT + PAGE_HANG, text);
	free(text);
	return status;
}

/* What became of the rows: a name that link does not know is reviewed, as are
 * rows of two senders that contradict each other, which resolve finds. */
static const char *
fate_title(const struct record_finding *finding)
{
	if (strcmp(finding->level, "warning") == 0)
		return _("warning");
	if (is_refusal(finding))
		return _("file not used");
	if (strcmp(finding->stage, "link") == 0 ||
	    strcmp(finding->stage, "resolve") == 0)
		return _("under review");
	return _("row set aside");
}

/* What was found, how often: the reason in words, or what the rule says. */
static int
write_reason(
    struct writer *w, const struct record_finding *finding, struct fail *f)
{
	const char *title = reason_title(finding->reason);
	const char *rule = finding->rule == NULL ? "" : finding->rule;
	const char *text = finding->text.text[w->language];
	char number[FIGURE_TEXT], count[FIGURE_TEXT + sizeof(DASH)];

	figure_integer(number, w->language, finding->count);
	snprintf(count, sizeof(count), DASH "%s", number);
	if (text != NULL)
		return page_printf(&w->page, PAGE_HANG, f,
		    _("%s: broken rule \"%s\" (%s, %s, %s)%s"),
		    fate_title(finding), text, finding->stage, finding->reason,
		    rule, count);
	return page_printf(&w->page, PAGE_HANG, f, "%s: %s (%s%s%s%s%s)%s",
	    fate_title(finding), title == NULL ? finding->reason : title,
	    finding->stage, title == NULL ? "" : ", ",
	    title == NULL ? "" : finding->reason, *rule == '\0' ? "" : ", ",
	    rule, count);
}

static int
write_finding(
    struct writer *w, const struct record_finding *finding, struct fail *f)
{
	size_t i;

	page_need(&w->page, 2);
	if (write_reason(w, finding, f) == -1)
		return -1;
	for (i = 0; i < finding->first_count; i++)
		if (write_place(w, finding, &finding->first[i], f) == -1)
			return -1;
	return 0;
}

/* All that was found in a file or a table, if anything. */
static int
write_input(struct writer *w, const struct record_input *input,
    const char *name, struct fail *f)
{
	const char *withheld = quality_withheld(w->records);
	size_t i;

	if (input->finding_count == 0)
		return 0;
	page_blank(&w->page);
	if (!w->any) {
		page_heading(&w->page,
		    _("What was found, with the first ten places"), '-');
		if (withheld != NULL) {
			page_text(&w->page, 0, 0, _(withheld));
			page_blank(&w->page);
		}
	}
	w->any = true;
	page_text(&w->page, 0, PAGE_HANG, name);
	for (i = 0; i < input->finding_count; i++)
		if (write_finding(w, &input->findings[i], f) == -1)
			return -1;
	return 0;
}

static int
write_findings(struct writer *w, struct fail *f)
{
	const struct records *r = w->records;
	size_t i;

	for (i = 0; i < r->input_count; i++)
		if (write_input(w, &r->inputs[i], r->inputs[i].file, f) == -1)
			return -1;
	for (i = 0; i < r->table_count; i++)
		if (write_input(w, &r->tables[i],
			quality_table_name(&r->tables[i]), f) == -1)
			return -1;
	return 0;
}

int
quality_text(const struct records *r, const struct outline *outline,
    double tolerance, enum language language, FILE *stream, struct fail *f)
{
	struct writer w = {
		.records = r, .language = language, .tolerance = tolerance
	};
	size_t i;

	page_init(&w.page, stream);
	page_heading(&w.page,
	    outline == NULL ? _("Quality of the source data")
			    : outline->title.text[language],
	    '=');
	page_blank(&w.page);
	if (r->input_count == 0)
		return page_printf(&w.page, 0, f, "%s", _("No file was read."));
	quality_sum(r, &w.sums);
	if (write_overview(&w, f) == -1 || write_classes(&w, f) == -1 ||
	    submissions_text(r, language, &w.page, f) == -1 ||
	    matching_text(r, language, &w.page, f) == -1 ||
	    write_findings(&w, f) == -1)
		return -1;
	if (outline != NULL && outline->notes.count > 0) {
		page_blank(&w.page);
		page_heading(&w.page, _("Notes"), '-');
		for (i = 0; i < outline->notes.count; i++)
			page_text(&w.page, 0, PAGE_HANG,
			    outline->notes.items[i].text[language]);
	}
	return 0;
}

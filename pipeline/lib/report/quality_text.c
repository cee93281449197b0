/* quality_text - the quality of the source data as plain text */
#include "report/quality_text.h"

#include "base/message.h"
#include "report/classes.h"
#include "report/datasets.h"
#include "report/figure.h"
#include "report/findings.h"
#include "report/matching.h"
#include "report/page.h"
#include "report/quality.h"
#include "report/reasons.h"
#include "report/submissions.h"

struct writer {
	const struct records *records;
	enum language language;
	double tolerance;
	struct page page;
	struct quality_sums sums;
	struct datasets datasets;
};

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
		files, lines, data, aside, review, warnings) == -1 ||
	    submissions_sentence(w->records, w->language, &w->page, f) == -1)
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

/* ---- the report ---- */

static void
write_notes(struct writer *w, const struct outline *outline)
{
	size_t i;

	if (outline == NULL || outline->notes.count == 0)
		return;
	page_blank(&w->page);
	page_heading(&w->page, _("Notes"), '-');
	for (i = 0; i < outline->notes.count; i++)
		page_text(&w->page, 0, PAGE_HANG,
		    outline->notes.items[i].text[w->language]);
}

/* What matters first; the lines of each file last. */
static int
write_parts(struct writer *w, const struct outline *outline, struct fail *f)
{
	const struct records *r = w->records;
	const struct datasets *d = &w->datasets;
	enum language language = w->language;
	struct page *page = &w->page;

	quality_sum(r, &w->sums);
	if (write_overview(w, f) == -1 ||
	    submissions_text(r, d, language, page, f) == -1 ||
	    matching_text(r, language, page, f) == -1 ||
	    classes_text(r, d, language, page, f) == -1 ||
	    reasons_text(r, d, language, page, f) == -1 ||
	    findings_text(r, d, language, page, f) == -1)
		return -1;
	write_notes(w, outline);
	return classes_annex(r, d, language, page, f);
}

int
quality_text(const struct records *r, const struct outline *outline,
    double tolerance, enum language language, FILE *stream, struct fail *f)
{
	struct writer w = {
		.records = r, .language = language, .tolerance = tolerance
	};
	int status = -1;

	page_init(&w.page, stream);
	page_heading(&w.page,
	    outline == NULL ? _("Quality of the source data")
			    : outline->title.text[language],
	    '=');
	page_blank(&w.page);
	if (r->input_count == 0)
		return page_printf(&w.page, 0, f, "%s", _("No file was read."));
	if (datasets_open(&w.datasets, r, f) == 0)
		status = write_parts(&w, outline, f);
	datasets_close(&w.datasets);
	return status;
}

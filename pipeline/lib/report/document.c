/* document - a report as plain text for people */
#include "report/document.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/message.h"
#include "report/break_notes.h"
#include "report/comparison_notes.h"
#include "report/figure.h"
#include "report/grid.h"
#include "report/marks.h"
#include "report/methods.h"
#include "report/page.h"
#include "report/publication.h"
#include "report/summary.h"
#include "report/wording.h"

struct document {
	const struct view *view;
	enum language language;
	const struct omission *omission; /* NULL: nothing is to be said */
	struct page page;
	struct marks marks;
};

static void
heading(struct document *d, const char *text)
{
	page_blank(&d->page);
	page_heading(&d->page, text, '-');
}

/* ---- head ---- */

/* 09.10.2002, as dates stand in Russian tables; ISO 8601 in English. */
static void
put_date(char to[DATE_TEXT], enum language language, int32_t day)
{
	int year, month, date;

	date_print(day, to);
	if (language == LANGUAGE_EN)
		return;
	date_to_civil(day, &year, &month, &date);
	snprintf(to, DATE_TEXT, "%02u.%02u.%04u", (unsigned)date % 100,
	    (unsigned)month % 100, (unsigned)year % 10000);
}

static bool
is_year(const char *period)
{
	return strlen(period) == 4 && strspn(period, "0123456789") == 4;
}

static int
write_periods(struct document *d, struct fail *f)
{
	const struct view_axis *period = &d->view->axes[VIEW_PERIOD];
	const char *first = period->codes[0];
	const char *last = period->codes[period->code_count - 1];
	const char *here = period->codes[period->home];
	bool years = is_year(first) && is_year(last);

	if (period->shown_count == 1)
		return page_printf(&d->page, 0, f,
		    years ? _("Year: %s.") : _("Period: %s."), here);
	if (page_printf(&d->page, 0, f,
		years ? _("Years: %s to %s.") : _("Periods: %s to %s."), first,
		last) == -1)
		return -1;
	return strcmp(here, last) == 0
		   ? 0
		   : page_printf(&d->page, 0, f, _("Shown here: %s."), here);
}

/* The first line of all says if the report is not for everybody. */
static int
write_title(struct document *d, struct fail *f)
{
	struct publication restricted;
	bool found = publication_restricted(d->view, &restricted);
	char *reason;

	if (found) {
		page_text(&d->page, 0, 0, publication_heading());
		page_blank(&d->page);
	}
	page_heading(&d->page, d->view->outline->title.text[d->language], '=');
	page_blank(&d->page);
	if (!found)
		return 0;
	reason = publication_reason(d->view, &restricted, d->language, f);
	if (reason == NULL)
		return -1;
	page_text(&d->page, 0, 0, reason);
	page_blank(&d->page);
	free(reason);
	return 0;
}

static int
write_head(struct document *d, const char *release, struct fail *f)
{
	char date[DATE_TEXT];
	int32_t day;

	if (write_title(d, f) == -1 || write_periods(d, f) == -1)
		return -1;
	if (release == NULL)
		return 0;
	if (!date_parse(release, strlen(release), &day))
		return fail_set(f, FAIL_USAGE,
		    _("the release \"%s\" is no date YYYY-MM-DD"), release);
	put_date(date, d->language, day);
	return page_printf(&d->page, 0, f, _("Released: %s."), date);
}

static int
write_common(struct document *d, const struct common *common, struct fail *f)
{
	char *text = common_text(common, d->language, d->view->outline->id, f);

	if (text == NULL)
		return -1;
	page_blank(&d->page);
	page_text(&d->page, 0, 0, text);
	free(text);
	return 0;
}

static int
write_summary(struct document *d, struct fail *f)
{
	const struct outline_titles *summary = &d->view->outline->summary;
	struct common common;
	char *text;
	size_t i;

	if (summary_common(d->view, d->language, &common, f) == -1 ||
	    (common.said && write_common(d, &common, f) == -1))
		return -1;
	for (i = 0; i < summary->count; i++) {
		text = summary_sentence(d->view, d->language, &common,
		    json_at(summary->node, i),
		    summary->items[i].text[d->language], &d->marks.limits, f);
		if (text == NULL)
			return -1;
		page_blank(&d->page);
		page_text(&d->page, 0, 0, text);
		free(text);
	}
	return 0;
}

/* Before the tables if many rows are missing, else among the notes. */
static int
write_omission(struct document *d, struct fail *f)
{
	char *note;

	if (d->omission == NULL || !omission_grave(d->omission))
		return 0;
	note = omission_note(d->omission, d->language, f);
	if (note == NULL)
		return -1;
	page_blank(&d->page);
	page_text(&d->page, 0, 0, note);
	free(note);
	return 0;
}

static int
write_tables(struct document *d, struct fail *f)
{
	const struct outline *o = d->view->outline;
	struct grid grid;
	size_t i;
	int status = 0;

	for (i = 0; status == 0 && i < o->table_count; i++) {
		status = grid_fill(&grid, d->view, &o->tables[i], i + 1,
		    d->language, &d->marks, f);
		if (status == 0) {
			page_blank(&d->page);
			page_blank(&d->page);
			status = page_table(&d->page, &grid.table, f);
		}
		grid_clear(&grid);
	}
	return status;
}

/* ---- signs and notes ---- */

static int
write_status_signs(struct document *d, struct fail *f)
{
	char zero[FIGURE_TEXT];
	int i, status = 0;
	const char *sign;

	if (d->marks.zero)
		status = page_printf(&d->page, 0, f, "%s  %s", WORDING_ZERO,
		    _("a true zero: there is no such case"));
	figure_fixed(zero, d->language, 0, 1);
	for (i = 0; status == 0 && i < OBSERVATION_STATUSES; i++) {
		if (!d->marks.statuses[i])
			continue;
		sign = wording_sign((enum observation_status)i, d->language);
		status = page_printf(&d->page, 0, f, "%s  %s",
		    sign == NULL ? zero : sign,
		    _(wording_status((enum observation_status)i)));
	}
	return status;
}

static int
write_flag_signs(struct document *d, struct fail *f)
{
	char sign[MARK_TEXT];
	unsigned i;

	for (i = 0; i < d->marks.flag_count; i++) {
		mark_sign(sign, i);
		if (page_printf(&d->page, 0, f, "%s %s", sign,
			_(wording_flag(d->marks.flags[i]))) == -1)
			return -1;
	}
	return 0;
}

static bool
any_sign(const struct marks *marks)
{
	int i;

	if (marks->zero || marks->flag_count > 0)
		return true;
	for (i = 0; i < OBSERVATION_STATUSES; i++)
		if (marks->statuses[i])
			return true;
	return false;
}

static int
write_signs(struct document *d, struct fail *f)
{
	if (!any_sign(&d->marks))
		return 0;
	heading(d, _("Signs"));
	if (write_status_signs(d, f) == -1)
		return -1;
	return write_flag_signs(d, f);
}

/* What kinds of intervals do the indicators have? */
static void
find_intervals(const struct view *v, bool *chance, bool *trend, bool *bounds)
{
	const struct definition *d;
	size_t i;

	*chance = *trend = *bounds = false;
	for (i = 0; i < v->indicator_count; i++) {
		d = v->indicators[i];
		if (!d->series)
			*chance = *chance || d->interval.kind != INTERVAL_NONE;
		else {
			*trend = *trend || d->statistics[STATISTIC_TREND];
			*bounds = *bounds || d->numerator.minus != NULL;
		}
	}
}

static const char *
chance_note(const struct marks *marks)
{
	if (marks->limits)
		return _("The counts are complete and have no sampling error. "
			 "The limits of the interval show possible random "
			 "variation under the same conditions and do not "
			 "cover gaps and errors in the data.");
	if (marks->brackets)
		return _("The counts are complete and have no sampling error. "
			 "The interval in brackets shows possible random "
			 "variation under the same conditions and does not "
			 "cover gaps and errors in the data.");
	return _("The counts are complete and have no sampling error, so this "
		 "text gives no intervals. The interval in the CSV and JSON "
		 "files shows possible random variation under the same "
		 "conditions and does not cover gaps and errors in the "
		 "data.");
}

/* The sentences on chance that every report owes its readers. */
static int
write_interval_notes(struct document *d, size_t number, struct fail *f)
{
	const char *notes[3];
	size_t count = 0, i;
	bool chance, trend, bounds;

	find_intervals(d->view, &chance, &trend, &bounds);
	if (chance)
		notes[count++] = chance_note(&d->marks);
	else
		notes[count++] = _("The counts are complete and have no "
				   "sampling error.");
	if (trend)
		notes[count++] =
		    _("The limits of a trend show how well even growth fits "
		      "the years: the further the years are off it, the "
		      "wider they are. They are no forecast and do not cover "
		      "gaps and errors in the data.");
	if (bounds)
		notes[count++] =
		    _("The limits of an approximate level are not limits of "
		      "chance: the true number of people cannot be outside "
		      "them.");
	for (i = 0; i < count; i++)
		if (page_printf(
			&d->page, 0, f, "%zu. %s", ++number, notes[i]) == -1)
			return -1;
	return 0;
}

static int
write_omission_note(struct document *d, size_t *number, struct fail *f)
{
	char *note;
	int status;

	if (d->omission == NULL || omission_grave(d->omission))
		return 0;
	note = omission_note(d->omission, d->language, f);
	if (note == NULL)
		return -1;
	status = page_printf(&d->page, 0, f, "%zu. %s", ++*number, note);
	free(note);
	return status;
}

/* What the comparisons of the report mean. */
static int
write_comparison_notes(struct document *d, size_t *number, struct fail *f)
{
	struct comparison_notes notes = { 0 };
	int status = comparison_notes(d->view, d->language, &notes, f);
	size_t i;

	for (i = 0; status == 0 && i < notes.count; i++)
		status = page_printf(
		    &d->page, 0, f, "%zu. %s", ++*number, notes.items[i]);
	comparison_notes_clear(&notes);
	return status;
}

static int
write_break_notes(struct document *d, size_t *number, struct fail *f)
{
	struct break_notes notes;
	char *text;
	size_t i;
	int status = break_notes_open(&notes, d->view, f);

	for (i = 0; status == 0 && i < notes.count; i++) {
		text = break_note_text(&notes.items[i], d->language, f);
		status = text == NULL ? -1
				      : page_printf(&d->page, 0, f, "%zu. %s",
					    ++*number, text);
		free(text);
	}
	break_notes_clear(&notes);
	return status;
}

static int
write_methods_note(struct document *d, size_t *number, struct fail *f)
{
	char *note = methods_note(d->view, f);
	int status = note == NULL ? -1 : 0;

	if (status == 0 && *note != '\0')
		status =
		    page_printf(&d->page, 0, f, "%zu. %s", ++*number, note);
	free(note);
	return status;
}

static int
write_notes(struct document *d, struct fail *f)
{
	const struct outline *o = d->view->outline;
	size_t number = 0, i;

	heading(d, _("Notes"));
	for (i = 0; i < o->notes.count; i++)
		if (page_printf(&d->page, 0, f, "%zu. %s", ++number,
			o->notes.items[i].text[d->language]) == -1)
			return -1;
	if (write_omission_note(d, &number, f) == -1 ||
	    write_break_notes(d, &number, f) == -1 ||
	    write_comparison_notes(d, &number, f) == -1 ||
	    write_methods_note(d, &number, f) == -1)
		return -1;
	return write_interval_notes(d, number, f);
}

/* ---- definitions and sources ---- */

static int
write_validity(
    struct document *d, const struct definition *indicator, struct fail *f)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	bool open = indicator->from == DEFINITION_ALWAYS;
	bool close = indicator->to == DEFINITION_FOREVER;

	if (!open)
		put_date(from, d->language, indicator->from);
	if (!close)
		put_date(to, d->language, indicator->to);
	if (open && close)
		return 0;
	if (close)
		return page_printf(
		    &d->page, 0, f, _("In force from %s."), from);
	if (open)
		return page_printf(&d->page, 0, f, _("In force until %s."), to);
	return page_printf(
	    &d->page, 0, f, _("In force from %s to %s."), from, to);
}

/* Of a rate: the method, and that of small counts. */
static int
write_methods(struct document *d, const struct interval *interval,
    const char *level, struct fail *f)
{
	const char *method = _(wording_method(interval_main(interval)));
	const char *small = interval_small(interval);
	char below[FIGURE_TEXT];

	if (small == NULL)
		return page_printf(&d->page, 0, f,
		    _("Confidence interval: %s, level %s."), method, level);
	figure_integer(below, d->language, interval->below);
	return page_printf(&d->page, 0, f,
	    interval->kind == INTERVAL_PROPORTION
		? _("Confidence interval: %s; where the denominator is below "
		    "%s, %s. Level %s.")
		: _("Confidence interval: %s; where the numerator is below "
		    "%s, %s. Level %s."),
	    method, below, _(wording_method(small)), level);
}

/* How the limits were computed, if there are any. */
static int
write_interval(
    struct document *d, const struct definition *indicator, struct fail *f)
{
	const struct interval *interval = &indicator->interval;
	char level[FIGURE_TEXT];

	figure_percent(level, d->language, 100 * interval->level, 0);
	if (indicator->comparison != NULL)
		return page_printf(
		    &d->page, 0, f, _("Level of the limits: %s."), level);
	if (interval->kind != INTERVAL_NONE)
		return write_methods(d, interval, level, f);
	if (indicator->series && indicator->statistics[STATISTIC_TREND])
		return page_printf(&d->page, 0, f,
		    _("Limits of the trend: %s, level %s."),
		    _(wording_method(statistic_method(STATISTIC_TREND))),
		    level);
	return 0;
}

static int
write_confidentiality(
    struct document *d, const struct definition *indicator, struct fail *f)
{
	if (indicator->protection == PROTECTION_THRESHOLD)
		return page_printf(&d->page, 0, f, "%s",
		    _("Numbers on few persons are withheld, and so many others "
		      "that they cannot be computed."));
	if (indicator->protection_text.text[d->language] == NULL)
		return 0;
	return page_printf(&d->page, 0, f, _("Confidentiality: %s"),
	    indicator->protection_text.text[d->language]);
}

/* What several indicators may have in common. */
static int
write_terms(
    struct document *d, const struct definition *indicator, struct fail *f)
{
	if (page_printf(&d->page, 0, f, _("Defined by: %s."),
		indicator->source.text[d->language]) == -1 ||
	    write_validity(d, indicator, f) == -1 ||
	    write_interval(d, indicator, f) == -1)
		return -1;
	return write_confidentiality(d, indicator, f);
}

/* The same as a text; NULL on failure. */
static char *
terms_text(const struct document *d, const struct definition *indicator,
    struct fail *f)
{
	struct document scratch = *d;
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	int status;

	if (stream == NULL) {
		(void)fail_memory(f);
		return NULL;
	}
	page_init(&scratch.page, stream);
	status = write_terms(&scratch, indicator, f);
	if (fclose(stream) != 0 && status == 0)
		status = fail_memory(f);
	if (status == 0)
		return text;
	free(text);
	return NULL;
}

/* Of the indicator above, or NULL, the terms are not repeated. */
static int
write_definition(struct document *d, const struct definition *indicator,
    const char *terms, const char *above, struct fail *f)
{
	if (page_printf(&d->page, 0, f, _("%s (definition %s, version %s)."),
		indicator->title.text[d->language], indicator->id,
		indicator->version) == -1 ||
	    page_printf(
		&d->page, 0, f, "%s", indicator->text.text[d->language]) == -1)
		return -1;
	if (above == NULL || strcmp(terms, above) != 0)
		return write_terms(d, indicator, f);
	return page_printf(&d->page, 0, f, "%s",
	    _("Source, validity, limits and confidentiality are those of the "
	      "indicator above."));
}

static int
write_definitions(struct document *d, struct fail *f)
{
	char *above = NULL, *terms;
	int status = 0;
	size_t i;

	heading(d, _("What is measured"));
	for (i = 0; status == 0 && i < d->view->indicator_count; i++) {
		if (i > 0)
			page_blank(&d->page);
		terms = terms_text(d, d->view->indicators[i], f);
		status = terms == NULL
			     ? -1
			     : write_definition(
				   d, d->view->indicators[i], terms, above, f);
		free(above);
		above = terms;
	}
	free(above);
	return status;
}

static int
write_sources(struct document *d, struct fail *f)
{
	const struct outline *o = d->view->outline;
	size_t i;

	heading(d, _("Where the figures come from"));
	for (i = 0; i < o->sources.count; i++)
		if (page_printf(&d->page, 0, f, "%zu. %s", i + 1,
			o->sources.items[i].text[d->language]) == -1)
			return -1;
	return page_printf(&d->page, 0, f,
	    _("All figures with their limits, numerators and denominators: "
	      "%s.csv and %s.json."),
	    o->id, o->id);
}

int
document_write(const struct view *v, enum language language,
    const char *release, const struct omission *omission, FILE *stream,
    struct fail *f)
{
	struct document d = {
		.view = v, .language = language, .marks = MARKS_INIT
	};

	if (omission != NULL && omission_any(omission))
		d.omission = omission;
	page_init(&d.page, stream);
	if (write_head(&d, release, f) == -1 || write_summary(&d, f) == -1 ||
	    write_omission(&d, f) == -1 || write_tables(&d, f) == -1 ||
	    write_signs(&d, f) == -1 || write_notes(&d, f) == -1 ||
	    write_definitions(&d, f) == -1 || write_sources(&d, f) == -1)
		return -1;
	return 0;
}

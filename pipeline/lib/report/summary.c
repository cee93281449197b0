/* summary - sentences of a report, made from its figures */
#include "report/summary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "report/figure.h"
#include "report/remark.h"
#include "report/unit.h"
#include "report/wording.h"

#define NO_BREAK_SPACE "\302\240"

/* A cell of the outline in the observations. */
struct found {
	bool chosen; /* a maximum or a minimum: where it is, is a finding */
	size_t place[VIEW_AXES_MAX];
	struct estimate estimate;
};

struct sentence {
	const struct view *view;
	enum language language;
	const struct json *node;
	const char *template;
	FILE *stream;
	struct found gap; /* the first cell without a number */
	bool has_gap;
	bool abbreviated; /* what was printed last ends in its own period */
	bool limits;      /* a limit of an interval was printed */
	struct remarks remarks;
};

/* A part of the template, not NUL-terminated. */
struct span {
	const char *text;
	size_t length;
};

/* ---- cells ---- */

/* Is this one to be picked rather than those before? */
static bool
is_better(
    enum outline_pick pick, const struct found *one, const struct found *before)
{
	if (pick == PICK_LAST)
		return true;
	return pick == PICK_MAXIMUM
		   ? one->estimate.value > before->estimate.value
		   : one->estimate.value < before->estimate.value;
}

/* The highest, lowest or last value along the cell's axis; the first of equals.
 */
static void
pick_cell(
    const struct view *v, const struct outline_cell *cell, struct found *found)
{
	size_t axis = (size_t)view_axis(v, cell->over), i;
	const struct view_axis *a = &v->axes[axis];
	struct found one = *found;
	bool any = false;

	for (i = 0; i < a->shown_count; i++) {
		if (!view_has_level(v, axis, a->shown[i], &cell->levels))
			continue;
		one.place[axis] = a->shown[i];
		view_get(v, one.place, &one.estimate);
		if (one.estimate.status == OBSERVATION_CONFIDENTIAL &&
		    cell->pick != PICK_LAST) {
			*found = one;
			return;
		}
		if (!observation_published(one.estimate.status))
			continue;
		if (!any || is_better(cell->pick, &one, found))
			*found = one;
		any = true;
	}
	if (!any)
		view_get(v, found->place, &found->estimate);
	if (!any && observation_published(found->estimate.status)) {
		found->estimate.status = OBSERVATION_MISSING;
		found->estimate.reason = REASON_PARTS_MISSING;
	}
}

static int
find_cell(const struct sentence *s, struct span name, struct found *found,
    struct fail *f)
{
	const struct outline_cell *cell =
	    outline_cell(s->view->outline, name.text, name.length);

	if (cell == NULL)
		return json_fail(s->node, f,
		    _("there is no cell \"%.*s\" in \"cells\""),
		    (int)name.length, name.text);
	view_home(s->view, found->place);
	if (view_hold(s->view, found->place, &cell->at, f) == -1)
		return -1;
	found->chosen = cell->pick != PICK_ONE;
	if (!found->chosen)
		view_get(s->view, found->place, &found->estimate);
	else
		pick_cell(s->view, cell, found);
	return 0;
}

/* ---- placeholders ---- */

static int
fail_at(const struct sentence *s, struct span span, struct fail *f)
{
	return json_fail(s->node, f,
	    _("\"{%.*s}\" cannot be understood; see SUMMARY in report(1)"),
	    (int)span.length, span.text);
}

/* Split at the first byte; both sides must be there. */
static bool
split(struct span span, char at, struct span *left, struct span *right)
{
	const char *byte = memchr(span.text, at, span.length);

	if (byte == NULL)
		return false;
	left->text = span.text;
	left->length = (size_t)(byte - span.text);
	right->text = byte + 1;
	right->length = span.length - left->length - 1;
	return left->length > 0 && right->length > 0;
}

static void
note_gap(struct sentence *s, const struct found *found)
{
	if (!s->has_gap)
		s->gap = *found;
	s->has_gap = true;
}

static void
note_absent(
    struct sentence *s, const struct found *found, enum outline_part part)
{
	double number;

	if (!view_part(&found->estimate, part, &number))
		note_gap(s, found);
}

static const struct definition *
definition_of(const struct sentence *s, const struct found *found)
{
	return s->view->indicators[found->place[VIEW_INDICATOR]];
}

/* Print a figure, or the name of a place, and keep what is to be said of it. */
static int
put_figure(struct sentence *s, const struct found *found, const char *text,
    bool number, struct fail *f)
{
	fputs(text, s->stream);
	if (!number && !found->chosen)
		return 0;
	return remarks_add(&s->remarks, text, number, found->place,
	    s->view->axis_count, &found->estimate, f);
}

/* A number to print: a part of a cell, or the difference of two. */
struct amount {
	struct found found;
	enum outline_part part;
	double number;
	bool difference;
	bool absolute; /* without its sign */
};

/* What the number is counted in; the difference of per cents is points. */
static enum unit
unit_of(const struct sentence *s, const struct amount *a)
{
	enum unit unit;

	if (a->part == PART_NUMERATOR || a->part == PART_DENOMINATOR)
		return UNIT_COUNT;
	unit = unit_find(view_unit(s->view, a->found.place));
	return unit == UNIT_PERCENT && a->difference ? UNIT_POINT : unit;
}

static bool
is_count(const struct sentence *s, const struct amount *a)
{
	return unit_of(s, a) == UNIT_COUNT;
}

static bool
is_limit(enum outline_part part)
{
	return part == PART_LOWER || part == PART_UPPER;
}

static int
decimals_of(const struct sentence *s, const struct amount *a)
{
	return a->part == PART_NUMERATOR || a->part == PART_DENOMINATOR
		   ? 0
		   : view_decimals(s->view, a->found.place);
}

/* "66,6 %", "5,4 п.п.", "+3,5 %", "21 946 935" */
static void
print_amount(
    char text[FIGURE_TEXT], const struct sentence *s, const struct amount *a)
{
	double number = a->absolute ? fabs(a->number) : a->number;
	bool sign = !a->absolute && !a->difference &&
		    (a->part == PART_VALUE || is_limit(a->part)) &&
		    view_signed(s->view, a->found.place);

	unit_text(
	    text, s->language, unit_of(s, a), number, decimals_of(s, a), sign);
}

static int
put_amount(struct sentence *s, const struct amount *a, struct fail *f)
{
	char text[FIGURE_TEXT];

	print_amount(text, s, a);
	if (unit_of(s, a) == UNIT_POINT)
		s->abbreviated = s->language == LANGUAGE_RU;
	return put_figure(s, &a->found, text, true, f);
}

static int
put_part(struct sentence *s, const struct found *found, enum outline_part part,
    struct fail *f)
{
	struct amount a = { .found = *found, .part = part };

	if (!view_part(&found->estimate, part, &a.number)) {
		note_gap(s, found);
		return 0;
	}
	if (is_limit(part))
		s->limits = true;
	return put_amount(s, &a, f);
}

static int
put_title(
    struct sentence *s, const struct found *found, size_t axis, struct fail *f)
{
	/* The place of a maximum is unknown when there is none. */
	if (!observation_published(found->estimate.status))
		note_gap(s, found);
	return put_figure(s, found,
	    view_code_title(s->view, axis, found->place[axis], s->language),
	    false, f);
}

static int
put_form(struct sentence *s, const struct found *found, size_t axis,
    struct span form, struct fail *f)
{
	const struct view_axis *a = &s->view->axes[axis];
	char name[32];
	const char *text = NULL;

	if (form.length < sizeof(name)) {
		memcpy(name, form.text, form.length);
		name[form.length] = '\0';
		if (a->registry != NULL)
			text = registry_entry_form(a->registry,
			    (int)found->place[axis], language_code(s->language),
			    name);
	}
	if (text == NULL)
		return json_fail(s->node, f,
		    _("\"%s\" has no form \"%.*s\" in this language; add it "
		      "to the registry"),
		    a->codes[found->place[axis]], (int)form.length, form.text);
	if (!observation_published(found->estimate.status))
		note_gap(s, found);
	return put_figure(s, found, text, false, f);
}

static int
find_axis(const struct view *v, struct span name)
{
	size_t i;

	for (i = 0; i < v->axis_count; i++)
		if (strlen(v->axes[i].name) == name.length &&
		    memcmp(v->axes[i].name, name.text, name.length) == 0)
			return view_axis(v, v->axes[i].name);
	return -1;
}

/* {cell.value}, {cell.axis}, {cell.axis.form} */
static int
put_reference(struct sentence *s, struct span span, struct fail *f)
{
	struct span cell, path, name, form;
	struct found found;
	enum outline_part part;
	int axis;

	if (!split(span, '.', &cell, &path))
		return fail_at(s, span, f);
	if (find_cell(s, cell, &found, f) == -1)
		return -1;
	if (outline_part_find(path.text, path.length, &part) == 0)
		return put_part(s, &found, part, f);
	if (!split(path, '.', &name, &form)) {
		name = path;
		form.length = 0;
	}
	axis = find_axis(s->view, name);
	if (axis == -1)
		return fail_at(s, span, f);
	if (form.length > 0)
		return put_form(s, &found, (size_t)axis, form, f);
	return put_title(s, &found, (size_t)axis, f);
}

/* A cell with one of its five numbers. */
static int
find_number(const struct sentence *s, struct span span, struct found *found,
    enum outline_part *part, struct fail *f)
{
	struct span cell, name;

	if (!split(span, '.', &cell, &name) ||
	    outline_part_find(name.text, name.length, part) == -1)
		return fail_at(s, span, f);
	return find_cell(s, cell, found, f);
}

/* The form at index of "one|few|many". */
static bool
choose_form(struct span forms, int index, struct span *form)
{
	struct span rest = forms, next;

	while (split(rest, '|', form, &next)) {
		if (index-- == 0)
			return true;
		rest = next;
	}
	*form = rest;
	return index == 0;
}

static size_t
count_forms(struct span forms)
{
	size_t i, count = 1;

	for (i = 0; i < forms.length; i++)
		count += forms.text[i] == '|';
	return count;
}

/* |cell.value|: what stands between the bars. */
static bool
strip_bars(struct span *span)
{
	if (span->length <= 2 || span->text[0] != '|' ||
	    span->text[span->length - 1] != '|')
		return false;
	span->text++;
	span->length -= 2;
	return true;
}

/* The difference of a and b; it is no better than the worse of both. */
static int
find_difference(const struct sentence *s, struct span left, struct span right,
    struct amount *a, struct found *other, struct fail *f)
{
	struct found *found = &a->found;
	enum outline_part part;
	double second = 0;

	a->difference = true;
	if (find_number(s, left, found, &a->part, f) == -1 ||
	    find_number(s, right, other, &part, f) == -1)
		return -1;
	if (a->part != part)
		return fail_at(s, left, f);
	(void)view_part(&found->estimate, part, &a->number);
	(void)view_part(&other->estimate, part, &second);
	a->number -= second;
	found->estimate.flags |= other->estimate.flags;
	if (other->estimate.coverage < found->estimate.coverage)
		found->estimate.coverage = other->estimate.coverage;
	return 0;
}

/* cell.value, a.value-b.value, either of them between bars.  What is not
 * there is noted, the number is 0 then. */
static int
find_amount(
    struct sentence *s, struct span span, struct amount *a, struct fail *f)
{
	struct span left, right;
	struct found other;

	memset(a, 0, sizeof(*a));
	a->absolute = strip_bars(&span);
	if (!split(span, '-', &left, &right)) {
		if (find_number(s, span, &a->found, &a->part, f) == -1)
			return -1;
		(void)view_part(&a->found.estimate, a->part, &a->number);
		note_absent(s, &a->found, a->part);
		return 0;
	}
	if (find_difference(s, left, right, a, &other, f) == -1)
		return -1;
	note_absent(s, &a->found, a->part);
	note_absent(s, &other, a->part);
	return 0;
}

/* {cell.numerator:one|few|many} */
static int
put_plural(
    struct sentence *s, struct span number, struct span forms, struct fail *f)
{
	size_t want =
	    s->language == LANGUAGE_RU ? FIGURE_FORMS : FIGURE_FORMS - 1;
	struct amount a;
	struct span form;

	if (find_amount(s, number, &a, f) == -1)
		return -1;
	if (!is_count(s, &a) || a.difference)
		return fail_at(s, number, f);
	if (count_forms(forms) != want ||
	    !choose_form(
		forms, figure_plural(s->language, llround(a.number)), &form))
		return json_fail(s->node, f,
		    _("\"%.*s\" has %zu forms of the word; this language "
		      "has %zu"),
		    (int)forms.length, forms.text, count_forms(forms), want);
	if (put_amount(s, &a, f) == -1)
		return -1;
	fputs(NO_BREAK_SPACE, s->stream);
	fwrite(form.text, 1, form.length, s->stream);
	return 0;
}

/* 0, 1 or 2: the number as it is printed is above, below or equal to zero. */
static int
direction(const struct sentence *s, const struct amount *a)
{
	double scale = pow(10, decimals_of(s, a));

	if (!(round(fabs(a->number) * scale) > 0))
		return 2;
	return a->number > 0 ? 0 : 1;
}

/* {cell.value?* more|* less|the same} */
static int
put_direction(
    struct sentence *s, struct span number, struct span forms, struct fail *f)
{
	struct span form, before, after = { NULL, 0 };
	const char *star;
	struct amount a;

	if (find_amount(s, number, &a, f) == -1)
		return -1;
	a.absolute = true;
	if (count_forms(forms) != 3 ||
	    !choose_form(forms, direction(s, &a), &form))
		return fail_at(s, forms, f);
	star = memchr(form.text, '*', form.length);
	before = form;
	if (star != NULL) {
		before.length = (size_t)(star - form.text);
		after.text = star + 1;
		after.length = form.length - before.length - 1;
	}
	fwrite(before.text, 1, before.length, s->stream);
	if (star == NULL)
		return 0;
	if (put_amount(s, &a, f) == -1)
		return -1;
	s->abbreviated = s->abbreviated && after.length == 0;
	fwrite(after.text, 1, after.length, s->stream);
	return 0;
}

/* The text for the sign of a finding: above, below, or neither; each may be
 * empty. */
static bool
choose_text(struct span texts, unsigned flags, struct span *text)
{
	int want = (flags & FLAG_ABOVE) != 0   ? 0
		   : (flags & FLAG_BELOW) != 0 ? 1
					       : 2;
	const char *bar, *end = texts.text + texts.length;

	if (count_forms(texts) != 3)
		return false;
	text->text = texts.text;
	for (; want > 0; want--)
		text->text = (const char *)memchr(
				 text->text, '|', (size_t)(end - text->text)) +
			     1;
	bar = memchr(text->text, '|', (size_t)(end - text->text));
	text->length = (size_t)((bar == NULL ? end : bar) - text->text);
	return true;
}

/* {cell.flag?above|below|neither} */
static int
put_flag(
    struct sentence *s, struct span name, struct span texts, struct fail *f)
{
	struct found found;
	struct span text;

	if (find_cell(s, name, &found, f) == -1)
		return -1;
	if (!choose_text(texts, found.estimate.flags, &text))
		return fail_at(s, texts, f);
	if (!observation_published(found.estimate.status))
		note_gap(s, &found);
	fwrite(text.text, 1, text.length, s->stream);
	return 0;
}

/* Is it "cell.flag"? */
static bool
is_flag(struct span span, struct span *cell)
{
	struct span part;

	return split(span, '.', cell, &part) && part.length == strlen("flag") &&
	       memcmp(part.text, "flag", part.length) == 0;
}

/* What stands between the braces. */
static int
put_placeholder(struct sentence *s, struct span span, struct fail *f)
{
	struct span left, right, cell;
	struct amount a;

	if (split(span, '?', &left, &right))
		return is_flag(left, &cell) ? put_flag(s, cell, right, f)
					    : put_direction(s, left, right, f);
	if (split(span, ':', &left, &right))
		return put_plural(s, left, right, f);
	if (span.text[0] != '|' && !split(span, '-', &left, &right))
		return put_reference(s, span, f);
	if (find_amount(s, span, &a, f) == -1)
		return -1;
	if (is_limit(a.part))
		s->limits = true;
	return put_amount(s, &a, f);
}

/* The same; one that prints nothing leaves the end of the text as it is. */
static int
put_next(struct sentence *s, struct span span, struct fail *f)
{
	bool abbreviated = s->abbreviated;
	long before = ftell(s->stream);

	s->abbreviated = false;
	if (put_placeholder(s, span, f) == -1)
		return -1;
	if (ftell(s->stream) == before)
		s->abbreviated = abbreviated;
	return 0;
}

static int
put_template(struct sentence *s, struct fail *f)
{
	const char *at = s->template, *end;
	struct span span;

	while (*at != '\0') {
		if (*at != '{' && *at != '}') {
			s->abbreviated = false;
			putc(*at++, s->stream);
		} else if (at[1] == *at) {
			putc(*at, s->stream);
			at += 2;
		} else {
			end = strchr(at, '}');
			if (*at == '}' || end == NULL)
				return json_fail(s->node, f,
				    _("a brace has no partner; write {{ or "
				      "}} for a brace itself"));
			span.text = at + 1;
			span.length = (size_t)(end - at - 1);
			if (put_next(s, span, f) == -1)
				return -1;
			at = end + 1;
			/* «п.п.» closes a sentence too. */
			if (s->abbreviated && *at == '.')
				at++;
		}
	}
	return 0;
}

/* ---- what is said instead ---- */

/* The codes of a cell that are not at home: "Women; Higher". */
static void
put_codes(FILE *stream, const struct sentence *s)
{
	const struct view *v = s->view;
	const char *separator = "";
	size_t i;

	for (i = VIEW_PERIOD; i < v->axis_count; i++) {
		if (!view_has(v, s->gap.place, i) ||
		    (i > VIEW_PERIOD && s->gap.place[i] == v->axes[i].home))
			continue;
		fprintf(stream, "%s%s", separator,
		    view_code_title(v, i, s->gap.place[i], s->language));
		separator = "; ";
	}
}

static int
put_apology(struct sentence *s, struct fail *f)
{
	const struct estimate *gap = &s->gap.estimate;

	(void)f;
	fputs(_("A finding is left out here, for a number that it needs "
		"cannot be given: "),
	    s->stream);
	fprintf(s->stream, "%s (",
	    definition_of(s, &s->gap)->title.text[s->language]);
	put_codes(s->stream, s);
	fprintf(s->stream, "): %s; %s.", _(wording_status(gap->status)),
	    _(wording_reason_of(definition_of(s, &s->gap), gap->reason)));
	return 0;
}

/* What put writes, as a text. */
static char *
collect(struct sentence *s, int (*put)(struct sentence *, struct fail *),
    struct fail *f)
{
	char *text = NULL;
	size_t length = 0;
	int status;

	s->stream = open_memstream(&text, &length);
	if (s->stream == NULL) {
		fail_memory(f);
		return NULL;
	}
	status = put(s, f);
	if (fclose(s->stream) != 0 && status == 0)
		status = fail_memory(f);
	if (status == -1) {
		free(text);
		return NULL;
	}
	return text;
}

/* The sentence and what is to be said of its figures. */
static int
put_sentence(struct sentence *s, struct fail *f)
{
	char *remarks;

	if (put_template(s, f) == -1)
		return -1;
	remarks = remarks_text(&s->remarks, s->language, f);
	if (remarks == NULL)
		return -1;
	fprintf(s->stream, "%s%s", *remarks == '\0' ? "" : " ", remarks);
	free(remarks);
	return 0;
}

/* Of a sentence that is replaced nothing is quoted. */
static int
survey_sentence(struct sentence *s, struct survey *survey, struct fail *f)
{
	char *text = collect(s, put_template, f);
	int status = text == NULL ? -1 : 0;

	if (status == 0 && !s->has_gap)
		status = survey_add(survey, &s->remarks, f);
	free(text);
	remarks_clear(&s->remarks);
	return status;
}

int
summary_common(const struct view *v, enum language language,
    struct common *common, struct fail *f)
{
	const struct outline_titles *summary = &v->outline->summary;
	struct survey survey = { 0 };
	size_t i;
	int status = 0;

	for (i = 0; status == 0 && i < summary->count; i++) {
		struct sentence s = { .view = v,
			.language = language,
			.node = json_at(summary->node, i),
			.template = summary->items[i].text[language] };

		status = survey_sentence(&s, &survey, f);
	}
	survey_common(&survey, common);
	survey_clear(&survey);
	return status;
}

char *
summary_sentence(const struct view *v, enum language language,
    const struct common *common, const struct json *node, const char *template,
    bool *limits, struct fail *f)
{
	struct sentence s = { .view = v,
		.language = language,
		.node = node,
		.template = template,
		.remarks = { .common = common } };
	char *text = collect(&s, put_sentence, f);

	if (text != NULL && s.has_gap) {
		free(text);
		text = collect(&s, put_apology, f);
	} else if (s.limits) {
		*limits = true;
	}
	remarks_clear(&s.remarks);
	return text;
}

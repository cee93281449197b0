/* comparison_notes - what readers must know of the comparisons of a report */
#include "report/comparison_notes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/citation.h"
#include "report/compared.h"
#include "report/figure.h"
#include "report/methods.h"
#include "report/quotes.h"

/* All comparisons of the report at once. */
struct reading {
	const struct view *view;
	const struct definition *definition; /* of which put_subject() tells */
	enum language language;
	struct methods_used used;
	struct comparison_notes *notes;
};

static bool
has(const struct reading *r, enum statistic statistic)
{
	size_t i;

	for (i = 0; i < r->used.count; i++)
		if (r->used.items[i].statistic == statistic)
			return true;
	return false;
}

static bool
has_method(const struct reading *r, const char *method)
{
	size_t i;

	for (i = 0; i < r->used.count; i++)
		if (strcmp(r->used.items[i].method, method) == 0)
			return true;
	return false;
}

static bool
has_funnel(const struct reading *r)
{
	return has(r, STATISTIC_FUNNEL_95) || has(r, STATISTIC_FUNNEL_998);
}

/* Takes the text. */
static int
keep_note(struct comparison_notes *notes, char *text, struct fail *f)
{
	if (memory_grow(&notes->items, &notes->capacity, notes->count + 1,
		sizeof(*notes->items), f) == -1) {
		free(text);
		return -1;
	}
	notes->items[notes->count++] = text;
	return 0;
}

/* A note of what put writes; none if it writes nothing. */
static int
add_note(const struct reading *r, void (*put)(FILE *, const struct reading *),
    struct fail *f)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	if (stream == NULL)
		return fail_memory(f);
	put(stream, r);
	if (fclose(stream) != 0) {
		free(text);
		return fail_memory(f);
	}
	if (length == 0) {
		free(text);
		return 0;
	}
	text = quotes_nest(text, f);
	return text == NULL ? -1 : keep_note(r->notes, text, f);
}

/* A sentence behind those that are there. */
static void
say(FILE *stream, bool said, const char *sentence)
{
	if (said)
		fprintf(stream, "%s%s", ftell(stream) > 0 ? " " : "", sentence);
}

/* The title of a code of the compared dimension. */
static const char *
group_title(
    const struct reading *r, const struct definition *d, const char *code)
{
	const struct registry *registry =
	    view_registry(r->view, compared_dimension(d));
	int entry = registry == NULL ? -1 : registry_find(registry, code);

	return entry == -1 ? code
			   : registry_entry_title(registry, entry, r->language);
}

/* What is compared with what. */
static void
put_subject(FILE *stream, const struct reading *r)
{
	const struct definition *d = r->definition;
	const struct comparison_definition *c = d->comparison;
	const struct definition_dimension *stratum = compared_stratum(d);
	const char *title = d->title.text[r->language];
	const char *of = c->of->title.text[r->language];

	switch (c->kind) {
	case COMPARISON_GROUPS:
		fprintf(stream,
		    _("\"%1$s\": the first group is \"%2$s\", the second "
		      "\"%3$s\", the indicator \"%4$s\"."),
		    title, group_title(r, d, c->group),
		    group_title(r, d, c->with), of);
		break;
	case COMPARISON_PERIODS:
		fprintf(stream,
		    _("\"%1$s\": each period compared with the one before, by the "
		      "indicator \"%2$s\"."),
		    title, of);
		break;
	case COMPARISON_UNITS:
		fprintf(stream,
		    _("\"%1$s\": each entry of \"%2$s\" compared with all "
		      "together, by the indicator \"%3$s\"."),
		    title,
		    view_dimension_title(
			r->view, compared_dimension(d), r->language),
		    of);
		break;
	}
	if (stratum == NULL)
		return;
	putc(' ', stream);
	fprintf(stream, _("Composition is that by \"%s\"."),
	    view_dimension_title(r->view, stratum, r->language));
}

/* How to read the numbers of two groups. */
static void
put_groups(FILE *stream, const struct reading *r)
{
	say(stream, has(r, STATISTIC_DIFFERENCE),
	    _("A difference is the first share less the second, in percentage "
	      "points."));
	say(stream, has(r, STATISTIC_RATIO),
	    _("A ratio is the first share divided by the second."));
	say(stream, has(r, STATISTIC_ODDS_RATIO),
	    _("An odds ratio is the odds of the first group (its people with "
	      "the outcome by those without) divided by the odds of the "
	      "second."));
	say(stream, has(r, STATISTIC_COMMON_ODDS_RATIO),
	    _("The common odds ratio compares like with like: within each part "
	      "that the groups are made up of."));
	say(stream,
	    has(r, STATISTIC_COMPOSITION_PART) || has(r, STATISTIC_RATE_PART),
	    _("The difference has two parts that add up to it: that of "
	      "composition (the groups are made up of different people) and "
	      "that of the shares themselves (they would differ between "
	      "groups made up alike)."));
}

static void
put_funnel(FILE *stream, const struct reading *r)
{
	if (!has_funnel(r))
		return;
	say(stream, true,
	    _("A funnel gives the limits within which the share of a unit of so "
	      "many people varies by chance in 95 and 99.8 cases of 100, if "
	      "the probability is the same as for all together; the fewer "
	      "people, the wider the limits. Within them units should not be "
	      "told apart or put in an order."));
	say(stream, true,
	    _("Of units that chance alone makes differ, about one of 20 still "
	      "lies outside the limits of 95%, and two of 1,000 outside those "
	      "of 99.8%."));
	say(stream,
	    has_method(r, "funnel_additive") ||
		has_method(r, "funnel_multiplicative"),
	    _("Where units vary more than chance makes them, the limits are "
	      "widened."));
}

static void
put_units(FILE *stream, const struct reading *r)
{
	say(stream, has(r, STATISTIC_SHRUNKEN_RATE),
	    _("The shrunken share of a unit is drawn to that of all, the more "
	      "so the fewer people it has, so that small units do not stand "
	      "out by chance."));
	say(stream,
	    has(r, STATISTIC_EXPECTED_RATE) || has(r, STATISTIC_VALUE_ADDED) ||
		has(r, STATISTIC_STANDARDISED_RATIO),
	    _("The expected share is the one that a unit would have if of each "
	      "part of its people as large a share counted as of all "
	      "together."));
	say(stream, has(r, STATISTIC_VALUE_ADDED),
	    _("Value added is the share less the expected one."));
	say(stream, has(r, STATISTIC_STANDARDISED_RATIO),
	    _("The standardised ratio is the number divided by the expected "
	      "one."));
	say(stream, has(r, STATISTIC_STANDARDISED_RATE),
	    _("The standardised share is the one that a unit would have if it "
	      "were made up as all together are."));
	say(stream, has(r, STATISTIC_BETWEEN_UNITS),
	    _("The spread between units is a standard deviation: the shares of "
	      "about two units of three differ from the mean by no more than "
	      "it, chance apart."));
	say(stream, has(r, STATISTIC_POOLED_RATE),
	    _("The pooled share is the mean of the shares of units that allows "
	      "for how much they differ."));
	say(stream, has(r, STATISTIC_HETEROGENEITY),
	    _("Heterogeneity is how much of the variation between units is not "
	      "chance."));
}

/* What an adjustment for the number of tests keeps low. */
enum promise { PROMISE_NONE, PROMISE_SHARE, PROMISE_ANY };

static enum promise
promise_of(const struct definition *d)
{
	enum adjust_method adjust = d->comparison->adjust;

	if (!d->statistics[STATISTIC_P_ADJUSTED])
		return PROMISE_NONE;
	return adjust == ADJUST_BENJAMINI_HOCHBERG ||
		       adjust == ADJUST_BENJAMINI_YEKUTIELI
		   ? PROMISE_SHARE
		   : PROMISE_ANY;
}

static bool
has_test(const struct definition *d)
{
	return d->comparison != NULL &&
	       (d->statistics[STATISTIC_P_VALUE] ||
		   d->statistics[STATISTIC_P_ADJUSTED]);
}

static bool
is_tested(const struct view *v)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (has_test(v->indicators[i]))
			return true;
	return false;
}

static bool
has_same_test(const struct definition *d, const struct definition *other)
{
	return has_test(other) &&
	       fabs(other->interval.level - d->interval.level) < 1e-9 &&
	       promise_of(other) == promise_of(d) &&
	       (promise_of(d) == PROMISE_NONE ||
		   other->comparison->adjust == d->comparison->adjust);
}

/* Is the same said of a comparison further up? */
static bool
is_level_said(const struct view *v, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (has_same_test(v->indicators[at], v->indicators[i]))
			return true;
	return false;
}

/* An item of the list of what is greater than chance explains. */
static void
put_item(FILE *stream, bool first, const char *text)
{
	fprintf(stream, "%s%s",
	    first ? _("When a difference is greater than chance explains: ")
		  : "; ",
	    text);
}

/* What the adjustment is called. */
static const char *
adjustment_title(const struct definition *d)
{
	const char *name = adjust_method_name(d->comparison->adjust);
	const struct citation *citation = citation_find(name);

	return citation == NULL ? name : _(citation->title);
}

/* The level of a test, and what an adjustment promises. */
static void
put_level(FILE *stream, bool first, const struct reading *r,
    const struct definition *d)
{
	static const char *const texts[] = {
		[PROMISE_NONE] =
		    N_("p, not adjusted, is below %1$s (were the probability "
		       "the same, a difference as large or larger would come "
		       "about in less than %2$s of cases)"),
		[PROMISE_SHARE] =
		    N_("p, adjusted for the number of comparisons (%3$s), is "
		       "below %1$s (of all such differences at most %2$s are "
		       "chance, on average)"),
		[PROMISE_ANY] =
		    N_("p, adjusted for the number of comparisons (%3$s), is "
		       "below %1$s (that any of all such differences is "
		       "chance has a probability of at most %2$s)"),
	};
	char share[FIGURE_TEXT], p[FIGURE_TEXT];
	double alpha = 100 * (1 - d->interval.level);
	bool whole = fabs(alpha - round(alpha)) < 1e-9;

	figure_percent(share, r->language, alpha, whole ? 0 : 1);
	figure_fixed(p, r->language, alpha / 100, whole ? 2 : 3);
	put_item(stream, first, "");
	fprintf(stream, _(texts[promise_of(d)]), p, share, adjustment_title(d));
}

static void
put_chance(FILE *stream, const struct reading *r)
{
	const struct view *v = r->view;
	bool first = true;
	size_t i;

	if (r->used.count == 0)
		return;
	fputs(_("The counts are complete, so a difference between them is a "
		"fact; chance concerns only the process behind it."),
	    stream);
	say(stream, is_tested(v),
	    _("p is the probability that chance alone makes a difference as "
	      "large as this or larger."));
	putc(' ', stream);
	for (i = 0; i < v->indicator_count; i++) {
		if (!has_test(v->indicators[i]) || is_level_said(v, i))
			continue;
		put_level(stream, first, r, v->indicators[i]);
		first = false;
	}
	if (has_funnel(r)) {
		put_item(stream, first,
		    _("of a funnel, the share is outside the limits"));
		first = false;
	}
	if (has(r, STATISTIC_VALUE_ADDED)) {
		put_item(stream, first,
		    _("of value added, the interval excludes 0"));
		first = false;
	}
	fputs(first ? "" : ".", stream);
}

static void
put_rounding(FILE *stream, const struct reading *r)
{
	if (has_funnel(r) || has(r, STATISTIC_Z_SCORE) ||
	    has(r, STATISTIC_SHRUNKEN_RATE) || has(r, STATISTIC_POOLED_RATE) ||
	    has(r, STATISTIC_HETEROGENEITY) ||
	    has(r, STATISTIC_OVERDISPERSION) || has(r, STATISTIC_BETWEEN_UNITS))
		fputs(
		    _("What is estimated of all units together (how much they "
		      "vary, their mean) is rounded before it is used, so "
		      "that it tells less of each."),
		    stream);
}

static int
add_notes(struct reading *r, struct fail *f)
{
	static void (*const puts[])(FILE *, const struct reading *) = {
		put_groups, put_funnel, put_units, put_chance, put_rounding
	};
	const struct view *v = r->view;
	size_t i;

	for (i = 0; i < v->indicator_count; i++) {
		r->definition = v->indicators[i];
		if (r->definition->comparison != NULL &&
		    add_note(r, put_subject, f) == -1)
			return -1;
	}
	for (i = 0; i < COUNT(puts); i++)
		if (add_note(r, puts[i], f) == -1)
			return -1;
	return 0;
}

int
comparison_notes(const struct view *v, enum language language,
    struct comparison_notes *notes, struct fail *f)
{
	struct reading r = { .view = v, .language = language, .notes = notes };
	size_t i;
	int status = 0;

	for (i = 0; status == 0 && i < v->indicator_count; i++)
		if (v->indicators[i]->comparison != NULL)
			status = methods_used_add(v, i, &r.used, f);
	if (status == 0)
		status = add_notes(&r, f);
	methods_used_clear(&r.used);
	return status;
}

void
comparison_notes_clear(struct comparison_notes *notes)
{
	size_t i;

	for (i = 0; i < notes->count; i++)
		free(notes->items[i]);
	free(notes->items);
	memset(notes, 0, sizeof(*notes));
}

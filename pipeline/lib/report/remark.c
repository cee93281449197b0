/* remark - what is to be said of figures that are not plain facts */
#include "report/remark.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/wording.h"

/* A revised figure is as good as any: it needs no remark.  That it is unlike
 * others is a finding. */
#define REMARKABLE (~((unsigned)FLAG_REVISED | FLAG_ABOVE | FLAG_BELOW))
#define POINT 0.01 /* of coverage */
#define ROUNDING 1e-9

/* Whether all that is to be said of the figure is said of most. */
static bool
is_common(const struct common *common, const struct estimate *estimate)
{
	return common != NULL && common->said &&
	       (estimate->flags & REMARKABLE) == FLAG_PARTIAL &&
	       estimate->coverage > common->coverage - POINT + ROUNDING;
}

int
remarks_add(struct remarks *r, const char *text, bool number,
    const size_t *place, size_t axes, const struct estimate *estimate,
    struct fail *f)
{
	struct remark *one;

	if ((estimate->flags & REMARKABLE) == 0 ||
	    is_common(r->common, estimate)) {
		r->plain++;
		return 0;
	}
	if (memory_grow(&r->items, &r->capacity, r->count + 1,
		sizeof(*r->items), f) == -1)
		return -1;
	one = &r->items[r->count];
	memset(one, 0, sizeof(*one));
	one->text = memory_text(text, strlen(text), f);
	if (one->text == NULL)
		return -1;
	one->number = number;
	memcpy(one->place, place, axes * sizeof(*place));
	one->flags = estimate->flags & REMARKABLE;
	one->coverage = estimate->coverage;
	r->count++;
	return 0;
}

void
remarks_clear(struct remarks *r)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		free(r->items[i].text);
	free(r->items);
	memset(r, 0, sizeof(*r));
}

/* In per cent as it is shown, rounded down: what is not whole is not called
 * 100 %.  One decimal near both ends. */
static double
shown_coverage(double coverage, int *decimals)
{
	double percent = 100 * coverage, scale;

	*decimals = percent < 1 || percent > 99 ? 1 : 0;
	scale = *decimals == 1 ? 10 : 1;
	return floor(percent * scale + 1e-9) / scale;
}

/* The same is to be said of both. */
static bool
alike(const struct remark *a, const struct remark *b)
{
	int ours, theirs;
	double first = shown_coverage(a->coverage, &ours);
	double second = shown_coverage(b->coverage, &theirs);

	return a->flags == b->flags &&
	       ((a->flags & FLAG_PARTIAL) == 0 ||
		   (ours == theirs && !(first < second || first > second)));
}

/* Does another item name this figure too: the same text further up, or the
 * number of a place that is named? */
static bool
is_named(const struct remarks *r, size_t at)
{
	const struct remark *one = &r->items[at], *other;
	size_t i;

	for (i = 0; i < r->count; i++) {
		other = &r->items[i];
		if (i == at || !alike(one, other))
			continue;
		if (i < at && strcmp(one->text, other->text) == 0)
			return true;
		if (!one->number && other->number &&
		    memcmp(one->place, other->place, sizeof(one->place)) == 0)
			return true;
	}
	return false;
}

static void
put_coverage(FILE *stream, enum language language, double coverage)
{
	char text[FIGURE_TEXT];
	int decimals;
	double percent = shown_coverage(coverage, &decimals);

	figure_percent(text, language, percent, decimals);
	fprintf(stream, _(", coverage %s"), text);
}

static void
put_caveats(FILE *stream, const struct remark *one, enum language language)
{
	const char *separator = "";
	unsigned i;

	for (i = 0; i < OBSERVATION_FLAGS; i++) {
		if (!(one->flags >> i & 1))
			continue;
		fprintf(stream, "%s%s", separator, _(wording_caveat(i)));
		separator = ", ";
		if (1U << i == FLAG_PARTIAL && one->coverage < 1)
			put_coverage(stream, language, one->coverage);
	}
}

/* All figures of which the same is to be said, and what. */
static void
put_group(
    FILE *stream, const struct remarks *r, size_t first, enum language language)
{
	const char *separator = "";
	size_t i;

	for (i = first; i < r->count; i++) {
		if (!alike(&r->items[first], &r->items[i]) || is_named(r, i))
			continue;
		fprintf(stream, "%s%s", separator, r->items[i].text);
		separator = ", ";
	}
	fputs(" – ", stream);
	put_caveats(stream, &r->items[first], language);
}

/* Is there no item like this one further up? */
static bool
is_first(const struct remarks *r, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (alike(&r->items[i], &r->items[at]))
			return false;
	return true;
}

static void
put_groups(FILE *stream, const struct remarks *r, enum language language)
{
	const char *separator = "";
	bool several = r->plain > 0;
	size_t i;

	for (i = 1; i < r->count; i++)
		several = several || is_first(r, i);
	if (!several) {
		put_caveats(stream, &r->items[0], language);
		return;
	}
	for (i = 0; i < r->count; i++) {
		if (!is_first(r, i))
			continue;
		fputs(separator, stream);
		put_group(stream, r, i, language);
		separator = "; ";
	}
}

char *
remarks_text(const struct remarks *r, enum language language, struct fail *f)
{
	char *groups = NULL, *text = NULL;
	size_t length = 0;
	FILE *stream;

	if (r->count == 0)
		return memory_text("", 0, f);
	stream = open_memstream(&groups, &length);
	if (stream != NULL) {
		put_groups(stream, r, language);
		if (fclose(stream) == 0 &&
		    (stream = open_memstream(&text, &length)) != NULL) {
			fprintf(stream, _("Note: %s."), groups);
			if (fclose(stream) == 0) {
				free(groups);
				return text;
			}
		}
	}
	free(groups);
	free(text);
	(void)fail_memory(f);
	return NULL;
}

/* ---- what is said once ---- */

int
survey_add(struct survey *s, const struct remarks *r, struct fail *f)
{
	size_t i;

	s->figures += r->plain + r->count;
	s->sentences++;
	for (i = 0; i < r->count; i++) {
		if (r->items[i].flags != FLAG_PARTIAL)
			continue;
		if (memory_grow(&s->items, &s->capacity, s->count + 1,
			sizeof(*s->items), f) == -1)
			return -1;
		s->items[s->count].coverage = r->items[i].coverage;
		s->items[s->count++].sentence = s->sentences;
	}
	return 0;
}

/* The highest coverage first. */
static int
compare_items(const void *a, const void *b)
{
	double first = ((const struct survey_item *)a)->coverage;
	double second = ((const struct survey_item *)b)->coverage;

	return (first < second) - (first > second);
}

void
survey_common(struct survey *s, struct common *common)
{
	bool several = false;
	size_t i;

	*common = (struct common){ .said = false };
	if (s->count == 0)
		return;
	qsort(s->items, s->count, sizeof(*s->items), compare_items);
	common->coverage = s->items[0].coverage;
	for (i = 1; i < s->count; i++) {
		if (s->items[i].coverage <= common->coverage - POINT + ROUNDING)
			break;
		common->coverage = s->items[i].coverage;
		several =
		    several || s->items[i].sentence != s->items[0].sentence;
	}
	common->said = several && 2 * i > s->figures;
}

void
survey_clear(struct survey *s)
{
	free(s->items);
	memset(s, 0, sizeof(*s));
}

char *
common_text(const struct common *common, enum language language,
    const char *report, struct fail *f)
{
	char coverage[FIGURE_TEXT], *text = NULL;
	size_t length = 0;
	int decimals;
	double percent = shown_coverage(common->coverage, &decimals);
	FILE *stream = open_memstream(&text, &length);

	if (stream != NULL) {
		figure_percent(coverage, language, percent, decimals);
		fprintf(stream,
		    _("The data are incomplete: the figures of this summary "
		      "cover at least %s of what they should, unless a note "
		      "says otherwise. The quality report tells what is "
		      "missing, the column coverage of %s.csv how much of "
		      "each figure."),
		    coverage, report);
		if (fclose(stream) == 0)
			return text;
	}
	free(text);
	(void)fail_memory(f);
	return NULL;
}

void
remark_flags(
    FILE *stream, enum language language, unsigned flags, double lowest)
{
	char coverage[FIGURE_TEXT];
	const char *separator = "";
	int decimals;
	double percent = shown_coverage(lowest, &decimals);
	unsigned i;

	for (i = 0; i < OBSERVATION_FLAGS; i++) {
		if (!(flags >> i & 1))
			continue;
		fprintf(stream, "%s%s", separator, _(wording_caveat(i)));
		separator = ", ";
		if (1U << i != FLAG_PARTIAL || !(lowest < 1))
			continue;
		figure_percent(coverage, language, percent, decimals);
		fprintf(stream, _(", coverage at least %s"), coverage);
	}
}

/*
 * remark.h - what a sentence has to say of figures that are incomplete,
 * provisional, estimated and so on, so that it does not state them as plain
 * facts.
 *
 *	struct remarks remarks = { 0 };
 *	status = remarks_add(&remarks, "75,0 %", true, place, axes, &estimate,
 *	    f);
 *	text = remarks_text(&remarks, LANGUAGE_RU, f);
 *	remarks_clear(&remarks);
 *
 * The text is one sentence, "Note: 75.0% – incomplete data, coverage 50%.";
 * the figures are not named where it holds for all of them.
 *
 * Where most figures of a summary are incomplete, that is said once of all:
 *
 *	struct survey survey = { 0 };
 *	status = survey_add(&survey, &remarks, f);	(of every sentence)
 *	survey_common(&survey, &common);
 *	if (common.said)
 *		text = common_text(&common, LANGUAGE_RU, "id", f);
 *	remarks.common = &common;	(what it covers needs no remark)
 *	survey_clear(&survey);
 */
#ifndef REPORT_REMARK_H
#define REPORT_REMARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/fail.h"
#include "base/language.h"
#include "measure/observation.h"
#include "report/view.h"

/* A figure as it was printed; of a place its name. */
struct remark {
	char *text;
	bool number;
	size_t place[VIEW_AXES_MAX];
	unsigned flags;
	double coverage;
};

/* What is said once: that figures are incomplete, and cover so much at least.
 */
struct common {
	bool said;
	double coverage;
};

struct remarks {
	const struct common *common; /* NULL: nothing is said elsewhere */
	size_t count, capacity;
	struct remark *items; /* of which something is to be said */
	size_t plain;         /* figures of which nothing is */
};

/* text is copied; axes: how many of the place's there are. */
int remarks_add(struct remarks *, const char *text, bool number,
    const size_t *place, size_t axes, const struct estimate *,
    struct fail *) MUST_CHECK;
/* The sentence, "" if nothing is to be said; the caller frees it.  Messages
 * must already be in the language.  NULL on failure. */
char *remarks_text(
    const struct remarks *, enum language, struct fail *) MUST_CHECK;
void remarks_clear(struct remarks *);

/* Of a figure that is incomplete and no more. */
struct survey_item {
	double coverage;
	size_t sentence;
};

/* The figures of the sentences of a summary. */
struct survey {
	size_t figures, sentences;
	size_t count, capacity;
	struct survey_item *items;
};

int survey_add(
    struct survey *, const struct remarks *, struct fail *) MUST_CHECK;
/*
 * The coverage is the lowest of those from the highest one down which lie less
 * than one point below another.  It is said once if more than half of the
 * figures, in two sentences or more, are incomplete and no more and reach it.
 */
void survey_common(struct survey *, struct common *);
void survey_clear(struct survey *);
/* The sentence, which names the CSV of the report; for the caller to free.
 * NULL on failure. */
char *common_text(const struct common *, enum language, const char *report,
    struct fail *) MUST_CHECK;

/* "incomplete data, coverage at least 99%": what holds of all figures that have
 * these flags, in a few words, where lowest is the least coverage. */
void remark_flags(FILE *, enum language, unsigned flags, double lowest);

#endif

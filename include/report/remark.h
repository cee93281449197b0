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
 */
#ifndef REPORT_REMARK_H
#define REPORT_REMARK_H

#include <stdbool.h>
#include <stddef.h>

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

struct remarks {
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

#endif

/*
 * publication.h - whether a report may be published as it is.
 *
 *	struct publication p;
 *	if (publication_restricted(&view, &p)) {
 *		text = publication_reason(&view, &p, LANGUAGE_RU, f);
 *		...	(«Показатель … показан …»)
 *		free(text);
 *	}
 *
 * A report that shows an indicator by a sensitive dimension (sex, disability)
 * together with a place, a unit or any other group that is not known to be as
 * large as a region says little about groups and much about persons: it is
 * headed "Not for publication".
 */
#ifndef REPORT_PUBLICATION_H
#define REPORT_PUBLICATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/view.h"

/* What stands in the JSON of such a report. */
#define PUBLICATION_NOT "not_for_publication"

/* The first indicator for which it is so, and its two dimensions. */
struct publication {
	size_t indicator;
	size_t sensitive, low; /* axes of the view */
};

/*
 * Whether a breakdown of an indicator (all its dimensions, where its
 * definition lists no breakdowns) has a dimension that is "sensitive" and
 * another one whose registry has entries of other levels than total, country,
 * district, region, and status and reason (of outcomes).  An entry without a
 * level is one, unless it has no parent.
 */
bool publication_restricted(const struct view *, struct publication *);
/* The heading; messages must already be in the language. */
const char *publication_heading(void);
/* The reason in a sentence; the caller frees it.  Messages must already be in
 * the language.  NULL on failure. */
char *publication_reason(const struct view *, const struct publication *,
    enum language, struct fail *) MUST_CHECK;

#endif

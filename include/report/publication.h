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
 * It may not, and is headed "Not for publication", when
 * - it shows an indicator by a sensitive dimension (sex, disability) together
 *   with a place, a unit or any other group that is not known to be as large as
 *   a region: that says little about groups and much about persons;
 * - protect withholds cells of an indicator that could be computed, for it
 *   looks at each indicator and at each breakdown by itself: another indicator
 *   under the threshold rule counts in the same dataset, or the indicator is
 *   shown by a group below the region and by something else;
 * - protect withholds cells of a comparison in which what is shown of one is
 *   computed from all: of units, of which there are parameters in common, and
 *   where p are adjusted in the order of all p of a family.
 * What a comparison compares is shown by the dimension that is compared, too;
 * the indicator whose rates it compares says which dimensions are sensitive.
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

enum publication_reason {
	PUBLICATION_SENSITIVE,  /* dimensions: the sensitive and the low one */
	PUBLICATION_INDICATORS, /* other: the indicator of the same persons */
	PUBLICATION_BREAKDOWNS, /* dimensions: the low one and another one */
	PUBLICATION_FAMILY      /* a comparison */
};

/* The first indicator for which it is so. */
struct publication {
	enum publication_reason reason;
	size_t indicator, other;
	const struct definition_dimension *dimensions[2];
};

/*
 * Low is a dimension whose registry has entries of other levels than total,
 * country, district, region, and status and reason (of outcomes).  An entry
 * without a level is one, unless it has no parent.  An indicator without
 * breakdowns is shown by all its dimensions together.
 */
bool publication_restricted(const struct view *, struct publication *);
/* The heading; messages must already be in the language. */
const char *publication_heading(void);
/* The reason in a sentence; the caller frees it.  Messages must already be in
 * the language.  NULL on failure. */
char *publication_reason(const struct view *, const struct publication *,
    enum language, struct fail *) MUST_CHECK;

#endif

/*
 * reasons.h - the rows that were set aside or are under review, by dataset and
 * reason, for the quality report.
 *
 *	printf("%s: %s\n", reasons_fate(finding),
 *	    reasons_title(finding->reason));
 *	status = reasons_text(&records, &datasets, LANGUAGE_RU, &page, f);
 *
 * Messages must already be in the language.
 */
#ifndef REPORT_REASONS_H
#define REPORT_REASONS_H

#include <stdbool.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/datasets.h"
#include "report/page.h"
#include "report/records.h"

/* The reasons that filters give, in words; NULL: another one. */
const char *reasons_title(const char *reason);
/* What became of the rows of a finding. */
const char *reasons_fate(const struct record_finding *);
/* Is the finding about a file of which no row could be used? */
bool reasons_refusal(const struct record_finding *);

/* Of each dataset of which rows were lost their sum, then the reasons; files
 * that were not used at all are not among them.  Nothing if no row was. */
int reasons_text(const struct records *, const struct datasets *, enum language,
    struct page *, struct fail *) MUST_CHECK;

#endif

/*
 * findings.h - what was found in the files of a run, for the quality report.
 *
 *	status = findings_text(&records, &datasets, LANGUAGE_RU, &page, f);
 *
 * What is wrong with the columns of every file of a dataset is said once for
 * the dataset, not for each file.
 */
#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H

#include "base/fail.h"
#include "base/language.h"
#include "report/datasets.h"
#include "report/page.h"
#include "report/records.h"

/* Nothing if nothing was found.  Messages must already be in the language. */
int findings_text(const struct records *, const struct datasets *,
    enum language, struct page *, struct fail *) MUST_CHECK;

#endif

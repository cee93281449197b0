/*
 * submissions.h - what became of the files that were sent, by dataset, for the
 * quality report.
 *
 *	if (submissions_any(&records))
 *		json_set(root, "submissions", submissions_value(&records));
 *	status = submissions_text(&records, &datasets, LANGUAGE_RU, &page, f);
 */
#ifndef REPORT_SUBMISSIONS_H
#define REPORT_SUBMISSIONS_H

#include <stdbool.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "report/datasets.h"
#include "report/page.h"
#include "report/records.h"

/* Files of a dataset that are named, of each fate; quality.json has all. */
#define SUBMISSIONS_FIRST 10

/* Whether there is anything to tell: a file that was replaced, late, repeated
 * or not usable, or a sender of whom a later one is missing. */
bool submissions_any(const struct records *);
/* An object for each dataset: files by fate, and the names of those that are
 * not simply used.  The caller's. */
struct json_value *submissions_value(const struct records *);
/* How many files of each fate there are in all, in one sentence, and table and
 * lists by dataset.  Nothing if there is nothing to tell.  Messages must
 * already be in the language. */
int submissions_sentence(const struct records *, enum language, struct page *,
    struct fail *) MUST_CHECK;
int submissions_text(const struct records *, const struct datasets *,
    enum language, struct page *, struct fail *) MUST_CHECK;

#endif

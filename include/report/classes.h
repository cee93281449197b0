/*
 * classes.h - the physical lines of the inputs by class, for the quality
 * report: datasets in one table, and files in an annex.
 *
 *	status = classes_text(&records, &datasets, LANGUAGE_RU, &page, f);
 *	... all else ...
 *	status = classes_annex(&records, &datasets, LANGUAGE_RU, &page, f);
 *
 * A class that does not occur has no column.  Messages must already be in the
 * language.
 */
#ifndef REPORT_CLASSES_H
#define REPORT_CLASSES_H

#include "base/fail.h"
#include "base/language.h"
#include "report/datasets.h"
#include "report/page.h"
#include "report/records.h"

/* A dataset of more files has no table in the annex; quality.json has all. */
#define CLASSES_FILES_MAX 50

/* Files and lines of each dataset; if there are several, then of all. */
int classes_text(const struct records *, const struct datasets *, enum language,
    struct page *, struct fail *) MUST_CHECK;
/* A table of files for each dataset. */
int classes_annex(const struct records *, const struct datasets *,
    enum language, struct page *, struct fail *) MUST_CHECK;

#endif

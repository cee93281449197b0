/*
 * jsonstat.h - a report as JSON-stat 2.0 (https://json-stat.org/full/).
 *
 *	status = jsonstat_write(&view, LANGUAGE_RU, "2004-06-01", NULL, stream,
 *	    f);
 *
 * A response of class "collection" with an embedded dataset for each set of
 * breakdowns and each indicator that has its dimensions.  Dimensions: period
 * (role time), those of the set in registry order, "metric" (role metric)
 * with value, lower, upper, numerator, denominator.  A dimension that is not
 * in the set is held at its total code (extension.held).
 *
 * JSON-stat has one text per label: `label` is in the given language, the
 * other stands in `extension.label` of the same object as {"ru", "en"}.
 * `status` is an object by cell index with the status names of the CSV, for
 * cells that are not ok.
 */
#ifndef REPORT_JSONSTAT_H
#define REPORT_JSONSTAT_H

#include <stdio.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/omission.h"
#include "report/view.h"

#define JSONSTAT_CELLS_MAX 1000000

/* updated: the date of the release (YYYY-MM-DD), or NULL; what is not in the
 * figures is a note, NULL: not known. */
int jsonstat_write(const struct view *, enum language, const char *updated,
    const struct omission *, FILE *, struct fail *) MUST_CHECK;

#endif

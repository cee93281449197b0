/*
 * matching.h - how the rows of tables that were put together found their
 * partners, for the quality report.
 *
 *	if (records.match_count > 0)
 *		json_set(root, "matches", matching_value(&records));
 *	status = matching_text(&records, LANGUAGE_RU, &page, f);
 */
#ifndef REPORT_MATCHING_H
#define REPORT_MATCHING_H

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "report/page.h"
#include "report/records.h"

/* A list with an object for each match; the caller's. */
struct json_value *matching_value(const struct records *);
/* Heading and table; nothing if no tables were put together.  Messages must
 * already be in the language. */
int matching_text(const struct records *, enum language, struct page *,
    struct fail *) MUST_CHECK;

#endif

/*
 * format.h - the formats of the reports by name.
 *
 *	enum format format;
 *	if (format_find("csv", false, &format, f) == 0)
 *		status = format_view(&view, format, &edition, stream, f);
 */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/omission.h"
#include "report/outline.h"
#include "report/records.h"
#include "report/view.h"

enum format {
	FORMAT_JSON,
	FORMAT_TEXT,
	FORMAT_CSV, /* of observations only */
	FORMAT_RUN, /* of records only */
	FORMAT_TIMING,
	FORMAT_LOSSES
};

/* What a report is written for. */
struct edition {
	enum language language;
	const char *release; /* YYYY-MM-DD, or NULL */
	const char *config;  /* of the run, or NULL */
	const char *see;     /* where losses are told in full, or NULL */
	double tolerance;    /* of rows set aside, 0..1 */
	const struct omission *omission; /* from the figures, or NULL */
};

/* FAIL_USAGE names the formats there are, of records or of observations. */
int format_find(
    const char *name, bool records, enum format *, struct fail *) MUST_CHECK;

int format_view(const struct view *, enum format, const struct edition *,
    FILE *, struct fail *) MUST_CHECK;
/* folder: where the records were read; outline may be NULL. */
int format_records(const struct records *, const struct outline *, enum format,
    const struct edition *, const char *folder, FILE *,
    struct fail *) MUST_CHECK;

#endif

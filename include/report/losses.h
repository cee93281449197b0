/*
 * losses.h - the rows that a run did not count, as one line for the console.
 *
 *	status = losses_text(&records, "reports/latest/quality.ru.txt",
 *	    stdout, f);
 *
 * Rows, not lines: of a line with several cells to count some may be lost.
 */
#ifndef REPORT_LOSSES_H
#define REPORT_LOSSES_H

#include <stdio.h>

#include "base/fail.h"
#include "report/records.h"

/* Nothing when no row was lost.  see: a path for the end of the line, or NULL.
 * Messages must already be in the language (message_language()). */
int losses_text(
    const struct records *, const char *see, FILE *, struct fail *) MUST_CHECK;

#endif

/*
 * delimited.h - the observations of a report as CSV, one a line.
 *
 *	status = delimited_write(&view, stream, f);
 *
 * Columns as in the table of observations (measure/observation.h); RFC 4180
 * with LF line ends; numbers with 15 significant digits and a decimal point;
 * codes, not titles (those are in the JSON and in the registries); empty where
 * there is no value.  A text that a spreadsheet would take for a formula (it
 * begins with = + - @ or a control character) gets an apostrophe before it.
 */
#ifndef REPORT_DELIMITED_H
#define REPORT_DELIMITED_H

#include <stdio.h>

#include "base/fail.h"
#include "report/view.h"

int delimited_write(const struct view *, FILE *, struct fail *) MUST_CHECK;

#endif

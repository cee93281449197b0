/*
 * quality_text.h - the quality of the source data (quality.h) for people.
 *
 *	message_language("ru");
 *	status = quality_text(&records, NULL, 0.05, LANGUAGE_RU, stream, f);
 */
#ifndef REPORT_QUALITY_TEXT_H
#define REPORT_QUALITY_TEXT_H

#include <stdio.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/outline.h"
#include "report/records.h"

/* Messages must already be in the language (message_language()). */
int quality_text(const struct records *, const struct outline *,
    double tolerance, enum language, FILE *, struct fail *) MUST_CHECK;

#endif

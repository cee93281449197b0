/*
 * document.h - a report as plain text for people.
 *
 *	status = document_write(&view, LANGUAGE_RU, "2004-06-01", NULL, stream,
 *	    f);
 *
 * Title, summary, tables, the meaning of the signs, notes, the definitions in
 * words, where the figures come from.  Messages must already be in the
 * language (message_language()).
 */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H

#include <stdio.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/omission.h"
#include "report/view.h"

/* release: its date (YYYY-MM-DD), or NULL; what is not in the figures, or
 * NULL if that is not known. */
int document_write(const struct view *, enum language, const char *release,
    const struct omission *, FILE *, struct fail *) MUST_CHECK;

#endif

/*
 * wording.h - what statuses, reasons and flags are called and which signs
 * they have in tables.
 *
 *	puts(_(wording_status(OBSERVATION_MISSING)));
 *	struct title both = wording_title(
 *	    wording_status(OBSERVATION_MISSING), LANGUAGE_RU);
 */
#ifndef REPORT_WORDING_H
#define REPORT_WORDING_H

#include "base/language.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "report/outline.h"

/* Program texts, not yet translated: pass them through _(). */
const char *wording_status(enum observation_status);
const char *wording_reason(enum observation_reason);
/* The same of a number of this indicator: a comparison has no sum. */
const char *wording_reason_of(
    const struct definition *, enum observation_reason);
const char *wording_flag(unsigned index);
/* The same in few words, for a sentence. */
const char *wording_caveat(unsigned index);
const char *wording_part(enum outline_part);
/* The same with its unit, for the head of a column. */
const char *wording_part_head(enum outline_part, const char *unit);
/* A unit behind the title in a head: "%", "people", "colleges", ...; "" of a
 * pure number; already translated. */
const char *wording_unit(const char *unit);
/* What the definition itself calls the part, or NULL. */
const struct title *wording_part_title(
    const struct definition *, enum outline_part);
/* The name of a method (report/citation.h), or else what it is called in the
 * observations. */
const char *wording_method(const char *method);

/* Both translations of a program text; messages are in the language `after`
 * when it returns. */
struct title wording_title(const char *text, enum language after);

/*
 * The sign of a status in a table, as the statistical offices of the CIS use
 * them: x not applicable, ... missing, (c) confidential; NULL for a status
 * with a number.
 */
const char *wording_sign(enum observation_status, enum language);
/* A true zero. */
#define WORDING_ZERO "\342\200\223"

#endif

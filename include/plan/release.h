/*
 * release.h - the name of a release: a date, never that of a file.
 *
 *	char release[DATE_TEXT];
 *	if (release_date(config, inputs, getenv("SOURCE_DATE_EPOCH"), release,
 *	        f) == 0) ...
 */
#ifndef PLAN_RELEASE_H
#define PLAN_RELEASE_H

#include "base/date.h"
#include "base/fail.h"
#include "plan/config.h"
#include "plan/inputs.h"

/*
 * The config's "release"; else the day (UTC) of epoch, seconds since
 * 1970-01-01 as text, unless it is NULL or empty; else the newest date on
 * which a submission was received, as the schemas or file names state it,
 * up to the cut-off.  With none of them the config is bad (FAIL_USAGE).
 */
int release_date(const struct config *, const struct inputs *,
    const char *epoch, char release[DATE_TEXT], struct fail *) MUST_CHECK;
/*
 * The day up to which persons are followed in a dataset, by index: the config's
 * "until"; else the cut-off; else the newest date on which a submission to this
 * dataset was received.  With none of them the config is bad (FAIL_USAGE).
 */
int release_until(const struct config *, const struct inputs *, size_t dataset,
    char until[DATE_TEXT], struct fail *) MUST_CHECK;

#endif

/*
 * config_breaks.h - the breaks that a config declares concern its indicators.
 *
 *	if (config_check_breaks(c, f) == -1)
 *		return -1;
 *
 * Failures (FAIL_USAGE) name the file and the JSON Pointer of the name.
 */
#ifndef PLAN_CONFIG_BREAKS_H
#define PLAN_CONFIG_BREAKS_H

#include "base/fail.h"
#include "plan/config.h"

/* Every break is one of an indicator; indicators, dimensions and codes that it
 * names are there.  Lets the definitions know the breaks. */
int config_check_breaks(const struct config *, struct fail *) MUST_CHECK;

#endif

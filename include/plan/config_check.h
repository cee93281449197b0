/*
 * config_check.h - the names by which the parts of a config refer to each
 * other all lead somewhere.
 *
 *	if (config_check_fields(c, f) == -1 ||
 *	    config_check_tables(c, f) == -1 ||
 *	    config_check_indicators(c, f) == -1)
 *		return -1;
 *
 * Failures (FAIL_USAGE) name the file and the JSON Pointer of the name.
 */
#ifndef PLAN_CONFIG_CHECK_H
#define PLAN_CONFIG_CHECK_H

#include "base/fail.h"
#include "plan/config.h"

/* The registries that fields of datasets refer to. */
int config_check_fields(const struct config *, struct fail *) MUST_CHECK;
/* Datasets and columns of derived tables; makes the config's sources and says
 * which datasets are partitioned by person, and by which field. */
int config_check_tables(struct config *, struct fail *) MUST_CHECK;
/* Datasets, columns and registries of the indicators. */
int config_check_indicators(const struct config *, struct fail *) MUST_CHECK;

#endif

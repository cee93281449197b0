/*
 * run.h - the run itself, from its records: run.json (what went in, by which
 * programs, how many rows at every stage) and timing.json (how long it took;
 * the only output in which times stand).
 *
 *	status = run_json(&records, "config.json", stream, f);
 *	status = run_timing("build/work/records", stream, f);
 */
#ifndef REPORT_RUN_H
#define REPORT_RUN_H

#include <stdio.h>

#include "base/fail.h"
#include "report/records.h"

/*
 * config: the run's config file, whose hash and content are recorded; NULL:
 * what the plan's record says of it.  Records of the stage "report" are left
 * out, for the run's own reports may be written at the same time.  Rows of
 * partitions are added up, and their records count as one, so that the number
 * of partitions does not show.
 */
int run_json(const struct records *, const char *config, FILE *,
    struct fail *) MUST_CHECK;

/* From all RECORD.timing files below the folder. */
int run_timing(const char *folder, FILE *, struct fail *) MUST_CHECK;

#endif

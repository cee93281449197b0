/*
 * stages_report.h - the recipes from cubes to what is published.
 *
 *	for (i = 0; i < r->c->report_count; i++)
 *		if (!r->c->reports[i].quality && plan_forms(r, i, f) == -1)
 *			return -1;
 *	return plan_run(r, f);
 */
#ifndef PLAN_STAGES_REPORT_H
#define PLAN_STAGES_REPORT_H

#include "base/fail.h"
#include "plan/stages_part.h"

/* One report: measure | protect, then report in every form and language. */
int plan_forms(struct stages *, size_t report, struct fail *) MUST_CHECK;
/* The reports about the inputs and the run, which come after all others. */
int plan_run(struct stages *, struct fail *) MUST_CHECK;

#endif

/*
 * stages_end.h - the scripts that a run calls at its end.
 *
 *	if (write_publish(r, f) == -1 || write_losses(r, f) == -1 ||
 *	    write_failed(r, f) == -1)
 *		return -1;
 */
#ifndef PLAN_STAGES_END_H
#define PLAN_STAGES_END_H

#include "base/fail.h"
#include "plan/stages_part.h"

/* What comes at the end: PUBLISH out OUTPUT RELEASE. */
int write_publish(const struct stages *, struct fail *) MUST_CHECK;
/* After a run that published: what it did not count, in a line. */
int write_losses(const struct stages *, struct fail *) MUST_CHECK;
/* After a run that failed: the quality report of what there is, beside out/,
 * for what stands in it is published.  That the data are bad was said. */
int write_failed(const struct stages *, struct fail *) MUST_CHECK;

#endif

/*
 * comparison_pooled.h - the part of measure/comparison_units.h that takes all
 * units as one: pooled_rate and heterogeneity.
 *
 *	if (comparison_pooled(&task, f) == -1)
 *		return -1;
 */
#ifndef MEASURE_COMPARISON_POOLED_H
#define MEASURE_COMPARISON_POOLED_H

#include "measure/comparison_task.h"

/* Writes what is wanted of these.  Returns 0, or -1 when there is no memory. */
int comparison_pooled(const struct comparison_task *, struct fail *) MUST_CHECK;

#endif

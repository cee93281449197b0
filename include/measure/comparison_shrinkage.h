/*
 * comparison_shrinkage.h - the part of measure/comparison_units.h that draws
 * the rates of small units to the mean: shrunken_rate.
 *
 *	if (comparison_shrinkage(&task, f) == -1)
 *		return -1;
 */
#ifndef MEASURE_COMPARISON_SHRINKAGE_H
#define MEASURE_COMPARISON_SHRINKAGE_H

#include "measure/comparison_task.h"

/* Writes it if it is wanted.  Returns 0, or -1 when there is no memory. */
int comparison_shrinkage(
    const struct comparison_task *, struct fail *) MUST_CHECK;

#endif

/*
 * comparison_standard.h - the part of measure/comparison_units.h that makes
 * units with unlike people comparable: expected_rate, value_added,
 * standardised_ratio, standardised_rate.
 *
 *	if (comparison_standard(&task, f) == -1)
 *		return -1;
 */
#ifndef MEASURE_COMPARISON_STANDARD_H
#define MEASURE_COMPARISON_STANDARD_H

#include "measure/comparison_task.h"

/* Writes what is wanted of these.  Returns 0, or -1 when there is no memory. */
int comparison_standard(
    const struct comparison_task *, struct fail *) MUST_CHECK;

#endif

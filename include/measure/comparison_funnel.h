/*
 * comparison_funnel.h - the part of measure/comparison_units.h that tells units
 * from chance: funnel_95, funnel_998, z_score, p_value, p_adjusted, and of all
 * overdispersion and between_units.
 *
 *	if (comparison_funnel(&task, f) == -1)
 *		return -1;
 */
#ifndef MEASURE_COMPARISON_FUNNEL_H
#define MEASURE_COMPARISON_FUNNEL_H

#include "measure/comparison_task.h"

/* Writes what is wanted of these.  Returns 0, or -1 when there is no memory. */
int comparison_funnel(const struct comparison_task *, struct fail *) MUST_CHECK;

#endif

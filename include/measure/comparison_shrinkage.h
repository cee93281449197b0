/*
 * comparison_shrinkage.h - the part of measure/comparison_units.h that draws
 * the rates of small units to the mean: shrunken_rate.
 *
 *	comparison_shrinkage(&task);
 */
#ifndef MEASURE_COMPARISON_SHRINKAGE_H
#define MEASURE_COMPARISON_SHRINKAGE_H

#include "measure/comparison_task.h"

/* Writes it if it is wanted. */
void comparison_shrinkage(const struct comparison_task *);

#endif

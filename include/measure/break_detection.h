/*
 * break_detection.h - breaks of a series that nobody has declared.
 *
 *	struct level levels[100] = { ... };
 *	if (break_detection_mark(levels, 100, f) == 0 && levels[28].detected)
 *		printf("a new series begins in %d\n", levels[28].year);
 *
 * A definition asks for them by "detect_breaks".  They are found with all years
 * that are there: a later year may bring a break to light.
 */
#ifndef MEASURE_BREAK_DETECTION_H
#define MEASURE_BREAK_DETECTION_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/levels.h"

/*
 * Look for breaks (trends_breaks()) in every stretch of at least
 * TRENDS_BREAK_MIN consecutive years whose levels are above 0 and not
 * approximate, and in which no break is declared.  Sets `detected` of all
 * levels.  Fails when memory ends.
 */
int break_detection_mark(
    struct level *levels, size_t count, struct fail *) MUST_CHECK;

#endif

/*
 * levels.h - the statistics of one cell of a series, from its levels in order
 * of the years.
 *
 *	struct level levels[] = { before, now };	(100, 110)
 *	struct estimate growth;
 *	levels_statistic(levels, 1, STATISTIC_GROWTH_RATE, 0.95, 1, &growth, f);
 *	(110 %, 110 of 100)
 *
 * A level that has no number has no statistics either: they are missing
 * (not_supplied) where it is missing, else as it is.  Those that compare with
 * the year before are not applicable where there is no earlier level
 * (no_earlier_period), into a break (break, detected_break), where the year
 * before is not in the data (period_gap), and where either level is known by
 * bounds only (approximate_level).  A cell that is empty for certain counts as 0: there is
 * a change from and to it, but no growth (zero_base).
 *
 * Compound growth is that since the first level with a number (no gap
 * matters).  The trends (measure/growth.h, measure/trends.h) are those of all
 * levels since: at least three (too_few_periods) of consecutive years, four of
 * a robust one, eight to test for a break, and none of them 0 where logarithms
 * are taken (zero_base).
 * Neither reaches back beyond the last break; only the test for a break passes
 * over those that were detected.  What comes of a partial level is partial,
 * with the lowest coverage.
 */
#ifndef MEASURE_LEVELS_H
#define MEASURE_LEVELS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "measure/observation.h"
#include "measure/statistic.h"

struct level {
	int year;
	bool breaks;   /* declared: not comparable with the years before */
	bool detected; /* the same, found by break_detection_mark() */
	struct estimate estimate;
};

/*
 * The statistic of levels[at].  Numerator and denominator are what is divided,
 * that of a change is the change itself; trends have none.  Their limits are
 * those of the confidence.  A level at a detected break has the flag.  Values
 * in per cent are rounded by decimals to see whether they are negligible.
 * Parts of a change are not known here: STATISTIC_CHANGE stands for them.
 */
int levels_statistic(const struct level *levels, size_t at, enum statistic,
    double confidence, int decimals, struct estimate *,
    struct fail *) MUST_CHECK;

#endif

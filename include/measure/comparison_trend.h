/*
 * comparison_trend.h - whether the rate of a cell has a trend over the periods.
 *
 *	struct comparison_trend trend = COMPARISON_TREND_INIT;
 *	struct comparison_row p;
 *	if (comparison_trend_open(&trend, &figures, f) == 0)
 *		comparison_trend_get(&trend, row, &p);
 *	comparison_trend_clear(&trend);
 *
 * It is that of the periods from the first with a number after the last break
 * to that of the row, tested by Cochran and Armitage
 * (comparison_groups_trend()): at least GROWTH_TREND_MIN (too_few_periods)
 * without a gap (period_gap), in none of which the figure is missing or
 * confidential.  A period in which it is 0 of 0 counts nobody.
 */
#ifndef MEASURE_COMPARISON_TREND_H
#define MEASURE_COMPARISON_TREND_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/comparison_figures.h"
#include "measure/comparison_result.h"

struct comparison_trend {
	const struct comparison_figures *figures; /* borrowed */
	/* Room for the periods of a cell. */
	struct estimate *series;
	size_t *periods;
	int64_t *events, *people;
};

#define COMPARISON_TREND_INIT                \
	{                                    \
		NULL, NULL, NULL, NULL, NULL \
	}

/* The figures are borrowed.  To be cleared on failure too. */
int comparison_trend_open(struct comparison_trend *,
    const struct comparison_figures *, struct fail *) MUST_CHECK;
void comparison_trend_clear(struct comparison_trend *);

/* The p of no trend up to the period of a row. */
void comparison_trend_get(
    struct comparison_trend *, size_t row, struct comparison_row *);

#endif

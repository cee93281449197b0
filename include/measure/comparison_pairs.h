/*
 * comparison_pairs.h - the statistics of cells in which two figures stand side
 * by side: two groups, or a period and the one before.
 *
 *	struct comparison_pairs pairs = COMPARISON_PAIRS_INIT;
 *	struct comparison_row rows[STATISTICS];
 *	if (comparison_pairs_open(&pairs, &cells, f) == 0 &&
 *	    comparison_pairs_get(&pairs, 0, rows, f) == 0)
 *		...	rows[STATISTIC_DIFFERENCE] of the first cell
 *	comparison_pairs_clear(&pairs);
 *
 * There is no number where one of the figures has none: it is confidential if
 * either is, else missing (parts_missing) if either is, else not applicable
 * with the reason of the group, or of the other.  A period has none either
 * where it has no number itself, nothing is known of an earlier one of its cell
 * (no_earlier_period), it begins a series (break), or the period before is not
 * in the data (period_gap).
 *
 * Where the p of the test, the adjusted one if that is wanted, is below 1 -
 * level, the difference and its p have FLAG_ABOVE or FLAG_BELOW.
 */
#ifndef MEASURE_COMPARISON_PAIRS_H
#define MEASURE_COMPARISON_PAIRS_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_cells.h"
#include "measure/comparison_result.h"
#include "measure/comparison_strata.h"
#include "measure/comparison_trend.h"

struct comparison_p {
	enum method_status status;
	double p, adjusted;
};

struct comparison_pairs {
	const struct comparison_cells *cells; /* borrowed */
	struct comparison_strata strata;
	struct comparison_p *tests; /* of each cell */
	struct comparison_trend trend;
};

#define COMPARISON_PAIRS_INIT                                             \
	{                                                                 \
		NULL, COMPARISON_STRATA_INIT, NULL, COMPARISON_TREND_INIT \
	}

/* The cells are borrowed.  To be cleared on failure too. */
int comparison_pairs_open(struct comparison_pairs *,
    const struct comparison_cells *, struct fail *) MUST_CHECK;
void comparison_pairs_clear(struct comparison_pairs *);

/* The statistics of a cell that the definition wants; others are not set. */
int comparison_pairs_get(struct comparison_pairs *, size_t cell,
    struct comparison_row rows[STATISTICS], struct fail *) MUST_CHECK;

#endif

/*
 * comparison_members.h - the statistics of cells in which a unit stands among
 * those of its family, and of the families.
 *
 *	struct comparison_members members = COMPARISON_MEMBERS_INIT;
 *	struct comparison_row rows[STATISTICS];
 *	if (comparison_members_open(&members, &cells, f) == 0)
 *		comparison_members_get(&members, 0, rows);
 *	comparison_members_clear(&members);
 *
 * The counts of a unit are those of its figure; one without a number has none
 * of its statistics, for the same reason, and is no part of the family.
 * The standard is all people of the family's cells, the units' dimension at its
 * total, by stratum.  Where the strata of a unit are not known, or those of the
 * standard, statistics that are made from them are missing.
 */
#ifndef MEASURE_COMPARISON_MEMBERS_H
#define MEASURE_COMPARISON_MEMBERS_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/comparison_cells.h"
#include "measure/comparison_results.h"
#include "measure/comparison_strata.h"

struct comparison_members_family {
	enum observation_reason standard; /* why it is not known */
	struct estimate figure;           /* flags and coverage of its units */
};

struct comparison_members {
	const struct comparison_cells *cells; /* borrowed */
	struct comparison_strata strata;
	struct comparison_results results;
	/* Of each cell: which unit of the results it is, and why its strata are
	 * not known. */
	size_t *units;
	enum observation_reason *reasons;
	struct comparison_members_family *families;
};

#define COMPARISON_MEMBERS_INIT                                              \
	{                                                                    \
		NULL, COMPARISON_STRATA_INIT, COMPARISON_RESULTS_INIT, NULL, \
		    NULL, NULL                                               \
	}

/* The cells are borrowed.  To be cleared on failure too. */
int comparison_members_open(struct comparison_members *,
    const struct comparison_cells *, struct fail *) MUST_CHECK;
void comparison_members_clear(struct comparison_members *);

/* The statistics of a cell: those of all units together of the total, the
 * others of units.  Others are not set. */
void comparison_members_get(const struct comparison_members *, size_t cell,
    struct comparison_row rows[STATISTICS]);

#endif

/*
 * rates.h - what became of graduates, counted.
 *
 *	struct rates r;
 *	rates_make(&r, &crowd);
 *	rates_add(&r, &cell, 1, &outcome);
 *	rates_lose(&r, &cell, 1);
 *	rates_write(&r, &truth, true);
 *	rates_free(&r);
 *
 * Counts are kept for each breakdown of the employment indicators, never per
 * person.
 */
#ifndef SIMULATE_RATES_H
#define SIMULATE_RATES_H

#include "outcome.h"
#include "truth.h"

#define UNKNOWN (-1)

/* The codes of a graduate; of a lost row some may be UNKNOWN.  An industry
 * that is UNKNOWN of a row that is not lost: the college is in no cluster. */
struct cell {
	int cohort, college, programme, industry, region, sex, disability;
};

struct tally {
	uint64_t statuses[OUTCOMES];
	uint64_t within, within_unknown; /* without those who are excluded */
	uint64_t same, elsewhere;
	uint64_t lost;
};

struct rates {
	const struct crowd *crowd;
	size_t cells; /* of one cohort and point */
	struct tally *tallies;
};

void rates_make(struct rates *, const struct crowd *);
void rates_free(struct rates *);
void rates_add(
    struct rates *, const struct cell *, int point, const struct outcome *);
void rates_lose(struct rates *, const struct cell *, int point);
/* All breakdowns, or the totals only. */
void rates_write(const struct rates *, struct truth *, bool all);

#endif

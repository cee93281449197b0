/*
 * outcome.h - what a graduate does at a day.
 *
 *	struct outcome o = outcome_at(&person, graduated, day, false);
 *
 * Of the spells that hold on the day the one with the first status in the
 * order of priority counts; of several the one that began last, then the
 * employer that stands first in the alphabet, then the region.
 */
#ifndef SIMULATE_OUTCOME_H
#define SIMULATE_OUTCOME_H

#include "person.h"

enum within { WITHIN_YES, WITHIN_NO, WITHIN_UNKNOWN };
enum place { PLACE_NONE, PLACE_SAME, PLACE_ELSEWHERE, PLACE_UNKNOWN };

struct outcome {
	int status;
	enum within within;
	enum place place;
	bool lost; /* a spell that is spoilt might change it */
};

/* spoilt: as the chain can see it, without the spells that have faults. */
struct outcome outcome_at(
    const struct person *, int graduated, int day, bool spoilt);

#endif

/*
 * tally.h - numbers and how often each occurs, so that what depends on the
 * number alone is computed once.
 *
 *	struct tally t[] = { { 7, 1 }, { 3, 1 }, { 7, 1 } };
 *	size_t count = tally_merge(t, 3);	(2: 3 once, 7 twice)
 */
#ifndef STATISTICS_TALLY_H
#define STATISTICS_TALLY_H

#include <stddef.h>

struct tally {
	double value, times;
};

/* Sorts them by value and makes one of equal ones, their times added up;
 * returns how many are left.  No value is NaN. */
size_t tally_merge(struct tally *, size_t count);

#endif

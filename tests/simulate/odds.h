/*
 * odds.h - how the groups of people differ: in who is in them, and in how
 * many of them work.
 *
 *	if (random_below(&r, 1000) < odds_woman(programme))
 *		...
 *
 * All odds are whole numbers out of a thousand.
 */
#ifndef SIMULATE_ODDS_H
#define SIMULATE_ODDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of those who are taught a programme: the women, the people with a
 * disability. */
uint32_t odds_woman(int programme);
uint32_t odds_disability(int programme);

/* How many more (or, below zero, fewer) than usual of those available to the
 * labour market work: the sum of what the college, the cohort, the programme,
 * the sex and a disability do. */
struct odds_of {
	uint64_t seed;
	size_t college; /* of the crowd */
	int cohort;     /* its place in the job */
	int programme;
	bool female, disabled;
};

int odds_work(const struct odds_of *);

#endif

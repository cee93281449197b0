/*
 * series.h - the growth of clusters, counted.
 *
 *	series_write(&world, &truth, true, false);
 *
 * Levels, rates of growth, trends and the parts of a change, by year, of
 * clusters, regions, colleges, enterprises and students.
 */
#ifndef SIMULATE_SERIES_H
#define SIMULATE_SERIES_H

#include "truth.h"
#include "world.h"

/* all: every breakdown, or the totals only; spoilt: without rows that a fault
 * took away. */
void series_write(const struct world *, struct truth *, bool all, bool spoilt);

#endif

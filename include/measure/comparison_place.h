/*
 * comparison_place.h - the order of places, each of them some numbers that are
 * compared one after another.
 *
 *	const int numbers[] = { 1, 2, 0, 7, 1, 2 };
 *	struct comparison_place *places = comparison_places(numbers, 2, 3, f);
 *	...				(cells 1, 0, 2)
 *	free(places);
 */
#ifndef MEASURE_COMPARISON_PLACE_H
#define MEASURE_COMPARISON_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

struct comparison_place {
	const int *numbers; /* borrowed */
	size_t count;
	size_t cell;
};

/* The places of `count` cells, `width` numbers each, in order: a new list, NULL
 * on failure.  Equal ones are in order of their cells. */
struct comparison_place *comparison_places(
    const int *numbers, size_t width, size_t count, struct fail *) MUST_CHECK;
/* Whether two places are the same, whatever their cells. */
bool comparison_place_same(
    const struct comparison_place *, const struct comparison_place *);

#endif

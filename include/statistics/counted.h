/*
 * counted.h - some among others: what every count has to fulfil.
 *
 *	struct counted graduates = { 15, 148 }, all = { 0, 0 };
 *	if (counted_add(&graduates, &all) == METHOD_OK)
 *		...			15 of 148
 */
#ifndef STATISTICS_COUNTED_H
#define STATISTICS_COUNTED_H

#include <stddef.h>
#include <stdint.h>

#include "statistics/status.h"

/* A double holds every count up to this one, 2^53. */
#define COUNT_MAX (INT64_C(1) << 53)

struct counted {
	int64_t x, n; /* x of n people */
};

/* METHOD_OK, or the first that holds of METHOD_NEGATIVE_COUNT,
 * METHOD_ZERO_DENOMINATOR (n = 0), METHOD_NUMERATOR_ABOVE_DENOMINATOR and
 * METHOD_TOO_LARGE (n above COUNT_MAX). */
enum method_status counted_check(const struct counted *);

/* Checks it and adds it to a sum: METHOD_TOO_LARGE also if the sum would be. */
enum method_status counted_add(const struct counted *, struct counted *sum);

/* The sum of all, else the highest status of any, whatever their order. */
enum method_status counted_sum(
    const struct counted *, size_t count, struct counted *sum);

#endif

/*
 * distinct.h - how many different texts there are, in bounded memory.
 *
 *	struct distinct d = DISTINCT_INIT;
 *	for each text
 *		distinct_add(&d, text, length, f);
 *	n = distinct_count(&d);
 *	distinct_clear(&d);
 *
 * Exact up to DISTINCT_EXACT; beyond it estimated from the smallest of their
 * hashes, with a standard error of about 3 %: Z. Bar-Yossef, T. S. Jayram,
 * R. Kumar, D. Sivakumar, L. Trevisan, "Counting distinct elements in a data
 * stream", RANDOM 2002, algorithm 1.  The same texts give the same number in
 * every run and in any order.
 */
#ifndef SNIFF_DISTINCT_H
#define SNIFF_DISTINCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define DISTINCT_EXACT 1024

struct distinct {
	uint64_t *smallest; /* hashes in ascending order */
	size_t count, capacity;
	bool more; /* there were larger ones */
};

#define DISTINCT_INIT             \
	{                         \
		NULL, 0, 0, false \
	}

int distinct_add(struct distinct *, const char *text, size_t length,
    struct fail *) MUST_CHECK;
/* Rounded to two digits where it is an estimate. */
uint64_t distinct_count(const struct distinct *);
bool distinct_is_estimate(const struct distinct *);
void distinct_clear(struct distinct *);

#endif

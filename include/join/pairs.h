/*
 * pairs.h - numbers for pairs of numbers, and so for keys of several columns:
 * the number of (a, b) paired with c stands for (a, b, c).
 *
 *	struct pairs p = PAIRS_INIT;
 *	int32_t id;
 *	pairs_add(&p, 3, 1, &id, f);	(id is 0)
 *	pairs_find(&p, 3, 1)		(0)
 *	pairs_find(&p, 1, 3)		(-1)
 *	pairs_clear(&p);
 *
 * Pairs are numbered from 0 by their first addition.
 */
#ifndef JOIN_PAIRS_H
#define JOIN_PAIRS_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

struct pairs_slot {
	uint64_t key;
	int32_t id; /* id + 1; 0: free */
};

struct pairs {
	struct pairs_slot *slots;
	size_t slot_count; /* a power of 2 */
	int32_t count;
};

#define PAIRS_INIT         \
	{                  \
		NULL, 0, 0 \
	}

void pairs_clear(struct pairs *);
/* The number of the pair, new if need be. */
int pairs_add(struct pairs *, int32_t a, int32_t b, int32_t *id,
    struct fail *) MUST_CHECK;
/* The number, or -1 if the pair is not there. */
int32_t pairs_find(const struct pairs *, int32_t a, int32_t b);

#endif

/* distinct.c - the k smallest hashes */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sniff/distinct.h"

/* FNV-1a, mixed as in MurmurHash3, so that small and large ones are equally
 * likely; hash_bytes() would give another estimate in every run. */
static uint64_t
hash(const char *text, size_t length)
{
	uint64_t h = 0xcbf29ce484222325U;
	size_t i;

	for (i = 0; i < length; i++)
		h = (h ^ (unsigned char)text[i]) * 0x100000001b3U;
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdU;
	h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53U;
	return h ^ h >> 33;
}

/* Where it stands, or would have to. */
static size_t
find(const struct distinct *d, uint64_t h)
{
	size_t low = 0, high = d->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (d->smallest[middle] < h)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int
distinct_add(
    struct distinct *d, const char *text, size_t length, struct fail *f)
{
	uint64_t h = hash(text, length);
	size_t at;

	if (d->count == DISTINCT_EXACT && h > d->smallest[d->count - 1]) {
		d->more = true;
		return 0;
	}
	at = find(d, h);
	if (at < d->count && d->smallest[at] == h)
		return 0;
	if (d->count == DISTINCT_EXACT) {
		d->more = true;
		d->count--; /* the largest goes */
	}
	if (memory_grow(&d->smallest, &d->capacity, d->count + 1,
		sizeof(*d->smallest), f) == -1)
		return -1;
	memmove(d->smallest + at + 1, d->smallest + at,
	    (d->count - at) * sizeof(*d->smallest));
	d->smallest[at] = h;
	d->count++;
	return 0;
}

bool
distinct_is_estimate(const struct distinct *d)
{
	return d->more;
}

uint64_t
distinct_count(const struct distinct *d)
{
	double part, estimate, step;

	if (!d->more)
		return d->count;
	/* the k-th smallest of n stands at about k/n of the range */
	part = (double)d->smallest[d->count - 1] / 18446744073709551616.0;
	estimate = (double)(d->count - 1) / part;
	step = pow(10, floor(log10(estimate)) - 1);
	return (uint64_t)(round(estimate / step) * step);
}

void
distinct_clear(struct distinct *d)
{
	free(d->smallest);
	*d = (struct distinct)DISTINCT_INIT;
}

/*
 * sorted.h - a check that the rows of a table are in the order of one column,
 * a text or binary, by its bytes.
 *
 *	struct sorted o = SORTED_INIT;
 *	while ((more = arrow_next(in, &batch, f)) == 1)
 *		if (sorted_batch(&o, &batch->columns[0], &wrong, f) == -1) ...
 *	sorted_clear(&o);
 *
 * Rows without a value may stand anywhere.
 */
#ifndef JOIN_SORTED_H
#define JOIN_SORTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"

#define ORDER_RIGHT SIZE_MAX

struct sorted {
	bool any;   /* there was a value */
	char *last; /* the value of the batches before */
	size_t length, capacity;
};

#define SORTED_INIT               \
	{                         \
		false, NULL, 0, 0 \
	}

void sorted_clear(struct sorted *);
/* The failure that a row of a table, read from this line of a file, is less
 * than one before it.  Returns -1. */
int sorted_fail(
    const char *table, const char *file, uint64_t line, struct fail *);
/* *wrong is the first row that is less than one before it, or ORDER_RIGHT. */
int sorted_batch(struct sorted *, const struct column *, size_t *wrong,
    struct fail *) MUST_CHECK;

#endif

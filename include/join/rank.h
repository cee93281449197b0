/*
 * rank.h - the order of rows by the values in some columns, as one number a
 * row: equal values have equal numbers.
 *
 *	uint32_t ranks[3];	(of "b", 1 | "a", 2 | "b", 1)
 *	rank_rows(&batch, columns, 2, ranks, f);
 *	(ranks is 1, 0, 1)
 *
 * The first column decides, then the next.  Texts are in the order of their
 * bytes, numbers and dates by value, no value comes last.
 */
#ifndef JOIN_RANK_H
#define JOIN_RANK_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"

/* ranks has room for the rows, at most UINT32_MAX of them. */
int rank_rows(const struct batch *, const int *columns, size_t count,
    uint32_t *ranks, struct fail *) MUST_CHECK;

/* Less than, equal to or greater than 0 as the first text stands before, at or
 * after the second in the order of bytes. */
int rank_texts(const char *, size_t, const char *, size_t);

#endif

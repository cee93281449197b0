/*
 * gather.h - rows of a batch in any order.
 *
 *	uint32_t rows[] = { 7, 2, 5 };
 *	struct batch some;
 *	if (gather_init(&some, &source, BATCH_ROWS, f) == 0 &&
 *	    gather_rows(&some, &source, rows, 3, f) == 0)
 *		...
 *	batch_clear(&some);
 *
 * The two have the same dictionaries, so codes are copied as they are.  Texts
 * that are not dictionary-encoded (COLUMN_UTF8), which tables of datasets do
 * not have, cannot be gathered.
 */
#ifndef TABLE_GATHER_H
#define TABLE_GATHER_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"

/* An empty batch with the columns of another one, whose dictionaries are
 * borrowed, and room for rows.  On failure it is empty, too. */
int gather_init(struct batch *, const struct batch *, size_t rows,
    struct fail *) MUST_CHECK;
/* Replace what the batch holds by these rows of source. */
int gather_rows(struct batch *, const struct batch *source,
    const uint32_t *rows, size_t count, struct fail *) MUST_CHECK;

#endif

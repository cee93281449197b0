/*
 * pick.h - rows of a column in another order, some of them several times or
 * not at all.
 *
 *	const uint32_t rows[] = { 2, 2, PICK_NULL, 0 };
 *	column_pick(&target, &source, rows, 4, f);
 *
 * The target is a column of a batch of our own (batch_init()) with the type
 * and width of the source; it borrows the source's dictionary, so it is valid
 * as long as the source is.
 */
#ifndef JOIN_PICK_H
#define JOIN_PICK_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"

#define PICK_NULL UINT32_MAX /* no row: the value is null */

/* Replace what the target holds by these rows of the source. */
int column_pick(struct column *target, const struct column *source,
    const uint32_t *rows, size_t count, struct fail *) MUST_CHECK;

#endif

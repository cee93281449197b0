/*
 * order.h - the rows of a table person by person.
 *
 *	struct order o = ORDER_INIT;
 *	order_rows(&o, batch, &(struct order_columns){ 0, 3, 4, 5 }, f);
 *	for (i = 0; i < batch->length; i++) {
 *		if (o.starts[i]) ...	(the first row of a person)
 *		... o.rows[i] ...
 *	}
 *	order_clear(&o);
 *
 * Rows are sorted by person (bytes; rows without one are first and count as
 * one person), period (texts by their bytes; none is first), file (by its
 * name) and line; rows of one line stay in their order.  So the order depends
 * on what the rows are, not on which came first.
 */
#ifndef RULES_ORDER_H
#define RULES_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"

/* Places of columns; person is a COLUMN_BINARY of ORDER_PERSON bytes, file a
 * COLUMN_DICTIONARY, line a COLUMN_INT64. */
struct order_columns {
	int person; /* -1: all rows are of one, in the order they have */
	int period, file, line;
};

#define ORDER_PERSON 16

struct order {
	uint32_t *rows;
	uint8_t *starts;
	size_t row_capacity, start_capacity;
};

#define ORDER_INIT               \
	{                        \
		NULL, NULL, 0, 0 \
	}

/* May be called again for another batch. */
int order_rows(struct order *, const struct batch *,
    const struct order_columns *, struct fail *) MUST_CHECK;
void order_clear(struct order *);

#endif

/*
 * stand_in.h - lost rows that stand for submissions that are missing, so that
 * the cells which lack their rows are known.
 *
 *	struct batch rows;
 *	batch_init(&rows, combine_schema(c), found.count, f);
 *	stand_in_rows(&columns, found.items, found.count, &rows, f);
 *	batch_clear(&rows);
 *
 * How many rows are missing nobody knows; there is one for each submission.  It
 * says what the submission is known to say: its period, unless that is no value
 * of the field, and its sender, if link has found it in its registry and the
 * dataset has a field for it.  All else is not known, counts are "missing".
 * _file is the latest file of the sender and _row 0, for no line has it.
 */
#ifndef RULES_STAND_IN_H
#define RULES_STAND_IN_H

#include <stddef.h>

#include "base/fail.h"
#include "rules/overdue.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

/* The table that gets the rows. */
struct stand_in {
	const struct table_schema *dataset;
	const struct schema *schema; /* with SCHEMA_LOST */
	int period;                  /* the column of the period */
};

/* Append count rows to a batch with the columns of the schema. */
int stand_in_rows(const struct stand_in *, const struct overdue *, size_t count,
    struct batch *, struct fail *) MUST_CHECK;

#endif

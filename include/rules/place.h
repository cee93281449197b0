/*
 * place.h - where each row of a row-level table came from (its columns _file
 * and _row), and the account of the rows that a filter drops.
 *
 *	struct places *p = places_new(account, f);
 *	places_table(p, dataset, "a.arrow", arrow_schema(in), f);
 *	while ((more = arrow_next(in, &batch, f)) == 1) {
 *		places_batch(p, batch, f);
 *		fates = places_fates(p);	(all LINE_DATA)
 *		fates[3] = LINE_SET_ASIDE;
 *		places_settle(p, batch);	(row 3 is gone)
 *	}
 *	places_free(p);
 */
#ifndef RULES_PLACE_H
#define RULES_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "source/table_schema.h"
#include "table/batch.h"
#include "table/schema.h"

struct places;

/* The account is borrowed. */
struct places *places_new(struct account *, struct fail *) MUST_CHECK;
void places_free(struct places *); /* NULL is allowed */

/* The batches that follow are of this table; name stands for it in messages.
 * A table with other columns than those of the dataset is a failure.  Findings
 * of the account hide the personal values of the dataset from now on. */
int places_table(struct places *, const struct table_schema *, const char *name,
    const struct schema *, struct fail *) MUST_CHECK;
/* Look at the next batch. */
int places_batch(
    struct places *, const struct batch *, struct fail *) MUST_CHECK;
/* The input in the account, and the line, of a row of that batch. */
int places_file(const struct places *, size_t row);
uint64_t places_line(const struct places *, size_t row);
/* The name of an input, of any table so far, by its place in the account. */
const char *places_name(const struct places *, int file);
/* The class of each row's line (enum line_class), to be changed. */
uint8_t *places_fates(struct places *);
/* Tell the account every row and keep those that are data. */
void places_settle(struct places *, struct batch *);

/* Count a finding at a row; the line is filled in. */
int places_finding(
    struct places *, size_t row, struct finding *, struct fail *) MUST_CHECK;

#endif

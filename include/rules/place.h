/*
 * place.h - where each row of a row-level table came from (its columns _file
 * and _row), the account of the rows that a filter drops, and lost rows.
 *
 *	struct places *p = places_new(account, f);
 *	places_table(p, dataset, "a.arrow", arrow_schema(in), f);
 *	while ((more = arrow_next(in, &batch, f)) == 1) {
 *		places_batch(p, batch, f);
 *		fates = places_fates(p);	(LINE_DATA, but for lost rows)
 *		fates[3] = LINE_SET_ASIDE;
 *		places_settle(p, batch);	(row 3 is gone, or lost)
 *	}
 *	places_free(p);
 *
 * A table with the column SCHEMA_LOST keeps the rows that were set aside or
 * put under review, so that later filters know which cells lack them.  The
 * filter which loses a row accounts for it and marks it; afterwards its fate is
 * LINE_SET_ASIDE from the start, so that checks pass over it, and it is counted
 * no more, neither in nor out.  A lost row goes with the others when its file
 * does not count (superseded, late) and for all other reasons to drop a row.
 */
#ifndef RULES_PLACE_H
#define RULES_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct places;

/* The account is borrowed. */
struct places *places_new(struct account *, struct fail *) MUST_CHECK;
void places_free(struct places *); /* NULL is allowed */

/* The batches that follow are of this table; name stands for it in messages.
 * A table with other columns than those of the dataset is a failure.  Findings
 * of the account hide the personal values of the dataset from now on. */
int places_table(struct places *, const struct table_schema *, const char *name,
    const struct schema *, struct fail *) MUST_CHECK;
/* The same for columns that are known to be right, made from such tables. */
void places_columns(struct places *, const struct schema *);
/* Look at the next batch. */
int places_batch(
    struct places *, const struct batch *, struct fail *) MUST_CHECK;
/* The input in the account, and the line, of a row of that batch. */
int places_file(const struct places *, size_t row);
uint64_t places_line(const struct places *, size_t row);
/* The name of an input, of any table so far, by its place in the account. */
const char *places_name(const struct places *, int file);
/* Whether a row of that batch was lost before. */
bool places_lost(const struct places *, size_t row);
/* The class of each row's line (enum line_class), to be changed. */
uint8_t *places_fates(struct places *);
/*
 * Tell the account every row, and mark those that are lost now.  The result
 * has a byte for each row of that batch: 0 if it is to be dropped; borrowed
 * until the next batch.
 */
const uint8_t *places_account(struct places *, size_t *dropped);
/* The same; then the rows to be dropped are, from a batch that is the one at
 * hand or shares its columns. */
void places_settle(struct places *, struct batch *);

/* Count a finding at a row; the line is filled in. */
int places_finding(
    struct places *, size_t row, struct finding *, struct fail *) MUST_CHECK;
/* Count a finding that means the whole file of a row. */
int places_file_finding(const struct places *, size_t row,
    const struct finding *, struct fail *) MUST_CHECK;

#endif

/*
 * combine.h - the tables of a dataset under the columns of one table.
 *
 *	struct combine *c = combine_new(dataset, account, f);
 *	for each table
 *		combine_announce(c, name, arrow_schema(in), f);
 *	... combine_schema(c)
 *	for each submission, in the order of submissions_decide() {
 *		combine_table(c, submission, name, arrow_schema(in), f);
 *		for each batch
 *			combine_batch(c, batch, &rows, f);
 *	}
 *	combine_free(c);
 *
 * The columns are those of the dataset, with a column "period" before "_file"
 * if no field has the role period; it holds submission.period.  Either all
 * tables keep lost rows (place.h) or none does.  Tables whose persons have
 * their pseudonyms under different keys are a failure (schema_merge_key()).
 */
#ifndef RULES_COMBINE_H
#define RULES_COMBINE_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "rules/submission.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct combine;

/* Both are borrowed. */
struct combine *combine_new(
    const struct table_schema *, struct account *, struct fail *) MUST_CHECK;
void combine_free(struct combine *); /* NULL is allowed */
/* A table that will come, before combine_schema(): a field is absent from the
 * result if it is absent from all tables. */
int combine_announce(struct combine *, const char *name, const struct schema *,
    struct fail *) MUST_CHECK;
/* The columns of the result; its metadata may be changed. */
struct schema *combine_schema(struct combine *);
/* The column that says which period a row is of: a field with that role, or
 * "period". */
int combine_period(const struct combine *);
/* The same if it is added, else -1. */
int combine_added(const struct combine *);
/* Where the rows of the batch at hand come from. */
struct places *combine_places(struct combine *);
/* The batches that follow are of this table. */
int combine_table(struct combine *, const struct submission *, const char *name,
    const struct schema *, struct fail *) MUST_CHECK;
/*
 * Look at the next batch.  *rows are its rows under the columns of the result,
 * sharing its memory until the next call; the caller settles them.  Rows of a
 * submission that does not count have its fate.
 */
int combine_batch(struct combine *, const struct batch *, struct batch **rows,
    struct fail *) MUST_CHECK;

#endif

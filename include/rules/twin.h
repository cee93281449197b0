/*
 * twin.h - rows that are equal, and rows that have the same key.
 *
 *	struct twins *t = twins_new(dataset, schema, period, sender, f);
 *	for each partition {
 *		order_rows(&order, rows, &columns, f);
 *		places_batch(places, rows, f);
 *		twins_find(t, places, rows, &order, f);	(changes the fates)
 *	}
 *	twins_report(t, account, places, f);
 *	twins_free(t);
 *
 * Of rows of one sender that are equal in all columns but _file and _row the
 * first in the order stays, the others are duplicates (finding duplicate-row,
 * a warning).  Rows of different senders or with other values that have the
 * same primary key and period conflict (finding primary-key): as the dataset
 * says, each after the first is a warning and all stay (CONFLICT_WARN), or all
 * are under review, for nobody can tell which is right (CONFLICT_REVIEW). Under
 * review equal rows of different senders are duplicates too: the key says that
 * they mean the same.
 *
 * A row that lacks a value of the key has none.
 *
 * Only rows of one person are compared, and only those that are data.  Findings
 * are kept, 32 bytes each, and told file by file and line by line, so that
 * their order does not depend on the partitions.
 */
#ifndef RULES_TWIN_H
#define RULES_TWIN_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/order.h"
#include "rules/place.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

enum twin_kind { TWIN_DUPLICATE, TWIN_KEY, TWIN_REVIEW };

/* A row, and the other one that has the same values or the same key. */
struct twin {
	uint64_t line, other_line;
	int32_t file, other_file; /* in the account */
	enum twin_kind kind;
};

/* Count the finding. */
int twin_report(const struct twin *, struct account *, const struct places *,
    struct fail *) MUST_CHECK;

struct twins;

/*
 * All are borrowed.  period is the column added to those of the dataset, or
 * -1; sender (COLUMN_INT32) tells the senders apart.
 */
struct twins *twins_new(const struct table_schema *, const struct schema *,
    int period, int sender, struct fail *) MUST_CHECK;
void twins_free(struct twins *); /* NULL is allowed */
int twins_find(struct twins *, struct places *, const struct batch *,
    const struct order *, struct fail *) MUST_CHECK;
/* All findings. */
int twins_report(struct twins *, struct account *, const struct places *,
    struct fail *) MUST_CHECK;

#endif

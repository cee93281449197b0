/*
 * across.h - the rules of a dataset between its files: one-to-one (partner.h)
 * and change (period_change.h).
 *
 *	struct across *a = across_new(dataset, schema, period, account, f);
 *	for each table {
 *		across_table(a, f);
 *		for each batch of rows that count {
 *			across_rows(a, places, rows, f);
 *			... fates are final ...
 *			across_settled(a, places, rows, senders, f);
 *		}
 *	}
 *	across_report(a, places, f);
 *	across_free(a);
 *
 * The rows may be settled later, all tables as one.
 */
#ifndef RULES_ACROSS_H
#define RULES_ACROSS_H

#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct across;

/* All are borrowed; period is the column that says which one a row is of. */
struct across *across_new(const struct table_schema *, const struct schema *,
    int period, struct account *, struct fail *) MUST_CHECK;
void across_free(struct across *); /* NULL is allowed */
/* The batches that follow are of another table, with the same columns. */
int across_table(struct across *, struct fail *) MUST_CHECK;
/* Rows as they stand in the tables, in order of the submissions. */
int across_rows(struct across *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;
/* The same in any order, when it is known what becomes of them; senders: a
 * number for that of each row. */
int across_settled(struct across *, struct places *, const struct batch *,
    const int32_t *senders, struct fail *) MUST_CHECK;
/* The findings that are known only now; the places know all files. */
int across_report(
    struct across *, const struct places *, struct fail *) MUST_CHECK;

#endif

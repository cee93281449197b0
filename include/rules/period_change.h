/*
 * period_change.h - a rule of type "change": what a sender reports for a period
 * against what it reported for the period before.
 *
 *	struct period_change *c =
 *	    period_change_new(dataset, rule, schema, period, f);
 *	for each table {
 *		period_change_table(c, f);
 *		for each batch {
 *			... fates are final ...
 *			period_change_batch(c, places, batch, senders, f);
 *		}
 *	}
 *	period_change_report(c, account, places, f);
 *	period_change_free(c);
 *
 * Values are added (or, if the rule names none, rows are counted) for each
 * sender, period and values of the fields "by".  The period before is the last
 * one for which the sender has sent anything.  If its sum was at least "from",
 * one of more than "times" that sum is a finding, so is one of less than its
 * "times"-th part, and zero, and rows that are there no more.  The finding
 * period-change is at the first row of the sum, or at a file of the sender as a
 * whole if there is none.
 *
 * A sum is not known, and not compared, if a value of it is missing or
 * confidential, if a row of it was lost or is under review, or if it is beyond
 * int64; what is not applicable adds nothing.  Rows without a period are passed
 * over.
 *
 * Findings do not depend on the order of the batches.  Memory grows with the
 * sums.
 */
#ifndef RULES_PERIOD_CHANGE_H
#define RULES_PERIOD_CHANGE_H

#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct period_change;

/* All are borrowed; period: the column that says which one a row is of. */
struct period_change *period_change_new(const struct table_schema *,
    const struct table_rule *, const struct schema *, int period,
    struct fail *) MUST_CHECK;
void period_change_free(struct period_change *); /* NULL is allowed */
/* The batches that follow are of another table, with the same columns. */
int period_change_table(struct period_change *, struct fail *) MUST_CHECK;
/* senders: a number for that of each row. */
int period_change_batch(struct period_change *, struct places *,
    const struct batch *, const int32_t *senders, struct fail *) MUST_CHECK;
/* All findings, by file and line; the places know all files. */
int period_change_report(struct period_change *, struct account *,
    const struct places *, struct fail *) MUST_CHECK;

#endif

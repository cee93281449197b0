/*
 * rule.h - the rules of a dataset within a row and within a file.
 *
 *	struct checks *c = checks_new(dataset, schema, account, f);
 *	for each batch {
 *		places_batch(p, batch, f);
 *		checks_batch(c, p, batch, f);	(changes the fates)
 *		places_settle(p, batch);
 *	}
 *	checks_end(c, f);
 *	checks_free(c);
 *
 * Reasons of the findings:
 * row-constraint  compare: two values of a row do not stand to each other as
 *                 the rule says; a row that lacks one of them is not checked.
 *                 sum: the parts do not make up the total.
 * unique-error    unique: an earlier row of the table has the same values;
 *                 the first row stays.  No value equals no value.
 * primary-key     the same for primaryKey; there each value must be given.
 *
 * An error sets the row aside, a warning only counts; a row that was set
 * aside is checked no further.  Sums are compared at the end of the table,
 * when its rows are written, so a sum rule of level error is a failure
 * (FAIL_USAGE).  Rows belong to one sum when they agree in all fields that
 * are not numbers, apart from the rule's field.  A sum is not checked if the
 * total or a part is missing, confidential or there twice; a part that is not
 * applicable adds nothing.
 *
 * Memory grows with the distinct keys and groups of the rules.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "source/table_schema.h"
#include "table/batch.h"
#include "table/schema.h"

struct checks;

/* All are borrowed.  The table must have the columns of the dataset. */
struct checks *checks_new(const struct table_schema *, const struct schema *,
    struct account *, struct fail *) MUST_CHECK;
void checks_free(struct checks *); /* NULL is allowed */
int checks_batch(struct checks *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;
/* After the last batch. */
int checks_end(struct checks *, struct fail *) MUST_CHECK;

#endif

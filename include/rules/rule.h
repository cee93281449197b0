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
 * If a rule sets rows aside that is known at the end only (checks_aside()), the
 * rows must wait for it: held.h.
 *
 * Reasons of the findings:
 * row-constraint  compare, percent (row_rule.h), one-to-one (partner.h), sum
 *                 (sum_rule.h).
 * unique-error    unique: an earlier row of the table has the same values;
 *                 the first row stays.  No value equals no value.
 * primary-key     the same for primaryKey; there each value must be given.
 *
 * An error sets the row aside, a warning only counts; a row that was set
 * aside is checked no further.  Rules of the types change and rows are those
 * of period_change.h and smaller.h.
 *
 * Memory grows with the distinct keys and groups of the rules.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "rules/sum_rule.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct checks;

/* All are borrowed.  The table must have the columns of the dataset. */
struct checks *checks_new(const struct table_schema *, const struct schema *,
    struct account *, struct fail *) MUST_CHECK;
void checks_free(struct checks *); /* NULL is allowed */
int checks_batch(struct checks *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;
/* The sums of level error; borrowed. */
struct sum_check *const *checks_aside(const struct checks *, size_t *count);
/* After the last batch. */
int checks_end(struct checks *, struct fail *) MUST_CHECK;

#endif

/*
 * row_rule.h - a rule within a row: "compare", how the sum of some fields
 * stands to that of others, and "percent", whether a percentage is that of a
 * part and a whole.
 *
 *	struct row_rule *r = row_rule_new(dataset, rule, schema, f);
 *	row_rule_batch(r, places, batch, f);	(each batch; changes the fates)
 *	row_rule_free(r);
 *
 * A row that lacks one of the values is not checked; in a sum of several
 * fields one that is not applicable adds nothing.  A percentage of nothing is
 * not checked.  It may differ from 100 times the part by the whole by half a
 * unit of its last decimal, as the rule states it.
 */
#ifndef RULES_ROW_RULE_H
#define RULES_ROW_RULE_H

#include "base/fail.h"
#include "rules/place.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct row_rule;

/* All are borrowed. */
struct row_rule *row_rule_new(const struct table_schema *,
    const struct table_rule *, const struct schema *, struct fail *) MUST_CHECK;
void row_rule_free(struct row_rule *); /* NULL is allowed */
int row_rule_batch(struct row_rule *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;

#endif

/*
 * sum_rule.h - one rule of type "sum": in rows that agree in all other fields
 * but the numbers, the parts make up the total.
 *
 *	struct sum_check *s = sum_check_new(dataset, rule, schema, f);
 *	sum_check_batch(s, places, batch, f);	(each batch; fates are final)
 *	sum_check_end(s, account, f);		(its findings)
 *	sum_check_free(s);
 *
 * What is and is not checked is said in rule.h.  The texts of the field are
 * compared with the rule's by text_normalise().
 */
#ifndef RULES_SUM_RULE_H
#define RULES_SUM_RULE_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "source/table_schema.h"

struct sum_check;

struct sum_check *sum_check_new(const struct table_schema *,
    const struct table_rule *, const struct schema *, struct fail *) MUST_CHECK;
void sum_check_free(struct sum_check *); /* NULL is allowed */
/* Add up the rows that are still data. */
int sum_check_batch(struct sum_check *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;
/* A finding for every total that differs, in order of the totals' groups. */
int sum_check_end(
    struct sum_check *, struct account *, struct fail *) MUST_CHECK;

#endif

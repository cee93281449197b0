/*
 * sum_rule.h - one rule of type "sum": in rows that agree in all other fields
 * but the numbers, the parts make up the total.
 *
 *	struct sum_check *s = sum_check_new(dataset, rule, schema, f);
 *	sum_check_batch(s, places, batch, f);	(each batch; fates are final)
 *	sum_check_end(s, account, f);		(its findings)
 *	sum_check_free(s);
 *
 * Rows belong to one sum when they agree in all fields that are not numbers,
 * apart from the rule's field.  A sum is not checked if the total or a part is
 * missing, confidential or there twice; a part that is not applicable adds
 * nothing.  The texts of the field are compared with the rule's by
 * text_normalise().
 *
 * A sum is known at the end of the table.  One of level error sets aside the
 * total that differs and its parts then, row by row, if the caller has kept the
 * marks of the rows:
 *
 *	sum_check_batch(s, places, batch, f);
 *	... sum_check_marks(s)[row] ...
 *	then, in the same order:
 *	if (sum_check_row(s, mark, places, batch, row, f) == 1)
 *		places_fates(places)[row] = LINE_SET_ASIDE;
 */
#ifndef RULES_SUM_RULE_H
#define RULES_SUM_RULE_H

#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "rules/place.h"
#include "value/table_schema.h"

struct sum_check;

struct sum_check *sum_check_new(const struct table_schema *,
    const struct table_rule *, const struct schema *, struct fail *) MUST_CHECK;
void sum_check_free(struct sum_check *); /* NULL is allowed */
/* Add up the rows that are still data. */
int sum_check_batch(struct sum_check *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;
/* What the rows of that batch are to the sum; 0: nothing.  Level error only. */
const int64_t *sum_check_marks(const struct sum_check *);
/* 1: the row, with this mark, is of a sum that does not add up, and has a
 * finding; 0: it is not. */
int sum_check_row(const struct sum_check *, int64_t mark, struct places *,
    const struct batch *, size_t row, struct fail *) MUST_CHECK;
/* Level warning: a finding for every total that differs, in order of the
 * totals' groups. */
int sum_check_end(
    struct sum_check *, struct account *, struct fail *) MUST_CHECK;

#endif

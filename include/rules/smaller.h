/*
 * smaller.h - files that are suspiciously smaller than the one before.
 *
 *	submissions_decide(&list, cutoff, f);
 *	tables_resolve(resolve, &list, ...);	(counts the rows)
 *	smaller_report(&list, dataset, account, f);
 *
 * A submission that counts is compared with the latest one that it supersedes,
 * and if it is not smaller, or there is none, with the one that counts of the
 * same sender and form for the period before.  Periods of different length (a
 * year and a quarter) are not compared.  If it has less than half of the rows
 * (RULE_ROWS_SHARE, or the share of the schema's rule of type "rows"), the
 * finding "smaller-file", a warning, means the file as a whole.
 */
#ifndef RULES_SMALLER_H
#define RULES_SMALLER_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/submission.h"
#include "value/table_schema.h"

/* In order of the submissions. */
int smaller_report(const struct submissions *, const struct table_schema *,
    struct account *, struct fail *) MUST_CHECK;

#endif

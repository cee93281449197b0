/*
 * partition.h - the rows of a dataset held back until all are known, in parts:
 * all rows of a person are in one, in order, without those that are duplicates
 * or under review.
 *
 *	struct partition *p = partition_new(combine, dataset, account, f);
 *	partition_open(p, "person", 16, "tables/all-%.arrow", f);
 *	for each batch of combine_batch()
 *		partition_put(p, submission, rows, f);
 *	partition_write(p, "tables/all-%.arrow", f);
 *	partition_free(p);
 *
 * Rows are dealt by the first eight bytes of the pseudonym, a big-endian
 * number, modulo the parts; those without a person are in the first.  Each part
 * is read whole (spool.h), sorted (order.h) and compared (twin.h); so memory
 * grows with the rows of one part and the distinct texts.  What the account
 * gets is the same for every number of parts.  Without a field there is one
 * part, which keeps the order of the submissions.
 */
#ifndef RULES_PARTITION_H
#define RULES_PARTITION_H

#include <stddef.h>

#include "base/account.h"
#include "base/fail.h"
#include "rules/across.h"
#include "rules/combine.h"
#include "rules/submission.h"
#include "table/batch.h"
#include "value/table_schema.h"

struct partition;

/* All are borrowed. */
struct partition *partition_new(struct combine *, const struct table_schema *,
    struct account *, struct fail *) MUST_CHECK;
void partition_free(struct partition *); /* NULL is allowed */
/*
 * When all tables have been announced.  field: a pseudonym of a person that is
 * in the primary key if there is one, else FAIL_USAGE; NULL: one part, its rows
 * in the order of the submissions.  Temporary files are in the folder of near.
 */
int partition_open(struct partition *, const char *field, size_t parts,
    const char *near, struct fail *) MUST_CHECK;
/* What becomes of the rows is told to these rules, borrowed, part by part;
 * across_table() is called before partition_write(). */
void partition_across(struct partition *, struct across *);
/* Rows of a submission that counts. */
int partition_put(struct partition *, const struct submission *,
    const struct batch *, struct fail *) MUST_CHECK;
/*
 * Write every part to output, where % stands for its number from 1, as a table
 * with metadata profstat.partition (the field) and profstat.partitions
 * ("1/16"), then tell all findings.  If all rows that were put are lost, or
 * none were, each has SCHEMA_EMPTY, too; rows that are set under review only
 * here are not lost yet.  A file that has these bytes already stays as it is.
 * Without a field output is the name of the one part.
 */
int partition_write(
    struct partition *, const char *output, struct fail *) MUST_CHECK;

#endif

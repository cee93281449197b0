/*
 * resolve.h - all tables of a dataset become one: rows of submissions that do
 * not count are dropped, and of rows of one sender that are equal in all
 * columns but _file and _row the first stays.  Equal rows of two senders are
 * two, for nothing says that they mean the same.  If a primary key does, the
 * dataset says what becomes of them and of rows with other values: with
 * CONFLICT_WARN all stay, and each after the first is a warning; with
 * CONFLICT_REVIEW the equal ones are duplicates, and those that differ are all
 * under review.  A row that lacks a value of the key has none.  What the
 * findings say is in twin.h.
 *
 *	struct resolve *r = resolve_new(dataset, account, f);
 *	for each table
 *		resolve_announce(r, name, arrow_schema(in), f);
 *	for each submission, in the order of submissions_decide() {
 *		resolve_table(r, submission, name, arrow_schema(in), f);
 *		for each batch {
 *			resolve_batch(r, batch, &out, f);
 *			arrow_write(writer, out, f);
 *		}
 *	}
 *	while (resolve_missing(r, &found, &next, &out, f) == 1)
 *		arrow_write(writer, out, f);
 *	resolve_end(r, path, f);
 *	resolve_free(r);
 *
 * Memory grows with the distinct rows of a sender, and the distinct keys; their
 * values are kept and compared whole.
 *
 * With partitions no batch gives rows; they are held back (partition.h), and
 * after the last table resolve_end() writes them.  The same is done, with one
 * part, when the dataset wants conflicts to be reviewed: a row is known to
 * conflict only when all others have been seen.
 *
 * The columns are those of combine.h.
 */
#ifndef RULES_RESOLVE_H
#define RULES_RESOLVE_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/overdue.h"
#include "rules/submission.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct resolve;

/* Both are borrowed. */
struct resolve *resolve_new(
    const struct table_schema *, struct account *, struct fail *) MUST_CHECK;
void resolve_free(struct resolve *); /* NULL is allowed */
/* A table that will come, before all else: a field is absent from the result
 * if it is absent from all tables. */
int resolve_announce(struct resolve *, const char *name, const struct schema *,
    struct fail *) MUST_CHECK;
/* After the announcements, if it is wanted; see partition_open(). */
int resolve_partition(struct resolve *, const char *field, size_t parts,
    const char *near, struct fail *) MUST_CHECK;
/* How many there are; 0: the batches give the rows. */
size_t resolve_parts(const struct resolve *);
/* The columns of the result. */
const struct schema *resolve_schema(struct resolve *);
/* The batches that follow are of this table; those of one sender follow each
 * other. */
int resolve_table(struct resolve *, const struct submission *, const char *name,
    const struct schema *, struct fail *) MUST_CHECK;
/* The rows that stay; *out shares the memory of the batch and is valid until
 * the next call. */
int resolve_batch(struct resolve *, struct batch *, struct batch **out,
    struct fail *) MUST_CHECK;
/*
 * After the last table: a lost row for each submission that is missing
 * (stand_in.h), if the tables keep lost rows.  1 with the next of them, as for
 * resolve_batch(), from *next on, 0 at first; 0 when there are no more.
 */
int resolve_missing(struct resolve *, const struct overdues *, size_t *next,
    struct batch **out, struct fail *) MUST_CHECK;
/* After that: with partitions write them to output
 * (partition_write()). */
int resolve_end(struct resolve *, const char *output, struct fail *) MUST_CHECK;

#endif

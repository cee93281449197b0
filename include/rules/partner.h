/*
 * partner.h - a rule of type "one-to-one": rows that have the same values in
 * some fields have the same in others, too, and the other way round.
 *
 *	struct partners *p = partners_new(dataset, rule, PARTNERS_FILE, f);
 *	for each table {
 *		partners_table(p, schema, f);
 *		for each batch
 *			partners_batch(p, places, batch, f);
 *	}
 *	partners_free(p);
 *
 * Of rows that contradict each other the first stands, and each that differs
 * from it is a finding.  Within a file (PARTNERS_FILE) it has the level of the
 * rule, and an error sets the row aside.  Between files (PARTNERS_DATASET) it
 * is a warning, for nobody can tell which of two files is right; rows of one
 * file are passed over there.  A row that lacks one of the values is not
 * checked.
 *
 * Memory grows with the distinct values.
 */
#ifndef RULES_PARTNER_H
#define RULES_PARTNER_H

#include "base/fail.h"
#include "rules/place.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

enum partners_scope { PARTNERS_FILE, PARTNERS_DATASET };

struct partners;

/* Both are borrowed. */
struct partners *partners_new(const struct table_schema *,
    const struct table_rule *, enum partners_scope, struct fail *) MUST_CHECK;
void partners_free(struct partners *); /* NULL is allowed */
/* The batches that follow are of a table with this schema, borrowed. */
int partners_table(
    struct partners *, const struct schema *, struct fail *) MUST_CHECK;
/* Look at the rows that are still data. */
int partners_batch(struct partners *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;

#endif

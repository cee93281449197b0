/*
 * link.h - names in a table resolved to the ids of registries.
 *
 *	struct link *l = link_new(dataset, registries, schema, f);
 *	for each batch {
 *		places_batch(p, batch, f);
 *		link_batch(l, p, batch, &linked, f);	(changes the fates)
 *		places_settle(p, linked);
 *		arrow_write(out, linked, f);
 *	}
 *	link_review(l, "review.csv", f);
 *	link_free(l);
 *
 * Each distinct text is looked up once (registry_match()); several texts may
 * name one entry.  A row with a text that names no entry, or an entry that is
 * not valid in the period of its submission (metadata submission.period), is
 * under review: finding "foreign-key".  A period that says no days excludes
 * nothing.  No value stays no value.  Texts of lost rows (place.h) that name
 * no entry become no value and are no findings.
 *
 * A sender that has a registry in the dataset's schema is looked up in the same
 * way, metadata submission.sender becomes its id, and SUBMISSION_REGISTRY says
 * so.  If it names no entry all rows are under review, with one finding for the
 * file.
 *
 * The review list is CSV, one line a field and text: file and line of the
 * first row (no line if it is the sender), column, text, rows, and up to
 * REGISTRY_NEAR candidates as "id title", separated by "; ".
 */
#ifndef RULES_LINK_H
#define RULES_LINK_H

#include "base/fail.h"
#include "registry/registry.h"
#include "rules/place.h"
#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct link;

/* All are borrowed.  A field whose registry is not in the set is a failure
 * (FAIL_USAGE). */
struct link *link_new(const struct table_schema *, const struct registry_set *,
    const struct schema *, struct fail *) MUST_CHECK;
void link_free(struct link *); /* NULL is allowed */
/* The columns of the result. */
const struct schema *link_schema(const struct link *);

/*
 * Put ids in place of texts: *linked shares the memory of the batch, but has
 * dictionaries of link's own.  Valid until the next call.
 */
int link_batch(struct link *, struct places *, struct batch *,
    struct batch **linked, struct fail *) MUST_CHECK;
/* Write the review list; path NULL: none. */
int link_review(
    const struct link *, const char *path, struct fail *) MUST_CHECK;

#endif

/*
 * held.h - rows that wait until all have been seen, for a sum that does not
 * add up sets them aside, and is known only then.
 *
 *	struct held *h = held_new(checks, schema, "clean.arrow", f);
 *	for each batch {
 *		places_batch(places, batch, f);
 *		checks_batch(checks, places, batch, f);
 *		held_put(h, places, batch, f);
 *	}
 *	while (held_next(h, places, &batch, f) == 1) {	(fates are set)
 *		places_settle(places, batch);
 *		...
 *	}
 *	held_free(h);
 *
 * They wait in a temporary file (spool.h) and come as they were put, batch by
 * batch, so memory does not grow with the table.
 */
#ifndef RULES_HELD_H
#define RULES_HELD_H

#include "base/fail.h"
#include "rules/place.h"
#include "rules/rule.h"
#include "table/batch.h"
#include "table/schema.h"

struct held;

/* The first two are borrowed; near is where the table will be written, NULL:
 * to standard output. */
struct held *held_new(const struct checks *, const struct schema *,
    const char *near, struct fail *) MUST_CHECK;
void held_free(struct held *); /* NULL is allowed */
int held_put(struct held *, struct places *, const struct batch *,
    struct fail *) MUST_CHECK;
/* 1 with the next rows, borrowed until the next call; 0 at the end. */
int held_next(
    struct held *, struct places *, struct batch **, struct fail *) MUST_CHECK;

#endif

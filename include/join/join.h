/*
 * join.h - rows of a table (LEFT) with columns of the rows of another one
 * (RIGHT) that match them (match.h).
 *
 *	struct join *j = join_new(&spec, account, &left, &right, f);
 *	if (j != NULL)
 *		while ((more = arrow_next(in, &batch, f)) == 1)
 *			join_batch(j, batch, &out, f);
 *	join_end(j, f);
 *	join_free(j);
 *
 * Every row of LEFT stays, with no values in the added columns where nothing
 * matches; spec.inner drops these.  With JOIN_ALL a row stays once for each
 * match.  Otherwise matches with different values are ambiguous: JOIN_FIRST
 * takes the first in the order of match.h, JOIN_NONE takes none, both with a
 * finding "ambiguous-match" (a warning) at the row of LEFT.
 *
 * Where RIGHT says why a column has no value (NAME.status), that is added as
 * well; it is "missing" where nothing matches.
 *
 * Lost rows (origin.h) of LEFT stay lost, whatever they match, and stay even
 * with spec.inner while it is not known that nothing matches.  A row that
 * matches nothing, but might match a lost row of RIGHT, becomes lost; with
 * JOIN_ALL each such row of RIGHT makes a lost row, for it might have been one
 * more.  The account counts no lost rows.
 *
 * The columns are those of LEFT, the added ones, then _file and _row of LEFT,
 * and _lost if one of the tables has it.
 */
#ifndef JOIN_JOIN_H
#define JOIN_JOIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/account.h"
#include "base/fail.h"
#include "join/spec.h"
#include "table/batch.h"
#include "table/schema.h"
#include "table/sink.h"

struct join;

/* A table and what it is called in messages. */
struct join_table {
	const struct schema *schema;
	const char *name;
	struct batch *rows; /* of RIGHT, all of them; NULL for LEFT */
};

/* All are borrowed.  The rows of RIGHT may get a text for what is missing. */
struct join *join_new(const struct join_spec *, struct account *,
    const struct join_table *left, const struct join_table *right,
    struct fail *) MUST_CHECK;
void join_free(struct join *); /* NULL is allowed */
/* The columns of the result. */
const struct schema *join_schema(const struct join *);
/* Write what becomes of a batch of LEFT. */
int join_batch(
    struct join *, struct batch *, struct sink *, struct fail *) MUST_CHECK;
/* Tell the account how many rows matched: the property "match" (counts.h) of
 * the input that is called like LEFT. */
int join_end(struct join *, struct fail *) MUST_CHECK;

#endif

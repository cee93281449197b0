/*
 * match.h - the rows of a table (RIGHT) that have the key of a row of another
 * one (LEFT) and are valid on its day.
 *
 *	struct match *m = match_new(&spec, &right, &rows, &origin, f);
 *	match_left(m, batch, left_keys, f);
 *	struct match_cursor c = match_start(m, 7);	(row 7 of the batch)
 *	while (match_next(m, &c, day, &row))
 *		... row `row` of RIGHT matches ...
 *	match_free(m);
 *
 * Keys are compared by their bytes; a key without a value matches nothing.
 * Without a key every row has the same one.  A row is valid from its day
 * `from` to its day `to`, both included; where one of them has no value, the
 * validity is open on that side.  The rows come in the order of `from`, then
 * of the values (rank.h).
 *
 * Rows of one key with the same values whose days overlap say the same twice:
 * a finding "overlapping-interval" at the later one, which counts only from
 * the day after the earlier one ends, or not at all if it ends before that.
 * Without columns of values rows say nothing but that they are there: then it
 * is the same without a finding.
 *
 * Lost rows (origin.h) match nothing.  match_may() tells whether one of them
 * might have matched, had it not been lost: what it does not say may be
 * anything.  What it says is believed: a key that was misread is not looked for
 * under other keys.  Lost rows without a whole key are looked at one by one for
 * each row of LEFT that is asked about, so the time grows with their product.
 */
#ifndef JOIN_MATCH_H
#define JOIN_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "join/origin.h"
#include "table/batch.h"
#include "table/schema.h"

#define MATCH_NO_DAY INT32_MIN /* for a table without days of validity */

/* Columns of RIGHT. */
struct match_spec {
	const int *keys;
	size_t key_count;
	int from, to; /* COLUMN_DATE32; -1: valid on all days */
	const int *values;
	size_t value_count;
};

struct match;

struct match_cursor {
	size_t at, end;
};

/* All are borrowed; the origin has seen the rows (origin_batch()), and takes
 * the findings. */
struct match *match_new(const struct match_spec *, const struct schema *right,
    const struct batch *rows, struct origin *, struct fail *) MUST_CHECK;
void match_free(struct match *); /* NULL is allowed */

/* Look at a batch of LEFT, whose keys are in these columns. */
int match_left(struct match *, const struct batch *, const int *keys,
    struct fail *) MUST_CHECK;
/* Whether the row of that batch has a value in all columns of its key. */
bool match_has_key(const struct match *, size_t row);
/* The matches of the row, and the next of them on this day.  All that come are
 * counted as used. */
struct match_cursor match_start(const struct match *, size_t row);
bool match_next(
    struct match *, struct match_cursor *, int32_t day, uint32_t *right);
/* The next lost row that might match, from *at on (0 at the start). */
bool match_may(
    const struct match *, size_t row, int32_t day, size_t *at, uint32_t *right);
/* A number for the values of a row of RIGHT: equal for equal values. */
uint32_t match_values(const struct match *, uint32_t right);

/* Rows that are not lost, and those of them that match_next() never gave. */
uint64_t match_rows(const struct match *);
uint64_t match_unused(const struct match *);

#endif

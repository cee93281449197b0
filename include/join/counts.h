/*
 * counts.h - how two tables that are put together matched, for the record.
 *
 *	struct match_counts counts = { .rows = 3, .matched = 2 };
 *	counts.unmatched = 1;
 *	json = match_counts_json(&counts, "clusters");
 *	account_property(account, file, "match", json, f);
 *
 * Lost rows (origin.h) are in none of the counts.
 */
#ifndef JOIN_COUNTS_H
#define JOIN_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "base/json.h"
#include "table/schema.h"

struct match_counts {
	uint64_t rows; /* of LEFT: matched, unmatched or ambiguous */
	uint64_t matched, unmatched, ambiguous;
	uint64_t right_rows, right_unused;
};

/* The object "match" of the record, the caller's; NULL if memory is short.
 * with: the dataset of RIGHT. */
struct json_value *match_counts_json(
    const struct match_counts *, const char *with);

/* The dataset that a table is of, or the table's name. */
const char *match_dataset(const struct schema *, const char *name);

/* Whether the table is all of its dataset, not one of several partitions, of
 * which some may be empty. */
bool match_is_whole(const struct schema *);

/*
 * For a table that has no rows to put together with others: a finding
 * "empty-join" at the input called name, if the table is whole.  *told: whether
 * there is a finding.
 */
int match_empty(struct account *, const struct schema *, const char *name,
    bool *told, struct fail *) MUST_CHECK;

#endif

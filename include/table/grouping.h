/*
 * grouping.h - numbers the distinct combinations of values in some columns.
 *
 *	struct grouping *g = grouping_new(3, GROUPING_TEXT, f);
 *	grouping_table(g, &schema, columns, f);
 *	grouping_rows(g, batch, groups, f);	(groups[i] of row i)
 *	grouping_count(g)			(groups so far)
 *	grouping_free(g);
 *
 * Groups are numbered from 0 by first occurrence.  Keys are kept whole and
 * compared whole, so two combinations never fall together.  Memory grows with
 * the groups, not with the rows.
 */
#ifndef TABLE_GROUPING_H
#define TABLE_GROUPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"
#include "table/schema.h"

enum grouping_mode {
	GROUPING_VALUE, /* numbers by value: compact */
	GROUPING_TEXT   /* every column by its text: groups have codes */
};

struct grouping;

struct grouping *grouping_new(
    size_t column_count, enum grouping_mode, struct fail *) MUST_CHECK;
void grouping_free(struct grouping *); /* NULL is allowed */

/* Mode GROUPING_TEXT: an empty grouping by the first columns of another, with
 * the same texts, so that codes of one are codes of the other. */
struct grouping *grouping_share(
    const struct grouping *, size_t column_count, struct fail *) MUST_CHECK;
/* Mode GROUPING_TEXT: this column may be COLUMN_BINARY, its texts are the
 * bytes; before the first table. */
void grouping_binary(struct grouping *, size_t column);

/* The batches that follow are of a table with this schema; columns are the
 * places of the columns in it.  The types must stay the same from one table
 * to the next in mode GROUPING_VALUE. */
int grouping_table(struct grouping *, const struct schema *, const int *columns,
    struct fail *) MUST_CHECK;
/* The group of each row, new ones included; groups has room for the batch. */
int grouping_rows(struct grouping *, const struct batch *, uint32_t *groups,
    struct fail *) MUST_CHECK;
size_t grouping_count(const struct grouping *);

/* The rest is for columns that have codes: mode GROUPING_TEXT, and text
 * columns in the other mode.  A code is -1 where there is no value. */
int32_t grouping_code(const struct grouping *, uint32_t group, size_t column);
const struct dictionary *grouping_texts(const struct grouping *, size_t column);
/* The code of a text, new if need be; -1 on failure. */
int32_t grouping_text_add(struct grouping *, size_t column, const char *text,
    size_t length, struct fail *) MUST_CHECK;

/* Mode GROUPING_TEXT.  The group with these codes, new if need be. */
int grouping_put(struct grouping *, const int32_t *codes, uint32_t *group,
    struct fail *) MUST_CHECK;
/* The same for count keys, one after another; faster than one by one. */
int grouping_put_all(struct grouping *, const int32_t *codes, size_t count,
    uint32_t *groups, struct fail *) MUST_CHECK;

#endif

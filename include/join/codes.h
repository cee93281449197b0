/*
 * codes.h - the texts of columns as numbers, so that rows of two tables are
 * compared without looking at a text twice.
 *
 *	struct codes regions;
 *	int32_t *of_row;		(room for the rows of the batch)
 *	if (codes_init(&regions, f) == 0 &&
 *	    codes_add(&regions, &batch->columns[2], of_row, f) == 0)
 *		text = dictionary_text(regions.texts, of_row[0], NULL);
 *	codes_clear(&regions);
 *
 * A column is of type utf8, dictionary or fixed-size binary; equal bytes have
 * equal codes whatever the type.  Each entry of a dictionary column is looked
 * up once, for its table keeps one dictionary that only grows.
 */
#ifndef JOIN_CODES_H
#define JOIN_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"
#include "table/dictionary.h"
#include "table/schema.h"

#define CODE_NULL (-1)   /* the row has no value */
#define CODE_ABSENT (-2) /* codes_find(): no such text was added */

/* The codes of one source dictionary, as far as they were asked for. */
struct codes_map {
	struct dictionary *source; /* shared, so that it stays the same one */
	int32_t *codes;
	size_t count, capacity;
};

struct codes {
	struct dictionary *texts;
	struct codes_map map; /* of the last dictionary column */
};

int codes_init(struct codes *, struct fail *) MUST_CHECK;
/* The same texts and codes as those of another, for columns of another table.
 */
void codes_share(struct codes *, const struct codes *other);
void codes_clear(struct codes *); /* after a failed init too */

/* The code of each row's text, added if it is new. */
int codes_add(struct codes *, const struct column *, int32_t *codes,
    struct fail *) MUST_CHECK;
/* The same without adding.  No text may be added by codes_add() afterwards. */
int codes_find(struct codes *, const struct column *, int32_t *codes,
    struct fail *) MUST_CHECK;

/* The place of a column that has texts; FAIL_DATA if it is not there,
 * FAIL_USAGE if it has other values. */
int codes_column(
    const struct schema *, const char *name, struct fail *) MUST_CHECK;
/* Values of the two columns can be equal: both are texts, or binary of one
 * width; else FAIL_USAGE. */
int codes_comparable(
    const struct field *, const struct field *, struct fail *) MUST_CHECK;

#endif

/*
 * batch.h - rows of a table as columns (an Arrow record batch in memory).
 *
 *	struct batch b;
 *	if (batch_init(&b, &schema, BATCH_ROWS, f) == 0) {
 *		column_put_text(&b.columns[0], "Москва", 12, f);
 *		column_put_integer(&b.columns[1], 1, f);
 *		b.length++;
 *	}
 *	batch_clear(&b);
 *
 * A batch grows as needed; filters fill up to BATCH_ROWS and reuse it with
 * batch_reset(), so nothing is allocated per row.
 */
#ifndef TABLE_BATCH_H
#define TABLE_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/dictionary.h"
#include "table/schema.h"

#define BATCH_ROWS 65536

/* Codes of one source dictionary in the codes of another, found so far. */
struct recoding {
	struct dictionary *source; /* shared, so it stays the same one */
	int32_t *codes;            /* -1: not met yet */
	size_t count, capacity;
};

struct column {
	enum column_type type;
	int32_t width;
	size_t length;   /* rows */
	size_t capacity; /* rows, a multiple of 64 */
	size_t null_count;
	/* Bit i of byte i/8: row i has a value; 0 from length to capacity. */
	uint8_t *validity;
	/* int8_t, ... int64_t, double, bits (0 from length to capacity),
	 * int32_t days, int32_t codes, width bytes a row, or for COLUMN_UTF8
	 * the bytes of all rows.  Nulls hold zeros. */
	void *values;
	int32_t *offsets; /* COLUMN_UTF8: length + 1 of them */
	size_t byte_capacity;
	struct dictionary
	    *dictionary; /* COLUMN_DICTIONARY: borrowed or owned */
	bool owns_dictionary;
	struct recoding recoding; /* of the last batch_append() */
};

struct batch {
	size_t length; /* rows; equals the length of every column */
	size_t column_count;
	struct column *columns;
};

/* Columns as in the schema, with new dictionaries that the batch owns.  On
 * failure the batch is empty, and batch_clear() is allowed. */
int batch_init(struct batch *, const struct schema *, size_t rows,
    struct fail *) MUST_CHECK;
void batch_clear(struct batch *);
/* No rows; memory and dictionaries stay. */
void batch_reset(struct batch *);
/* Keep the rows whose byte is not 0, in order. */
void batch_keep(struct batch *, const uint8_t *keep);
/* Append rows [from, from+count) of a batch with the same column types;
 * dictionary texts are re-coded into the target's dictionaries. */
int batch_append(struct batch *, const struct batch *source, size_t from,
    size_t count, struct fail *) MUST_CHECK;

/* Room for rows in all, and for that many bytes of texts (COLUMN_UTF8). */
int column_reserve(
    struct column *, size_t rows, size_t bytes, struct fail *) MUST_CHECK;
/* Bytes of a value; 0 for COLUMN_BOOL (bits) and COLUMN_UTF8 (offsets). */
size_t column_value_size(const struct column *);

/* Append one value; texts are UTF-8.  Wrong type for the column is a
 * programming error (assert).  Integers must fit the column's type, else a
 * failure. */
int column_put_null(struct column *, struct fail *) MUST_CHECK;
int column_put_integer(struct column *, int64_t, struct fail *) MUST_CHECK;
int column_put_number(struct column *, double, struct fail *) MUST_CHECK;
int column_put_text(struct column *, const char *, size_t length,
    struct fail *) MUST_CHECK; /* UTF8, DICTIONARY, BINARY */
/* A code of the column's own dictionary (-1: null). */
int column_put_code(struct column *, int32_t code, struct fail *) MUST_CHECK;

/* Read one value; row must be in range. */
static inline bool
column_valid(const struct column *c, size_t row)
{
	return c->validity[row / 8] >> (row % 8) & 1;
}
/* INT8..INT64, BOOL, DATE32; 0 when null. */
int64_t column_integer(const struct column *, size_t row);
/* FLOAT64, or any integer type as a double; 0 when null. */
double column_number(const struct column *, size_t row);
/* UTF8, DICTIONARY, BINARY: borrowed; "" when null.  Only dictionary texts
 * are NUL-terminated.  length may be NULL. */
const char *column_text(const struct column *, size_t row, size_t *length);
/* The dictionary code, or -1 when null. */
static inline int32_t
column_code(const struct column *c, size_t row)
{
	return column_valid(c, row) ? ((const int32_t *)c->values)[row] : -1;
}

#endif

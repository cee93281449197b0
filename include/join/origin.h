/*
 * origin.h - where each row of a table came from (its columns _file and
 * _row), and whether it is lost: a row that was set aside and is kept to say
 * so (_lost), of which only what could be read has values.
 *
 *	struct origin o;
 *	if (origin_init(&o, account, arrow_schema(in), f) == 0)
 *		while ((more = arrow_next(in, &batch, f)) == 1) {
 *			origin_batch(&o, batch, f);
 *			account_rows(account, origin_file(&o, 0), 1, 1);
 *		}
 *	origin_clear(&o);
 *
 * rules/place.h does the same for tables whose dataset schema is at hand, and
 * drops rows; a table here may be any that has the two columns.
 */
#ifndef JOIN_ORIGIN_H
#define JOIN_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "table/batch.h"
#include "table/schema.h"

#define ORIGIN_FILE "_file"
#define ORIGIN_ROW "_row"
#define ORIGIN_LOST SCHEMA_LOST

struct origin {
	struct account *account;
	int file_column, row_column;
	int lost_column;           /* -1: no row is lost */
	const struct batch *batch; /* the one at hand */
	int *files;                /* input in the account by code of _file */
	size_t file_count, file_capacity;
};

/* The account is borrowed.  A table without the columns, or with other types
 * in them, is FAIL_DATA. */
int origin_init(struct origin *, struct account *, const struct schema *,
    struct fail *) MUST_CHECK;
void origin_clear(struct origin *);
/* Look at the next batch of the table. */
int origin_batch(
    struct origin *, const struct batch *, struct fail *) MUST_CHECK;

/* The input in the account, its name, and the line of a row of that batch. */
int origin_file(const struct origin *, size_t row);
const char *origin_name(const struct origin *, size_t row);
uint64_t origin_line(const struct origin *, size_t row);
bool origin_is_lost(const struct origin *, size_t row);
/* Count a finding at a row; the line is filled in. */
int origin_finding(
    struct origin *, size_t row, struct finding *, struct fail *) MUST_CHECK;

/* Whether a column says where rows came from or that they are lost: tables
 * have these at their end. */
bool origin_is_column(const char *name);

#endif

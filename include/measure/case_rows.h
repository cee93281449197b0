/*
 * case_rows.h - the rows of a table of cases: which make up a case, and the
 * numbers that its method is given.
 *
 *	struct case_rows in = CASE_ROWS_INIT;
 *	struct case_numbers n;
 *	size_t from, to;
 *	if (case_rows_open(&in, d, "-", f) == 0)
 *		for (from = 0; from < in.batch.length; from = to) {
 *			to = case_rows_end(&in, from);
 *			case_rows_numbers(&in, from, to, &n);
 *			if (n.status == METHOD_OK && !n.missing)
 *				...
 *		}
 *	case_rows_close(&in);
 */
#ifndef MEASURE_CASE_ROWS_H
#define MEASURE_CASE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/case_definition.h"
#include "table/batch.h"
#include "table/schema.h"

struct case_rows {
	const struct case_definition *definition;
	struct schema schema;
	struct batch batch;
	size_t key_count;
	int *keys; /* columns of the table that are written */
	size_t group_count;
	int *groups;     /* those whose values make up a case */
	int *columns;    /* of each column of the definition; -1: not there */
	uint32_t *order; /* rows; those of a group one after another */
	double *numbers; /* of the last case */
	const double **pointers;
};

#define CASE_ROWS_INIT                \
	{                             \
		.schema = SCHEMA_INIT \
	}

/* The numbers of one case, borrowed until the next one.  Rows without numbers
 * of a method that has values for each row are last in the order. */
struct case_numbers {
	enum method_status status; /* why there are none, if not METHOD_OK */
	bool missing;              /* or because a value is not there */
	struct method_call call;
};

int case_rows_open(struct case_rows *, const struct case_definition *,
    const char *path, struct fail *) MUST_CHECK;
void case_rows_close(struct case_rows *);
/* Where the case that begins at this place of the order ends. */
size_t case_rows_end(const struct case_rows *, size_t from);
/* The numbers of the rows from one place of the order to another. */
void case_rows_numbers(
    struct case_rows *, size_t from, size_t to, struct case_numbers *);

#endif

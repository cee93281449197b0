/*
 * cases.h - a table of cases and a method to a table of its statistics.
 *
 *	struct cases cases = CASES_INIT;
 *	if (cases_measure(&cases, d, "-", f) == 0)
 *		status = cases_save(&cases, output, account, record, f);
 *	cases_clear(&cases);
 *
 * One row a statistic of each case: the case's key columns, then statistic,
 * value, lower, upper, p_value, method, status (ok, not_applicable, missing)
 * and reason; see measure(1).  Cases by rows come in their order, those of
 * groups in the order of their keys; the order of rows within a group does not
 * matter.
 */
#ifndef MEASURE_CASES_H
#define MEASURE_CASES_H

#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "measure/case_definition.h"
#include "table/batch.h"
#include "table/schema.h"

enum case_status { CASE_OK, CASE_NOT_APPLICABLE, CASE_MISSING, CASE_STATUSES };

struct cases {
	size_t rows; /* that were read */
	uint64_t counts[CASE_STATUSES];
	struct schema schema;
	struct batch batch;
};

#define CASES_INIT                     \
	{                              \
		0, { 0 }, SCHEMA_INIT, \
		{                      \
			0, 0, NULL     \
		}                      \
	}

/* Read the table (path "-": standard input).  A column that is not there, or
 * is not of numbers, is FAIL_USAGE.  To be cleared on failure too. */
int cases_measure(struct cases *, const struct case_definition *,
    const char *path, struct fail *) MUST_CHECK;
/* To a file, or as a stream to standard output (path NULL or "-"), with the
 * rows by status in the record (NULL: nowhere). */
int cases_save(const struct cases *, const char *path, struct account *,
    const char *record, struct fail *) MUST_CHECK;
void cases_clear(struct cases *);

#endif

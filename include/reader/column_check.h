/*
 * column_check.h - are the columns of a file those of the schema?
 *
 *	if (column_check(&frame, account, file, f) == -1)
 *		(a required column is missing, or one is there twice)
 */
#ifndef READER_COLUMN_CHECK_H
#define READER_COLUMN_CHECK_H

#include "base/account.h"
#include "base/fail.h"
#include "reader/frame.h"

/* Columns that are missing, repeated or not of the schema become warnings of
 * the account (missing-label, duplicate-label, extra-label, blank-label), or
 * a failure (FAIL_DATA) where a required value or a count would depend on a
 * guess.  Fields without a column are marked as absent in the schema of the
 * table. */
int column_check(
    struct frame *, struct account *, int file, struct fail *) MUST_CHECK;

#endif

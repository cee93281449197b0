/*
 * refusal.h - the account of a file that is no table of the dataset, so that
 * the quality report of the run tells of it too.
 *
 *	refusal_lines(account, file, &raw, &other);	(the reader does)
 *	refusal_write(account, label, record_path, f);
 */
#ifndef READER_REFUSAL_H
#define READER_REFUSAL_H

#include "base/account.h"
#include "base/fail.h"
#include "record/raw_file.h"

/* All physical lines of the file that have no class yet are set aside; none of
 * one that is not open. */
int refusal_lines(struct account *, int file, const struct raw_file *,
    struct fail *) MUST_CHECK;

/* If the failure is one of the data, one finding (source-error) that quotes its
 * message, whose "LABEL: " or "LABEL:LINE: " becomes the place, and the record
 * with it (NULL: none).  The failure becomes another one if that cannot be
 * written. */
void refusal_write(
    struct account *, const char *label, const char *record, struct fail *);

#endif

/*
 * refusal.h - the account of a file that is no table of the dataset, so that
 * the quality report of the run tells of it too.
 *
 *	if ((in = reader_open(path, label, dataset, account, f)) == NULL &&
 *	    f->status == FAIL_DATA)
 *		(void)refusal_account(account, path, label, f->text, &other);
 */
#ifndef SOURCE_REFUSAL_H
#define SOURCE_REFUSAL_H

#include "base/account.h"
#include "base/fail.h"

/*
 * All physical lines of the file that have no class yet are set aside, with
 * one finding (source-error) that quotes why, the message of the failure; its
 * "LABEL: " or "LABEL:LINE: " becomes the place.  Of standard input and of
 * what cannot be opened the lines that were read are known, no others.
 */
int refusal_account(struct account *, const char *path, const char *label,
    const char *why, struct fail *) MUST_CHECK;

/* The same if the failure is one of the data, and the record with it.  The
 * failure becomes another one if that cannot be written. */
void refusal_write(struct account *, const char *path, const char *label,
    const char *record, struct fail *);

#endif

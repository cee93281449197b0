/*
 * total_check.h - what was found in a run of lines, into the account of the
 * file: the printed totals among them are checked.
 *
 *	for each chunk in the order of the file
 *		total_check(totals, &frame, chunk, account, file, f);
 */
#ifndef READER_TOTAL_CHECK_H
#define READER_TOTAL_CHECK_H

#include "base/account.h"
#include "base/fail.h"
#include "reader/chunk.h"
#include "reader/frame.h"
#include "reader/total.h"

/* The totals go on from chunk to chunk. */
int total_check(struct totals *, const struct frame *, struct chunk *,
    struct account *, int file, struct fail *) MUST_CHECK;

#endif

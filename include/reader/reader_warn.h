/*
 * reader_warn.h - what the user of a raw export should know, though it was
 * read.
 *
 *	reader_warn(in, account, &filter);
 */
#ifndef READER_READER_WARN_H
#define READER_READER_WARN_H

#include "base/account.h"
#include "base/filter.h"
#include "reader/reader.h"

/* Warn of columns and tables that were not found, of an encoding that is not
 * certain and of rows that were set aside; the file is the first input of the
 * account. */
void reader_warn(
    const struct reader *, const struct account *, const struct filter *);

#endif
